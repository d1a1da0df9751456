/** One process, all targets: what the command line and the Playwright face both drive. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../contract/load.ts';
import type { Contract } from '../contract/types.ts';
import { type RunningReferences, startReferences } from '../target/reference.ts';
import { type ResolveOptions, resolveTargets } from '../target/resolve.ts';
import type { Target } from '../target/types.ts';
import type { Limits } from '../transport/http.ts';
import { type Pace, pacer } from '../transport/pace.ts';
import { writeLedger } from '../verdict/ledger.ts';
import type { Ledger, Verdict } from '../verdict/types.ts';
import { type Waiver, notesOn, waived } from '../verdict/waivers.ts';
import { SuiteError } from './errors.ts';
import { cleanBefore, cleaned } from './clean.ts';
import type { LeftOver } from './left-over.ts';
import { observeTarget } from './observe.ts';
import { runsFolder, stateFolder } from './paths.ts';
import { planTarget } from './plan.ts';
import { requirementsFor } from './scope.ts';
import { unaskedVerdict } from './settle.ts';
import { countOf, paceOf, sharing } from './sharing.ts';
import { loadSuite } from './suites.ts';
import { type Turn, WriteTurns } from './turns.ts';
import type { Plan, Progress, RunInfo, Suite, TargetResult } from './types.ts';
import { keepWaivers, readWaivers } from './waiver-file.ts';

/** Requirement ids by target name. */
export type Selection = ReadonlyMap<string, readonly string[]>;

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onPlan?: (plans: readonly Plan[]) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Something that the user should know, in a sentence. */
  readonly onNote?: (text: string) => void;
}

export interface EngineRun {
  readonly info: RunInfo;
  /** Resolves when this target's rounds are done. Rejects for an unknown target only. */
  result(target: string): Promise<TargetResult>;
  /** Resolves when all are done and the ledger is on disk. */
  readonly ledger: Promise<Ledger>;
}

export interface Engine {
  readonly targets: readonly Target[];
  /** Remarks on the configuration, for the console. */
  readonly notes: readonly string[];
  plan(selection: Selection): Promise<readonly Plan[]>;
  run(selection: Selection, options?: RunOptions): EngineRun;
  /** Every requirement of every target. */
  everything(): Selection;
  /**
   * Undoes what killed runs have left at the live targets, one after the other.
   * @param forget strike out what cannot be undone, too
   */
  cleanUp(forget?: boolean): Promise<readonly { readonly target: Target; readonly found: readonly LeftOver[] }[]>;
  close(): Promise<void>;
}

export type EngineOptions = ResolveOptions;

/** @throws ConfigurationError with all problems at once */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { requests, notes, timeout } = resolveTargets(options);
  const waivers = readWaivers(options.env ?? process.env);
  const started: RunningReferences = await startReferences(requests);
  const targets = started.targets;
  const limits: Partial<Limits> = timeout === null ? {} : { timeout };
  return {
    targets,
    notes,
    plan: async (selection) =>
      Promise.all(chosen(targets, selection).map((t) => planOf(t, selection.get(t.name) ?? []))),
    run: (selection, runOptions = {}) =>
      startRun(chosen(targets, selection), selection, { limits, waivers }, runOptions),
    everything: () =>
      new Map(targets.map((t) => [t.name, requirementsFor(loadContract(t.vendor), t.version).map((r) => r.id)])),
    cleanUp: async (forget = false) => {
      const all = [];
      for (const target of targets.filter(({ kind }) => kind === 'live'))
        all.push({ target, found: await cleaned(target, pacer(paceOf(target)), { limits, forget }) });
      return all;
    },
    close: () => started.close(),
  };
}

const chosen = (targets: readonly Target[], selection: Selection) =>
  targets.filter((t) => (selection.get(t.name)?.length ?? 0) > 0);

async function planOf(target: Target, ids: readonly string[]): Promise<Plan> {
  const contract = loadContract(target.vendor);
  const sent = target.kind === 'reference' ? 0 : countOf(target).today();
  return planTarget(target, contract, await loadSuite(target.vendor), ids, sent);
}

