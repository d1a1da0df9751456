/** The report on which date ranges are judged. No page prints its path, so its absence accuses nobody. */
import type { Answer } from '../../../src/judges/answer.ts';
import { undecided } from '../../../src/verdict/check.ts';
import { probe } from '../suite.ts';

/** @throws Undecided when the configured route is not there, with the setting that chooses another */
export function there(answer: Answer, env: string): Answer {
  const { status, json } = answer.raw;
  const message = (json as { message?: unknown } | null | undefined)?.message;
  const gateway = status === 403 && typeof message === 'string' && /missing authentication token|forbidden/i.test(message);
  if (status === 404 || status === 405 || status === 501 || gateway)
    undecided(`${answer.asked} was answered with ${status}: no such route here; no page prints its path, set ${env}`);
  return answer;
}

/** The report without any date: the last stretch of data, as long as the route allows. */
export const transactions = probe('transactions, no dates', { cost: 1 }, async ({ api }) =>
  there(await api.listTransactions({ headers: { size: 2000 } }), 'VENDNOVATION_DATE_ROUTE'),
);

export const reportPage = probe('transactions, one a page', { cost: 1 }, async ({ api }) =>
  there(await api.listTransactions({ headers: { size: 1 } }), 'VENDNOVATION_DATE_ROUTE'),
);
