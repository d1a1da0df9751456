/** `detection`: every fault is caught by its requirement, every lawful variation passes. */
import type { Arguments } from '../arguments.ts';
import { runNode } from '../run-child.ts';

/** @returns 0 when all hold, 1 otherwise */
export async function run(given: Arguments): Promise<number> {
  return runNode({ args: ['node_modules/vitest/vitest.mjs', 'run', 'tests/detection', ...given.rest] });
}
