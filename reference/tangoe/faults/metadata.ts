/** Faults of the links of `_meta`, and of single items. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Json, JsonObject, Kind } from '../model.ts';
import { allRows } from '../lists.ts';
import type { Answer, Call } from '../world.ts';
import { items, must, should, without } from './entry.ts';

const meta01 = must('TG-META-01');
const meta02 = must('TG-META-02');
const meta03 = should('TG-META-03');
const meta04 = should('TG-META-04');
const meta05 = must('TG-META-05');
const meta06 = must('TG-META-06');
const uri01 = must('TG-URI-01');
const uri02 = must('TG-URI-02');
const uri03 = must('TG-URI-03');

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Alters the `_meta` of the items of a list. */
function meta(kind: Kind, change: (meta: JsonObject, id: string, call: Call) => JsonObject): ChangeOfBehaviour {
  return items(kind, (wire, row, call) => ({
    ...wire,
    _meta: change(isObject(wire['_meta']) ? wire['_meta'] : {}, row.id, call),
  }));
}

/** Alters the detail of the records of a kind. */
function detail(kind: Kind, change: (wire: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    detail: (call, of, wire, row) => {
      const sent = base.detail(call, of, wire, row) as JsonObject;
      return of === kind ? change(sent) : sent;
    },
  });
}

/** Alters every link that the server makes. */
function links(change: (url: string, path: string) => string): ChangeOfBehaviour {
  return (base) => ({ url: (call, path, query) => change(base.url(call, path, query), path) });
}

/** Answers a single item with the first one of its list. */
function firstOf(kind: Kind): ChangeOfBehaviour {
  return (base) => ({
    single: (call, of, row) =>
      of === kind
        ? (allRows(call, of).find((r) => base.visible(call, of, r, undefined) || r !== row) ?? row)
        : base.single(call, of, row),
  });
}

/** Alters the body of one resource below the API. */
function body(route: RegExp, change: (json: JsonObject) => Json): ChangeOfBehaviour {
  return (base) => ({
    finish: (call, answer): Answer => {
      const done = base.finish(call, answer);
      return route.test(call.route) && done.status === 200 && isObject(done.json)
        ? { ...done, json: change(done.json) }
        : done;
    },
  });
}

const lessQuery = (url: string, name: string) => {
  const made = new URL(url);
  made.searchParams.delete(name);
  return made.href;
};

