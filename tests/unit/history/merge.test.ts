import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mergeLedgers, mergeRuns, runsBelow } from '../../../src/history/merge.ts';
import { shapesOf } from '../../../src/history/shapes.ts';
import { ledgerText } from '../../../src/verdict/ledger.ts';
import { ledgerOf, writeRun } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'merge-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = '20261101T020000Z-aaaa';
const part = (target: string, id = run) => ledgerOf(id, { A: 'pass', B: 'fail' }, { target });
const names = ['acme-v1', 'acme-v2', 'acme-v3', 'zeta-v1'];

test('shards 1, 2 and 4, in any order, give one ledger, byte for byte', () => {
  const whole = mergeLedgers(names.map((name) => part(name)));
  const twice = mergeLedgers([
    mergeLedgers([part('zeta-v1'), part('acme-v2')]),
    mergeLedgers([part('acme-v3'), part('acme-v1')]),
  ]);
  const four = mergeLedgers([...names].reverse().map((name) => part(name)));
  expect(ledgerText(twice)).toBe(ledgerText(whole));
  expect(ledgerText(four)).toBe(ledgerText(whole));
  expect(whole.targets.map(({ name }) => name)).toEqual(names);
  expect(whole.verdicts.map(({ target }) => target)).toEqual(names.flatMap((name) => [name, name]));
  expect(whole.inScope).toBe(8);
});

test('id and start are those of the part with the first target', () => {
  const merged = mergeLedgers([part('acme-v2', '20261101T010000Z-bbbb'), part('acme-v1', '20261101T020000Z-cccc')]);
  expect([merged.run, merged.startedAt]).toEqual(['20261101T020000Z-cccc', '2026-11-01T02:00:00Z']);
});

test('what one part lacks the whole lacks', () => {
  expect(mergeLedgers([part('acme-v1'), { ...part('acme-v2'), interrupted: true }]).interrupted).toBe(true);
  expect(mergeLedgers([part('acme-v1'), { ...part('acme-v2'), inScope: 5 }]).inScope).toBe(7);
});

test('two parts may not judge one target differently; saying the same twice is no harm', () => {
  const other = ledgerOf(run, { A: 'pass', B: 'pass' }, { target: 'acme-v1' });
  expect(() => mergeLedgers([part('acme-v1'), other])).toThrow(/acme-v1 was judged in .* do not say the same/);
  expect(mergeLedgers([part('acme-v1'), part('acme-v1')]).verdicts.length).toBe(2);
});

test('recordings and shapes come along, and merging again changes nothing', () => {
  for (const [i, name] of names.entries())
    writeRun(join(folder, `shard-${i}`, 'state', 'runs'), part(name), `of ${name}`);
  const parts = () => runsBelow(folder);
  const runs = join(folder, 'merged');
  const first = mergeRuns(parts(), runs);
  const file = join(runs, run, 'ledger.json');
  const bytes = readFileSync(file, 'utf8');
  for (const name of names) expect(existsSync(join(first.folder, `recording-${name}.jsonl`))).toBe(true);
  expect([...shapesOf(first.folder, first.ledger).keys()].sort()).toEqual(names);
  mergeRuns(parts(), runs);
  expect(readFileSync(file, 'utf8')).toBe(bytes);
});

test('a foreign run of the same id is not overwritten', () => {
  const runs = join(folder, 'runs');
  writeRun(runs, part('acme-v9'));
  const at = writeRun(join(folder, 'elsewhere'), part('acme-v1'));
  expect(() => mergeRuns(runsBelow(at), runs)).toThrow(/another run of that id is there/);
});

test('copies of ledgers among reports are no runs; a folder without any says what to give', () => {
  writeRun(join(folder, 'state', 'runs'), part('acme-v1'));
  mkdirSync(join(folder, 'reports'));
  writeFileSync(join(folder, 'reports', 'ledger.json'), ledgerText(part('acme-v1')));
  expect(runsBelow(folder).length).toBe(1);
  mkdirSync(join(folder, 'empty'));
  expect(() => runsBelow(join(folder, 'empty'))).toThrow(/there is no run in this folder; give folders/);
  expect(() => runsBelow(join(folder, 'nowhere'))).toThrow(/there is no such folder/);
});
