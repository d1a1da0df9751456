/** Faults of the maximum search range: other in some rows, wrong at its edge. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { day, days, type DateRange } from '../dates.ts';
import type { Answer, Call } from '../world.ts';
import { must, sinceV2 } from './entry.ts';
import { clamping, refused, silent } from './clamping.ts';

const date06 = must('VN-DATE-06', sinceV2);
const date07 = must('VN-DATE-07', sinceV2);
const date08 = must('VN-DATE-08', sinceV2);

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

export const dateMaximumFaults = [
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
