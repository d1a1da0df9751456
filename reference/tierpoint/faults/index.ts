/** All faults. */
import type { FaultEntry } from './entry.ts';

export const faults: readonly FaultEntry[] = [];
