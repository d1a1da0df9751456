import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/contract/types.ts';
import { type CallPlace, fingerprint, requestFor, requestForLink } from '../../../src/suite/calls.ts';
import { SuiteError } from '../../../src/suite/errors.ts';
import type { CallOptions, LooseCall } from '../../../src/suite/types.ts';
import { Undecided } from '../../../src/verdict/check.ts';
import { contractOf, target } from './toy.ts';

const base = 'http://127.0.0.1:9';
const contract = contractOf([]);

function operation(id: string): Operation {
  const found = contract.versions.get('v1')?.operations.get(id);
  if (found === undefined) throw new Error(`the toy has no ${id}`);
  return found;
}

const ask = (id: string, call: LooseCall = {}, options: CallOptions = {}, place: Partial<CallPlace> = {}) =>
  requestFor(operation(id), call, options, { target: target(base), contract, session: {}, ...place });

const headersOf = (request: { readonly headers: readonly (readonly [string, string])[] }) =>
  Object.fromEntries(request.headers);

describe('a plain call', () => {
  test('carries its credential as a handle, and what every call carries', () => {
    expect(ask('list')).toEqual({
      operation: 'list',
      effect: 'read',
      method: 'GET',
      url: `${base}/items`,
      headers: [
        ['accept', 'application/json'],
        ['accept-encoding', 'gzip, br'],
        ['x-api-key', '«secret:apiKey»'],
      ],
      body: null,
      sensitive: null,
    });
  });

  test('encodes path, query and body', () => {
    const request = ask('item', {
      path: { id: 'a/b?c#d é%«x»' },
      query: { q: 'x y&z=ü', list: [1, 'b,c'], none: undefined, nil: null, zero: 0, off: false },
    });
    expect(request.url).toBe(
      `${base}/items/a%2Fb%3Fc%23d%20%C3%A9%25%C2%ABx%C2%BB?q=x%20y%26z%3D%C3%BC&list=1&list=b%2Cc&zero=0&off=false`,
    );
    const posted = ask('search', { body: { a: 'ü"' } });
    expect([posted.body, headersOf(posted)['content-type']]).toEqual(['{"a":"ü\\""}', 'application/json']);
  });

  test('leaves handles in path and query as they are, for the vault to encode what they stand for', () => {
    const request = ask('item', {
      path: { id: '«secret:1»' },
      query: { token: 'for «secret:apiKey» and «secret:2|altered»' },
    });
    expect(request.url).toBe(`${base}/items/«secret:1»?token=for%20«secret:apiKey»%20and%20«secret:2|altered»`);
  });

  test('text that only looks like an encoded handle does not become one', () => {
    expect(ask('item', { path: { id: '%C2%ABsecret%3AapiKey%C2%BB' } }).url).not.toContain('«');
  });

  test('without a parameter of its path blames the suite', () => {
    expect(() => ask('item')).toThrow(SuiteError);
    expect(() => ask('item')).toThrow('misses its parameter id');
  });

  test('that breaks the contract in any part blames the suite', () => {
    const wrong = { wrong: 1 };
    for (const call of [{ query: wrong }, { headers: wrong }])
      expect(() => ask('list', call)).toThrow(
        /list: our own (query|headers) breaks the contract at '\/wrong'.*'anyway'/,
      );
    expect(() => ask('item', { path: { id: 1, ...wrong } })).toThrow(SuiteError);
    expect(() => ask('search', { body: wrong })).toThrow(SuiteError);
  });
});

describe('what is broken on purpose', () => {
  test('is not validated', () => {
    const request = ask(
      'list',
      { query: { a: 1 } },
      { anyway: { query: { wrong: 'x' }, headers: { wrong: 'y' }, body: { wrong: 1 }, method: 'PATCH' } },
    );
    expect(request).toMatchObject({ method: 'PATCH', url: `${base}/items?a=1&wrong=x`, body: '{"wrong":1}' });
    expect(headersOf(request)['wrong']).toBe('y');
  });

  test('may be no JSON, or no body where one is due', () => {
    expect(ask('search', { body: {} }, { anyway: { rawBody: '{"a":' } }).body).toBe('{"a":');
    expect(ask('search', { body: {} }, { anyway: { rawBody: '' } }).body).toBe('');
    expect(ask('search', { body: {} }, { anyway: { body: undefined } }).body).toBeNull();
    expect(ask('search', {}, { anyway: { body: null } }).body).toBe('null');
  });
});

describe('headers', () => {
  test('of the same name replace each other in any letter case; the last one wins', () => {
    const request = ask(
      'list',
      { headers: { 'X-Api-Key': 'call' } },
      { anyway: { headers: { 'x-API-key': 'anyway', ACCEPT: 'text/plain' } } },
      { session: { headers: { 'x-api-key': 'session' } } },
    );
    expect(request.headers.filter(([n]) => n.toLowerCase() === 'x-api-key')).toEqual([['x-API-key', 'anyway']]);
    expect(request.headers.filter(([n]) => n.toLowerCase() === 'accept')).toEqual([['ACCEPT', 'text/plain']]);
  });

  test('are removed by null', () => {
    expect(headersOf(ask('list', {}, { anyway: { headers: { Accept: null, 'x-api-key': null } } }))).toEqual({
      'accept-encoding': 'gzip, br',
    });
  });

  test('numbers and booleans are written as text', () => {
    expect(headersOf(ask('list', { headers: { size: 50, flag: false } }))).toMatchObject({ size: '50', flag: 'false' });
  });
});

