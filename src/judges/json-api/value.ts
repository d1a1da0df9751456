/** JSON values of unknown origin: own members only, places as JSON pointers, short descriptions for findings. */
import { shorten } from '../../verdict/check.ts';
import type { Finding } from '../../verdict/types.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function has(object: JsonObject, name: string): boolean {
  return Object.hasOwn(object, name);
}

/** An own member, or undefined: `__proto__` and `constructor` are ordinary names of a JSON document. */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Where a value stands. Linked, so that a pointer is only built for a finding. */
export interface Place {
  readonly parent: Place | null;
  readonly key: string | number;
}

export const rootPlace: Place = { parent: null, key: '' };

export function at(parent: Place, ...keys: readonly (string | number)[]): Place {
  return keys.reduce<Place>((place, key) => ({ parent: place, key }), parent);
}

/** JSON pointer (RFC 6901); '' is the whole document. */
export function pointer(place: Place): string {
  const parts: string[] = [];
  for (let p = place; p.parent !== null; p = p.parent) {
    parts.push(String(p.key).replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return parts
    .reverse()
    .map((part) => `/${part}`)
    .join('');
}

/** A value with its place. */
export interface Node<Value = unknown> {
  readonly value: Value;
  readonly place: Place;
}

/** A value in few words. Bounded whatever the value is: never walks into it. */
export function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return shorten(JSON.stringify(value.slice(0, 160)), 140);
  if (Array.isArray(value)) return briefArray(value);
  if (!isObject(value)) return shorten(String(value));
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const shown = names
    .slice(0, 8)
    .map((name) => shorten(name, 30))
    .join(', ');
  return `an object with ${shown}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`;
}

function briefArray(value: readonly unknown[]): string {
  if (value.length === 0) return 'an empty array';
  const plain = value.length <= 4 && value.every((item) => typeof item === 'number');
  return plain ? `[${value.join(', ')}]` : `an array of ${value.length}`;
}

/** A finding at a place of the document, with the value that came. */
export function findingAt(place: Place, message: string, expected: string, actual: unknown): Finding {
  return { message, expected, actual: brief(actual), where: pointer(place) };
}

/** Names for a message: at most five of them, quoted. */
export function nameList(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map((name) => `\`${shorten(name, 40)}\``)
    .join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/** Every object inside a value, the value itself left out. Does not recurse, so that depth cannot harm it. */
export function* objectsWithin(root: Node): Generator<Node<JsonObject>> {
  const waiting: Node[] = [...childrenOf(root)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isObject(node.value)) yield { value: node.value, place: node.place };
    for (const child of childrenOf(node)) waiting.push(child);
  }
}

function* childrenOf({ value, place }: Node): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) {
      if (typeof child === 'object' && child !== null) yield { value: child as unknown, place: at(place, index) };
    }
    return;
  }
  for (const name of Object.keys(value)) {
    const child = (value as JsonObject)[name];
    if (typeof child === 'object' && child !== null) yield { value: child, place: at(place, name) };
  }
}

/** Whether a value is nested deeper than `limit` levels. Does not recurse. */
export function deeperThan(root: unknown, limit: number): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}
