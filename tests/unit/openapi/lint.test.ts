import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotLintable, lintDocument, printLint } from '../../../src/openapi/lint.ts';
import { tierpointRuleset } from '../../tierpoint/support/ruleset.ts';
import { documentFrom } from './samples.ts';

const good = {
  openapi: '3.0.3',
  info: { title: 'T', version: '1', description: 'x', contact: { name: 'x' } },
  servers: [{ url: 'https://api.example.com/api/v1/usage' }],
  tags: [{ name: 't' }],
  paths: {
    '/x': {
      get: {
        operationId: 'x',
        tags: ['t'],
        description: 'x',
        responses: {
          200: { description: 'x', content: { 'application/json': { schema: { type: 'string', example: 'a' } } } },
        },
      },
    },
  },
  components: { securitySchemes: { b: { type: 'http', scheme: 'bearer' } } },
};

type Good = typeof good;
async function rules(alter: (copy: Good) => void, own = false): Promise<string[]> {
  const copy = structuredClone(good);
  alter(copy);
  const results = await lintDocument(documentFrom(copy), own ? tierpointRuleset : null);
  return [...new Set(results.map((result) => `${result.kind} ${result.rule}`))];
}

describe('lintDocument', () => {
  it('a good document has no results', async () => expect(await rules(() => undefined, true)).toEqual([]));

  it.each<[string, (copy: Good) => void, string]>([
    [
      'no responses',
      (c) => void delete (c.paths['/x'].get as { responses?: unknown }).responses,
      'invalid oas3-schema',
    ],
    [
      'an undeclared path parameter',
      (c) => void Object.assign(c.paths, { '/y/{id}': c.paths['/x'] }),
      'invalid path-params',
    ],
    [
      'a reference to nothing',
      (c) =>
        void Object.assign(c.paths['/x'].get.responses[200].content['application/json'], {
          schema: { $ref: '#/components/schemas/none' },
        }),
      'invalid invalid-ref',
    ],
    [
      'a wrong example',
      (c) => void Object.assign(c.paths['/x'].get.responses[200].content['application/json'].schema, { example: 1 }),
      'example oas3-valid-schema-example',
    ],
    ['no contact', (c) => void delete (c.info as { contact?: unknown }).contact, 'style info-contact'],
  ])('%s', async (_, alter, rule) => expect(await rules(alter)).toContain(rule));

  it.each<[string, (copy: Good) => void, string]>([
    ['no label', (c) => void (c.servers = [{ url: 'https://api.example.com/usage' }]), 'style tierpoint-version-label'],
    [
      'no bearer scheme',
      (c) => void Object.assign(c.components.securitySchemes, { b: { type: 'http', scheme: 'basic' } }),
      'style tierpoint-bearer',
    ],
    [
      'no schema',
      (c) => void Object.assign(c.paths['/x'].get.responses, { 200: { description: 'x' } }),
      'style tierpoint-response-schema',
    ],
    [
      'no JSON',
      (c) =>
        void Object.assign(c.paths['/x'].get.responses[200], {
          content: { 'application/xml': { schema: { type: 'string' } } },
        }),
      'style tierpoint-json-first',
    ],
  ])('TierPoint: %s', async (_, alter, rule) => expect(await rules(alter, true)).toEqual([rule]));

  it.each<[string, (copy: Good) => void]>([
    [
      'a label in the path',
      (c) => {
        c.servers = [{ url: '/' }];
        Object.assign(c, { paths: { '/api/v2/x': c.paths['/x'] } });
      },
    ],
    [
      'an apiKey in Authorization',
      (c) =>
        void Object.assign(c.components.securitySchemes, {
          b: { type: 'apiKey', in: 'header', name: 'AUTHORIZATION' },
        }),
    ],
    [
      'a file',
      (c) =>
        void Object.assign(c.paths['/x'].get.responses[200], {
          content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
        }),
    ],
    ['no body', (c) => void Object.assign(c.paths['/x'].get, { responses: { 204: { description: 'x' } } })],
  ])('TierPoint: %s is fine', async (_, alter) =>
    expect((await rules(alter, true)).filter((rule) => rule.includes('tierpoint'))).toEqual([]),
  );
});

describe('the guard', () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('{}');
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('never follows a reference out of the document, and does not blame it', async () => {
    const copy = structuredClone(good) as unknown as {
      paths: Record<string, { get: { responses: Record<string, unknown> } }>;
    };
    const schema = (ref: string) => ({ description: 'x', content: { 'application/json': { schema: { $ref: ref } } } });
    const responses = copy.paths['/x']?.get.responses ?? {};
    Object.assign(responses, {
      200: schema(`${origin}/s.json`),
      201: schema('file:///etc/passwd'),
      202: schema('../../../etc/hostname'),
    });
    const results = await lintDocument(documentFrom(copy));
    expect(asked).toBe(0);
    expect(results.filter(({ rule }) => rule === 'invalid-ref')).toEqual([]);
    expect(JSON.stringify(results)).not.toMatch(/root:/);
  });
});

it('printLint counts equal results, the most serious first', () => {
  const result = (rule: string, severity: 'error' | 'warning', line: number) => ({
    rule,
    severity,
    message: 'm',
    pointer: '/x',
    line,
    kind: 'style' as const,
  });
  const lines = printLint([...[1, 2, 3, 4, 5].map((line) => result('b', 'warning', line)), result('a', 'error', 9)]);
  expect(lines).toEqual([
    'error a (1)',
    '    line 9, /x: m',
    'warning b (5)',
    '    line 1, /x: m',
    '    line 2, /x: m',
    '    line 3, /x: m',
    '    and 2 more',
  ]);
});

it('a document with a member that the linter stumbles over is not linted, and says so', async () => {
  const document = documentFrom({
    openapi: '3.0.3',
    info: { title: 'Usage', version: '1', hasOwnProperty: 1 },
    paths: {},
    hasOwnProperty: 1,
  });
  await expect(lintDocument(document)).rejects.toThrow(NotLintable);
});
