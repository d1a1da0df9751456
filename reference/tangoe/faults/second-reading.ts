/** Faults that a second reading of the documents found unwatched: the other of two ids, the other of two parameters, the next call. */
import type { Behaviour } from '../behaviour.ts';
import type { Employee, JsonObject } from '../model.ts';
import type { Call } from '../world.ts';
import { isBelow, must, should, without, writing } from './entry.ts';
import { link } from './of-pages.ts';

const token07 = must('TG-TOKEN-07');
const ctx07 = must('TG-CTX-07');
const ctx15 = must('TG-CTX-15');
const ctx16 = should('TG-CTX-16');
const fil05 = must('TG-FIL-05');
const fil12 = should('TG-FIL-12');
const fil13 = must('TG-FIL-13');
const fil14 = must('TG-FIL-14');
const iso05 = must('TG-ISO-05');
const iso06 = must('TG-ISO-06');
const page07 = must('TG-PAGE-07');
const page17 = should('TG-PAGE-17');
const ast13 = must('TG-AST-13');
const err09 = must('TG-ERR-09');
const ord13 = must('TG-ORD-13', writing);
const ord18 = should('TG-ORD-18');

const companyHeader = 'X-TNGO-CONTEXT-COMPANYEMPLOYEEID';

/** The first characters of a password, as old password files compare them. */
const beginsLike = (call: Call, characters: number) =>
  call.query.get('password')?.slice(0, characters) === call.world.credentials.password.slice(0, characters);

/** Position links without one of the members that they must keep. */
const losing = (...names: readonly string[]) =>
  link((url) => {
    for (const name of names) url.searchParams.delete(name);
    return url;
  });

/** A list that takes its default where a position is no number. */
const lenient = (path: string) => (base: Behaviour) => ({
  badNumber: (call: Call, name: string) => (call.route === path ? null : base.badNumber(call, name)),
});

/** Blocks that an include parameter does not bring. */
const lacking = (block: string) => (base: Behaviour) => ({
  item: (...[call, kind, wire, row]: Parameters<Behaviour['item']>) =>
    kind === 'orders'
      ? without(base.item(call, kind, wire, row) as JsonObject, block)
      : base.item(call, kind, wire, row),
});

/** Alters the service block of the devices of a list. */
const serviceOfDevices = (change: (service: JsonObject) => JsonObject) => (base: Behaviour) => ({
  item: (...[call, kind, wire, row]: Parameters<Behaviour['item']>) => {
    const sent = base.item(call, kind, wire, row) as JsonObject;
    const { service } = sent;
    return kind === 'devices' && service !== undefined ? { ...sent, service: change(service as JsonObject) } : sent;
  },
});

const named = (call: Call) => call.query.get('companyEmployeeId') !== null && call.query.get('employee') === null;

const forAccount = (where: (call: Call) => boolean) => (base: Behaviour) => ({
  mayOrder: (...[call, item, actor]: Parameters<Behaviour['mayOrder']>) =>
    base.mayOrder(call, item, where(call) ? call.world.data.account : actor),
});

