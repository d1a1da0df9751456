/** Paging by limit and offset: `_meta`, its position links, and the laws over all pages of a list. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSameIds, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { type Check, shorten, show, undecided } from '../../src/verdict/check.ts';
import { type BackEnd, configured, lastOffset, startOf } from './support/back-end.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { baseOf, isComplete, numberIn, reachable, readLink, rest } from './support/links.ts';
import { countIn, isObject, pageOf, rowIds } from './support/pages.ts';
import {
  type At,
  type Position,
  expectAbsent,
  expectArithmetic,
  expectPresent,
  linkOf,
  linksOf,
  positions,
} from './support/position.ts';
import { type Kind, type Walk, ask, kinds, routeOf, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

/** Pages that are asked for by their offsets; a longer list shows its first ones and its last. */
const pagesOfWalk = 5;
/** A member beside limit and offset, as the printed links have it. */
const sorted = { sortAscending: true };

interface Pages {
  readonly all: Walk;
  readonly limit: number;
  readonly total: number;
  readonly pages: readonly At[];
  /** Every page of the list is among them. */
  readonly whole: boolean;
}

const paged = probe(
  'employees, page by page',
  { cost: pagesOfWalk, needs: [walks.employees], control: walks.employees },
  async ({ api, get, undecided: stop }): Promise<Pages> => {
    const all = await get(walks.employees);
    const total = all.complete
      ? all.ids.length
      : (all.total ?? stop('the list is long, and its first page names no totalCount'));
    if (total < 3) return stop(`there are ${total} employees: too few for three pages`);
    // The last page shall not be full, so that it can be told from the others.
    const limit = Math.min(100, limitFor(total));
    const last = lastOffset(total, limit);
    const offsets = Array.from({ length: Math.floor(last / limit) + 1 }, (_, i) => i * limit);
    const chosen = offsets.length <= pagesOfWalk ? offsets : [...offsets.slice(0, pagesOfWalk - 1), last];
    const answers = await Promise.all(
      chosen.map((offset) => api.listEmployees({ query: { limit, offset, ...sorted } })),
    );
    return {
      all,
      limit,
      total,
      whole: chosen.length === offsets.length,
      pages: answers.map((answer, i) => ({ answer, limit, offset: chosen[i] ?? 0, total })),
    };
  },
);

/** A limit that makes at most five pages of a list, the last of them not full where that can be had. */
function limitFor(total: number): number {
  const least = Math.max(1, Math.ceil(total / pagesOfWalk));
  const fitting = [least, least + 1, least + 2].filter((limit) => total % limit !== 0 && Math.ceil(total / limit) >= 3);
  return fitting[0] ?? least;
}

requirement('TG-PAGE-01', paged, ({ pages, limit }, check, { settings, version }) => {
  const backEnd = configured(settings, version);
  for (const { answer, offset } of pages) {
    const { meta, metaAt } = pageOf(answer);
    expectThat(
      check,
      answer,
      typeof meta['href'] === 'string',
      '_meta has no href',
      'href: a text',
      show(meta['href'], 60),
      `${metaAt}/href`,
    );
    for (const [name, wanted] of [
      ['limit', limit],
      ['offset', offset],
    ] as const) {
      const start = startOf(backEnd ?? 'rivermine', offset, limit);
      const holds = meta[name] === wanted || (name === 'offset' && meta[name] === start);
      expectThat(
        check,
        answer,
        holds,
        `_meta says ${name} ${show(meta[name], 40)}, asked for was ${wanted}`,
        `${name}: ${wanted}`,
        show(meta[name], 60),
        `${metaAt}/${name}`,
      );
    }
    expectThat(
      check,
      answer,
      countIn(meta, 'totalCount') !== null,
      'totalCount is no whole number',
      'totalCount: a whole number',
      show(meta['totalCount'], 60),
      `${metaAt}/totalCount`,
    );
  }
});

function expectAtMost(check: Check, answer: Answer, limit: number): void {
  const { items, at } = pageOf(answer);
  expectThat(
    check,
    answer,
    items.length <= limit,
    `${items.length} items came on a page of ${limit}`,
    `at most ${limit} items`,
    `${items.length} items`,
    at,
  );
}

