/** Faults of the clamping table. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { day, days, type DateRange, type GivenDates, type Maximum } from '../dates.ts';
import { errorAnswer } from '../errors.ts';
import type { Answer, Call } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const date01 = must('VN-DATE-01', sinceV2);
const date02 = must('VN-DATE-02', sinceV2);
const date03 = must('VN-DATE-03', sinceV2);
const date04 = must('VN-DATE-04', sinceV2);
const date05 = must('VN-DATE-05', sinceV2);
const date06 = must('VN-DATE-06', sinceV2);
const date07 = must('VN-DATE-07', sinceV2);
const date08 = must('VN-DATE-08', sinceV2);

/** Rows of the clamping table; ranges with both dates are told apart by their length. */
type TableRow = 'short' | 'long' | 'start' | 'end' | 'none';

function rowOf({ start, end }: GivenDates, maximum: Maximum): TableRow {
  if (start !== null && end !== null) return end <= maximum.after(start) ? 'short' : 'long';
  if (start !== null) return 'start';
  return end === null ? 'none' : 'end';
}

/** Alters the used range of one row of the table. */
function clamping(
  row: TableRow,
  change: (used: DateRange, maximum: Maximum, now: number, call: Call) => DateRange | Answer,
): ChangeOfBehaviour {
  return (base) => ({
    clamp: (given, maximum, now, call) => {
      const used = base.clamp(given, maximum, now, call);
      return 'status' in used || rowOf(given, maximum) !== row ? used : change(used, maximum, now, call);
    },
  });
}

/** Alters ranges with both dates that are longer than the maximum by `from` to `to` milliseconds. */
function over(
  from: number,
  to: number,
  change: (used: DateRange, limit: number, call: Call) => DateRange | Answer,
): ChangeOfBehaviour {
  return (base) => ({
    clamp: (given, maximum, now, call) => {
      const used = base.clamp(given, maximum, now, call);
      if ('status' in used || given.start === null || given.end === null) return used;
      const limit = maximum.after(given.start);
      return given.end - limit >= from && given.end - limit <= to ? change(used, limit, call) : used;
    },
  });
}

const silent = (used: DateRange): DateRange => ({ ...used, startChanged: false, endChanged: false });
const refused = (call: Call) => errorAnswer(call, 'GENERIC_ERROR', 'The date range is not allowed.');
const far = Date.UTC(9999, 0, 1);
const past = Date.UTC(1970, 0, 1);

