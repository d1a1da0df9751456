/** Writes the reports of a run into a folder. */
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ledger } from '../src/verdict/types.ts';
import { ctrfJson } from './ctrf.ts';
import { junitXml } from './junit.ts';
import { summaryMarkdown } from './markdown.ts';
import type { Run } from './run.ts';
import { writeVendorReports } from './vendor-report/write.ts';
import type { ExitCode } from './words.ts';

/**
 * Writes `ledger.json`, `junit.xml`, `ctrf.json`, `summary.md` and a report for each vendor, and appends the summary to the
 * job summary of a CI (`GITHUB_STEP_SUMMARY`) where there is one.
 * @param history ledgers of earlier runs, oldest first, for the reports of the vendors
 * @returns absolute paths by the name that the console shows
 */
export async function writeReports(
  run: Run,
  code: ExitCode,
  folder: string,
  history: readonly Ledger[] = [],
): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const summary = summaryMarkdown(run, code);
  const files = {
    Ledger: path.resolve(folder, 'ledger.json'),
    JUnit: path.resolve(folder, 'junit.xml'),
    CTRF: path.resolve(folder, 'ctrf.json'),
    Summary: path.resolve(folder, 'summary.md'),
  };
  await replace(files.Ledger, `${JSON.stringify(run.ledger, null, 2)}\n`);
  await replace(files.JUnit, junitXml(run));
  await replace(files.CTRF, ctrfJson(run));
  await replace(files.Summary, summary);
  const jobSummary = process.env['GITHUB_STEP_SUMMARY'];
  if (jobSummary !== undefined && jobSummary !== '') await appendFile(jobSummary, summary);
  return { ...files, ...(await writeVendorReports(run, history, folder)) };
}

/** Whoever reads meanwhile sees the old file or the new one, never a half. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
