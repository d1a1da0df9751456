/** Sentences that page and Markdown share, for readers who do not know this project. */
import type { Basis } from '../../src/contract/types.ts';
import type { DeviationKind, VendorReport } from './model.ts';
import type { Occurrence } from './occurrence.ts';

export const kindTitles: Readonly<Record<DeviationKind, string>> = {
  fail: 'Broken promises',
  warn: 'Recommendations not kept',
  known: 'Known deviations',
};

/** Of one deviation. */
export const kindBadges: Readonly<Record<DeviationKind, string>> = {
  fail: 'Broken promise',
  warn: 'Recommendation not kept',
  known: 'Known deviation',
};

export const basisWords: Readonly<Record<Basis, string>> = {
  vendor: 'your documentation says so',
  standard: 'a standard that your documentation builds on says so',
  inference: 'it follows from your documentation, as we read it',
};

/** Where a finding lies: a JSON pointer, a header, or the whole body. */
export const placeOf = (where: string | undefined): string =>
  where === undefined ? 'the answer' : where === '' ? 'the whole body' : where;

export const undecidedNote = 'These promises could not be examined to the end; nothing is concluded from that.';

/** `2026-11-20T02:00:07Z` -> `2026-11-20 02:00 UTC` */
export const minute = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;

export function examinedSentence({ counts }: VendorReport): string {
  const { examined, broken } = counts;
  const result = broken === 0 ? 'none was found broken' : `${broken} ${broken === 1 ? 'was' : 'were'} found broken`;
  const promises =
    examined === 1
      ? 'One promise of the public documentation was'
      : `${examined} promises of the public documentation were`;
  return `${promises} examined by asking the API, and ${result}. Asked were`;
}

/** As `Broken since 2026-11-20 02:00 UTC; broken in 3 of 9 runs; last kept 2026-11-19 02:00 UTC.` */
export function sinceSentence({ course }: Occurrence): string {
  const { brokenSince, brokenIn, decidedIn, lastKept } = course;
  const parts = [
    brokenSince === null || decidedIn < 2
      ? 'Seen in this run for the first time that is recorded'
      : `Broken since ${minute(brokenSince)}`,
    ...(decidedIn < 2 ? [] : [`broken in ${brokenIn} of ${decidedIn} runs`]),
    ...(lastKept === null ? [] : [`last kept ${minute(lastKept)}`]),
  ];
  return `${parts.join('; ')}.`;
}
