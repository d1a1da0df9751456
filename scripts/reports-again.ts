/** All reports of a run that is on disk, Allure's too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateAllure } from '../reporters/allure/generate.ts';
import { writeAllureResults } from '../reporters/allure/results.ts';
import { readRun } from '../reporters/run.ts';
import type { ExitCode } from '../reporters/words.ts';
import { writeReports } from '../reporters/write.ts';
import { ledgersBefore } from '../src/history/load.ts';
import type { FoundRun } from '../src/history/runs.ts';
import { folders } from '../src/playwright/folders.ts';

/**
 * @param remember adds the run to Allure's history; false for a run that is in it
 * @returns absolute paths by the name that the console shows
 */
export async function reportsAgain(
  { ledger, folder }: FoundRun,
  code: ExitCode,
  { remember }: { readonly remember: boolean },
): Promise<Record<string, string>> {
  const { reports, state } = folders();
  const run = readRun(ledger, folder);
  const files = await writeReports(run, code, reports, ledgersBefore(ledger));
  const results = mkdtempSync(join(reports, '.allure-'));
  try {
    writeAllureResults(run, results);
    const Allure = await generateAllure({ ledger, code, results, output: join(reports, 'allure'), state, remember });
    return { Allure, ...files };
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}
