/** Selections (the slots of a machine) and templates. */
import type { Random } from '../random.ts';
import type { Organization } from './places.ts';
import type { DataOptions, JsonObject, Row } from './model.ts';

const machinesWithSelections = 20;
const selectionsPerMachine = 8;

/** Selections of the first living machines of each organisation, foreign ones included. */
export function selectionsOf(machines: readonly Row[], options: DataOptions, random: Random): Row[] {
  const rows: Row[] = [];
  const equipped = machines.filter(({ deleted }) => !deleted).slice(0, machinesWithSelections);
  for (const machine of equipped)
    for (let n = 1; n <= selectionsPerMachine; n += 1) {
      const id = options.idOffset + 20_001 + rows.length;
      rows.push(selectionRow(rows.length, selectionWire(id, Number(machine.wire['id']), n, options, random), machine));
    }
  return rows;
}

/** Keeps 0 <= alertLevel <= restockAt <= restockTo <= depth. */
function selectionWire(id: number, machineId: number, n: number, options: DataOptions, random: Random): JsonObject {
  const depth = random.between(8, 20);
  const restockTo = random.between(6, depth);
  const restockAt = random.between(2, restockTo);
  const product = random.pick([null, -1, 700, 701, 702, 703, 704]);
  return {
    id,
    machineId,
    productId: product === null || product < 0 ? product : product + options.idOffset,
    price: random.between(50, 900) / 100,
    invoicePrice: random.between(1, 400) / 100,
    restockTo,
    depth,
    count: random.between(0, restockTo),
    isActive: random.next() < 0.9,
    alertLevel: random.between(0, restockAt),
    restockAt,
    freeCount: random.between(0, 2),
    tax: random.pick([null, 0, 0.19]),
    commission: random.pick([0, 0.1]),
    selectionNumber: String(n),
    friendlyNumber: String(n + 10),
  };
}

/** The row of a selection; its place is that of its machine. */
export function selectionRow(index: number, wire: JsonObject, machine: Row): Row {
  const product = wire['productId'];
  return {
    index,
    keys: {
      ...machine.keys,
      selectionIds: [Number(wire['id'])],
      productIds: typeof product === 'number' ? [product] : [],
    },
    organizationId: machine.organizationId,
    deleted: machine.deleted,
    utc: 0,
    local: 0,
    wire,
  };
}

/** Three templates per organisation. */
export function templatesOf(organizations: readonly Organization[], options: DataOptions): Row[] {
  return organizations.flatMap(({ id: organizationId }, o) =>
    Array.from({ length: 3 }, (_, n) => {
      const id = options.idOffset + 900 + o * 3 + n;
      return {
        index: o * 3 + n,
        keys: { organizationIds: [organizationId], templateIds: [id] },
        organizationId,
        deleted: false,
        utc: 0,
        local: 0,
        wire: { id, organizationId, name: `Planogram ${n + 1}` },
      };
    }),
  );
}
