/** Pages by limit and offset: what their `_meta` says, and the laws over all pages of a list. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSameIds, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, shorten, show } from '../../src/verdict/check.ts';
import { configured, lastOffset, startOf } from './support/back-end.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { baseOf, reachable, readLink } from './support/links.ts';
import { countIn, isObject, pageOf, rowIds } from './support/pages.ts';
import { paged } from './support/pages-of-employees.ts';
import { ask, kinds, routeOf, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-PAGE-01', paged, ({ pages, limit }, check, { settings, version }) => {
  const backEnd = configured(settings, version) ?? 'rivermine';
  for (const { answer, offset } of pages) {
    const { meta, metaAt } = pageOf(answer);
    const isOffset = meta['offset'] === offset || meta['offset'] === startOf(backEnd, offset, limit);
    const total = meta['totalCount'];
    expectValue(check, answer, `${metaAt}/href`, meta['href'], typeof meta['href'] === 'string', 'a text');
    expectValue(check, answer, `${metaAt}/limit`, meta['limit'], meta['limit'] === limit, `${limit}, as asked`);
    expectValue(check, answer, `${metaAt}/offset`, meta['offset'], isOffset, `${offset}, as asked`);
    expectValue(check, answer, `${metaAt}/totalCount`, total, countIn(meta, 'totalCount') !== null, 'a whole number');
  }
});

function expectAtMost(check: Check, answer: Answer, limit: number): void {
  const { items, at } = pageOf(answer);
  const message = `${items.length} items came on a page of ${limit}`;
  expectThat(check, answer, items.length <= limit, message, `at most ${limit} items`, items.length, at);
}

requirement('TG-PAGE-02', paged, ({ pages, limit }, check) => {
  for (const { answer } of pages) expectAtMost(check, answer, limit);
});

requirement('TG-PAGE-10', paged, ({ all, pages, whole }, check) => {
  const said = pages.map(({ answer }) => countIn(pageOf(answer).meta, 'totalCount'));
  // Of a list that was read to its end the number is known; else all pages must say the same.
  const promised = all.complete ? all.ids.length : (said[0] ?? null);
  pages.forEach(({ answer }, i) => {
    const { metaAt } = pageOf(answer);
    const what = `${promised ?? 'a number'}, the items of all pages`;
    expectValue(check, answer, `${metaAt}/totalCount`, said[i], said[i] === promised, what);
  });
  const [first] = pages;
  if (!whole || first === undefined) return;
  const sum = pages.reduce((n, { answer }) => n + pageOf(answer).items.length, 0);
  const message = `all pages hold ${sum} items, totalCount says ${said[0] ?? 'nothing'}`;
  expectThat(check, first.answer, sum === said[0], message, `${said[0] ?? 'a number of'} items`, sum);
});

requirement('TG-PAGE-11', paged, ({ all, pages, whole }, check) => {
  const seen = new Map<string, number>();
  for (const { answer, offset } of pages)
    for (const id of rowIds(pageOf(answer).items)) {
      const before = seen.get(id);
      const message = `employee ${id} comes on the page at ${offset} and on the one at ${before ?? 0}`;
      expectThat(check, answer, before === undefined, message, 'each item once', id);
      seen.set(id, before ?? offset);
    }
  const [first] = pages;
  if (whole && all.complete && first !== undefined)
    expectSameIds(check, first.answer, [...seen.keys()], all.ids, 'all pages together, against larger pages');
});

requirement('TG-PAGE-12', paged, ({ pages, limit, total }, check) => {
  for (const { answer, offset } of pages.filter((page) => page.offset < lastOffset(total, limit))) {
    const { length } = pageOf(answer).items;
    const message = `the page at ${offset} is not the last and holds ${length} items instead of ${limit}`;
    expectThat(check, answer, length >= limit, message, `${limit} items`, length);
  }
});

requirement('TG-PAGE-17', paged, ({ pages }, check) => {
  for (const { answer } of pages) {
    const { meta, metaAt } = pageOf(answer);
    const [said, asked] = [readLink(meta['href']), readLink(answer.url)];
    if (said === null || asked === null) continue;
    const query = (link: typeof said) =>
      link.query
        .map((member) => member.join('='))
        .sort()
        .join('&');
    // The host may be another one, as in printed examples; what is asked there must be the same.
    const path = reachable(String(meta['href']), baseOf(answer.url, routeOf.employees)).replace(/\?.*$/, '');
    const holds = query(said) === query(asked) && (said.path === asked.path || path.endsWith('employees'));
    expectValue(check, answer, `${metaAt}/href`, meta['href'], holds, 'the request itself');
  }
});

const others = kinds.filter((kind) => kind !== 'employees');

const short = probe(
  'devices, services and orders, three at a time',
  { cost: 3, needs: others.map((kind) => walks[kind]) },
  async ({ api, get }) => {
    const call = { query: { limit: 3, offset: 3 } };
    return Promise.all(
      others.map(async (kind) => ({ kind, all: await attempt(get(walks[kind])), answer: await ask(api, kind, call) })),
    );
  },
);

requirement('TG-PAGE-14', short, (lists, check) => {
  for (const { kind, all, answer } of lists) {
    expectAtMost(check, answer, 3);
    const { meta, metaAt, items } = pageOf(answer);
    expectValue(check, answer, `${metaAt}/limit`, meta['limit'], meta['limit'] === 3, '3, as asked');
    expectValue(check, answer, `${metaAt}/offset`, meta['offset'], meta['offset'] === 3, '3, as asked');
    const ids = 'value' in all && all.value.complete ? all.value.ids : null;
    const total = countIn(meta, 'totalCount');
    const holds = total !== null && (ids === null || total === ids.length);
    const what = `${ids?.length ?? 'a whole number'}, the number of ${kind}`;
    expectValue(check, answer, `${metaAt}/totalCount`, meta['totalCount'], holds, what);
    if (ids !== null) expectSubset(check, answer, rowIds(items), ids.slice(3, 6), `${kind} 3 to 5 of the list`);
  }
});

/** What came, for promises that nobody made. */
function observePage(check: Check, label: string, answer: Answer): void {
  const { raw } = answer;
  if (raw.status === 0) return;
  const meta = isAnswered(answer) && isObject(raw.json) ? raw.json['_meta'] : undefined;
  const position = isObject(meta)
    ? `limit ${show(meta['limit'], 20)}, offset ${show(meta['offset'], 20)}`
    : shorten(raw.text, 80);
  check.observe(label, `${raw.status}, ${position}`, answer.x);
}

const unpaged = probe('employees, neither limit nor offset', { cost: 1 }, ({ api }) => api.listEmployees());

requirement('TG-PAGE-15', unpaged, (answer, check) => observePage(check, 'without limit and offset', answer));

const odd = probe('employees, odd pages', { cost: 3 }, async ({ api }) => ({
  zero: await api.listEmployees({}, { anyway: { query: { limit: 0, offset: 0 } } }),
  large: await api.listEmployees({ query: { limit: 100000, offset: 0 } }),
  behind: await api.listEmployees({ query: { limit: 10, offset: 90000000 } }),
}));

requirement('TG-PAGE-16', odd, ({ zero, large, behind }, check) => {
  observePage(check, 'limit 0', zero);
  observePage(check, 'limit 100000', large);
  observePage(check, 'an offset behind the end', behind);
});
