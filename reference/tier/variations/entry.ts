/** How a lawful variation is written down: what differs, and the steps that it replaces. */
import type { Variation } from '../../types.ts';
import type { ChangeOfBehaviour, DataOptions } from '../behaviour.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Answer } from '../world.ts';
import { finishing } from '../faults/entry.ts';

export interface VariationEntry extends Variation {
  readonly change: ChangeOfBehaviour;
}

/** The same variations, tied to the versions in which they show. */
export const at = (versions: readonly string[], variations: readonly VariationEntry[]): VariationEntry[] =>
  variations.map((one) => ({ ...one, versions }));

export function variation(id: string, text: string, change: ChangeOfBehaviour): VariationEntry {
  return { id, text, change };
}

/** Another amount of data. */
export function data(options: Partial<DataOptions>): ChangeOfBehaviour {
  return (base) => ({ data: { ...base.data, ...options } });
}

/** Alters every object of every body. */
export function objects(change: (object: JsonObject) => JsonObject): ChangeOfBehaviour {
  const walk = (json: Json): Json => {
    if (Array.isArray(json)) return json.map((item: Json) => walk(item));
    if (json === null || typeof json !== 'object') return json;
    return change(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, walk(value)])));
  };
  return finishing((answer) => (answer.json === undefined ? answer : { ...answer, json: walk(answer.json) }));
}

/** Alters the JSON text of every body. */
export function text(change: (json: string) => string): ChangeOfBehaviour {
  return (base) => ({ render: (json) => change(base.render(json)) });
}

/** Alters how answers travel. */
export function wired(wire: NonNullable<Answer['wire']>): ChangeOfBehaviour {
  return finishing((answer) => ({ ...answer, wire: { ...answer.wire, ...wire } }));
}
