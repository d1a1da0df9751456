/** Every report says the same, and no report says more than it may. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/run.ts';
import { always, secrets, startVendor } from './support/vendor.ts';

const notice = 'Embedded reference server: nothing was learnt about the live vendor.';
const fault = { CONFORMANCE_FAULT: 'oversized-header-as-requested' };

test('a broken promise stands in every report, with what was promised and what came', async ({ sandbox }) => {
  const jobSummary = path.join(sandbox.folder, 'job-summary.md');
  const { code, output } = await sandbox.playwright(['-g', '@pagination'], {
    env: { ...fault, GITHUB_STEP_SUMMARY: jobSummary },
    allure: true,
  });
  expect(code).toBe(1);
  const junit = sandbox.report('junit.xml');
  expect(junit).toMatch(/<testsuites [^>]*tests="16" failures="1" errors="0"/);
  expect(junit).toMatch(/VN-PAGE-03[\s\S]*<failure type="fail"[\s\S]*promised: /);
  const summary = sandbox.report('summary.md');
  expect(summary).toContain('## Broken promises (1)');
  expect(readFileSync(jobSummary, 'utf8')).toBe(summary);
  for (const file of ['allure/index.html', 'ledger.json', 'junit.xml', 'summary.md']) expect(output).toContain(file);
});

test('every output of a reference run says that nothing was learnt about the vendor', async ({ sandbox }) => {
  const { output } = await sandbox.playwright(['-g', 'VN-PAGE-03'], { allure: true });
  expect(output).toContain(notice);
  expect(sandbox.report('summary.md')).toContain(notice);
  expect(sandbox.report('junit.xml')).toContain(notice);
  expect(sandbox.report('allure/index.html')).toContain(notice);
  expect(sandbox.ledger().targets.map(({ kind }) => kind)).toEqual(['reference']);
});

test('no output of a live run says so', async ({ sandbox }) => {
  const vendor = await startVendor(always(500, '{}'));
  const { output } = await sandbox.playwright(['-g', 'VN-PAGE-03'], { env: vendor.env, allure: true });
  await vendor.close();
  expect(output).not.toContain(notice);
  for (const file of ['summary.md', 'junit.xml', 'allure/index.html'])
    expect(sandbox.report(file)).not.toContain(notice);
  expect(sandbox.ledger().targets.map(({ kind }) => kind)).toEqual(['live']);
});

test('no secret stands in anything that a run leaves, in any encoding, even if the vendor sends it back', async ({
  sandbox,
}) => {
  const vendor = await startVendor((asked, response) => {
    const said = JSON.stringify({
      message: 'refused',
      headers: asked.headers,
      again: [secrets.apiKey, secrets.password, encodeURIComponent(secrets.password)],
    });
    response.writeHead(400, { 'content-type': 'application/json', 'x-echo': secrets.apiKey }).end(said);
  });
  const { output } = await sandbox.playwright([], { env: vendor.env, allure: true });
  await vendor.close();
  expect(vendor.asked.some(({ headers }) => headers['x-api-key'] === secrets.apiKey)).toBe(true);
  const written = filesUnder(sandbox.folder).map((file) => [file, readFileSync(file, 'utf8')] as const);
  expect(written.length).toBeGreaterThan(10);
  for (const secret of [secrets.apiKey, secrets.password]) {
    const forms = [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ];
    for (const form of forms) {
      expect(output).not.toContain(form);
      expect(
        written.filter(([, text]) => text.includes(form)).map(([file]) => path.relative(sandbox.folder, file)),
      ).toEqual([]);
    }
  }
});

test('history is kept between runs of one kind', async ({ sandbox }) => {
  await sandbox.playwright(['-g', 'VN-PAGE-03'], { allure: true });
  await sandbox.playwright(['-g', 'VN-PAGE-03'], { env: fault, allure: true });
  const lines = readFileSync(path.join(sandbox.folder, 'state', 'allure-history-reference.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const keys = lines.map((line) => Object.keys((JSON.parse(line) as { testResults: object }).testResults));
  expect(keys).toHaveLength(2);
  expect(keys[1]).toEqual(keys[0]);
  expect(existsSync(path.join(sandbox.folder, 'state', 'allure-history-live.jsonl'))).toBe(false);
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
