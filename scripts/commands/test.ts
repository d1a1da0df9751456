/** `test`: every test of the suite itself, in one go, with one line of totals at the end. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHeads } from '../../src/target/heads.ts';
import { ownerOf, suiteVariables } from '../../src/target/variables.ts';
import type { Arguments } from '../arguments.ts';
import { runChecks } from '../checks.ts';
import { projectRoot, runNode } from '../run-child.ts';
import { add, none, totalsOf } from '../test-results.ts';
import type { Totals } from '../test-results.ts';

/** @returns 0 when nothing failed, else 1 */
export async function run(_given: Arguments): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-conformance-test-'));
  try {
    const env = cleanEnvironment(folder);
    let totals = await checked();
    totals = add(totals, await vitest(folder, env));
    totals = add(totals, await endToEnd(folder, env));
    for (const test of totals.notRun) write(`not run  ${test}`);
    write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
    return totals.failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All checks together count as one test. */
async function checked(): Promise<Totals> {
  heading('check');
  const failed = await runChecks(write);
  return failed.length === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
}

async function vitest(folder: string, env: NodeJS.ProcessEnv): Promise<Totals> {
  heading('unit and detection tests');
  const file = join(folder, 'vitest.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode({ args: ['node_modules/vitest/vitest.mjs', 'run', ...reporters], env });
  return totalsOf('vitest', readReport(file), code);
}

async function endToEnd(folder: string, env: NodeJS.ProcessEnv): Promise<Totals> {
  heading('end-to-end tests');
  const config = 'playwright.e2e.config.ts';
  if (!existsSync(join(projectRoot, config))) throw new Error(`${config} is missing`);
  const file = join(folder, 'playwright.json');
  const code = await runNode({
    args: ['node_modules/@playwright/test/cli.js', 'test', '-c', config, '--reporter=list,json'],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return totalsOf('playwright', readReport(file), code);
}

/**
 * Tests must never reach a live vendor, nor mix their files with those of real runs: variables of the suite and of
 * all vendors are taken away.
 */
function cleanEnvironment(folder: string): NodeJS.ProcessEnv {
  const heads = readHeads();
  const foreign = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('CONFORMANCE_') && ownerOf(name, heads) === undefined,
  );
  const empty = join(folder, 'empty.env');
  writeFileSync(empty, '');
  return {
    ...Object.fromEntries(foreign),
    [suiteVariables.envFile]: empty,
    CONFORMANCE_STATE: join(folder, 'state'),
    CONFORMANCE_REPORTS: join(folder, 'reports'),
  };
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function heading(title: string): void {
  write(`\n== ${title}`);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
