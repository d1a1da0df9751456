/** How a fault is written down: the requirement that must catch it, what is wrong, and the steps that it replaces. */
import type { Fault } from '../../types.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';

export interface FaultEntry extends Fault {
  readonly change: ChangeOfBehaviour;
}

type Entry = (id: string, text: string, change: ChangeOfBehaviour) => FaultEntry;
type Where = Pick<Fault, 'versions' | 'needsWrites'>;

/** Faults of one requirement of level must. */
export const must =
  (requirement: string, where: Where = {}): Entry =>
  (id, text, change) => ({ id, requirement, level: 'must', text, ...where, change });

/** Faults of one requirement of level should. */
export const should =
  (requirement: string, where: Where = {}): Entry =>
  (id, text, change) => ({ id, requirement, level: 'should', text, ...where, change });
