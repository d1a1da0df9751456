/** How a lawful variation is written down: what differs, and the steps that it replaces. */
import type { Variation } from '../../types.ts';
import { finishing as finishingAny } from '../../variations.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { DataOptions } from '../model.ts';
import type { Call } from '../world.ts';

export interface VariationEntry extends Variation {
  readonly change: ChangeOfBehaviour;
}

export function variation(id: string, text: string, change: ChangeOfBehaviour): VariationEntry {
  return { id, text, change };
}

/** Another sort of tenant. */
export function tenant(options: Partial<DataOptions>): ChangeOfBehaviour {
  return (base) => ({ data: { ...base.data, ...options } });
}

export { anyWire, objects, text, wired } from '../../variations.ts';

/** Alters every answer at the last moment. */
export const finishing = finishingAny<Call>;
