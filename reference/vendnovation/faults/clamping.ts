/** How faults alter the range that is used. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { DateRange, GivenDates, Maximum } from '../dates.ts';
import { errorAnswer } from '../errors.ts';
import type { Answer, Call } from '../world.ts';

/** Rows of the clamping table; ranges with both dates are told apart by their length. */
type TableRow = 'short' | 'long' | 'start' | 'end' | 'none';

function rowOf({ start, end }: GivenDates, maximum: Maximum): TableRow {
  if (start !== null && end !== null) return end <= maximum.after(start) ? 'short' : 'long';
  if (start !== null) return 'start';
  return end === null ? 'none' : 'end';
}

/** Alters the used range of one row of the table. */
export function clamping(
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

/** The range without any header. */
export const silent = (used: DateRange): DateRange => ({ ...used, startChanged: false, endChanged: false });

/** An answer for ranges that should have been served. */
export const refused = (call: Call) => errorAnswer(call, 'GENERIC_ERROR', 'The date range is not allowed.');
