import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/judges/answer.ts';
import { readAll, type ReadAllOptions } from '../../../src/openapi/read-all.ts';
import { answer, documentFrom } from './samples.ts';

const ok = { 200: { description: 'x', content: { 'application/json': {} } } };
const parameter = (name: string, more: object = {}) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
  ...more,
});
const query = (name: string, schema: object, more: object = {}) => ({
  name,
  in: 'query',
  required: true,
  schema,
  ...more,
});

function shop(paths: object) {
  return documentFrom({ openapi: '3.0.3', servers: [{ url: '/s' }], paths });
}

/** Answers by path; everything else is 404. */
async function read(paths: object, bodies: Readonly<Record<string, unknown>>, more: Partial<ReadAllOptions> = {}) {
  const asked: string[] = [];
  const ask = (url: string): Promise<Answer> => {
    const { pathname, search } = new URL(url);
    asked.push(pathname + search);
    const body = bodies[pathname];
    return Promise.resolve(body === undefined ? answer({}, { status: 404, at: url }) : answer(body, { at: url }));
  };
  const result = await readAll([shop(paths)], {
    configured: new Map(),
    now: Date.UTC(2026, 1, 3),
    most: 40,
    rules: { origin: 'http://127.0.0.1:4000', allowed: new Set(), howToSet: (name) => `set ${name}` },
    ask,
    ...more,
  });
  return {
    asked,
    unread: result.unread.map(({ operation, reason }) => `${operation.key}: ${reason}`),
    reads: result.reads,
  };
}

describe('readAll', () => {
  it('takes ids from the list beside the operation, and goes on from there', async () => {
    const paths = {
      '/users/{userId}/pets/{petId}': { get: { parameters: [parameter('userId'), parameter('petId')], responses: ok } },
      '/users/{userId}/pets': { get: { parameters: [parameter('userId')], responses: ok } },
      '/users/{userId}': { get: { parameters: [parameter('userId', { example: 'nobody' })], responses: ok } },
      '/users': { get: { responses: ok } },
    };
    const { asked, unread } = await read(paths, {
      '/s/users': { items: [{ id: 7 }] },
      '/s/users/7': { id: 7 },
      '/s/users/7/pets': [{ petId: 'p1' }],
      '/s/users/7/pets/p1': {},
    });
    expect(asked).toEqual(['/s/users', '/s/users/7/pets', '/s/users/7', '/s/users/7/pets/p1']);
    expect(unread).toEqual([]);
  });

  it('knows which values may not exist', async () => {
    const paths = {
      '/a/{id}': { get: { parameters: [parameter('id', { example: 'x' })], responses: ok } },
      '/b/{kind}': {
        get: { parameters: [parameter('kind', { schema: { type: 'string', enum: ['red', 'blue'] } })], responses: ok },
      },
      '/c': {
        get: {
          parameters: [query('from', { type: 'string', format: 'date' }), query('size', { type: 'integer' })],
          responses: ok,
        },
      },
      '/d/{id}': { get: { operationId: 'd', parameters: [parameter('id')], responses: ok } },
    };
    const { asked, reads } = await read(paths, {}, { configured: new Map([['d.id', 'mine']]) });
    expect(asked.sort()).toEqual(['/s/a/x', '/s/b/red', '/s/c?from=2026-02-03&size=1', '/s/d/mine']);
    expect(reads.map(({ planned }) => [planned.operation.path, planned.sure]).sort()).toEqual([
      ['/a/{id}', false],
      ['/b/{kind}', true],
      ['/c', false],
      ['/d/{id}', true],
    ]);
  });

  it('says why the rest is not called', async () => {
    const paths = {
      '/a/{id}': { get: { parameters: [parameter('id')], responses: ok } },
      '/logout': { get: { responses: ok } },
      '/jobs/{id}/restart': { get: { operationId: 'x', parameters: [parameter('id', { example: 1 })], responses: ok } },
      '/b': { get: { servers: [{ url: 'https://elsewhere.example' }], responses: ok } },
      '/c': { get: { parameters: [{ name: 's', in: 'cookie', required: true, schema: {} }], responses: ok } },
      '/d': { get: { requestBody: { required: true, content: {} }, responses: ok } },
      '/e': { post: { responses: ok } },
    };
    const { asked, unread } = await read(paths, {});
    expect(asked).toEqual([]);
    expect(unread.map((line) => line.replace(/^GET /, '')).sort()).toEqual([
      '/a/{id}: no value is known for the path parameter id; set id',
      '/b: its server https://elsewhere.example is at another host, to which no token is sent',
      '/c: it wants the cookie s',
      '/d: it wants a request body, which a GET has no use for',
      '/jobs/{id}/restart: its name sounds as if it changed something; it is called only where the configuration names it',
      '/logout: its name sounds as if it changed something; it is called only where the configuration names it',
    ]);
  });

  it('stops at the most reads that are allowed', async () => {
    const paths = Object.fromEntries(['a', 'b', 'c'].map((name) => [`/${name}`, { get: { responses: ok } }]));
    const { asked, unread } = await read(paths, {}, { most: 2 });
    expect([asked.length, unread]).toEqual([2, ['GET /c: 2 reads were made already']]);
  });

  it('a server of the same host name with another port or scheme is the same server', async () => {
    const { asked } = await read(
      { '/a': { servers: [{ url: 'https://127.0.0.1/inner' }], get: { responses: ok } } },
      {},
    );
    expect(asked).toEqual(['/inner/a']);
  });
});
