/** The four lists that page, each read once from end to end and used by every case that needs an id. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import type { Probe } from '../../../src/suite/types.ts';
import { type TangoeApi, probe } from '../suite.ts';
import { isAnswered } from './findings.ts';
import { countIn, isObject, itemsOf, metaOf, rowId, rowIds } from './pages.ts';

export type Kind = 'employees' | 'devices' | 'services' | 'orders';
export const kinds: readonly Kind[] = ['employees', 'devices', 'services', 'orders'];

export const routeOf: Readonly<Record<Kind, string>> = {
  employees: '/employees',
  devices: '/assets/devices',
  services: '/assets/services',
  orders: '/orders',
};

type ListCall = Parameters<TangoeApi['listServices']>;
/** Query members that all four lists know. */
export type ListQuery = NonNullable<NonNullable<ListCall[0]>['query']>;

/** Asks one of the lists. */
export function ask(api: TangoeApi, kind: Kind, call: ListCall[0] = {}, options: ListCall[1] = {}): Promise<Answer> {
  const list = {
    employees: api.listEmployees,
    devices: api.listDevices,
    services: api.listServices,
    orders: api.listOrders,
  }[kind];
  return list(call, options);
}

/** Asks for one item. */
export function askOne(api: TangoeApi, kind: Kind, id: string, options: ListCall[1] = {}): Promise<Answer> {
  const one = { employees: api.getEmployee, devices: api.getDevice, services: api.getService, orders: api.getOrder }[
    kind
  ];
  return one({ path: { id } }, options);
}

export interface Walk {
  readonly kind: Kind;
  readonly answers: readonly Answer[];
  readonly rows: readonly Row[];
  readonly ids: readonly string[];
  /** All items are among `rows`. */
  readonly complete: boolean;
  /** What the first page says, or null. */
  readonly total: number | null;
  /** Items of the largest page that came though more were asked for and there; a hundred where none was cut. */
  readonly largest: number;
}

const pageSize = 100;
const mostPages = 2;

function walkOf(kind: Kind): Probe<Walk, TangoeApi> {
  return probe(`${kind}, all of them`, { cost: mostPages }, async ({ api, undecided }): Promise<Walk> => {
    const answers: Answer[] = [];
    const rows: Row[] = [];
    let total: number | null = null;
    let complete = false;
    let largest = pageSize;
    while (!complete && answers.length < mostPages) {
      const answer = await ask(api, kind, { query: { limit: pageSize, offset: rows.length } });
      // No page names the largest limit: a server may refuse this one, and take a smaller one.
      if (answers.length === 0 && answer.raw.status === 400)
        if (isAnswered(await ask(api, kind, { query: { limit: 10, offset: 0 } })))
          undecided(`${answer.asked} was refused, and a limit of 10 was not; ${pageSize} are too many for this server`);
      const { items } = itemsOf(answer);
      answers.push(answer);
      // A page that brings nothing new would be read for ever.
      const known = new Set(rowIds(rows));
      const fresh = items.filter((row) => !known.has(rowId(row) ?? ''));
      rows.push(...(answers.length === 1 ? items : fresh));
      total ??= countIn(metaOf(answer)?.meta ?? {}, 'totalCount');
      if (total !== null && items.length > 0 && rows.length < total) largest = Math.min(largest, items.length);
      complete = fresh.length === 0 || (total === null ? items.length < pageSize : rows.length >= total);
    }
    return { kind, answers, rows, ids: rowIds(rows), complete, total, largest };
  });
}

export const walks: Readonly<Record<Kind, Probe<Walk, TangoeApi>>> = {
  employees: walkOf('employees'),
  devices: walkOf('devices'),
  services: walkOf('services'),
  orders: walkOf('orders'),
};

const idIn = (value: unknown): string[] => (isObject(value) ? [rowId(value) ?? []].flat() : []);

/** Ids of the employees whom an item names as its owners; none where it names nobody. */
export function ownersOf(kind: Kind, row: Row): string[] {
  if (kind === 'employees') return idIn(row);
  if (kind === 'orders') return [...idIn(row['accountHolder']), ...idIn(row['requestedBy'])];
  const service = row['service'];
  return [...idIn(row['employee']), ...(isObject(service) ? idIn(service['employee']) : [])].slice(0, 1);
}

/** The first page of employees: the plain twin of provoked questions. */
export const firstEmployees = probe('employees, ten of them', { cost: 1 }, ({ api }) =>
  api.listEmployees({ query: { limit: 10, offset: 0 } }),
);
