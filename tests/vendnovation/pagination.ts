/** Paging by the headers page and size, and the laws over all pages of a list. */
import type { Answer } from '../../src/judges/answer.ts';
import { countOf, expectCount, expectHeader } from '../../src/judges/headers.ts';
import { expectDistinct, expectEach, expectSameIds, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, shorten, show, undecided } from '../../src/verdict/check.ts';
import { type Fleet, accounts, firstPage, fleet, groupsBy, manyAccounts } from './support/machines.ts';
import { byId, combined } from './filters.ts';
import { everyPage } from './support/answers.ts';
import { transactionPages, within } from './support/date-windows.ts';
import { expectAtMost, expectFirstPages, expectFull, expectTotal, firstPages, keepsNoOrder } from './support/paging.ts';
import { manySelections } from './support/reports.ts';
import { everyRead } from './support/routes.ts';
import { probe, requirement } from './suite.ts';

const pagesOfWalk = 4;

/** As far as there are any; what comes behind the last page is nowhere promised. */
const laterPages = probe(
  'machines, pages 2 and 3, no size',
  { cost: 2, needs: [firstPage], control: firstPage },
  async ({ api, get }) => {
    const total = countOf(await get(firstPage), 'total-pages') ?? 1;
    return Promise.all([2, 3].filter((page) => page <= total).map((page) => api.listMachines({ headers: { page } })));
  },
);

/** Every other page that was asked for with such a size says the size that was used, and holds no more. */
function expectSizes(
  check: Check,
  context: JudgeContext,
  looked: readonly Answer[],
  wanted: (asked: number | null) => boolean,
): void {
  for (const { answer, size } of everyPage(context, looked).filter((page) => wanted(page.asked))) {
    expectHeader(check, answer, 'size', String(size));
    expectAtMost(check, answer, size);
  }
}

/** Pages for which no size was asked: the first of every read, the second, a filtered one. */
const defaultPages = probe(
  'pages of the default size',
  { cost: 0, needs: [everyRead, laterPages, byId] },
  async ({ get }) => {
    const filtered = await attempt(get(byId));
    return {
      first: await get(everyRead),
      others: [...(await get(laterPages)), ...('value' in filtered ? [filtered.value.answer] : [])],
    };
  },
);

requirement('VN-PAGE-01', defaultPages, ({ first, others }, check, context) => {
  for (const page of first) expectHeader(check, page, 'page', '1');
  for (const page of [...first, ...others]) {
    expectHeader(check, page, 'size', '50');
    expectAtMost(check, page, 50);
  }
  expectSizes(check, context, [...first, ...others], (asked) => asked === null);
});

/** Ordinary, filtered and empty lists all tell where they are. */
const allKinds = probe('lists of every kind', { cost: 0, needs: [everyRead, byId, combined] }, async ({ get }) => {
  const [filtered, both] = [await attempt(get(byId)), await attempt(get(combined))];
  return {
    lists: [...(await get(everyRead)), ...('value' in filtered ? [filtered.value.answer] : [])],
    empty: 'value' in both && both.value.neither.raw.status === 200 ? [both.value.neither] : [],
  };
});

requirement('VN-PAGE-02', allKinds, ({ lists, empty }, check, context) => {
  const others = everyPage(context, [...lists, ...empty]).map(({ answer }) => answer);
  for (const page of [...lists, ...empty, ...others]) {
    expectCount(check, page, 'page');
    expectCount(check, page, 'size');
    expectCount(check, page, 'total-pages');
  }
});

const oversized = probe('machines, size 2001', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({ headers: { size: 2001 } }),
);

const oversizedPages = probe(
  'every read, size 2001',
  { cost: 0, needs: [oversized, manyAccounts, manySelections, within] },
  async ({ get }) => {
    const others = await Promise.all([
      attempt<Answer>(get(manyAccounts)),
      attempt<Answer>(get(manySelections)),
      attempt<Answer>(get(within).then(({ whole }) => whole.answer)),
    ]);
    return [await get(oversized), ...others.flatMap((a) => ('value' in a ? [a.value] : []))];
  },
);

