/** JSON values and the places in them. */
import { escapePointer } from '../contract/pointer.ts';

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

export type Path = readonly (string | number)[];

/** A value and where it stands. */
export interface Place {
  readonly path: Path;
  readonly value: Json;
}

export const isRecord = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `['0', 'siteId']` -> `/0/siteId` */
export const pointerOf = (path: Path): string => path.map((step) => `/${escapePointer(String(step))}`).join('');

/** The same for every item of a list: `[3, 'siteId']` -> `/*\/siteId` */
export const patternOf = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? '/*' : `/${escapePointer(step)}`)).join('');

/** Every value in `root`, itself included, parents first. */
export function placesIn(root: Json): Place[] {
  const places: Place[] = [];
  const walk = (value: Json, path: Path): void => {
    places.push({ path, value });
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i]));
    else if (isRecord(value)) for (const [member, item] of Object.entries(value)) walk(item, [...path, member]);
  };
  walk(root, []);
  return places;
}

/** A copy of `root` with another value at `path`; `undefined` takes the member or item away. */
export function withValue(root: Json, path: Path, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (Array.isArray(root)) {
    const copy = [...root];
    if (rest.length === 0 && value === undefined) copy.splice(Number(step), 1);
    else copy[Number(step)] = rest.length === 0 ? (value as Json) : withValue(copy[Number(step)] ?? null, rest, value);
    return copy;
  }
  const copy = { ...(root as Record<string, Json>) };
  if (rest.length === 0 && value === undefined) delete copy[step];
  else copy[step] = rest.length === 0 ? (value as Json) : withValue(copy[step] ?? null, rest, value);
  return copy;
}

/** `root` with nothing but the items on the way to `path`: what is left is small, and its schema is the same. */
export function around(root: Json, path: Path): { root: Json; path: Path } {
  const [step, ...rest] = path;
  if (step === undefined) return { root, path };
  const child = (root as Record<string | number, Json>)[step] ?? null;
  const inner = around(child, rest);
  return typeof step === 'number'
    ? { root: [inner.root], path: [0, ...inner.path] }
    : { root: { ...(root as Record<string, Json>), [step]: inner.root }, path: [step, ...inner.path] };
}

/** Choices must not depend on chance: the same recording gives the same mutants. 32 bits, FNV-1a. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
