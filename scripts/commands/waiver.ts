/** `waiver`: a ready entry for `waivers.yaml`, from what the last run found broken. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { visible } from '../../reporters/text.ts';
import { runsFolder } from '../../src/suite/paths.ts';
import { parseWaivers } from '../../src/suite/waiver-file.ts';
import { readLedger } from '../../src/verdict/ledger.ts';
import type { Ledger, Verdict } from '../../src/verdict/types.ts';
import { UsageError, unknownWord } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';

/** Days that a new waiver holds when nobody says otherwise. */
const usualDays = 30;

/** Prints the entry; what only a person can know is left open. @throws UsageError when the last run shows no such deviation */
export async function run(given: Arguments): Promise<number> {
  const [id] = given.positionals;
  if (id === undefined) throw new UsageError('waiver needs a requirement, as: waiver VN-PAGE-03.');
  const ledger = lastLedger();
  process.stdout.write(entryText(brokenIn(ledger, id, given.text('target')), ledger, given));
  return Promise.resolve(0);
}

function lastLedger(): Ledger {
  const folder = runsFolder();
  const runs = existsSync(folder) ? readdirSync(folder).sort().reverse() : [];
  const last = runs.map((name) => join(folder, name, 'ledger.json')).find((file) => existsSync(file));
  if (last === undefined) throw new UsageError(`There is no run in ${folder}; run the suite first.`);
  return readLedger(last);
}

/** @throws UsageError unless exactly one verdict is meant */
function brokenIn({ run: name, verdicts }: Ledger, id: string, target: string | undefined): Verdict {
  const broken = verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  const found = broken.filter((v) => v.requirement.toUpperCase() === id.toUpperCase());
  const [first, second] = target === undefined ? found : found.filter((v) => v.target === target);
  if (first === undefined) {
    if (broken.length === 0) throw new UsageError(`The last run, ${name}, found nothing broken that is not waived.`);
    if (found.length > 0)
      throw unknownWord(
        'target',
        target ?? '',
        found.map((v) => v.target),
      );
    throw unknownWord(`deviation of the last run (${name})`, id, [...new Set(broken.map((v) => v.requirement))]);
  }
  if (second === undefined) return first;
  const targets = found.map((v) => v.target).join(', ');
  throw new UsageError(
    `${first.requirement} is broken at ${targets}; choose one with --target, or write a pattern as vendor@*.`,
  );
}

function entryText(verdict: Verdict, { run: name, startedAt }: Ledger, given: Arguments): string {
  const end = new Date(Date.parse(startedAt) + usualDays * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const asked = ['owner', 'reason', 'ticket'].map((member) => [member, given.text(member) ?? ''] as const);
  const expires = given.text('expires') ?? end;
  const entry = { requirement: verdict.requirement, target: verdict.target, ...Object.fromEntries(asked), expires };
  const open = asked.filter(([, value]) => value === '').map(([member]) => member);
  const text = stringify({ waivers: [entry] }, { lineWidth: 0, defaultStringType: 'PLAIN' });
  // Mistakes in what was typed are told now, not by the next run.
  parseWaivers(
    stringify({ waivers: [{ ...entry, ...Object.fromEntries(open.map((member) => [member, 'open'])) }] }),
    'entry',
  );
  return [
    `# ${visible(verdict.reason)} (run ${name})`,
    ...(open.length === 0 ? [] : [`# Fill in ${open.join(', ')}; a blank is refused.`]),
    text,
  ].join('\n');
}
