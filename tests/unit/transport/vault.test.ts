import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handleVariants } from '../../../src/transport/redact.ts';
import { OriginError, Vault } from '../../../src/transport/vault.ts';

const home = 'https://api.example.com';
const vaultOf = (secrets: Readonly<Record<string, string>>) =>
  new Vault(
    Object.entries(secrets).map(([name, value]) => ({ name, handle: `«secret:${name}»`, value, origin: home })),
  );

describe('filling', () => {
  const vault = vaultOf({ key: 'k&y "ü"\\ 1' });

  test.each([
    ['header', 'Bearer k&y "ü"\\ 1'],
    ['url', 'Bearer k%26y%20%22%C3%BC%22%5C%201'],
    ['form', 'Bearer k%26y%20%22%C3%BC%22%5C%201'],
    ['json', 'Bearer k&y \\"ü\\"\\\\ 1'],
  ] as const)('in a %s', (place, expected) => {
    expect(vault.fill('Bearer «secret:key»', home, place)).toBe(expected);
  });

  test('an unknown handle and a foreign origin are refused, without the value', () => {
    expect(() => vault.fill('«secret:other»', home, 'json')).toThrow(OriginError);
    for (const origin of ['https://api.example.org', 'http://api.example.com', 'https://api.example.com:8443', 'null'])
      expect(() => vault.fill('«secret:key»', origin, 'json')).toThrow(
        /«secret:key» was issued for https:\/\/api\.example\.com and is not sent to/,
      );
    expect(() => vault.fill('«secret:key|altered»', 'https://evil.example', 'json')).toThrow(OriginError);
  });

  test('text without a handle is left alone', () => {
    expect(vault.fill('«secret» {"a":1} «secret:»', home, 'json')).toBe('«secret» {"a":1} «secret:»');
  });
});

describe('altering', () => {
  const altered = (value: string) => vaultOf({ t: value }).fill('«secret:t|altered»', home, 'header');

  test.each([
    ['c0ffee11-2222-4333-8444-555566667777', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['C0FFEE11-2222-4333-8444-FFFF66667777', /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/],
    ['deadbeefdeadbeefffffffff', /^[0-9a-f]{24}$/],
    ['eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl', /^[\w-]+\.[\w-]+\.[\w-]+$/],
    ['99999999', /^\d{8}$/],
    ['zzzzzzzz', /^[a-z]{8}$/],
    ['ZZZZZZZZ', /^[A-Z]{8}$/],
    ['a--------', /^[a-z]-{8}$/],
    ['--------a', /^-{8}[a-z]$/],
  ])('%s keeps its form and differs in one character', (value, form) => {
    const other = altered(value);
    expect(other).toMatch(form);
    expect([...other].filter((c, i) => c !== value[i])).toHaveLength(1);
    expect(altered(value)).toBe(other);
  });

  test('any value is altered to another one', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (value) => altered(value) !== value));
  });
});

describe('other ways to send a secret', () => {
  const vault = vaultOf({ t: 'user:pass-word-ü' });

  test('base64, as Basic wants it, and a character longer', () => {
    expect(vault.fill('Basic «secret:t|base64»', home, 'header')).toBe(
      `Basic ${Buffer.from('user:pass-word-ü').toString('base64')}`,
    );
    expect(vault.fill('«secret:t|longer»', home, 'header')).toBe('user:pass-word-üü');
    expect(vault.fill('«secret:t|shorter»', home, 'header')).toBe('user:pass-word-');
  });

  test('changed near the beginning, or in what a JWT says', () => {
    const head = (value: string) => vaultOf({ t: value }).fill('«secret:t|head»', home, 'header');
    expect(head('0123456789abcdef')).toBe('0133456789abcdef');
    const [first, payload, signature] = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NSJ9', 'c2lnbmF0dXJlLW9mLWl0'];
    const [a, b, c] = head([first, payload, signature].join('.')).split('.');
    expect([a, c]).toEqual([first, signature]);
    expect(b).not.toBe(payload);
    expect(b).toHaveLength(payload?.length ?? 0);
  });

  test('are scrubbed like secrets of their own', () => {
    for (const variant of handleVariants.map((name) => `«secret:t|${name}»`))
      expect(vault.scrub(`no such ${vault.fill(variant, home, 'header')}!`)).toMatch(/^no such «secret:t(\|\w+)?»!$/);
  });

  test('go nowhere else, and are none of an unknown handle', () => {
    for (const variant of handleVariants) {
      expect(() => vault.fill(`«secret:t|${variant}»`, 'https://evil.example', 'header')).toThrow(OriginError);
      expect(() => vault.fill(`«secret:none|${variant}»`, home, 'header')).toThrow('stands for nothing');
    }
    expect(vault.fill('«secret:t|other»', home, 'header')).toBe('«secret:t|other»');
  });
});

