/** Several machines, each with some of the targets, then `merge`: one ledger and one set of reports. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Ledger } from '../../src/verdict/types.ts';
import { expect, test } from './support/run.ts';

// A dozen child processes each; on a busy machine that takes its time.
test.setTimeout(600_000);

const targets = ['vendnovation-rc', 'vendnovation-v1', 'vendnovation-v2', 'vendnovation-v2.1'];
const env = { CONFORMANCE_TARGETS: targets.join(',') };
const one = ['-g', 'VN-PAGE-03'];

const runsIn = (folder: string) => path.join(folder, 'runs');
/** The one run below a folder. */
const runIn = (folder: string) => path.join(runsIn(folder), readdirSync(runsIn(folder))[0] ?? 'no run');
const ledgerIn = (run: string) => readFileSync(path.join(run, 'ledger.json'), 'utf8');

test('a run dealt out to 1, 2 and 4 machines and merged gives its own ledger back, byte for byte', async ({
  sandbox,
}) => {
  expect((await sandbox.playwright(one, { env })).code).toBe(0);
  const run = runIn(path.join(sandbox.folder, 'state'));
  const whole = ledgerIn(run);
  const dealt = (machines: number) => path.join(sandbox.folder, `dealt-${machines}`);
  for (const machines of [1, 2, 4]) {
    for (let machine = 0; machine < machines; machine += 1)
      deal(run, path.join(dealt(machines), `machine-${machine}`), machine, machines);
    const state = path.join(sandbox.folder, `merged-${machines}`);
    const { code } = await sandbox.conformance(['merge', dealt(machines)], { env: { CONFORMANCE_STATE: state } });
    expect(code).toBe(0);
    expect(ledgerIn(runIn(state))).toBe(whole);
  }

  const half = path.join(dealt(2), 'machine-0');
  const elsewhere = { env: { CONFORMANCE_STATE: path.join(sandbox.folder, 'elsewhere') } };
  const lost = await sandbox.conformance(['merge', half, '--target', targets.join(',')], elsewhere);
  expect(lost.code).toBe(3);
  expect(lost.output).toContain('No run holds vendnovation-v2.1: a shard is missing');

  const other = path.join(sandbox.folder, 'other');
  const ledger = JSON.parse(whole) as Ledger;
  const changed = ledger.verdicts.map((verdict) => ({ ...verdict, reason: 'changed' }));
  mkdirSync(other);
  writeFileSync(path.join(other, 'ledger.json'), JSON.stringify({ ...ledger, verdicts: changed }));
  const both = await sandbox.conformance(['merge', half, other], elsewhere);
  expect(both.code).toBe(4);
  expect(both.output).toContain('they do not say the same');
});

/** What one of several machines leaves of a run: ledger and recordings of every n-th target. */
function deal(run: string, folder: string, machine: number, machines: number): void {
  const whole = JSON.parse(ledgerIn(run)) as Ledger;
  const mine = whole.targets.filter((_, i) => i % machines === machine);
  const names = new Set(mine.map(({ name }) => name));
  const verdicts = whole.verdicts.filter(({ target }) => names.has(target));
  const to = path.join(runsIn(folder), whole.run);
  mkdirSync(to, { recursive: true });
  for (const { recording } of mine) cpSync(path.join(run, recording), path.join(to, recording));
  const part: Ledger = { ...whole, targets: mine, verdicts, inScope: verdicts.length };
  writeFileSync(path.join(to, 'ledger.json'), JSON.stringify(part));
}

test("Playwright's own shards, merged, say what an unsharded run says, in one set of reports", async ({ sandbox }) => {
  const broken = { ...env, CONFORMANCE_FAULT: 'oversized-header-as-requested' };
  const said: string[] = [];
  for (const shards of [1, 2, 4]) {
    const at = path.join(sandbox.folder, `shards-${shards}`);
    await Promise.all(
      Array.from({ length: shards }, async (_, i) => {
        const own = { CONFORMANCE_STATE: path.join(at, `shard-${i}`), CONFORMANCE_REPORTS: path.join(at, `${i}`) };
        const { code, output } = await sandbox.playwright([...one, `--shard=${i + 1}/${shards}`], {
          env: { ...broken, ...own },
        });
        expect(code, output).toBe(1);
      }),
    );
    const state = path.join(sandbox.folder, `state-${shards}`);
    const merged = await sandbox.conformance(['merge', at, '--target', targets.join(',')], {
      env: { CONFORMANCE_STATE: state },
    });
    expect(merged.code, merged.output).toBe(1);
    expect(merged.output).toContain('allure/index.html');
    said.push(withoutChance(ledgerIn(runIn(state))));
  }
  expect(JSON.parse(said[0] ?? '')).toMatchObject({ inScope: 4, targets: targets.map((name) => ({ name })) });
  expect(said[1]).toBe(said[0]);
  expect(said[2]).toBe(said[0]);

  const junit = sandbox.report('junit.xml');
  const ctrf = sandbox.report('ctrf.json');
  expect(junit).toMatch(/<testsuites [^>]*tests="4" failures="4" errors="0"/);
  for (const target of targets) {
    expect(junit).toContain(`name="${target}`);
    expect(ctrf).toContain(`${target} VN-PAGE-03`);
    expect(sandbox.report('vendnovation.html')).toContain(target.replace('vendnovation-', ''));
  }
  expect(sandbox.report('summary.md')).toContain('## Broken promises (4)');
});

/** What differs between any two runs: their id and time, the port of the reference server, the order of requests under way. */
const withoutChance = (ledger: string) =>
  ledger
    .replace(/"(run|startedAt)": "[^"]*"/g, '"$1": ""')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replace(/"\d-\d{4}"/g, '"x"');
