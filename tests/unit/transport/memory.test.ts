import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Memory } from '../../../src/transport/memory.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'conformance-'));

test('what a run keeps is seen by the next one, not by itself', () => {
  const where = folder();
  const first = new Memory(where, 'toy-v1@host');
  first.keep('openapi', 'one ü');
  expect(first.recall('openapi')).toBeNull();
  first.close();
  const second = new Memory(where, 'toy-v1@host');
  second.keep('openapi', 'two');
  expect(second.recall('openapi')).toBe('one ü');
  second.close();
  expect(new Memory(where, 'toy-v1@host').recall('openapi')).toBe('two');
});

test('files can be told apart by their names', () => {
  const where = folder();
  const memory = new Memory(where, 'toy@@v1');
  memory.keep('https://h/a', 'text');
  memory.close();
  expect(readdirSync(where)).toEqual(['toy_v1']);
  expect(readdirSync(join(where, 'toy_v1'))).toEqual([expect.stringMatching(/^https_h_a-[\da-f]{8}\.txt$/)]);
});

test('what was kept is written once', () => {
  const where = folder();
  const memory = new Memory(where, 'toy-v1');
  memory.keep('a', 'text');
  memory.close();
  new Memory(where, 'toy-v1').recall('a');
  const other = new Memory(where, 'toy-v1');
  other.keep('a', 'later');
  other.close();
  memory.close();
  expect(new Memory(where, 'toy-v1').recall('a')).toBe('later');
});

test('a run that does not end keeps nothing', () => {
  const where = folder();
  new Memory(where, 'toy-v1').keep('a', 'text');
  expect(readdirSync(where)).toEqual([]);
});

test('targets and names are kept apart, and stay inside the folder', () => {
  const where = folder();
  const names = ['a/b', 'a_b', '../../x', 'x'.repeat(500), '', '.'];
  const memory = new Memory(where, '../toy');
  for (const name of names) memory.keep(name, `text of ${name}`);
  memory.close();
  const again = new Memory(where, '../toy');
  for (const name of names) expect(again.recall(name)).toBe(`text of ${name}`);
  expect(new Memory(where, 'other').recall('a/b')).toBeNull();
  expect(readdirSync(where)).toHaveLength(1);
  expect(readdirSync(join(where, readdirSync(where)[0] ?? ''))).toHaveLength(names.length);
});

test('a folder that cannot be written is named', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const memory = new Memory(join(file, 'memory'), 'toy-v1');
  memory.keep('a', 'text');
  expect(() => memory.close()).toThrow(/toy-v1.*cannot be kept.*CONFORMANCE_STATE/);
});
