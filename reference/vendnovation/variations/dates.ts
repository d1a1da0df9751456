/** Lawful differences of date ranges. */
import { usDateTime } from '../access.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { days, months, type Maximum } from '../dates.ts';
import { dateTime } from '../model.ts';
import { variation } from './entry.ts';

const second = 1000;
const hour = 3_600_000;

const maximum =
  (value: Maximum): ChangeOfBehaviour =>
  () => ({ maximum: () => value });
const form =
  (rangeDate: (wall: number) => string): ChangeOfBehaviour =>
  () => ({ rangeDate });

export const dateVariations = [
  variation('maximum-1-day', 'The maximum search range is one day.', maximum(days(1))),
  variation('maximum-7-days', 'The maximum search range is seven days.', maximum(days(7))),
  variation('maximum-calendar-month', 'The maximum search range is a calendar month.', maximum(months(1))),
  variation('maximum-1-year', 'The maximum search range is a calendar year.', maximum(months(12))),
  variation('range-headers-always', 'Both range headers are always sent.', (base) => ({
    rangeHeaders: ({ start, end }) => [
      ['search-range-start-date', base.rangeDate(start)],
      ['search-range-end-date', base.rangeDate(end)],
    ],
  })),
  variation('range-headers-in-pairs', 'Both range headers are sent when either date was changed.', (base) => ({
    rangeHeaders: (range, call) =>
      base.rangeHeaders(range, call).length === 0
        ? []
        : [
            ['search-range-start-date', base.rangeDate(range.start)],
            ['search-range-end-date', base.rangeDate(range.end)],
          ],
  })),
  variation(
    'range-headers-with-z',
    'The dates of the range headers end with Z.',
    form((wall) => `${dateTime(wall)}Z`),
  ),
  variation(
    'range-headers-with-offset',
    'The dates of the range headers end with +00:00.',
    form((wall) => `${dateTime(wall)}+00:00`),
  ),
  variation(
    'range-headers-with-blank',
    'The dates of the range headers have a blank for the T.',
    form((wall) => dateTime(wall).replace('T', ' ')),
  ),
  variation('range-headers-us', 'The dates of the range headers are written as those of a token.', form(usDateTime)),
  variation(
    'range-headers-seven-digits',
    'The dates of the range headers have seven fraction digits.',
    form((wall) => `${dateTime(wall)}.0000000`),
  ),
  variation('default-range-7-days', 'Without dates the range is the last seven days.', (base) => ({
    clamp: (given, limit, now, call) =>
      given.start === null && given.end === null
        ? base.clamp(given, days(7), now, call)
        : base.clamp(given, limit, now, call),
  })),
  variation(
    'now-in-server-zone',
    'Without dates the range ends at the local time of the server, five hours behind UTC.',
    (base) => ({
      rangeNow: (call) => base.rangeNow(call) - 5 * hour,
    }),
  ),
  variation(
    'now-with-fraction',
    'Without dates the range ends at a fraction of a second, and the headers say so.',
    (base) => ({
      rangeNow: ({ world }) => world.now(),
      rangeDate: (wall) => (wall % second === 0 ? base.rangeDate(wall) : dateTime(wall, 3)),
    }),
  ),
  variation('clock-ahead', 'The clock of the server is 90 seconds ahead.', () => ({ clockOffset: 90 * second })),
  variation('clock-behind', 'The clock of the server is 90 seconds behind.', () => ({ clockOffset: -90 * second })),
  variation('range-in-utc', 'Ranges are compared with the UTC time of a record.', (base) => ({
    inRange: (row, range) => base.inRange({ ...row, local: row.utc }, range),
  })),
  variation('range-end-exclusive', 'A record at the very end of a range does not belong to it.', () => ({
    inRange: (row, { start, end }) => row.local >= start && row.local < end,
  })),
  variation('range-start-exclusive', 'A record at the very start of a range does not belong to it.', () => ({
    inRange: (row, { start, end }) => row.local > start && row.local <= end,
  })),
];
