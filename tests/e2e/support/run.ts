/** Runs the suite as a user does, in a child process with folders of its own, and collects what it left. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { Ledger, Outcome } from '../../../src/verdict/types.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');

/** Our reporter, for the command line. */
export const ours = path.join(root, 'reporters', 'ledger.ts');

export interface Finished {
  readonly code: number | null;
  /** What a person sees: stdout and stderr in the order in which they came. */
  readonly output: string;
  readonly stdout: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** With the Allure report, as without any option of ours; it takes seconds, so only where a test looks at it. */
  readonly allure?: boolean;
  /** Ctrl-C is pressed when this resolves. */
  readonly interrupt?: Promise<void>;
}

export interface Sandbox {
  /** Holds `reports/`, `state/` and whatever a test puts there. */
  readonly folder: string;
  /** `npx playwright test` with these arguments. */
  playwright(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** `npm run conformance --` with these arguments. */
  conformance(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Text of a file under `reports/`. */
  report(name: string): string;
  hasReport(name: string): boolean;
  ledger(): Ledger;
  /** Outcomes by requirement id; runs of one target only. */
  outcomes(): Readonly<Record<string, Outcome>>;
}

/** Tests with a sandbox that is removed afterwards. */
export const test = base.extend<{ sandbox: Sandbox }>({
  sandbox: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'conformance-e2e-'));
    // Keeps a developer's own .env out of the tests.
    await writeFile(path.join(folder, '.env'), '');
    await use(sandboxIn(folder));
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

function sandboxIn(folder: string): Sandbox {
  const start = (program: string, args: readonly string[], { env = {}, interrupt }: RunOptions = {}) =>
    new Promise<Finished>((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args], {
        cwd: root,
        env: { ...cleanEnvironment(), ...variables(folder), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      let stdout = '';
      const heard = (text: string) => {
        output += text;
      };
      void interrupt?.then(() => child.kill('SIGINT'));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        heard(text);
      });
      child.stderr.setEncoding('utf8').on('data', heard);
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, output, stdout }));
    });
  const report = (name: string) => path.join(folder, 'reports', name);
  const ledger = () => JSON.parse(readFileSync(report('ledger.json'), 'utf8')) as Ledger;
  return {
    folder,
    playwright: (args, options) => {
      const chosen = options?.allure === true || args.some((word) => word.startsWith('--reporter'));
      const common = ['test', '--output', path.join(folder, 'test-results'), ...(chosen ? [] : [`--reporter=${ours}`])];
      return start('node_modules/@playwright/test/cli.js', [...common, ...args], options);
    },
    conformance: (args, options) => start('scripts/boot.mjs', args, options),
    report: (name) => readFileSync(report(name), 'utf8'),
    hasReport: (name) => existsSync(report(name)),
    ledger,
    outcomes: () => Object.fromEntries(ledger().verdicts.map(({ requirement, outcome }) => [requirement, outcome])),
  };
}

function variables(folder: string): Record<string, string> {
  return {
    CONFORMANCE_STATE: path.join(folder, 'state'),
    CONFORMANCE_REPORTS: path.join(folder, 'reports'),
    CONFORMANCE_ENV_FILE: path.join(folder, '.env'),
    CONFORMANCE_TARGETS: 'vendnovation-v2.1',
    NO_COLOR: '1',
  };
}

/** Our own environment without what a Playwright around us, a developer or a CI has put there for other runs. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(CONFORMANCE_|VENDNOVATION_|PLAYWRIGHT_|PW_|PWTEST_|TEST_|GITHUB_|CI$|NODE_OPTIONS$|FORCE_COLOR$|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
