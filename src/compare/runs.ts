/** A run held against a baseline: what broke, what was put right, what became undecided, what drifted, what became slower. */
import type { Ledger, Outcome, TargetSummary, Verdict } from '../verdict/types.ts';
import { type DriftNotice, type Night, driftOf } from './drift.ts';
import { hashOf } from './hash.ts';
import type { Seen } from './seen.ts';
import { largerThanBefore, median } from './statistics.ts';

/**
 * - `newly-broken`     a must or should that was not broken in the baseline
 * - `fixed`            broken in the baseline, kept now
 * - `still-broken`     broken in both
 * - `unstable`         broken once and held on the second asking, or broken and kept by turns in the last runs
 * - `newly-undecided`  decided in the baseline, not decided now
 * - `decided-again`    undecided in the baseline, kept now
 */
export type RunChangeKind =
  'newly-broken' | 'fixed' | 'still-broken' | 'unstable' | 'newly-undecided' | 'decided-again';

export const runChangeKinds: readonly RunChangeKind[] = [
  'newly-broken',
  'still-broken',
  'unstable',
  'newly-undecided',
  'fixed',
  'decided-again',
];

export interface RunChange {
  readonly kind: RunChangeKind;
  readonly target: string;
  readonly requirement: string;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly reason: string;
  /** How it went, from the history. */
  readonly course: Course;
  readonly fingerprint: string;
}

/** How a requirement fared at a target in the runs of the history, this one included. */
export interface Course {
  /** UTC time of the first run since which it is broken without a break; null if it is not broken now. */
  readonly brokenSince: string | null;
  /** Runs in which it was broken, and runs that decided it. */
  readonly brokenIn: number;
  readonly decidedIn: number;
  /** UTC time of the last run in which it was kept; null if none is known. */
  readonly lastKept: string | null;
}

export interface Slower {
  readonly target: string;
  /** As `listMachines 200`. */
  readonly answers: string;
  /** Medians in milliseconds. */
  readonly before: number;
  readonly after: number;
  /** Probability of such a difference by chance. */
  readonly chance: number;
}

export interface RunComparison {
  readonly format: 1;
  readonly baseline: { readonly run: string; readonly startedAt: string };
  readonly run: { readonly run: string; readonly startedAt: string };
  /** Targets of both, at the same base URL, answered by the same kind of server. */
  readonly targets: readonly string[];
  /** What could not be compared, as sentences. */
  readonly notes: readonly string[];
  readonly changes: readonly RunChange[];
  readonly drift: readonly (DriftNotice & { readonly target: string })[];
  readonly slower: readonly Slower[];
}

