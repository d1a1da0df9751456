/** Repeatable data: departments with managers and staff, their devices, services and orders, and people nobody may see. */
import { seeded, type Random } from '../random.ts';
import { catalogOf, regions, vendors } from './shop.ts';
import type { Data, DataOptions, Device, Employee, Order, Rank, Service } from './model.ts';

const day = 86_400_000;
const cache = new Map<string, Data>();

/**
 * The data of a tenant, made once per choice and day and shared by all worlds.
 * @param now milliseconds since the epoch; only the UTC day counts
 */
export function dataFor(options: DataOptions, now: number): Data {
  const today = Math.floor(now / day) * day;
  const key = JSON.stringify([options, today]);
  const made = cache.get(key) ?? make(options, today);
  cache.set(key, made);
  return made;
}

const departments = new Map([
  ['80022', 'Marketing'],
  ['80023', 'Field service'],
  ['80024', 'Sales'],
  ['80099', 'Board office'],
]);
const firstNames = [
  'Ada',
  'Ben',
  'Carla',
  'Dov',
  'Edda',
  'Femi',
  'Gita',
  'Hugo',
  'Ines',
  'Jan',
  'Kofi',
  'Lea',
  'Mina',
  'Noor',
];
const lastNames = ['Arnold', 'Brandt', 'Castro', 'Dahl', 'Evans', 'Frost', 'Grant', 'Holm', 'Ito', 'Jensen', 'Keller'];

type Ids = (base: number) => string;

/** Ids that settings name; the same in every sort of tenant. */
const travellerId = '48060052';
const strangerId = '50000001';
const orderOfStranger = '8990001';

function make(options: DataOptions, today: number): Data {
  const random = seeded(20_260_309);
  const id: Ids = (base) =>
    options.opaqueIds ? `id_${(base + options.idOffset).toString(36)}-x` : String(base + options.idOffset);
  const employees = employeesOf(options, today, id, random);
  const [account] = employees;
  const stranger = employees.find((person) => person.id === strangerId);
  if (account === undefined || stranger === undefined)
    throw new Error('the reference data needs an account and a stranger');
  const traveller = employees.find((person) => person.id === travellerId) ?? account;
  const services: Service[] = [];
  const devices: Device[] = [];
  for (const employee of employees) {
    const count =
      employee === stranger || employee === account ? 0 : employee === traveller ? 11 : random.between(0, 2);
    for (let i = 0; i < count; i += 1) {
      const n = services.length;
      const service = serviceOf(id(38_380_000 + n * 7), id(35_360_000 + n * 3), employee, today, random);
      // Now and then a service has no device, and a device no service.
      const alone = n % 9 === 4;
      services.push(alone ? { ...service, deviceId: null } : service);
      if (!alone) devices.push(deviceOf(id(35_360_000 + n * 3), service.id, employee, today, random));
      if (n % 8 === 3) devices.push(deviceOf(id(35_390_000 + n), null, employee, today, random));
    }
  }
  // What the stranger has keeps its ids in every sort of tenant, so that settings can name it.
  for (const [n, strange] of [0, 1].entries()) {
    const service = serviceOf(`3899000${strange}`, `3599000${strange}`, stranger, today, random);
    services.splice(n * 7 + 3, 0, service);
    devices.splice(n * 7 + 3, 0, deviceOf(`3599000${strange}`, service.id, stranger, today, random));
  }
  const orders = ordersOf(options, employees, services, today, id, random);
  return {
    employees,
    devices: shuffled(devices, random),
    services: shuffled(services, random),
    orders,
    departments,
    vendors,
    regions,
    catalog: catalogOf(options, id),
    account,
    traveller,
    stranger,
  };
}

/** The account first; strangers are strewn among the others, so that no page is free of them by itself. */
function employeesOf(options: DataOptions, today: number, id: Ids, random: Random): Employee[] {
  const list: Employee[] = [];
  const add = (rank: Rank) => {
    const n = list.length;
    const isKnown = n === 4 || (rank === 3 && !list.some((person) => person.id === strangerId));
    const [first, last] = [firstNames[n % firstNames.length] ?? '', lastNames[(n * 3) % lastNames.length] ?? ''];
    const departmentId = rank === 3 ? '80099' : (['80022', '80023', '80024'][n % 3] ?? '80022');
    list.push({
      id: isKnown ? (rank === 3 ? strangerId : travellerId) : id(48_060_000 + n * 13),
      // Two people share a company id: the vendor does not keep them apart.
      companyEmployeeId:
        n === 12 || n === 13 ? 'shared.mailbox@example.com' : `${first}.${last}${n}@example.com`.toLowerCase(),
      firstName: options.oddNames && n % 4 === 1 ? `${first} "O'Neil" <ü>` : first,
      lastName: options.oddNames && n % 4 === 2 ? `${last} 漢字\u2028` : last,
      departmentId,
      regionId: n % 4 === 3 ? '70140002' : '70140001',
      phone: `203555${String(1000 + n)}`,
      updated: today - random.between(1, 400) * day + random.between(0, 86_399) * 1000,
      rank,
    });
  };
  add(2);
  for (let i = 1; i < options.employees; i += 1) {
    add(i % 9 === 1 ? 1 : 0);
    if (i % 7 === 4) add(3);
  }
  if (!list.some(({ rank }) => rank === 3)) add(3);
  return list;
}

