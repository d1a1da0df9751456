/** Laws over several pages of one feed: those of JSON:API, which MDS 0.3 builds on, and its own. */
import { applyRules, mergeResults } from '../json-api/rule.ts';
import type { Rule, RuleResult } from '../json-api/rule.ts';
import { judgePages, linksOf } from '../json-api/pages.ts';
import type { Page, PageOptions } from '../json-api/pages.ts';
import { isObject, member } from '../json-api/value.ts';
import { statusChangeKey } from './rules/status-changes.ts';
import { feedOf, text } from './feed.ts';
import type { FeedKind } from './feed.ts';

export interface FeedPage {
  readonly document: unknown;
  /** URL that was asked, absolute. */
  readonly url: string;
  readonly exchange?: string;
}

/** Laws of MDS 0.3 beside those of JSON:API. */
export const feedPageTable: readonly Rule<readonly FeedPage[]>[] = [
  {
    id: 'pages-say-next',
    level: 'must',
    statement: 'Every page of a feed that is paginated has `links.next`, null on the last page.',
    judge: (pages, check) => {
      const says = pages.map(({ document }) => hasNext(document));
      if (pages.length < 2 && !says.includes(true)) return; // one page without links: not paginated
      pages.forEach(({ exchange }, index) => {
        check.that(says[index] === true, () => ({
          message: `Page ${index + 1} of a paginated feed has no links.next.`,
          expected: 'a URL, or null on the last page',
          actual: 'no member next',
          where: '/links',
          ...(exchange === undefined ? {} : { exchange }),
        }));
      });
    },
  },
];

/**
 * Judges pages that were fetched one after the other.
 * @param options `cursorParameters` names query parameters that place a page, where a vendor pages by time: `start_time`
 */
export function judgeFeedPages(
  pages: readonly FeedPage[],
  kind: FeedKind,
  options: PageOptions = {},
): readonly RuleResult[] {
  return mergeResults([
    judgePages(
      pages.map((page) => pageOf(page, kind)),
      options,
    ),
    applyRules(feedPageTable, pages, options),
  ]);
}

function pageOf({ document, url, exchange }: FeedPage, kind: FeedKind): Page {
  const items = feedOf(document, kind, {}).records.flatMap(
    ({ value }) => (kind === 'trips' ? text(value, 'trip_id') : statusChangeKey(value)) ?? [],
  );
  return { url, links: linksOf(document), items, exchange };
}

function hasNext(document: unknown): boolean {
  const links = isObject(document) ? member(document, 'links') : undefined;
  return isObject(links) && Object.hasOwn(links, 'next');
}
