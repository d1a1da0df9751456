/** `trust`: proves the suite itself, prints the figures and writes them to docs/trust.md and README.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, WayFigure } from '../../tests/detection/figures.ts';
import type { Arguments } from '../arguments.ts';
import { type Row, figuresIn, strykerRow } from '../figures.ts';
import { projectRoot, runNode } from '../run-child.ts';
import { type Section, consoleText, pageWith, readmeWith, sectionsOf } from '../trust-report.ts';

/** @returns 0 when all tests hold and all goals are reached, else 1 */
export async function run(given: Arguments): Promise<number> {
  const seed = process.env['TRUST_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`Combinations begin with TRUST_SEED=${seed}.\n`);
  const { code, figures } = await measured(['tests/detection', ...given.rest], { TRUST: 'full', TRUST_SEED: seed });
  const own = strykerRow();
  const sections = sectionsOf(figures, own);
  process.stdout.write(consoleText(sections));
  // A part of the tests says nothing about the whole.
  if (given.rest.length === 0) write(sections, figures, own);
  const reached = sections.every(({ rows }) => rows.every((row) => row.reached));
  return code === 0 && reached && sections.length > 0 ? 0 : 1;
}

function write(sections: readonly Section[], figures: readonly Figure[], own: Row | null): void {
  const ways = figures.flatMap((figure): WayFigure[] => {
    if (figure.kind === 'way') return [figure];
    if (figure.kind !== 'outage') return [];
    const { vendor, id, text, passed, exitCode } = figure;
    return [{ kind: 'way', colour: 'green', vendor, id, text, held: passed.length === 0 && exitCode !== 0 }];
  });
  const day = new Date().toISOString().slice(0, 10);
  rewrite('docs/trust.md', (page) => pageWith(page, sections, ways, day));
  rewrite('README.md', (page) => readmeWith(page, figures, own, day));
  process.stdout.write('\nWritten to docs/trust.md and README.md.\n');
}

function rewrite(name: string, change: (page: string) => string): void {
  const file = join(projectRoot, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Runs tests and returns what they noted. @param env besides our own */
export async function measured(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; figures: Figure[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-conformance-trust-'));
  try {
    const file = join(folder, 'vitest.json');
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
    const args = ['node_modules/vitest/vitest.mjs', 'run', ...words, ...reporters];
    const code = await runNode({ args, env: { ...process.env, ...env } });
    return { code, figures: figuresIn(JSON.parse(readFileSync(file, 'utf8'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
