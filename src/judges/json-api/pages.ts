/** Laws over several pages of one collection, walked along `next`. Pages of any vendor fit: see `Page`. */
import type { Check } from '../../verdict/check.ts';
import { shorten } from '../../verdict/check.ts';
import { applyRules } from './rule.ts';
import type { ApplyOptions, Rule, RuleResult } from './rule.ts';
import { identityOf } from './outline.ts';
import { resolved } from './uri.ts';
import { isObject, member } from './value.ts';

export type PageLink = 'first' | 'last' | 'prev' | 'next';

export interface Page {
  /** URL that was asked, absolute. */
  readonly url: string;
  /** Targets as they came; null where a link is said to be unavailable, left out where it was not sent. */
  readonly links: Readonly<Partial<Record<PageLink, string | null>>>;
  /** A key per item of the page, equal for the same item. */
  readonly items: readonly string[];
  /** Id of the exchange. */
  readonly exchange?: string | undefined;
}

export interface PageWalk {
  /** In the order in which they were asked, the first one without a link. */
  readonly pages: readonly Page[];
  /** Whether a query parameter places the page: it may change along the way. */
  readonly isPageParameter: (name: string) => boolean;
}

export interface PageOptions extends ApplyOptions {
  /** Query parameters that a `next` link may change, beside the family `page` and the usual names. */
  readonly cursorParameters?: readonly string[];
}

const pageLinks: readonly PageLink[] = ['first', 'last', 'prev', 'next'];
const usualNames = ['cursor', 'offset', 'limit', 'after', 'before', 'size', 'page_size', 'per_page', 'next_token'];
const sizeNames = ['page[size]', 'page[limit]', 'size', 'limit', 'page_size', 'per_page'];

export const pageTable: readonly Rule<PageWalk>[] = [
  {
    id: 'pages-next-is-new',
    level: 'must',
    statement: 'A `next` link never leads back to a page that was already seen, so that a walk ends.',
    judge: ({ pages }, check) => {
      const seen = new Set<string>();
      for (const page of pages) {
        seen.add(keyOf(new URL(page.url)));
        const next = target(page, 'next');
        if (next === null) continue;
        judgeLink(
          check,
          page,
          'next',
          !seen.has(keyOf(next)),
          'leads to a page that was already seen',
          'a further page',
        );
      }
    },
  },
  {
    id: 'pages-last-has-no-next',
    level: 'must',
    statement: 'The page that `last` names has no `next` link.',
    judge: ({ pages }, check) => {
      for (const page of pages) {
        if (!isAt(page, 'last')) continue;
        judgeLink(
          check,
          page,
          'next',
          page.links.next == null,
          'stands on the page that last names',
          'null, or no link',
        );
      }
    },
  },
  {
    id: 'pages-first-has-no-prev',
    level: 'must',
    statement: 'The page that `first` names has no `prev` link.',
    judge: ({ pages }, check) => {
      for (const page of pages) {
        if (!isAt(page, 'first')) continue;
        judgeLink(
          check,
          page,
          'prev',
          page.links.prev == null,
          'stands on the page that first names',
          'null, or no link',
        );
      }
    },
  },
  {
    id: 'pages-links-keep-query',
    level: 'should',
    statement: 'Pagination links keep the query of the request, but for what places the page.',
    judge: ({ pages, isPageParameter }, check) => {
      for (const page of pages) {
        const asked = new URL(page.url).searchParams;
        for (const name of pageLinks) {
          const link = target(page, name);
          if (link === null) continue;
          const lost = [...new Set(asked.keys())].filter(
            (key) =>
              !isPageParameter(key) &&
              asked.getAll(key).sort().join('\n') !== link.searchParams.getAll(key).sort().join('\n'),
          );
          const what = `loses or changes the query parameter ${lost.map((key) => shorten(key, 40)).join(', ')}`;
          judgeLink(
            check,
            page,
            name,
            lost.length === 0,
            what,
            `the query of ${shorten(new URL(page.url).search, 120)}`,
          );
        }
      }
    },
  },
  {
    id: 'pages-links-keep-origin',
    level: 'should',
    statement: 'Pagination links stay at the origin of the request.',
    judge: ({ pages }, check) => {
      for (const page of pages) {
        const { origin } = new URL(page.url);
        for (const name of pageLinks) {
          const link = target(page, name);
          if (link !== null) judgeLink(check, page, name, link.origin === origin, 'leads to another origin', origin);
        }
      }
    },
  },
  {
    id: 'pages-links-keep-size',
    level: 'may',
    statement: 'Pagination links keep the page size that was asked for.',
    judge: ({ pages }, check) => {
      for (const page of pages) {
        const asked = new URL(page.url).searchParams;
        for (const size of sizeNames.filter((key) => asked.has(key))) {
          for (const name of pageLinks) {
            const link = target(page, name);
            if (link === null) continue;
            const right = link.searchParams.get(size) === asked.get(size);
            judgeLink(
              check,
              page,
              name,
              right,
              'changes the page size',
              `${size}=${shorten(asked.get(size) ?? '', 40)}`,
            );
          }
        }
      }
    },
  },
  {
    id: 'pages-items-once',
    level: 'should',
    statement: 'No item comes on two pages of a walk.',
    judge: ({ pages }, check) => {
      const seen = new Map<string, number>();
      pages.forEach((page, index) => {
        for (const item of page.items) {
          const before = seen.get(item);
          const again = before !== undefined && before !== index;
          if (before === undefined) seen.set(item, index);
          check.that(!again, () => ({
            message: `An item of page ${index + 1} was already on page ${(before ?? 0) + 1}.`,
            expected: 'each item once',
            actual: shorten(item, 120),
            ...exchangeOf(page),
          }));
        }
      });
    },
  },
  {
    id: 'pages-prev-mirrors-next',
    level: 'may',
    statement: 'The `prev` link of a page leads to the page before it.',
    judge: ({ pages }, check) => {
      for (const [index, page] of pages.entries()) {
        const before = pages[index - 1];
        const prev = target(page, 'prev');
        if (before === undefined || prev === null) continue;
        judgeLink(
          check,
          page,
          'prev',
          keyOf(prev) === keyOf(new URL(before.url)),
          'leads elsewhere',
          shorten(before.url),
        );
      }
    },
  },
  {
    id: 'pages-first-is-constant',
    level: 'may',
    statement: 'The `first` link is the same on all pages.',
    judge: ({ pages }, check) => {
      const first = pages[0] === undefined ? null : target(pages[0], 'first');
      for (const page of pages.slice(1)) {
        const own = target(page, 'first');
        if (first === null || own === null) continue;
        judgeLink(check, page, 'first', keyOf(own) === keyOf(first), 'differs from that of the first page', first.href);
      }
    },
  },
];

