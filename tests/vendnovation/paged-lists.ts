/** Paging of every documented read, and of requests that write the headers otherwise. */
import { expectCount, expectHeader } from '../../src/judges/headers.ts';
import { rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { transactionPages } from './support/date-windows.ts';
import { accounts, firstPage, manyAccounts } from './support/machines.ts';
import { expectAtMost, expectFirstPages, firstPages } from './support/paging.ts';
import { manySelections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const accountPages = firstPages('accounts', manyAccounts, (api, headers, _, options) =>
  api.listAccounts({ headers }, options),
);
const selectionPages = firstPages('selections', manySelections, (api, headers, _, options) =>
  api.listSelections({ headers }, options),
);

export const everyListPaged = probe(
  'every list, page by page',
  { cost: 0, needs: [accounts, accountPages, selectionPages, transactionPages] },
  async ({ get }) => {
    const asked = await Promise.all([accountPages, selectionPages, transactionPages].map((p) => attempt(get(p))));
    return { plain: await get(accounts), lists: asked.flatMap((a) => ('value' in a ? [a.value] : [])) };
  },
);

requirement('VN-PAGE-12', everyListPaged, ({ plain, lists }, check) => {
  expectCount(check, plain, 'total-pages');
  for (const pages of lists) expectFirstPages(check, pages);
});

/** The second page of one record each, where there is a second record. */
const otherCase = probe(
  'machines, paging headers in capitals',
  { cost: 1, needs: [firstPage], control: firstPage },
  async ({ api, get }) => {
    const page = rowsOf(await get(firstPage)).length > 1 ? 2 : 1;
    return { page, answer: await api.listMachines({}, { anyway: { headers: { PAGE: page, Size: 1 } } }) };
  },
);

requirement('VN-PAGE-13', otherCase, ({ page, answer }, check) => {
  expectHeader(check, answer, 'page', String(page));
  expectHeader(check, answer, 'size', '1');
  expectAtMost(check, answer, 1);
});
