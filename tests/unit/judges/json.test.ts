import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depthLimit, parseJson } from '../../../src/judges/json.ts';

const problem = (text: string) => {
  const result = parseJson(text);
  return 'problem' in result ? result.problem : null;
};

test('every JSON value is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(
      fc.json(),
      (text) => JSON.stringify(parseJson(text)) === JSON.stringify({ value: JSON.parse(text) as unknown }),
    ),
  );
});

test('any text is read as JSON.parse reads it, or is a problem; nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return problem(text) !== null;
      }
      return JSON.stringify(parseJson(text)) === JSON.stringify({ value });
    }),
  );
});

test('a byte order mark is passed over, one and no more', () => {
  expect(parseJson('\ufeff{"a":1}')).toEqual({ value: { a: 1 } });
  expect(problem('\ufeff\ufeff{"a":1}')).not.toBeNull();
});

test.each([
  'NaN',
  'Infinity',
  '-Infinity',
  'undefined',
  '{"a":NaN}',
  "{'a':1}",
  '{a:1}',
  '[1,]',
  '{"a":1,}',
  '01',
  '.5',
  '1.',
  '+1',
  '0x1',
  '"\t"',
  '"\\x41"',
  '[1] [2]',
  '// c\n1',
  'True',
  '{"a":1}}',
  '\u00a0',
])('%j is no JSON', (text) => {
  expect(problem(text)).not.toBeNull();
});

test.each([
  ['', 'it is empty'],
  [' \n\t', 'it is empty'],
  ['\ufeff', 'it is empty'],
  ['<!DOCTYPE HTML>', 'it is HTML'],
  ['\n <html lang="en">', 'it is HTML'],
  ['<?xml version="1.0"?>', 'it is markup'],
  ['{"a":1', 'it cannot be parsed; it begins with "{\\"a\\":1"'],
])('%j: %s', (text, expected) => {
  expect(problem(text)).toBe(expected);
});

test('the words of a problem are ours: those of the parser change with the version of Node', () => {
  for (const text of ['{"a":}', 'nul', '[1,', '{"a" 1}'])
    expect(problem(text)).toBe(`it cannot be parsed; it begins with ${JSON.stringify(text)}`);
});

test('depth is bounded, brackets in strings do not count', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(problem(nested(depthLimit))).toBeNull();
  expect(problem(nested(depthLimit + 1))).toContain('nested deeper');
  expect(problem(nested(100_000))).toContain('nested deeper');
  expect(problem('{"a":'.repeat(100_000))).toContain('nested deeper');
  expect(problem(JSON.stringify('['.repeat(100_000)))).toBeNull();
  expect(problem(JSON.stringify({ ['{"'.repeat(1000)]: '\\"['.repeat(1000) }))).toBeNull();
  expect(problem('[],'.repeat(1000))).not.toContain('nested');
});

test('wide documents are read', () => {
  const wide = JSON.stringify({
    list: Array.from({ length: 300_000 }, (_, i) => i),
    ...Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i])),
  });
  expect(problem(wide)).toBeNull();
});

test('of a member that comes twice the last one counts, __proto__ is a member as any other', () => {
  expect(parseJson('{"a":1,"a":2}')).toEqual({ value: { a: 2 } });
  const result = parseJson('{"__proto__":{"polluted":true}}') as { value: object };
  expect(Object.keys(result.value)).toEqual(['__proto__']);
  expect('polluted' in {}).toBe(false);
});
