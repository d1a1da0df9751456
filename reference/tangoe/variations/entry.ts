/** How a lawful variation is written down: what differs, and the steps that it replaces. */
import type { Variation } from '../../types.ts';
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import type { DataOptions, Json, JsonObject } from '../model.ts';
import type { Answer, Call } from '../world.ts';

export interface VariationEntry extends Variation {
  readonly change: ChangeOfBehaviour;
}

export function variation(id: string, text: string, change: ChangeOfBehaviour): VariationEntry {
  return { id, text, change };
}

/** Alters every answer at the last moment. */
export function finishing(change: (answer: Answer, call: Call) => Answer): ChangeOfBehaviour {
  return (base) => ({ finish: (call, answer) => change(base.finish(call, answer), call) });
}

/** Another sort of tenant. */
export function tenant(options: Partial<DataOptions>): ChangeOfBehaviour {
  return (base) => ({ data: { ...base.data, ...options } });
}

/** Alters every object of every body of the API; token answers are left alone. */
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
  return (base: Behaviour) => ({ render: (json) => change(base.render(json)) });
}