requirement('TG-PAGE-02', paged, ({ pages, limit }, check) => {
  for (const { answer } of pages) expectAtMost(check, answer, limit);
});

requirement('TG-PAGE-03', paged, ({ pages }, check) => {
  for (const page of pages.filter(({ offset }) => offset === 0))
    expectAbsent(check, page, ['hrefStart', 'hrefPrevious']);
});

requirement('TG-PAGE-04', paged, ({ pages, total, limit }, check) => {
  for (const page of pages.filter(({ offset }) => offset === lastOffset(total, limit)))
    expectAbsent(check, page, ['hrefNext', 'hrefEnd']);
});

requirement('TG-PAGE-05', paged, ({ pages }, check) => {
  for (const page of pages) expectPresent(check, page);
});

requirement('TG-PAGE-06', paged, ({ pages }, check) => {
  for (const page of pages) expectArithmetic(check, page);
});

requirement('TG-PAGE-07', paged, ({ pages }, check) => {
  for (const page of pages) {
    const asked = rest(readLink(page.answer.url)?.query ?? []);
    for (const { name, link, text, where } of linksOf(page)) {
      const kept = asked.split('&').every((member) => rest(link.query).split('&').includes(member));
      expectThat(check, page.answer, kept, `${name} loses a member of the query`, asked, text, where);
    }
  }
});

requirement('TG-PAGE-08', paged, ({ pages }, check) => {
  for (const page of pages)
    for (const { name, text, where } of linksOf(page))
      expectThat(
        check,
        page.answer,
        isComplete(text),
        `${name} is no complete URL`,
        'a complete http or https URL',
        text,
        where,
      );
});

interface Trail {
  readonly from: At;
  readonly steps: readonly {
    readonly name: Position;
    readonly answer: Answer;
    readonly promised: readonly string[] | null;
  }[];
}

/** From the second page every link leads somewhere else; what comes is held against the page that was asked for directly. */
const trail = probe(
  'employees, along the links',
  { cost: positions.length, needs: [paged], control: walks.employees },
  async ({ get, follow, undecided: stop }): Promise<Trail> => {
    const { pages, limit, total } = await get(paged);
    const from = pages.find(({ offset }) => offset === limit) ?? stop('the list has one page alone');
    const page = pageOf(from.answer);
    const base = baseOf(from.answer.url, routeOf.employees);
    const direct = (offset: number) => {
      const found = pages.find((p) => p.offset === offset);
      return found === undefined || !isAnswered(found.answer) ? null : rowIds(pageOf(found.answer).items);
    };
    const targets: Readonly<Record<Position, number>> = {
      hrefStart: 0,
      hrefPrevious: 0,
      hrefNext: 2 * limit,
      hrefEnd: lastOffset(total, limit),
    };
    const there = positions.flatMap((name) => {
      const link = linkOf(page, name);
      return link === null ? [] : [{ name, link }];
    });
    const answers = await Promise.all(there.map(({ link }) => follow(reachable(link, base))));
    return {
      from,
      steps: there.flatMap(({ name }, i) =>
        answers[i] === undefined ? [] : [{ name, answer: answers[i], promised: direct(targets[name]) }],
      ),
    };
  },
);

requirement('TG-PAGE-09', trail, ({ steps }, check) => {
  for (const { name, answer, promised } of steps) {
    if (promised === null) continue;
    expectSameIds(check, answer, rowIds(pageOf(answer).items), promised, `the page behind ${name}`);
  }
  if (steps.length === 0) undecided('the second page has no link');
});

requirement('TG-PAGE-10', paged, ({ all, pages, whole }, check) => {
  const said = pages.map(({ answer }) => countIn(pageOf(answer).meta, 'totalCount'));
  pages.forEach(({ answer }, i) => {
    const { metaAt } = pageOf(answer);
    const came = said[i] ?? null;
    if (all.complete)
      expectThat(
        check,
        answer,
        came === all.ids.length,
        `totalCount is ${came ?? 'missing'}, but ${all.ids.length} items come over all pages`,
        `totalCount: ${all.ids.length}`,
        show(came, 40),
        `${metaAt}/totalCount`,
      );
    else
      expectThat(
        check,
        answer,
        came !== null && came === said[0],
        'totalCount differs from page to page',
        `totalCount: ${said[0] ?? 'a number'}`,
        show(came, 40),
        `${metaAt}/totalCount`,
      );
  });
  if (!whole) return;
  const sum = pages.reduce((n, { answer }) => n + pageOf(answer).items.length, 0);
  const [first] = pages;
  if (first !== undefined)
    expectThat(
      check,
      first.answer,
      sum === said[0],
      `the pages hold ${sum} items, totalCount says ${said[0] ?? 'nothing'}`,
      `${said[0] ?? 'a number of'} items`,
      `${sum} items`,
    );
});