export const dateFaults = [
  date01(
    'short-range-widened',
    'A range within the maximum is widened to the maximum.',
    clamping('short', (used, maximum) => ({
      ...used,
      end: maximum.after(used.start),
      endChanged: maximum.after(used.start) !== used.end,
    })),
  ),
  date01(
    'short-range-start-moved',
    'A range within the maximum starts a day earlier than asked.',
    clamping('short', (used) => ({
      ...used,
      start: used.start - day,
      startChanged: true,
    })),
  ),
  date01(
    'short-range-header-lies',
    'Of a range within the maximum search-range-end-date says a day too much.',
    (base) => ({
      rangeHeaders: (range, call) =>
        range.given.start !== null && range.given.end !== null && !range.endChanged
          ? [['search-range-end-date', base.rangeDate(range.end + day)]]
          : base.rangeHeaders(range, call),
    }),
  ),

  date02(
    'long-range-start-moved',
    'Of a range longer than the maximum the start is moved.',
    clamping('long', (used, maximum) => {
      const end = used.given.end ?? used.end;
      return { ...used, start: maximum.before(end), end, startChanged: true, endChanged: false };
    }),
  ),
  date02(
    'long-range-kept',
    'A range longer than the maximum is used as it was given.',
    clamping('long', (used) => silent({ ...used, end: used.given.end ?? used.end })),
  ),
  date02(
    'long-range-header-missing',
    'A range longer than the maximum is cut without a header.',
    clamping('long', silent),
  ),
  date02('long-range-header-lies', 'A range longer than the maximum is cut in the header only.', (base) => ({
    inRange: (row, range) =>
      base.inRange(row, range.given.start === null ? range : { ...range, end: range.given.end ?? range.end }),
  })),
  date02(
    'long-range-400',
    'A range longer than the maximum is refused.',
    clamping('long', (_used, _maximum, _now, call) => refused(call)),
  ),
  date02(
    'long-range-500',
    'A range longer than the maximum is answered with 500.',
    clamping('long', () => ({
      status: 500,
      json: { message: 'Internal server error' },
    })),
  ),
  date02('long-range-wrong-header', 'The moved end stands in search-range-start-date.', (base) => ({
    rangeHeaders: (range, call) =>
      range.given.start !== null && range.given.end !== null && range.endChanged
        ? [['search-range-start-date', base.rangeDate(range.end)]]
        : base.rangeHeaders(range, call),
  })),
  date02('long-range-header-no-date', 'The moved end is said in words.', (base) => ({
    rangeHeaders: (range, call) =>
      range.given.start !== null && range.given.end !== null && range.endChanged
        ? [['search-range-end-date', 'start + maximum']]
        : base.rangeHeaders(range, call),
  })),

  date03(
    'start-alone-ends-now',
    'With a start alone the end is now.',
    clamping('start', (used, _maximum, now) => ({
      ...used,
      end: now,
    })),
  ),
  date03(
    'start-alone-header-missing',
    'With a start alone the end is generated without a header.',
    clamping('start', silent),
  ),
  date03(
    'start-alone-unlimited',
    'With a start alone the range has no end.',
    clamping('start', (used) => silent({ ...used, end: far })),
  ),
  date03(
    'start-alone-400',
    'A start alone is refused.',
    clamping('start', (_used, _maximum, _now, call) => refused(call)),
  ),

  date04(
    'end-alone-unlimited',
    'With an end alone the range has no start.',
    clamping('end', (used) => silent({ ...used, start: past })),
  ),
  date04(
    'end-alone-header-missing',
    'With an end alone the start is generated without a header.',
    clamping('end', silent),
  ),
  date04(
    'end-alone-end-header',
    'With an end alone the end is in the header, not the start.',
    clamping('end', (used) => ({
      ...used,
      startChanged: false,
      endChanged: true,
    })),
  ),
  date04(
    'end-alone-400',
    'An end alone is refused.',
    clamping('end', (_used, _maximum, _now, call) => refused(call)),
  ),

  date05('no-dates-headers-missing', 'Without dates a range is generated without headers.', clamping('none', silent)),
  date05(
    'no-dates-start-header-missing',
    'Without dates the start is generated without a header.',
    clamping('none', (used) => ({
      ...used,
      startChanged: false,
    })),
  ),
  date05(
    'no-dates-ends-days-ago',
    'Without dates the range ends three days ago.',
    clamping('none', (used) => ({
      ...used,
      start: used.start - 3 * day,
      end: used.end - 3 * day,
    })),
  ),
  date05(
    'no-dates-ends-ahead',
    'Without dates the range ends two days ahead.',
    clamping('none', (used) => ({
      ...used,
      start: used.start + 2 * day,
      end: used.end + 2 * day,
    })),
  ),
  date05(
    'no-dates-400',
    'A range without dates is refused.',
    clamping('none', (_used, _maximum, _now, call) => refused(call)),
  ),

  date06(
    'maximum-longer-for-start-alone',
    'With a start alone the maximum is three days longer.',
    clamping('start', (used) => ({
      ...used,
      end: used.end + 3 * day,
    })),
  ),
  date06(
    'maximum-shorter-for-end-alone',
    'With an end alone the maximum is 20 days.',
    clamping('end', (used) => ({
      ...used,
      start: days(20).before(used.end),
    })),
  ),
  date06(
    'maximum-shorter-without-dates',
    'Without dates the maximum is 14 days.',
    clamping('none', (used) => ({
      ...used,
      start: days(14).before(used.end),
    })),
  ),

  date07(
    'exact-maximum-cut-by-second',
    'A range of exactly the maximum is cut by a second.',
    over(0, 0, (used, limit) => ({
      ...used,
      end: limit - 1000,
      endChanged: true,
    })),
  ),
  date07(
    'exact-maximum-cut-by-day',
    'A range of exactly the maximum is cut by a day.',
    over(0, 0, (used, limit) => ({
      ...used,
      end: limit - day,
      endChanged: true,
    })),
  ),
  date07(
    'exact-maximum-refused',
    'A range of exactly the maximum is refused.',
    over(0, 0, (_used, _limit, call) => refused(call)),
  ),

  date08(
    'one-second-over-kept',
    'A range is cut only when it is a minute longer than the maximum.',
    over(1, 59_999, (used) => silent({ ...used, end: used.given.end ?? used.end })),
  ),
  date08(
    'part-of-day-over-kept',
    'Whole days are compared: a range less than a day too long is kept.',
    over(1, day - 1, (used) => silent({ ...used, end: used.given.end ?? used.end })),
  ),
  date08(
    'one-second-over-cut-by-day',
    'A range that is less than a day too long is cut a day too short.',
    over(1, day - 1, (used, limit) => ({ ...used, end: limit - day })),
  ),
  date08(
    'one-second-over-refused',
    'A range that is less than a minute too long is refused.',
    over(1, 59_999, (_used, _limit, call) => refused(call)),
  ),
];
