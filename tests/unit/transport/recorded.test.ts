/** Which parts of an answer may be recorded and seen. */
import { describe, expect, test } from 'vitest';
import type { WireResponse } from '../../../src/transport/http.ts';
import { recorded } from '../../../src/transport/recorded.ts';
import { Vault } from '../../../src/transport/vault.ts';

const wire = (body: unknown, change: Partial<WireResponse> = {}): WireResponse => ({
  status: 200,
  headers: [],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  ms: 7,
  ...change,
});
const masked = (body: unknown, change: Partial<WireResponse> = {}) =>
  recorded(wire(body, change), { keep: ['kind'] }, new Vault([]), ['http://h']);

describe('an answer that issues secrets', () => {
  test.each([
    [199, false],
    [200, true],
    [302, true],
    [399, true],
    [400, false],
    [500, false],
  ])('with status %i is masked: %s', (status, hides) => {
    const { response, secrets } = masked({ token: 'abc-def-ghi-jkl', kind: 'jwt' }, { status });
    expect(response.body.includes('abc-def-ghi-jkl')).toBe(!hides);
    expect(JSON.parse(response.body)).toMatchObject({ kind: 'jwt' });
    expect(secrets).toHaveLength(hides ? 1 : 0);
  });

  test('may be empty', () => {
    for (const body of ['', ' \n']) expect(masked(body)).toMatchObject({ response: { body: '' }, secrets: [] });
  });

  test('is not shown at all where it is no JSON, or holds more than it can have issued', () => {
    const values = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? null : { a: i }));
    expect(masked('token=abc-def').response.body).toMatch(/^\(13 characters that are no JSON/);
    expect(masked(values(201)).response.body).toContain('more than 200 values');
    expect(masked(values(201)).secrets).toEqual([]);
    expect(masked(values(200)).secrets).toHaveLength(100);
    expect(masked(null).response.body).toBe('null');
  });

  test('may issue them in headers', () => {
    const headers = ['X-Token', 'authorization', 'Location', 'X-Api-Key', 'apikey', 'session', 'date', 'x-location'];
    const seen = masked({}, { headers: headers.map((name) => [name, 'v'] as const) }).response.headers;
    expect(seen.filter(([, value]) => value === '«masked»').map(([name]) => name)).toEqual(headers.slice(0, 6));
  });
});

describe('any answer', () => {
  const plain = (change: Partial<WireResponse>) => recorded(wire('[]', change), null, new Vault([]), []).response;

  test('shows no cookies, and all other headers', () => {
    const names = ['Set-Cookie', 'set-cookie2', 'set-cookies', 'x-set-cookie', 'token', 'location'];
    const seen = plain({ headers: names.map((name) => [name, 'v'] as const) }).headers;
    expect(seen.map(([, value]) => value)).toEqual(['«masked»', '«masked»', 'v', 'v', 'v', 'v']);
  });

  test('keeps status, size, time and where it came from', () => {
    expect(plain({})).toStrictEqual({ status: 200, headers: [], body: '[]', bytes: 2, ms: 7 });
    expect(plain({ url: 'http://h/b' }).url).toBe('http://h/b');
  });

  test('tells of bytes that are no UTF-8, and keeps a byte order mark', () => {
    expect(plain({ body: Buffer.from([0x5b, 0xff, 0x5d]) })).toMatchObject({ body: '[\ufffd]', malformedUtf8: true });
    for (const rest of [[], [0xff]])
      expect(plain({ body: Buffer.from([0xef, 0xbb, 0xbf, ...rest]) }).body).toMatch(/^\ufeff/);
  });
});
