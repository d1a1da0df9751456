/** Puts verdicts that share a reason together, so that one dead server does not fill a page. */
import type { Verdict } from '../src/verdict/types.ts';

export interface Group {
  readonly target: string;
  readonly reason: string;
  readonly requirements: readonly string[];
}

/**
 * One group per target and reason, largest first. Reasons that differ only in what was asked (`GET /machines got no
 * answer`) are one group; it shows the first of them.
 */
export function undecidedGroups(verdicts: readonly Verdict[]): readonly Group[] {
  const groups = new Map<string, { target: string; reason: string; requirements: string[] }>();
  for (const { target, reason, requirement } of verdicts) {
    const alike = reason.replace(/\b[A-Z]{3,7} \/\S*/g, 'it').replace(/\d+/g, '0');
    const key = JSON.stringify([target, alike]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { target, reason, requirements: [requirement] });
    else group.requirements.push(requirement);
  }
  return [...groups.values()].sort((a, b) => b.requirements.length - a.requirements.length);
}