describe('credentials', () => {
  test('are left out or replaced', () => {
    expect(headersOf(ask('list', {}, { credentials: { apiKey: 'omit' } }))).not.toHaveProperty('x-api-key');
    expect(headersOf(ask('list', {}, { credentials: { apiKey: { value: 'made-up' } } }))['x-api-key']).toBe('made-up');
    expect(
      headersOf(ask('list', {}, { credentials: { apiKey: { value: '«secret:apiKey|altered»' } } }))['x-api-key'],
    ).toBe('«secret:apiKey|altered»');
  });

  test('that the target lacks are not sent', () => {
    expect(headersOf(ask('list', {}, {}, { target: target(base, { credentials: [] }) }))).not.toHaveProperty(
      'x-api-key',
    );
  });
});

describe('the session', () => {
  const session = { headers: { 'access-token': '«secret:1»' }, settings: { verb: 'POST', route: '/found' } };

  test('adds its headers, unless a call goes without it', () => {
    expect(headersOf(ask('list', {}, {}, { session }))['access-token']).toBe('«secret:1»');
    expect(headersOf(ask('list', {}, { withoutSession: true }, { session }))).not.toHaveProperty('access-token');
  });

  test('and the target choose method and path where the contract lets them', () => {
    expect(ask('search')).toMatchObject({ method: 'GET', url: `${base}/search` });
    expect(
      ask('search', {}, {}, { target: target(base, { settings: { verb: 'auto', route: '/own' } }) }),
    ).toMatchObject({ method: 'GET', url: `${base}/own` });
    expect(ask('search', {}, {}, { session, target: target(base, { settings: { verb: 'PUT' } }) })).toMatchObject({
      method: 'POST',
      url: `${base}/found`,
    });
    expect(ask('list', {}, {}, { session }).method).toBe('GET');
  });
});

describe('links', () => {
  const follow = (link: string, options: CallOptions = {}, at = base) =>
    requestForLink(link, options, { target: target(at), contract, session: { headers: { token: '«secret:1»' } } });

  test.each([
    [`${base}/items?page=2`, `${base}/items?page=2`],
    ['/items?page=2', `${base}/items?page=2`],
    ['items?page=2', `${base}/items?page=2`],
    ['?page=2', `${base}/?page=2`],
    ['http://elsewhere.example/x', 'http://elsewhere.example/x'],
    [`${base}/items?q=ü x`, `${base}/items?q=%C3%BC%20x`],
  ])('%s leads to %s', (link, url) => {
    expect(follow(link)).toMatchObject({ operation: 'follow', effect: 'read', method: 'GET', url, body: null });
  });

  test('relative ones start below the base URL', () => {
    expect(follow('items', {}, `${base}/api/v1`).url).toBe(`${base}/api/v1/items`);
  });

  test('carry credentials and session', () => {
    expect(headersOf(follow('/items'))).toMatchObject({ 'x-api-key': '«secret:apiKey»', token: '«secret:1»' });
    expect(headersOf(follow('/items', { withoutSession: true, credentials: { apiKey: 'omit' } }))).toEqual({
      accept: 'application/json',
      'accept-encoding': 'gzip, br',
    });
  });

  test('keep the handle of a secret that the vendor put into them', () => {
    expect(follow('/items?key=«secret:apiKey»&page=2&key=«secret:apiKey»&t=«secret:1|altered»').url).toBe(
      `${base}/items?key=«secret:apiKey»&page=2&key=«secret:apiKey»&t=«secret:1|altered»`,
    );
  });

  test('that fake an encoded handle do not get one', () => {
    expect(follow('/items?key=%C2%ABsecret:apiKey%C2%BB').url).toBe(`${base}/items?key=%C2%ABsecret:apiKey%C2%BB`);
  });

  test('that are no URL leave the case undecided: the vendor wrote them, not the suite', () => {
    for (const link of ['http://[', 'http://', 'https://a b/'] as const) expect(() => follow(link)).toThrow(Undecided);
  });
});

describe('fingerprints', () => {
  test('are equal for equal requests, and differ in each part', () => {
    const plain = ask('list', { query: { a: 1 } });
    expect(fingerprint(plain)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(ask('list', { query: { a: 1 } }))).toBe(fingerprint(plain));
    const others = [
      ask('list'),
      ask('list', { query: { a: 2 } }),
      ask('list', { query: { a: 1 }, headers: { size: 1 } }),
      ask('list', { query: { a: 1 } }, { anyway: { method: 'POST' } }),
      ask('list', { query: { a: 1 } }, { anyway: { rawBody: '' } }),
    ];
    expect(new Set([plain, ...others].map(fingerprint)).size).toBe(6);
  });
});
