import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { limitsFrom } from '../../../src/history/limits.ts';
import { pruneRuns } from '../../../src/history/prune.ts';
import { findRun, listRuns } from '../../../src/history/runs.ts';
import { keepShapes, shapesOf } from '../../../src/history/shapes.ts';
import { ledgerOf, writeRun } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ids = () => listRuns(folder).map(({ id }) => id);
const day = (n: number) => `202611${String(n).padStart(2, '0')}T020000Z-aaaa`;
const limits = (runs: number, bytes = 1e9) => ({ runs, bytes });
const later = {
  get folder() {
    return folder;
  },
  now: Date.parse('2026-12-31T00:00:00Z'),
};

test('runs are listed by time, whatever the times of their files; what is no run is passed over', () => {
  for (const n of [3, 1, 2]) writeRun(folder, ledgerOf(day(n), { A: 'pass' }));
  utimesSync(join(folder, day(1)), new Date(), new Date());
  mkdirSync(join(folder, 'notes'));
  writeFileSync(join(folder, 'README'), 'x');
  expect(ids()).toEqual([day(1), day(2), day(3)]);
});

test('half a run, from a crash or another cache, is no complete run and spoils nothing', () => {
  writeRun(folder, ledgerOf(day(1), { A: 'pass' }));
  mkdirSync(join(folder, day(2)));
  writeRun(folder, ledgerOf(day(3), { A: 'pass' }));
  writeFileSync(join(folder, day(3), 'ledger.json'), '{"format":1,"verdi');
  expect(listRuns(folder).map(({ state }) => state)).toEqual(['complete', 'unfinished', 'unreadable']);
  expect(findRun('latest', { folder }).ledger.run).toBe(day(1));
});

test('a run is found by its id, as the latest, as the last green one, and by its path', () => {
  writeRun(folder, ledgerOf(day(1), { A: 'pass' }));
  writeRun(folder, ledgerOf(day(2), { A: 'pass' }));
  writeRun(folder, ledgerOf(day(3), { A: 'fail' }));
  const latest = findRun('latest', { folder });
  expect(latest.ledger.run).toBe(day(3));
  expect(findRun('last-green', { folder, before: latest.ledger }).ledger.run).toBe(day(2));
  expect(findRun(day(1), { folder }).ledger.run).toBe(day(1));
  expect(findRun(join(folder, day(1)), { folder }).ledger.run).toBe(day(1));
  expect(findRun(join(folder, day(1), 'ledger.json'), { folder }).ledger.run).toBe(day(1));
  expect(() => findRun('20200101T000000Z-aaaa', { folder })).toThrow(
    /there is no complete run .*the newest are .*history/s,
  );
  expect(() => findRun('./nowhere', { folder })).toThrow(/there is no such file or folder/);
});

test('a green run of a reference server is no baseline of a live one', () => {
  writeRun(folder, ledgerOf(day(1), { A: 'pass' }, { kind: 'reference' }));
  const live = ledgerOf(day(2), { A: 'fail' }, { kind: 'live' });
  writeRun(folder, live);
  expect(() => findRun('last-green', { folder, before: live })).toThrow(
    /no earlier run in which all of these targets conformed/,
  );
});

test('the number of runs is bounded; the newest and the last green one stay', () => {
  writeRun(folder, ledgerOf(day(1), { A: 'pass' }));
  writeRun(folder, ledgerOf(day(2), { A: 'pass' }));
  for (const n of [3, 4, 5, 6]) writeRun(folder, ledgerOf(day(n), { A: 'fail' }));
  expect(pruneRuns(limits(2), later).removed).toEqual([day(1), day(3), day(4)]);
  expect(ids()).toEqual([day(2), day(5), day(6)]);
  expect(pruneRuns(limits(2), later).removed).toEqual([]);
});

test('the size is bounded: first old recordings go, and what they showed is kept', () => {
  for (const n of [1, 2, 3]) writeRun(folder, ledgerOf(day(n), { A: 'fail' }), 'x'.repeat(100_000));
  const { thinned, removed } = pruneRuns(limits(10, 150_000), later);
  expect([thinned, removed]).toEqual([[day(1), day(2)], []]);
  expect(readdirSync(join(folder, day(1))).sort()).toEqual(['ledger.json', 'shapes.json']);
  expect(readdirSync(join(folder, day(3)))).toContain('recording-acme-v2.jsonl');
});

test('the size is bounded: where that is not enough, old runs go', () => {
  for (const n of [1, 2, 3]) writeRun(folder, ledgerOf(day(n), { A: 'fail' }), 'x'.repeat(1000));
  expect(pruneRuns(limits(10, 1), later).removed).toEqual([day(1), day(2)]);
  expect(ids()).toEqual([day(3)]);
});

