/** Faults of the rows of the clamping table. */
import { day } from '../dates.ts';
import { must, sinceV2 } from './entry.ts';
import { clamping, refused, silent } from './clamping.ts';

const date01 = must('VN-DATE-01', sinceV2);
const date02 = must('VN-DATE-02', sinceV2);
const date03 = must('VN-DATE-03', sinceV2);
const date04 = must('VN-DATE-04', sinceV2);
const date05 = must('VN-DATE-05', sinceV2);

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
];
