/** Date ranges: reading, the four rows of the clamping table, and the headers that tell of changes. */
import type { Behaviour } from './behaviour.ts';
import { errorAnswer } from './errors.ts';
import { dateTime } from './model.ts';
import { isAnswer, type Answer, type HeaderList, type Listing } from './world.ts';

export const day = 86_400_000;

/** The maximum search range of a route; times are wall clock milliseconds, read without zone. */
export interface Maximum {
  after(start: number): number;
  before(end: number): number;
}

export interface GivenDates {
  readonly start: number | null;
  readonly end: number | null;
}

export interface DateRange {
  readonly given: GivenDates;
  readonly start: number;
  readonly end: number;
  readonly startChanged: boolean;
  readonly endChanged: boolean;
}

/** A maximum of so many days of 24 hours. */
export function days(count: number): Maximum {
  return { after: (start) => start + count * day, before: (end) => end - count * day };
}

/** A maximum of so many calendar months; the 31st becomes the last day of a shorter month. */
export function months(count: number): Maximum {
  return { after: (start) => addMonths(start, count), before: (end) => addMonths(end, -count) };
}

function addMonths(wall: number, count: number): number {
  const date = new Date(wall);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
  const target = new Date(first);
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(date.getUTCDate(), last) - 1) * day + (wall - Math.floor(wall / day) * day);
}

export const documentedDates: Pick<
  Behaviour,
  | 'maximum'
  | 'parseDate'
  | 'timeOfDay'
  | 'unparseableDate'
  | 'reversedRange'
  | 'rangeNow'
  | 'clamp'
  | 'rangeHeaders'
  | 'rangeDate'
  | 'inRange'
> = {
  maximum: (kind) => (kind === 'adjustments' ? months(1) : days(30)),
  parseDate,
  timeOfDay: (side) => (side === 'start' ? 0 : day - 1000),
  unparseableDate: (call) => errorAnswer(call, 'DATE_PARSING', 'One or more of your dates was unparseable.'),
  reversedRange: (call) =>
    errorAnswer(call, 'INVALID_DATE_RANGE', "Your date range's start date was after its end date."),
  rangeNow: ({ world }) => Math.floor(world.now() / 1000) * 1000,
  clamp: (given, maximum, now) => {
    const { start, end } = given;
    if (start !== null && end !== null) {
      const limit = maximum.after(start);
      return { given, start, end: Math.min(end, limit), startChanged: false, endChanged: end > limit };
    }
    if (start !== null) return { given, start, end: maximum.after(start), startChanged: false, endChanged: true };
    if (end !== null) return { given, start: maximum.before(end), end, startChanged: true, endChanged: false };
    return { given, start: maximum.before(now), end: now, startChanged: true, endChanged: true };
  },
  rangeHeaders: ({ start, end, startChanged, endChanged }, call) => {
    const { behaviour } = call.world;
    return [
      ...(startChanged ? ([['search-range-start-date', behaviour.rangeDate(start)]] as const) : []),
      ...(endChanged ? ([['search-range-end-date', behaviour.rangeDate(end)]] as const) : []),
    ];
  },
  rangeDate: (wall) => dateTime(wall),
  // Whole seconds, both ends included: no page says more.
  inRange: (row, { start, end }) => row.local >= start && Math.floor(row.local / 1000) * 1000 <= end,
};

/** The range of a report's request; an answer ends the request. */
export function readRange({ call, kind, asked }: Listing): DateRange | Answer {
  const { behaviour } = call.world;
  const read = (text: string | null, side: 'start' | 'end'): number | null | Answer => {
    if (text === null) return null;
    return behaviour.parseDate(text, behaviour.timeOfDay(side, call)) ?? behaviour.unparseableDate(call, side);
  };
  const start = read(asked.startDate, 'start');
  if (typeof start === 'object' && start !== null) return start;
  const end = read(asked.endDate, 'end');
  if (typeof end === 'object' && end !== null) return end;
  let given: GivenDates = { start, end };
  if (start !== null && end !== null && start > end) {
    const outcome = behaviour.reversedRange(call, { start, end });
    if (isAnswer(outcome)) return outcome;
    given = outcome;
  }
  return behaviour.clamp(given, behaviour.maximum(kind), behaviour.rangeNow(call), call);
}

/** Headers of a used range, none for a list without one. */
export function headersOf(range: DateRange | null, { call }: Listing): HeaderList {
  return range === null ? [] : call.world.behaviour.rangeHeaders(range, call);
}

const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?:\s?(Z|[+-]\d{2}:?\d{2}))?)?$/i;
const usForm = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?)?$/i;

/**
 * Reads a date in the forms that C# takes: ISO 8601 with or without time and zone, or that of the United States.
 * @param timeOfDay milliseconds after midnight for a date without time
 * @returns wall clock milliseconds (UTC where a zone was given), or null when it is no date
 */
export function parseDate(text: string, timeOfDay: number): number | null {
  const iso = isoForm.exec(text.trim());
  if (iso !== null) {
    const [, year, month, dayOfMonth, hour, minute, second, fraction, zone] = iso;
    const midnight = midnightOf(Number(year), Number(month), Number(dayOfMonth));
    if (hour === undefined) return midnight === null ? null : midnight + timeOfDay;
    const time = timeAfterMidnight(Number(hour), Number(minute), Number(second ?? 0));
    if (midnight === null || time === null) return null;
    return midnight + time + Math.floor(Number(`0.${fraction ?? 0}`) * 1000) - zoneOffset(zone);
  }
  const us = usForm.exec(text.trim());
  if (us === null) return null;
  const [, month, dayOfMonth, year, hour, minute, second, half] = us;
  const midnight = midnightOf(Number(year), Number(month), Number(dayOfMonth));
  if (hour === undefined) return midnight === null ? null : midnight + timeOfDay;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const time = timeAfterMidnight(hours, Number(minute), Number(second ?? 0));
  return midnight === null || time === null ? null : midnight + time;
}

function midnightOf(year: number, month: number, dayOfMonth: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return same && year >= 1 ? date.getTime() : null;
}

function timeAfterMidnight(hour: number, minute: number, second: number): number | null {
  return hour > 23 || minute > 59 || second > 59 ? null : ((hour * 60 + minute) * 60 + second) * 1000;
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
