/** Files of a contract in memory, and references between them. */
import { parsePointer, partAt } from '../contract/pointer.ts';

/** File name -> parsed content. Names are relative to one root, with `/`. */
export type Documents = ReadonlyMap<string, unknown>;

/** A value, and the file that references inside it are relative to. */
export interface Place {
  readonly value: unknown;
  readonly file: string;
  /** JSON pointer in the file; with it, a part has one name however it is reached. */
  readonly pointer: string;
}

const mostHops = 50;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A member of a place. */
export function below(place: Place, ...path: readonly string[]): Place {
  const pointer = path.reduce((at, name) => `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, place.pointer);
  return { value: partAt(place.value, path), file: place.file, pointer };
}

/** Where a reference leads, relative to its file, or with a leading `/` to the root; null where it leads to nothing that is known. */
export function step(documents: Documents, place: Place, reference: string): Place | null {
  const [name = '', fragment = ''] = reference.split('#', 2);
  const file = name === '' ? place.file : name.startsWith('/') ? name.slice(1) : joined(place.file, name);
  if (!documents.has(file)) return null;
  let pointer: string;
  try {
    pointer = decodeURIComponent(fragment);
  } catch {
    return null;
  }
  if (pointer !== '' && !pointer.startsWith('/')) return null;
  const root = documents.get(file);
  const value = pointer === '' ? root : partAt(root, parsePointer(pointer));
  return value === undefined ? null : { value, file, pointer };
}

/** The place behind all its references; null where they lead nowhere or in a circle. */
export function follow(documents: Documents, start: Place): Place | null {
  let place: Place | null = start;
  for (let hops = 0; place !== null && hops < mostHops; hops += 1) {
    const reference = textOf(objectOf(place.value)['$ref']);
    if (reference === undefined) return place;
    place = step(documents, place, reference);
  }
  return null;
}

function joined(base: string, name: string): string {
  const parts = base.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
