/** The short cuts of scrubbing: what tells that a text cannot hold a secret must never be wrong. */
import { describe, expect, test } from 'vitest';
import {
  escapedBytes,
  replacePlain,
  replaceSecret,
  secretNeedles,
  secretPattern,
} from '../../../src/transport/redact.ts';
import { Vault } from '../../../src/transport/vault.ts';
import { canaries, encodings } from './encodings.ts';

const vaultOf = (...values: string[]) =>
  new Vault(values.map((value, i) => ({ name: `s${i}`, handle: `«secret:s${i}»`, value, origin: 'http://h' })));

describe.each(Object.entries(canaries))('the secret %s', (_, secret) => {
  test.each(Object.entries(encodings))('as %s is not passed over', (__, encode) => {
    const text = `{"a":"x${encode(secret)}y"}`;
    const pattern = secretPattern(secret);
    const slow = pattern === null ? text : replaceSecret(text, pattern, '«secret:s0»');
    expect(vaultOf(secret).scrub(text)).toBe(slow);
    const escaped = escapedBytes(text);
    const needles = secretNeedles(secret);
    if (needles === null || escaped === null || escaped.size > 0 || slow === text) return;
    const lower = text.toLowerCase();
    expect(needles.some((needle) => lower.includes(needle) || lower.replaceAll('\\', '').includes(needle))).toBe(true);
  });
});

describe('the bytes that a text spells in escapes', () => {
  test.each([
    ['', []],
    ['plain text, a=b&c=d', []],
    ['limit=50&x=12', []],
    ['%41', [0x41]],
    ['%2541%252F', [0x41, 0x2f]],
    ['=41=42', [0x41, 0x42]],
    ['=3D', [0x3d]],
    ['50% of it', []],
    ['a\\b', []],
    ['a & b', []],
    ['&amplitude', null],
    ['&#65;', null],
    ['&lt;', null],
    ['\\x41', null],
    ['\\x4', []],
    ['\\u0041', null],
    ['\\u{41}', null],
    ['\\n\\"', []],
  ])('%j: %j', (text, bytes) => {
    const found = escapedBytes(text);
    expect(found === null ? null : [...found]).toEqual(bytes);
  });
});

describe('the texts by which a secret is known', () => {
  test('are its spellings without escapes, in lower case', () => {
    expect(secretNeedles('Pa"s')).toEqual(['pa"s', 'pa\\"s']);
    const needles = secretNeedles('Abcdefgh') ?? [];
    for (const form of [
      'abcdefgh',
      '6162636465666768',
      '61 62 63 64 65 66 67 68',
      '61-62-63-64-65-66-67-68',
      '61:62:63:64:65:66:67:68',
      'hgfedcba',
      'a\0b\0c\0d\0e\0f\0g\0h',
    ])
      expect(needles.includes(form) || needles.includes(form.replace('61', '41'))).toBe(true);
    expect(needles.every((needle) => needle.length >= 4 && needle === needle.toLowerCase())).toBe(true);
  });

  test('are none of a secret with blanks, backslashes or letters beyond ASCII', () => {
    for (const secret of ['with blank', 'back\\slash', 'pässwörd', 'line\nbreak', '\u007fabcdefgh'])
      expect(secretNeedles(secret)).toBeNull();
    expect(secretNeedles('!~abcdefgh')).not.toBeNull();
  });

  test('of base64 hold no sign that may be written in two ways', () => {
    for (const secret of Object.values(canaries).map((one) => `${one}?>~?>~`.replace(/[^\x21-\x5b\x5d-\x7e]/g, 'x')))
      for (const needle of (secretNeedles(secret) ?? []).slice(7, -1)) expect(needle).not.toMatch(/[+/]/);
  });
});

describe('a long secret that stands as it is', () => {
  const long = 'x1'.repeat(32);

  test('is replaced, also several times', () => {
    expect(replacePlain(`a ${long} ${long} b`, long, 'H')).toBe('a H H b');
    expect(replacePlain('nothing', long, 'H')).toBe('nothing');
  });

  test('is left to the pattern behind a backslash, and where it is short', () => {
    expect(replacePlain(`\\${long}`, long, 'H')).toBe(`\\${long}`);
    expect(replacePlain(long.slice(1), long.slice(1), 'H')).toBe(long.slice(1));
    expect(replacePlain('a.c', 'a.c', 'H')).toBe('a.c');
    const dots = '.'.repeat(64);
    expect(replacePlain('y'.repeat(64) + dots, dots, 'H')).toBe(`${'y'.repeat(64)}H`);
  });
});

