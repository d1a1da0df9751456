/** The exit code says what became of the run, for plain `npx playwright test` too. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './support/run.ts';
import { always, liveEnvironment, secrets, startVendor } from './support/vendor.ts';

test('0: the reference keeps every promise of a section, and the ledger adds up', async ({ sandbox }) => {
  const { code, output } = await sandbox.playwright(['-g', '@pagination'], { allure: true });
  expect(output).toContain('Result: conforming (exit code 0)');
  expect(code).toBe(0);
  const { verdicts, inScope } = sandbox.ledger();
  expect(verdicts.length).toBe(inScope);
  expect(verdicts.length).toBeGreaterThan(10);
  expect(verdicts.filter(({ outcome }) => outcome === 'pass').every(({ checks }) => checks > 0)).toBe(true);
});

test('1: a fault is found, and named', async ({ sandbox }) => {
  const { code, output } = await sandbox.playwright(['-g', '@pagination'], {
    env: { CONFORMANCE_FAULT: 'oversized-header-as-requested' },
    allure: true,
  });
  expect(code).toBe(1);
  expect(output).toContain('fail VN-PAGE-03');
  expect(output).toContain('Result: nonconforming (exit code 1)');
  expect(sandbox.outcomes()['VN-PAGE-03']).toBe('fail');
});

const outages: Readonly<Record<string, Parameters<typeof startVendor>[0]>> = {
  '500 for all': always(500, '{"message":"Internal server error"}'),
  '401 for all': always(401, '{"message":"Unauthorized"}'),
  'a hang': () => {},
  'a redirect to another origin': (_request, response) =>
    response.writeHead(307, { location: 'http://127.0.0.2:9/' }).end(),
};

for (const [name, answer] of Object.entries(outages)) {
  test(`2: nothing is decided by ${name}`, async ({ sandbox }) => {
    const vendor = await startVendor(answer);
    const { code, output } = await sandbox.playwright(['-g', '@pagination'], {
      env: { ...vendor.env, CONFORMANCE_TIMEOUT: '1' },
    });
    await vendor.close();
    expect(output).toMatch(/undecided \d+: \S/);
    expect(code).toBe(2);
    expect(Object.values(sandbox.outcomes())).not.toContain('pass');
  });
}

test('2: nobody listens', async ({ sandbox }) => {
  const vendor = await startVendor();
  await vendor.close();
  const { code, output } = await sandbox.playwright(['-g', '@pagination'], { env: vendor.env });
  expect(output).toMatch(/undecided \d+: .*unreachable/);
  expect(code).toBe(2);
  expect(Object.values(sandbox.outcomes())).not.toContain('pass');
});

test('never 0: a web page for every question', async ({ sandbox }) => {
  const vendor = await startVendor(always(200, '<!doctype html><title>Welcome</title>', 'text/html'));
  const { code } = await sandbox.playwright(['-g', '@pagination'], { env: vendor.env });
  await vendor.close();
  expect([1, 2]).toContain(code);
  expect(Object.values(sandbox.outcomes())).not.toContain('pass');
});

test('3: the observer crashes', async ({ sandbox }) => {
  await mkdir(path.join(sandbox.folder, 'state'));
  await writeFile(path.join(sandbox.folder, 'state', 'runs'), 'no folder');
  const { code, output } = await sandbox.playwright(['-g', 'VN-PAGE-01']);
  expect(output).toMatch(/Error of the suite: E(NOTDIR|EXIST)/);
  expect(code).toBe(3);
});

test('4: the folder for the reports cannot be written', async ({ sandbox }) => {
  const file = path.join(sandbox.folder, 'file');
  await writeFile(file, '');
  const { code, output } = await sandbox.playwright(['-g', 'VN-PAGE-01'], {
    env: { CONFORMANCE_REPORTS: path.join(file, 'reports') },
  });
  expect(output).toMatch(/CONFORMANCE_REPORTS: .* cannot be written \(ENOTDIR\)/);
  expect(code).toBe(4);
});

test('4: every problem of the configuration is listed, without a secret', async ({ sandbox }) => {
  const env = {
    ...liveEnvironment('not a url'),
    VENDNOVATION_READ_VERB: 'FETCH',
    VENDNOVATION_MAX_PAGES: 'many',
    VENDNOVATION_PASSWORD: '',
    VENDNOVATION_API_KEY: `${secrets.apiKey}\n`,
  };
  const { code, output } = await sandbox.playwright([], { env });
  expect(code).toBe(4);
  for (const name of ['BASE_URL', 'READ_VERB', 'MAX_PAGES', 'PASSWORD'])
    expect(output).toContain(`VENDNOVATION_${name}: `);
  expect(output).not.toContain(secrets.apiKey);
  expect(output).not.toContain(secrets.username);
});

test('4: nothing is selected', async ({ sandbox }) => {
  const { code, output } = await sandbox.playwright(['-g', 'no such requirement']);
  expect(output).toContain('No tests found');
  expect(code).toBe(4);
  expect(sandbox.hasReport('ledger.json')).toBe(false);
});