export const secondReadingFaults = [
  token07('password-prefix', 'Of a password the first eight characters count.', (base) => ({
    grantRefusal: (call, problem) =>
      problem === 'user' && beginsLike(call, 8) ? null : base.grantRefusal(call, problem),
  })),
  token07('password-longer', 'A password may have more characters than the right one.', (base) => ({
    grantRefusal: (call, problem) =>
      problem === 'user' && beginsLike(call, call.world.credentials.password.length)
        ? null
        : base.grantRefusal(call, problem),
  })),

  ctx07('types-of-the-user-alone', 'In a context /me lists no transaction types.', (base) => ({
    me: (call, user, actor) => {
      const body = base.me(call, user, actor) as JsonObject;
      return user === actor ? body : without(body, 'transactionTypes');
    },
  })),
  ctx15(
    'company-context-ignored-by-catalogs',
    'Catalogues ignore a company id in the context.',
    forAccount((call) => call.header(companyHeader) !== undefined),
  ),
  ctx15('company-context-empties-catalogs', 'Catalogues are empty in the context of a company id.', (base) => ({
    mayOrder: (call, item, actor) => call.header(companyHeader) === undefined && base.mayOrder(call, item, actor),
  })),
  ctx16('attribute-without-name', 'Custom attributes of /me have no name.', (base) => ({
    me: (call, user, actor) => ({ ...(base.me(call, user, actor) as JsonObject), customAttributes: [{ value: '7' }] }),
  })),
  ctx16('attributes-as-texts', 'Custom attributes of an employee are texts.', (base) => ({
    detail: (call, kind, wire, row) => {
      const sent = base.detail(call, kind, wire, row) as JsonObject;
      return kind === 'employees' ? { ...sent, customAttributes: ['floor 3'] } : sent;
    },
  })),

  fil05('company-filter-loses-one', 'companyEmployeeId loses the last record.', (base) => ({
    served: (call, kind, rows, actor) => base.served(call, kind, rows, actor).slice(0, named(call) ? -1 : undefined),
  })),
  fil12('updated-total-of-all', 'Under dateTimeUpdated totalCount is that of the whole list.', (base) => ({
    totalCount: (total, call, window) =>
      call.query.get('dateTimeUpdated') === null || !isBelow(call, '/assets/devices')
        ? base.totalCount(total, call, window)
        : call.world.data.devices.length,
  })),
  fil13('approver-company-ignored', 'eligibleToApproveCompanyEmployeeId is ignored.', (base) => ({
    findPerson: (call, ids, use) =>
      use === 'filter' && call.query.has('eligibleToApproveCompanyEmployeeId')
        ? call.world.data.account
        : base.findPerson(call, ids, use),
    mayApprove: (call, order, employee) =>
      call.query.has('eligibleToApproveCompanyEmployeeId') || base.mayApprove(call, order, employee),
  })),
  fil14(
    'upgrade-date-ignored',
    'includeUpgradeEligibleDate is ignored.',
    serviceOfDevices((service) => without(service, 'upgradeEligibilityDate')),
  ),
  fil14(
    'upgrade-date-null',
    'includeUpgradeEligibleDate brings null.',
    serviceOfDevices((service) => ({ ...service, upgradeEligibilityDate: null })),
  ),

  iso05('shipments-of-a-stranger', 'Shipments of an order that the account must not see are shown.', (base) => ({
    visible: (call, kind, row, owner) => base.visible(call, kind, row, owner) || call.route.endsWith('/shipments'),
  })),
  iso06('stranger-orders', 'The catalogue is that of a stranger in whose context it is asked for.', (base) => ({
    mayActFor: (call: Call, person: Employee) => isBelow(call, '/catalog') || base.mayActFor(call, person),
    mayOrder: (call, item, actor) => base.mayOrder(call, item, actor) && (actor.rank < 3 || item.id.endsWith('1')),
  })),

  page07('links-lose-company', 'Position links lose companyEmployeeId.', losing('companyEmployeeId')),
  page07(
    'links-lose-updated',
    'Position links lose the time of the last update.',
    losing('dateTimeUpdated', 'dateTimeUpdatedOnOrAfter'),
  ),
  page17('href-of-updated-orders', 'The href of orders since a time is that of all orders.', (base) => ({
    pageMeta: (call, total, paging, window) => {
      const meta = base.pageMeta(call, total, paging, window) as JsonObject;
      return isBelow(call, '/orders') && call.query.has('dateTimeUpdated')
        ? { ...meta, href: base.url(call, '/orders', { limit: String(paging.limit), offset: String(paging.offset) }) }
        : meta;
    },
  })),

  ast13('segment-id-number', 'Segments of an order that is read alone have numbers as ids.', (base) => ({
    detail: (call, kind, wire, row) => {
      const sent = base.detail(call, kind, wire, row) as JsonObject;
      return kind === 'orders' ? { ...sent, orderSegments: { items: [{ orderSegmentId: 7 }] } } : sent;
    },
  })),
  ast13('catalog-maker-id-number', 'The manufacturer of a device of the catalogue has a number as id.', (base) => ({
    catalogItem: (call, kind, wire, item) => {
      const sent = base.catalogItem(call, kind, wire, item) as JsonObject;
      return kind === 'devices' ? { ...sent, manufacturer: { id: 7, name: 'Apple' } } : sent;
    },
  })),

  err09('offset-in-words-devices', 'Devices take an offset in words for none.', lenient('/assets/devices')),
  err09('limit-in-words-orders', 'Orders take a limit in words for none.', lenient('/orders')),

  ord13('submitted-kept-otherwise', 'A submitted order is kept with another number.', (base) => ({
    storeOrder: (state, order) => base.storeOrder(state, { ...order, external: `${order.external}-1` }),
  })),
  ord18('history-not-included', 'includeOrderHistory brings nothing.', lacking('history')),
  ord18('segments-not-included', 'includeOrderSegments brings nothing.', lacking('segment')),
];
