/** All faults, in the order of the requirements' sections. */
import type { FaultEntry } from './entry.ts';

export const faults: readonly FaultEntry[] = [];
