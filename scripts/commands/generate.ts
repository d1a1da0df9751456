/** `generate`: writes the files that are derived from the contracts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readHeads } from '../../src/target/heads.ts';
import type { Arguments } from '../arguments.ts';
import { envExample } from '../env-example.ts';
import { writeTypes } from '../generate-types.ts';
import { projectRoot } from '../run-child.ts';
import { writeStandardDocs } from '../standard-docs.ts';

/** Prints what it wrote. */
export async function run(_given: Arguments): Promise<number> {
  const written = [...(await writeTypes()), ...writeEnvExample(), ...writeStandardDocs()];
  for (const file of written) process.stdout.write(`written  ${file}\n`);
  if (written.length === 0) process.stdout.write('All generated files are up to date.\n');
  return 0;
}

function writeEnvExample(): string[] {
  const file = `${projectRoot}.env.example`;
  const text = envExample(readHeads());
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
  writeFileSync(file, text);
  return ['.env.example'];
}
