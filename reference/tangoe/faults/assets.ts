/** Faults of employees, devices, services, catalogue, vendors, ping and diagnostics. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import { atPremium, items, must, records, should, without } from './entry.ts';

const ast01 = must('TG-AST-01');
const ast02 = must('TG-AST-02');
const ast03 = must('TG-AST-03');
const ast04 = must('TG-AST-04');
const ast05 = should('TG-AST-05');
const ast06 = must('TG-AST-06');
const ast07 = should('TG-AST-07');
const ast08 = should('TG-AST-08');
const ast09 = must('TG-AST-09');
const ast10 = must('TG-AST-10');
const ast11 = must('TG-AST-11', atPremium);
const ast12 = must('TG-AST-12');
const ver01 = must('TG-VER-01');

const inner = (wire: JsonObject, name: string) => wire[name] as JsonObject;

function catalogItems(change: (wire: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    catalogItem: (call, kind, wire, item) => change(base.catalogItem(call, kind, wire, item) as JsonObject),
  });
}

const dates = (change: (dates: JsonObject) => JsonObject) =>
  records('services', (wire) => ({ ...wire, contractDates: change(inner(wire, 'contractDates')) }));

export const assetFaults = [
  ast01(
    'employee-id-number',
    'Employees have numbers as ids.',
    items('employees', (wire) => ({ ...wire, id: Number(wire['id']) })),
  ),
  ast01(
    'employee-department-text',
    'The department of an employee is a text.',
    items('employees', (wire) => ({ ...wire, department: 'Marketing' })),
  ),
  ast01(
    'employee-name-object',
    'The first name of an employee is an object.',
    items('employees', (wire) => ({ ...wire, firstName: { value: 'Ada' } })),
  ),
  ast01(
    'employee-department-id-number',
    'The id of a department is a number.',
    items('employees', (wire) => ({ ...wire, department: { ...inner(wire, 'department'), id: 80_022 } })),
  ),

  ast02(
    'device-id-number',
    'Devices have numbers as ids.',
    items('devices', (wire) => ({ ...wire, id: Number(wire['id']) })),
  ),
  ast02(
    'device-serial-number-text',
    'The serial number of a device is a text.',
    items('devices', (wire) => ({ ...wire, serialNumber: String(inner(wire, 'serialNumber')['value']) })),
  ),
  ast02(
    'device-serial-value-number',
    'The value of a serial number is a number.',
    items('devices', (wire) => ({ ...wire, serialNumber: { type: 'IMEI', value: 7_738_293 } })),
  ),

  ast03(
    'service-id-number',
    'Services have numbers as ids.',
    items('services', (wire) => ({ ...wire, id: Number(wire['id']) })),
  ),
  ast03(
    'service-dates-list',
    'The contract dates of a service are a list.',
    items('services', (wire) => ({ ...wire, contractDates: Object.values(inner(wire, 'contractDates')) })),
  ),
  ast03(
    'service-number-number',
    'The number of a service is a JSON number.',
    records('services', (wire) => ({ ...wire, serviceNumber: Number(wire['serviceNumber']) })),
  ),

  ast04(
    'service-dates-us',
    'Contract dates are written as month/day/year.',
    dates((d) => ({ ...d, start: '06/05/2024' })),
  ),
  ast04(
    'employee-updated-epoch',
    'Employees say in milliseconds, as a text, when they were updated.',
    items('employees', (wire) => ({ ...wire, updated: String(Date.parse(String(wire['updated']))) })),
  ),
  ast04(
    'device-updated-without-zone',
    'Devices say without a zone when they were updated.',
    items('devices', (wire) => ({ ...wire, updated: String(wire['updated']).replace('Z', '') })),
  ),
  ast04(
    'service-dates-with-blank',
    'Contract dates have a blank in place of the T.',
    dates((d) => ({ ...d, end: String(d['end']).replace('T', ' ') })),
  ),

  ast05(
    'contracts-end-before-start',
    'Contracts end before they start.',
    dates((d) => ({ ...d, start: d['end'] ?? null, end: d['start'] ?? null })),
  ),
  ast05(
    'a-contract-ends-in-1970',
    'Contracts end in 1970.',
    dates((d) => ({ ...d, end: '1970-01-01T00:00:00Z' })),
  ),

  ast06(
    'catalog-id-number',
    'Items of the catalogue have numbers as ids.',
    catalogItems((wire) => ({ ...wire, id: Number(wire['id']) })),
  ),
  ast06(
    'catalog-price-text',
    'The amount of a price is a text.',
    catalogItems((wire) => ({
      ...wire,
      price: { ...inner(wire, 'price'), amount: String(inner(wire, 'price')['amount']) },
    })),
  ),
  ast06(
    'catalog-price-without-recurrence',
    'Prices have no recurrence.',
    catalogItems((wire) => ({ ...wire, price: without(inner(wire, 'price'), 'recurrence') })),
  ),
  ast06(
    'catalog-price-number',
    'A price is a number alone.',
    catalogItems((wire) => ({ ...wire, price: inner(wire, 'price')['amount'] ?? 0 })),
  ),

  ast07(
    'status-in-words',
    'The status of services is written in words.',
    items('services', (wire) => ({ ...wire, status: wire['status'] === 'ACTIVE' ? 'Active' : 'On hold' })),
  ),
  ast07(
    'order-types-camel-case',
    'Transaction types of orders are written in camel case.',
    items('orders', (wire) => ({ ...wire, transactionType: String(wire['transactionType']).toLowerCase() })),
  ),

  ast08(
    'employee-without-company-id',
    'Employees have no company id in lists.',
    items('employees', (wire) => (wire['id'] === undefined ? wire : without(wire, 'department'))),
  ),
  ast08(
    'employee-without-status',
    'Employees have no status.',
    records('employees', (wire) => without(wire, 'status')),
  ),

  ast09('a-device-twice', 'The first device comes a second time at the end.', (base) => ({
    served: (call, kind, rows, actor) => {
      const served = base.served(call, kind, rows, actor);
      return kind === 'devices' && served.length > 20 && served[0] !== undefined ? [...served, served[0]] : served;
    },
  })),
  ast09('orders-twice', 'Orders with another requester come twice.', (base) => ({
    served: (call, kind, rows, actor) => {
      const served = base.served(call, kind, rows, actor);
      return kind === 'orders'
        ? served.flatMap((row) => ('requesterId' in row && row.requesterId !== row.ownerId ? [row, row] : [row]))
        : served;
    },
  })),

  ast10('ping-silent', '/ping does not return the text.', (base) => ({
    ping: (call) => without(base.ping(call) as JsonObject, 'echoText'),
  })),
  ast10('ping-echo-escaped', '/ping returns the text with percent-escapes.', (base) => ({
    ping: (call) => ({
      ...(base.ping(call) as JsonObject),
      echoText: encodeURIComponent(call.query.get('echoText') ?? ''),
    }),
  })),
  ast10('ping-echo-cut', '/ping returns the first ten characters.', (base) => ({
    ping: (call) => ({ ...(base.ping(call) as JsonObject), echoText: (call.query.get('echoText') ?? '').slice(0, 10) }),
  })),

  ast11('diagnostics-texts', 'Diagnostics are texts.', (base) => ({
    diagnostics: (call, actor) =>
      Object.fromEntries(
        Object.entries(base.diagnostics(call, actor) as JsonObject).map(([name, value]) => [name, String(value)]),
      ),
  })),
  ast11('diagnostics-incomplete', 'Diagnostics lack IS_ACTOR_APPROVER.', (base) => ({
    diagnostics: (call, actor) => without(base.diagnostics(call, actor) as JsonObject, 'IS_ACTOR_APPROVER'),
  })),

  ast12('vendor-id-number', 'Vendors have numbers as ids.', (base) => ({
    vendor: (call, wire) => ({ ...(base.vendor(call, wire) as JsonObject), id: Number(wire['id']) }),
  })),
  ast12('vendor-name-object', 'The name of a vendor is an object.', (base) => ({
    vendor: (call, wire) => ({ ...(base.vendor(call, wire) as JsonObject), name: { en: 'x' } }),
  })),
  ast12('vendor-type-widens', 'The filter type shows a vendor that the list without it lacks.', (base) => ({
    vendorRows: (rows, type) => (type === null ? rows.slice(1) : base.vendorRows(rows, type)),
  })),

  ver01('version-answers-text', 'The version answers /ping with a text.', () => ({ ping: () => 'pong' })),
  ver01('version-not-deployed', '/ping does not exist.', (base) => ({
    intercept: (call) => (call.route === '/ping' ? base.unknownRoute(call) : base.intercept(call)),
  })),
];
