/** Observes one target live: first round, confirming round, writes; records everything; then judges the recording. */
import { join } from 'node:path';
import type { Contract, Version } from '../contract/types.ts';
import type { Exchange } from '../verdict/exchange.ts';
import type { Target } from '../target/types.ts';
import { isAnswered } from '../judges/answer.ts';
import type { Limits } from '../transport/http.ts';
import { Journal } from '../transport/journal.ts';
import { Memory } from '../transport/memory.ts';
import { LiveTransport } from '../transport/client.ts';
import { DailyCount, type Pace } from '../transport/pace.ts';
import { type Recording, type RecordingHeader, RecordingWriter } from '../transport/recording.ts';
import { SuiteError } from './errors.ts';
import { planTarget } from './plan.ts';
import { Round } from './round.ts';
import type { UndoEntry } from './undo.ts';
import { closure, scopeOf } from './scope.ts';
import type { Turn } from './turns.ts';
import type { Probe, Progress, RunInfo, Suite, TargetResult } from './types.ts';
import { judgeRound, toConfirm, verdictsOf } from './verdicts.ts';

type AnyProbe = Probe<unknown, never>;

export interface ObserveOptions {
  readonly target: Target;
  readonly contract: Contract;
  readonly suite: Suite;
  /** Requirements in scope. */
  readonly ids: readonly string[];
  readonly run: RunInfo;
  /** Folder for the daily count and the journal; null keeps neither (in-process tests). */
  readonly state: string | null;
  /** Shared by all targets of the run that share a key; absent in in-process tests. */
  readonly pace?: Pace;
  /** False keeps the recording in memory alone (in-process tests). */
  readonly record?: boolean;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  /** Keeps the writes of targets that may share their data apart from everybody's reads. */
  readonly turn?: Turn;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Observed extends TargetResult {
  readonly recording: Recording;
}

/** @throws SuiteError when the plan does not fit today's quota, or the contract lacks the target's version */
export async function observeTarget(options: ObserveOptions): Promise<Observed> {
  const { target, contract, suite, ids, run } = options;
  const version = contract.versions.get(target.version);
  if (version === undefined) throw new SuiteError(`${target.vendor}: the contract has no version ${target.version}`);
  const quota = quotaOf(options);
  const plan = planTarget(target, contract, suite, ids, quota?.count.today() ?? 0);
  if (plan.quota !== null && quota !== null && plan.requests > plan.quota.left)
    throw new SuiteError(
      `${target.name}: the plan needs up to ${plan.requests} requests, but only ${plan.quota.left} of the vendor's ${plan.quota.perDay} a day are left; choose fewer requirements or wait for midnight UTC`,
    );
  const header = headerOf(options, plan.requests);
  const file = `recording-${target.name}.jsonl`;
  const writer = options.record === false ? null : new RecordingWriter(join(run.folder, file), header);
  const exchanges: Exchange[] = [];
  const tell = (phase: Progress['phase']) =>
    options.onProgress?.({ target: target.name, sent: transport.sent, planned, phase });
  let phase: Progress['phase'] = 'observing';
  let planned = plan.requests;
  const memory = memoryOf(options);
  const transport = new LiveTransport({
    target,
    ...(memory === undefined ? {} : { memory }),
    ...(options.pace === undefined ? {} : { pace: options.pace }),
    quota,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onExchange: (exchange) => {
      exchanges.push(exchange);
      writer?.add(exchange);
      tell(phase);
    },
  });
  const recording = (): Recording => ({ header, exchanges, end: null });
  let end: Recording['end'] = null;
  try {
    const first = liveRound(options, version, transport, exchanges, 1);
    await askReads(first, options, ids);
    if (options.signal?.aborted !== true) {
      const again = toConfirm(await judgeRound(recording(), 1, contract, suite, readIds(options, ids)), suite);
      if (again.ids.length > 0) {
        phase = 'confirming';
        planned += plan.confirming;
        await askReads(liveRound(options, version, transport, exchanges, 2), options, again.ids, again.others);
      }
    }
    options.turn?.doneReading();
    phase = 'writing';
    await askWrites(first, options, ids);
  } finally {
    end = { end: true, requestsSent: transport.sent, interrupted: options.signal?.aborted === true };
    await transport.close();
    writer?.close(end);
    if (!end.interrupted) memory?.close();
  }
  phase = 'judging';
  tell(phase);
  const complete: Recording = { header, exchanges, end };
  const verdicts = await verdictsOf(complete, contract, suite);
  tell('done');
  return {
    verdicts,
    recording: complete,
    interrupted: end.interrupted,
    summary: {
      name: target.name,
      vendor: target.vendor,
      version: target.version,
      baseUrl: target.baseUrl,
      kind: target.kind,
      requestsPlanned: plan.requests,
      requestsSent: end.requestsSent,
      recording: file,
    },
  };
}

function quotaOf({ state, contract, target }: ObserveOptions): { count: DailyCount; perDay: number } | null {
  const { perDay } = contract.limits;
  if (perDay === null || state === null || target.kind === 'reference') return null;
  return { count: new DailyCount(join(state, 'quota'), `${target.vendor}@${new URL(target.baseUrl).host}`), perDay };
}

/** Reference servers change with the suite, not with a vendor: nothing of them is kept. */
function memoryOf({ state, target }: ObserveOptions): Memory | undefined {
  if (state === null || target.kind === 'reference') return undefined;
  return new Memory(join(state, 'memory'), `${target.name}@${new URL(target.baseUrl).host}`);
}

function headerOf({ target, run, ids }: ObserveOptions, requestsPlanned: number): RecordingHeader {
  const { name, vendor, version, baseUrl, kind, settings, allowWrites, credentials } = target;
  return {
    format: 1,
    run: run.id,
    startedAt: run.startedAt,
    target: {
      name,
      vendor,
      version,
      baseUrl,
      kind,
      settings,
      allowWrites,
      credentials: Object.fromEntries(credentials.map((c) => [c.name, c.handle])),
    },
    requirements: [...ids],
    requestsPlanned,
  };
}

function liveRound(
  options: ObserveOptions,
  version: Version,
  transport: LiveTransport,
  exchanges: readonly Exchange[],
  round: 1 | 2,
): Round {
  const { target, contract, suite, run, state } = options;
  // An embedded server ends with its run, and all that was made with it.
  const journal =
    state === null || target.kind === 'reference'
      ? undefined
      : new Journal<UndoEntry>(join(state, 'journal'), target.name);
  return new Round({
    round,
    target,
    contract,
    version,
    suite,
    now: Date.parse(run.startedAt),
    run: run.id,
    send: (request, slot, meanwhile) => transport.send(request, slot, meanwhile),
    alive: () => exchanges.some((e) => e.round === round && isAnswered(e)),
    ...(journal === undefined ? {} : { journal }),
  });
}

function probesOf(
  { target, contract, suite }: ObserveOptions,
  ids: readonly string[],
  others: readonly AnyProbe[] = [],
) {
  return closure([...scopeOf(target, contract, suite, ids).asked.map((a) => a.case.probe), ...others], suite);
}

/** Requirements that are decided without a write. */
function readIds({ suite }: ObserveOptions, ids: readonly string[]): string[] {
  return ids.filter((id) => suite.cases.get(id)?.probe.writes !== true);
}

async function askReads(
  round: Round,
  options: ObserveOptions,
  ids: readonly string[],
  others: readonly AnyProbe[] = [],
): Promise<void> {
  const reads = [...probesOf(options, ids, others)].filter((p) => !p.writes);
  await Promise.all(reads.map((probe) => round.result(probe)));
}

/** Writes come last, one by one. */
async function askWrites(round: Round, options: ObserveOptions, ids: readonly string[]): Promise<void> {
  const writes = [...probesOf(options, ids)].filter((p) => p.writes);
  if (writes.length === 0) return;
  const release = await options.turn?.take();
  try {
    for (const probe of writes) await round.result(probe);
  } finally {
    release?.();
  }
}
