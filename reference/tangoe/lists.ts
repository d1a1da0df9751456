/** The four lists that page and know the employee filter, and their single items. */
import type { Behaviour } from './behaviour.ts';
import type { NamedIds } from './context.ts';
import { actorOf } from './context.ts';
import type { Device, Employee, JsonObject, Kind, Order, Service } from './model.ts';
import { readPaging } from './paging.ts';
import { pathOf, type Row } from './render.ts';
import { isAnswer, ok, type Answer, type Call } from './world.ts';

/** A filter by employee, read. */
export interface Filter {
  readonly ids: NamedIds;
  /** Whose records are served; null serves nothing. */
  readonly person: Employee | null;
}

export const documentedLists: Pick<
  Behaviour,
  | 'visible'
  | 'filterIds'
  | 'unknownFilter'
  | 'foreignFilter'
  | 'belongs'
  | 'served'
  | 'order'
  | 'item'
  | 'detail'
  | 'single'
  | 'listBody'
  | 'updatedSince'
  | 'mayApprove'
> = {
  visible: (_call, _kind, _row, owner) => (owner?.rank ?? 3) < 3,
  filterIds: (call) => ({
    employee: call.query.get('employee') || null,
    company: call.query.get('companyEmployeeId') || null,
  }),
  unknownFilter: () => null,
  foreignFilter: () => null,
  belongs: (_call, kind, row, person) => {
    if (kind === 'employees') return row.id === person.id;
    const { ownerId } = row as Device | Service | Order;
    return ownerId === person.id || (kind === 'orders' && (row as Order).requesterId === person.id);
  },
  served: (_call, _kind, rows) => rows,
  order: (_kind, rows) => rows,
  item: (_call, _kind, wire) => wire,
  detail: (_call, _kind, wire) => wire,
  single: (_call, _kind, row) => row,
  listBody: (kind, meta, items) => ({ _meta: meta, [kind]: items }),
  updatedSince: (call, kind) => {
    const text = call.query.get(kind === 'employees' ? 'dateTimeUpdatedOnOrAfter' : 'dateTimeUpdated');
    const ms = text === null ? Number.NaN : Date.parse(text);
    return Number.isNaN(ms) ? null : ms;
  },
  mayApprove: (_call, order, employee) => order.status === 'AWAITING_APPROVAL' && employee.rank >= 1,
};

/** Every record of a kind, those included that the account must not see. */
export function allRows(call: Call, kind: Kind): readonly Row[] {
  const { data, state } = call.world;
  return kind === 'orders' ? state.orders : kind === 'services' ? state.services : data[kind];
}

export function ownerOf(call: Call, kind: Kind, row: Row): Employee | undefined {
  if (kind === 'employees') return row as Employee;
  return call.world.data.employees.find(({ id }) => id === (row as Device | Service | Order).ownerId);
}

function visibleRows(call: Call, kind: Kind): Row[] {
  return allRows(call, kind).filter((row) => call.world.behaviour.visible(call, kind, row, ownerOf(call, kind, row)));
}

/** `GET` of a list. */
export function list(call: Call, kind: Kind): Answer {
  const { behaviour } = call.world;
  const actor = actorOf(call);
  if (isAnswer(actor)) return actor;
  const paging = readPaging(call);
  if (isAnswer(paging)) return paging;
  const ids = behaviour.filterIds(call, kind);
  let rows: readonly Row[] = visibleRows(call, kind);
  if (ids.employee !== null || ids.company !== null) {
    const person = behaviour.findPerson(call, ids, 'filter');
    const refusal =
      person === null ? behaviour.unknownFilter(call) : person.rank === 3 ? behaviour.foreignFilter(call) : null;
    if (refusal !== null) return refusal;
    rows = person === null ? [] : rows.filter((row) => behaviour.belongs(call, kind, row, person));
  }
  const since = behaviour.updatedSince(call, kind);
  if (since !== null) rows = rows.filter(({ updated }) => updated >= since);
  if (kind === 'orders') rows = approvable(call, rows as readonly Order[]);
  const ordered = behaviour.order(kind, behaviour.served(call, kind, rows, actor), call);
  const window = behaviour.window(ordered.length, paging, call);
  const items = behaviour
    .cut(ordered, window, call)
    .map((row) => behaviour.item(call, kind, behaviour.itemWire(call, kind, row) as JsonObject, row));
  return ok(behaviour.listBody(kind, behaviour.pageMeta(call, ordered.length, paging, window) as JsonObject, items));
}

/** The orders that an employee may approve, where the filter asks for them; nobody's for somebody unknown. */
function approvable(call: Call, orders: readonly Order[]): readonly Order[] {
  const employee = call.query.get('eligibleToApproveEmployeeId') || null;
  const company = call.query.get('eligibleToApproveCompanyEmployeeId') || null;
  if (employee === null && company === null) return orders;
  const person = call.world.behaviour.findPerson(call, { employee, company }, 'filter');
  return person === null ? [] : orders.filter((order) => call.world.behaviour.mayApprove(call, order, person));
}

/** `GET` of one item. */
export function single(call: Call, kind: Kind): Answer {
  const { behaviour } = call.world;
  const id = decodeURIComponent(call.route.slice(pathOf[kind].length + 1));
  const found = allRows(call, kind).find((row) => row.id === id);
  if (found === undefined) return behaviour.notFound(call);
  if (!behaviour.visible(call, kind, found, ownerOf(call, kind, found))) return behaviour.forbidden(call);
  const row = behaviour.single(call, kind, found);
  return ok(behaviour.detail(call, kind, behaviour.detailWire(call, kind, row) as JsonObject, row));
}
