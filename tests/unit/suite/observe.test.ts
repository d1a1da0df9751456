/** A target is observed over real HTTP and recorded. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Observed } from '../../../src/suite/observe.ts';
import { Journal } from '../../../src/transport/journal.ts';
import { DailyCount } from '../../../src/transport/pace.ts';
import { readRecording } from '../../../src/transport/recording.ts';
import { ledgerText } from '../../../src/verdict/ledger.ts';
import { contractOf, target } from './toy.ts';
import { healthy, ledger, observe, outcomes, requirements, temporary, toyVendor } from './toy-vendor.ts';

describe('a vendor that keeps its promises', () => {
  test('passes; reads come first and are sent once; what was written is gone', async () => {
    const server = await toyVendor();
    const { by, code, summary, recording, folder } = await observe(server);
    expect(outcomes(by)).toEqual(healthy);
    expect(code).toBe(0);
    const asked = server.requests.map((r) => `${r.method} ${r.url}`);
    expect(asked.slice(-3)).toEqual(['POST /items', 'GET /items', 'DELETE /items/item-abcd']);
    expect(asked.filter((a) => a === 'GET /items/a')).toHaveLength(1);
    expect([...server.stored]).toEqual(['a', 'b', 'c']);
    expect(summary).toMatchObject({ requestsSent: server.requests.length, recording: 'recording-toy-v1.jsonl' });
    expect(recording.exchanges.every((e) => e.round === 1)).toBe(true);
    expect(readdirSync(folder)).toEqual(['recording-toy-v1.jsonl']);
  });

  test('the recording holds neither credential nor token', async () => {
    const server = await toyVendor();
    const { folder } = await observe(server);
    const bytes = readFileSync(join(folder, 'recording-toy-v1.jsonl'), 'utf8');
    expect(bytes).not.toMatch(/toy-key-|token-\d/);
    expect(server.requests.some((r) => /^token-1/.test(String(r.headers['token'])))).toBe(true);
  });
});

describe('writes', () => {
  test('that cannot be undone stay in the journal', async () => {
    const state = temporary();
    const server = await toyVendor(({ method }) => (method === 'DELETE' ? { status: 409 } : undefined));
    const { by } = await observe(server, { state });
    expect(by.get('T-WRITE')?.outcome).toBe('pass');
    expect(new Journal(join(state, 'journal'), 'toy-v1').left()).toMatchObject([
      { entry: { label: 'item', operation: 'remove', call: { path: { id: 'item-abcd' } } } },
    ]);
  });

  test('that were undone leave nothing in the journal', async () => {
    const state = temporary();
    await observe(await toyVendor(), { state });
    expect(new Journal(join(state, 'journal'), 'toy-v1').left()).toEqual([]);
  });

  test('are not asked where they are switched off', async () => {
    const server = await toyVendor();
    const { by, code } = await observe(server, { target: target(server.origin, { allowWrites: false }) });
    expect(outcomes(by)).toEqual({ ...healthy, WRITE: 'not-testable' });
    expect(server.requests.some((r) => r.method === 'DELETE' || (r.method === 'POST' && r.url === '/items'))).toBe(
      false,
    );
    expect(code).toBe(0);
  });
});

describe('the quota', () => {
  const limited = contractOf(requirements, 20);

  test('that the plan does not fit sends nothing', async () => {
    const state = temporary();
    const server = await toyVendor();
    const count = new DailyCount(join(state, 'quota'), `toy@${new URL(server.origin).host}`);
    for (let i = 0; i < 15; i += 1) count.add();
    await expect(observe(server, { state, contract: limited })).rejects.toThrow(
      /needs up to 13 requests, but only 5 of the vendor's 20 a day are left/,
    );
    expect(server.requests).toHaveLength(0);
  });

  test('counts what was sent', async () => {
    const state = temporary();
    const server = await toyVendor();
    const { summary } = await observe(server, { state, contract: limited });
    expect(new DailyCount(join(state, 'quota'), `toy@${new URL(server.origin).host}`).today()).toBe(
      summary.requestsSent,
    );
  });
});

test('a folder that cannot be written stops the run before the first request', async () => {
  const server = await toyVendor();
  const file = join(temporary(), 'file');
  writeFileSync(file, '');
  await expect(
    observe(server, { run: { id: 'r', startedAt: '2026-01-01T00:00:00Z', folder: join(file, 'run') } }),
  ).rejects.toThrow(/recording-toy-v1\.jsonl: the recording cannot be written/);
  expect(server.requests).toHaveLength(0);
});

test('two runs in one folder do not mix', async () => {
  const server = await toyVendor();
  const folder = temporary();
  mkdirSync(folder, { recursive: true });
  const run = { id: 'r', startedAt: '2026-01-01T00:00:00Z', folder };
  const both = await Promise.allSettled([observe(server, { run }), observe(server, { run })]);
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(readRecording(join(folder, 'recording-toy-v1.jsonl')).end).not.toBeNull();
});

test('progress counts up to the end', async () => {
  const phases: string[] = [];
  await observe(await toyVendor(), { onProgress: ({ phase, sent }) => phases.push(`${phase} ${sent}`) });
  expect(phases[0]).toMatch(/^observing/);
  expect(phases.at(-1)).toMatch(/^done 1\d$/);
});

test('equal ledgers are equal bytes, whatever came first', async () => {
  const [one, two] = [await observe(await toyVendor(undefined, 10)), await observe(await toyVendor(undefined, 10))];
  const plain = (observed: Observed) =>
    ledgerText({ ...ledger(observed), targets: [] }).replace(/"[12]-\d{4}"/g, '"x"');
  expect(plain(one)).toBe(plain(two));
});
