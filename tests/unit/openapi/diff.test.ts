import { describe, expect, it } from 'vitest';
import { diffDocuments, judgeChanges } from '../../../src/openapi/diff.ts';
import { PolicyError, policyOf, readRules } from '../../../src/openapi/policy.ts';
import { documentFrom } from './samples.ts';

const item = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, name: { type: 'string' }, kind: { type: 'string', enum: ['a', 'b'] } },
};
const base = {
  openapi: '3.0.3',
  security: [{ token: [] }],
  paths: {
    '/a/{id}': {
      get: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'q', in: 'query', schema: { type: 'string', maxLength: 9 } },
        ],
        responses: {
          200: { description: 'x', content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
          404: { description: 'x' },
        },
      },
      put: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Change' } } } },
        responses: { 200: { description: 'x' } },
      },
    },
  },
  components: {
    schemas: { Item: item, Change: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
};

type Json = Record<string, never> & Record<string, unknown>;

/** Kinds of change after an alteration of a copy, forwards. */
function kinds(alter: (copy: typeof base) => void, backwards = false): string[] {
  const copy = structuredClone(base);
  alter(copy);
  const [before, after] = backwards ? [copy, base] : [base, copy];
  return [...new Set(diffDocuments(documentFrom(before), documentFrom(after)).map(({ kind }) => kind))];
}

const get = (copy: typeof base) => copy.paths['/a/{id}'].get;
const itemOf = (copy: typeof base) =>
  copy.components.schemas.Item as unknown as { required: string[]; properties: Record<string, Json> };
const changeOf = (copy: typeof base) =>
  copy.components.schemas.Change as unknown as { required: string[]; properties: Record<string, unknown> };

describe('diffDocuments', () => {
  it.each<[string, (copy: typeof base) => void, string, string]>([
    [
      'an operation',
      (c) => Object.assign(c.paths, { '/b': { get: { responses: {} } } }),
      'operation-added',
      'operation-removed',
    ],
    [
      'an optional parameter',
      (c) => get(c).parameters.push({ name: 'r', in: 'query', schema: { type: 'string', maxLength: 1 } }),
      'parameter-added',
      'parameter-removed',
    ],
    [
      'a required parameter',
      (c) => get(c).parameters.push({ name: 'r', in: 'query', required: true, schema: { type: 'string' } }),
      'parameter-added-required',
      'parameter-removed',
    ],
    [
      'a requirement',
      (c) => void (get(c).parameters[1] = { ...get(c).parameters[1], required: true } as never),
      'parameter-now-required',
      'parameter-now-optional',
    ],
    [
      'a limit',
      (c) => void (get(c).parameters[1] = { name: 'q', in: 'query', schema: { type: 'string', maxLength: 5 } }),
      'request-limit-tightened',
      'request-limit-loosened',
    ],
    [
      'a member of an answer',
      (c) => Object.assign(itemOf(c).properties, { tags: { type: 'array' } }),
      'response-property-added',
      'response-property-removed',
    ],
    [
      'a promise of a member',
      (c) => void itemOf(c).required.push('name'),
      'response-property-now-required',
      'response-property-now-optional',
    ],
    [
      'a value of an enum',
      (c) => void (itemOf(c).properties['kind'] = { type: 'string', enum: ['a', 'b', 'c'] } as unknown as Json),
      'response-enum-value-added',
      'response-enum-value-removed',
    ],
    [
      'openness',
      (c) => void Object.assign(itemOf(c), { additionalProperties: false }),
      'response-limit-tightened',
      'response-limit-loosened',
    ],
    [
      'a list without repetitions',
      (c) => void Object.assign(itemOf(c).properties['name'] ?? {}, { uniqueItems: true }),
      'response-limit-tightened',
      'response-limit-loosened',
    ],
    [
      'a step',
      (c) => void Object.assign(itemOf(c).properties['id'] ?? {}, { multipleOf: 2 }),
      'response-limit-tightened',
      'response-limit-loosened',
    ],
    [
      'a constant',
      (c) => void Object.assign(itemOf(c).properties['name'] ?? {}, { const: 'x' }),
      'response-enum-value-removed',
      'response-enum-value-added',
    ],
    [
      'nullability',
      (c) => void (itemOf(c).properties['name'] = { type: 'string', nullable: true } as unknown as Json),
      'response-nullable-added',
      'response-nullable-removed',
    ],
    [
      'a type',
      (c) => void (itemOf(c).properties['id'] = { type: 'string' } as unknown as Json),
      'response-type-changed',
      'response-type-changed',
    ],
    [
      'a format',
      (c) => void (itemOf(c).properties['name'] = { type: 'string', format: 'uuid' } as unknown as Json),
      'format-changed',
      'format-changed',
    ],
    [
      'an optional member of a body',
      (c) => Object.assign(changeOf(c).properties, { note: { type: 'string' } }),
      'request-property-added',
      'request-property-removed',
    ],
    [
      'a required member of a body',
      (c) => {
        Object.assign(changeOf(c).properties, { note: { type: 'string' } });
        changeOf(c).required.push('note');
      },
      'request-property-added-required',
      'request-property-removed',
    ],
    [
      'a success',
      (c) => Object.assign(get(c).responses, { 206: { description: 'x' } }),
      'success-status-added',
      'success-status-removed',
    ],
    [
      'an error',
      (c) => Object.assign(get(c).responses, { 410: { description: 'x' } }),
      'error-status-added',
      'error-status-removed',
    ],
    [
      'a media type',
      (c) => Object.assign(get(c).responses[200].content, { 'text/csv': {} }),
      'media-type-added',
      'media-type-removed',
    ],
    [
      'a required header',
      (c) => Object.assign(get(c).responses[200], { headers: { ETag: { required: true } } }),
      'response-header-added',
      'response-header-removed',
    ],
    [
      'another key',
      (c) => Object.assign(c.components.securitySchemes, { token: { type: 'apiKey', in: 'query', name: 'k' } }),
      'security-changed',
      'security-changed',
    ],
  ])('%s, added and removed', (_, alter, forwards, backwards) => {
    expect(kinds(alter)).toEqual([forwards]);
    expect(kinds(alter, true)).toEqual([backwards]);
  });

  it.each<[string, (copy: typeof base) => void]>([
    ['other words', (c) => Object.assign(get(c), { summary: 'New words', description: 'x', tags: ['t'] })],
    [
      'another order',
      (c) => void (itemOf(c).properties = Object.fromEntries(Object.entries(itemOf(c).properties).reverse())),
    ],
    [
      'another name of a path parameter',
      (c) => {
        Object.assign(c.paths, {
          '/a/{key}': {
            ...c.paths['/a/{id}'],
            get: {
              ...get(c),
              parameters: [
                { name: 'key', in: 'path', required: true, schema: { type: 'string' } },
                get(c).parameters[1],
              ],
            },
          },
        });
        delete (c.paths as Record<string, unknown>)['/a/{id}'];
      },
    ],
    [
      'a schema put together from parts',
      (c) =>
        Object.assign(c.components.schemas, {
          Item: {
            allOf: [
              { $ref: '#/components/schemas/Own' },
              { type: 'object', properties: { kind: item.properties.kind } },
            ],
          },
          Own: { type: 'object', required: ['id'], properties: { id: item.properties.id, name: item.properties.name } },
        }),
    ],
    ['another server', (c) => Object.assign(c, { servers: [{ url: 'https://new.example' }] })],
    [
      'the same token as oauth2',
      (c) => Object.assign(c.components.securitySchemes, { token: { type: 'oauth2', flows: {} } }),
    ],
    [
      'a range for a media type',
      (c) =>
        void (get(c).responses[200].content = { '*/*': get(c).responses[200].content['application/json'] } as never),
    ],
  ])('%s is no change', (_, alter) => expect(kinds(alter)).toEqual([]));

  it('schemas that contain themselves end', () => {
    const looped = {
      openapi: '3.0.3',
      paths: {
        '/x': {
          get: {
            responses: {
              200: {
                description: 'x',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/N' } } },
              },
            },
          },
        },
      },
      components: {
        schemas: {
          N: { type: 'object', properties: { next: { $ref: '#/components/schemas/N' }, a: { type: 'string' } } },
        },
      },
    };
    const changed = structuredClone(looped);
    changed.components.schemas.N.properties.a.type = 'integer';
    expect(diffDocuments(documentFrom(looped), documentFrom(changed)).map(({ kind }) => kind)).toEqual([
      'response-type-changed',
    ]);
  });

  it('labels in paths can be taken out', () => {
    const at = (label: string) =>
      documentFrom({ openapi: '3.0.3', paths: { [`/${label}/x`]: { get: { responses: {} } } } });
    const path = (text: string) => text.replace(/^\/v\d/, '');
    expect(diffDocuments(at('v1'), at('v2'), { path })).toEqual([]);
    expect(diffDocuments(at('v1'), at('v2')).length).toBe(2);
  });
});

describe('policyOf', () => {
  it('layers replace each other, and say whose word they are', () => {
    const policy = policyOf([
      { rules: { 'operation-added': 'open' }, assumed: true },
      { rules: readRules('response-enum-value-added:breaking, default-changed=additive'), assumed: false },
    ]);
    const changes = judgeChanges(
      [
        { kind: 'response-enum-value-added', operation: 'GET /x', text: 't' },
        { kind: 'operation-added', operation: 'GET /y', text: 't' },
      ],
      policy,
    );
    expect(changes.map(({ judgement, assumed }) => [judgement, assumed])).toEqual([
      ['breaking', false],
      ['open', true],
    ]);
  });
  it('names every mistake', () => {
    expect(() =>
      policyOf([{ rules: readRules('operation-gone:breaking,operation-added:fine,security-changed'), assumed: false }]),
    ).toThrow(PolicyError);
    expect(() =>
      policyOf([{ rules: readRules('operation-gone:breaking,operation-added:fine,security-changed'), assumed: false }]),
    ).toThrow(/operation-gone.*operation-added is 'fine'.*security-changed is ''/);
  });
});
