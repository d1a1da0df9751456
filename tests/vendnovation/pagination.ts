/** Paging by the headers page and size, and the laws over all pages of a list. */
import type { Answer } from '../../src/judges/answer.ts';
import { countOf, expectCount, expectHeader } from '../../src/judges/headers.ts';
import { expectDistinct, expectEach, expectSameIds, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, shorten, show, undecided } from '../../src/verdict/check.ts';
import { type Fleet, accounts, firstPage, fleet, groupsBy } from './support/machines.ts';
import { reportPage } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const pagesOfWalk = 4;

function expectAtMost(check: Check, answer: Answer, most: number): void {
  const { length } = rowsOf(answer);
  check.that(length <= most, () => ({
    message: `${answer.asked}: ${length} records came on a page of ${most}`,
    expected: `at most ${most} records`,
    actual: `${length} records`,
    where: '',
    exchange: answer.x,
  }));
}

requirement('VN-PAGE-01', firstPage, (page, check) => {
  expectHeader(check, page, 'page', '1');
  expectHeader(check, page, 'size', '50');
  expectAtMost(check, page, 50);
});

requirement('VN-PAGE-02', firstPage, (page, check) => {
  expectCount(check, page, 'page');
  expectCount(check, page, 'size');
  expectCount(check, page, 'total-pages');
});

const oversized = probe('machines, size 2001', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({ headers: { size: 2001 } }),
);

requirement('VN-PAGE-03', oversized, (page, check) => {
  expectHeader(check, page, 'size', '2000');
  expectAtMost(check, page, 2000);
});

requirement('VN-PAGE-04', fleet, ({ answers }, check) => {
  for (const page of answers) {
    expectHeader(check, page, 'size', '2000');
    expectAtMost(check, page, 2000);
  }
});

interface Walk {
  readonly all: Fleet;
  readonly size: number;
  readonly pages: readonly Answer[];
  /** Number of the last page by our own count; 0 where the list is too long to be walked to its end. */
  readonly last: number;
  /** The page behind our last one, asked where total-pages says that there is one. */
  readonly extra: readonly Answer[];
}

const walk = probe(
  'machines, page by page',
  { cost: pagesOfWalk + 1, needs: [fleet], control: firstPage },
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
    return { all, size, pages, last, extra };
  },
);

requirement('VN-PAGE-05', walk, ({ size, pages }, check) => {
  for (const page of pages) {
    expectHeader(check, page, 'size', String(size));
    expectAtMost(check, page, size);
  }
});

requirement('VN-PAGE-06', walk, ({ pages }, check) =>
  pages.forEach((page, i) => expectHeader(check, page, 'page', String(i + 1))),
);

requirement('VN-PAGE-07', walk, ({ size, pages, last }, check) => {
  const before = pages.filter((_, i) => last === 0 || i + 1 < last);
  if (before.length === 0) undecided('the list has one page alone');
  for (const page of before) {
    const { length } = rowsOf(page);
    check.that(length >= size, () => ({
      message: `${page.asked}: a page before the last holds ${length} records instead of ${size}`,
      expected: `${size} records`,
      actual: `${length} records`,
      where: '',
      exchange: page.x,
    }));
  }
});

requirement('VN-PAGE-08', walk, ({ pages, last }, check) => {
  if (pages.length < 2 && last !== 0) undecided('the list has one page alone');
  expectDistinct(check, pages, 'machine');
});

requirement('VN-PAGE-09', walk, ({ all, pages, last, extra }, check) => {
  const [first] = pages;
  if (last === 0 || first === undefined)
    undecided('the list is too long to be walked to its end; VENDNOVATION_MAX_PAGES bounds it');
  expectSameIds(
    check,
    first,
    [...pages, ...extra].flatMap((page) => idsOf(rowsOf(page))),
    all.ids,
    'all pages together, against one large page',
  );
});

requirement('VN-PAGE-10', walk, ({ all, size, pages, last }, check) => {
  const expectTotal = (page: Answer, of: number) => {
    const total = expectCount(check, page, 'total-pages');
    if (total === null || last === 0) return;
    const promised = Math.ceil(all.ids.length / of);
    check.that(total === promised, () => ({
      message: `${page.asked}: total-pages is ${total}, but ${all.ids.length} records make ${promised} pages of ${of}`,
      expected: `total-pages: ${promised}`,
      actual: `total-pages: ${total}`,
      where: 'header total-pages',
      exchange: page.x,
    }));
  };
  for (const page of pages) expectTotal(page, size);
  if (all.answers.length === 1) for (const page of all.answers) expectTotal(page, 2000);
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

const filteredWalk = probe(
  'machines of one group, page by page',
  { cost: 2, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
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
    const size = Math.ceil(group.ids.length / 2);
    const body = { requestFilter: { [group.filter]: [group.value] } };
    const pages = await Promise.all([1, 2].map((page) => api.listMachines({ headers: { size, page }, body })));
    return { group, pages };
  },
);

requirement('VN-PAGE-11', filteredWalk, ({ group, pages }, check) => {
  for (const page of pages)
    expectEach(
      check,
      page,
      `${group.member} is ${group.value}`,
      (row) => row[group.member] === group.value,
      (row) => row[group.member],
    );
  const last = pages.at(-1);
  if (last !== undefined)
    expectSameIds(
      check,
      last,
      pages.flatMap((page) => idsOf(rowsOf(page))),
      group.ids,
      'both pages of the filtered list',
    );
});

const everyRead = probe(
  'accounts and transactions, one a page',
  { cost: 0, needs: [accounts, reportPage] },
  async ({ get }) => ({
    accounts: await get(accounts),
    report: await attempt(get(reportPage)),
  }),
);

requirement('VN-PAGE-12', everyRead, (seen, check) => {
  const pages = 'value' in seen.report ? [seen.accounts, seen.report.value] : [seen.accounts];
  if ('reason' in seen.report) check.observe('report not looked at', seen.report.reason);
  for (const page of pages) {
    expectHeader(check, page, 'page', '1');
    expectHeader(check, page, 'size', '1');
    expectCount(check, page, 'total-pages');
    expectAtMost(check, page, 1);
  }
});

const otherCase = probe('machines, paging headers in capitals', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({}, { anyway: { headers: { PAGE: 1, Size: 3 } } }),
);

requirement('VN-PAGE-13', otherCase, (page, check) => {
  expectHeader(check, page, 'size', '3');
  expectAtMost(check, page, 3);
});

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
