/** Faults of pages, their links and the laws over all pages. */
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import type { Positions } from '../paging.ts';
import type { Row } from '../render.ts';
import type { Call } from '../world.ts';
import { atPremium, atRivermine, must, should, without } from './entry.ts';

const page01 = must('TG-PAGE-01');
const page02 = must('TG-PAGE-02');
const page03 = must('TG-PAGE-03');
const page04 = must('TG-PAGE-04');
const page05 = must('TG-PAGE-05');
const page06 = must('TG-PAGE-06');
const page07 = must('TG-PAGE-07');
const page08 = must('TG-PAGE-08');
const page09 = must('TG-PAGE-09');
const page10 = must('TG-PAGE-10');
const page11 = must('TG-PAGE-11');
const page12 = must('TG-PAGE-12');
const page13 = must('TG-PAGE-13');
const page14 = must('TG-PAGE-14');
const page17 = should('TG-PAGE-17');
const page18 = must('TG-PAGE-18');

/** Alters the `_meta` of pages. */
function meta(change: (meta: JsonObject, call: Call) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    pageMeta: (call, total, paging, window) => change(base.pageMeta(call, total, paging, window) as JsonObject, call),
  });
}

type PositionStep = (
  positions: Positions,
  seen: { total: number; limit: number; start: number; offset: number; call: Call },
) => Positions;

/** Alters the offsets that links lead to. */
function positions(change: PositionStep): ChangeOfBehaviour {
  return (base) => ({
    positions: (total, paging, window, call) =>
      change(base.positions(total, paging, window, call), {
        total,
        limit: paging.limit,
        start: window.start,
        offset: paging.offset,
        call,
      }),
  });
}

const lastOf = (total: number, limit: number) => Math.max(0, Math.floor((total - 1) / limit) * limit);
const isInside = ({ offset, limit }: { offset: number; limit: number }) => offset % limit !== 0;

/** Alters the text of position links. */
function link(change: (url: URL, name: string, call: Call) => URL | string): ChangeOfBehaviour {
  return (base) => ({
    link: (call, limit, offset, name) => {
      const made = change(new URL(base.link(call, limit, offset, name)), name, call);
      return typeof made === 'string' ? made : made.href;
    },
  });
}

function withoutMember(url: URL, name: string): URL {
  url.searchParams.delete(name);
  return url;
}

function withMember(url: URL, name: string, value: string): URL {
  url.searchParams.set(name, value);
  return url;
}

/** Changes what a page of the walk by pages holds: requests that carry another member, as the sorted ones do. */
function cut(
  change: (
    items: readonly Row[],
    seen: { rows: readonly Row[]; start: number; call: Call; limit: number },
  ) => readonly Row[],
): ChangeOfBehaviour {
  return (base: Behaviour) => ({
    cut: (rows, window, call) =>
      change(base.cut(rows, window, call), {
        rows,
        start: window.start,
        call,
        limit: Number(call.query.get('limit') ?? '10'),
      }),
  });
}

const isWalk = (call: Call) => call.route === '/employees' && call.query.get('sortAscending') !== null;

