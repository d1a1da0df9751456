/** Finds values for path parameters in answers that came before: the id of a list's item for `/items/{itemId}`. */
import { isObject, listOf } from './json.ts';
import type { ApiOperation, ApiParameter } from './operations.ts';

export interface Answered {
  readonly operation: ApiOperation;
  /** Parsed body of a 2xx answer. */
  readonly json: unknown;
}

/** `accountId`, `account_id` and `account-id` are one name. */
const folded = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const mostObjects = 5000;

/** A value for the parameter from the answers; the nearest list comes first. */
export function discoverValue(
  answers: readonly Answered[],
  operation: ApiOperation,
  parameter: ApiParameter,
): string | undefined {
  if (parameter.in !== 'path' && !/id$/i.test(parameter.name)) return undefined;
  const wanted = folded(parameter.name);
  const collection =
    parameter.in === 'path'
      ? operation.path.slice(0, operation.path.indexOf(`{${parameter.name}}`)).replace(/\/+$/, '')
      : null;
  const lists = answers.filter(({ operation: other }) => other.path.replace(/\/+$/, '') === collection);
  const noun = folded(collection?.split('/').at(-1) ?? '');
  // In the collection itself the member may have the parameter's name, or be plainly called id.
  const own = lists.flatMap(({ json }) => firstItems(json));
  for (const names of [[wanted], ['id'], [`${singular(noun)}id`], ['uuid', 'guid', 'key', 'code', 'name']])
    for (const item of own) {
      const value = memberOf(item, names);
      if (value !== undefined) return value;
    }
  if (wanted === 'id') return undefined;
  for (const { json } of answers)
    for (const item of objectsIn(json)) {
      const value = memberOf(item, [wanted]);
      if (value !== undefined) return value;
    }
  return undefined;
}

const singular = (noun: string) => noun.replace(/ies$/, 'y').replace(/(?:es|s)$/, '');

function memberOf(item: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  for (const [key, value] of Object.entries(item))
    if (names.includes(folded(key)) && ((typeof value === 'string' && value !== '') || typeof value === 'number'))
      return String(value);
  return undefined;
}

/** Items of the list that an answer is, or of the first list in its envelope. */
function firstItems(json: unknown): Readonly<Record<string, unknown>>[] {
  const list = Array.isArray(json) ? json : isObject(json) ? Object.values(json).find(Array.isArray) : undefined;
  return listOf(list).filter(isObject).slice(0, 20);
}

/** Every object inside a value, breadth first, so that outer members come before inner ones. */
function* objectsIn(json: unknown): Generator<Readonly<Record<string, unknown>>> {
  const waiting: unknown[] = [json];
  for (let i = 0; i < waiting.length && i < mostObjects; i += 1) {
    const value = waiting[i];
    if (isObject(value)) {
      yield value;
      waiting.push(...Object.values(value).slice(0, 200));
    } else if (Array.isArray(value)) waiting.push(...(value as unknown[]).slice(0, 50));
  }
}
