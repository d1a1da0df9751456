import { describe, expect, it } from 'vitest';
import { problemLimit } from '../../../src/contract/messages.ts';
import { formatPointer, parsePointer, partAt } from '../../../src/contract/pointer.ts';
import { createSchemas, uriOf } from '../../../src/contract/schemas.ts';

const problems = (schema: object, value: unknown) =>
  createSchemas(new Map([['v/x.schema.json', schema]]))
    .validate('v/x.schema.json', value)
    .map(({ pointer, message }) => `${pointer} ${message}`);

describe('messages', () => {
  it.each<[object, unknown, string[]]>([
    [{ type: 'array', minItems: 2 }, [1], [' must hold at least 2 items']],
    [
      { type: 'array', uniqueItems: true, items: {} },
      [1, 1],
      [' must NOT have duplicate items (items ## 0 and 1 are identical)'],
    ],
    [{ type: 'object', minProperties: 1 }, {}, [' must have at least 1 member']],
    [{ type: 'string', minLength: 1 }, '', [' must be at least 1 character long']],
    [{ type: 'string', pattern: '^a' }, 'b', [' must match the pattern ^a']],
    [{ enum: ['a', null, 3] }, 'b', [' must be "a", null or 3']],
    [{ const: { a: 1 } }, 1, [' must be {"a":1}']],
    [{ type: 'string', format: 'hostname' }, '-', [' must be of the format hostname']],
    [{ not: { type: 'string' } }, '', [' must not have a form that is ruled out']],
    [{ type: 'object', properties: { a: false } }, { a: 1 }, ['/a must not be present']],
    [
      { type: 'object', required: ['a/b', 'c~d'], properties: { 'a/b': {}, 'c~d': {} } },
      {},
      ['/a~1b must be present', '/c~0d must be present'],
    ],
    [
      { type: 'object', required: ['constructor'], properties: { constructor: {} } },
      {},
      ['/constructor must be present'],
    ],
    [
      { anyOf: [{ type: 'string', minLength: 3 }, { type: 'integer' }] },
      'a',
      [' must have at least one of its 2 allowed forms'],
    ],
    [
      { type: 'object', properties: { a: { oneOf: [{ type: 'string' }, { const: 'x' }] }, b: { type: 'string' } } },
      { a: 'x', b: 1 },
      ['/a must have exactly one of its 2 allowed forms', '/b must be string'],
    ],
  ])('%j', (schema, value, expected) => expect(problems(schema, value).sort()).toEqual(expected));

  it('leave out what stands behind references of a choice, and keep what stands beside it', () => {
    const schema = {
      type: 'object',
      properties: { a: { anyOf: [{ $ref: '#/$defs/one' }, { $ref: '#/$defs/two' }] }, b: { type: 'integer' } },
      $defs: {
        one: { type: 'object', required: ['x'], properties: { x: { $ref: '#/$defs/one' }, y: { type: 'string' } } },
        two: { type: 'array', items: { $ref: '#/$defs/one' } },
      },
    };
    expect(problems(schema, { a: { y: 1 }, b: 'x' }).sort()).toEqual([
      '/a must have at least one of its 2 allowed forms',
      '/b must be integer',
    ]);
  });

  it('are bounded', () => {
    const many = Array.from({ length: 100_000 }, () => 'x');
    expect(problems({ type: 'array', items: { anyOf: [{ type: 'integer' }, { type: 'null' }] } }, many)).toHaveLength(
      problemLimit,
    );
  });
});

describe('schemas', () => {
  it('are compiled when first asked for: a broken one hurts nobody else', () => {
    const store = createSchemas(
      new Map<string, unknown>([
        ['v/good.schema.json', { type: 'string' }],
        ['v/bad.schema.json', { typ: 'string' }],
      ]),
    );
    expect(store.validate('v/good.schema.json', 'x')).toEqual([]);
    expect(() => store.validate('v/bad.schema.json', 'x')).toThrow(
      /v\/bad\.schema\.json cannot be compiled.*unknown keyword: "typ"/,
    );
  });

  it('have addresses that survive every character of a path', () => {
    const openapi = { openapi: '3.1.0', paths: { '/a/{id}/%/ü b': { schema: { type: 'integer' } } } };
    const id = `v/openapi.yaml#${formatPointer(['paths', '/a/{id}/%/ü b', 'schema'])}`;
    const store = createSchemas(new Map([['v/openapi.yaml', openapi]]));
    expect(store.validate(id, 'x')).toMatchObject([{ message: 'must be integer' }]);
    expect(uriOf('standards/mds/x.json')).toBe('https://schemas.invalid/standards/mds/x.json');
  });
});

describe('pointers', () => {
  it('go there and back', () => {
    const path = ['a/b', 'c~d', '', '0', '~1'];
    expect(formatPointer(path)).toBe('/a~1b/c~0d//0/~01');
    expect(parsePointer(formatPointer(path))).toEqual(path);
    expect(parsePointer('')).toEqual([]);
  });

  it('find own members only', () => {
    expect(partAt({ a: [{ b: 1 }] }, ['a', '0', 'b'])).toBe(1);
    expect(partAt({}, ['toString'])).toBeUndefined();
    expect(partAt(null, ['a'])).toBeUndefined();
  });
});