export const paginationFaults = [
  page01(
    'meta-total-text',
    'totalCount is a text.',
    meta((m) => ({ ...m, totalCount: String(m['totalCount']) })),
  ),
  page01(
    'meta-without-offset',
    '_meta has no offset.',
    meta((m) => without(m, 'offset')),
  ),
  page01(
    'meta-without-href',
    '_meta has no href.',
    meta((m) => without(m, 'href')),
  ),
  page01(
    'meta-limit-always-ten',
    '_meta says limit 10, whatever was asked.',
    meta((m) => ({ ...m, limit: 10 })),
  ),
  page01(
    'meta-offset-as-page',
    '_meta says the number of the page as offset.',
    meta((m) => ({ ...m, offset: Math.floor(Number(m['offset']) / Math.max(1, Number(m['limit']))) })),
  ),
  page01('pages-without-meta', 'Pages have no _meta.', (base) => ({
    listBody: (kind, m, items) => without(base.listBody(kind, m, items) as JsonObject, '_meta'),
  })),

  page02('page-holds-one-more', 'A page holds one item more than its limit.', (base) => ({
    window: (total, paging, call) => {
      const window = base.window(total, paging, call);
      return isWalk(call) ? { start: window.start, end: Math.min(total, window.end + 1) } : window;
    },
  })),
  page02('page-holds-all-to-the-end', 'A page holds everything from its offset to the end.', (base) => ({
    window: (total, paging, call) =>
      isWalk(call) ? { start: base.window(total, paging, call).start, end: total } : base.window(total, paging, call),
  })),
  page02(
    'page-limit-at-least-ten',
    'A page holds ten items at least.',
    cut((items, { rows, start, call }) =>
      isWalk(call) ? rows.slice(start, start + Math.max(items.length, 10)) : items,
    ),
  ),

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

  page09('next-link-same-page', 'The page behind hrefNext is the first one, whatever its offset.', (base) => ({
    window: (total, paging, call) =>
      base.window(
        total,
        call.query.get('sortAscending') !== null && [...call.query.keys()][0] === 'sortAscending'
          ? { ...paging, offset: 0 }
          : paging,
        call,
      ),
  })),
  page09(
    'links-answered-404',
    'Links of pages lead to nothing.',
    link((url) => url.href.replace('/employees?', '/employee?')),
  ),
  page09(
    'end-link-page-empty',
    'The page behind hrefEnd is empty.',
    cut((items, { call, start, rows, limit }) =>
      isWalk(call) && [...call.query.keys()][0] === 'sortAscending' && start === lastOf(rows.length, limit)
        ? []
        : items,
    ),
  ),

  page10('total-of-page', 'totalCount is the number of items on the page.', (base) => ({
    totalCount: (_total, _call, { start, end }) => Math.max(0, end - start),
    positions: base.positions,
  })),
  page10('total-one-more', 'totalCount is one too high.', (base) => ({
    totalCount: (total, call, window) => base.totalCount(total, call, window) + (call.route === '/employees' ? 1 : 0),
  })),
  page10('total-counts-strangers', 'totalCount counts people whom the user may not see.', (base) => ({
    totalCount: (total, call, window) =>
      call.route === '/employees' && call.query.get('employee') === null
        ? call.world.data.employees.length
        : base.totalCount(total, call, window),
  })),
  page10('total-right-on-first-only', 'totalCount is right on the first page and too low on all others.', (base) => ({
    totalCount: (total, call, window) => base.totalCount(total, call, window) - (window.start > 0 ? 1 : 0),
  })),

  page11(
    'pages-overlap',
    'Each page but the first begins with the last item of the one before.',
    cut((items, { rows, start, call, limit }) =>
      isWalk(call) && start > 0 ? rows.slice(start - 1, start - 1 + limit) : items,
    ),
  ),
  page11(
    'pages-skip-one',
    'Each page but the first begins one item late.',
    cut((items, { rows, start, call, limit }) =>
      isWalk(call) && start > 0 ? rows.slice(start + 1, start + 1 + limit) : items,
    ),
  ),
  page11('order-changes-by-page', 'Each page has an order of its own.', (base) => ({
    order: (kind, rows, call) =>
      isWalk(call) && Number(call.query.get('offset')) > 0 ? [...rows].reverse() : base.order(kind, rows, call),
  })),

  page12(
    'middle-page-not-full',
    'The second page lacks its last item.',
    cut((items, { start, call, limit }) => (isWalk(call) && start === limit ? items.slice(0, -1) : items)),
  ),
  page12(
    'pages-filtered-afterwards',
    'Pages are cut first and cleared of managers then.',
    cut((items, { call }) => (isWalk(call) ? items.filter((row) => !('rank' in row) || row.rank !== 1) : items)),
  ),

  page13('offset-ignored', 'offset is ignored.', (base) => ({
    window: (total, { limit }, call) => base.window(total, { limit, offset: 0 }, call),
  })),
  page13('offset-from-one', 'offset counts from 1.', (base) => ({
    window: (total, { limit, offset }, call) =>
      base.window(
        total,
        { limit, offset: call.route === '/employees' && offset % limit !== 0 ? offset - 1 : offset },
        call,
      ),
  })),
  page13('premium-pages-like-rivermine-for-devices', 'Devices page in the way of the other back end.', (base) => ({
    window: (total, paging, call) =>
      base.window(
        total,
        paging,
        call.route === '/assets/devices'
          ? { ...call, backEnd: call.backEnd === 'premium' ? 'rivermine' : 'premium' }
          : call,
      ),
  })),
  must('TG-PAGE-13', atPremium)('premium-begins-at-offset', 'Premium Mobile begins a page at the offset.', (base) => ({
    window: (total, paging, call) => base.window(total, paging, { ...call, backEnd: 'rivermine' }),
  })),
  must('TG-PAGE-13', atPremium)(
    'premium-next-page',
    'Premium Mobile serves the page after the one that holds the offset.',
    (base) => ({
      window: (total, paging, call) =>
        base.window(total, { ...paging, offset: Math.ceil(paging.offset / paging.limit) * paging.limit }, call),
    }),
  ),
  must('TG-PAGE-13', atRivermine)('rivermine-next-page', 'From inside a page the next one is served.', (base) => ({
    window: (total, paging, call) =>
      base.window(total, { ...paging, offset: Math.ceil(paging.offset / paging.limit) * paging.limit }, call),
  })),

  page14('devices-do-not-page', 'The devices come all at once.', (base) => ({
    window: (total, paging, call) =>
      call.route === '/assets/devices' ? { start: 0, end: total } : base.window(total, paging, call),
  })),
  page14(
    'orders-without-total',
    'The _meta of orders has no totalCount.',
    meta((m, call) => (call.route === '/orders' ? without(m, 'totalCount') : m)),
  ),
  page14('services-limit-ten', 'The services come by ten, whatever was asked.', (base) => ({
    window: (total, paging, call) =>
      base.window(
        total,
        call.route === '/assets/services' && paging.limit < 10 ? { ...paging, limit: 10 } : paging,
        call,
      ),
  })),
  page14('orders-total-of-all', 'totalCount of the orders counts those of strangers.', (base) => ({
    totalCount: (total, call, window) =>
      call.route === '/orders' && call.query.get('employee') === null
        ? call.world.state.orders.length
        : base.totalCount(total, call, window),
  })),

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
