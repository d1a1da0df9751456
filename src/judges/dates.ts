/** Reading and comparing the dates of answers, and the law of clamped search ranges. Times are milliseconds since the epoch. */

export const second = 1000;
export const day = 24 * 60 * 60 * second;

export interface ReadDate {
  /** The wall-clock reading as if it were UTC, corrected by the offset where one is given. */
  readonly ms: number;
  /** The wall-clock reading as if it were UTC, whatever offset is given. */
  readonly wall: number;
  /** The text names a zone or offset. */
  readonly zoned: boolean;
  /** Which form it has, for observations. */
  readonly form: 'ISO 8601' | 'ISO 8601 with a blank' | 'US' | 'HTTP' | 'date';
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** Newer libraries put a narrow no-break space before AM and PM. */
const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?(?:[ \u00a0\u202f]?([AP])\.?M\.?)?)?$/i;
const http =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Many requirements read the times of the same records. */
const readBefore = new Map<string, ReadDate | null>();
const mostKept = 20_000;

/** Reads the usual spellings of a date and time; null for anything else or a day that does not exist. */
export function readDate(text: string): ReadDate | null {
  const known = readBefore.get(text);
  if (known !== undefined) return known;
  const trimmed = text.trim();
  const read = readIso(trimmed) ?? readUs(trimmed) ?? readHttp(trimmed);
  if (readBefore.size >= mostKept) readBefore.clear();
  readBefore.set(text, read);
  return read;
}

/** Null for a day or a time that does not exist. A leap second is the first second of the next minute. */
function utc(year: number, month: number, dayOfMonth: number, hour = 0, minute = 0, sec = 0, ms = 0): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  const real = date.getUTCMonth() === month - 1 && hour < 24 && minute < 60 && sec < 61;
  return real ? date.setUTCHours(hour, minute, sec, ms) : null;
}

function readIso(text: string): ReadDate | null {
  const m = iso.exec(text);
  if (m === null) return null;
  const [, y, mo, d, separator, h, mi, s, fraction, zone] = m;
  const thousandths = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const wall = utc(Number(y), Number(mo), Number(d), Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0), thousandths);
  const offset = offsetOf(zone);
  if (wall === null || offset === null) return null;
  const form = separator === undefined ? 'date' : separator === ' ' ? 'ISO 8601 with a blank' : 'ISO 8601';
  return { ms: wall - offset, wall, zoned: zone !== undefined, form };
}

/** Milliseconds east of UTC; null for an offset that does not exist. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), zone.length > 3 ? Number(zone.slice(-2)) : 0];
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60 * second;
}

function readUs(text: string): ReadDate | null {
  const m = us.exec(text);
  if (m === null) return null;
  const [, mo, d, y, h, mi, s, half] = m;
  if (half !== undefined && (Number(h) < 1 || Number(h) > 12)) return null;
  const hour = half === undefined ? Number(h ?? 0) : (Number(h) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const ms = utc(Number(y), Number(mo), Number(d), hour, Number(mi ?? 0), Number(s ?? 0));
  return ms === null ? null : { ms, wall: ms, zoned: false, form: 'US' };
}

function readHttp(text: string): ReadDate | null {
  const m = http.exec(text);
  if (m === null) return null;
  const [, d, month, y, h, mi, s] = m;
  const ms = utc(Number(y), monthNames.indexOf(month ?? '') + 1, Number(d), Number(h), Number(mi), Number(s));
  return ms === null ? null : { ms, wall: ms, zoned: true, form: 'HTTP' };
}

/**
 * Reads a date that a server derived from `anchor` by whole days. A server that keeps local times may repeat our wall clock
 * and put its own offset behind it; the reading that keeps the time of day is meant.
 */
export function readDerived(text: string, anchor: number): number | null {
  const read = readDate(text);
  if (read === null) return null;
  const apart = read.wall - anchor;
  return near(apart, Math.round(apart / day) * day) ? read.wall : read.ms;
}

