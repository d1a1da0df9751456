/** Faults that show on the later, small pages of one list alone. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { allRows } from '../lists.ts';
import type { Kind } from '../model.ts';
import type { Row } from '../render.ts';
import type { Call } from '../world.ts';
import { must } from './entry.ts';

const pathOf = { devices: '/assets/devices', services: '/assets/services', orders: '/orders' } as const;
type Listed = keyof typeof pathOf;

const asks = (call: Call, kind: Listed) => call.method === 'GET' && call.route === pathOf[kind];

/** From the third page on the last place is a stranger's. */
function strangerOnPageThree(kind: Listed): ChangeOfBehaviour {
  return (base) => ({
    cut: (rows, window, call) => {
      const page = base.cut(rows, window, call);
      if (!asks(call, kind) || window.start < 2 * (window.end - window.start) || window.start === 0) return page;
      const { id } = call.world.data.stranger;
      const foreign: Row | undefined = allRows(call, kind as Kind).find(
        (row) => (row as { readonly ownerId?: string }).ownerId === id,
      );
      return foreign === undefined ? page : [...page.slice(0, -1), foreign];
    },
  });
}

const iso01 = must('TG-ISO-01');
const page10 = must('TG-PAGE-10');
const page11 = must('TG-PAGE-11');
const page12 = must('TG-PAGE-12');
const page05 = must('TG-PAGE-05');
const page06 = must('TG-PAGE-06');
const page07 = must('TG-PAGE-07');

export const laterPageFaults = [
  iso01(
    'stranger-on-page-three-devices',
    'From page three on a device of a stranger is shown.',
    strangerOnPageThree('devices'),
  ),
  iso01(
    'stranger-on-page-three-services',
    'From page three on a service of a stranger is shown.',
    strangerOnPageThree('services'),
  ),
  iso01(
    'stranger-on-page-three-orders',
    'From page three on an order of a stranger is shown.',
    strangerOnPageThree('orders'),
  ),
  page10('services-total-of-page', 'totalCount of the services counts those up to the end of the page.', (base) => ({
    totalCount: (total, call, window) => (asks(call, 'services') ? window.end : base.totalCount(total, call, window)),
  })),
  page11('devices-overlap', 'Later pages of the devices begin one item too early.', (base) => ({
    cut: (rows, window, call) =>
      asks(call, 'devices') && window.start > 0
        ? base.cut(rows, { start: window.start - 1, end: window.end - 1 }, call)
        : base.cut(rows, window, call),
  })),
  page12('orders-short-page', 'Later pages of the orders lack their first item.', (base) => ({
    cut: (rows, window, call) => {
      const page = base.cut(rows, window, call);
      return asks(call, 'orders') && window.start > 0 ? page.slice(1) : page;
    },
  })),
  page05('services-without-next', 'Pages of the services have no hrefNext.', (base) => ({
    positions: (total, paging, window, call) => {
      const found = base.positions(total, paging, window, call);
      return asks(call, 'services') ? { ...found, hrefNext: null } : found;
    },
  })),
  page06('orders-end-behind', 'hrefEnd of the orders leads behind the last page.', (base) => ({
    positions: (total, paging, window, call) => {
      const found = base.positions(total, paging, window, call);
      return asks(call, 'orders') && found.hrefEnd !== null
        ? { ...found, hrefEnd: found.hrefEnd + paging.limit }
        : found;
    },
  })),
  page07('links-lose-employee', 'Position links of a filtered list lose the filter.', (base) => ({
    link: (call, limit, offset, name) => {
      const query = new URLSearchParams(call.query);
      query.delete('employee');
      return base.link({ ...call, query }, limit, offset, name);
    },
  })),
];
