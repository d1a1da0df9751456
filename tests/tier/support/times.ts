/** Times of answers, in milliseconds since the epoch. */
import type { Answer } from '../../../src/judges/answer.ts';
import { readDate } from '../../../src/judges/dates.ts';

export const minute = 60_000;

/** A text that is a date and time; undefined for anything else. */
export const timeIn = (value: unknown): number | undefined =>
  typeof value === 'string' ? readDate(value)?.ms : undefined;

/** What the vendor's clock said when it answered; ours where it does not say. */
export const clockOf = (answer: Answer): number =>
  readDate(answer.header('date') ?? '')?.ms ?? readDate(answer.at)?.ms ?? 0;
