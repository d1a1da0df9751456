/** The small tools of the rules: descriptions, places, names, URIs, order, queries. */
import { describe, expect, it } from 'vitest';
import { isExtensionMember, nameProblem } from '../../../src/judges/json-api/names.ts';
import { askedQuery } from '../../../src/judges/json-api/query.ts';
import { compareValues } from '../../../src/judges/json-api/sort.ts';
import { absoluteUriProblem, rawBrackets, resolved, sameTarget, uriProblem } from '../../../src/judges/json-api/uri.ts';
import {
  at,
  brief,
  deeperThan,
  findingAt,
  isObject,
  member,
  nameList,
  objectsWithin,
  pointer,
  rootPlace,
} from '../../../src/judges/json-api/value.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i + 1}`);
const withNames = (count: number) => Object.fromEntries(names(count).map((name) => [name, 1]));

describe('a value in few words', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [1.5, '1.5'],
    ['a "text"', '"a \\"text\\""'],
    [{}, 'an empty object'],
    [{ a: 1, b: [] }, 'an object with a, b'],
    [withNames(8), 'an object with n1, n2, n3, n4, n5, n6, n7, n8'],
    [withNames(9), 'an object with n1, n2, n3, n4, n5, n6, n7, n8 and 1 more'],
    [[], 'an empty array'],
    [[1, 2, 3, 4], '[1, 2, 3, 4]'],
    [[1, 2, 3, 4, 5], 'an array of 5'],
    [[1, '2'], 'an array of 2'],
    [['1', '2'], 'an array of 2'],
  ])('%j: %s', (value, words) => expect(brief(value)).toBe(words));

  it('is bounded, whatever the value is', () => {
    expect(brief('x'.repeat(1000))).toHaveLength(140);
    expect(brief({ ['x'.repeat(1000)]: 1 })).toBe(`an object with ${'x'.repeat(29)}…`);
  });

  it('stands in a finding with its place', () => {
    expect(findingAt(at(rootPlace, 'data', 0, 'a/b~c'), 'm', 'e', [])).toEqual({
      message: 'm',
      expected: 'e',
      actual: 'an empty array',
      where: '/data/0/a~1b~0c',
    });
    expect(pointer(rootPlace)).toBe('');
  });
});

it('at most five names are listed', () => {
  expect(nameList([])).toBe('');
  expect(nameList(names(2))).toBe('`n1`, `n2`');
  expect(nameList(names(5))).toBe('`n1`, `n2`, `n3`, `n4`, `n5`');
  expect(nameList(names(7))).toBe('`n1`, `n2`, `n3`, `n4`, `n5` and 2 more');
  expect(nameList(['x'.repeat(100)])).toBe(`\`${'x'.repeat(39)}…\``);
});

describe('members', () => {
  it('are those of the document alone', () => {
    const document = JSON.parse('{"a":1,"__proto__":2}') as object;
    if (!isObject(document)) throw new Error('it is an object');
    expect([member(document, 'a'), member(document, '__proto__'), member(document, 'constructor')]).toEqual([
      1,
      2,
      undefined,
    ]);
    expect([isObject([]), isObject(null), isObject('a'), isObject({})]).toEqual([false, false, false, true]);
  });

  it('of all objects inside a value are found with their places', () => {
    const value = { a: { b: null, c: [{ d: 1 }, 'text', [{}]] }, e: 1 };
    const found = [...objectsWithin({ value, place: rootPlace })].map(({ place }) => pointer(place));
    expect(found.sort()).toEqual(['/a', '/a/c/0', '/a/c/2/0']);
    for (const plain of [null, 1, 'text', [], {}, [null, 1]])
      expect([...objectsWithin({ value: plain, place: rootPlace })]).toEqual([]);
  });
});

