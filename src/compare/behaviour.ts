/** The promises of the old version, judged at both: what held and holds no more. */
import type { Outcome, Verdict } from '../verdict/types.ts';
import { type Change, changeOf } from './change.ts';

export interface Undecided {
  readonly requirement: string;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly reason: string;
}

export interface Behaviour {
  readonly changes: readonly Change[];
  /** Musts and shoulds that were decided at the old version and are not at the new one. */
  readonly undecided: readonly Undecided[];
  /** Undecided on both sides: nothing was learnt, as little as before. */
  readonly neverDecided: readonly Undecided[];
  /** Broken on both sides: no change for a client. */
  readonly brokenBefore: readonly string[];
  /** Broken at the old version and kept at the new one. */
  readonly fixed: readonly string[];
  /** Musts and shoulds that were decided on both sides. */
  readonly decided: number;
}

const isBroken = (outcome: Outcome) => outcome === 'fail' || outcome === 'warn' || outcome === 'known';
const isUndecided = (outcome: Outcome) => outcome === 'inconclusive' || outcome === 'unstable' || outcome === 'error';

/** Both lists hold the same requirements: those of the old version. */
export function compareVerdicts(before: readonly Verdict[], after: readonly Verdict[]): Behaviour {
  const old = new Map(before.map((verdict) => [verdict.requirement, verdict]));
  const changes: Change[] = [];
  const undecided: Undecided[] = [];
  const neverDecided: Undecided[] = [];
  const [brokenBefore, fixed] = [[] as string[], [] as string[]];
  let decided = 0;
  for (const verdict of after) {
    const was = old.get(verdict.requirement);
    if (was === undefined || verdict.level === 'may') continue;
    const both = {
      requirement: verdict.requirement,
      before: was.outcome,
      after: verdict.outcome,
      reason: verdict.reason,
    };
    if (isUndecided(verdict.outcome)) (isUndecided(was.outcome) ? neverDecided : undecided).push(both);
    else if (verdict.outcome === 'not-testable' && was.outcome !== 'not-testable') undecided.push(both);
    else if (verdict.outcome !== 'not-testable' && verdict.outcome !== 'observed')
      decided += isUndecided(was.outcome) ? 0 : 1;
    if (isBroken(verdict.outcome) && isBroken(was.outcome)) brokenBefore.push(verdict.requirement);
    else if (isBroken(verdict.outcome)) changes.push(broken(was, verdict));
    else if (isBroken(was.outcome) && verdict.outcome === 'pass') fixed.push(verdict.requirement);
  }
  return { changes, undecided, neverDecided, brokenBefore, fixed, decided };
}

function broken(was: Verdict, now: Verdict): Change {
  const [finding] = now.findings;
  const kind = now.level === 'must' ? 'promise-broken' : 'recommendation-dropped';
  const before = was.outcome === 'pass' ? 'kept' : `${was.outcome}: ${was.reason}`;
  return changeOf(
    kind,
    'behaviour',
    { operation: now.requirement, where: finding?.where ?? '' },
    {
      message: now.reason,
      before,
      after: finding === undefined ? now.outcome : `promised ${finding.expected}, came ${finding.actual}`,
      detail: now.requirement,
    },
  );
}