/** What a run is compared by. `seen` is absent where recording and shapes are gone. */
export interface ComparedRun {
  readonly ledger: Ledger;
  /** By target. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/** @param history runs before `current`, oldest first; may hold the baseline */
export function compareRuns(
  baseline: ComparedRun,
  current: ComparedRun,
  history: readonly ComparedRun[],
): RunComparison {
  const { targets, notes } = comparable(baseline.ledger, current.ledger);
  const before = new Map(baseline.ledger.verdicts.map((verdict) => [keyOf(verdict), verdict]));
  const past = history.filter(({ ledger }) => ledger.run !== current.ledger.run).map(({ ledger }) => ledger);
  const changes = current.ledger.verdicts
    .filter(({ target }) => targets.includes(target))
    .flatMap((verdict) => changeOf(before.get(keyOf(verdict)), verdict, [...past, current.ledger]))
    .sort((a, b) => runChangeKinds.indexOf(a.kind) - runChangeKinds.indexOf(b.kind));
  return {
    format: 1,
    baseline: { run: baseline.ledger.run, startedAt: baseline.ledger.startedAt },
    run: { run: current.ledger.run, startedAt: current.ledger.startedAt },
    targets,
    notes,
    changes,
    drift: current.ledger.targets
      .filter(({ name }) => targets.includes(name))
      .flatMap((target) =>
        driftOf(nightsOf(target, [...history, current])).map((notice) => ({ ...notice, target: target.name })),
      ),
    slower: targets.flatMap((target) => slowerAt(target, baseline, current)),
  };
}

/** 0 nothing got worse, 1 a must is newly broken, 2 something is newly undecided. */
export function runComparisonCode({ changes }: RunComparison): 0 | 1 | 2 {
  // What takes turns and is broken now is no less broken.
  if (changes.some(({ before, after }) => after === 'fail' && !isBroken(before))) return 1;
  return changes.some(({ kind }) => kind === 'newly-undecided') ? 2 : 0;
}

const keyOf = ({ target, requirement }: Verdict) => `${target} ${requirement}`;
const isBroken = (outcome: Outcome) => outcome === 'fail' || outcome === 'warn' || outcome === 'known';
const isKept = (outcome: Outcome) => outcome === 'pass';
const isUndecided = (outcome: Outcome) => outcome === 'inconclusive' || outcome === 'unstable' || outcome === 'error';

function comparable(before: Ledger, now: Ledger): { targets: string[]; notes: string[] } {
  const notes: string[] = [];
  const targets = now.targets.flatMap((target) => {
    const was = before.targets.find(({ name }) => name === target.name);
    const problem = was === undefined ? 'the baseline did not ask it' : differenceOf(was, target);
    if (problem !== null) notes.push(`${target.name} is not compared: ${problem}.`);
    return problem === null ? [target.name] : [];
  });
  for (const { name } of before.targets)
    if (!now.targets.some((target) => target.name === name))
      notes.push(`${name} is not compared: this run did not ask it.`);
  return { targets, notes };
}

function differenceOf(was: TargetSummary, is: TargetSummary): string | null {
  if (was.kind !== is.kind)
    return `a ${was.kind === 'live' ? 'live vendor' : 'reference server'} answered then, a ${is.kind === 'live' ? 'live vendor' : 'reference server'} now`;
  // Reference servers listen where there is room.
  if (was.kind === 'live' && was.baseUrl !== is.baseUrl)
    return `it was at ${was.baseUrl} then and is at ${is.baseUrl} now`;
  return null;
}

function changeOf(was: Verdict | undefined, is: Verdict, runs: readonly Ledger[]): RunChange[] {
  if (was === undefined || is.level === 'may') return [];
  const kind = kindOf(was.outcome, is.outcome, outcomesIn(is, runs));
  if (kind === null) return [];
  const { target, requirement, reason } = is;
  return [
    {
      kind,
      target,
      requirement,
      before: was.outcome,
      after: is.outcome,
      reason,
      course: courseOf(is, runs),
      fingerprint: hashOf([kind, target, requirement]),
    },
  ];
}

/** Runs that are looked at for taking turns, and turns that make it unstable: one relapse is none. */
const lastRuns = 10;
const mostTurns = 4;

function kindOf(was: Outcome, is: Outcome, outcomes: readonly Outcome[]): RunChangeKind | null {
  const decided = outcomes.slice(-lastRuns).filter((outcome) => isBroken(outcome) || isKept(outcome));
  const turns = decided.filter(
    (outcome, i) => i > 0 && isBroken(outcome) !== isBroken(decided[i - 1] ?? outcome),
  ).length;
  if (is === 'unstable' || (turns >= mostTurns && (isBroken(is) || isKept(is)))) return 'unstable';
  if (isBroken(is)) return isBroken(was) ? 'still-broken' : 'newly-broken';
  if (isUndecided(is))
    return isUndecided(was) || was === 'observed' || was === 'not-testable' ? null : 'newly-undecided';
  if (!isKept(is)) return null;
  return isBroken(was) ? 'fixed' : isUndecided(was) ? 'decided-again' : null;
}

function verdictsIn(
  { target, requirement }: Verdict,
  runs: readonly Ledger[],
): { verdict: Verdict; startedAt: string }[] {
  return runs.flatMap(({ verdicts, startedAt }) => {
    const verdict = verdicts.find((each) => each.target === target && each.requirement === requirement);
    return verdict === undefined ? [] : [{ verdict, startedAt }];
  });
}

const outcomesIn = (verdict: Verdict, runs: readonly Ledger[]): Outcome[] =>
  verdictsIn(verdict, runs).map((each) => each.verdict.outcome);

/** @param runs oldest first, the run of the verdict last */
export function courseOf(verdict: Verdict, runs: readonly Ledger[]): Course {
  const all = verdictsIn(verdict, runs);
  let brokenSince: string | null = null;
  let lastKept: string | null = null;
  for (const { verdict: each, startedAt } of all) {
    // Undecided runs neither break a series nor begin one.
    if (isBroken(each.outcome)) brokenSince ??= startedAt;
    else if (isKept(each.outcome)) [brokenSince, lastKept] = [null, startedAt];
  }
  const broken = all.filter((each) => isBroken(each.verdict.outcome)).length;
  const kept = all.filter((each) => isKept(each.verdict.outcome)).length;
  return {
    brokenSince: isBroken(verdict.outcome) ? brokenSince : null,
    brokenIn: broken,
    decidedIn: broken + kept,
    lastKept,
  };
}

/** Nights in which the same server answered. */
function nightsOf(now: TargetSummary, runs: readonly ComparedRun[]): Night[] {
  const target = now.name;
  const seen = new Map<string, Night>();
  for (const { ledger, seen: shapes } of runs) {
    const shape = shapes.get(target);
    const summary = ledger.targets.find(({ name }) => name === target);
    if (shape !== undefined && summary !== undefined && differenceOf(summary, now) === null)
      seen.set(ledger.run, { run: ledger.run, startedAt: ledger.startedAt, seen: shape });
  }
  return [...seen.values()].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

/** A difference that chance explains, or that nobody feels, is none. */
const leastAnswers = 8;
const leastRatio = 1.5;
const leastMilliseconds = 50;
const slowerAlpha = 0.001;

function slowerAt(target: string, baseline: ComparedRun, current: ComparedRun): Slower[] {
  const [was, is] = [baseline.seen.get(target), current.seen.get(target)];
  if (was === undefined || is === undefined) return [];
  return Object.keys(is).flatMap((answers) => {
    const [before, after] = [was[answers]?.ms ?? [], is[answers]?.ms ?? []];
    if (before.length < leastAnswers || after.length < leastAnswers) return [];
    const [from, to] = [median(before), median(after)];
    const chance = largerThanBefore(before, after);
    if (chance >= slowerAlpha || to < leastRatio * from || to - from < leastMilliseconds) return [];
    return [{ target, answers, before: from, after: to, chance }];
  });
}
