/** Vendors whose contract is what they publish beside their API: two versions are compared by those documents. */
import { expect, test } from 'vitest';
import { compareApis } from '../../../src/compare/contracts.ts';
import type { Side } from '../../../src/compare/pairs.ts';
import { isApiDocument, publishedModels } from '../../../src/compare/published.ts';
import type { Exchange, RecordedResponse } from '../../../src/verdict/exchange.ts';

const host = 'https://api.example';
const labels = ['v1', 'v2', 'latest'];
let asked = 0;

function answered(path: string, body: object | null, status = 200): Exchange {
  asked += 1;
  const request = { operation: 'follow', method: 'GET', url: `${host}${path}`, headers: [], body: null };
  const text = body === null ? '' : JSON.stringify(body);
  const response: RecordedResponse = {
    status,
    headers: [['content-type', 'application/json']],
    body: text,
    bytes: text.length,
    ms: 1,
  };
  const at = '2026-11-01T00:00:00.000Z';
  return {
    x: `1-${asked}`,
    round: 1,
    key: `${asked}`,
    nth: 0,
    at,
    attempts: 1,
    request,
    outcome: { response },
    secrets: [],
  };
}

const openapi = (label: string, members: object, more: object = {}) => ({
  openapi: '3.0.1',
  info: { title: `Usage ${label}`, version: label },
  servers: [{ url: `/api/${label}/usage` }],
  paths: {
    '/services/{id}': {
      get: {
        responses: {
          '200': {
            description: '',
            content: { 'application/json': { schema: { type: 'object', properties: members } } },
          },
        },
      },
    },
    ...more,
  },
});

const swagger = (label: string, type: string) => ({
  swagger: '2.0',
  info: { title: 'Accounts', version: label },
  basePath: `/api/${label}/accounts`,
  consumes: ['application/json'],
  produces: ['application/json'],
  parameters: { page: { name: 'page', in: 'query', type: 'integer', maximum: label === 'v1' ? 100 : 50 } },
  definitions: { Account: { type: 'object', properties: { id: { type } } } },
  paths: {
    '/accounts': {
      get: {
        parameters: [{ $ref: '#/parameters/page' }],
        responses: { '200': { schema: { type: 'array', items: { $ref: '#/definitions/Account' } } } },
      },
      post: {
        parameters: [
          {
            name: 'body',
            in: 'body',
            required: true,
            schema: { type: 'object', required: label === 'v1' ? [] : ['name'], properties: { name: {} } },
          },
        ],
        responses: { '201': {} },
      },
    },
  },
});

const side = (version: string, exchanges: readonly Exchange[]): Side => ({ version, baseUrl: host, exchanges });
const text = { type: 'string' };

function changesBetween(before: Side, after: Side): string[] {
  const models = publishedModels(before, after, labels);
  return compareApis(models.before, models.after).map(({ kind, operation, where }) => `${kind} ${operation} ${where}`);
}

test('operations of two labels meet, in OpenAPI 3 and in Swagger 2.0', () => {
  const v1 = side('v1', [
    answered('/api/v1/usage/docs', openapi('v1', { id: text, active: { type: 'boolean' } })),
    answered('/api/v1/accounts/docs', swagger('v1', 'integer')),
  ]);
  const v2 = side('v2', [
    answered('/api/v2/usage/docs', openapi('v2', { id: text, state: text })),
    answered('/api/v2/accounts/docs', swagger('v2', 'string')),
  ]);
  expect(changesBetween(v1, v2).sort()).toEqual([
    'request-limit-tightened GET /api/{version}/accounts/accounts query page',
    'request-property-now-required POST /api/{version}/accounts/accounts body /name',
    'response-property-added GET /api/{version}/usage/services/{id} 200 /state',
    'response-property-removed GET /api/{version}/usage/services/{id} 200 /active',
    'response-type-changed GET /api/{version}/accounts/accounts 200 /[]/id',
  ]);
  expect(changesBetween(v1, v1)).toEqual([]);
});

test('documents of the other label, and earlier copies, do not count', () => {
  const now = openapi('v2', { id: text });
  const withMore = openapi('v2', { id: text }, { '/gone': { get: { responses: {} } } });
  const v2 = side('v2', [
    answered('/api/v1/usage/docs', openapi('v1', { odd: text })),
    answered('/api/v2/usage/docs', now),
    answered('/archive/v2/usage.json', withMore),
  ]);
  expect(changesBetween(side('v2', [answered('/api/v2/usage/docs', now)]), v2)).toEqual([]);
});

test('a document that could not be had is no removal; one that is not linked any more is', () => {
  const v1 = side('v1', [
    answered('/api/v1/usage/docs', openapi('v1', { id: text })),
    answered('/api/v1/accounts/docs', swagger('v1', 'integer')),
  ]);
  const usage = answered('/api/v2/usage/docs', openapi('v2', { id: text }));
  expect(changesBetween(v1, side('v2', [usage, answered('/api/v2/accounts/docs', null, 503)]))).toEqual([]);
  expect(changesBetween(v1, side('v2', [usage])).map((change) => change.split(' ')[0])).toEqual([
    'operation-removed',
    'operation-removed',
  ]);
  expect(changesBetween(v1, side('v2', []))).toEqual([]);
});

test('data is told from documents', () => {
  expect(isApiDocument(answered('/x', openapi('v1', {})))).toBe(true);
  expect(isApiDocument(answered('/x', swagger('v1', 'string')))).toBe(true);
  expect(isApiDocument(answered('/x', { items: [{ openapi2: 1 }] }))).toBe(false);
  expect(isApiDocument(answered('/x', null))).toBe(false);
});