requirement('VN-PAGE-03', oversizedPages, (pages, check, context) => {
  for (const page of pages) {
    expectHeader(check, page, 'size', '2000');
    expectAtMost(check, page, 2000);
  }
  expectSizes(check, context, pages, (asked) => asked !== null && asked > 2000);
});

requirement('VN-PAGE-04', fleet, ({ answers }, check, context) => {
  for (const page of answers) {
    expectHeader(check, page, 'size', '2000');
    expectAtMost(check, page, 2000);
  }
  expectSizes(check, context, answers, (asked) => asked === 2000);
});

interface Walk {
  readonly all: Fleet;
  readonly size: number;
  readonly pages: readonly Answer[];
  /** Number of the last page by our own count; 0 where the list is too long to be walked to its end. */
  readonly last: number;
  /** The page behind our last one, asked where total-pages says that there is one. */
  readonly extra: readonly Answer[];
  /** The whole list once more, asked where the pages differ from it: records may come and go meanwhile. */
  readonly again: readonly string[] | null;
  /** The list comes in another order each time. */
  readonly restless: boolean;
}

const noOrder = 'the list comes in another order each time, and no page promises one';

const walk = probe(
  'machines, page by page',
  { cost: pagesOfWalk + 3, needs: [fleet], control: firstPage },
  async ({ api, get, undecided }): Promise<Walk> => {
    const all = await get(fleet);
    const count = all.ids.length;
    if (count < 2) undecided('the account has fewer than two machines, so that there is no second page');
    const size = Math.min(2000, Math.ceil(count / pagesOfWalk));
    const last = all.complete ? Math.ceil(count / size) : 0;
    const numbers = Array.from({ length: last === 0 ? pagesOfWalk : Math.min(last, pagesOfWalk) }, (_, i) => i + 1);
    const pages = await Promise.all(numbers.map((page) => api.listMachines({ headers: { size, page } })));
    const more = last !== 0 && pages[0]?.raw.status === 200 && (countOf(pages[0], 'total-pages') ?? 0) > last;
    const extra = more ? [await api.listMachines({ headers: { size, page: last + 1 } })] : [];
    const came = [...pages, ...extra].flatMap((page) => (isAnswered(page) ? idsOf(rowsOf(page)) : []));
    const differs = last !== 0 && (came.length !== count || all.ids.some((id) => !came.includes(id)));
    const again = differs ? await api.listMachines({ headers: { size: 2000 } }, { fresh: true }) : null;
    const known = again !== null && isAnswered(again) ? idsOf(rowsOf(again)) : null;
    const restless = await keepsNoOrder([...pages, ...extra], last === 0 ? null : (known ?? all.ids), (i) =>
      api.listMachines({ headers: { size, page: i + 1 } }, { fresh: true }),
    );
    return { all, size, pages, last, extra, again: known, restless };
  },
);

requirement('VN-PAGE-05', walk, ({ size, pages }, check, context) => {
  for (const page of pages) {
    expectHeader(check, page, 'size', String(size));
    expectAtMost(check, page, size);
  }
  expectSizes(check, context, pages, (asked) => asked !== null && asked < 2000);
});

requirement('VN-PAGE-06', walk, ({ pages }, check, context) => {
  pages.forEach((page, i) => expectHeader(check, page, 'page', String(i + 1)));
  for (const { answer, page } of everyPage(context, pages)) expectHeader(check, answer, 'page', String(page));
});

requirement('VN-PAGE-07', walk, ({ size, pages, last }, check) => {
  const before = pages.filter((_, i) => last === 0 || i + 1 < last);
  if (before.length === 0) undecided('the list has one page alone');
  for (const page of before) expectFull(check, page, size);
});

