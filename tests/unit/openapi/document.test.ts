import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/openapi/document.ts';
import { operationsOf } from '../../../src/openapi/operations.ts';
import { documentFrom, operation, url } from './samples.ts';

const dialect = (text: string) => {
  const read = readDocument(text, url);
  return 'document' in read ? read.document.dialect : read.problem;
};

describe('readDocument', () => {
  it.each([
    ['{"swagger":"2.0","paths":{}}', 'Swagger 2.0'],
    ['{"openapi":"3.0.3"}', 'OpenAPI 3.0'],
    ['{"openapi":"3.1.1"}', 'OpenAPI 3.1'],
    ['\uFEFF{"openapi":"3.0.0"}', 'OpenAPI 3.0'],
    ['openapi: 3.1.0\ninfo: { title: T }\n', 'OpenAPI 3.1'],
    ['swagger: "2.0"\n', 'Swagger 2.0'],
    ['swagger: 2.0\n', 'Swagger 2.0'],
  ])('%j is %s', (text, expected) => expect(dialect(text)).toBe(expected));

  it.each([
    ['<!DOCTYPE html><html></html>', /no JSON \(it is HTML\)/],
    ['{"openapi":"3.0.3", "info": {"title": "cut', /no JSON/],
    ['[]', /no JSON object/],
    ['{"message":"ok"}', /neither 'openapi' nor 'swagger'/],
    ['{"openapi":"4.0.0"}', /version that is not read: 4.0.0/],
    ['a: &a [*a]\nopenapi: 3.0.0\n', /no YAML object/],
    [
      `a: &a [x]\n${Array.from({ length: 300 }, (_, i) => `k${i}: [*a, *a]\n`).join('')}openapi: 3.0.0\n`,
      /no YAML object/,
    ],
    ['', /no JSON/],
  ])('%j is none', (text, problem) => expect(dialect(text)).toMatch(problem));
});

describe('operationsOf', () => {
  it('reads server, parameters of path and operation, and statuses', () => {
    const document = documentFrom({
      openapi: '3.0.3',
      servers: [{ url: '/api/{v}/shop/', variables: { v: { default: 'v1' } } }],
      security: [{ bearer: [] }],
      paths: {
        '/a/{id}': {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'q', in: 'query', schema: { type: 'string' } },
          ],
          get: {
            operationId: 'getA',
            parameters: [{ $ref: '#/components/parameters/q' }],
            responses: { 200: { description: 'x' }, '4xx': { description: 'x' }, default: { description: 'x' } },
          },
          post: { security: [], responses: {} },
        },
      },
      components: { parameters: { q: { name: 'q', in: 'query', required: true, schema: { type: 'integer' } } } },
    });
    const a = operation(document, 'GET /a/{id}');
    expect(a.server).toBe('http://127.0.0.1:4000/api/v1/shop');
    expect(a.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['id', true],
      ['q', true],
    ]);
    expect(a.responses.map(({ status }) => status)).toEqual(['200', '4XX', 'default']);
    expect([a.secured, operation(document, 'POST /a/{id}').secured]).toEqual([true, false]);
  });

  it('an empty alternative opens an operation', () => {
    const document = documentFrom({
      openapi: '3.0.3',
      paths: { '/x': { get: { security: [{ bearer: [] }, {}], responses: {} } } },
    });
    expect(operation(document).secured).toBe(false);
  });

  it.each([
    [{ swagger: '2.0', basePath: '/b' }, 'http://127.0.0.1:4000/b'],
    [{ swagger: '2.0', host: 'api.example.com', schemes: ['https'] }, 'https://api.example.com'],
    [{ swagger: '2.0', schemes: ['https', 'http'] }, 'http://127.0.0.1:4000'],
    [{ openapi: '3.0.0' }, 'http://127.0.0.1:4000'],
    [{ openapi: '3.0.0', servers: [{ url: '../v2' }] }, 'http://127.0.0.1:4000/api/v1/shop/v2'],
    [{ openapi: '3.0.0', servers: [{ url: 'ws://x.example' }] }, null],
  ])('%j is reached at %s', (root, server) => {
    expect(operation(documentFrom({ ...root, paths: { '/x': { get: { responses: {} } } } })).server).toBe(server);
  });

  it('leaves out what leads out of the document, and says so', () => {
    const document = documentFrom({
      openapi: '3.0.0',
      paths: {
        '/x': {
          get: {
            parameters: [{ $ref: 'other.yaml#/p' }],
            responses: { 200: { $ref: '#/nowhere' }, 404: { $ref: '#/paths/~1x/get/responses/404' } },
          },
        },
        'x-note': 1,
        '/y': { $ref: 'https://example.com/y' },
      },
    });
    const [only, ...others] = operationsOf(document);
    expect(others).toEqual([]);
    expect(only?.problems.join(' ')).toMatch(/other\.yaml.*not followed.*leads to nothing.*leads back to itself/);
  });
});