describe('masking an answer that issues secrets', () => {
  const mask = (body: unknown, keep: readonly string[] = [], vault = vaultOf({})) => vault.mask(body, keep, [home]);

  test('every string and number of a member that is not kept becomes a handle', () => {
    const { body, traits } = mask(
      {
        token: 'secret-token-1',
        id: 42,
        on: true,
        none: null,
        nested: { list: ['a', { b: 'deep-secret-1' }] },
        kept: 'as it is',
        n: 7,
      },
      ['kept', 'n'],
    );
    expect(body).toEqual({
      token: '«secret:1»',
      id: '«secret:2»',
      on: true,
      none: null,
      nested: { list: ['«secret:3»', { b: '«secret:4»' }] },
      kept: 'as it is',
      n: 7,
    });
    expect(traits.map((t) => [t.pointer, t.type, t.length])).toEqual([
      ['/token', 'string', 14],
      ['/id', 'number', 2],
      ['/nested/list/0', 'string', 1],
      ['/nested/list/1/b', 'string', 13],
    ]);
  });

  test('the same value has the same handle, also when it is a credential', () => {
    const vault = vaultOf({ username: 'api@organisation' });
    const { body } = mask({ a: 'token-token-token', b: 'token-token-token', user: 'api@organisation' }, [], vault);
    expect(body).toEqual({ a: '«secret:1»', b: '«secret:1»', user: '«secret:username»' });
  });

  test('kept members that quote the token, and names that are the token, are scrubbed', () => {
    const { body, traits } = mask(
      { kept: 'for token-token-token', token: 'token-token-token', 'token-token-token': { x: 'y' } },
      ['kept'],
    );
    expect(body).toEqual({ kept: 'for «secret:1»', token: '«secret:1»', '«secret:1»': { x: '«secret:2»' } });
    expect(JSON.stringify(traits)).not.toContain('token-token-token');
  });

  test('pointers are those of RFC 6901', () => {
    expect(mask({ 'a/b~c': ['some-long-secret'] }).traits[0]?.pointer).toBe('/a~1b~0c/0');
    expect(mask('some-long-secret').traits[0]?.pointer).toBe('');
  });

  test('traits say what a UUID is, and the times of a JWT', () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const jwt = `${part({ alg: 'RS256', typ: 'JWT', kid: 'inside-0123456789' })}.${part({ exp: 10, iat: 5, nbf: 'text', sub: 'Jane Doe', email: 'jane@example.com' })}.c2ln`;
    const { traits } = mask({ id: 'c0ffee11-2222-4333-8444-555566667777', jwt, no: 'a.b.c', short: 'c0ffee11-2222' });
    expect(traits.map((t) => t.uuid)).toEqual([true, false, false, false]);
    expect(traits[1]?.jwt).toEqual({ header: { alg: 'RS256', typ: 'JWT' }, payload: { exp: 10, iat: 5, nbf: 'text' } });
    expect(traits[2]).not.toHaveProperty('jwt');
    expect(JSON.stringify(traits)).not.toMatch(/Jane|jane|inside|c2ln/);
  });

  test('a JWT that holds a credential where times belong does not show it', () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const vault = vaultOf({ password: 'correct horse battery' });
    const { traits } = mask(
      {
        jwt: `${part({ alg: 'correct horse battery' })}.${part({ exp: { x: 'correct horse battery' }, iat: 'correct horse battery' })}.c2ln`,
      },
      [],
      vault,
    );
    expect(JSON.stringify(traits)).not.toContain('correct horse');
  });

  test('short words of such an answer do not spoil other answers', () => {
    const vault = vaultOf({});
    mask({ tokenType: 'Bearer', expiresIn: 3600, status: 'ok', role: 'user' }, [], vault);
    const other = '{"status":"ok","role":"user","n":"3600","type":"Bearer"}';
    expect(vault.scrub(other)).toBe(other);
  });

  test('issued secrets go back to the origin that issued them alone', () => {
    const vault = vaultOf({});
    mask({ token: 'token-token-token' }, [], vault);
    expect(vault.fill('«secret:1»', home, 'header')).toBe('token-token-token');
    expect(() => vault.fill('«secret:1»', 'https://evil.example', 'header')).toThrow(OriginError);
  });

  test('__proto__ and the like are members as any other', () => {
    const { body } = mask(JSON.parse('{"__proto__":{"x":"some-long-secret"},"constructor":"other-long-secret"}'));
    expect(JSON.stringify(body)).toBe('{"__proto__":{"x":"«secret:1»"},"constructor":"«secret:2»"}');
  });
});

test('the longest secret wins where one holds another', () => {
  const vault = vaultOf({ short: 'abcdefgh', long: 'abcdefgh-ijkl' });
  expect(vault.scrub('abcdefgh-ijkl abcdefgh')).toBe('«secret:long» «secret:short»');
});

test('secrets named as handles do not break handles up', () => {
  const vault = vaultOf({ password: 'password', username: 'username', secret: 'secret:password' });
  expect(vault.scrub('password username secret:password')).toBe('«secret:password» «secret:username» «secret:secret»');
});
