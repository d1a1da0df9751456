/** All faults of the reference server of TIER, in the order of the registry. */
import type { FaultEntry } from './entry.ts';

export const faults: readonly FaultEntry[] = [];
