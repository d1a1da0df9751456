/** Judges one round: what each requirement's probe saw becomes a provisional result. Pure; no network, no clock. */
import type { Answer } from '../judges/answer.ts';
import { Broken, Check, NotTestable, Undecided } from '../verdict/check.ts';
import type { Requirement } from '../contract/types.ts';
import type { Finding, Observation } from '../verdict/types.ts';
import type { ProbeResult, Round } from './round.ts';
import type { Case, JudgeContext, Probe } from './types.ts';

export type ProvisionalKind = 'pass' | 'broken' | 'undecided' | 'observed' | 'not-testable' | 'error';

export interface Provisional {
  readonly kind: ProvisionalKind;
  readonly reason: string;
  readonly checks: number;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly observations: readonly Observation[];
  readonly exchanges: readonly string[];
  /** The judge looked at every answer of the round, whoever asked. */
  readonly all: boolean;
  /** Probes that asked what findings name, where that was beyond what the case's own probe saw. */
  readonly beyond: readonly Probe<unknown, never>[];
}

/** Runs the probe of a case in a round and judges what it saw. Never rejects. */
export async function judgeCase(
  one: Case,
  requirement: Requirement,
  round: Round,
  context: Omit<JudgeContext, 'answers'>,
): Promise<Provisional> {
  const result = await round.result(one.probe);
  const check = new Check();
  let all: readonly Answer[] | undefined;
  const stopped = judgeSettled(one, result, check, {
    ...context,
    get answers() {
      return (all ??= round.answers());
    },
  });
  const exchanges = [...result.seen].sort();
  const { checks, findings, findingsTotal, observations } = check;
  const foreign = findings.flatMap(({ exchange: x }) => (x === undefined || result.seen.has(x) ? [] : [x]));
  const beyond = await round.askersOf(foreign);
  const seen = { checks, findings, findingsTotal, observations, exchanges };
  return { ...conclude(stopped, check, requirement), ...seen, all: all !== undefined, beyond };
}

type Stopped = { kind: 'undecided' | 'not-testable' | 'error'; reason: string } | null;

function judgeSettled(one: Case, result: ProbeResult, check: Check, context: JudgeContext): Stopped {
  const { settled } = result;
  if (settled.kind === 'broken') {
    check.that(false, () => settled.finding);
    return null;
  }
  if (settled.kind === 'error') return { kind: 'error', reason: settled.message };
  if (settled.kind !== 'value') return settled;
  try {
    one.judge(settled.value, check, context);
    return null;
  } catch (error) {
    if (error instanceof Undecided) return { kind: 'undecided', reason: error.message };
    if (error instanceof NotTestable) return { kind: 'not-testable', reason: error.message };
    if (error instanceof Broken) {
      const { exchange } = error.finding;
      if (exchange !== undefined && !result.own.has(exchange))
        return { kind: 'undecided', reason: `what it builds on is broken: ${error.message}` };
      check.that(false, () => error.finding);
      return null;
    }
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'error', reason: `the judge of ${one.requirement} failed: ${message}` };
  }
}

function conclude(stopped: Stopped, check: Check, requirement: Requirement): { kind: ProvisionalKind; reason: string } {
  if (stopped?.kind === 'error') return stopped;
  if (check.findingsTotal > 0) {
    const first = check.findings[0]?.message ?? '';
    const more = check.findingsTotal > 1 ? ` (and ${check.findingsTotal - 1} more)` : '';
    return { kind: 'broken', reason: `${first}${more}` };
  }
  if (stopped !== null) return stopped;
  if (requirement.class === 'observed')
    return check.observations.length > 0
      ? { kind: 'observed', reason: check.observations.map((o) => `${o.label}: ${o.value}`).join('; ') }
      : { kind: 'undecided', reason: 'there was nothing to observe' };
  if (check.checks === 0) return { kind: 'undecided', reason: 'there was nothing to look at' };
  return { kind: 'pass', reason: check.checks === 1 ? 'held in 1 check' : `held in ${check.checks} checks` };
}
