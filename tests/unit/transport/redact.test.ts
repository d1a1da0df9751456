import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defuseHandles,
  handlesIn,
  replaceHandles,
  replaceSecret,
  secretPattern,
} from '../../../src/transport/redact.ts';
import { canaries, encodings } from './encodings.ts';

const scrub = (text: string, secret: string) => {
  const pattern = secretPattern(secret);
  return pattern === null ? text : replaceSecret(text, pattern, '«secret:x»');
};

describe.each(Object.entries(canaries))('the secret %s', (_, secret) => {
  test.each(Object.entries(encodings))('is found as %s', (__, encode) => {
    const shown = encode(secret);
    const text = scrub(`before:${shown}:behind`, secret);
    expect(text).toContain('«secret:x»');
    expect(text.startsWith('before:')).toBe(true);
    // At the edges of base64 a character may remain that mixes with its surroundings.
    expect(text.replace('«secret:x»', '').length).toBeLessThanOrEqual('before::behind'.length + 12);
  });

  test('is found several times, and in a mixture of encodings', () => {
    const [first = '', ...rest] = [...secret];
    const mixed = encodeURIComponent(first) + rest.join('');
    expect(scrub(`${secret} ${mixed} ${secret}`, secret)).toBe('«secret:x» «secret:x» «secret:x»');
  });

  test('leaves other text alone', () => {
    const text = `{"id":1,"name":"Machine","at":"2024-01-31T06:30:00Z","note":"\\u00e4 %20 &amp; ${secret.slice(0, -2)}"}`;
    expect(scrub(text, secret)).toBe(text);
  });
});

test('text that was read in the wrong charset is found', () => {
  const secret = 'pässwörd-über';
  for (const shown of [Buffer.from(secret, 'utf8').toString('latin1'), 'p\ufffdssw\ufffdrd-\ufffdber', 'p?ssw?rd-?ber'])
    expect(scrub(shown, secret)).toBe('«secret:x»');
});

test('short secrets are masked where they stand alone', () => {
  expect(scrub('{"pin":"a1b2","pins":["a1b2", "xa1b2"]}', 'a1b2')).toBe(
    '{"pin":"«secret:x»","pins":["«secret:x»", "xa1b2"]}',
  );
  expect(scrub(' a1b2\n', 'a1b2')).toBe(' «secret:x»\n');
  expect(scrub('say "a\\"b2"', 'a"b2')).toBe('say "«secret:x»"');
});

test('short secrets are left alone where they are names of members or parts of words', () => {
  const text = '{"name" : "Machine","username":"x","n":"my name"}';
  expect(scrub(text, 'name')).toBe(text);
});

test('what is too short to be a secret is never masked', () => {
  for (const secret of ['', '1', 'ok', 'abc']) expect(secretPattern(secret)).toBeNull();
});

test('a secret is not looked for inside handles', () => {
  expect(scrub('«secret:password» password «secret:password|altered»', 'password')).toBe(
    '«secret:password» «secret:x» «secret:password|altered»',
  );
});

test('any secret is found in any encoding, whatever stands around it', () => {
  const secrets = fc
    .string({ minLength: 8, maxLength: 40, unit: 'grapheme' })
    .filter((s) => s.length >= 8 && !/[«»\ud800-\udfff]/.test(s) && s.trim() !== '');
  const exact = Object.entries(encodings).filter(([name]) => !/base64|case|UTF-16|reversed|JSON|form/.test(name));
  fc.assert(
    fc.property(secrets, fc.constantFrom(...exact), fc.string({ maxLength: 10 }), (secret, [, encode], around) => {
      const clean = around.replace(/[\\%=&«?\ufffd]/g, '.');
      expect(scrub(`${clean}|${encode(secret)}|${clean}`, secret)).toContain('«secret:x»');
    }),
    { numRuns: 300 },
  );
});

test('large and hostile bodies take no quadratic time', () => {
  const size = 3_000_000;
  const row = '{"id":12345,"name":"Machine in the hall","at":"2024-01-31T06:30:00"},';
  const bodies = {
    'rows, 20 MB': row.repeat(20_000_000 / row.length),
    backslashes: '\\'.repeat(size),
    'percent signs': '%25'.repeat(size / 3),
    'one long percent sign': `%${'25'.repeat(size / 2)}`,
    zeros: `&#${'0'.repeat(size)}`,
    ampersands: '&amp;'.repeat(size / 5),
    'half of the secret': (canaries['apiKey'] ?? '').slice(0, 12).repeat(size / 12),
    quotes: '"'.repeat(size),
  };
  for (const [name, body] of Object.entries(bodies)) {
    const started = performance.now();
    for (const secret of [canaries['apiKey'] ?? '', 'a1b2']) expect(scrub(body, secret)).toBe(body);
    process.stderr.write(`${name}: ${Math.round(performance.now() - started)} ms\n`);
  }
}, 120_000);

describe('handles', () => {
  test('are found and replaced', () => {
    expect(handlesIn('a «secret:apiKey» b «secret:12|altered» «secret:» «other:x»')).toEqual([
      '«secret:apiKey»',
      '«secret:12|altered»',
    ]);
    expect(replaceHandles('Bearer «secret:1»', (h) => `<${h}>`)).toBe('Bearer <«secret:1»>');
    expect(handlesIn('none')).toEqual([]);
  });

  test.each([
    '«secret:password»',
    '\\u00absecret:password\\u00bb',
    '\\u00ABsecret:password»',
    '«\\u0073ecret:password»',
    '«s\\u0065cret\\u003apassword»',
  ])('%s of a vendor is defused', (fake) => {
    const body = defuseHandles(`{"note":"${fake}"}`);
    expect(handlesIn((JSON.parse(body) as { note: string }).note)).toEqual([]);
  });

  test('an escaped backslash before a fake keeps the text valid JSON', () => {
    const body = JSON.stringify({ note: '\\u00absecret:password\\u00bb' });
    expect(() => JSON.parse(defuseHandles(body)) as unknown).not.toThrow();
  });

  test('other text with angle quotes is left alone', () => {
    const text = '«secret» «ein Wort» «secrets:» \\u00ab secret:';
    expect(defuseHandles(text)).toBe(text);
  });
});