requirement('TG-PAGE-11', paged, ({ all, pages, whole }, check) => {
  const seen = new Map<string, number>();
  pages.forEach(({ answer, offset }) => {
    for (const id of rowIds(pageOf(answer).items)) {
      const before = seen.get(id);
      expectThat(
        check,
        answer,
        before === undefined,
        `employee ${id} comes at offset ${offset} and again, after offset ${before ?? 0}`,
        'each item once',
        id,
      );
      seen.set(id, before ?? offset);
    }
  });
  const [first] = pages;
  if (whole && all.complete && first !== undefined)
    expectSameIds(check, first.answer, [...seen.keys()], all.ids, 'all pages together, against larger pages');
});

requirement('TG-PAGE-12', paged, ({ pages, limit, total }, check) => {
  for (const { answer, offset } of pages.filter((page) => page.offset < lastOffset(total, limit))) {
    const { length } = pageOf(answer).items;
    expectThat(
      check,
      answer,
      length >= limit,
      `the page at offset ${offset} is not the last and holds ${length} items instead of ${limit}`,
      `${limit} items`,
      `${length} items`,
    );
  }
});

interface Inside {
  readonly kind: Kind;
  readonly answer: Answer;
  readonly limit: number;
  readonly offset: number;
  readonly ids: readonly string[];
}

/** A page from an offset that is no multiple of the limit, so that the two readings differ. */
function insideOf(kind: 'employees' | 'devices'): Probe<Inside, TangoeApi> {
  return probe(
    `${kind}, from inside a page`,
    { cost: 1, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get, undecided: stop }) => {
      const { ids } = await get(walks[kind]);
      const limit = Math.min(4, Math.floor(ids.length / 3));
      if (limit < 2) return stop(`there are ${ids.length} ${kind}: too few for an offset inside a page`);
      const offset = limit + Math.ceil(limit / 2);
      return { kind, limit, offset, ids, answer: await ask(api, kind, { query: { limit, offset } }) };
    },
  );
}

const insides = (['employees', 'devices'] as const).map(insideOf);

const inside = probe('lists from inside a page', { cost: 0, needs: insides }, async ({ get, settings, version }) => {
  const asked = await Promise.all(insides.map((p) => attempt(get(p))));
  const seen = asked.flatMap((a) => ('value' in a ? [a.value] : []));
  return {
    seen,
    reason: asked.flatMap((a) => ('reason' in a ? [a.reason] : []))[0],
    backEnd: configured(settings, version) ?? foundOut(seen),
  };
});

const idsFrom = ({ ids, limit }: Inside, start: number) => ids.slice(start, start + limit).join('\n');

/** The reading that the answers keep: the first answer that keeps one decides for all. */
function foundOut(seen: readonly Inside[]): BackEnd | null {
  for (const one of seen) {
    if (!isAnswered(one.answer)) continue;
    const came = rowIds(pageOf(one.answer).items).join('\n');
    for (const backEnd of ['rivermine', 'premium'] as const)
      if (came === idsFrom(one, startOf(backEnd, one.offset, one.limit))) return backEnd;
  }
  return null;
}

const sayStart: Readonly<Record<BackEnd, string>> = {
  rivermine: 'the item at the offset comes first (Rivermine)',
  premium: 'the fixed page that holds the offset comes (Premium Mobile)',
};

