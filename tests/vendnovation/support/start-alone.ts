/** The first question about ranges: a start alone, from whose answer the maximum of the route is learnt. */
import type { Answer } from '../../../src/judges/answer.ts';
import { day, second, wallClock } from '../../../src/judges/dates.ts';
import { probe } from '../suite.ts';
import type { Range } from './ranges.ts';
import { transactions } from './reports.ts';

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