export const metadataFaults = [
  meta01(
    'employee-href-to-neighbour',
    'The href of an employee leads to somebody else.',
    meta('employees', (m, _id, call) => ({
      ...m,
      href: call.world.behaviour.url(call, `/employees/${call.world.data.account.id}`, {}),
    })),
  ),
  meta01(
    'order-href-to-list',
    'The href of an order leads to the list.',
    meta('orders', (m, _id, call) => ({ ...m, href: call.world.behaviour.url(call, '/orders', {}) })),
  ),
  meta01(
    'device-href-singular',
    'The href of a device is written with asset in place of assets.',
    meta('devices', (m) => ({ ...m, href: String(m['href']).replace('/assets/', '/asset/') })),
  ),
  meta01(
    'service-href-dead',
    'The href of a service leads to nothing.',
    meta('services', (m) => ({ ...m, href: `${String(m['href'])}0` })),
  ),
  meta01(
    'vendor-href-dead',
    'The href of the vendor that a service names leads to nothing.',
    links((url, path) => (/^\/vendors\/\w+$/.test(path) ? `${url}x` : url)),
  ),

  meta02(
    'detail-without-department',
    'The detail of an employee lacks his department.',
    detail('employees', (wire) => without(wire, 'department')),
  ),
  meta02(
    'detail-other-number',
    'The detail of a service has another number than the list.',
    detail('services', (wire) => ({ ...wire, serviceNumber: '0000000000' })),
  ),
  meta02(
    'detail-without-serial-number',
    'The detail of a device lacks the serial number.',
    detail('devices', (wire) => without(wire, 'serialNumber')),
  ),
  meta02(
    'detail-other-order-status',
    'The detail of an order has another status than the list.',
    detail('orders', (wire) => ({ ...wire, status: 'COMPLETED' })),
  ),
  meta02(
    'detail-other-department-name',
    'The detail of an employee names his department otherwise.',
    detail('employees', (wire) => ({
      ...wire,
      department: { ...(wire['department'] as JsonObject), name: 'Elsewhere' },
    })),
  ),

  meta03('links-relative', 'The links of _meta are no complete URLs, except those of pages.', (base) => ({
    url: (call, path, query) =>
      base
        .url(call, path, query)
        .replace(
          call.base,
          /^\/(?:employees|orders|assets\/\w+)$/.test(path) && query['employee'] === undefined ? call.base : '/v1',
        ),
  })),
  meta03(
    'links-without-scheme',
    'hrefDevices has no scheme.',
    meta('employees', (m) => ({ ...m, hrefDevices: String(m['hrefDevices']).replace(/^https?:/, '') })),
  ),

  meta04(
    'links-misspelt-host',
    'The links of items lead to a misspelt host.',
    meta('devices', (m) => ({ ...m, href: String(m['href']).replace(/\/\/[^/]+/, '//tngo--mobproc.example.com') })),
  ),
  meta04(
    'links-other-base-path',
    'The links of orders lead below another path.',
    meta('orders', (m) => ({ ...m, href: String(m['href']).replace(/\/\/([^/]+).*\/v1\//, '//$1/mobility/v1/') })),
  ),

  meta05(
    'href-devices-unfiltered',
    'hrefDevices leads to the devices of everybody.',
    meta('employees', (m) => ({ ...m, hrefDevices: lessQuery(String(m['hrefDevices']), 'employee') })),
  ),
  meta05(
    'href-services-missing',
    'Employees have no hrefServices.',
    meta('employees', (m) => without(m, 'hrefServices')),
  ),
  meta05(
    'href-services-of-account',
    'hrefServices leads to the services of a manager.',
    meta('employees', (m, id, call) => ({
      ...m,
      hrefServices: String(m['hrefServices']).replace(
        id,
        call.world.data.employees.find(({ rank, id: other }) => rank === 0 && other !== id)?.id ?? id,
      ),
    })),
  ),
  meta05(
    'href-devices-dead',
    'hrefDevices leads to nothing.',
    meta('employees', (m) => ({ ...m, hrefDevices: String(m['hrefDevices']).replace('/assets/devices', '/devices') })),
  ),

  meta06(
    'employees-without-meta',
    'Employees have no _meta.',
    items('employees', (wire) => without(wire, '_meta')),
  ),
  meta06('some-employees-without-href', 'Every fifth employee has no href.', (base) => ({
    cut: (rows, window, call) => base.cut(rows, window, call),
    item: (call, kind, wire, row) => {
      const sent = base.item(call, kind, wire, row) as JsonObject;
      const n = allRows(call, kind).indexOf(row);
      return kind === 'employees' && n % 5 === 2
        ? { ...sent, _meta: without(sent['_meta'] as JsonObject, 'href') }
        : sent;
    },
  })),

  ...(['employees', 'devices', 'services', 'orders'] as const).map((kind) =>
    uri01(`${kind}-single-is-first`, `A single item of ${kind} is always the first of the list.`, firstOf(kind)),
  ),
  uri01('orders-single-missing', 'Single orders are not found.', (base) => ({
    intercept: (call) => (/^\/orders\/\d+$/.test(call.route) ? base.notFound(call) : base.intercept(call)),
  })),

  uri02('catalog-device-not-found', 'A device of the catalogue is not found by its id.', (base) => ({
    intercept: (call) => (call.route.startsWith('/catalog/devices/') ? base.notFound(call) : base.intercept(call)),
  })),
  uri02(
    'catalog-plan-is-another',
    'A plan read by its id is another one.',
    body(/^\/catalog\/plans\/./, (json) => ({ ...json, id: '6568880999' })),
  ),

  uri03(
    'region-is-another',
    'A region read by its id is another one.',
    body(/^\/regions\/./, (json) => ({ ...json, id: '70149999' })),
  ),
  uri03('vendor-not-found', 'A vendor is not found by its id.', (base) => ({
    intercept: (call) => (call.route.startsWith('/vendors/') ? base.notFound(call) : base.intercept(call)),
  })),
  uri03(
    'vendor-without-id',
    'A vendor read by its id does not say it.',
    body(/^\/vendors\/./, (json) => without(json, 'id')),
  ),
];
