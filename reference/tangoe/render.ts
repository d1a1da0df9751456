/** What is sent of the records, in lists and alone. */
import type { Device, Employee, Json, JsonObject, Kind, Order, Service } from './model.ts';
import { featureWire, segments } from './ordering.ts';
import { iso, type Call } from './world.ts';

export type Row = Employee | Device | Service | Order;

export const pathOf: Readonly<Record<Kind, string>> = {
  employees: '/employees',
  devices: '/assets/devices',
  services: '/assets/services',
  orders: '/orders',
};

const link = (call: Call, path: string, query: Readonly<Record<string, string>> = {}) =>
  call.world.behaviour.url(call, path, query);
const metaOf = (call: Call, path: string): JsonObject => ({ href: link(call, path) });

export function employeeItem(call: Call, person: Employee): JsonObject {
  const list = { limit: '10', offset: '0', employee: person.id };
  return {
    _meta: {
      href: link(call, `/employees/${person.id}`),
      hrefDevices: link(call, '/assets/devices', list),
      hrefServices: link(call, '/assets/services', list),
    },
    companyEmployeeId: person.companyEmployeeId,
    department: { id: person.departmentId, name: call.world.data.departments.get(person.departmentId) ?? '' },
    firstName: person.firstName,
    id: person.id,
    lastName: person.lastName,
    status: 'ACTIVE',
    updated: iso(person.updated),
  };
}

/** A person as another record names him. */
export function personRef(call: Call, id: string): JsonObject {
  const person = call.world.data.employees.find((e) => e.id === id);
  if (person === undefined) return { id };
  return {
    _meta: metaOf(call, `/employees/${id}`),
    companyEmployeeId: person.companyEmployeeId,
    firstName: person.firstName,
    id,
    lastName: person.lastName,
    status: 'ACTIVE',
  };
}

export function vendorRef(call: Call, id: string): JsonObject {
  const name = call.world.data.vendors.find((vendor) => vendor.id === id)?.name ?? '';
  return { _meta: metaOf(call, `/vendors/${id}`), id, logoUrl: `https://images.example.com/${id} logo.gif`, name };
}

function deviceWire(call: Call, device: Device): JsonObject {
  return {
    _meta: metaOf(call, `/assets/devices/${device.id}`),
    accessMethod: device.accessMethod,
    employee: personRef(call, device.ownerId),
    id: device.id,
    manufacturer: { id: device.manufacturer, name: device.manufacturer },
    model: { id: device.model, name: device.model },
    serialNumber: { type: 'IMEI', value: device.serial },
    updated: iso(device.updated),
  };
}

function serviceWire(call: Call, service: Service): JsonObject {
  return {
    _meta: metaOf(call, `/assets/services/${service.id}`),
    contractDates: { activated: iso(service.start), end: iso(service.end), start: iso(service.start) },
    employee: personRef(call, service.ownerId),
    id: service.id,
    plan: { name: service.plan },
    serviceNumber: service.number,
    status: service.status,
    updated: iso(service.updated),
    upgradeEligibilityDate: iso(service.upgradeFrom),
    vendor: { billing: vendorRef(call, service.vendorId), current: vendorRef(call, service.vendorId) },
  };
}

function serviceById(call: Call, id: string | null): Service | undefined {
  return call.world.state.services.find((service) => service.id === id);
}

function orderWire(call: Call, order: Order): JsonObject {
  return {
    _meta: metaOf(call, `/orders/${order.id}`),
    accountHolder: personRef(call, order.ownerId),
    dateSubmitted: iso(order.submitted),
    externalOrderNumber: order.external,
    orderId: order.id,
    requestedBy: personRef(call, order.requesterId),
    serviceNumber: serviceById(call, order.serviceId)?.number ?? '',
    status: order.status,
    transactionType: order.type,
    updated: iso(order.updated),
  };
}

const asked = (call: Call, name: string) => call.query.get(name)?.toLowerCase() === 'true';

/** Blocks that the include parameters add to the orders of a list. */
export const orderBlocks: Readonly<Record<string, (call: Call, order: Order) => JsonObject>> = {
  includeOrderProperties: (_call, order) => ({ propertyGroup: order.properties }),
  includeApprovers: (call, order) =>
    order.status === 'AWAITING_APPROVAL'
      ? { pendingApprovalLevel: 1, approver: [personRef(call, call.world.data.account.id)] }
      : {},
  includeOrderSegments: (call, order) => ({ segment: segments(call, order) }),
  includeOrderShipments: () => ({ shipment: [] }),
  includeOrderHistory: (_call, order) => ({ history: [{ date: iso(order.submitted), status: 'ORDER_SUBMITTED' }] }),
  includeShipToAddress: () => ({ shipTo: { address: [] } }),
};

/** A record as its list shows it. */
export function itemOf(call: Call, kind: Kind, row: Row): Json {
  if (kind === 'employees') return employeeItem(call, row as Employee);
  if (kind === 'services') return serviceWire(call, row as Service);
  if (kind === 'devices') {
    const device = row as Device;
    const wire = deviceWire(call, device);
    const service = serviceById(call, device.serviceId);
    if (service === undefined || !asked(call, 'includeServiceDetails')) return wire;
    const { upgradeEligibilityDate, ...details } = serviceWire(call, service);
    const dated = asked(call, 'includeUpgradeEligibleDate') ? { upgradeEligibilityDate } : {};
    return { ...wire, service: { ...details, ...dated } as JsonObject };
  }
  const order = row as Order;
  const blocks = Object.entries(orderBlocks).flatMap(([name, block]) =>
    asked(call, name) ? [block(call, order)] : [],
  );
  return Object.assign({}, orderWire(call, order), ...blocks) as JsonObject;
}

/** A record alone, with what the list leaves out. */
export function detailOf(call: Call, kind: Kind, row: Row): Json {
  if (kind === 'employees') {
    const person = row as Employee;
    const more = {
      email: person.companyEmployeeId,
      officePhone: person.phone,
      customAttributes: [{ name: 'floor', value: '3' }],
    };
    return { ...employeeItem(call, person), ...more };
  }
  if (kind === 'devices') {
    const device = row as Device;
    const service = serviceById(call, device.serviceId);
    const more = { simId: `8301${device.serial}`, orderActions: ['UPGRADE', 'SWAP_DEVICES'] };
    return {
      ...deviceWire(call, device),
      ...more,
      ...(service === undefined ? {} : { service: serviceWire(call, service) }),
    };
  }
  if (kind === 'services') {
    const service = row as Service;
    const device = call.world.data.devices.find(({ id }) => id === service.deviceId);
    const more = { orderActions: ['SUSPEND', 'UPDATE_FEATURES'] };
    return {
      ...serviceWire(call, service),
      ...more,
      ...(device === undefined ? {} : { device: deviceWire(call, device) }),
    };
  }
  const order = row as Order;
  return {
    ...orderWire(call, order),
    orderSegments: { items: segments(call, order) },
    properties: order.properties,
    features: order.features.map((f) => featureWire(call, f)),
  };
}
