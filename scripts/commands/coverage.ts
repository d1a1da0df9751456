/** `coverage`: the traceability table, and its gaps. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../src/contract/types.ts';
import { SuiteError } from '../../src/suite/errors.ts';
import { runsFolder } from '../../src/suite/paths.ts';
import { loadSuite } from '../../src/suite/suites.ts';
import type { Suite } from '../../src/suite/types.ts';
import { LedgerError, readLedger } from '../../src/verdict/ledger.ts';
import type { Ledger } from '../../src/verdict/types.ts';
import type { Arguments } from '../arguments.ts';
import { coverageOf } from '../coverage.ts';
import type { Coverage, CoverageRow } from '../coverage.ts';
import { chosenContracts, faultsByVendor } from '../selection.ts';

/** Runs that are searched for verdicts; one run seldom asks everything. */
const searchedRuns = 20;

/** @returns 0 when nothing is missing, else 1 */
export async function run(given: Arguments): Promise<number> {
  const coverage = await coverOf(chosenContracts(given), lastLedgers());
  if (given.on('json')) process.stdout.write(`${JSON.stringify(coverage, null, 2)}\n`);
  else process.stdout.write(coverage.map(textOf).join('\n'));
  for (const { problems } of coverage) for (const problem of problems) process.stderr.write(`GAP  ${problem}\n`);
  return coverage.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** Coverage of each contract with the cases and faults that exist for it. */
export async function coverOf(contracts: readonly Contract[], ledgers: readonly Ledger[] = []): Promise<Coverage[]> {
  const faults = await faultsByVendor();
  return Promise.all(
    contracts.map(async (contract) =>
      coverageOf(contract, await casesOf(contract.vendor), faults.get(contract.vendor) ?? [], ledgers),
    ),
  );
}

async function casesOf(vendor: string): Promise<Suite | null> {
  try {
    return await loadSuite(vendor);
  } catch (error) {
    if (error instanceof SuiteError && error.message.includes('is missing')) return null;
    throw error;
  }
}

/** Ledgers of the newest runs, newest first; runs that were cut off have none. */
function lastLedgers(): Ledger[] {
  const folder = runsFolder();
  const names = existsSync(folder) ? readdirSync(folder).sort().reverse() : [];
  return names.slice(0, searchedRuns).flatMap((name) => {
    const file = join(folder, name, 'ledger.json');
    if (!existsSync(file)) return [];
    try {
      return [readLedger(file)];
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return [];
    }
  });
}

const columns: readonly [title: string, cell: (row: CoverageRow) => string][] = [
  ['requirement', (row) => row.requirement],
  ['level', (row) => row.level],
  ['class', (row) => row.class],
  ['last verdict', verdictCell],
  ['probe', (row) => row.probe || '-'],
  ['faults', (row) => row.faults.join(' ') || '-'],
  ['source', (row) => row.source],
];

function textOf({ rows, problems }: Coverage): string {
  const table = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, i) => Math.max(...table.map((line) => (line[i] ?? '').length)));
  const lines = table.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const count = (wanted: string) => rows.filter((row) => row.class === wanted).length;
  const reasons = rows
    .filter((row) => row.class === 'not-testable')
    .map((row) => `  ${row.requirement}  ${row.reason}`);
  return [
    ...lines,
    '',
    ...(reasons.length > 0 ? ['Not testable, because:', ...reasons, ''] : []),
    `${rows.length} requirements: ${count('tested')} tested, ${count('observed')} observed, ${count('not-testable')} not testable; ${problems.length} gaps`,
    '',
  ].join('\n');
}

/** One word where all targets agree. Verdicts on reference servers say nothing about the vendor, so live ones are marked. */
function verdictCell({ verdicts }: CoverageRow): string {
  if (verdicts.length === 0) return 'none';
  const words = new Set(verdicts.map(({ outcome, kind }) => (kind === 'live' ? `${outcome} (live)` : outcome)));
  if (words.size === 1) return [...words].join('');
  return verdicts
    .map(
      ({ target, outcome, kind }) => `${target.replace(/^[^-]+-/, '')} ${outcome}${kind === 'live' ? ' (live)' : ''}`,
    )
    .join(', ');
}
