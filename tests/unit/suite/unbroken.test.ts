/** Whatever becomes of a run, those before it and beside it stay whole. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLedger } from '../../../src/verdict/ledger.ts';
import { type KilledWorld, openKilledWorld } from './killed/world.ts';

let world: KilledWorld;
beforeAll(async () => {
  world = await openKilledWorld('vendnovation', 'v2.1', ['VN-KEY-03', 'VN-PAGE-01']);
}, 120_000);
afterAll(() => world.close());

const runs = () => readdirSync(join(world.folder, 'runs')).sort();
const ledgerOf = (run: string) => join(world.folder, 'runs', run, 'ledger.json');

/** Every file of the runs with the hash of its bytes. */
function files(): Map<string, string> {
  const all = readdirSync(join(world.folder, 'runs'), { recursive: true, withFileTypes: true });
  return new Map(
    all
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

function expectKept(before: ReadonlyMap<string, string>): void {
  const now = files();
  for (const [file, hash] of before) expect(now.get(file), file).toBe(hash);
}

test(
  'a run that is killed, and one on a full disk, leave the runs before them as they are',
  { timeout: 240_000 },
  async () => {
    expect((await world.run()).output).toContain('VN-KEY-03 pass');
    const before = files();
    expect(before.size).toBeGreaterThanOrEqual(2);

    const killed = await world.run(({ path }) => (path.includes('/machines') ? 'before' : null));
    expect(killed.killed).toBe(true);
    expectKept(before);
    const [, second = ''] = runs();
    expect(existsSync(ledgerOf(second))).toBe(false);

    const full = await world.runOnFullDisk(4096);
    expect(full.output).toMatch(/recording.*cannot be (written|continued).*(EFBIG|ENOSPC)|EFBIG/s);
    expect(full.output).not.toContain(' pass ');
    expectKept(before);

    const after = await world.run();
    expect(after.output).toContain('VN-KEY-03 pass');
    expectKept(before);
    expect(readLedger(ledgerOf(runs().at(-1) ?? '')).verdicts.every(({ outcome }) => outcome === 'pass')).toBe(true);
  },
);

test('two runs at once do not disturb each other', { timeout: 240_000 }, async () => {
  const before = files();
  const known = runs();
  const ended = await Promise.all([world.run(), world.run()]);
  for (const { output } of ended) expect(output).toContain('VN-KEY-03 pass');
  const fresh = runs().filter((run) => !known.includes(run));
  expect(fresh).toHaveLength(2);
  for (const run of fresh) expect(readLedger(ledgerOf(run)).inScope).toBe(2);
  expectKept(before);
});
