/** `history`: the runs that are kept, and how they went. */
import { countsLine, exitTitles } from '../../reporters/words.ts';
import { limitsFrom } from '../../src/history/limits.ts';
import { pruneRuns } from '../../src/history/prune.ts';
import { type KeptRun, listRuns } from '../../src/history/runs.ts';
import { runsFolder } from '../../src/suite/paths.ts';
import { countOutcomes, exitCode } from '../../src/verdict/ledger.ts';
import type { Arguments } from '../arguments.ts';

/** Prints the runs, newest first; with `--prune` it first removes what is beyond the limits. @throws ConfigurationError */
export async function run(given: Arguments): Promise<number> {
  const limits = limitsFrom(process.env);
  const vendors = given.list('vendor');
  if (given.on('prune')) {
    const { removed, thinned } = pruneRuns(limits);
    process.stderr.write(`Removed ${removed.length} runs; took the recordings out of ${thinned.length} more.\n`);
  }
  const runs = listRuns().filter(
    (run) => vendors === undefined || run.ledger?.targets.some(({ vendor }) => vendors.includes(vendor)) === true,
  );
  runs.reverse();
  process.stdout.write(given.on('json') ? `${JSON.stringify(runs.map(entryOf), null, 2)}\n` : textOf(runs, limits));
  return 0;
}

function entryOf({ id, folder, bytes, state, ledger }: KeptRun): object {
  if (ledger === null) return { id, folder, bytes, state };
  const { startedAt, targets, verdicts } = ledger;
  return {
    id,
    folder,
    bytes,
    state,
    startedAt,
    exitCode: exitCode(ledger),
    targets: targets.map(({ name, kind }) => ({ name, kind })),
    outcomes: countOutcomes(verdicts),
  };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function textOf(runs: readonly KeptRun[], limits: { readonly runs: number; readonly bytes: number }): string {
  if (runs.length === 0) return `There are no runs in ${runsFolder()}.\n`;
  const lines = runs.map((run) => {
    if (run.ledger === null) return `${run.id}  ${run.state}, ${megabytes(run.bytes)}`;
    const { ledger } = run;
    const reference = ledger.targets.some(({ kind }) => kind === 'reference') ? ', embedded reference server' : '';
    return `${run.id}  ${exitTitles[exitCode(ledger)].padEnd(13)}  ${ledger.targets.map(({ name }) => name).join(', ')}: ${countsLine(countOutcomes(ledger.verdicts))}${reference}`;
  });
  const bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
  return `${lines.join('\n')}\n\n${runs.length} runs, ${megabytes(bytes)}; at most ${limits.runs} runs and ${megabytes(limits.bytes)} are kept (CONFORMANCE_KEEP_RUNS, CONFORMANCE_KEEP_MEGABYTES)\n`;
}