requirement('TG-PAGE-13', inside, ({ seen, backEnd, reason }, check) => {
  if (seen.length === 0) undecided(reason ?? 'no list is long enough');
  check.observe('back end', backEnd ?? 'neither');
  for (const one of seen) {
    const came = rowIds(pageOf(one.answer).items);
    const holds = backEnd !== null && came.join('\n') === idsFrom(one, startOf(backEnd, one.offset, one.limit));
    const promised = backEnd === null ? Object.values(sayStart).join(', or ') : sayStart[backEnd];
    expectThat(
      check,
      one.answer,
      holds,
      `from offset ${one.offset} by ${one.limit} came other ${one.kind} than promised`,
      promised,
      `item ${one.ids.indexOf(came[0] ?? '')} of the list comes first, ${came.length} in all`,
    );
  }
});

requirement('TG-PAGE-18', inside, ({ seen, backEnd }, check) => {
  if (backEnd === null) undecided('the page keeps neither reading of offset, so that its neighbours are not known');
  for (const { answer, limit, offset, ids, kind } of seen) {
    if (!isAnswered(answer)) continue;
    const page = pageOf(answer);
    const start = startOf(backEnd, offset, limit);
    for (const [name, wanted] of [
      ['hrefNext', start + limit],
      ['hrefPrevious', Math.max(0, start - limit)],
    ] as const) {
      if (name === 'hrefNext' && wanted >= ids.length) continue;
      const text = linkOf(page, name);
      const link = readLink(text);
      const to =
        link === null ? null : (numberIn(link, 'offset') ?? (link.query.some(([n]) => n === 'offset') ? null : 0));
      const holds = to !== null && startOf(backEnd, to, limit) === wanted;
      expectThat(
        check,
        answer,
        holds,
        `${name} from offset ${offset} by ${limit} of the ${kind} leads to offset ${to ?? 'none'}`,
        `the page that begins at ${wanted}`,
        show(text, 160),
        `${page.metaAt}/${name}`,
      );
    }
  }
});

const short = probe(
  'devices, services and orders, three at a time',
  { cost: 3, needs: kinds.map((kind) => walks[kind]) },
  async ({ api, get }) => {
    const others = kinds.filter((kind) => kind !== 'employees');
    return Promise.all(
      others.map(async (kind) => ({
        kind,
        all: await attempt(get(walks[kind])),
        answer: await ask(api, kind, { query: { limit: 3, offset: 3 } }),
      })),
    );
  },
);

requirement('TG-PAGE-14', short, (lists, check) => {
  for (const { kind, all, answer } of lists) {
    expectAtMost(check, answer, 3);
    const { meta, metaAt, items } = pageOf(answer);
    for (const name of ['limit', 'offset', 'totalCount'])
      expectThat(
        check,
        answer,
        countIn(meta, name) !== null,
        `the _meta of the ${kind} has no ${name}`,
        `${name}: a whole number`,
        show(meta[name], 60),
        `${metaAt}/${name}`,
      );
    expectThat(
      check,
      answer,
      meta['limit'] === 3,
      `the ${kind} say limit ${show(meta['limit'], 40)}, asked for was 3`,
      'limit: 3',
      show(meta['limit'], 40),
      `${metaAt}/limit`,
    );
    if ('reason' in all || !all.value.complete) continue;
    expectThat(
      check,
      answer,
      meta['totalCount'] === all.value.ids.length,
      `totalCount of the ${kind} is ${show(meta['totalCount'], 40)}, but there are ${all.value.ids.length}`,
      `totalCount: ${all.value.ids.length}`,
      show(meta['totalCount'], 40),
      `${metaAt}/totalCount`,
    );
    expectSubset(check, answer, rowIds(items), all.value.ids.slice(3, 6), `${kind} 3 to 5 of the list`);
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

requirement('TG-PAGE-17', paged, ({ pages }, check) => {
  for (const { answer } of pages) {
    const { meta, metaAt } = pageOf(answer);
    const [said, asked] = [readLink(meta['href']), readLink(answer.url)];
    if (said === null || asked === null) continue;
    const query = (link: typeof said) =>
      link.query
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join('&');
    const base = baseOf(answer.url, routeOf.employees);
    const same =
      query(said) === query(asked) &&
      (said.path === asked.path || reachable(String(meta['href']), base).split('?')[0]?.endsWith('employees') === true);
    expectThat(
      check,
      answer,
      same,
      'the href of the page is another request',
      answer.url,
      show(meta['href'], 160),
      `${metaAt}/href`,
    );
  }
});