function serviceOf(id: string, deviceId: string, owner: Employee, today: number, random: Random): Service {
  const start = today - random.between(30, 900) * day + 5 * 3_600_000;
  return {
    id,
    ownerId: owner.id,
    deviceId,
    number: `203${random.between(2_000_000, 9_999_999)}`,
    vendorId: random.pick(vendors.filter(({ carrier }) => carrier)).id,
    plan: random.pick(['Nationwide Talk', 'Shared Data 10', 'Field Tablet']),
    status: random.next() < 0.85 ? 'ACTIVE' : 'SUSPENDED',
    start,
    end: start + random.pick([365, 730]) * day,
    upgradeFrom: start + 600 * day,
    updated: today - random.between(1, 200) * day + random.between(0, 86_399) * 1000,
  };
}

function deviceOf(id: string, serviceId: string | null, owner: Employee, today: number, random: Random): Device {
  return {
    id,
    ownerId: owner.id,
    serviceId,
    manufacturer: random.pick(['Apple', 'Samsung', 'Nokia']),
    model: random.pick(['Six Plus (16GB)', 'Galaxy S4', 'Slate 10']),
    serial: String(random.between(1_000_000_000_000, 9_999_999_999_999)),
    accessMethod: random.pick(['GSM', 'CDMA', 'CDMA_PCS']),
    updated: today - random.between(1, 200) * day + random.between(0, 86_399) * 1000,
  };
}

const orderTypes = ['SUSPEND', 'UPDATE_FEATURES', 'DEACTIVATE', 'UNSUSPEND'];

function ordersOf(
  options: DataOptions,
  employees: readonly Employee[],
  services: readonly Service[],
  today: number,
  id: Ids,
  random: Random,
): Order[] {
  const list: Order[] = [];
  const owned = services.filter(({ ownerId }) => employees.find((e) => e.id === ownerId)?.rank !== 3);
  const foreign = services.filter((service) => !owned.includes(service));
  const add = (service: Service | undefined, known?: string) => {
    if (service === undefined) return;
    const n = list.length;
    const submitted = today - random.between(1, 300) * day + random.between(0, 86_399) * 1000;
    const owner = employees.find((e) => e.id === service.ownerId);
    // Managers order for their people; for others people order themselves.
    const requester =
      n % 3 === 1 && owner?.rank === 0
        ? employees.find((e) => e.rank === 1 && e.departmentId === owner.departmentId)
        : owner;
    const type = orderTypes[n % orderTypes.length] ?? 'SUSPEND';
    list.push({
      id: known ?? id(8_050_000 + n * 11),
      ownerId: service.ownerId,
      requesterId: requester?.id ?? service.ownerId,
      external: `EXT-${1000 + n}`,
      type,
      status: n % 4 === 2 ? 'AWAITING_APPROVAL' : 'ORDER_SUBMITTED',
      serviceId: service.id,
      submitted,
      updated: submitted + random.between(0, 3) * day,
      features: type === 'UPDATE_FEATURES' ? [{ id: id(518), action: 'ADD' }] : [],
      properties: [
        {
          groupId: 'MISCELLANEOUS',
          fields: [{ id: 'CONTACT_NUMBER', label: 'Contact phone', type: 'TEXT', text: '2035550100' }],
        },
      ],
    });
  };
  for (let i = 0; i < options.orders; i += 1) {
    add(owned[(i * 3) % Math.max(owned.length, 1)]);
    if (i === 2)
      add(
        foreign.find(({ ownerId }) => ownerId === strangerId),
        orderOfStranger,
      );
    if (i % 8 === 5) add(foreign[i % Math.max(foreign.length, 1)]);
  }
  return list;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random.between(0, i);
    const [a, b] = [copy[i], copy[j]];
    if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a];
  }
  return copy;
}
