/** Faults of pages and of the laws over all pages. */
import type { JsonObject } from '../model.ts';
import { atPremium, atRivermine, must, without } from './entry.ts';
import { cut, isWalk, lastOf, link, meta } from './of-pages.ts';

const page01 = must('TG-PAGE-01');
const page02 = must('TG-PAGE-02');
const page09 = must('TG-PAGE-09');
const page10 = must('TG-PAGE-10');
const page11 = must('TG-PAGE-11');
const page12 = must('TG-PAGE-12');
const page13 = must('TG-PAGE-13');
const page14 = must('TG-PAGE-14');

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
      call.route === '/employees' ? rows.slice(start, start + Math.max(items.length, 10)) : items,
    ),
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
  must('TG-PAGE-13', atRivermine)('offset-from-one', 'offset counts from 1.', (base) => ({
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
];