it('depth counts the levels inside a value', () => {
  const nested = (levels: number): unknown =>
    levels === 0 ? 1 : levels % 2 === 0 ? [nested(levels - 1)] : { a: nested(levels - 1) };
  for (const levels of [1, 2, 5, 10]) {
    expect(deeperThan(nested(levels), levels - 1)).toBe(false);
    expect(deeperThan(nested(levels + 1), levels - 1)).toBe(true);
  }
  expect(deeperThan({ a: [1], b: null, c: { d: [{}] } }, 3)).toBe(false);
  expect(deeperThan({ a: [1], b: null, c: { d: [{}] } }, 2)).toBe(true);
  for (const plain of [null, 1, 'text', undefined]) expect(deeperThan(plain, 0)).toBe(false);
});

describe('a member name', () => {
  it.each(['a', 'A9', 'a-b_c d', 'ä', '\u{1f600}', 'a'.repeat(100)])('%j is legal', (name) =>
    expect(nameProblem(name)).toBeNull(),
  );

  it.each([
    ['', /^is empty/],
    ['a+b', /character "\+" \(U\+002B\)/],
    ['a\u0007', /character U\+0007/],
    ['a/b', /"\/" \(U\+002F\)/],
    ['-a', /^starts or ends with "-" \(U\+002D\)/],
    ['a_', /^starts or ends with "_" \(U\+005F\)/],
    [' a', /^starts or ends with U\+0020/],
    ['b-a ', /^starts or ends with U\+0020/],
  ])('%j is none: %s', (name, problem) => expect(nameProblem(name)).toMatch(problem));

  it('of an extension has a namespace', () => {
    for (const name of ['ns:a', 'ns1:a-b', 'a:b']) expect(isExtensionMember(name)).toBe(true);
    for (const name of ['a', ':a', 'n-s:a', 'ns:', 'ns:-a', 'n s:a']) expect(isExtensionMember(name)).toBe(false);
  });
});

describe('a URI reference', () => {
  it.each([
    '',
    '/',
    '/a?b=c#d',
    '?page[size]=2',
    '//host/a',
    'http://h/a',
    'HTTPS://h',
    'urn:x:1',
    'a+b.c-d:e',
    '%2F%aF',
  ])('%j is one', (text) => expect(uriProblem(text)).toBeNull());

  it.each([
    ['/a b', 'U+0020'],
    ['/ä', 'U+00E4'],
    ['/\u{1f600}', 'U+1F600'],
    ['/a\n', 'U+000A'],
    ['/50%', 'hex digits'],
    ['/%2', 'hex digits'],
    ['/%g1', 'hex digits'],
    ['/%1g', 'hex digits'],
    ['/a#b#c', 'more than one #'],
    ['1a:b', 'no scheme'],
    ['a_b:c', 'no scheme'],
    ['a%20:b', 'no scheme'],
    [':a', 'no scheme'],
    ['http:/a', 'no host'],
    ['https:a//b', 'no host'],
    ['HTTP:a', 'no host'],
    ['http://', 'cannot be parsed'],
    ['https://h:port/', 'cannot be parsed'],
    ['http://[1/', 'cannot be parsed'],
  ])('%j is none: %s', (text, problem) => expect(uriProblem(text)).toContain(problem));

  it('of another scheme needs no host', () => {
    for (const text of ['xhttp:a', 'httpsx:a', 'mailto:a@b', 'xhttp://h:port', 'httpsx://h:port'])
      expect(uriProblem(text)).toBeNull();
  });

  it('may hold other letters where no RFC is named', () => {
    expect(uriProblem('/ä\u{1f600}', true)).toBeNull();
    expect(uriProblem('http://h/ä', true)).toBeNull();
    expect(uriProblem('/a b', true)).toContain('U+0020');
  });

  it('is absolute with a scheme', () => {
    expect([absoluteUriProblem('urn:a'), absoluteUriProblem('http://h/')]).toEqual([null, null]);
    for (const text of ['/a', '//h/a', 'a', '/a:b', '?a=b:c']) expect(absoluteUriProblem(text)).toBe('names no scheme');
    expect(absoluteUriProblem('http:a')).toContain('no host');
  });

  it('shows its square brackets, but for those of an address', () => {
    expect(['?page[size]=2', '/a]', 'http://h/?a[', '/a?u=http://[::1]/'].map(rawBrackets)).toEqual(
      Array(4).fill(true),
    );
    expect(['/a', 'http://[::1]/a', '//[::1]:80?b', '?page%5Bsize%5D=2'].map(rawBrackets)).toEqual(
      Array(4).fill(false),
    );
  });
});