describe('a vault with several secrets', () => {
  test('finds each in a text, escaped or behind backslashes', () => {
    const vault = vaultOf('abcdefgh1', 'ijklmnop2', 'with blank 3', 'x4y5');
    expect(vault.scrub('abcdefgh1 %69jklmnop2 with blank 3')).toBe('«secret:s0» «secret:s1» «secret:s2»');
    expect(vault.scrub('a\\bcdefgh1 &#105;jklmnop2 with+blank+3')).toBe('«secret:s0» «secret:s1» «secret:s2»');
    expect(vault.scrub('{"pin":"x4y5","x4y5":1}')).toBe('{"pin":"«secret:s3»","x4y5":1}');
    expect(vault.scrub('%41 &amp; \\u0041 =41=42')).toBe('%41 &amp; \\u0041 =41=42');
  });

  test('leaves values alone that are too short', () => {
    expect(vaultOf('abc', 'ok').scrub('abc ok "ok"')).toBe('abc ok "ok"');
  });
});

describe('what is learnt from answers', () => {
  const learn = (vault: Vault, value: unknown, origins = ['http://h']) =>
    vault.mask({ token: value }, [], origins).traits[0];

  test('is the same handle only where it may go to the same places', () => {
    const vault = vaultOf('abcdefgh-123456');
    expect(learn(vault, 'abcdefgh-123456')?.handle).toBe('«secret:s0»');
    expect(learn(vault, 'abcdefgh-123456', ['http://h', 'http://other'])?.handle).not.toBe('«secret:s0»');
  });

  test('is looked for elsewhere from twelve characters on', () => {
    const vault = new Vault([]);
    const [short, long] = ['abcdefgh123', 'abcdefgh1234'];
    learn(vault, short);
    expect(vault.scrub(`say ${short}`)).toBe(`say ${short}`);
    learn(vault, long);
    expect(vault.scrub(`say ${long}`)).not.toContain(long);
  });

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT', kid: 'k' });

  test('tells the times of a JWT, and nothing else of it', () => {
    const token = `${head}.${part({ exp: 1, iat: 2, nbf: 3, sub: 'me', aud: {} })}.c2ln`;
    expect(learn(new Vault([]), token)?.jwt).toEqual({
      header: { alg: 'HS256', typ: 'JWT' },
      payload: { exp: 1, iat: 2, nbf: 3 },
    });
    expect(learn(new Vault([]), `${part(null)}.${part(7)}.c2ln`)?.jwt).toEqual({ header: {}, payload: {} });
    expect(learn(new Vault([]), `${head}.${part({ exp: { a: 1 } })}.c2ln`)?.jwt).toEqual({
      header: { alg: 'HS256', typ: 'JWT' },
      payload: {},
    });
  });

  test.each([
    `${head}.${part({})}`,
    `${head}.${part({})}.c2ln.c2ln`,
    `${head}.${part({})}.c2 ln`,
    ` ${head}.${part({})}.c2ln`,
    `${head}.${part({})}.`,
    'no.json.here',
    'a-plain-token-of-some-length',
    1234567890123,
  ])('%s is no JWT', (value) => {
    const traits = learn(new Vault([]), value);
    expect(traits).not.toHaveProperty('jwt');
    expect(traits).toMatchObject({ type: typeof value, length: String(value).length, uuid: false });
  });
});

describe('altered values', () => {
  const altered = (value: string, how = 'altered') => vaultOf(value).fill(`«secret:s0|${how}»`, 'http://h', 'header');
  const places = (value: string, how?: string) =>
    [...altered(value, how)].flatMap((c, i) => (c === value[i] ? [] : [i]));

  test('differ in the middle, or where a character can be changed next to it, to the left first', () => {
    expect(altered('abcdefgh')).toBe('abcdafgh');
    expect(altered('abcdaAgh')).toBe('abcdbAgh');
    expect(altered('ABCDEFGH')).toBe('ABCDAFGH');
    expect(altered('ABCDAFGH')).toBe('ABCDBFGH');
    expect(altered('12345678')).toBe('12346678');
    expect(altered('12349678')).toBe('12340678');
    expect(places('abc---gh')).toEqual([2]);
    expect(places('a------h')).toEqual([7]);
    expect(places('h-------')).toEqual([0]);
    expect(places('-------h')).toEqual([7]);
    expect(altered('--------')).toBe('--------0');
  });

  test('differ near the beginning, or in the middle of what a JWT says', () => {
    expect(places('abcdefghijklmnop', 'head')).toEqual([2]);
    expect(places('aaaa.bbbbbb.cccc', 'head')).toEqual([8]);
    expect(places('aaaa.bbbbbbccccc', 'head')).toEqual([2]);
  });

  test('of an altered handle that nobody knows are refused', () => {
    expect(() => vaultOf('abcdefgh').fill('«secret:none|altered»', 'http://h', 'header')).toThrow('stands for nothing');
    const vault = vaultOf('abcdefgh');
    const twice = [1, 2].map(() => vault.fill('«secret:s0|longer»', 'http://h', 'header'));
    expect(twice).toEqual(['abcdefghh', 'abcdefghh']);
  });
});
