/** Faults of the employee filter and its relatives. */
import type { Device, JsonObject, Order } from '../model.ts';
import type { Call } from '../world.ts';
import { failure, must, should, without } from './entry.ts';
import { ignored, leakOnPage, mixed, short, silently } from './of-filters.ts';

const byKind = {
  devices: must('TG-FIL-01'),
  services: must('TG-FIL-02'),
  orders: must('TG-FIL-03'),
  employees: must('TG-FIL-04'),
};
const fil05 = must('TG-FIL-05');
const fil06 = must('TG-FIL-06');
const fil07 = must('TG-FIL-07');
const fil08 = must('TG-FIL-08');
const fil09 = must('TG-FIL-09');
const fil10 = should('TG-FIL-10');
const fil11 = must('TG-FIL-11');

const named = (call: Call) => call.query.get('employee') ?? call.query.get('companyEmployeeId');

export const filterFaults = [
  ...(['devices', 'services', 'orders', 'employees'] as const).flatMap((kind) => [
    byKind[kind](`${kind}-filter-ignored`, `The employee filter of the ${kind} is ignored.`, ignored(kind)),
    byKind[kind](
      `${kind}-filter-lets-one-in`,
      `The employee filter of the ${kind} lets one record of somebody else in.`,
      mixed(kind, (rows, foreign) => [...rows, foreign]),
    ),
  ]),
  byKind.devices('devices-filter-loses-one', 'The employee filter of the devices loses one of them.', short('devices')),
  byKind.services(
    'services-filter-loses-one',
    'The employee filter of the services loses one of them.',
    short('services'),
  ),
  byKind.devices(
    'devices-filter-ignored-silently',
    'Devices do not name their employee, and the filter is ignored.',
    silently('devices'),
  ),
  byKind.services(
    'services-filter-ignored-silently',
    'Services do not name their employee, and the filter is ignored.',
    silently('services'),
  ),
  byKind.employees('employees-filter-of-department', 'The employee filter returns the whole department.', (base) => ({
    belongs: (call, kind, row, person) =>
      kind === 'employees'
        ? 'departmentId' in row && row.departmentId === person.departmentId
        : base.belongs(call, kind, row, person),
  })),
  byKind.orders(
    'orders-filter-by-service',
    'The employee filter returns orders of anybody with the same type.',
    (base) => ({
      belongs: (call, kind, row, person) =>
        base.belongs(call, kind, row, person) || (kind === 'orders' && (row as Order).type === 'SUSPEND'),
    }),
  ),

  fil05('company-filter-ignored', 'companyEmployeeId is ignored as a filter.', (base) => ({
    filterIds: (call, kind) => ({ ...base.filterIds(call, kind), company: null }),
  })),
  fil05('company-filter-empty', 'companyEmployeeId returns nothing.', (base) => ({
    served: (call, kind, rows, actor) =>
      call.query.get('companyEmployeeId') !== null && call.query.get('employee') === null
        ? []
        : base.served(call, kind, rows, actor),
  })),
  fil05('company-filter-ignored-by-orders', 'The orders ignore companyEmployeeId.', (base) => ({
    filterIds: (call, kind) =>
      kind === 'orders' ? { ...base.filterIds(call, kind), company: null } : base.filterIds(call, kind),
  })),

  fil06('company-filter-wins', 'Of two filters the company id decides.', (base) => ({
    filterIds: (call, kind) => {
      const ids = base.filterIds(call, kind);
      return ids.company === null ? ids : { employee: null, company: ids.company };
    },
  })),
  fil06('two-filters-none', 'Two filters at once are ignored.', (base) => ({
    filterIds: (call, kind) => {
      const ids = base.filterIds(call, kind);
      return ids.company !== null && ids.employee !== null ? { employee: null, company: null } : ids;
    },
  })),
  fil06('company-filter-wins-for-services', 'Of two filters the company id decides for services.', (base) => ({
    filterIds: (call, kind) => {
      const ids = base.filterIds(call, kind);
      return kind === 'services' && ids.company !== null ? { employee: null, company: ids.company } : ids;
    },
  })),

  fil07('filter-widens-devices', 'The employee filter shows a device that the list without it lacks.', (base) => ({
    served: (call, kind, rows, actor) => {
      const served = base.served(call, kind, rows, actor);
      return kind === 'devices' && call.query.get('employee') === null && call.query.get('companyEmployeeId') === null
        ? served.filter((row) => (row as Device).ownerId !== call.world.data.traveller.id)
        : served;
    },
  })),
  fil07('filter-counts-more', 'Under a filter totalCount is that of a longer list.', (base) => ({
    totalCount: (total, call, window) => (named(call) === null ? base.totalCount(total, call, window) : 5000),
  })),
  fil07('filter-widens-orders', 'The employee filter shows orders that the list without it lacks.', (base) => ({
    served: (call, kind, rows, actor) =>
      kind === 'orders' && named(call) === null
        ? rows.filter((row) => (row as Order).ownerId !== call.world.data.traveller.id)
        : base.served(call, kind, rows, actor),
  })),

  fil08(
    'devices-leak-on-page-three',
    'From the third page on the employee filter of the devices lets somebody else in.',
    leakOnPage('devices', 3),
  ),
  fil08(
    'services-leak-on-page-three',
    'From the third page on the employee filter of the services lets somebody else in.',
    leakOnPage('services', 3),
  ),
  fil08(
    'orders-leak-on-page-three',
    'From the third page on the employee filter of the orders lets somebody else in.',
    leakOnPage('orders', 3),
  ),
  fil08(
    'devices-leak-on-page-two',
    'From the second page on the employee filter of the devices lets somebody else in.',
    leakOnPage('devices', 2),
  ),

  fil09('unknown-filter-all', 'A filter by nobody returns the whole list.', (base) => ({
    filterIds: (call, kind) => {
      const ids = base.filterIds(call, kind);
      return base.findPerson(call, ids, 'filter') === null ? { employee: null, company: null } : ids;
    },
  })),
  fil09('unknown-filter-500', 'A filter by nobody makes the server fail.', () => ({ unknownFilter: () => failure })),
  fil09(
    'unknown-filter-own-devices',
    'A filter of the devices by nobody returns the devices without a filter.',
    (base) => ({
      filterIds: (call, kind) => {
        const ids = base.filterIds(call, kind);
        return kind === 'devices' && base.findPerson(call, ids, 'filter') === null
          ? { employee: null, company: null }
          : ids;
      },
    }),
  ),

  fil10('updated-filter-ignored', 'dateTimeUpdatedOnOrAfter is ignored.', () => ({ updatedSince: () => null })),
  fil10(
    'updated-filter-reversed',
    'dateTimeUpdatedOnOrAfter keeps the employees that were updated before.',
    (base) => ({
      served: (call, kind, rows, actor) => {
        const since = kind === 'employees' ? base.updatedSince(call, kind) : null;
        return base.served(
          call,
          kind,
          since === null ? rows : call.world.data.employees.filter(({ updated, rank }) => rank < 3 && updated < since),
          actor,
        );
      },
    }),
  ),

  fil11('service-details-ignored', 'includeServiceDetails is ignored.', (base) => ({
    item: (call, kind, wire, row) =>
      kind === 'devices'
        ? without(base.item(call, kind, wire, row) as JsonObject, 'service')
        : base.item(call, kind, wire, row),
  })),
  fil11('service-details-lose-devices', 'With includeServiceDetails only devices with a service come.', (base) => ({
    served: (call, kind, rows, actor) =>
      kind === 'devices' && call.query.get('includeServiceDetails') === 'true'
        ? rows.filter((row) => (row as Device).serviceId !== null)
        : base.served(call, kind, rows, actor),
  })),
  fil11('service-details-id-alone', 'includeServiceDetails adds no more than the id of the service.', (base) => ({
    item: (call, kind, wire, row) => {
      const sent = base.item(call, kind, wire, row) as JsonObject;
      const { service } = sent;
      return kind === 'devices' && typeof service === 'object' && service !== null
        ? { ...sent, service: { id: (service as JsonObject)['id'] ?? '' } }
        : sent;
    },
  })),
];
