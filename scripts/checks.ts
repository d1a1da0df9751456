/** What `check` looks at, step by step. Each step returns what is wrong; nothing when all is well. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProblem } from '../src/contract/problems.ts';
import { listVendors, loadContract } from '../src/contract/load.ts';
import { readHeads } from '../src/target/heads.ts';
import { coverOf } from './commands/coverage.ts';
import { envExample } from './env-example.ts';
import { staleTypes } from './generate-types.ts';
import { lintContracts } from './lint-contracts.ts';
import { projectRoot } from './run-child.ts';
import { staleStandardDocs } from './standard-docs.ts';

export interface Check {
  readonly name: string;
  /** What to do about it, where the output does not say so itself. */
  readonly remedy?: string;
  readonly run: () => Promise<readonly string[]>;
}

export const checks: readonly Check[] = [
  { name: 'types', run: () => tool('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.') },
  { name: 'lint and borders', run: () => tool('node_modules/eslint/bin/eslint.js', '.') },
  {
    name: 'formatting',
    remedy: 'npx prettier --write .',
    run: () => tool('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  },
  { name: 'contracts', run: async () => (await lintContracts()).map(printProblem) },
  { name: 'generated files', remedy: 'npm run generate', run: staleFiles },
  { name: 'registry', run: registryGaps },
];

const envExampleFile = join(projectRoot, '.env.example');

async function staleFiles(): Promise<string[]> {
  const stale = [...(await staleTypes()), ...staleStandardDocs()];
  const example = existsSync(envExampleFile) ? readFileSync(envExampleFile, 'utf8') : '';
  const files = example === envExample(readHeads()) ? stale : [...stale, '.env.example'];
  return files.map((file) => `${file} is out of date`);
}

async function registryGaps(): Promise<string[]> {
  const coverage = await coverOf(listVendors().map((vendor) => loadContract(vendor)));
  return coverage.flatMap(({ problems }) => problems);
}

/** Runs a development tool; its output is what is wrong when it fails. */
async function tool(...args: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return [];
  const text = Buffer.concat(chunks).toString('utf8').trimEnd();
  return text === '' ? [`${args[0] ?? ''} ended with code ${String(code)} and said nothing`] : text.split('\n');
}

/**
 * Runs all checks side by side and prints each as it ends, in order.
 * @param print gets whole lines
 * @returns names of the checks that failed
 */
export async function runChecks(print: (line: string) => void, all: readonly Check[] = checks): Promise<string[]> {
  const started = all.map(({ run }) => outcomeOf(run));
  const failed: string[] = [];
  for (const [index, { name, remedy }] of all.entries()) {
    const problems = (await started[index]) ?? [];
    print(`${problems.length === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
    if (problems.length === 0) continue;
    failed.push(name);
    for (const problem of problems) print(`        ${problem}`);
    if (remedy !== undefined) print(`        To put it right: ${remedy}`);
  }
  return failed;
}

/** A check that throws has failed with that message. */
async function outcomeOf(run: Check['run']): Promise<readonly string[]> {
  try {
    return await run();
  } catch (error) {
    const text =
      error instanceof Error
        ? error.name.endsWith('Error') && error.name !== 'Error'
          ? error.message
          : (error.stack ?? error.message)
        : String(error);
    return text.split('\n');
  }
}
