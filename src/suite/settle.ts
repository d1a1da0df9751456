/** Two rounds become one verdict: broken twice is broken, broken once is unstable. */
import type { Requirement } from '../contract/types.ts';
import { shorten } from '../verdict/check.ts';
import type { Outcome, Verdict } from '../verdict/types.ts';
import type { Provisional } from './judge.ts';

/** `second` is null where no second round was asked or possible; `why` then says so. */
export function verdictOf(
  target: string,
  requirement: Requirement,
  probe: string,
  first: Provisional,
  second: Provisional | null,
  confirms: boolean,
): Verdict {
  const { outcome, reason: full } = decide(requirement, first, second, confirms);
  const { checks, findings, findingsTotal, observations } = first;
  const reason = shorten(full, 1000);
  const exchanges = [...new Set([...first.exchanges, ...(second?.exchanges ?? [])])];
  return {
    target,
    requirement: requirement.id,
    level: requirement.level,
    outcome,
    reason,
    checks,
    findings,
    findingsTotal,
    observations,
    exchanges,
    probe,
  };
}

function decide(
  requirement: Requirement,
  first: Provisional,
  second: Provisional | null,
  confirms: boolean,
): { outcome: Outcome; reason: string } {
  if (first.kind === 'undecided') return { outcome: 'inconclusive', reason: first.reason };
  if (first.kind !== 'broken') return { outcome: first.kind, reason: first.reason };
  // Where the documents are silent nothing can be broken, whatever the level.
  const broken: Outcome =
    requirement.class === 'observed'
      ? 'observed'
      : requirement.level === 'must'
        ? 'fail'
        : requirement.level === 'should'
          ? 'warn'
          : 'observed';
  if (!confirms || second?.kind === 'broken') return { outcome: broken, reason: first.reason };
  if (second === null)
    return { outcome: 'inconclusive', reason: `unconfirmed, it was not asked again: ${first.reason}` };
  if (second.kind === 'pass' || second.kind === 'observed')
    return { outcome: 'unstable', reason: `broken once, held on the second asking: ${first.reason}` };
  if (second.kind === 'error') return { outcome: 'error', reason: second.reason };
  return {
    outcome: 'inconclusive',
    reason: `unconfirmed, the second asking was undecided (${second.reason}): ${first.reason}`,
  };
}

/** A requirement that nothing is asked for, at this target: the reason stands in the registry or in the target. */
export function unaskedVerdict(
  target: string,
  requirement: Requirement,
  outcome: 'not-testable' | 'error',
  reason: string,
): Verdict {
  return {
    target,
    requirement: requirement.id,
    level: requirement.level,
    outcome,
    reason,
    checks: 0,
    findings: [],
    findingsTotal: 0,
    observations: [],
    exchanges: [],
    probe: '',
  };
}
