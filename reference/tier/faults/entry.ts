/** How a fault is written down: the requirement that must catch it, what is wrong, and the steps that it replaces. */
import type { Fault } from '../../types.ts';
import { finishing as finishingAny } from '../../variations.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { isObject, type Json, type JsonObject } from '../model.ts';
import type { Call, Kind } from '../world.ts';

export interface FaultEntry extends Fault {
  readonly change: ChangeOfBehaviour;
}

type Entry = (id: string, text: string, change: ChangeOfBehaviour) => FaultEntry;
type Where = Pick<Fault, 'versions' | 'needsWrites'>;

export const inV1: Where = { versions: ['v1'] };
export const inV2: Where = { versions: ['v2'] };
export const inBoth: Where = { versions: ['v1', 'v2'] };
export const inMds: Where = { versions: ['mds-0.3'] };
export const writing: Where = { ...inV1, needsWrites: true };

/** Faults of one requirement of level must. */
export function must(requirement: string, where: Where = {}): Entry {
  return (id, text, change) => ({ id, requirement, level: 'must', text, ...where, change });
}

/** Faults of one requirement of level should. */
export function should(requirement: string, where: Where = {}): Entry {
  return (id, text, change) => ({ id, requirement, level: 'should', text, ...where, change });
}

/** Alters resources of a kind; `when` chooses some of a list by their index. */
export function resources(
  kind: Kind,
  change: (wire: JsonObject, index: number, call: Call) => JsonObject,
  when: (index: number) => boolean = () => true,
): ChangeOfBehaviour {
  return (base) => ({
    resource: (of, wire, call, index) => {
      const sent = base.resource(of, wire, call, index);
      return of === kind && when(index) ? change(sent, index, call) : sent;
    },
  });
}

/** Every third of a list. */
export const some = (index: number): boolean => index % 3 === 1;

/** Alters the attributes of resources of a kind. */
export function attributes(
  kind: Kind,
  change: (attributes: JsonObject, index: number) => JsonObject,
  when: (index: number) => boolean = () => true,
): ChangeOfBehaviour {
  const altered = (wire: JsonObject, index: number): JsonObject => {
    const held = wire['attributes'];
    return isObject(held) ? { ...wire, attributes: change(held, index) } : wire;
  };
  return resources(kind, altered, when);
}

/** Replaces attributes of resources of a kind. */
export function sent(kind: Kind, members: JsonObject, when?: (index: number) => boolean): ChangeOfBehaviour {
  return attributes(kind, (held) => ({ ...held, ...members }), when);
}

/** Alters one member that is an object. */
export function inside(object: JsonObject, name: string, change: (held: JsonObject) => JsonObject): JsonObject {
  const held = object[name];
  return isObject(held) ? { ...object, [name]: change(held) } : object;
}

/** Alters the body of successful answers of an operation. */
export function documents(operation: string, change: (document: JsonObject, call: Call) => Json): ChangeOfBehaviour {
  return (base) => ({
    document: (call, json) => {
      const body = base.document(call, json);
      return call.operation === operation && isObject(body) ? change(body, call) : body;
    },
  });
}

/** Alters answers at the last moment. */
export const finishing = finishingAny<Call>;
