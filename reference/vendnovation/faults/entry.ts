/** How a fault is written down: the requirement that must catch it, what is wrong, and the steps that it replaces. */
import type { Fault } from '../../types.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Json, JsonObject, Kind, Row } from '../model.ts';
import type { Session } from '../world.ts';

export interface FaultEntry extends Fault {
  readonly change: ChangeOfBehaviour;
}

type Entry = (id: string, text: string, change: ChangeOfBehaviour) => FaultEntry;
type Where = Pick<Fault, 'versions' | 'needsWrites'>;

/** For requirements that hold on the stages with the standard request body. */
export const sinceV2: Where = { versions: ['v2', 'v2.1'] };
export const writing: Where = { ...sinceV2, needsWrites: true };

/** Faults of one requirement of level must. */
export function must(requirement: string, where: Where = {}): Entry {
  return (id, text, change) => ({ id, requirement, level: 'must', text, ...where, change });
}

/** Faults of one requirement of level should. */
export function should(requirement: string, where: Where = {}): Entry {
  return (id, text, change) => ({ id, requirement, level: 'should', text, ...where, change });
}

/**
 * Alters what is sent of some records of a kind: every `every`-th, always the same ones, so that a page of that many
 * consecutive records shows it.
 */
export function alter(
  kind: Kind,
  every: number,
  change: (wire: JsonObject, row: Row) => JsonObject,
): ChangeOfBehaviour {
  return (base) => ({
    record: (of, row, call) => {
      const sent = base.record(of, row, call);
      return of === kind && row.index % every === Math.min(3, every - 1) ? change(sent as JsonObject, row) : sent;
    },
  });
}

/** The record without one of its members. */
export function without(wire: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(wire).filter(([name]) => name !== member));
}

/** Alters the body of a successful login. */
export function loginBody(change: (body: JsonObject, session: Session) => Json): ChangeOfBehaviour {
  return (base) => ({ loginBody: (session, call) => change(base.loginBody(session, call) as JsonObject, session) });
}
