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

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])\.?M\.?)?)?$/i;

/** Reads the usual spellings of a date and time; null for anything else or a day that does not exist. */
export function readDate(text: string): ReadDate | null {
  const trimmed = text.trim();
  return readIso(trimmed) ?? readUs(trimmed) ?? readHttp(trimmed);
}

function utc(year: number, month: number, dayOfMonth: number, hour = 0, minute = 0, sec = 0, ms = 0): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  date.setUTCHours(hour, minute, sec, ms);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && hour < 24 && minute < 60 && sec < 61;
  return real ? date.getTime() : null;
}

function readIso(text: string): ReadDate | null {
  const m = iso.exec(text);
  if (m === null) return null;
  const [, y, mo, d, separator, h, mi, s, fraction, zone] = m;
  const ms = utc(Number(y), Number(mo), Number(d), Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0), Math.floor(Number(`0.${fraction ?? 0}`) * 1000));
  if (ms === null) return null;
  const form = separator === undefined ? 'date' : separator === ' ' ? 'ISO 8601 with a blank' : 'ISO 8601';
  return { ms: ms - offsetOf(zone), wall: ms, zoned: zone !== undefined, form };
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60 * second;
}

function readUs(text: string): ReadDate | null {
  const m = us.exec(text);
  if (m === null) return null;
  const [, mo, d, y, h, mi, s, half] = m;
  const hour = half === undefined ? Number(h ?? 0) : (Number(h) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const ms = utc(Number(y), Number(mo), Number(d), hour, Number(mi ?? 0), Number(s ?? 0));
  return ms === null ? null : { ms, wall: ms, zoned: false, form: 'US' };
}

function readHttp(text: string): ReadDate | null {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : { ms, wall: ms, zoned: true, form: 'HTTP' };
}

/**
 * Reads a date that a server derived from `anchor` by whole days. A server that keeps local times may repeat our wall clock
 * and put its own offset behind it; the reading that keeps the time of day is meant.
 */
export function readDerived(text: string, anchor: number): number | null {
  const read = readDate(text);
  if (read === null) return null;
  return (read.wall - anchor) % day === 0 ? read.wall : read.ms;
}

/** Local date and time without zone, as `2024-01-31T06:30:00`. */
export const wallClock = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** `2024-01-31`. */
export const dateOnly = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The longest search range of a route: a fixed time or a number of calendar months. */
export type Span = { readonly kind: 'fixed'; readonly ms: number } | { readonly kind: 'months'; readonly months: number };

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
  return Number.isInteger(days) ? `${days} days` : `${Math.round(days * 1000) / 1000} days`;
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

export const fits = (row: ClampedRow, span: Span): boolean => row.derived !== null && near(plus(row.anchor, span, row.sign), row.derived);

/** The span that most rows agree upon, if at least two do, or the only row there is; ties go to the shorter span. */
export function commonSpan(rows: readonly ClampedRow[]): Span | null {
  const seen = rows.filter((r) => r.derived !== null);
  const candidates = seen.flatMap((r) =>
    r.sign === 1 ? spansBetween(r.anchor, r.derived ?? 0) : spansBetween(r.derived ?? 0, r.anchor),
  );
  let best: Span | null = null;
  let most = 0;
  for (const span of candidates) {
    const votes = seen.filter((r) => fits(r, span)).length;
    if (votes > most) [best, most] = [span, votes];
  }
  return most >= Math.min(2, seen.length) ? best : null;
}

/** An ISO 8601 duration of days, weeks, months, years or hours as a span; null for anything else. */
export function parseSpan(text: string): Span | null {
  const m = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?)?$/.exec(text.trim());
  if (m === null || text.trim().length < 3) return null;
  const [y, mo, w, d, h] = m.slice(1).map((v) => Number(v ?? 0)) as [number, number, number, number, number];
  const months = y * 12 + mo;
  const ms = (w * 7 + d) * day + h * 60 * 60 * second;
  if (months > 0 && ms > 0) return null;
  return months > 0 ? { kind: 'months', months } : ms > 0 ? { kind: 'fixed', ms } : null;
}
