/** The laws over the pages of one list. */
import { countOf, expectHeader } from '../../src/judges/headers.ts';
import { expectDistinct, expectEach, expectSameIds, expectSubset, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { keysOf, secondHalf } from './account-filters.ts';
import { oversized } from './page-sizes.ts';
import { everyListPaged } from './paged-lists.ts';
import { everyPage } from './support/answers.ts';
import { expectFull, expectTotal, keyOf } from './support/paging.ts';
import { filteredWalk, walk } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const noOrder = 'the list comes in another order each time, and no page promises one';

requirement('VN-PAGE-06', walk, ({ pages }, check, context) => {
  pages.forEach((page, i) => expectHeader(check, page, 'page', String(i + 1)));
  for (const { answer, page } of everyPage(context, pages)) expectHeader(check, answer, 'page', String(page));
});

/** Where there is one machine alone, other lists may have more than a page. */
const walkOrOthers = probe('pages of the longest list', { cost: 0, needs: [walk, everyListPaged] }, async ({ get }) => {
  const machines = await get(walk);
  const others = machines.last === 1 ? await attempt(get(everyListPaged)) : null;
  return { machines, others: others !== null && 'value' in others ? others.value.lists : [] };
});

requirement('VN-PAGE-07', walkOrOthers, ({ machines: { size, pages, last }, others }, check) => {
  const before = pages.filter((_, i) => last === 0 || i + 1 < last);
  if (before.length === 0 && others.length === 0) undecided('every list has one page alone');
  for (const page of before) expectFull(check, page, size);
  for (const list of others) for (const page of list.pages.slice(0, -1)) expectFull(check, page, list.size);
});

requirement('VN-PAGE-08', walkOrOthers, ({ machines: { pages, last, restless }, others }, check) => {
  const lists = others.filter((list) => !list.restless);
  if (pages.length < 2 && last !== 0 && lists.length === 0) undecided('every list has one page alone');
  if (restless) undecided(noOrder);
  expectDistinct(check, pages, 'machine');
  for (const list of lists) expectDistinct(check, list.pages, list.name, keyOf);
});

requirement('VN-PAGE-09', walk, ({ all, pages, last, extra, again, restless }, check) => {
  if (restless) undecided(noOrder);
  const [first] = pages;
  if (last === 0 || first === undefined)
    undecided('the list is too long to be walked to its end; VENDNOVATION_MAX_PAGES bounds it');
  const came = [...pages, ...extra].flatMap((page) => idsOf(rowsOf(page)));
  const lasting = again === null ? all.ids : all.ids.filter((id) => again.includes(id));
  const known = new Set([...all.ids, ...(again ?? [])]);
  const settled = came.filter((id) => !known.has(id) || lasting.includes(id));
  expectSameIds(check, first, settled, lasting, 'all pages together, against one large page');
});

/** Lists whose length is known, with the size of their pages. */
const counted = probe(
  'lists of known length',
  { cost: 1, needs: [walk, oversized, filteredWalk] },
  async ({ api, get }) => {
    const { all, size, pages, last } = await get(walk);
    const filtered = await attempt(get(filteredWalk));
    const count = all.ids.length;
    const lists = [
      ...pages.map((page) => ({ page, size, records: count })),
      ...all.answers.map((page) => ({ page, size: 2000, records: count })),
      { page: await get(oversized), size: 2000, records: count },
      ...(count <= 2000
        ? [{ page: await api.listMachines({ headers: { size: count } }), size: count, records: count }]
        : []),
      ...('value' in filtered
        ? filtered.value.pages.map((page) => ({
            page,
            size: filtered.value.size,
            records: filtered.value.group.ids.length,
          }))
        : []),
    ];
    return { lists: last === 0 ? [] : lists, pages };
  },
);

requirement('VN-PAGE-10', counted, ({ lists, pages }, check, context) => {
  for (const { page, size, records } of lists) expectTotal(check, page, records, size);
  const looked = lists.map(({ page }) => page);
  for (const { answer, page, size } of everyPage(context, looked)) {
    const { length } = rowsOf(answer);
    // A page that is not full is the last one.
    if (length < size) expectTotal(check, answer, (page - 1) * size + length, size);
  }
  const totals = new Set(pages.map((page) => countOf(page, 'total-pages')));
  const [first] = pages;
  if (first !== undefined)
    check.that(totals.size === 1, () => ({
      message: `${first.asked}: total-pages differs from page to page: ${[...totals].join(', ')}`,
      expected: 'the same total-pages on every page',
      actual: [...totals].join(', '),
      where: 'header total-pages',
      exchange: first.x,
    }));
});

const filteredPages = probe(
  'filtered lists, page by page',
  { cost: 0, needs: [filteredWalk, secondHalf] },
  async ({ get }) => {
    const accounts = await attempt(get(secondHalf));
    const machines = await attempt(get(filteredWalk));
    if ('reason' in machines && 'reason' in accounts) undecided(machines.reason);
    return {
      machines: 'value' in machines ? machines.value : null,
      accounts: 'value' in accounts ? accounts.value : null,
    };
  },
);

requirement('VN-PAGE-11', filteredPages, ({ machines, accounts }, check) => {
  if (accounts !== null)
    expectSubset(
      check,
      accounts.page,
      keysOf(accounts.page),
      accounts.keys,
      'page 2 of the accounts of one organisation',
    );
  if (machines === null) return;
  const { group, pages, restless } = machines;
  for (const page of pages) expectEach(check, page, group.promise, group.holds, (row) => row['id']);
  const last = pages.at(-1);
  if (last !== undefined && !restless)
    expectSameIds(
      check,
      last,
      pages.flatMap((page) => idsOf(rowsOf(page))),
      group.ids,
      'all pages of the filtered list',
    );
});
