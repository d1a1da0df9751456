/** Other sorts of tenants, and other lawful ways to write what they have. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Json, JsonObject, Kind } from '../model.ts';
import { objects, tenant, variation } from './entry.ts';

function records(kind: Kind, change: (wire: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    item: (call, of, wire, row) => {
      const sent = base.item(call, of, wire, row) as JsonObject;
      return of === kind ? change(sent) : sent;
    },
    detail: (call, of, wire, row) => {
      const sent = base.detail(call, of, wire, row) as JsonObject;
      return of === kind ? change(sent) : sent;
    },
  });
}

const without = (wire: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(wire).filter(([name]) => !names.includes(name)));

const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Alters the spelling of every time. */
const times = (change: (text: string) => string) =>
  objects((object) =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        typeof value === 'string' && isTime.test(value) ? change(value) : value,
      ]),
    ),
  );

export const dataVariations = [
  variation('few-employees', 'The tenant has seven people.', tenant({ employees: 7, orders: 4 })),
  variation('many-employees', 'The tenant has 260 people.', tenant({ employees: 260, orders: 150 })),
  variation(
    'employees-fill-pages',
    'The tenant has sixty people, so that pages come out even.',
    tenant({ employees: 60, orders: 30 }),
  ),
  variation('one-employee', 'The tenant has the service account alone.', tenant({ employees: 1, orders: 0 })),
  variation('no-orders', 'The tenant has no orders.', tenant({ orders: 0 })),
  variation('other-ids', 'All ids are other ones.', tenant({ idOffset: 7_000_000 })),
  variation('opaque-ids', 'Ids are texts with letters and marks.', tenant({ opaqueIds: true })),
  variation(
    'odd-names',
    'Names hold quotation marks, angle brackets and letters of other scripts.',
    tenant({ oddNames: true }),
  ),

  variation(
    'devices-without-owner',
    'Devices do not name their employee.',
    records('devices', (wire) => without(wire, 'employee')),
  ),
  variation(
    'services-without-owner',
    'Services do not name their employee.',
    records('services', (wire) => without(wire, 'employee')),
  ),
  variation(
    'services-vendor-flat',
    'A service names one vendor.',
    records('services', (wire) => ({ ...wire, vendor: (wire['vendor'] as JsonObject)['current'] ?? null })),
  ),
  variation(
    'orders-by-id',
    'Orders have their id in id.',
    records('orders', (wire) => ({ ...without(wire, 'orderId'), id: wire['orderId'] ?? '' })),
  ),
  variation('orders-by-holder-alone', 'Orders are filtered by their account holder alone.', (base) => ({
    belongs: (call, kind, row, person) =>
      kind === 'orders' ? (row as { ownerId?: string }).ownerId === person.id : base.belongs(call, kind, row, person),
  })),
  variation(
    'nulls-for-absent',
    'Members that an item lacks are null.',
    records('devices', (wire) => ({
      simId: null,
      macAddress: null,
      companyAssetId: null,
      service: null,
      orderActions: null,
      ...wire,
    })),
  ),
  variation(
    'devices-model-text',
    'The manufacturer and model of a device are texts.',
    records('devices', (wire) => ({ ...wire, manufacturer: 'Apple', model: 'Six' })),
  ),
  variation('detail-in-envelope', 'A single order comes in an envelope.', (base) => ({
    detail: (call, kind, wire, row) =>
      kind === 'orders' ? { order: base.detail(call, kind, wire, row) } : base.detail(call, kind, wire, row),
  })),
  variation(
    'new-status',
    'Statuses have values that no page names.',
    records('services', (wire) => ({ ...wire, status: 'PENDING_REVIEW_2' })),
  ),
  variation(
    'new-serial-number-type',
    'Serial numbers have a type that no page names.',
    records('devices', (wire) => ({ ...wire, serialNumber: { type: 'EID', value: '890' } })),
  ),

  variation(
    'times-with-offset',
    'Times are written with +00:00.',
    times((text) => text.replace('Z', '+00:00')),
  ),
  variation(
    'times-with-fraction',
    'Times have fractions of a second.',
    times((text) => text.replace('Z', '.000Z')),
  ),
  variation(
    'times-with-another-offset',
    'Times are written with +05:30.',
    times((text) => `${new Date(Date.parse(text) + 19_800_000).toISOString().slice(0, 19)}+05:30`),
  ),
  variation(
    'orders-updated-before',
    'Orders were updated before they were submitted, as the printed ones.',
    records('orders', (wire) => ({ ...wire, updated: '2015-01-01T00:00:00Z' })),
  ),

  variation('regions-hrefs-are-lists', 'The href of a region is the list, as printed.', (base) => ({
    region: (call, wire, region) => ({
      ...(base.region(call, wire, region) as JsonObject),
      _meta: { ...(wire['_meta'] as JsonObject), href: base.url(call, '/regions', {}) },
    }),
  })),
  variation('access-method-list', 'A vendor has several access methods.', (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      return /^\/vendors\/./.test(call.route) && done.status === 200
        ? { ...done, json: { ...(done.json as JsonObject), accessMethod: ['GSM', 'LTE'] as Json } }
        : done;
    },
  })),
];
