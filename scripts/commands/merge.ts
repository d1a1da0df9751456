/** `merge`: puts the runs of several machines together, and writes one set of reports. */
import { summaryText, paintFor, pathsText } from '../../reporters/console.ts';
import { keepInHistory } from '../../reporters/history.ts';
import { readRun } from '../../reporters/run.ts';
import { mergeRuns, runsBelow } from '../../src/history/merge.ts';
import { HistoryError } from '../../src/history/runs.ts';
import { runsFolder } from '../../src/suite/paths.ts';
import { exitCode, ledgerText } from '../../src/verdict/ledger.ts';
import { UsageError } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { reportsAgain } from '../reports-again.ts';

/** @returns the exit code of the merged ledger; 3 when a target that was asked for is missing */
export async function run(given: Arguments): Promise<number> {
  if (given.positionals.length === 0)
    throw new UsageError('merge needs the folders of the runs, as: npm run conformance -- merge shards');
  const { ledger, folder } = merged(given.positionals);
  const expected = given.list('target') ?? [];
  const missing = expected.filter((name) => !ledger.targets.some((target) => target.name === name));
  const code = missing.length > 0 ? 3 : exitCode(ledger);
  const again = await reportsAgain({ ledger, folder }, code, { remember: true });
  const trouble = keepInHistory(folder, ledger);
  if (trouble !== '') process.stderr.write(`${trouble}\n`);
  if (given.on('json')) process.stdout.write(ledgerText(ledger));
  else
    process.stdout.write(
      `${summaryText(readRun(ledger, folder), code, paintFor(process.stdout))}\n${pathsText(again)}`,
    );
  // A shard that was lost must not look like one that conforms.
  for (const name of missing) process.stderr.write(`No run holds ${name}: a shard is missing.\n`);
  return code;
}

function merged(words: readonly string[]) {
  try {
    return mergeRuns(words.flatMap(runsBelow), runsFolder());
  } catch (error) {
    if (error instanceof HistoryError) throw new UsageError(error.message);
    throw error;
  }
}