function newRun(): RunInfo {
  const startedAt = `${new Date().toISOString().slice(0, 19)}Z`;
  const id = `${startedAt.replace(/[-:]/g, '')}-${randomBytes(2).toString('hex')}`;
  const folder = join(runsFolder(), id);
  mkdirSync(folder, { recursive: true });
  return { id, startedAt, folder };
}

function startRun(
  targets: readonly Target[],
  selection: Selection,
  { limits, waivers }: { readonly limits: Partial<Limits>; readonly waivers: readonly Waiver[] },
  options: RunOptions,
): EngineRun {
  const info = newRun();
  keepWaivers(info.folder, waivers);
  const turns = new Map(targets.map((t) => [t.vendor, new WriteTurns()]));
  const turnOf = new Map(targets.map((t) => [t.name, turns.get(t.vendor)?.join()]));
  const paces = new Map(targets.map((t) => [sharing(t), pacer(paceOf(t))]));
  const planned = Promise.all(targets.map((t) => planOf(t, selection.get(t.name) ?? []))).then((plans) => {
    options.onPlan?.(plans);
    return cleanBefore(targets, paces, limits, options);
  });
  const results = new Map<string, Promise<TargetResult>>(
    targets.map((target) => [
      target.name,
      planned.then(async () => {
        const contract = loadContract(target.vendor);
        const suite = await loadSuite(target.vendor);
        const ids = known(contract, target, selection.get(target.name) ?? []);
        const result = await observed(
          target,
          contract,
          suite,
          ids,
          { run: info, limits, turn: turnOf.get(target.name), pace: paces.get(sharing(target)) },
          options,
        );
        return { ...result, verdicts: waived(result.verdicts, target, waivers, info.startedAt) };
      }),
    ]),
  );
  const ledger = Promise.all(results.values()).then((unsorted) => {
    const all = unsorted.sort((a, b) => (a.summary.name < b.summary.name ? -1 : 1));
    const summaries = all.map((r) => r.summary);
    const verdicts = all.flatMap((r) => r.verdicts);
    const made: Ledger = {
      format: 1,
      run: info.id,
      startedAt: info.startedAt,
      targets: summaries,
      verdicts,
      inScope: targets.reduce(
        (sum, t) => sum + known(loadContract(t.vendor), t, selection.get(t.name) ?? []).length,
        0,
      ),
      interrupted: all.some((r) => r.interrupted),
      ...notesOn(verdicts, summaries, waivers, info.startedAt),
    };
    writeLedger(join(info.folder, 'ledger.json'), made);
    return made;
  });
  ledger.catch(() => {}); // whoever waits for it hears of it
  return {
    info,
    ledger,
    result: (name) =>
      results.get(name) ?? Promise.reject(new SuiteError(`the target '${name}' is not part of this run`)),
  };
}

function known(contract: Contract, target: Target, ids: readonly string[]): string[] {
  const there = requirementsFor(contract, target.version).map((r) => r.id);
  const wanted = new Set(ids);
  return there.filter((id) => wanted.has(id));
}

/** A suite error spoils one target, not the run: each of its requirements is then an error, and says why. */
async function observed(
  target: Target,
  contract: Contract,
  suite: Suite,
  ids: readonly string[],
  shared: {
    readonly run: RunInfo;
    readonly limits: Partial<Limits>;
    readonly turn: Turn | undefined;
    readonly pace: Pace | undefined;
  },
  options: RunOptions,
): Promise<TargetResult> {
  try {
    const { signal, onProgress } = options;
    return await observeTarget({
      target,
      contract,
      suite,
      ids,
      run: shared.run,
      limits: shared.limits,
      ...(shared.pace === undefined ? {} : { pace: shared.pace }),
      ...(shared.turn === undefined ? {} : { turn: shared.turn }),
      state: stateFolder(),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const verdicts: Verdict[] = ids.flatMap((id) => {
      const requirement = contract.requirements.get(id);
      return requirement === undefined ? [] : [unaskedVerdict(target.name, requirement, 'error', reason)];
    });
    const { name, vendor, version, baseUrl, kind } = target;
    return {
      verdicts,
      interrupted: options.signal?.aborted === true,
      summary: { name, vendor, version, baseUrl, kind, requestsPlanned: 0, requestsSent: 0, recording: '' },
    };
  } finally {
    shared.turn?.doneReading();
  }
}
