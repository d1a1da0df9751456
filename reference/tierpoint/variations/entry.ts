/** How a lawful variation is written down: what differs, and the steps that it replaces. */
import type { Variation } from '../../types.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';

export interface VariationEntry extends Variation {
  readonly change: ChangeOfBehaviour;
}

export const variation = (id: string, text: string, change: ChangeOfBehaviour): VariationEntry => ({
  id,
  text,
  change,
});
