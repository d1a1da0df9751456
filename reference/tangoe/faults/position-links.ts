/** Faults of the links of a page to the others. */
import { must, should } from './entry.ts';
import { lastOf, link, meta, positions } from './of-pages.ts';

const page03 = must('TG-PAGE-03');
const page04 = must('TG-PAGE-04');
const page05 = must('TG-PAGE-05');
const page06 = must('TG-PAGE-06');
const page07 = must('TG-PAGE-07');
const page08 = must('TG-PAGE-08');
const page17 = should('TG-PAGE-17');
const page18 = must('TG-PAGE-18');

const isInside = ({ offset, limit }: { offset: number; limit: number }) => offset % limit !== 0;

function withoutMember(url: URL, name: string): URL {
  url.searchParams.delete(name);
  return url;
}

function withMember(url: URL, name: string, value: string): URL {
  url.searchParams.set(name, value);
  return url;
}

export const positionLinkFaults = [
  page03(
    'first-page-has-start',
    'The first page has hrefStart.',
    positions((p, { start }) => (start === 0 ? { ...p, hrefStart: 0 } : p)),
  ),
  page03(
    'first-page-has-previous',
    'The first page has hrefPrevious.',
    positions((p, { start }) => (start === 0 ? { ...p, hrefPrevious: 0 } : p)),
  ),
  page03(
    'first-page-has-empty-link',
    'The first page has an hrefPrevious that is no link.',
    meta((m) => (m['offset'] === 0 ? { ...m, hrefPrevious: '#' } : m)),
  ),

  page04(
    'last-page-has-next',
    'The last page has hrefNext.',
    positions((p, { start, limit }) => (p.hrefNext === null ? { ...p, hrefNext: start + limit } : p)),
  ),
  page04(
    'last-page-has-end',
    'The last page has hrefEnd.',
    positions((p, { total, limit }) => (p.hrefEnd === null ? { ...p, hrefEnd: lastOf(total, limit) } : p)),
  ),

  page05(
    'middle-without-start',
    'Pages have no hrefStart.',
    positions((p) => ({ ...p, hrefStart: null })),
  ),
  page05(
    'second-page-without-previous',
    'The second page has no hrefPrevious, because it is the first one.',
    positions((p, { start, limit }) => (start === limit ? { ...p, hrefPrevious: null } : p)),
  ),
  page05(
    'before-last-without-next',
    'The page before the last has no hrefNext, because it is the last one.',
    positions((p, { start, limit, total }) => (start + limit === lastOf(total, limit) ? { ...p, hrefNext: null } : p)),
  ),
  page05(
    'first-page-without-end',
    'The first page has no hrefEnd.',
    positions((p, { start }) => (start === 0 ? { ...p, hrefEnd: null } : p)),
  ),

  page06(
    'next-by-one',
    'hrefNext leads to the next item, not to the next page.',
    positions((p, { start }) => ({ ...p, hrefNext: p.hrefNext === null ? null : start + 1 })),
  ),
  page06(
    'end-at-total',
    'hrefEnd leads to the number of items less the limit.',
    positions((p, { total, limit }) => ({ ...p, hrefEnd: p.hrefEnd === null ? null : total - limit })),
  ),
  page06(
    'end-behind-last',
    'hrefEnd leads behind the last item.',
    positions((p, { total, limit }) => ({
      ...p,
      hrefEnd: p.hrefEnd === null ? null : Math.ceil(total / limit) * limit,
    })),
  ),
  page06(
    'previous-two-pages',
    'hrefPrevious leads two pages back.',
    positions((p, { start, limit }) => ({
      ...p,
      hrefPrevious: p.hrefPrevious === null ? null : Math.max(0, start - 2 * limit),
    })),
  ),
  page06(
    'links-limit-ten',
    'Links have limit 10, whatever was asked.',
    link((url) => withMember(url, 'limit', '10')),
  ),
  page06(
    'start-at-one',
    'hrefStart leads to offset 1.',
    positions((p) => ({ ...p, hrefStart: p.hrefStart === null ? null : 1 })),
  ),

  page07(
    'links-lose-query',
    'Links lose the other members of the query.',
    link((url) => withoutMember(url, 'sortAscending')),
  ),
  page07(
    'end-link-loses-query',
    'hrefEnd loses the other members of the query.',
    link((url, name) => (name === 'hrefEnd' ? withoutMember(url, 'sortAscending') : url)),
  ),
  page07(
    'links-change-query',
    'Links turn the order round.',
    link((url) => withMember(url, 'sortAscending', 'false')),
  ),

  page08(
    'position-links-relative',
    'Position links are paths.',
    link((url) => `${url.pathname}${url.search}`),
  ),
  page08(
    'position-links-without-scheme',
    'Position links have no scheme.',
    link((url) => url.href.replace(/^https?:/, '')),
  ),
  page08(
    'end-link-query-alone',
    'hrefEnd is a query alone.',
    link((url, name) => (name === 'hrefEnd' ? url.search : url)),
  ),

  page17(
    'page-href-first',
    'The href of every page is that of the first.',
    meta((m) => ({ ...m, href: String(m['href']).replace(/offset=\d+/, 'offset=0') })),
  ),
  page17(
    'page-href-without-query',
    'The href of a page has no query.',
    meta((m) => ({ ...m, href: String(m['href']).replace(/\?.*$/, '') })),
  ),

  page18(
    'inside-next-repeats',
    'From inside a page hrefNext leads to the same offset again.',
    positions((p, seen) => (isInside(seen) && p.hrefNext !== null ? { ...p, hrefNext: seen.offset } : p)),
  ),
  page18(
    'inside-next-skips',
    'From inside a page hrefNext leads two pages on.',
    positions((p, seen) => (isInside(seen) && p.hrefNext !== null ? { ...p, hrefNext: p.hrefNext + seen.limit } : p)),
  ),
  page18(
    'inside-without-previous',
    'From inside a page there is no hrefPrevious.',
    positions((p, seen) => (isInside(seen) ? { ...p, hrefPrevious: null } : p)),
  ),
];