/** Local date and time without zone, as `2024-01-31T06:30:00`. */
export const wallClock = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** `2024-01-31`. */
export const dateOnly = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The longest search range of a route: a fixed time or a number of calendar months. */
export type Span =
  { readonly kind: 'fixed'; readonly ms: number } | { readonly kind: 'months'; readonly months: number };

/** A moment plus a span; a day that the month lacks becomes its last. */
export function plus(ms: number, span: Span, sign: 1 | -1 = 1): number {
  if (span.kind === 'fixed') return ms + sign * span.ms;
  const from = new Date(ms);
  const month = from.getUTCMonth() + sign * span.months;
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const to = new Date(ms);
  to.setUTCFullYear(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), last));
  return to.getTime();
}

export function saySpan(span: Span): string {
  if (span.kind === 'months') return span.months === 1 ? '1 month' : `${span.months} months`;
  const days = span.ms / day;
  if (days < 1) return `${Math.round(span.ms / second)} seconds`;
  return days === 1 ? '1 day' : `${Math.round(days * 1000) / 1000} days`;
}

/** Clock parts of a second, and ends that are meant inclusively, are no difference. */
export const near = (a: number, b: number, tolerance = 2 * second): boolean => Math.abs(a - b) <= tolerance;

/** Every span that leads from `start` to `end`: the fixed time, and calendar months where they fit. */
export function spansBetween(start: number, end: number): Span[] {
  const raw = end - start;
  if (raw <= 0) return [];
  const hour = 60 * 60 * second;
  const rounded = Math.round(raw / hour) * hour;
  const spans: Span[] = [{ kind: 'fixed', ms: near(raw, rounded) ? rounded : raw }];
  for (let months = 1; months <= 60; months += 1) {
    const span: Span = { kind: 'months', months };
    if (near(plus(start, span), end) || near(plus(end, span, -1), start)) spans.push(span);
  }
  return spans;
}

/** One row of the clamping table as it was observed: which side was moved or made, and from where. */
export interface ClampedRow {
  readonly name: string;
  /** The end that was given or kept. */
  readonly anchor: number;
  /** 1: the end was derived from a start; -1: the start from an end. */
  readonly sign: 1 | -1;
  /** What the header says, or null if it says nothing readable. */
  readonly derived: number | null;
}

export const fits = (row: ClampedRow, span: Span): boolean =>
  row.derived !== null && near(plus(row.anchor, span, row.sign), row.derived);

/**
 * The span that most rows agree upon, if at least two do, or the only row there is. Ties go to the shorter span, and of spans
 * that are equally long here to the fixed one.
 */
export function commonSpan(rows: readonly ClampedRow[]): Span | null {
  const seen = rows.filter((r) => r.derived !== null);
  const candidates = seen.flatMap((r) =>
    r.sign === 1 ? spansBetween(r.anchor, r.derived ?? 0) : spansBetween(r.derived ?? 0, r.anchor),
  );
  const length = (span: Span) => plus(0, span);
  const ranked = candidates
    .map((span) => ({ span, votes: seen.filter((r) => fits(r, span)).length }))
    .sort(
      (a, b) =>
        b.votes - a.votes ||
        length(a.span) - length(b.span) ||
        Number(b.span.kind === 'fixed') - Number(a.span.kind === 'fixed'),
    );
  const [best] = ranked;
  return best !== undefined && best.votes >= Math.min(2, seen.length) ? best.span : null;
}

/** An ISO 8601 duration of days, weeks, months, years or hours as a span; null for anything else. */
export function parseSpan(text: string): Span | null {
  const m = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(\d{1,6})H)?$/.exec(text.trim());
  if (m === null) return null;
  const [y, mo, w, d, h] = m.slice(1).map((v) => Number(v ?? 0)) as [number, number, number, number, number];
  const months = y * 12 + mo;
  const ms = (w * 7 + d) * day + h * 60 * 60 * second;
  if (months > 0 && ms > 0) return null;
  return months > 0 ? { kind: 'months', months } : ms > 0 ? { kind: 'fixed', ms } : null;
}