test('a run that is under way is left alone; one that was killed long ago is not', () => {
  mkdirSync(join(folder, day(1)));
  for (const n of [2, 3]) writeRun(folder, ledgerOf(day(n), { A: 'fail' }));
  expect(pruneRuns(limits(1), { folder, now: Date.parse('2026-11-01T03:00:00Z') }).removed).toEqual([day(2)]);
  expect(existsSync(join(folder, day(1)))).toBe(true);
  expect(pruneRuns(limits(1), later).removed).toEqual([day(1)]);
});

test('what a crash has left of a removal goes the next time', () => {
  writeRun(folder, ledgerOf(day(1), { A: 'pass' }));
  mkdirSync(join(folder, `.removed-${day(9)}`, 'rest'), { recursive: true });
  pruneRuns(limits(5), later);
  expect(readdirSync(folder)).toEqual([day(1)]);
});

test('shapes are read from the recording, and from their file when the recording is gone or the file is cut', () => {
  const ledger = ledgerOf(day(1), { A: 'pass' });
  writeRun(folder, ledger, 'x');
  const at = join(folder, day(1));
  const fresh = shapesOf(at, ledger);
  expect(fresh.get('acme-v2')?.['list 200']?.answers).toBe(1);
  keepShapes(at, ledger);
  writeFileSync(join(at, 'recording-acme-v2.jsonl'), 'spoilt');
  expect(shapesOf(at, ledger)).toEqual(fresh);
  writeFileSync(join(at, 'shapes.json'), readFileSync(join(at, 'shapes.json'), 'utf8').slice(0, 40));
  expect(shapesOf(at, ledger).size).toBe(0);
});

test('limits come from the environment, and what is no number is refused by name', () => {
  expect(limitsFrom({})).toEqual({ runs: 60, bytes: 500_000_000 });
  expect(limitsFrom({ CONFORMANCE_KEEP_RUNS: '90', CONFORMANCE_KEEP_MEGABYTES: '50' })).toEqual({
    runs: 90,
    bytes: 50_000_000,
  });
  for (const text of ['0', '-1', 'many', '1.5'])
    expect(() => limitsFrom({ CONFORMANCE_KEEP_RUNS: text })).toThrow(/CONFORMANCE_KEEP_RUNS/);
});

test('a ledger of a newer format, of another run, or without targets is no complete run, and is left alone', () => {
  const newer = (n: number, changes: object) => {
    const at = writeRun(folder, ledgerOf(day(n), { A: 'pass' }));
    const ledger = JSON.parse(readFileSync(join(at, 'ledger.json'), 'utf8')) as object;
    writeFileSync(join(at, 'ledger.json'), JSON.stringify({ ...ledger, ...changes }));
  };
  writeRun(folder, ledgerOf(day(1), { A: 'pass' }));
  newer(2, { format: 2 });
  newer(3, { run: day(9) });
  newer(4, { targets: [null] });
  expect(listRuns(folder).map(({ state }) => state)).toEqual(['complete', 'unreadable', 'unreadable', 'unreadable']);
  expect(findRun('latest', { folder }).ledger.run).toBe(day(1));
  expect(pruneRuns(limits(10), later).removed).toEqual([]);
});

test('many sets of targets do not keep more baselines than a quarter of the limit', () => {
  for (let n = 1; n <= 20; n += 1) writeRun(folder, ledgerOf(day(n), { A: 'pass' }, { target: `acme-${n}` }));
  pruneRuns(limits(8), later);
  expect(ids()).toEqual(Array.from({ length: 8 }, (_, i) => day(13 + i)));
});

test('two processes may prune and keep at the same time', async () => {
  for (let n = 1; n <= 30; n += 1) writeRun(folder, ledgerOf(day(n), { A: 'fail' }), 'x'.repeat(2000));
  const script = `
    const { pruneRuns } = await import(${JSON.stringify(new URL('../../../src/history/prune.ts', import.meta.url).href)});
    for (const runs of [25, 20, 15, 10, 5]) pruneRuns({ runs, bytes: 20000 }, { folder: ${JSON.stringify(folder)}, now: ${later.now} });
  `;
  const prune = () =>
    new Promise<string>((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.once('error', reject);
      child.once('close', (code) => resolve(`${code} ${said}`));
    });
  for (const result of await Promise.all([prune(), prune()])) expect(result.trim()).toBe('0');
  expect(ids()).toEqual([26, 27, 28, 29, 30].map(day));
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});
