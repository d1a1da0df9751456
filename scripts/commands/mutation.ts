/** `mutation`: changes our own code with Stryker, one thing at a time, and counts the changes that our tests notice. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arguments } from '../arguments.ts';
import { npmInstall } from '../install.mjs';
import { projectRoot, runNode } from '../run-child.ts';

/** Not among our packages: it is wanted once a night. It needs a TypeScript beside it. */
const stryker = '@stryker-mutator/core@9.6.1';

/**
 * Leaves `reports/mutation/mutation.json`. Words behind `--` go to Stryker, as `--mutate src/verdict/check.ts`; a part
 * says nothing about the whole, and leaves `reports/mutation/part.json` instead.
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
    const config = rest.length === 0 ? wholeConfig : configOfPart(folder);
    return await runNode({ args: [bin, 'run', config, ...rest], env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wholeConfig = join('scripts', 'mutation', 'stryker.config.json');

/** @returns a file in the folder */
function configOfPart(folder: string): string {
  const whole = JSON.parse(readFileSync(join(projectRoot, wholeConfig), 'utf8')) as object;
  const part = { ...whole, jsonReporter: { fileName: 'reports/mutation/part.json' } };
  const file = join(folder, 'part.config.json');
  writeFileSync(file, JSON.stringify(part));
  return file;
}

function versionOf(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies[name] ?? 'latest';
}
