import { appendFileSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Journal } from '../../../src/transport/journal.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'conformance-'));
const fileIn = (where: string) => join(where, readdirSync(where)[0] ?? '');

test('entries stay until they are struck out, over the end of the process', () => {
  const where = folder();
  const journal = new Journal<{ n: number }>(where, 'toy-v1');
  const [a, b] = [journal.add({ n: 1 }), journal.add({ n: 2 })];
  const next = new Journal<{ n: number }>(where, 'toy-v1');
  expect(next.left()).toEqual([
    { id: a, entry: { n: 1 } },
    { id: b, entry: { n: 2 } },
  ]);
  next.done(a);
  expect(journal.left()).toEqual([{ id: b, entry: { n: 2 } }]);
  journal.done(b);
  expect(next.left()).toEqual([]);
});

test('nothing is left of a target that never wrote', () => {
  expect(new Journal(join(folder(), 'none'), 'toy-v1').left()).toEqual([]);
});

test('targets are kept apart, whatever their names', () => {
  const where = folder();
  new Journal(where, 'toy-v1').add({});
  expect(new Journal(where, 'toy-v2').left()).toEqual([]);
  new Journal(where, '../../toy').add({});
  expect(readdirSync(where)).toHaveLength(2);
});

test('the file is only appended to', () => {
  const where = folder();
  const journal = new Journal(where, 'toy-v1');
  let before = '';
  for (const act of [
    () => journal.add({ n: 1 }),
    () => journal.add({ n: 2 }),
    () => journal.done(journal.left()[0]?.id ?? ''),
    () => journal.done(journal.left()[0]?.id ?? ''),
  ]) {
    act();
    const now = readFileSync(fileIn(where), 'utf8');
    expect(now.startsWith(before)).toBe(true);
    expect(now.length).toBeGreaterThan(before.length);
    before = now;
  }
});

test('a line that a crash has cut swallows none that comes later', () => {
  const where = folder();
  const journal = new Journal<string>(where, 'toy-v1');
  journal.add('first');
  appendFileSync(fileIn(where), '{"id":"cut","ent');
  const next = new Journal<string>(where, 'toy-v1');
  next.add('second');
  expect(next.left().map((e) => e.entry)).toEqual(['first', 'second']);
});

test('two runs at once do not lose each other’s entries', () => {
  const where = folder();
  const [one, two] = [new Journal<string>(where, 'toy-v1'), new Journal<string>(where, 'toy-v1')];
  const a = one.add('a');
  const b = two.add('b');
  one.done(a);
  const c = two.add('c');
  expect(one.left().map((e) => e.entry)).toEqual(['b', 'c']);
  two.done(b);
  two.done(c);
  expect(one.left()).toEqual([]);
  expect(new Set([a, b, c]).size).toBe(3);
});

test('a journal that cannot be written says where, and that nothing is sent', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(() => new Journal(join(file, 'journal'), 'toy-v1').add({})).toThrow(
    /file.journal.toy-v1\.jsonl: the journal of writes cannot be written/,
  );
});
