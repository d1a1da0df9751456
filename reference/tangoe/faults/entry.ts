/** How a fault is written down: the requirement that must catch it, what is wrong, and the steps that it replaces. */
import type { Fault } from '../../types.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject, Kind } from '../model.ts';
import type { Row } from '../render.ts';
import { ok, type Answer, type Call } from '../world.ts';

export interface FaultEntry extends Fault {
  readonly change: ChangeOfBehaviour;
}

type Entry = (id: string, text: string, change: ChangeOfBehaviour) => FaultEntry;
type Where = Pick<Fault, 'versions' | 'needsWrites'>;

export const writing: Where = { needsWrites: true };
/** Shows at one back end alone. */
export const atPremium: Where = { versions: ['v1-premium'] };
export const atRivermine: Where = { versions: ['v1'] };

/** Faults of one requirement of level must. */
export function must(requirement: string, where: Where = {}): Entry {
  return (id, text, change) => ({ id, requirement, level: 'must', text, ...where, change });
}

/** Faults of one requirement of level should. */
export function should(requirement: string, where: Where = {}): Entry {
  return (id, text, change) => ({ id, requirement, level: 'should', text, ...where, change });
}

/** Alters what is sent of the records of a kind, in lists. */
export function items(kind: Kind, change: (wire: JsonObject, row: Row, call: Call) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    item: (call, of, wire, row) => {
      const sent = base.item(call, of, wire, row) as JsonObject;
      return of === kind ? change(sent, row, call) : sent;
    },
  });
}

/** Alters what is sent of the records of a kind, in lists and alone. */
export function records(kind: Kind, change: (wire: JsonObject, row: Row) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    item: (call, of, wire, row) => {
      const sent = base.item(call, of, wire, row) as JsonObject;
      return of === kind ? change(sent, row) : sent;
    },
    detail: (call, of, wire, row) => {
      const sent = base.detail(call, of, wire, row) as JsonObject;
      return of === kind ? change(sent, row) : sent;
    },
  });
}

/** The object without one of its members. */
export function without(wire: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(wire).filter(([name]) => name !== member));
}

export const failure: Answer = {
  status: 500,
  json: { status: 500, id: 'f', errorCode: '500-failure', message: 'It failed.' },
};

/** A page of no employees. */
export const emptyPage: Answer = ok({
  _meta: { href: 'http://x.example/', limit: 10, offset: 0, totalCount: 0 },
  employees: [],
});

/** Whether a call asks for a resource at or below one of the paths. */
export const isBelow = (call: Call, ...paths: readonly string[]) =>
  paths.some((path) => call.route === path || call.route.startsWith(`${path}/`));
