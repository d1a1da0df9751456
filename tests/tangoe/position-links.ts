/** The position links of a page: there where they lead elsewhere, to the right place, with the rest of the query. */
import { expectSameIds } from '../../src/judges/lists.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { lastOffset } from './support/back-end.ts';
import { expectValue, isAnswered } from './support/findings.ts';
import { baseOf, isComplete, reachable, readLink, rest } from './support/links.ts';
import { pageOf, rowIds } from './support/pages.ts';
import { type Pages, everyPaged, paged } from './support/paged.ts';
import { filteredPages } from './filter-pages.ts';
import {
  type At,
  type Position,
  expectAbsent,
  expectArithmetic,
  expectPresent,
  linkOf,
  linksOf,
  positions,
  promisedOffsets,
} from './support/position.ts';
import { routeOf, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const pagesOf = (lists: readonly Pages[]): At[] => lists.flatMap(({ pages }) => pages);

requirement('TG-PAGE-03', everyPaged, (lists, check) => {
  for (const page of pagesOf(lists).filter(({ offset }) => offset === 0))
    expectAbsent(check, page, ['hrefStart', 'hrefPrevious']);
});

requirement('TG-PAGE-04', everyPaged, (lists, check) => {
  for (const page of pagesOf(lists).filter(({ offset, total, limit }) => offset === lastOffset(total, limit)))
    expectAbsent(check, page, ['hrefNext', 'hrefEnd']);
});

requirement('TG-PAGE-05', everyPaged, (lists, check) => {
  for (const page of pagesOf(lists)) expectPresent(check, page);
});

requirement('TG-PAGE-06', everyPaged, (lists, check) => {
  for (const page of pagesOf(lists)) expectArithmetic(check, page);
});

/** Pages of the lists, and of those under a filter, which the links must keep. */
const kept = probe(
  'lists and filtered lists, page by page',
  { cost: 0, needs: [everyPaged, filteredPages] },
  async ({ get }) => {
    const filtered = await attempt(get(filteredPages));
    return [...pagesOf(await get(everyPaged)), ...('value' in filtered ? filtered.value.flatMap(({ at }) => at) : [])];
  },
);

requirement('TG-PAGE-07', kept, (pages, check) => {
  for (const page of pages) {
    const asked = rest(readLink(page.answer.url)?.query ?? [])
      .split('&')
      .filter((member) => member !== '');
    if (asked.length === 0) continue;
    for (const { link, text, where } of linksOf(page)) {
      const kept = rest(link.query).split('&');
      expectValue(
        check,
        page.answer,
        where,
        text,
        asked.every((member) => kept.includes(member)),
        `a link with ${asked.join('&')}`,
      );
    }
  }
});

requirement('TG-PAGE-08', everyPaged, (lists, check) => {
  for (const page of pagesOf(lists))
    for (const { text, where } of linksOf(page))
      expectValue(check, page.answer, where, text, isComplete(text), 'a complete URL');
});

interface Step {
  readonly name: Position;
  readonly answer: Answer;
  /** What the page holds that was asked for by its offset; null where that page was not asked for. */
  readonly promised: readonly string[] | null;
}

/** From the second page every link leads somewhere else. */
const trail = probe(
  'employees, along the links',
  { cost: positions.length, needs: [paged], control: walks.employees },
  async ({ get, follow, undecided: stop }): Promise<readonly Step[]> => {
    const { pages, limit } = await get(paged);
    const from = pages.find(({ offset }) => offset === limit) ?? stop('the list has one page alone');
    const base = baseOf(from.answer.url, routeOf.employees);
    const targets = promisedOffsets(from);
    const steps = positions.map(async (name): Promise<Step[]> => {
      const link = linkOf(pageOf(from.answer), name);
      if (link === null) return [];
      const direct = pages.find(({ offset }) => offset === targets[name]);
      const promised = direct !== undefined && isAnswered(direct.answer) ? rowIds(pageOf(direct.answer).items) : null;
      return [{ name, promised, answer: await follow(reachable(link, base)) }];
    });
    return (await Promise.all(steps)).flat();
  },
);

requirement('TG-PAGE-09', trail, (steps, check) => {
  if (steps.length === 0) undecided('the second page has no link');
  for (const { name, answer, promised } of steps)
    if (promised !== null)
      expectSameIds(check, answer, rowIds(pageOf(answer).items), promised, `the page behind ${name}`);
});
