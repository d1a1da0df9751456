/** The questions behind the table of clamped ranges, and the maximum of the route that their answers agree upon. */
import type { Answer } from '../../../src/judges/answer.ts';
import {
  type ClampedRow,
  type Span,
  commonSpan,
  day,
  parseSpan,
  plus,
  readDerived,
  second,
  wallClock,
} from '../../../src/judges/dates.ts';
import { type Row, rowsOf } from '../../../src/judges/lists.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { probe } from '../suite.ts';
import { fleet } from './machines.ts';
import type { Range } from './ranges.ts';
import { sales, timesOf, transactions } from './reports.ts';

export const largest = { size: 2000 } as const;
export const one = { size: 1 } as const;
export const hour = 60 * 60 * second;

export interface Asked {
  /** What the request gave; missing dates are undefined. */
  readonly given: Range;
  readonly answer: Answer;
}

/** A morning `days` before the run: no midnight, so that a lost time of day shows. */
export const morning = (now: number, days: number) =>
  Math.floor(now / day) * day - days * day + 6 * hour + 30 * 60 * second;

export const startAlone = probe(
  'transactions, start alone',
  { cost: 1, control: transactions },
  async ({ api, now }): Promise<Asked> => {
    const start = morning(now, 400);
    const body = { requestFilter: { startDate: wallClock(start) } };
    return { given: { start }, answer: await api.listTransactions({ headers: one, body }) };
  },
);

const endAlone = probe(
  'transactions, end alone',
  { cost: 1, control: transactions },
  async ({ api, now }): Promise<Asked> => {
    const end = morning(now, 300);
    const body = { requestFilter: { endDate: wallClock(end) } };
    return { given: { end }, answer: await api.listTransactions({ headers: one, body }) };
  },
);

/** The maximum as a case needs it before it can ask: set, or what the row with a start alone says; 31 days if it says nothing. */
export function assumedMaximum({ given, answer }: Asked, settings: Readonly<Record<string, string>>): Span {
  const set = parseSpan(settings['dateRouteMaximum'] ?? '');
  const end = readDerived(answer.raw.header('search-range-end-date') ?? '', given.start ?? 0);
  if (set !== null) return set;
  const row: ClampedRow = { name: 'start alone', anchor: given.start ?? 0, sign: 1, derived: end };
  return commonSpan([row]) ?? { kind: 'fixed', ms: 31 * day };
}

/** Windows with records in them, from the newest records that were found; wall-clock readings. */
export const windows = probe('windows with transactions', { cost: 0, needs: [sales] }, async ({ get, undecided }) => {
  const times = timesOf(rowsOf(await get(sales)));
  if (times.length < 3)
    undecided(
      'the report holds fewer than three transactions; date ranges with records in them cannot be asked, set VENDNOVATION_DATE_WITH_DATA',
    );
  const sorted = times.sort((a, b) => b - a);
  const newest = sorted[0] ?? 0;
  const oldest = sorted[Math.min(sorted.length - 1, 150)] ?? 0;
  return { newest, oldest, middle: sorted[Math.floor(Math.min(sorted.length, 150) / 2)] ?? 0 };
});

/** Where there are records, the range is laid so that the maximum ends in the midst of them: what lies behind it must not come. */
export const tooLong = probe(
  'transactions, a range too long',
  { cost: 1, needs: [startAlone, windows], control: transactions },
  async ({ api, get, now, settings }): Promise<Asked> => {
    const maximum = assumedMaximum(await get(startAlone), settings);
    const known = await attempt(get(windows));
    const { newest, middle } = 'value' in known ? known.value : { newest: morning(now, 1), middle: morning(now, 21) };
    const start = plus(Math.floor(middle / second) * second, maximum, -1);
    const end = Math.floor(newest / second) * second + hour;
    const body = { requestFilter: { startDate: wallClock(start), endDate: wallClock(end) } };
    return { given: { start, end }, answer: await api.listTransactions({ headers: largest, body }) };
  },
);

export const noDates = probe(
  'transactions, no dates, the range used',
  { cost: 0, needs: [transactions] },
  async ({ get }): Promise<Asked> => ({
    given: {},
    answer: await get(transactions),
  }),
);

interface Rows {
  readonly tooLong: Asked;
  readonly startAlone: Asked;
  readonly endAlone: Asked;
  readonly noDates: Asked;
  /** Known machines, for the zones of their clocks; empty if they could not be read. */
  readonly machines: readonly Row[];
}

export const table = probe(
  'the clamping table',
  { cost: 0, needs: [tooLong, startAlone, endAlone, noDates, fleet] },
  async ({ get }): Promise<Rows> => {
    const known = await attempt(get(fleet));
    return {
      tooLong: await get(tooLong),
      startAlone: await get(startAlone),
      endAlone: await get(endAlone),
      noDates: await get(noDates),
      machines: 'value' in known ? known.value.rows : [],
    };
  },
);

export function clampedRows(seen: Rows): ClampedRow[] {
  const header = (answer: Answer, name: string, anchor: number) => readDerived(answer.raw.header(name) ?? '', anchor);
  const end = 'search-range-end-date';
  const start = 'search-range-start-date';
  const nowEnd = header(seen.noDates.answer, end, 0.5);
  const given = {
    start: seen.startAlone.given.start ?? 0,
    end: seen.endAlone.given.end ?? 0,
    from: seen.tooLong.given.start ?? 0,
  };
  return [
    { name: 'start alone', anchor: given.start, sign: 1, derived: header(seen.startAlone.answer, end, given.start) },
    { name: 'end alone', anchor: given.end, sign: -1, derived: header(seen.endAlone.answer, start, given.end) },
    { name: 'range too long', anchor: given.from, sign: 1, derived: header(seen.tooLong.answer, end, given.from) },
    ...(nowEnd === null
      ? []
      : [{ name: 'no dates', anchor: nowEnd, sign: -1 as const, derived: header(seen.noDates.answer, start, nowEnd) }]),
  ];
}

/** The maximum of the route: set, or what the rows agree upon; null where they do not. */
export function maximumOf(seen: Rows, settings: Readonly<Record<string, string>>): Span | null {
  return (
    parseSpan(settings['dateRouteMaximum'] ?? '') ??
    commonSpan(clampedRows(seen).filter((r) => r.name !== 'no dates')) ??
    commonSpan(clampedRows(seen))
  );
}

export const week: Span = { kind: 'fixed', ms: 7 * day };
