import { describe, expect, it } from 'vitest';
import { validate } from '../../../src/openapi/validate.ts';
import { swagger, withSchema } from './samples.ts';
import type { ApiDocument } from '../../../src/openapi/document.ts';

const openapi = '/paths/~1x/get/responses/200/content/application~1json/schema';
const keywords = (document: ApiDocument, value: unknown, pointer = openapi) => {
  const result = validate(document, pointer, value);
  return 'problems' in result
    ? result.problems.map(({ pointer: at, keyword }) => `${at} ${keyword}`)
    : result.unreadable;
};
const inSwagger = (document: ApiDocument, value: unknown) =>
  keywords(document, value, '/paths/~1x/get/responses/200/schema');

describe('validate', () => {
  it('OpenAPI 3.0: nullable, exclusive limits, write-only members', () => {
    const document = withSchema({
      type: 'object',
      required: ['n', 'm', 'w'],
      properties: {
        n: { type: 'string', nullable: true },
        m: { type: 'number', minimum: 0, exclusiveMinimum: true },
        w: { type: 'string', writeOnly: true },
        e: { type: 'string', enum: ['a'], nullable: true },
      },
    });
    expect(keywords(document, { n: null, m: 0.1, e: null })).toEqual([]);
    expect(keywords(document, { n: 1, m: 0, e: 'b' })).toEqual(['/n type', '/m exclusiveMinimum', '/e anyOf']);
    expect(keywords(withSchema({ type: 'string' }), null)).toEqual([' type']);
  });

  it('OpenAPI 3.1: lists of types, constants, siblings of references', () => {
    const document = withSchema(
      { $ref: '#/components/schemas/S', minLength: 2 },
      { version: '3.1.0', components: { schemas: { S: { type: ['string', 'null'] } } } },
    );
    expect(keywords(document, 'ab')).toEqual([]);
    expect(keywords(document, null)).toEqual([]);
    expect(keywords(document, 'a')).toEqual([' minLength']);
  });

  it('before 3.1 siblings of references do not count', () => {
    const document = withSchema(
      { $ref: '#/components/schemas/S', minLength: 2 },
      { components: { schemas: { S: { type: 'string' } } } },
    );
    expect(keywords(document, 'a')).toEqual([]);
  });

  it('Swagger 2.0: definitions, x-nullable, files', () => {
    const document = swagger(
      { type: 'array', items: { $ref: '#/definitions/D' } },
      {
        D: {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'integer' }, p: { type: 'string', 'x-nullable': true } },
        },
      },
    );
    expect(inSwagger(document, [{ id: 1, p: null }])).toEqual([]);
    expect(inSwagger(document, [{ p: 1 }])).toEqual(['/0/id required', '/0/p type']);
    expect(inSwagger(swagger({ type: 'file' }), 'anything')).toEqual([]);
  });

  it('schemas may contain themselves, and be named with escapes', () => {
    const document = withSchema(
      { $ref: '#/components/schemas/a~1b%20c' },
      {
        components: {
          schemas: {
            'a/b c': {
              type: 'object',
              properties: { next: { $ref: '#/components/schemas/a~1b%20c' }, n: { type: 'integer' } },
            },
          },
        },
      },
    );
    expect(keywords(document, { n: 1, next: { next: { n: 2 } } })).toEqual([]);
    expect(keywords(document, { next: { next: { n: 'x' } } })).toEqual(['/next/next/n type']);
  });

  it('new members are no problem unless the object is closed', () => {
    expect(keywords(withSchema({ type: 'object', properties: { a: {} } }), { a: 1, b: 2 })).toEqual([]);
    expect(
      keywords(withSchema({ type: 'object', properties: { a: {} }, additionalProperties: false }), { a: 1, b: 2 }),
    ).toEqual(['/b additionalProperties']);
  });

  it('formats that are clear are judged, others are not', () => {
    const schema = (format: string) => withSchema({ type: 'string', format });
    expect(keywords(schema('date-time'), '2026-01-01 10:00')).toEqual([' format']);
    expect(keywords(schema('date-time'), '2026-01-01T10:00:00.1234567+02:00')).toEqual([]);
    expect(keywords(schema('car-plate'), 'x')).toEqual([]);
    expect(keywords(schema('byte'), '***')).toEqual([]);
  });

  it('what cannot be used is said, not judged', () => {
    expect(keywords(withSchema({ $ref: 'https://example.com/s.json' }), 1)).toMatch(/not followed/);
    expect(keywords(withSchema({ $ref: '#/components/schemas/none' }), 1)).toMatch(/leads to nothing/);
    expect(keywords(withSchema({ type: 'string', pattern: '(' }), 'x')).toMatch(/cannot be used/);
    expect(keywords(withSchema({ $dynamicRef: '#x' }, { version: '3.1.0' }), 1)).toMatch(/\$dynamicRef/);
  });

  it('a pattern that is valid only without the flag u is used', () => {
    expect(keywords(withSchema({ type: 'string', pattern: '^[\\w-.]+$' }), 'a-b.c')).toEqual([]);
    expect(keywords(withSchema({ type: 'string', pattern: '^[\\w-.]+$' }), 'a b')).toEqual([' pattern']);
  });
});
