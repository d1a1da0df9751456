/** Free rides and the pages that they come on. */
import type { Answer } from '../../src/judges/answer.ts';
import { linksOf } from '../../src/judges/json-api/pages.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, show, undecided } from '../../src/verdict/check.ts';
import { expectThat } from './support/findings.ts';
import { hrefOf } from './support/chain.ts';
import { asCustomer, freeRidePages, freeRides, itemsOn } from './support/free-rides.ts';
import { attributesOf, expectShape, listAt, memberOf, objectAt, within } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

const at = '/meta/pagination';

/** A counter of a page; undefined where it is no whole number. */
function counter(page: Answer, name: string): number | undefined {
  const value = within(page.data, 'meta', 'pagination', name);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

const none = 'the customer of TIER_JWT has no free rides';

requirement('TI-FREE-01', freeRidePages, ({ pages }, check, context) => {
  for (const page of pages) expectShape(check, page, listAt(page, 'data'), 'v1/free-ride', context);
  if (check.checks === 0) undecided(none);
});

/** All pages, the first one included. */
const everyPage = probe('free rides, every page', { cost: 0, needs: [freeRides, freeRidePages] }, async ({ get }) => {
  const further = await attempt(get(freeRidePages));
  return 'value' in further ? further.value.pages : [await get(freeRides)];
});

requirement('TI-FREE-02', everyPage, (pages, check) => {
  for (const page of pages) expectNumbersAndLinks(check, page);
});

function expectNumbersAndLinks(check: Check, page: Answer): void {
  for (const [name, least] of [
    ['page', 1],
    ['pages', 0],
    ['count', 0],
  ] as const) {
    const value = counter(page, name);
    const came = within(page.data, 'meta', 'pagination', name);
    expectThat(
      check,
      page,
      value !== undefined && value >= least,
      `${name} is no whole number of at least ${least}`,
      `${name}: a whole number`,
      came,
      `${at}/${name}`,
    );
  }
  const { row: links } = objectAt(page, 'links');
  for (const name of ['first', 'last', 'next', 'prev']) {
    const link = hrefOf(links[name]);
    expectThat(
      check,
      page,
      link === undefined || link === null || typeof link === 'string',
      `the link ${name} is ${show(link, 60)}`,
      `${name}: a text, null or nothing`,
      link,
      `/links/${name}`,
    );
  }
}

requirement('TI-FREE-03', freeRidePages, ({ pages }, check) => {
  for (const page of pages)
    for (const placed of listAt(page, 'data'))
      for (const name of ['freeMinutes', 'usedFor']) {
        const value = attributesOf(placed)[name];
        if (typeof value === 'number')
          expectThat(
            check,
            page,
            value >= 0,
            `${name} is negative`,
            'at least 0',
            value,
            `${placed.at}/attributes/${name}`,
          );
      }
  if (check.checks === 0) undecided(none);
});

requirement('TI-FREE-04', freeRidePages, ({ pages, end }, check) => {
  const last = pages.at(-1) ?? undecided('no page came');
  for (const page of pages) listAt(page, 'data'); // a page that did not come decides nothing
  if (end === 'bound') undecided(`the pages did not end within ${pages.length}; TIER_MAX_PAGES bounds them`);
  const words = {
    again: 'leads to a page that was seen',
    stuck: 'leads on to pages without anything new',
    away: 'leads away',
    end: '',
    failed: '',
  }[end];
  expectThat(
    check,
    last,
    words === '' || end === 'away',
    `the link next ${words}`,
    'a further page, or null',
    memberOf(within(last.raw.json, 'links'), 'next'),
    '/links/next',
  );
});

requirement('TI-FREE-05', freeRidePages, ({ pages, end }, check) => {
  const first = pages[0] ?? undecided('no page came');
  const total = counter(first, 'pages');
  const start = counter(first, 'page');
  if (total === undefined || start === undefined) undecided('the pages are not numbered; TI-FREE-02 judges that');
  pages.forEach((page, i) => {
    const [number, of] = [counter(page, 'page'), counter(page, 'pages')];
    expectThat(
      check,
      page,
      number === start + i,
      `page ${start + i} was to come`,
      `page: ${start + i}`,
      number,
      `${at}/page`,
    );
    expectThat(
      check,
      page,
      of === total,
      'the number of pages changes along the way',
      `pages: ${total}`,
      of,
      `${at}/pages`,
    );
  });
  const last = pages.at(-1) ?? first;
  const promised = Math.max(1, total);
  if (end === 'end')
    expectThat(
      check,
      last,
      start + pages.length - 1 === promised,
      `the links end on page ${start + pages.length - 1} of ${promised}`,
      `${promised} pages`,
      `${pages.length} pages`,
      '/links/next',
    );
});

requirement('TI-FREE-06', freeRidePages, ({ pages, end }, check) => {
  if (end !== 'end') undecided('the pages were not read to their end');
  const all = pages.reduce((sum, page) => sum + itemsOn(page), 0);
  for (const page of pages) {
    const count = counter(page, 'count');
    if (count === undefined) continue;
    const here = itemsOn(page);
    const counts =
      pages.every((each) => counter(each, 'count') === all) ||
      pages.every((each) => counter(each, 'count') === itemsOn(each));
    expectThat(
      check,
      page,
      counts,
      `the count is ${count}; ${here} free rides came on the page and ${all} on all`,
      `${all}, or ${here}`,
      count,
      `${at}/count`,
    );
  }
});

requirement('TI-FREE-07', freeRidePages, ({ pages }, check) => {
  for (const page of pages) {
    listAt(page, 'data');
    const { origin, pathname } = new URL(page.url);
    for (const [name, link] of Object.entries(linksOf(page.data))) {
      if (link === null || link === '') continue;
      const to = URL.canParse(link, page.url) ? new URL(link, page.url) : null;
      const right =
        to !== null && to.origin === origin && to.pathname.replace(/\/$/, '') === pathname.replace(/\/$/, '');
      expectThat(
        check,
        page,
        right,
        `the link ${name} does not lead to free rides at this origin`,
        `${origin}${pathname}`,
        link,
        `/links/${name}`,
      );
    }
    check.held();
  }
});

/** The page that the last page which was read calls the one before it. */
const pageBefore = probe(
  'free rides, one page back',
  { cost: 1, needs: [freeRidePages] },
  async ({ get, follow, notTestable: stop }) => {
    const { pages } = await get(freeRidePages);
    const page = pages.at(-1) ?? stop('no page came');
    if (pages.length < 2) stop('the customer of TIER_JWT has one page of free rides');
    const link = linksOf(page.data)['prev'];
    if (typeof link !== 'string' || link === '' || !URL.canParse(link, page.url))
      return stop('the last page has no link prev, which may be left out');
    const { href, origin } = new URL(link, page.url);
    if (origin !== new URL(page.url).origin) stop('the link prev leads away; TI-FREE-07 judges that');
    return { page, before: await follow(href, asCustomer) };
  },
);

requirement('TI-FREE-08', pageBefore, ({ page, before }, check) => {
  const [number, back] = [counter(page, 'page'), counter(before, 'page')];
  if (number === undefined) undecided('the pages are not numbered; TI-FREE-02 judges that');
  expectThat(check, before, back === number - 1, 'another page came', `page: ${number - 1}`, back, `${at}/page`);
});
