/** How a lawful variation is written down: what differs, and the steps that it replaces. */
import type { Variation } from '../../types.ts';
import type { ChangeOfBehaviour, DataOptions } from '../behaviour.ts';

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

export { anyWire, objects, text, wired } from '../../variations.ts';
