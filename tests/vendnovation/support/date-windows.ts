/** Ranges with records in them, asked whole, in two parts, and page by page. */
import type { Answer } from '../../../src/judges/answer.ts';
import { day, parseSpan, plus, readDerived, second, wallClock } from '../../../src/judges/dates.ts';
import { rowsOf } from '../../../src/judges/lists.ts';
import { probe } from '../suite.ts';
import { firstPages } from './paging.ts';
import type { Range } from './ranges.ts';
import { sales, timesOf, transactions } from './reports.ts';
import { morning, startAlone } from './start-alone.ts';

const hour = 60 * 60 * second;

/** Windows with records in them, from the newest records that were found; where there is none, some window. Wall-clock readings. */
export const windows = probe('windows with transactions', { cost: 0, needs: [sales] }, async (context) => {
  const { get, now } = context;
  const all = timesOf(rowsOf(await get(sales)));
  // Sales of the present would come in between; what is older than a day and the slack of the zones stays as it is.
  const settled = all.filter((ms) => ms <= now - 27 * hour);
  const times = settled.length > 0 ? settled : all;
  if (times.length === 0)
    return { newest: morning(now, 2), oldest: morning(now, 3), dense: false, middle: morning(now, 21), empty: true };
  const sorted = times.sort((a, b) => b - a);
  const newest = sorted[0] ?? 0;
  const oldest = sorted[Math.min(sorted.length - 1, 150)] ?? 0;
  // Where many records stand close together, a day more of them would not fit on a page.
  const dense = sorted.length > 20 && newest - oldest < 12 * hour;
  const middle = sorted[Math.floor(Math.min(sorted.length, 150) / 2)] ?? 0;
  return { newest, oldest, dense, middle, empty: false };
});

/** Nine tenths of the maximum, as far as it is known: a range below it is used as it was given. */
function longest(
  { given, answer }: { given: Range; answer: Answer },
  settings: Readonly<Record<string, string>>,
): number {
  const start = given.start ?? 0;
  const set = parseSpan(settings['dateRouteMaximum'] ?? '');
  const end = set === null ? readDerived(answer.raw.header('search-range-end-date') ?? '', start) : plus(start, set);
  return end !== null && end > start ? (end - start) * 0.9 : 6 * hour;
}

export const within = probe(
  'transactions, a range within the maximum',
  { cost: 4, needs: [windows, startAlone], control: transactions },
  async ({ api, get, settings }) => {
    const { newest, oldest, dense } = await get(windows);
    const most = longest(await get(startAlone), settings);
    // The records may be compared in the local time of any machine.
    const slack = most > 3 * day && !dense ? 15 * hour : hour;
    const end = newest + slack;
    const start = Math.max(oldest - slack, end - most);
    const [a, b, c] = [start, (start + end) / 2, end].map((ms) => Math.floor(ms / second) * second) as [
      number,
      number,
      number,
    ];
    const ask = async (from: number, to: number, size: number) => ({
      given: { start: from, end: to },
      answer: await api.listTransactions({
        headers: { size },
        body: { requestFilter: { startDate: wallClock(from), endDate: wallClock(to) } },
      }),
    });
    return {
      whole: await ask(a, c, 2001),
      first: await ask(a, b, 2000),
      second: await ask(b, c, 2000),
      moment: await ask(b, b, 2000),
    };
  },
);

const wholeRange = probe(
  'transactions of the whole range',
  { cost: 0, needs: [within] },
  async ({ get }): Promise<Answer> => (await get(within)).whole.answer,
);

export const transactionPages = firstPages('transactions', wholeRange, (api, headers, large, options) =>
  api.listTransactions({ headers, body: JSON.parse(large.request.body ?? '{}') as object }, options),
);

/** The range that the pages were asked for. */
export const pagedRange = probe(
  'transactions of a range, page by page',
  { cost: 0, needs: [within, transactionPages] },
  async ({ get }) => ({
    given: (await get(within)).whole.given,
    pages: (await get(transactionPages)).pages,
  }),
);
