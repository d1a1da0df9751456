/** Pages by limit and offset: what their `_meta` says, and the laws over all pages of a list. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSameIds, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, shorten, show, undecided } from '../../src/verdict/check.ts';
import { configured, lastOffset, startOf } from './support/back-end.ts';
import { filteredPages } from './filter-pages.ts';
import { inside } from './offsets.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { type Link, baseOf, membersBeside, numberIn, reachable, readLink, valuesOf } from './support/links.ts';
import { countIn, isObject, pageOf, rowIds } from './support/pages.ts';
import { type Pages, everyPaged, somePaged } from './support/paged.ts';
import { everyPage, lookAt, readablePages } from './support/plain.ts';
import { expectMeta, expectTotal } from './support/plain-pages.ts';
import { routeOf } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-PAGE-01', somePaged, ({ lists, reason }, check, context) => {
  const pages = everyPage(context);
  const backEnd = configured(context.settings, context.version);
  for (const page of pages) lookAt(check, [page.answer], () => expectMeta(check, page, backEnd));
  // Of a list that is long enough the smallest page is known.
  for (const { answer, limit } of lists.flatMap((list) => list.pages)) {
    if (!isAnswered(answer)) continue;
    lookAt(check, [answer], () => {
      const { meta, metaAt } = pageOf(answer);
      expectValue(check, answer, `${metaAt}/limit`, meta['limit'], meta['limit'] === limit, `${limit}, as asked`);
    });
  }
  if (check.checks === 0) undecided(reason);
});

function expectAtMost(check: Check, answer: Answer, limit: number): void {
  const { items, at } = pageOf(answer);
  const message = `${items.length} items came on a page of ${limit}`;
  expectThat(check, answer, items.length <= limit, message, `at most ${limit} items`, items.length, at);
}

/** Large pages and small ones: a server may have a least size of its own. */
const everySize = probe('pages of every size', { cost: 0, needs: [everyPaged, inside] }, async ({ get }) => {
  const [paged, small] = [await attempt(get(everyPaged)), await attempt(get(inside))];
  return [
    ...('value' in paged ? paged.value.flatMap(({ pages }) => pages) : []),
    ...('value' in small ? small.value.seen : []),
  ];
});

requirement('TG-PAGE-02', everySize, (pages, check, context) => {
  for (const { answer, limit } of readablePages(context)) expectAtMost(check, answer, limit);
  for (const { answer, limit } of pages) expectAtMost(check, answer, limit);
});

requirement('TG-PAGE-10', somePaged, ({ lists, reason }, check, context) => {
  for (const page of readablePages(context)) expectTotal(check, page);
  for (const list of lists) expectTotals(check, list);
  if (check.checks === 0) undecided(reason);
});

function expectTotals(check: Check, { all, pages, whole }: Pages): void {
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
}

requirement('TG-PAGE-11', everyPaged, (lists, check) => {
  for (const list of lists) expectUnion(check, list);
});

function expectUnion(check: Check, { kind, all, pages, whole }: Pages): void {
  const seen = new Map<string, number>();
  for (const { answer, offset } of pages)
    for (const id of rowIds(pageOf(answer).items)) {
      const before = seen.get(id);
      const message = `${kind}: ${id} comes on the page at ${offset} and on the one at ${before ?? 0}`;
      expectThat(check, answer, before === undefined, message, 'each item once', id);
      seen.set(id, before ?? offset);
    }
  const [first] = pages;
  if (whole && all.complete && first !== undefined)
    expectSameIds(check, first.answer, [...seen.keys()], all.ids, 'all pages together, against larger pages');
}

requirement('TG-PAGE-12', everyPaged, (lists, check) => {
  const before = lists.flatMap(({ pages, total, limit }) => pages.filter((p) => p.offset < lastOffset(total, limit)));
  for (const { answer, offset, limit } of before) {
    const { length } = pageOf(answer).items;
    const message = `the page at ${offset} is not the last and holds ${length} items instead of ${limit}`;
    expectThat(check, answer, length >= limit, message, `${limit} items`, length);
  }
});

/** The fixed page that holds the offset, as Premium Mobile may name it. */
function startOfPage(link: Link): Link {
  const [offset, limit] = [numberIn(link, 'offset'), numberIn(link, 'limit')];
  if (offset === null || limit === null || limit === 0) return link;
  const query = link.query.map(
    ([name, value]) => [name, name === 'offset' ? String(startOf('premium', offset, limit)) : value] as const,
  );
  return { ...link, query };
}

const positionOf = (link: Link) => ['limit', 'offset'].map((name) => valuesOf(link, name).join(',')).join(' ');

requirement('TG-PAGE-17', somePaged, ({ reason }, check, context) => {
  const backEnd = configured(context.settings, context.version);
  for (const { answer, kind, page } of readablePages(context)) {
    const { meta, metaAt } = page;
    const [said, asked] = [readLink(meta['href']), readLink(answer.url)];
    if (said === null || asked === null) continue;
    // The host may be another one, as in printed examples; what is asked there must be the same.
    const path = reachable(String(meta['href']), baseOf(answer.url, routeOf[kind])).replace(/\?.*$/, '');
    const isSame =
      positionOf(said) === positionOf(asked) ||
      (backEnd !== 'rivermine' && positionOf(said) === positionOf(startOfPage(asked)));
    // Defaults may be written out.
    const members = membersBeside(said.query);
    const isWhole = membersBeside(asked.query).every((member) => members.includes(member));
    const holds = isSame && isWhole && (said.path === asked.path || path.endsWith(routeOf[kind].slice(1)));
    expectValue(check, answer, `${metaAt}/href`, meta['href'], holds, 'the request itself');
  }
  if (check.checks === 0) undecided(reason);
});

/** Large pages of each list, and the small ones of its part for one employee. */
const manyPaged = probe(
  'lists and their parts, page by page',
  { cost: 0, needs: [everyPaged, filteredPages] },
  async ({ get }) => {
    const parts = await attempt(get(filteredPages));
    return { lists: await get(everyPaged), parts: 'value' in parts ? parts.value.flatMap(({ at }) => at) : [] };
  },
);

requirement('TG-PAGE-14', manyPaged, ({ lists, parts }, check) => {
  for (const { answer, limit } of parts) {
    expectAtMost(check, answer, limit);
    const { meta, metaAt } = pageOf(answer);
    expectValue(check, answer, `${metaAt}/limit`, meta['limit'], meta['limit'] === limit, `${limit}, as asked`);
  }
  for (const { kind, all, pages, limit } of lists.filter((list) => list.kind !== 'employees'))
    for (const { answer, offset } of pages) {
      const { meta, metaAt, items } = pageOf(answer);
      expectAtMost(check, answer, limit);
      const [total, known] = [countIn(meta, 'totalCount'), all.complete ? all.ids.length : null];
      const counts = total !== null && (known === null || total === known);
      const what = `${known ?? 'a whole number'}, the number of ${kind}`;
      expectValue(check, answer, `${metaAt}/totalCount`, meta['totalCount'], counts, what);
      const there = all.complete ? all.ids.slice(offset, offset + limit) : rowIds(items);
      expectSubset(check, answer, rowIds(items), there, `${kind} on the page at ${offset} of the list`);
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
