/** The words in which cases are written: `probe`, `session`, `requirement`. */
import type { Check } from '../verdict/check.ts';
import type { Case, JudgeContext, Probe, ProbeContext, ProbeOptions, SessionDefaults, Suite } from './types.ts';
import { SuiteError } from './errors.ts';

export interface SuiteBuilder<Api> {
  /**
   * Names a question. `run` asks and returns what it saw; it never judges.
   * @throws SuiteError when the name is taken
   */
  probe<T>(name: string, options: ProbeOptions, run: (context: ProbeContext<Api>) => Promise<T> | T): Probe<T, Api>;
  /** The probe that logs in; its result is carried by every later call that does not refuse it. */
  session(
    name: string,
    options: ProbeOptions,
    run: (context: ProbeContext<Api>) => Promise<SessionDefaults>,
  ): Probe<SessionDefaults, Api>;
  /**
   * Ties a requirement of the registry to a probe and its judgement.
   * @throws SuiteError when the requirement has a case already
   */
  requirement<T>(id: string, probe: Probe<T, Api>, judge: (seen: T, check: Check, context: JudgeContext) => void): void;
  /** What was collected so far. */
  suite(): Suite;
}

/** Starts the collection of one vendor's cases. */
export function defineSuite<Api>(vendor: string): SuiteBuilder<Api> {
  const probes = new Map<string, Probe<unknown, never>>();
  const cases = new Map<string, Case>();
  let session: Probe<SessionDefaults, never> | null = null;

  function probe<T>(name: string, options: ProbeOptions, run: Probe<T, Api>['run']): Probe<T, Api> {
    if (probes.has(name)) throw new SuiteError(`${vendor}: two probes are named '${name}'; names are unique`);
    const made: Probe<T, Api> = {
      name,
      cost: options.cost,
      needs: options.needs ?? [],
      // Whoever builds on a write waits for its turn, too.
      writes: options.writes === true || [...(options.needs ?? []), options.control].some((p) => p?.writes === true),
      withoutSession: options.withoutSession ?? false,
      control: options.control ?? null,
      run,
    };
    probes.set(name, made);
    return made;
  }

  return {
    probe,
    session(name, options, run) {
      if (session !== null) throw new SuiteError(`${vendor}: a second session probe '${name}'`);
      const waiting = everyNeed(options).find((p) => !p.withoutSession);
      if (waiting !== undefined)
        throw new SuiteError(
          `${vendor}: the session probe '${name}' needs '${waiting.name}', which itself waits for the session; declare that one 'withoutSession'`,
        );
      const made = probe(name, { ...options, withoutSession: true }, run);
      session = made;
      return made;
    },
    requirement(id, asked, judge) {
      if (cases.has(id)) throw new SuiteError(`${vendor}: two cases judge ${id}`);
      cases.set(id, {
        requirement: id,
        probe: asked,
        judge: judge as (seen: unknown, check: Check, context: JudgeContext) => void,
      });
    },
    suite: () => ({ vendor, cases, probes, session }),
  };
}

function everyNeed({ needs = [], control }: Pick<ProbeOptions, 'needs' | 'control'>): Probe<unknown, never>[] {
  const direct = control === undefined ? [...needs] : [...needs, control];
  return direct.flatMap((p) => [
    p,
    ...everyNeed({ needs: p.needs, ...(p.control === null ? {} : { control: p.control }) }),
  ]);
}
