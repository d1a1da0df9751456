import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Needles } from '../../../src/transport/needles.ts';
import { escapedBytes, secretNeedles, secretPattern } from '../../../src/transport/redact.ts';
import { encodings } from './encodings.ts';

const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '«', '\u{1f600}'), minLength, maxLength });

describe('Needles', () => {
  it('finds what includes finds, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(letters(1, 12), { maxLength: 6 }), letters(0, 200), (needles, text) => {
        const all = new Needles<number>();
        needles.forEach((needle, owner) => all.add(owner, [needle]));
        const expected = needles.flatMap((needle, owner) => (text.includes(needle) ? [owner] : []));
        expect([...all.ownersIn(text)].sort((a, b) => a - b)).toEqual(expected);
      }),
    );
  });

  it.each(Array.from({ length: 12 }, (_, at) => at))('finds a needle at place %i', (at) => {
    const all = new Needles<string>();
    all.add('x', ['abcdefgh']);
    expect([...all.ownersIn(`${'-'.repeat(at)}abcdefgh`)]).toEqual(['x']);
    expect([...all.ownersIn(`${'-'.repeat(at)}abcdefg-`)]).toEqual([]);
  });
});

describe('secretNeedles', () => {
  const secrets = [
    'hunter22',
    'Q7#x/y+z=9&',
    'eyJhbGciOi.J9-_x',
    '3f0c9a1e-77aa-4b1c-9d2e-0a1b2c3d4e5f',
    'pass',
    'tr"ick',
  ];
  it.each(secrets)('stand in whatever the pattern of %s finds without an escape', (secret) => {
    const needles = secretNeedles(secret);
    if (needles === null) return;
    const all = new Needles<string>();
    all.add(secret, needles);
    for (const [name, encode] of Object.entries(encodings)) {
      const text = encode(secret);
      const found = text.search(secretPattern(secret) ?? /(?!)/g) >= 0;
      const escaped = escapedBytes(text);
      const noticed =
        escaped === null ||
        [...Buffer.from(secret)].some((byte) => escaped.has(byte)) ||
        all.ownersIn(text.toLowerCase()).has(secret) ||
        all.ownersIn(text.toLowerCase().replaceAll('\\', '')).has(secret);
      if (found) expect(noticed, `${name}: ${text}`).toBe(true);
    }
  });
});
