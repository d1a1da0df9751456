/** Faults of reading dates, and of records that do not lie in the range. */
import { errorAnswer } from '../errors.ts';
import { day } from '../dates.ts';
import { gateway } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const date09 = must('VN-DATE-09', sinceV2);
const date10 = must('VN-DATE-10', sinceV2);
const date11 = must('VN-DATE-11', sinceV2);
const date12 = must('VN-DATE-12', sinceV2);
const date13 = must('VN-DATE-13', sinceV2);

const hour = 3_600_000;

export const dateValueFaults = [
  date09('end-without-time-is-midnight', 'An end date without time is read as 00:00:00.', () => ({
    timeOfDay: () => 0,
  })),
  date09('end-without-time-is-next-midnight', 'An end date without time is read as the midnight after it.', () => ({
    timeOfDay: (side) => (side === 'end' ? day : 0),
  })),
  date09('end-without-time-is-minute', 'An end date without time is read as 23:59:00.', () => ({
    timeOfDay: (side) => (side === 'end' ? day - 60_000 : 0),
  })),
  date09('start-without-time-is-now', 'A start date without time is read with the time of the clock.', (base) => ({
    timeOfDay: (side, call) => (side === 'start' ? base.rangeNow(call) % day || 1000 : base.timeOfDay(side, call)),
  })),
  date09('start-without-time-is-end-of-day', 'A start date without time is read as 23:59:59.', () => ({
    timeOfDay: () => day - 1000,
  })),

  date10('reversed-range-swapped', 'A start after the end is swapped with it.', () => ({
    reversedRange: (_call, { start, end }) => ({ start: end, end: start }),
  })),
  date10('reversed-range-empty', 'A start after the end is answered with an empty list.', () => ({
    reversedRange: (_call, given) => given,
  })),
  date10('reversed-range-other-code', 'A start after the end is refused with DATE_PARSING.', () => ({
    reversedRange: (call) => errorAnswer(call, 'DATE_PARSING', 'One or more of your dates was unparseable.'),
  })),
  date10('reversed-range-422', 'A start after the end is refused with status 422.', (base) => ({
    reversedRange: (call, given) => ({ ...base.reversedRange(call, given), status: 422 }),
  })),
  date10('reversed-range-500', 'A start after the end is answered with 500.', () => ({
    reversedRange: () => gateway(500, 'Internal server error'),
  })),

  date11('unparseable-date-ignored', 'A date that cannot be parsed is ignored.', () => ({
    unparseableDate: () => null,
  })),
  date11('unparseable-date-other-code', 'A date that cannot be parsed is refused with DESERIALIZATION_ERROR.', () => ({
    unparseableDate: (call) => errorAnswer(call, 'DESERIALIZATION_ERROR', 'startDate has the wrong type.'),
  })),
  date11('unparseable-date-500', 'A date that cannot be parsed is answered with 500.', () => ({
    unparseableDate: () => gateway(500, 'Internal server error'),
  })),
  date11('unparseable-date-422', 'A date that cannot be parsed is refused with status 422.', (base) => ({
    unparseableDate: (call, side) => ({ ...base.unparseableDate(call, side), status: 422 }),
  })),

  date12('range-end-ignored', 'Records after the end of the range are returned.', () => ({
    inRange: (row, { start }) => row.local >= start,
  })),
  date12('range-start-ignored', 'Records before the start of the range are returned.', () => ({
    inRange: (row, { end }) => row.local <= end,
  })),
  date12('range-three-days-late', 'The records are those of a range three days later.', (base) => ({
    inRange: (row, range) => base.inRange(row, { ...range, start: range.start + 3 * day, end: range.end + 3 * day }),
  })),
  date12('record-outside-range', 'The oldest record is in every report.', (base) => ({
    inRange: (row, range) => row.index === 0 || base.inRange(row, range),
  })),

  date13('range-last-hours-lost', 'Records of the last eight hours of a range are missing.', (base) => ({
    inRange: (row, range) => base.inRange(row, { ...range, end: range.end - 8 * hour }),
  })),
  date13('range-middle-record-lost', 'The record in the middle of a report is missing.', (base) => ({
    order: (kind, rows) => {
      const ordered = base.order(kind, rows);
      const middle = Math.floor(ordered.length / 2);
      return kind === 'transactions' && ordered.length > 2 ? ordered.filter((_row, n) => n !== middle) : ordered;
    },
  })),
];
