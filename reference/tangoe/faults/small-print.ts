/** Faults of filters by time and approver, of things that do not exist, and of forms of orders. */
import type { JsonObject, Kind } from '../model.ts';
import { ok, type Call } from '../world.ts';
import { must, should, writing } from './entry.ts';

const fil07 = must('TG-FIL-07');
const fil12 = should('TG-FIL-12');
const fil13 = must('TG-FIL-13');
const err14 = must('TG-ERR-14');
const err15 = must('TG-ERR-15');
const meta07 = must('TG-META-07');
const ord16 = must('TG-ORD-16');
const ord17 = should('TG-ORD-17', writing);

const isUnder = (call: Call, ...paths: readonly string[]) => paths.some((path) => call.route.startsWith(`${path}/`));

const timeless = (kind: Kind) => (base: { updatedSince(call: Call, kind: Kind): number | null }) => ({
  updatedSince: (call: Call, of: Kind) => (of === kind ? null : base.updatedSince(call, of)),
});

export const smallPrintFaults = [
  fil07('filtered-total-of-all', 'totalCount of a filtered list is that of the whole one.', (base) => ({
    totalCount: (total, call, window) =>
      call.query.get('employee') !== null && call.route === '/assets/devices'
        ? call.world.data.devices.length - 12
        : base.totalCount(total, call, window),
  })),
  fil12('updated-devices-ignored', 'dateTimeUpdated is ignored for devices.', timeless('devices')),
  fil12('updated-services-ignored', 'dateTimeUpdated is ignored for services.', timeless('services')),
  fil12('updated-orders-ignored', 'dateTimeUpdated is ignored for orders.', timeless('orders')),
  fil13('approver-ignored', 'eligibleToApproveEmployeeId is ignored.', (base) => ({
    findPerson: (call, ids, use) =>
      call.query.get('eligibleToApproveEmployeeId') === null || use === 'context'
        ? base.findPerson(call, ids, use)
        : call.world.data.account,
    mayApprove: () => true,
  })),
  fil13('approver-unknown-waiting', 'For an unknown approver all orders that wait come.', (base) => ({
    findPerson: (call, ids, use) =>
      base.findPerson(call, ids, use) ??
      (use === 'filter' && call.query.has('eligibleToApproveEmployeeId') ? call.world.data.account : null),
  })),
  err14('region-error-404', 'A catalogue without region and service is answered with 404.', (base) => ({
    catalogNeeds: (call) => base.notFound(call),
  })),
  err14(
    'region-error-other-code',
    'A catalogue without region and service is answered with another error code.',
    (base) => ({
      catalogNeeds: (call) => {
        const answer = base.catalogNeeds(call);
        return answer === null
          ? null
          : { ...answer, json: { ...(answer.json as JsonObject), errorCode: '400-missing' } };
      },
    }),
  ),
  err15('unknown-region-200', 'A region that does not exist is answered with 200.', (base) => ({
    notFound: (call) => (isUnder(call, '/regions') ? ok({}) : base.notFound(call)),
  })),
  err15('unknown-vendor-400', 'A vendor that does not exist is answered with 400.', (base) => ({
    notFound: (call) => {
      const answer = base.notFound(call);
      const error = answer.json as JsonObject;
      return isUnder(call, '/vendors') ? { ...answer, status: 400, json: { ...error, status: 400 } } : answer;
    },
  })),
  err15('unknown-plan-500', 'A plan that does not exist makes the server fail.', (base) => ({
    notFound: (call) => {
      const answer = base.notFound(call);
      const error = answer.json as JsonObject;
      return isUnder(call, '/catalog/plans') ? { ...answer, status: 500, json: { ...error, status: 500 } } : answer;
    },
  })),
  meta07('catalog-links-dead', 'Links of devices of the catalogue lead to nothing.', (base) => ({
    url: (call, path, query) =>
      base.url(call, path.replace(/^\/catalog\/devices\/(.+)$/, '/catalog/devices/gone-$1'), query),
  })),
  meta07('catalog-links-other', 'Links of plans lead to one and the same plan.', (base) => ({
    url: (call, path, query) =>
      base.url(call, path.replace(/^\/catalog\/plans\/.+$/, `/catalog/plans/${planOf(call)}`), query),
  })),
  ord16('order-type-unchecked', 'An order of any type is taken.', (base) => ({
    transactionTypes: (call, actor) =>
      call.route === '/orders'
        ? [...base.transactionTypes(call, actor), 'NO_SUCH_TYPE']
        : base.transactionTypes(call, actor),
  })),
  ord16('order-type-warned', 'An order of an unknown type is answered with SUCCESS and a warning.', (base) => ({
    orderRefusal: (call, problem) =>
      problem === 'type' ? ok({ status: 'SUCCESS', orderConfirmation: {} }) : base.orderRefusal(call, problem),
  })),
  ord17('submitted-long-ago', 'A submitted order says that it was submitted in 2001.', (base) => ({
    submitted: (call, order, asked) => ({
      ...(base.submitted(call, order, asked) as JsonObject),
      dateSubmitted: '2001-01-01T00:00:00Z',
    }),
  })),
  ord17('submitted-tomorrow', 'A submitted order says that it will be submitted in two days.', (base) => ({
    submitted: (call, order, asked) => ({
      ...(base.submitted(call, order, asked) as JsonObject),
      dateSubmitted: `${new Date(order.submitted + 172_800_000).toISOString().slice(0, 19)}Z`,
    }),
  })),
];

const planOf = ({ world }: Call) => world.data.catalog.find(({ kind }) => kind === 'plans')?.id ?? '';
