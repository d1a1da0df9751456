/** `mutation`: changes our own code with Stryker, one thing at a time, and counts the changes that our tests notice. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arguments } from '../arguments.ts';
import { npmInstall } from '../install.mjs';
import { projectRoot, runNode } from '../run-child.ts';

/** Not among our packages: it is wanted once a night. It brings no TypeScript of its own. */
const stryker = '@stryker-mutator/core@9.6.1';

/**
 * Leaves `reports/mutation/mutation.json`. Words behind `--` go to Stryker, as `--mutate src/verdict/check.ts`.
 * @returns 0 when so many are noticed as the goal demands, else 1
 * @throws InstallError when Stryker cannot be installed
 */
export async function run({ rest }: Arguments): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-conformance-mutation-'));
  try {
    await npmInstall(folder, [stryker, `typescript@${versionOf('typescript')}`]);
    const bin = join(folder, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
    // Stryker's processes load our runner and our tests, which are TypeScript.
    const env = { ...process.env, NODE_OPTIONS: '--import tsx' };
    return await runNode({ args: [bin, 'run', 'scripts/mutation/stryker.config.json', ...rest], env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionOf(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies[name] ?? 'latest';
}
