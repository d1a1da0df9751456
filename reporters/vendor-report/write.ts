/** Writes the report of each vendor of a run. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ledger } from '../../src/verdict/types.ts';
import type { Run } from '../run.ts';
import { vendorHtml } from './html.ts';
import { vendorMarkdown } from './markdown.ts';
import { vendorReport } from './model.ts';

/**
 * Writes `<vendor>.html` and `<vendor>.md`.
 * @param history ledgers of earlier runs, oldest first
 * @returns absolute paths of the pages by the name that the console shows
 */
export async function writeVendorReports(
  run: Run,
  history: readonly Ledger[],
  folder: string,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  await mkdir(folder, { recursive: true });
  for (const vendor of [...new Set(run.ledger.targets.map((target) => target.vendor))].sort()) {
    const report = vendorReport(run, vendor, history);
    const page = path.resolve(folder, `${vendor}.html`);
    await replace(page, vendorHtml(report));
    await replace(path.resolve(folder, `${vendor}.md`), vendorMarkdown(report));
    files[`For ${vendor}`] = page;
  }
  return files;
}

/** Whoever reads meanwhile sees the old file or the new one, never a half. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
