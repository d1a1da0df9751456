/** Dates that are refused: none at all, and a start after its end. */
import { dateOnly, day, second, wallClock } from '../../src/judges/dates.ts';
import { expectError } from './support/errors.ts';
import { transactions } from './support/reports.ts';
import { morning, one } from './support/start-alone.ts';
import { probe, requirement } from './suite.ts';

/** By one second each, with times and without: a start begins at 00:00:00, an end ends at 23:59:59. */
export const reversed = probe(
  'transactions, start after end',
  { cost: 2, control: transactions },
  async ({ api, now }) => {
    const at = morning(now, 10);
    const ask = (requestFilter: object) => api.listTransactions({ headers: one, body: { requestFilter } });
    return [
      await ask({ startDate: wallClock(at + second), endDate: wallClock(at) }),
      await ask({ startDate: dateOnly(at + day), endDate: dateOnly(at) }),
    ] as const;
  },
);

requirement('VN-DATE-10', reversed, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, {
      because: 'its start date is after its end date',
      statuses: [400],
      codes: ['INVALID_DATE_RANGE'],
    });
});

export const unreadable = probe(
  'transactions, dates that are none',
  { cost: 4, control: transactions },
  async ({ api }) => {
    const ask = (requestFilter: object) =>
      api.listTransactions({ headers: one }, { anyway: { body: { requestFilter } } });
    return [
      await ask({ startDate: 'the day before yesterday' }),
      await ask({ endDate: 'the day before yesterday' }),
      // Of the form of a date, but no reading of it names a day.
      await ask({ startDate: '2026-13-45' }),
      await ask({ endDate: '2026-13-45T25:61:00' }),
    ] as const;
  },
);

requirement('VN-DATE-11', unreadable, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, { because: 'a date cannot be parsed', statuses: [400], codes: ['DATE_PARSING'] });
});
