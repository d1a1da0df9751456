/** The words that all reports share. */
import type { AcceptedDeviation, Outcome, TargetSummary, Verdict } from '../src/verdict/types.ts';
import { outcomes } from '../src/verdict/types.ts';

/** Stands in every output of a run in which embedded servers answered. */
export const referenceNotice = 'Embedded reference server: nothing was learnt about the live vendor.';

/** What an outcome means, for headings. */
export const outcomeTitles: Readonly<Record<Outcome, string>> = {
  pass: 'Promise kept',
  fail: 'Broken promise',
  warn: 'Recommendation not kept',
  known: 'Known deviation',
  unstable: 'Undecided: broken once, held on the second asking',
  inconclusive: 'Undecided',
  observed: 'Observed',
  'not-testable': 'Not testable',
  error: 'Error of the suite',
};

/** `0` conforming ... `4` configuration: the exit codes of the suite. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export const exitTitles: Readonly<Record<ExitCode, string>> = {
  0: 'conforming',
  1: 'nonconforming',
  2: 'inconclusive',
  3: 'suite error',
  4: 'configuration error',
};

export type Counts = Readonly<Record<Outcome, number>>;

export function countOutcomes(verdicts: readonly Verdict[]): Counts {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const verdict of verdicts) counts[verdict.outcome] += 1;
  return counts;
}

/** As `58 pass, 1 fail`; outcomes that nothing has are left out. */
export function countsLine(counts: Counts): string {
  const parts = outcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => `${counts[outcome]} ${outcome}`);
  return parts.length === 0 ? 'nothing judged' : parts.join(', ');
}

/** True where nothing can be said yet: neither kept nor broken. */
export function isUndecided(outcome: Outcome): boolean {
  return outcome === 'inconclusive' || outcome === 'unstable';
}

/** Why a broken promise is known, as `accepted by jane until 2027-01-31 (VEND-17): the next release mends it`. */
export function waiverLine({ owner, expires, ticket, reason }: AcceptedDeviation): string {
  return `accepted by ${owner} until ${expires} (${ticket}): ${reason}`;
}

/** Who answered: every target, none, or some of them an embedded reference server. */
export function answeredBy(targets: readonly TargetSummary[]): 'reference' | 'live' | 'both' {
  const reference = targets.filter((target) => target.kind === 'reference').length;
  if (reference === 0) return 'live';
  return reference === targets.length ? 'reference' : 'both';
}

/** The notice for this run; it names the targets if others were live. Empty for a live run. */
export function noticeFor(targets: readonly TargetSummary[]): string {
  const answered = answeredBy(targets);
  if (answered === 'live') return '';
  if (answered === 'reference') return referenceNotice;
  const names = targets.filter((target) => target.kind === 'reference').map((target) => target.name);
  return `${names.join(', ')}: ${referenceNotice}`;
}

/** As `nonconforming (exit code 1)`. */
export function resultLine(code: ExitCode): string {
  return `${exitTitles[code]} (exit code ${code})`;
}
