/** The report on which date ranges are judged. No page prints its path, so its absence accuses nobody. */
import type { Answer } from '../../../src/judges/answer.ts';
import { day, readDate, readDerived, wallClock } from '../../../src/judges/dates.ts';
import { type Row, rowsOf } from '../../../src/judges/lists.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { undecided } from '../../../src/verdict/check.ts';
import { probe } from '../suite.ts';
import { fleet } from './machines.ts';

/** @throws Undecided when the configured route is not there, with the setting that chooses another */
export function there(answer: Answer, env: string): Answer {
  const { status, json } = answer.raw;
  const message = (json as { message?: unknown } | null | undefined)?.message;
  const gateway =
    status === 403 && typeof message === 'string' && /missing authentication token|forbidden/i.test(message);
  if (status === 404 || status === 405 || status === 501 || gateway)
    undecided(`${answer.asked} was answered with ${status}: no such route here; no page prints its path, set ${env}`);
  return answer;
}

/** The report without any date: the last stretch of data, as long as the route allows. */
export const transactions = probe('transactions, no dates', { cost: 1 }, async ({ api }) =>
  there(await api.listTransactions({ headers: { size: 500 } }), 'VENDNOVATION_DATE_ROUTE'),
);

/** Its default page: no dates, no headers. */
export const reportPage = probe('transactions, no headers', { cost: 1 }, async ({ api }) =>
  there(await api.listTransactions(), 'VENDNOVATION_DATE_ROUTE'),
);

export const selections = probe('selections, no headers', { cost: 1 }, async ({ api }) =>
  there(await api.listSelections(), 'VENDNOVATION_SELECTIONS_ROUTE'),
);

/** As many selections as one page holds; one more is asked for, which must be cut. */
export const manySelections = probe('selections, size 2001', { cost: 1, control: selections }, async ({ api }) =>
  there(await api.listSelections({ headers: { size: 2001 } }), 'VENDNOVATION_SELECTIONS_ROUTE'),
);

/** Times of the records, milliseconds UTC; unreadable ones are left out. */
export const timesOf = (rows: readonly Row[]): number[] =>
  rows.flatMap((row) => (typeof row['recordedAtUtc'] === 'string' ? (readDate(row['recordedAtUtc'])?.ms ?? []) : []));

/** The last sale that any machine tells of, or 0. */
function lastSale(machines: readonly Row[]): number {
  const times = machines.flatMap((machine) =>
    ['lastCashSale', 'lastCreditSale', 'lastAccountSale'].map((member) => {
      const at = machine[member] as { server?: unknown } | null | undefined;
      return typeof at?.server === 'string' ? (readDate(at.server)?.ms ?? 0) : 0;
    }),
  );
  return Math.max(0, ...times);
}

/** Twelve stretches on end, then every other one, or one a month: nearly four years in all where the maximum is a month. */
const looks = 28;
const looksOnEnd = 12;

/**
 * A stretch of the report that holds records: the one without dates, else where a setting or the machines say that something
 * was sold, else stretch by stretch further back.
 */
export const sales = probe(
  'transactions, a stretch with records',
  { cost: looks, needs: [transactions, fleet] },
  async ({ api, get, now, settings }) => {
    const answer = await get(transactions);
    const records = (seen: Answer) => (seen.raw.status === 200 ? timesOf(rowsOf(seen)).length : 0);
    if (records(answer) >= 3) return answer;
    const machines = await attempt(get(fleet));
    const known = [
      readDate(settings['dateWithData'] ?? '')?.ms ?? 0,
      'value' in machines ? lastSale(machines.value.rows) : 0,
    ].filter((ms) => ms > 0);
    let best = answer;
    let end = now;
    for (let look = 0; look < looks; look += 1) {
      const hint = known[look];
      const requestFilter = { endDate: wallClock(hint === undefined ? end : hint + day) };
      const tried = await api.listTransactions({ headers: { size: 500 }, body: { requestFilter } });
      if (tried.raw.status !== 200) break;
      if (records(tried) > records(best)) best = tried;
      if (records(tried) >= 3) break;
      // An end alone is answered for the maximum of the route; where its start is not said, a month is the next step.
      const start = hint === undefined ? readDerived(tried.raw.header('search-range-start-date') ?? '', end) : null;
      if (hint !== undefined) continue;
      const next = start !== null && start < end ? start : end - 30 * day;
      end = look < looksOnEnd ? next : Math.min(2 * next - end, end - 30 * day);
    }
    return best;
  },
);
