/**
 * Waivers: deviations that somebody has accepted, for a reason and until a day. They turn a broken promise into a known
 * one, and never anything else: what is undecided stays undecided.
 */
import type { Ledger, TargetSummary, Verdict, WaiverNote } from './types.ts';

/** One entry of `waivers.yaml`. */
export interface Waiver {
  /** Id of the requirement, as `VN-PAGE-03`. */
  readonly requirement: string;
  /** A target, as `vendnovation-v2.1`, or versions of a vendor, as `vendnovation@v2*`. */
  readonly target: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly reason: string;
  readonly ticket: string;
  /** Last day on which it holds, UTC, as `2027-01-31`. */
  readonly expires: string;
}

/** Days before its end from which on a waiver is spoken of. */
export const warningDays = 14;

const dayLength = 24 * 60 * 60 * 1000;

/** Whether the waiver speaks of this version of a vendor. */
export function covers(target: string, vendor: string, version: string): boolean {
  const [name = '', pattern] = target.split(/@(.*)/s);
  if (pattern === undefined) return target === `${vendor}-${version}`;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return name === vendor && new RegExp(`^${escaped}$`).test(version);
}

/** It holds through its last day. @param at UTC, ISO 8601 */
const isExpired = ({ expires }: Waiver, at: string): boolean => at.slice(0, 10) > expires;

type Place = Pick<TargetSummary, 'name' | 'vendor' | 'version'>;

/**
 * Broken verdicts that a waiver covers become `known` and carry it; all others stay as they are.
 * @param verdicts of one target
 * @param startedAt start of the run, UTC, ISO 8601: the day that expiry is held against
 */
export function waived(
  verdicts: readonly Verdict[],
  { vendor, version }: Place,
  waivers: readonly Waiver[],
  startedAt: string,
): Verdict[] {
  const held = waivers.filter((waiver) => covers(waiver.target, vendor, version) && !isExpired(waiver, startedAt));
  return verdicts.map((verdict) => {
    const found = held.find((waiver) => waiver.requirement === verdict.requirement);
    if (found === undefined || (verdict.outcome !== 'fail' && verdict.outcome !== 'warn')) return verdict;
    const { owner, reason, ticket, expires } = found;
    return { ...verdict, outcome: 'known', waiver: { owner, reason, ticket, expires } };
  });
}

/**
 * What there is to say of the waivers that concern a run: expired, no longer needed, soon over. Only live targets
 * show that a waiver is no longer needed: an embedded server keeps what the vendor breaks.
 * @param verdicts of the whole run, waivers applied
 */
export function waiverNotes(
  verdicts: readonly Verdict[],
  targets: readonly TargetSummary[],
  waivers: readonly Waiver[],
  startedAt: string,
): WaiverNote[] {
  return waivers.flatMap((waiver): WaiverNote[] => {
    const places = new Map(targets.filter((t) => covers(waiver.target, t.vendor, t.version)).map((t) => [t.name, t]));
    const asked = verdicts.filter((v) => v.requirement === waiver.requirement && places.has(v.target));
    const live = asked.filter((v) => places.get(v.target)?.kind === 'live');
    const { requirement, target, owner, ticket, expires } = waiver;
    const name = `the waiver of ${requirement} at ${target} (${owner}, ${ticket})`;
    const note = (kind: WaiverNote['kind'], text: string): WaiverNote => ({ kind, requirement, target, text });
    if (live.length > 0 && live.every((v) => v.outcome === 'pass'))
      return [note('stale', `${name} is not needed any more: the promise is kept; remove the entry`)];
    if (live.length === 0) return [];
    if (isExpired(waiver, startedAt))
      return [note('expired', `${name} held until ${expires}; renew it or remove the entry`)];
    const left = Math.round((Date.parse(expires) - Date.parse(startedAt.slice(0, 10))) / dayLength);
    if (left > warningDays) return [];
    const when = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
    return [note('expiring', `${name} ends ${when}, after ${expires}`)];
  });
}

/** A waiver that spoils the result of a run: it says something that is no longer so. */
export const isOutdated = ({ kind }: WaiverNote): boolean => kind !== 'expiring';

/** The member of a ledger that speaks of waivers; nothing where there is nothing to say. */
export function notesOn(...run: Parameters<typeof waiverNotes>): Pick<Ledger, 'waiverNotes'> {
  const notes = waiverNotes(...run);
  return notes.length === 0 ? {} : { waiverNotes: notes };
}