/**
 * Judges pages that were fetched one after the other.
 * @returns one result per rule; findings carry the exchange of their page
 */
export function judgePages(pages: readonly Page[], options: PageOptions = {}): readonly RuleResult[] {
  const names = new Set([...usualNames, ...(options.cursorParameters ?? [])]);
  const isPageParameter = (name: string) => /^page(?:$|\[)/.test(name) || names.has(name);
  return applyRules(pageTable, { pages, isPageParameter }, options);
}

/** A JSON:API document as a page: links of the top level, items by type and id. */
export function pageOf(document: unknown, url: string, exchange?: string): Page {
  const data = isObject(document) ? member(document, 'data') : undefined;
  const items = Array.isArray(data) ? data.flatMap((item) => identityOf(item) ?? []) : [];
  return { url, links: linksOf(document), items, exchange };
}

/** Targets of the four pagination links in the member `links` of a body. */
export function linksOf(document: unknown): Page['links'] {
  const links = isObject(document) ? member(document, 'links') : undefined;
  if (!isObject(links)) return {};
  const found: Partial<Record<PageLink, string | null>> = {};
  for (const name of pageLinks) {
    const link = member(links, name);
    const href = isObject(link) ? member(link, 'href') : link;
    if (typeof href === 'string' || href === null) found[name] = href;
  }
  return found;
}

function target(page: Page, name: PageLink): URL | null {
  const link = page.links[name];
  return link == null || link === '' ? null : resolved(link, page.url);
}

/** Whether a page is the one that its own link names. */
function isAt(page: Page, name: 'first' | 'last'): boolean {
  const link = target(page, name);
  return link !== null && keyOf(link) === keyOf(new URL(page.url));
}

/** The same for URLs that differ only in the order or encoding of their query. */
function keyOf(url: URL): string {
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  return `${url.origin}${url.pathname}?${query.join('&')}`;
}

function judgeLink(check: Check, page: Page, name: PageLink, right: boolean, what: string, expected: string): void {
  check.that(right, () => ({
    message: `The link ${name} ${what}.`,
    expected,
    actual: shorten(page.links[name] ?? 'nothing'),
    where: `/links/${name}`,
    ...exchangeOf(page),
  }));
}

function exchangeOf({ exchange }: Page): { exchange?: string } {
  return exchange === undefined ? {} : { exchange };
}
