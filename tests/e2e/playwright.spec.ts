/** Playwright works as its users expect, and asks the vendor only what the selection needs. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { testStatus } from '../../src/playwright/reply.ts';
import { expect, ours, test } from './support/run.ts';
import { always, startVendor } from './support/vendor.ts';

const fault = { CONFORMANCE_FAULT: 'oversized-header-as-requested' };

/** The part of Playwright's JSON report that is looked at. */
interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly skipped: number };
  readonly suites: readonly {
    readonly specs: readonly {
      readonly tests: readonly { readonly results: readonly { readonly workerIndex: number }[] }[];
    }[];
  }[];
}

test('--list sends nothing', async ({ sandbox }) => {
  const vendor = await startVendor(always(500, ''));
  const { code, stdout } = await sandbox.playwright(['--list'], { env: vendor.env });
  await vendor.close();
  expect(code).toBe(0);
  expect(stdout).toContain('VN-PAGE-03 A requested size above 2000');
  expect(vendor.asked).toEqual([]);
  expect(sandbox.hasReport('ledger.json')).toBe(false);
});

test('a test per requirement of the version, and none for others', async ({ sandbox }) => {
  const count = async (target: string) => {
    const { stdout } = await sandbox.playwright(['--list'], { env: { CONFORMANCE_TARGETS: target } });
    return { all: Number(/Total: (\d+) tests/.exec(stdout)?.[1]), bulk: stdout.includes('VN-BULK-01') };
  };
  const [v1, v2] = [await count('vendnovation-v1'), await count('vendnovation-v2')];
  expect(v2.bulk).toBe(true);
  expect(v1.bulk).toBe(false);
  expect(v1.all).toBeGreaterThan(10);
  expect(v1.all).toBeLessThan(v2.all);
});

test('one requirement costs few requests', async ({ sandbox }) => {
  const { code } = await sandbox.playwright(['-g', 'VN-PAGE-03']);
  expect(code).toBe(0);
  expect(Object.keys(sandbox.outcomes())).toEqual(['VN-PAGE-03']);
  // Its own questions and those that every run asks of the session; a whole run sends five times as many.
  expect(sandbox.ledger().targets[0]?.requestsSent).toBeLessThan(25);
});

test('--project judges one target of several', async ({ sandbox }) => {
  const env = { CONFORMANCE_TARGETS: 'vendnovation-v2,vendnovation-v2.1' };
  expect((await sandbox.playwright(['--project', 'vendnovation-v2', '-g', 'VN-PAGE-0[12]'], { env })).code).toBe(0);
  expect(sandbox.ledger().verdicts.map(({ target, requirement }) => `${target} ${requirement}`)).toEqual([
    'vendnovation-v2 VN-PAGE-01',
    'vendnovation-v2 VN-PAGE-02',
  ]);
});

test('--last-failed runs what failed', async ({ sandbox }) => {
  const first = await sandbox.playwright(['-g', '@pagination'], { env: fault });
  expect(first.code).toBe(1);
  const failed = sandbox
    .ledger()
    .verdicts.filter(({ outcome }) => outcome === 'fail')
    .map(({ requirement }) => requirement);
  expect(failed).toContain('VN-PAGE-03');
  expect((await sandbox.playwright(['--last-failed'], { env: fault })).code).toBe(1);
  expect(Object.keys(sandbox.outcomes())).toEqual(failed);
});

test('shards share the targets out', async ({ sandbox }) => {
  const env = { CONFORMANCE_TARGETS: 'vendnovation-v2,vendnovation-v2.1' };
  const judged: string[] = [];
  for (const shard of ['1/2', '2/2']) {
    expect((await sandbox.playwright(['-g', 'VN-PAGE-03', `--shard=${shard}`], { env })).code).toBe(0);
    judged.push(...sandbox.ledger().targets.map(({ name }) => name));
  }
  expect(judged.sort()).toEqual(['vendnovation-v2', 'vendnovation-v2.1']);

  const { code, output } = await sandbox.playwright(['-g', 'VN-PAGE-03', '--shard=2/2']);
  expect(code).toBe(4);
  expect(output).toContain('No tests found in shard 2/2: a shard takes whole targets, choose fewer shards.');
});

test('--repeat-each and --retries ask once', async ({ sandbox }) => {
  const repeated = await sandbox.playwright(['-g', 'VN-PAGE-03', '--repeat-each=3', '--retries=2'], { env: fault });
  expect(repeated.code).toBe(1);
  expect(sandbox.ledger().verdicts).toHaveLength(1);
  expect(readdirSync(path.join(sandbox.folder, 'state', 'runs'))).toHaveLength(1);
});

test('-x stops after the first test that failed, with the code of the ledger', async ({ sandbox }) => {
  const vendor = await startVendor(always(200, '<!doctype html>', 'text/html'));
  const { code } = await sandbox.playwright(['-g', '@pagination', '-x', '--workers=1'], { env: vendor.env });
  await vendor.close();
  expect(code).toBe(Object.values(sandbox.outcomes()).includes('fail') ? 1 : 2);
});

test('a hundred broken promises are failed tests for every reporter, and cost no worker its life', async ({
  sandbox,
}) => {
  const vendor = await startVendor(always(200, '[]'));
  const json = path.join(sandbox.folder, 'playwright.json');
  const env = {
    ...vendor.env,
    CONFORMANCE_TARGETS: '',
    VENDNOVATION_VERSIONS: 'v2,v2.1',
    PLAYWRIGHT_JSON_OUTPUT_FILE: json,
  };
  const { code } = await sandbox.playwright([`--reporter=${ours},json`], { env });
  await vendor.close();
  expect([1, 2]).toContain(code);
  const { stats, suites } = JSON.parse(readFileSync(json, 'utf8')) as Report;
  const failing = sandbox.ledger().verdicts.filter(({ outcome, level }) => testStatus(outcome, level) === 'failed');
  expect(stats.unexpected).toBe(failing.length);
  expect(stats.unexpected).toBeGreaterThan(100);
  const workers = suites.flatMap(({ specs }) =>
    specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ workerIndex }) => workerIndex))),
  );
  // Two for each of the two projects; a worker that dies has a successor with a higher number.
  expect(Math.max(...workers)).toBeLessThan(4);
});

test('without our reporter a broken promise is red as well', async ({ sandbox }) => {
  const { code, stdout } = await sandbox.playwright(['--reporter=list', '-g', 'VN-PAGE-0[123]'], { env: fault });
  expect(code).toBe(1);
  expect(stdout).toMatch(/1 failed[\s\S]*VN-PAGE-03/);
  expect(stdout).toContain('2 passed');
  expect(stdout).toContain('fail: ');
});

test('Ctrl-C ends a run that hangs; the ledger is whole and says so', async ({ sandbox }) => {
  let asked = () => {};
  const interrupt = new Promise<void>((resolve) => (asked = resolve));
  const vendor = await startVendor(() => asked());
  const { code, output } = await sandbox.playwright(['-g', '@pagination'], { env: vendor.env, interrupt });
  await vendor.close();
  expect(code).toBe(2);
  expect(output).toContain('The run was interrupted');
  const { interrupted, verdicts, inScope } = sandbox.ledger();
  expect(interrupted).toBe(true);
  expect(verdicts).toHaveLength(inScope);
  expect(verdicts.map(({ outcome }) => outcome)).not.toContain('pass');
});
