/** A difference between what was seen on two sides. */
import { type Change, changeOf } from './change.ts';
import type { Documented } from './documented.ts';
import type { ChangeKind } from './kinds.ts';

/** What the documents say of a difference: it breaks them, they leave it open, or they do not name the place. */
export type Standing = 'breaks' | 'open' | 'unnamed';

export interface ObservedChange {
  readonly change: Change;
  readonly standing: Standing;
}

/** Fewer samples prove nothing about what is always or never so. */
export const fewest = 3;

/** Where is looked. */
export interface Looking {
  readonly operation: string;
  readonly status: string;
  readonly documented: (path: string) => Documented | null;
}

export function told(
  kind: ChangeKind,
  looking: Looking,
  path: string,
  standing: Standing,
  message: string,
  more: { before?: string; after?: string; detail?: string } = {},
): ObservedChange {
  const where = path === '' ? looking.status : `${looking.status} ${path}`;
  return {
    standing,
    change: changeOf(kind, 'observation', { operation: looking.operation, where }, { message, ...more }),
  };
}
