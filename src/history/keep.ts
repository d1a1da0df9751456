/** What a run does for the history when it ends. */
import type { Ledger } from '../verdict/types.ts';
import { limitsFrom } from './limits.ts';
import { type Pruned, pruneRuns } from './prune.ts';
import { keepShapes } from './shapes.ts';

/**
 * Keeps what the answers looked like beside the ledger, then removes what is beyond the limits.
 * @param folder of the run
 * @throws ConfigurationError, or the error of the disk
 */
export function keepRun(folder: string, ledger: Ledger, env: Readonly<Record<string, string | undefined>>): Pruned {
  const limits = limitsFrom(env);
  keepShapes(folder, ledger);
  return pruneRuns(limits);
}
