/** `run`: the conformance run. Playwright is the face; this is its front door. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folders } from '../../src/playwright/folders.ts';
import { resolveTargets } from '../../src/target/resolve.ts';
import { suiteVariables } from '../../src/target/variables.ts';
import { requirementsFor } from '../../src/suite/scope.ts';
import { loadContract } from '../../src/contract/load.ts';
import { readWaivers, waiversVariable } from '../../src/suite/waiver-file.ts';
import { UsageError } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { openInBrowser } from '../open.ts';
import { runNode } from '../run-child.ts';
import { chosenContracts, requirementFilter, targetOptions } from '../selection.ts';

/** @returns Playwright's exit code, which our reporter sets: 0 to 4 */
export async function run(given: Arguments): Promise<number> {
  const options = await targetOptions(given);
  // Configuration problems are told here, before Playwright starts; it would find the same ones.
  const { requests } = resolveTargets(options);
  const waivers = given.text('waivers');
  readWaivers(waivers === undefined ? process.env : { [waiversVariable]: waivers });
  const filter = requirementFilter(given, chosenContracts(given));
  const chosen = new Set<string>();
  const targets = requests.filter(({ vendor, version }) => {
    const ids = requirementsFor(loadContract(vendor), version)
      .filter(filter ?? (() => true))
      .map(({ id }) => id);
    for (const id of ids) chosen.add(id);
    return ids.length > 0;
  });
  if (targets.length === 0) throw new UsageError('The chosen targets have none of the chosen requirements.');

  const started = Date.now();
  const json = given.on('json');
  const code = await runNode({
    args: [
      'node_modules/@playwright/test/cli.js',
      'test',
      ...playwrightArguments(filter === null ? null : [...chosen], given.rest),
    ],
    // For --json everything that is meant for people goes to stderr.
    stdio: json ? ['inherit', 2, 2] : 'inherit',
    env: {
      ...process.env,
      [suiteVariables.targets]: targets.map(({ name }) => name).join(','),
      ...(options.mode == null ? {} : { [suiteVariables.mode]: options.mode }),
      ...(options.envFile == null ? {} : { [suiteVariables.envFile]: options.envFile }),
      ...(options.fault == null ? {} : { [suiteVariables.fault]: options.fault }),
      ...(waivers === undefined ? {} : { [waiversVariable]: resolve(waivers) }),
    },
  });
  if (json) printLedger(started);
  if (given.on('open')) openReport(started);
  return code >= 0 && code <= 4 ? code : 3;
}

/**
 * The selection as a filter on titles, which begin with the id; a `-g` of the user's must hold as well.
 * @param ids chosen requirements, null for all
 */
export function playwrightArguments(ids: readonly string[] | null, rest: readonly string[]): string[] {
  if (ids === null) return [...rest];
  const own = `\\b(?:${ids.join('|')}) `;
  const others: string[] = [];
  const patterns = [own];
  for (let i = 0; i < rest.length; i += 1) {
    const word = rest[i] ?? '';
    const inline = /^(?:--grep=|-g=?)(.+)$/s.exec(word)?.[1];
    if (word === '-g' || word === '--grep') patterns.push(rest[(i += 1)] ?? '');
    else if (inline !== undefined) patterns.push(inline);
    else others.push(word);
  }
  return [
    '--grep',
    patterns.length === 1 ? own : patterns.map((pattern) => `(?=.*(?:${pattern}))`).join(''),
    ...others,
  ];
}

function printLedger(started: number): void {
  const file = freshReport('ledger.json', started);
  if (file === null) process.stderr.write('This run wrote no ledger, so there is no JSON.\n');
  else process.stdout.write(readFileSync(file));
}

function openReport(started: number): void {
  const file = freshReport(join('allure', 'index.html'), started);
  if (file === null) process.stderr.write('This run wrote no report, so none is opened.\n');
  else openInBrowser(file);
}

/** A report of this run, not one that an earlier run left behind. */
function freshReport(name: string, started: number): string | null {
  const file = join(folders().reports, name);
  return existsSync(file) && statSync(file).mtimeMs >= started - 1000 ? file : null;
}