requirement('VN-PAGE-08', walk, ({ pages, last, restless }, check) => {
  if (pages.length < 2 && last !== 0) undecided('the list has one page alone');
  if (restless) undecided(noOrder);
  expectDistinct(check, pages, 'machine');
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

const filteredWalk = probe(
  'machines of one group, page by page',
  { cost: 4, needs: [fleet], control: fleet },
  async ({ api, get, undecided, version }) => {
    if (version === 'v1') undecided('no page says that v1 filters');
    const all = await get(fleet);
    if (!all.complete) undecided('the account has more machines than VENDNOVATION_MAX_PAGES pages hold');
    const choose = (member: string, filter: string) => {
      const groups = groupsBy(all.rows, member);
      const group = groups.find((g) => g.ids.length > 1 && g.ids.length < all.ids.length);
      return group === undefined ? null : { member, filter, ...group };
    };
    const group =
      choose('organizationId', 'organizationIds') ??
      choose('siteId', 'siteIds') ??
      undecided('no organisation or site has some, but not all machines');
    const size = Math.ceil(group.ids.length / 3);
    const body = { requestFilter: { [group.filter]: [group.value] } };
    const ask = (page: number, fresh = false) => api.listMachines({ headers: { size, page }, body }, { fresh });
    const numbers = Array.from({ length: Math.ceil(group.ids.length / size) }, (_, i) => i + 1);
    const pages = await Promise.all(numbers.map((page) => ask(page)));
    return { group, size, pages, restless: await keepsNoOrder(pages, group.ids, (i) => ask(i + 1, true)) };
  },
);

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

requirement('VN-PAGE-11', filteredWalk, ({ group, pages, restless }, check) => {
  for (const page of pages)
    expectEach(
      check,
      page,
      `${group.member} is ${group.value}`,
      (row) => row[group.member] === group.value,
      (row) => row[group.member],
    );
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

const accountPages = firstPages('accounts', manyAccounts, (api, headers, _, options) =>
  api.listAccounts({ headers }, options),
);
const selectionPages = firstPages('selections', manySelections, (api, headers, _, options) =>
  api.listSelections({ headers }, options),
);

const everyListPaged = probe(
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

const otherCase = probe('machines, paging headers in capitals', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({}, { anyway: { headers: { PAGE: 1, Size: 3 } } }),
);

requirement('VN-PAGE-13', otherCase, (page, check) => {
  expectHeader(check, page, 'size', '3');
  expectAtMost(check, page, 3);
});

const isAnswered = ({ raw }: Answer) => raw.status >= 200 && raw.status < 300;

/** What came, for promises that nobody made. */
function observePage(check: Check, label: string, answer: Answer): void {
  const { raw } = answer;
  if (raw.status === 0) return;
  const count = Array.isArray(raw.json) ? `${raw.json.length} records` : shorten(raw.text, 80);
  check.observe(
    label,
    `${raw.status}, ${count}, page ${show(raw.header('page'))}, size ${show(raw.header('size'))}, total-pages ${show(raw.header('total-pages'))}`,
    answer.x,
  );
}

const behind = probe('machines, a page behind the last', { cost: 1, needs: [firstPage] }, async ({ api, get }) => {
  const total = countOf(await get(firstPage), 'total-pages') ?? 1;
  return api.listMachines({ headers: { page: total + 5 } });
});

requirement('VN-PAGE-14', behind, (answer, check) => observePage(check, 'page behind the last', answer));

const zero = probe('machines, page and size of zero', { cost: 2 }, async ({ api }) => ({
  page: await api.listMachines({}, { anyway: { headers: { page: 0 } } }),
  size: await api.listMachines({}, { anyway: { headers: { size: 0 } } }),
}));

requirement('VN-PAGE-15', zero, ({ page, size }, check) => {
  observePage(check, 'page 0', page);
  observePage(check, 'size 0', size);
});

const words = probe('machines, page and size in words', { cost: 2 }, async ({ api }) => ({
  page: await api.listMachines({}, { anyway: { headers: { page: 'two' } } }),
  size: await api.listMachines({}, { anyway: { headers: { size: 'ten' } } }),
}));

requirement('VN-PAGE-16', words, ({ page, size }, check) => {
  observePage(check, 'page two', page);
  observePage(check, 'size ten', size);
});
