/** The ledger: all verdicts of one run. Every report and the exit code derive from it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Ledger, type Outcome, type Verdict, outcomes } from './types.ts';
import { isOutdated } from './waivers.ts';

/**
 * 0 conforming, 1 nonconforming, 2 undecided, 3 suite error, 4 configuration error. Only outdated waivers are found out
 * by a run; all other errors of the configuration keep it from starting, and there is no ledger.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The ledger does not add up, or cannot be read. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

/**
 * A broken must is proven by its evidence, so 1 goes before 3 and 2. A ledger that does not add up is worth nothing: 3.
 * Undecided requirements of level may change nothing: there was no promise to decide. Outdated waivers come last: who
 * reads 4 has nothing but `waivers.yaml` to look after.
 */
export function exitCode(ledger: Ledger): ExitCode {
  if (problemsOf(ledger).length > 0) return 3;
  const has = (...wanted: Outcome[]) => ledger.verdicts.some((v) => wanted.includes(v.outcome) && v.level !== 'may');
  if (has('fail')) return 1;
  if (ledger.verdicts.some((v) => v.outcome === 'error')) return 3;
  if (ledger.interrupted || has('inconclusive', 'unstable')) return 2;
  if (!has('pass', 'known', 'warn')) return 2;
  return (ledger.waiverNotes ?? []).some(isOutdated) ? 4 : 0;
}

/** What does not add up; empty when all is well. */
export function problemsOf(ledger: Ledger): string[] {
  const problems: string[] = [];
  if (ledger.verdicts.length !== ledger.inScope)
    problems.push(`${ledger.inScope} requirements are in scope, but there are ${ledger.verdicts.length} verdicts`);
  const keys = new Set<string>();
  for (const v of ledger.verdicts) {
    const key = `${v.target} ${v.requirement}`;
    if (keys.has(key)) problems.push(`two verdicts for ${key}`);
    keys.add(key);
    if (!outcomes.includes(v.outcome)) problems.push(`${key} has the unknown outcome '${String(v.outcome)}'`);
    if (v.outcome === 'pass' && !(v.checks > 0)) problems.push(`${key} passed without a check`);
    if (v.outcome === 'pass' && v.findingsTotal > 0) problems.push(`${key} passed with findings`);
    if (['fail', 'warn', 'known', 'unstable'].includes(v.outcome) && !(v.findingsTotal > 0))
      problems.push(`${key} is ${v.outcome} without a finding`);
    if ((v.outcome === 'known') !== (v.waiver !== undefined))
      problems.push(`${key} is ${v.outcome}, and its waiver does not fit that`);
  }
  return problems;
}

export function countOutcomes(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const counts = Object.fromEntries(outcomes.map((o) => [o, 0])) as Record<Outcome, number>;
  for (const v of verdicts) counts[v.outcome] += 1;
  return counts;
}

/** Stable text of a ledger, the same bytes for equal verdicts. */
export const ledgerText = (ledger: Ledger): string => `${JSON.stringify(ledger, null, 1)}\n`;

/** Replaces the file in one step: a crash leaves the old one. @throws LedgerError */
export function writeLedger(path: string, ledger: Ledger): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, ledgerText(ledger));
    renameSync(temporary, path);
  } catch (error) {
    throw new LedgerError(
      `${path}: the ledger cannot be written (${error instanceof Error ? error.message : 'unknown error'}); make room or make the folder writable`,
    );
  }
}

/** @throws LedgerError */
export function readLedger(path: string): Ledger {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new LedgerError(`${path}: no readable ledger (${error instanceof Error ? error.message : 'unknown error'})`);
  }
  if (
    !isObject(value) ||
    value['format'] !== 1 ||
    !Array.isArray(value['verdicts']) ||
    !Array.isArray(value['targets'])
  )
    throw new LedgerError(`${path}: this is no ledger of vendor-conformance (format 1)`);
  const odd = value['verdicts'].findIndex((v) => !isVerdict(v));
  if (odd >= 0) throw new LedgerError(`${path}: /verdicts/${odd} is no verdict; the file was changed by hand`);
  const ledger = value as unknown as Ledger;
  const problems = problemsOf(ledger);
  if (problems.length > 0) throw new LedgerError(`${path}: the ledger does not add up: ${problems.join('; ')}`);
  return ledger;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isVerdict(value: unknown): boolean {
  if (!isObject(value)) return false;
  const texts = [
    value['target'],
    value['requirement'],
    value['level'],
    value['outcome'],
    value['reason'],
    value['probe'],
  ];
  const lists = [value['findings'], value['observations'], value['exchanges']];
  return (
    texts.every((t) => typeof t === 'string') &&
    lists.every(Array.isArray) &&
    [value['checks'], value['findingsTotal']].every(Number.isInteger)
  );
}
