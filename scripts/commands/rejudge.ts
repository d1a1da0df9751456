/** `rejudge`: judges the recording of a run again; the verdicts must be those that the run gave. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runsFolder } from '../../src/suite/paths.ts';
import { rejudgeRun } from '../../src/suite/rejudge.ts';
import { countOutcomes, exitCode, ledgerText, readLedger } from '../../src/verdict/ledger.ts';
import type { Ledger } from '../../src/verdict/types.ts';
import { UsageError, refuseUnknown } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';

/**
 * Prints the verdicts, and how they differ from the ledger of the run.
 * @returns the exit code of the ledger; 3 when cases or registry give other verdicts today
 */
export async function run(given: Arguments): Promise<number> {
  const [name] = given.positionals;
  if (name === undefined) throw new UsageError('rejudge needs a run: its id, a folder, or "latest".');
  const isPath = /[\\/]/.test(name);
  if (isPath && !existsSync(name)) throw new UsageError(`There is no folder ${name}.`);
  if (!isPath && name !== 'latest') refuseUnknown('run', name, runs());
  const ledger = await rejudgeRun(name);
  const file = join(isPath ? name : join(runsFolder(), ledger.run), 'ledger.json');
  const before = existsSync(file) ? readLedger(file) : null;
  const differences = before === null ? [] : differencesOf(before, ledger);
  if (given.on('json')) process.stdout.write(ledgerText(ledger));
  else process.stdout.write(textOf(ledger, before));
  for (const difference of differences) process.stderr.write(`${difference}\n`);
  if (differences.length === 0) return exitCode(ledger);
  process.stderr.write(
    'The verdicts are not those of the run: cases or registry have changed since, or a case cannot be repeated.\n',
  );
  return 3;
}

/** Ids of all runs, newest first. */
function runs(): string[] {
  return existsSync(runsFolder()) ? readdirSync(runsFolder()).sort().reverse() : [];
}

function textOf(ledger: Ledger, before: Ledger | null): string {
  const counts = Object.entries(countOutcomes(ledger.verdicts)).filter(([, count]) => count > 0);
  const same =
    before === null
      ? 'there is no ledger to compare with'
      : ledgerText(before) === ledgerText(ledger)
        ? 'byte-identical with the ledger of the run'
        : 'different from the ledger of the run';
  const broken = ledger.verdicts.filter(({ outcome }) => ['fail', 'warn', 'known', 'error'].includes(outcome));
  return [
    `${ledger.run}: ${counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ')}; ${same}`,
    ...broken.map(({ outcome, target, requirement, reason }) => `  ${outcome} ${target} ${requirement}  ${reason}`),
    '',
  ].join('\n');
}

function differencesOf(before: Ledger, now: Ledger): string[] {
  const index = new Map(now.verdicts.map((verdict) => [`${verdict.target} ${verdict.requirement}`, verdict]));
  const lines = before.verdicts.flatMap((verdict) => {
    const key = `${verdict.target} ${verdict.requirement}`;
    const again = index.get(key);
    if (again === undefined) return [`${key}: ${verdict.outcome}, and no verdict today`];
    return JSON.stringify(again) === JSON.stringify(verdict)
      ? []
      : [`${key}: ${verdict.outcome}, today ${again.outcome}: ${again.reason}`];
  });
  return lines.length > 0 || ledgerText(before) === ledgerText(now) ? lines : ['the heads of the ledgers differ'];
}
