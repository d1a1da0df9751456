/** `npm run conformance`: the front door. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Ledger } from '../../src/verdict/types.ts';
import { expect, test } from './support/run.ts';
import { always, secrets, startVendor } from './support/vendor.ts';

const target = ['--target', 'vendnovation-v2.1'];
const fault = ['--fault', 'oversized-header-as-requested'];

test('judges what was chosen, with the code of the verdicts', async ({ sandbox }) => {
  const { code, output } = await sandbox.conformance(['run', ...target, '--requirement', 'VN-PAGE-03', ...fault]);
  expect(code).toBe(1);
  expect(output).toContain('fail VN-PAGE-03');
  expect(Object.keys(sandbox.outcomes())).toEqual(['VN-PAGE-03']);
});

test('--json prints the ledger and nothing else', async ({ sandbox }) => {
  const { code, stdout } = await sandbox.conformance(['--json', ...target, '--requirement', 'VN-PAGE-03']);
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as Ledger).verdicts.map(({ requirement }) => requirement)).toEqual(['VN-PAGE-03']);
});

test('passes what stands behind -- on to Playwright', async ({ sandbox }) => {
  const { code } = await sandbox.conformance([...target, '--section', 'Pagination', '--', '-g', 'PAGE-0[12]']);
  expect(code).toBe(0);
  expect(Object.keys(sandbox.outcomes())).toEqual(['VN-PAGE-01', 'VN-PAGE-02']);
});

test('plan says what a run would cost and sends nothing', async ({ sandbox }) => {
  const vendor = await startVendor(always(500, ''));
  const { code, stdout } = await sandbox.conformance(['plan', '--smoke', ...target], { env: vendor.env });
  await vendor.close();
  expect(code).toBe(0);
  expect(stdout).toMatch(/at most \d+ requests/);
  expect(vendor.asked).toEqual([]);
});

test('a recording judged again gives the same bytes', async ({ sandbox }) => {
  expect((await sandbox.conformance(['run', ...target, '--section', 'Pagination', ...fault])).code).toBe(1);
  const { run, verdicts } = sandbox.ledger();
  const { code, stdout } = await sandbox.conformance(['rejudge', run, '--json']);
  expect(code).toBe(1);
  expect(JSON.stringify((JSON.parse(stdout) as Ledger).verdicts)).toBe(JSON.stringify(verdicts));
  const kept = readFileSync(path.join(sandbox.folder, 'state', 'runs', run, 'ledger.json'), 'utf8');
  expect(JSON.stringify((JSON.parse(kept) as Ledger).verdicts)).toBe(JSON.stringify(verdicts));
});

test('4: mistakes on the command line and in the configuration', async ({ sandbox }) => {
  const unknown = await sandbox.conformance(['--requirements-file', 'x']);
  expect(unknown.code).toBe(4);
  const { code, output } = await sandbox.conformance(target, {
    env: { CONFORMANCE_MODE: 'live', VENDNOVATION_API_KEY: secrets.apiKey },
  });
  expect(code).toBe(4);
  for (const name of ['BASE_URL', 'USERNAME', 'PASSWORD']) expect(output).toContain(`VENDNOVATION_${name}: `);
  expect(output).not.toContain(secrets.apiKey);
});

test('Ctrl-C ends it with a whole ledger', async ({ sandbox }) => {
  let asked = () => {};
  const interrupt = new Promise<void>((resolve) => (asked = resolve));
  const vendor = await startVendor(() => asked());
  const { code } = await sandbox.conformance([...target, '--section', 'Pagination'], { env: vendor.env, interrupt });
  await vendor.close();
  expect(code).toBe(2);
  expect(sandbox.ledger().interrupted).toBe(true);
});
