/** Links of the pages of a feed other than the next one. */
import type { Answer } from '../../src/judges/answer.ts';
import { linksOf } from '../../src/judges/json-api/pages.ts';
import { show } from '../../src/verdict/check.ts';
import { pagedChanges } from './mds-pages.ts';
import { asFeed, keyOf, recordsOf } from './support/feeds.ts';
import { expectThat } from './support/findings.ts';
import { listAt } from './support/resources.ts';
import { statusChanges } from './support/windows.ts';
import { probe, requirement } from './suite.ts';

interface Link {
  readonly name: 'first' | 'prev' | 'last';
  readonly answer: Answer;
  /** Keys of the page that it is to bring, as the walk saw it. */
  readonly promised: readonly string[];
}

const keysOfPage = (page: Answer): string[] =>
  recordsOf(page, 'status_changes').flatMap((record) => keyOf(record, 'status_changes') ?? []);

/** Links of the last page back, and of the first page to the end, where they are given. */
const otherLinks = probe(
  'other links of status changes',
  { cost: 3, needs: [pagedChanges], control: statusChanges },
  async ({ get, follow, notTestable: stop }): Promise<Link[]> => {
    const { pages, end } = (await get(pagedChanges)).walked.chain;
    const [first, before, last] = [pages[0], pages.at(-2), pages.at(-1)];
    if (first === undefined || before === undefined || last === undefined || end !== 'end')
      return stop('status changes come in one piece, or on more pages than are read');
    const wanted = [
      ['first', last, first],
      ['prev', last, before],
      ['last', first, last],
    ] as const;
    const links = wanted.flatMap(([name, from, to]) => {
      const link: unknown = linksOf(from.raw.json)[name];
      if (typeof link !== 'string' || link === '' || !URL.canParse(link, from.url)) return [];
      const { href, origin } = new URL(link, from.url);
      return origin === new URL(from.url).origin ? [{ name, href, promised: keysOfPage(to) }] : [];
    });
    if (links.length === 0) return stop('pages have no link but next');
    return Promise.all(
      links.map(async ({ name, href, promised }) => ({ name, promised, answer: await follow(href, asFeed) })),
    );
  },
);

requirement('TI-PAGE-09', otherLinks, (links, check) => {
  for (const { name, answer, promised } of links) {
    listAt(answer, 'data', 'status_changes');
    const came = keysOfPage(answer);
    // How pages are cut may differ from one way to the other: one common record is enough.
    const right = promised.length === 0 || promised.some((key) => came.includes(key));
    const what = `the link ${name} leads to another page`;
    expectThat(check, answer, right, what, `as ${show(promised[0])}`, show(came[0]), '/data/status_changes');
  }
});
