/** `$ref`s inside one document. Nothing outside it is ever read. */
import { parsePointer, partAt } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { isObject, textOf } from './json.ts';

/** A part of a document. */
export interface Located {
  readonly value: unknown;
  /** JSON pointer of the value in the document. */
  readonly pointer: string;
}

/** A part that cannot be read: it refers to another file, to nothing, or in a circle. */
export class UnreadableReference extends Error {
  override readonly name = 'UnreadableReference';
}

const mostHops = 50;

/** Pointer of a local reference as `#/definitions/x`. @throws UnreadableReference for all others */
export function pointerOf(reference: string): string {
  if (!reference.startsWith('#'))
    throw new UnreadableReference(`'${reference.slice(0, 120)}' leads out of the document, which is not followed`);
  try {
    const pointer = decodeURIComponent(reference.slice(1));
    if (pointer === '' || pointer.startsWith('/')) return pointer;
  } catch {
    // said below
  }
  throw new UnreadableReference(`'${reference.slice(0, 120)}' is no JSON pointer`);
}

export const valueAt = ({ root }: ApiDocument, pointer: string): unknown => partAt(root, parsePointer(pointer));

/** The part at `pointer`, behind all its references. @throws UnreadableReference */
export function follow(document: ApiDocument, pointer: string): Located {
  let at = pointer;
  for (let hops = 0; hops <= mostHops; hops += 1) {
    const value = valueAt(document, at);
    const reference = isObject(value) ? textOf(value['$ref']) : undefined;
    if (reference === undefined) {
      if (value === undefined && at !== pointer)
        throw new UnreadableReference(`'#${at.slice(0, 120)}' leads to nothing`);
      return { value, pointer: at };
    }
    at = pointerOf(reference);
  }
  throw new UnreadableReference(`the reference at '#${pointer.slice(0, 120)}' leads back to itself`);
}
