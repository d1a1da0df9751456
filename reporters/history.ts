/** The place of a run in the history: earlier ledgers for its reports, and what is kept of it. */
import { keepRun } from '../src/history/keep.ts';
import { ledgersBefore } from '../src/history/load.ts';
import type { Ledger } from '../src/verdict/types.ts';
import { visible } from './text.ts';

/** Ledgers of earlier runs, oldest first; none where they cannot be read: a report without history is better than no report. */
export function earlierLedgers(ledger: Ledger): readonly Ledger[] {
  try {
    return ledgersBefore(ledger);
  } catch {
    return [];
  }
}

/**
 * Never throws: what becomes of old runs must not change the result of this one.
 * @param folder of the run
 * @returns what went wrong, for people; empty when all went well
 */
export function keepInHistory(folder: string, ledger: Ledger): string {
  try {
    keepRun(folder, ledger, process.env);
    return '';
  } catch (error) {
    return `The history could not be kept within its limits: ${visible(error instanceof Error ? error.message : String(error))}`;
  }
}
