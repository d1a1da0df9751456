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
import { attempt } from '../../../src/suite/attempt.ts';
import { probe } from '../suite.ts';
import { transactions } from './reports.ts';
import { windows } from './date-windows.ts';
import { largest } from './paging.ts';
import { type Asked, hour, morning, one, startAlone } from './start-alone.ts';

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

/** The second page of it, where there is one: the judge looks at every answer to a request without dates. */
const secondPage = probe(
  'transactions, no dates, page 2',
  { cost: 1, needs: [transactions] },
  async ({ api, get }): Promise<void> => {
    const { json, status } = (await get(transactions)).raw;
    const size = 20;
    if (status === 200 && Array.isArray(json) && json.length > 2 * size)
      await api.listTransactions({ headers: { size, page: 2 } });
  },
);

export const noDates = probe(
  'transactions, no dates, the range used',
  { cost: 0, needs: [transactions, secondPage] },
  async ({ get }): Promise<Asked> => {
    await attempt(get(secondPage));
    return { given: {}, answer: await get(transactions) };
  },
);

/** A start so late that the range ends after the run: the page moves the end there all the same. */
const recentStart = probe(
  'transactions, a recent start alone',
  { cost: 1, control: transactions },
  async ({ api, now }): Promise<Asked> => {
    const start = morning(now, 1);
    const body = { requestFilter: { startDate: wallClock(start) } };
    return { given: { start }, answer: await api.listTransactions({ headers: one, body }) };
  },
);

interface Rows {
  readonly tooLong: Asked;
  readonly startAlone: Asked;
  readonly recentStart: Asked;
  readonly endAlone: Asked;
  readonly noDates: Asked;
}

export const table = probe(
  'the clamping table',
  { cost: 0, needs: [tooLong, startAlone, recentStart, endAlone, noDates] },
  async ({ get }): Promise<Rows> => ({
    tooLong: await get(tooLong),
    startAlone: await get(startAlone),
    recentStart: await get(recentStart),
    endAlone: await get(endAlone),
    noDates: await get(noDates),
  }),
);

/** The rows with one date alone, laid so that the range ends in the midst of the records: what lies behind it must not come. */
const oneDateAmid = probe(
  'transactions, one date alone amid records',
  { cost: 2, needs: [startAlone, windows], control: transactions },
  async ({ api, get, settings }) => {
    const maximum = assumedMaximum(await get(startAlone), settings);
    const { middle } = await get(windows);
    const end = Math.floor(middle / second) * second;
    const start = plus(end, maximum, -1);
    const ask = (requestFilter: object) => api.listTransactions({ headers: largest, body: { requestFilter } });
    const given = { start, end };
    return {
      start: { given, answer: await ask({ startDate: wallClock(start) }) },
      end: { given, answer: await ask({ endDate: wallClock(end) }) },
    };
  },
);

export const amidRecords = probe(
  'one date alone, and the clamping table',
  { cost: 0, needs: [table, oneDateAmid] },
  async ({ get }) => {
    const amid = await attempt(get(oneDateAmid));
    return {
      seen: await get(table),
      ...('value' in amid ? amid.value : { start: null, end: null }),
    };
  },
);

/** At least one answer tells a date that the route made by itself. */
export function madeDatesAreTold({ startAlone: start, endAlone: end, noDates: none }: Rows): boolean {
  const told = ({ answer }: Asked, side: string) => answer.raw.header(`search-range-${side}-date`) !== undefined;
  return told(start, 'end') || told(end, 'start') || told(none, 'start') || told(none, 'end');
}

export function clampedRows(seen: Rows): ClampedRow[] {
  const header = (answer: Answer, name: string, anchor: number) => readDerived(answer.raw.header(name) ?? '', anchor);
  const end = 'search-range-end-date';
  const start = 'search-range-start-date';
  const nowEnd = header(seen.noDates.answer, end, 0.5);
  const given = {
    start: seen.startAlone.given.start ?? 0,
    recent: seen.recentStart.given.start ?? 0,
    end: seen.endAlone.given.end ?? 0,
    from: seen.tooLong.given.start ?? 0,
  };
  return [
    { name: 'start alone', anchor: given.start, sign: 1, derived: header(seen.startAlone.answer, end, given.start) },
    {
      name: 'recent start alone',
      anchor: given.recent,
      sign: 1,
      derived: header(seen.recentStart.answer, end, given.recent),
    },
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
