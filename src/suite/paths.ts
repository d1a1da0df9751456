/** Where the project keeps things, relative to its root. */
import { join } from 'node:path';

export const projectRoot = join(import.meta.dirname, '..', '..');

/** Ignored state: runs, daily counts, journals, report history. `CONFORMANCE_STATE` moves it. */
export const stateFolder = (): string => process.env['CONFORMANCE_STATE'] ?? join(projectRoot, '.conformance');

export const runsFolder = (): string => join(stateFolder(), 'runs');
