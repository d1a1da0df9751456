/** All faults, in the order of the requirements' sections. */
import { callFaults } from './calls.ts';
import { contextFaults } from './context.ts';
import type { FaultEntry } from './entry.ts';
import { filterFaults } from './filters.ts';
import { isolationFaults } from './isolation.ts';
import { tokenRequestFaults } from './tokens.ts';

export const faults: readonly FaultEntry[] = [...tokenRequestFaults, ...callFaults, ...contextFaults, ...filterFaults, ...isolationFaults];
