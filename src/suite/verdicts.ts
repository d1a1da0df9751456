/** A recording and a suite become verdicts. The only way to judge, live or not: the run replays what it has just recorded. */
import type { Contract } from '../contract/types.ts';
import type { Verdict } from '../verdict/types.ts';
import { isAnswered } from '../judges/answer.ts';
import { ReplayTransport } from '../transport/replay.ts';
import type { Recording } from '../transport/recording.ts';
import type { Target } from '../target/types.ts';
import { type Provisional, judgeCase } from './judge.ts';
import { Round } from './round.ts';
import { closure, scopeOf } from './scope.ts';
import { unaskedVerdict, verdictOf } from './settle.ts';
import type { Probe, Suite } from './types.ts';
import { SuiteError } from './errors.ts';

/** The target as its recording remembers it: no secret values. */
export function targetOf(recording: Recording): Target {
  const { target } = recording.header;
  const { origin } = new URL(target.baseUrl);
  return {
    ...target,
    credentials: Object.entries(target.credentials).map(([name, handle]) => ({ name, handle, value: '', origin })),
  };
}

/** A round that is answered from a recording. */
export function replayRound(recording: Recording, number: 1 | 2, contract: Contract, suite: Suite): Round {
  const exchanges = recording.exchanges.filter((e) => e.round === number);
  const transport = new ReplayTransport(exchanges, recording.end === null);
  const target = targetOf(recording);
  const version = contract.versions.get(target.version);
  if (version === undefined) throw new SuiteError(`${target.vendor}: the contract has no version ${target.version}`);
  const alive = exchanges.some(isAnswered);
  return new Round({
    round: number,
    target,
    contract,
    version,
    suite,
    now: Date.parse(recording.header.startedAt),
    run: recording.header.run,
    send: (request, slot, meanwhile) => transport.send(request, slot, meanwhile),
    alive: () => alive,
  });
}

/**
 * Provisional results of one round for the requirements whose ids are given.
 * @param others probes that were asked besides those of the requirements: judges may look at every answer
 */
export async function judgeRound(
  recording: Recording,
  number: 1 | 2,
  contract: Contract,
  suite: Suite,
  ids: readonly string[],
  others: readonly Probe<unknown, never>[] = [],
): Promise<Map<string, Provisional>> {
  const target = targetOf(recording);
  const round = replayRound(recording, number, contract, suite);
  const { asked } = scopeOf(target, contract, suite, ids);
  const context = {
    settings: target.settings,
    contract,
    version: target.version,
    now: Date.parse(recording.header.startedAt),
  };
  await Promise.all(
    [...closure([...asked.map((a) => a.case.probe), ...others], suite)].map((probe) => round.result(probe)),
  );
  const results = new Map<string, Provisional>();
  for (const { requirement, case: one } of asked)
    results.set(requirement.id, await judgeCase(one, requirement, round, context));
  return results;
}

/** What a second round must ask: broken requirements, and probes of others that asked what their findings name. */
export interface Confirmation {
  readonly ids: readonly string[];
  readonly others: readonly Probe<unknown, never>[];
}

export function toConfirm(first: ReadonlyMap<string, Provisional>, suite: Suite): Confirmation {
  const broken = [...first].filter(([id, p]) => p.kind === 'broken' && suite.cases.get(id)?.probe.writes === false);
  return { ids: broken.map(([id]) => id), others: [...new Set(broken.flatMap(([, { beyond }]) => beyond))] };
}

const isWritten = (suite: Suite, id: string) => suite.cases.get(id)?.probe.writes === true;

/** Reads are judged, and confirmed, before the first write: what writes were answered with must not count for them. */
function beforeWrites(recording: Recording, suite: Suite): Recording {
  const writers = [...suite.probes.values()].filter((p) => p.writes).flatMap((p) => [p.name, `${p.name}:undo`]);
  const written = (key: string) => writers.includes(key.slice(key.indexOf(':') + 1));
  return { ...recording, exchanges: recording.exchanges.filter((e) => !e.key.includes(':') || !written(e.key)) };
}

/** Provisional results of the first round, reads and writes. */
export async function judgeFirst(
  recording: Recording,
  contract: Contract,
  suite: Suite,
  ids: readonly string[],
): Promise<Map<string, Provisional>> {
  const reads = ids.filter((id) => !isWritten(suite, id));
  const writes = ids.filter((id) => isWritten(suite, id));
  return new Map([
    ...(await judgeRound(beforeWrites(recording, suite), 1, contract, suite, reads)),
    ...(await judgeRound(recording, 1, contract, suite, writes)),
  ]);
}

/** Every requirement in scope yields one verdict. Deterministic: equal recordings give equal verdicts, byte for byte. */
export async function verdictsOf(recording: Recording, contract: Contract, suite: Suite): Promise<Verdict[]> {
  const ids = recording.header.requirements;
  const target = targetOf(recording);
  const scope = scopeOf(target, contract, suite, ids);
  const first = await judgeFirst(recording, contract, suite, ids);
  const again = toConfirm(first, suite);
  const asked = recording.exchanges.some((e) => e.round === 2);
  const second = asked
    ? await judgeRound(recording, 2, contract, suite, again.ids, again.others)
    : new Map<string, Provisional>();
  const verdicts = [
    ...scope.unasked.map((u) => unaskedVerdict(target.name, u.requirement, u.outcome, u.reason)),
    ...scope.asked.map(({ requirement, case: one }) => {
      const provisional = first.get(requirement.id);
      if (provisional === undefined) throw new SuiteError(`${requirement.id} was not judged`);
      return verdictOf(
        target.name,
        requirement,
        one.probe.name,
        provisional,
        second.get(requirement.id) ?? null,
        !one.probe.writes,
      );
    }),
  ];
  return verdicts.sort((a, b) => (a.requirement < b.requirement ? -1 : 1));
}
