/** `report`: writes the reports of a kept run again, as the page for the vendor. */
import { relative } from 'node:path';
import { pathsText } from '../../reporters/console.ts';
import { HistoryError, findRun } from '../../src/history/runs.ts';
import { folders } from '../../src/playwright/folders.ts';
import { exitCode } from '../../src/verdict/ledger.ts';
import { UsageError } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { openInBrowser } from '../open.ts';
import { reportsAgain } from '../reports-again.ts';

/** @returns 0; the verdict of the run is not repeated */
export async function run(given: Arguments): Promise<number> {
  const [name = 'latest'] = given.positionals;
  const { ledger, folder } = found(name);
  const { reports } = folders();
  const files = await reportsAgain({ ledger, folder }, exitCode(ledger), { remember: false });
  process.stdout.write(`Reports of ${ledger.run} in ${relative(process.cwd(), reports) || '.'}:\n${pathsText(files)}`);
  const page = Object.entries(files).find(([key]) => key.startsWith('For '))?.[1];
  if (given.on('open') && page !== undefined) openInBrowser(page);
  return 0;
}

function found(name: string) {
  try {
    return findRun(name);
  } catch (error) {
    if (error instanceof HistoryError) throw new UsageError(error.message);
    throw error;
  }
}
