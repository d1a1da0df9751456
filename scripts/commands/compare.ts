/** `compare`: is a new version safe, and what changed between two runs. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runsMarkdown, runsText } from '../../reporters/comparison/runs.ts';
import { versionsMarkdown, versionsText } from '../../reporters/comparison/versions.ts';
import { paintFor } from '../../reporters/console.ts';
import { ProgressLine } from '../../reporters/progress.ts';
import { PolicyError, policyOf } from '../../src/compare/policy.ts';
import type { Treatment } from '../../src/compare/policy.ts';
import { compareRuns, runComparisonCode } from '../../src/compare/runs.ts';
import { safetyCodes } from '../../src/compare/versions.ts';
import { loadContract } from '../../src/contract/load.ts';
import { comparedRun, runsBefore } from '../../src/history/load.ts';
import { HistoryError, findRun } from '../../src/history/runs.ts';
import { folders } from '../../src/playwright/folders.ts';
import { planTarget } from '../../src/suite/plan.ts';
import { loadSuite } from '../../src/suite/suites.ts';
import type { RunInfo } from '../../src/suite/types.ts';
import { modes } from '../../src/target/types.ts';
import { UsageError, refuseUnknown } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { openSides } from '../compare/sides.ts';
import { compareSides, comparisonsFolder, observeSide, requirementsAsked } from '../compare/versions.ts';

/** @returns 0 safe, or nothing got worse; 1 not safe, or newly broken; 2 undecided */
export async function run(given: Arguments): Promise<number> {
  const [first, ...words] = given.positionals;
  if (first === 'runs') return compareTwoRuns(given, words);
  if (first !== undefined && first !== 'versions') refuseUnknown('comparison', first, ['versions', 'runs']);
  if (words.length > 0)
    throw new UsageError(`compare versions takes its sides as --from and --to, not as "${words.join(' ')}".`);
  return compareTwoVersions(given);
}

async function compareTwoVersions(given: Arguments): Promise<number> {
  const options = versionsOptions(given);
  const treat = treatmentOf(given);
  refuseBadTreatment(treat);
  const sides = await openSides(options);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const { before, after } = sides;
    for (const note of sides.notes) process.stderr.write(`${note}\n`);
    const ids = requirementsAsked(before, after);
    const { requests } = planTarget(before, loadContract(before.vendor), await loadSuite(before.vendor), ids);
    process.stderr.write(
      `${ids.length} requirements of ${before.version}, at most ${2 * requests} requests to each side\n`,
    );
    const progress = new ProgressLine(process.stderr);
    const shared = {
      run: newComparison(),
      judgedAs: before.version,
      ids,
      signal: stop.signal,
      onProgress: (each: Parameters<ProgressLine['show']>[0]) => progress.show(each),
      ...(sides.timeout === null ? {} : { limits: { timeout: sides.timeout } }),
    };
    // One after the other: a login on one side may end the session of the other.
    const old = await observeSide(before, shared);
    const now = await observeSide(after, shared);
    progress.end();
    const comparison = compareSides(before.vendor, old, now, treat);
    const name = `compare-${before.vendor}-${before.version}-${after.version}`;
    output(given, name, comparison, versionsMarkdown(comparison), versionsText(comparison, paintFor(process.stdout)));
    return stop.signal.aborted ? 2 : safetyCodes[comparison.safety];
  } finally {
    process.off('SIGINT', interrupt);
    await sides.close();
  }
}

function versionsOptions(given: Arguments) {
  const vendors = given.list('vendor') ?? [];
  const [vendor, ...others] = vendors;
  const [from, to] = [given.text('from'), given.text('to')];
  if (vendor === undefined || others.length > 0 || from === undefined || to === undefined)
    throw new UsageError(
      'compare versions needs one vendor and two sides, as: npm run compare -- --vendor vendnovation --from v2 --to v2.1',
    );
  const mode = given.text('mode');
  if (mode !== undefined) refuseUnknown('mode', mode, modes);
  return {
    vendor,
    from,
    to,
    version: given.text('version'),
    mode: modes.find((known) => known === mode),
    envFile: given.text('env-file'),
    toEnvFile: given.text('to-env-file'),
    fault: given.text('fault'),
  };
}

/** `--treat response-enum-value-added=allowed`: what the user knows and the vendor does not say. */
function treatmentOf(given: Arguments): Treatment {
  return Object.fromEntries(
    (given.list('treat') ?? []).map((item) => {
      const [kind = '', effect = ''] = item.split('=', 2);
      return [kind.trim(), effect.trim()];
    }),
  );
}

/** Told before anything is asked. */
function refuseBadTreatment(treat: Treatment): void {
  try {
    policyOf(undefined, treat);
  } catch (error) {
    if (error instanceof PolicyError) throw new UsageError(`--treat: ${error.message}`);
    throw error;
  }
}

/** Comparisons that are kept, each some megabytes. */
const keptComparisons = 10;

function newComparison(): RunInfo {
  const startedAt = `${new Date().toISOString().slice(0, 19)}Z`;
  const id = `${startedAt.replace(/[-:]/g, '')}-${randomBytes(2).toString('hex')}`;
  const folder = join(comparisonsFolder(), id);
  mkdirSync(folder, { recursive: true });
  const old = readdirSync(comparisonsFolder())
    .filter((name) => /^\d{8}T\d{6}Z-/.test(name))
    .sort()
    .slice(0, -keptComparisons);
  for (const name of old) rmSync(join(comparisonsFolder(), name), { recursive: true, force: true });
  return { id, startedAt, folder };
}

function compareTwoRuns(given: Arguments, words: readonly string[]): number {
  const [baselineName = 'last-green', name = 'latest'] = words;
  try {
    const current = findRun(name);
    const baseline = findRun(baselineName, { before: current.ledger });
    const comparison = compareRuns(comparedRun(baseline), comparedRun(current), runsBefore(current.ledger));
    output(given, 'compare-runs', comparison, runsMarkdown(comparison), runsText(comparison, paintFor(process.stdout)));
    return runComparisonCode(comparison);
  } catch (error) {
    if (error instanceof HistoryError) throw new UsageError(error.message);
    throw error;
  }
}

/** The comparison as JSON and Markdown under the reports, and for people or programs on stdout. */
function output(given: Arguments, name: string, comparison: object, markdown: string, text: string): void {
  const { reports } = folders();
  mkdirSync(reports, { recursive: true });
  const json = `${JSON.stringify(comparison, null, 2)}\n`;
  const files = { [`${name}.json`]: json, [`${name}.md`]: markdown };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(reports, file), content);
  if (given.on('json')) process.stdout.write(json);
  else
    process.stdout.write(
      `${text}\n${Object.keys(files)
        .map((file) => `  ${relative(process.cwd(), join(reports, file))}\n`)
        .join('')}`,
    );
}