describe('links', () => {
  const base = 'http://h/a/b';

  it('are resolved against their answer', () => {
    expect(resolved('c?d', base)?.href).toBe('http://h/a/c?d');
    expect(resolved('http://[', base)).toBeNull();
  });

  it.each([
    ['c', '/a/c', true],
    ['/a/c', 'http://H/a/c', true],
    ['/%61', '/a', true],
    ['/%7E%2d%5F%2e', '/~-_.', true],
    ['/%2f', '/%2F', true],
    ['/%2F', '//', false],
    ['/%c3%a4', '/%C3%A4', true],
    ['/c', '/d', false],
    ['/c', '/C', false],
    ['/c?a=1', '/c?a=2', false],
    ['http://[', 'http://[', true],
    ['http://[', 'http://[a', false],
    ['http://[', '/c', false],
    ['/c', 'http://[', false],
  ])('%s and %s lead to the same: %s', (one, other, same) => expect(sameTarget(one, other, base)).toBe(same));
});

describe('the order of two values', () => {
  it.each([
    [1, 2, -1],
    [2.5, -1, 1],
    [3, 3, 0],
    [false, true, -1],
    [true, false, 1],
    [true, true, 0],
    ['b', 'b', 0],
    ['2024-01-31', '2024-02-01', -1],
    ['2024-01-31T06:30:00Z', '2024-01-31T06:30:00+01:00', 1],
    ['2024-01-31T06:30:00.25Z', '2024-01-31T06:30:00.5Z', -1],
    ['2024-01-31T06:30:00Z', '2024-01-31T07:30:00+01:00', null],
    ['2024-01-31T06:30:00.0001Z', '2024-01-31T06:30:00.0002Z', null],
    ['2024-13-31', '2024-02-01', null],
    ['2024-02-01', '2024-13-31', null],
    ['a', 'b', null],
    ['2024-01-31', 'b', null],
    ['b', '2024-01-31', null],
    ['2024', '2025', null],
    ['x2024-01-31', 'x2024-02-01', null],
    ['2024-01-31x', '2024-02-01x', null],
    [1, '2', null],
    ['1', 2, null],
    [1, true, null],
    [false, 1, null],
    [true, 'true', null],
    ['true', true, null],
    [null, 1, null],
    [null, null, null],
    ['a', null, null],
    [null, 'a', null],
    [undefined, undefined, null],
  ])('%j and %j: %j', (one, other, order) => expect(compareValues(one, other)).toBe(order));
});

describe('what a query asks for', () => {
  const asked = (query: string) => askedQuery(`/articles/1/relationships/author${query}`);

  it('is read from an absolute or relative URL', () => {
    expect(asked('')).toEqual({ fields: new Map(), include: null, lastPart: 'author', sort: [] });
    expect(askedQuery('http://h/a/b?include=c')).toMatchObject({ include: [['c']], lastPart: 'b' });
    expect(askedQuery('http://[')).toBeNull();
  });

  it('names fields by type, gathered from all parameters', () => {
    const { fields } = asked('?fields[a]=x,%20y%20,,z&fields[b]=&fields[a]=w&xfields[c]=1&fields[d]x=1&fields=1') ?? {};
    expect([...(fields ?? [])].map(([type, all]) => [type, [...all]])).toEqual([
      ['a', ['x', 'y', 'z', 'w']],
      ['b', []],
    ]);
  });

  it('tells an empty include from none', () => {
    expect(asked('?include=')?.include).toEqual([]);
    expect(asked('?include=a.b,c&include=d')?.include).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('reads the order, unless there are several', () => {
    expect(asked('?sort=a,-b-c')?.sort).toEqual([
      { field: 'a', descending: false },
      { field: 'b-c', descending: true },
    ]);
    expect(asked('?sort=a&sort=b')?.sort).toEqual([]);
  });
});
