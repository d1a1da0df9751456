/** Runs as the comparison wants them. */
import type { ComparedRun } from '../compare/runs.ts';
import type { Ledger } from '../verdict/types.ts';
import { type FoundRun, listRuns } from './runs.ts';
import { shapesOf } from './shapes.ts';

export const comparedRun = ({ folder, ledger }: FoundRun): ComparedRun => ({ ledger, seen: shapesOf(folder, ledger) });

/**
 * Complete runs before one, oldest first.
 * @param most newest that are read; shapes take a while
 */
export function runsBefore(ledger: Ledger, folder?: string, most = 60): ComparedRun[] {
  return listRuns(folder)
    .flatMap((run) =>
      run.ledger === null || run.ledger.run >= ledger.run ? [] : [{ folder: run.folder, ledger: run.ledger }],
    )
    .slice(-most)
    .map(comparedRun);
}

/** Ledgers alone. */
export function ledgersBefore(ledger: Ledger, folder?: string, most = 90): Ledger[] {
  return listRuns(folder)
    .flatMap((run) => (run.ledger === null || run.ledger.run >= ledger.run ? [] : [run.ledger]))
    .slice(-most);
}
