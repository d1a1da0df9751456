import { describe, expect, test } from 'vitest';
import { countOf, expectCount, expectHeader } from '../../../src/judges/headers.ts';
import { Check, Undecided } from '../../../src/verdict/check.ts';
import { answer } from './answers.ts';

describe('a header that must say exactly that', () => {
  test.each(['2000', ' 2000 '])('holds with %j', (value) => {
    const check = new Check();
    expect(expectHeader(check, answer({ headers: { Size: value } }), 'size', '2000')).toBe(true);
    expect(check).toMatchObject({ checks: 1, findingsTotal: 0 });
  });

  test.each([
    ['2001', 'size: "2001"'],
    ['02000', 'size: "02000"'],
    ['2000, 2000', 'size: "2000, 2000"'],
    ['', 'size: ""'],
    [undefined, 'no header size'],
  ])('is broken with %j', (value, actual) => {
    const check = new Check();
    expect(expectHeader(check, answer({ headers: value === undefined ? {} : { size: value } }), 'size', '2000')).toBe(
      false,
    );
    expect(check).toMatchObject({
      checks: 1,
      findings: [{ expected: 'size: 2000', actual, where: 'header size', exchange: '1-0001' }],
    });
  });

  test('is not looked at where no answer came', () => {
    const check = new Check();
    expect(() => expectHeader(check, answer({ status: 500 }, { control: 'none' }), 'size', '1')).toThrow(Undecided);
    expect(check.checks).toBe(0);
  });
});

describe('a header that must be a whole number', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    [' 12 ', 12],
    ['007', 7],
    ['999999999999999', 999_999_999_999_999],
  ])('%j is %i', (value, expected) => {
    const check = new Check();
    expect(expectCount(check, answer({ headers: { total: value } }), 'total')).toBe(expected);
    expect(check).toMatchObject({ checks: 1, findingsTotal: 0 });
    expect(countOf(answer({ headers: { total: value } }), 'total')).toBe(expected);
  });

  test.each(['', '-1', '1.0', '1e3', '0x10', 'many', '1,000', '１', '9'.repeat(16), 'NaN'])('%j is none', (value) => {
    const check = new Check();
    expect(expectCount(check, answer({ headers: { total: value } }), 'total')).toBeNull();
    expect(check).toMatchObject({ checks: 1, findingsTotal: 1 });
    expect(countOf(answer({ headers: { total: value } }), 'total')).toBeNull();
  });

  test('a missing one is none, one below the least is broken', () => {
    const check = new Check();
    expect(expectCount(check, answer(), 'total')).toBeNull();
    expect(expectCount(check, answer({ headers: { total: '0' } }), 'total', 1)).toBeNull();
    expect(expectCount(check, answer({ headers: { total: '1' } }), 'total', 1)).toBe(1);
    expect(check.findings.map((f) => f.actual)).toEqual(['no header total', 'total: "0"']);
    expect(countOf(answer(), 'total')).toBeNull();
  });
});
