#!/usr/bin/env node
/**
 * The first thing that runs after a clone: installs what is missing, then starts the command line in this process.
 * Plain JavaScript and `node:` imports only, because nothing is installed yet.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InstallError, ensureInstalled, missingNode } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function boot() {
  const problem = missingNode(process.versions.node);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    return 4;
  }
  try {
    await ensureInstalled(root);
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    return 3;
  }
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import(pathToFileURL(join(root, 'scripts', 'cli.ts')).href);
  return main(process.argv.slice(2));
}

process.exitCode = await boot();
