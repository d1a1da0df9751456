import { describe, expect, test } from 'vitest';
import {
  Broken,
  Check,
  NotTestable,
  Undecided,
  notTestable,
  shorten,
  show,
  undecided,
} from '../../../src/verdict/check.ts';
import { type Finding, findingLimit } from '../../../src/verdict/types.ts';

const finding = (n: number | string = 0): Finding => ({ message: `wrong ${n}`, expected: 'right', actual: 'wrong' });

describe('a check', () => {
  test('counts what it looked at, and keeps what does not hold', () => {
    const check = new Check();
    expect([check.that(true, () => finding()), check.that(false, () => finding(1))]).toEqual([true, false]);
    check.held();
    expect(check).toMatchObject({ checks: 3, findingsTotal: 1, findings: [finding(1)] });
  });

  test('has looked at nothing when it was not used', () => {
    expect(new Check()).toMatchObject({ checks: 0, findingsTotal: 0, findings: [], observations: [] });
  });

  test('a finding without a check of its own is no check', () => {
    const check = new Check();
    check.broken(finding());
    expect(check).toMatchObject({ checks: 0, findingsTotal: 1 });
  });

  test('keeps a bounded number of findings and observations, and counts them all', () => {
    const check = new Check();
    let made = 0;
    for (let i = 0; i < 100_000; i += 1)
      check.that(false, () => {
        made += 1;
        return finding(i);
      });
    for (let i = 0; i < 1000; i += 1) check.observe('label', i);
    expect(check.findings).toHaveLength(findingLimit);
    expect(check.findingsTotal).toBe(100_000);
    expect(made).toBe(findingLimit);
    expect(check.observations.length).toBeLessThanOrEqual(100);
    check.broken(finding());
    expect(check.findings).toHaveLength(findingLimit);
    expect(check.findingsTotal).toBe(100_001);
  });

  test('a vendor’s text in a finding is cut and made visible, whoever wrote the finding', () => {
    const check = new Check();
    const evil = `\u001b[31mred\u202e${'x'.repeat(100_000)}`;
    check.broken({ message: evil, expected: evil, actual: evil, where: evil, exchange: '1-0001' });
    const [kept] = check.findings;
    expect(JSON.stringify(kept).length).toBeLessThan(2000);
    for (const text of [kept?.message, kept?.expected, kept?.actual, kept?.where])
      expect(/\p{Cc}|\p{Cf}/u.test(text ?? '')).toBe(false);
    expect(kept?.message).toMatch(/^\\u001b\[31mred\\u202ex+…$/);
    expect(kept?.exchange).toBe('1-0001');
  });

  test('observes texts as they are, other values as JSON', () => {
    const check = new Check();
    check.observe('a', 'text', '1-0001');
    check.observe('b', { n: 1 });
    check.observe('c', undefined);
    expect(check.observations).toStrictEqual([
      { label: 'a', value: 'text', exchange: '1-0001' },
      { label: 'b', value: '{"n":1}' },
      { label: 'c', value: 'nothing' },
    ]);
  });
});

describe('shortening', () => {
  test.each([
    ['', ''],
    ['plain äöü 日本 😀', 'plain äöü 日本 😀'],
    ['two\nlines\tand a tab', 'two lines and a tab'],
    ['carriage\rreturn', 'carriage\\u000dreturn'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b31m', '\\u009b31m'],
    ['nul\0', 'nul\\u0000'],
    ['bidi \u202e\u2066\u061c\u200f', 'bidi \\u202e\\u2066\\u061c\\u200f'],
    ['unseen \u200b\ufeff\u2060\u00ad', 'unseen \\u200b\\ufeff\\u2060\\u00ad'],
    ['lines \u2028\u2029', 'lines \\u2028\\u2029'],
    ['halves \ud83d and \ude00', 'halves \\ud83d and \\ude00'],
    ['tag \u{e0041}', 'tag \\udb40\\udc41'],
  ])('%j becomes %j', (text, expected) => {
    expect(shorten(text)).toBe(expected);
  });

  test('keeps what fits, and cuts what does not', () => {
    expect(shorten('x'.repeat(300))).toBe('x'.repeat(300));
    expect(shorten('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('\u0000\u0000', 8)).toBe('\\u0000\\…');
  });

  test('never cuts a character in two', () => {
    for (let limit = 1; limit < 12; limit += 1) {
      const cut = shorten('a😀b😀c😀d😀', limit);
      expect(cut).toBe(Buffer.from(cut, 'utf8').toString('utf8'));
    }
    expect(shorten(`${'x'.repeat(8)}😀yyy`, 10)).toBe(`${'x'.repeat(8)}…`);
  });

  test('looks at no more than it shows', () => {
    const huge = '\u001b'.repeat(50_000_000);
    expect(shorten(huge).length).toBe(300);
  });
});

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  ['a"b', '"a\\"b"'],
  [1.5, '1.5'],
  [Number.NaN, 'null'],
  [{ a: [1] }, '{"a":[1]}'],
  [() => 1, '() => 1'],
])('%j is shown as %s', (value, expected) => {
  expect(show(value)).toBe(expected);
});

test('show cuts', () => {
  expect(show('x'.repeat(500), 20)).toBe(`"${'x'.repeat(18)}…`);
});

test('the three ways to end without a value', () => {
  expect(() => undecided('no data')).toThrow(Undecided);
  expect(() => notTestable('not here')).toThrow(NotTestable);
  const broken = new Broken(finding('x'));
  expect([broken.message, broken.finding, broken.name]).toEqual(['wrong x', finding('x'), 'Broken']);
});
