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

/** A journal with the entries of other processes, as `<process>-<time>-...` says. */
function leftBy(...ids: string[]): Journal<string> {
  const where = folder();
  const journal = new Journal<string>(where, 'toy-v1');
  journal.add('own');
  for (const id of ids) appendFileSync(fileIn(where), `${JSON.stringify({ id, entry: id })}\n`);
  return journal;
}

test('entries are abandoned once their process is no more, or has lost its number to another one', () => {
  const [now, minute] = [Date.now(), 60_000];
  const dead = 2 ** 22 + 1; // beyond the numbers that systems give
  const before = `${process.pid}-${Math.floor(performance.timeOrigin) - minute}-a-1`;
  const tooLong = `${process.ppid}-${now - 61 * minute}-a-1`;
  const held = [`${process.ppid}-${now - 59 * minute}-a-2`, `${process.pid}-${now}-a-3`];
  const journal = leftBy(before, tooLong, ...held, `${dead}-${now}-a-1`);
  expect(journal.left()).toHaveLength(6);
  expect(journal.abandoned().map(({ entry }) => entry)).toEqual([before, tooLong, `${dead}-${now}-a-1`]);
});

test('the name of a target stands in the name of its file', () => {
  const where = folder();
  new Journal(where, 'toy/v1 @host').add({});
  expect(readdirSync(where)).toEqual(['toy_v1_host.jsonl']);
});

test('lines that are no entries are passed over', () => {
  const where = folder();
  const journal = new Journal<number>(where, 'toy-v1');
  journal.add(1);
  for (const line of ['null', '7', '"text"', '[]', '{"id":7,"entry":2}', '{"entry":3}', '{'])
    appendFileSync(fileIn(where), `${line}\n`);
  expect(journal.left().map(({ entry }) => entry)).toEqual([1]);
});
