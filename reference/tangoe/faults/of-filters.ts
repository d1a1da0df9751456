/** The ways in which a filter goes wrong. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Device, JsonObject, Kind } from '../model.ts';
import { pathOf, type Row } from '../render.ts';
import type { Call } from '../world.ts';
import { without } from './entry.ts';

const kindOf = (call: Call): Kind | undefined =>
  (Object.entries(pathOf) as [Kind, string][]).find(([, path]) => path === call.route)?.[0];

/** A list that knows no filter. */
export function ignored(kind: Kind): ChangeOfBehaviour {
  return (base) => ({
    filterIds: (call, of) => (of === kind ? { employee: null, company: null } : base.filterIds(call, of)),
  });
}

/** Under a filter something of somebody else is mixed in. */
export function mixed(kind: Kind, where: (rows: readonly Row[], foreign: Row) => readonly Row[]): ChangeOfBehaviour {
  return (base) => ({
    served: (call, of, rows, actor) => {
      const served = base.served(call, of, rows, actor);
      const { employee, company } = base.filterIds(call, of);
      if (of !== kind || (employee === null && company === null) || served.length === 0) return served;
      const all: readonly Row[] =
        of === 'employees'
          ? call.world.data.employees
          : of === 'orders'
            ? call.world.state.orders
            : of === 'services'
              ? call.world.state.services
              : call.world.data.devices;
      const foreign = all.find((row) => !served.includes(row) && ownerRank(call, of, row) < 3);
      return foreign === undefined ? served : where(served, foreign);
    },
  });
}

function ownerRank(call: Call, kind: Kind, row: Row): number {
  const id = kind === 'employees' ? row.id : (row as Device).ownerId;
  return call.world.data.employees.find((e) => e.id === id)?.rank ?? 3;
}

/** The filter of one list forgets the last record. */
export function short(kind: Kind): ChangeOfBehaviour {
  return (base) => ({
    served: (call, of, rows, actor) => {
      const served = base.served(call, of, rows, actor);
      return of === kind && base.filterIds(call, of).employee !== null ? served.slice(0, -1) : served;
    },
  });
}

/** The owners are left out of the records, and the filter is ignored: nothing but the lists themselves can tell. */
export function silently(kind: 'devices' | 'services'): ChangeOfBehaviour {
  return (base) => ({
    ...ignored(kind)(base),
    item: (call, of, wire, row) =>
      of === kind ? without(base.item(call, of, wire, row) as JsonObject, 'employee') : base.item(call, of, wire, row),
  });
}

/** From a page on, a record of somebody else takes the place of one of the employee's. */
export function leakOnPage(kind: Kind, page: number): ChangeOfBehaviour {
  return (base) => ({
    cut: (rows, window, call) => {
      const items = base.cut(rows, window, call);
      const size = Math.max(1, Number(call.query.get('limit') ?? '10'));
      const filtered = kindOf(call) === kind && call.query.get('employee') !== null;
      if (!filtered || Math.floor(window.start / size) + 1 < page || items.length === 0) return items;
      const all: readonly Row[] =
        kind === 'orders'
          ? call.world.state.orders
          : kind === 'services'
            ? call.world.state.services
            : call.world.data.devices;
      const foreign = all.find((row) => !rows.includes(row));
      return foreign === undefined ? items : [...items.slice(0, -1), foreign];
    },
  });
}
