/** The position links of a page: there where they lead elsewhere, to the right place, with the rest of the query. */
import { expectSameIds } from '../../src/judges/lists.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { lastOffset } from './support/back-end.ts';
import { expectValue, isAnswered } from './support/findings.ts';
import { baseOf, membersBeside, reachable, readLink } from './support/links.ts';
import { pageOf, rowIds } from './support/pages.ts';
import { type Pages, everyPaged, paged, somePaged } from './support/paged.ts';
import { readablePages } from './support/plain.ts';
import { everyAt, expectAround, expectLinks, expectSameLimit, insidePages } from './support/plain-pages.ts';
import { updated } from './filter-dates.ts';
import { filteredPages } from './filter-pages.ts';
import { byCompany } from './filters.ts';
import {
  type At,
  type Position,
  expectAbsent,
  expectArithmetic,
  expectPresent,
  linkOf,
  linksOn,
  positions,
  promisedOffsets,
} from './support/position.ts';
import { routeOf, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const pagesOf = (lists: readonly Pages[]): At[] => lists.flatMap(({ pages }) => pages);

/** The pages of the lists, and every other page of the round whose links can be told. */
function withOthers(lists: readonly Pages[], context: JudgeContext): At[] {
  const own = pagesOf(lists);
  const known = new Set(own.map(({ answer }) => answer.x));
  return [...own, ...everyAt(context).filter(({ answer }) => !known.has(answer.x))];
}

type Look = (check: Check, page: At) => void;

/** Declares a law over the links of every page. @param inside what holds of pages from an offset inside a page */
function everyLink(id: string, look: Look, inside: Look = () => {}): void {
  requirement(id, somePaged, ({ lists, reason }, check, context) => {
    for (const page of withOthers(lists, context)) look(check, page);
    for (const page of insidePages(context)) inside(check, page);
    if (check.checks === 0) undecided(reason);
  });
}

everyLink('TG-PAGE-03', (check, page) => {
  if (page.offset === 0) expectAbsent(check, page, ['hrefStart', 'hrefPrevious']);
});

everyLink('TG-PAGE-04', (check, page) => {
  if (page.offset === lastOffset(page.total, page.limit)) expectAbsent(check, page, ['hrefNext', 'hrefEnd']);
});

everyLink('TG-PAGE-05', expectPresent, expectAround);

everyLink('TG-PAGE-06', expectArithmetic, expectSameLimit);

/** Lists that carry more than their position: sorted, of one employee by either id, and updated since. */
const kept = probe(
  'lists with other query members, page by page',
  { cost: 0, needs: [everyPaged, filteredPages, byCompany, updated] },
  async ({ get }) => {
    await Promise.all([attempt(get(filteredPages)), attempt(get(byCompany)), attempt(get(updated))]);
    return get(everyPaged);
  },
);

requirement('TG-PAGE-07', kept, (_, check, context) => {
  for (const { answer, page } of readablePages(context)) {
    const asked = membersBeside(readLink(answer.url)?.query ?? []);
    if (asked.length === 0) continue;
    for (const { link, text, where } of linksOn(page)) {
      const kept = membersBeside(link.query);
      const holds = asked.every((member) => kept.includes(member));
      expectValue(check, answer, where, text, holds, `a link with ${asked.join('&')}`);
    }
  }
});

requirement('TG-PAGE-08', somePaged, ({ reason }, check, context) => {
  for (const page of readablePages(context)) expectLinks(check, page);
  if (check.checks === 0) undecided(reason);
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
