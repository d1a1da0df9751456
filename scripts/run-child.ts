/** Child processes that live as long as we do. */
import { spawn } from 'node:child_process';
import type { StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

export interface Child {
  readonly args: readonly string[];
  /** Default: shares all three streams. */
  readonly stdio?: StdioOptions;
  /** Default: our own environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a script of node_modules with this Node, in the project's folder. Ctrl-C and a stop from CI are passed on,
 * and its reports are waited for.
 * @returns its exit code, or 3 when a signal ended it
 */
export async function runNode({ args, stdio = 'inherit', env = process.env }: Child): Promise<number> {
  const child = spawn(process.execPath, [...args], { cwd: projectRoot, stdio, env });
  // Playwright ignores a second SIGINT within a second, which a terminal sends to both of us.
  const pass = () => child.kill('SIGINT');
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 3));
    });
  } finally {
    process.off('SIGINT', pass);
    process.off('SIGTERM', pass);
  }
}
