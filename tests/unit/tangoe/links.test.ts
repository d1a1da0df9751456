/** Links of `_meta`, and the arithmetic of pages. */
import { describe, expect, it } from 'vitest';
import { Check } from '../../../src/verdict/check.ts';
import { configured, lastOffset, startOf } from '../../tangoe/support/back-end.ts';
import {
  baseOf,
  isBelow,
  isComplete,
  membersBeside,
  numberIn,
  reachable,
  readLink,
  rest,
} from '../../tangoe/support/links.ts';
import { limitFor } from '../../tangoe/support/paged.ts';
import { expectAbsent, expectArithmetic, expectPresent, promisedOffsets } from '../../tangoe/support/position.ts';
import { answer } from '../judges/answers.ts';

const base = 'https://api.example.com/v1';
const link = (text: string) => readLink(text) ?? expect.fail(`no link: ${text}`);

describe('a link', () => {
  it('is read with its handles, which no URL parser keeps', () =>
    expect(readLink(' HTTPS://API.example.com/v1/employees?a=«secret:x»&limit=1#top ')).toEqual({
      origin: 'https://api.example.com',
      path: '/v1/employees',
      query: [
        ['a', '«secret:x»'],
        ['limit', '1'],
      ],
    }));

  it('may be relative', () => expect(link('/employees/4')).toEqual({ origin: '', path: '/employees/4', query: [] }));

  it.each([null, undefined, 4, '', '  ', {}])('%j is none', (value) => expect(readLink(value)).toBeNull());

  it.each(['https://api.example.com/v1/a?b=c', 'http://127.0.0.1:1/v1', 'https://api.example.com/v1/a b'])(
    '%s is complete',
    (text) => expect(isComplete(text)).toBe(true),
  );
  it.each(['/v1/a', '//api.example.com/v1', 'api.example.com/v1', '?limit=1', 'ftp://api.example.com/', 4, null])(
    '%j is not complete',
    (text) => expect(isComplete(text)).toBe(false),
  );

  it.each([
    ['?limit=10', 10],
    ['?limit=10&limit=10', null],
    ['?limit=', null],
    ['?limit=1e3', null],
    ['?limit=-1', null],
    ['?offset=1', null],
  ])('%s has the limit %s', (text, limit) => expect(numberIn(link(text), 'limit')).toBe(limit));

  it('keeps the rest of its query, whatever its order', () => {
    const of = (text: string) => rest(link(text).query);
    expect(of('?limit=1&b=2&a=1&offset=3')).toBe(of('?a=1&b=2&b=2'));
    expect(of('?a=1&b=2')).not.toBe(of('?a=1&b=3'));
    expect(of('?a=1')).not.toBe(of('?limit=1'));
  });

  it.each(['2026-01-02T03:04:05Z', '2026-01-02T03%3A04%3A05%2B00:00', '2026-01-02T04:04:05+01:00'])(
    'may spell a time as %s',
    (time) =>
      expect(membersBeside(readLink(`/orders?dateTimeUpdated=${time}&limit=1&a=b&a=b`)?.query ?? [])).toEqual([
        'a=b',
        `dateTimeUpdated=${Date.parse('2026-01-02T03:04:05Z')}`,
      ]),
  );
  it('leads below the base URL, or elsewhere', () => {
    expect([`${base}/me`, '/v1/me', base].map((text) => isBelow(link(text), base))).toEqual([true, true, true]);
    expect(
      ['https://api.example.com/v10/me', 'https://other.example.com/v1/me', '/me'].map((t) => isBelow(link(t), base)),
    ).toEqual([false, false, false]);
  });

  it('never takes the credentials to another origin', () => {
    expect(reachable(`${base}/me?a=1`, base)).toBe(`${base}/me?a=1`);
    expect(reachable('/v1/me', base)).toBe('/v1/me');
    // Printed links have misspelt hosts and other paths before the version.
    expect(reachable('https://apl.example.com/mobile/v1/assets/devices/4?a=1', base)).toBe('assets/devices/4?a=1');
    expect(reachable('https://other.example.com/me', base)).toBe('me');
    for (const text of ['https://other.example.com/v1/me', 'HTTP://other.example.com//evil.example.com/x'])
      expect(new URL(reachable(text, base), `${base}/`).origin).toBe('https://api.example.com');
  });

  it('tells the base URL', () => {
    expect(baseOf(`${base}/assets/devices?limit=1`, '/assets/devices')).toBe(base);
    expect(baseOf(`${base}/elsewhere#x`, '/assets/devices')).toBe(`${base}/elsewhere`);
  });
});

describe('the arithmetic of pages', () => {
  const offsets = (limit: number, offset: number, total: number) =>
    Object.values(promisedOffsets({ answer: answer(), limit, offset, total }));

  it.each([
    [10, 0, 0, [null, null, null, null]],
    [10, 0, 10, [null, null, null, null]],
    [10, 0, 11, [null, null, 10, 10]],
    [10, 10, 35, [0, 0, 20, 30]],
    [10, 30, 35, [0, 20, null, null]],
    [10, 30, 40, [0, 20, null, null]],
    [1, 1, 3, [0, 0, 2, 2]],
  ])('limit %i, offset %i of %i', (limit, offset, total, expected) =>
    expect(offsets(limit, offset, total)).toEqual(expected),
  );

  it('of the two back ends differs from inside a page alone', () => {
    expect([startOf('rivermine', 7, 5), startOf('premium', 7, 5)]).toEqual([7, 5]);
    expect([startOf('rivermine', 10, 5), startOf('premium', 10, 5)]).toEqual([10, 10]);
    expect([lastOffset(0, 5), lastOffset(5, 5), lastOffset(6, 5)]).toEqual([0, 0, 5]);
  });

  it('is that of the configured back end; the second face of the reference is Premium Mobile', () => {
    expect(configured({ backEnd: 'premium' }, 'v1')).toBe('premium');
    expect(configured({ backEnd: 'rivermine' }, 'v1-premium')).toBe('rivermine');
    expect([configured({ backEnd: 'auto' }, 'v1'), configured({}, 'v1-premium')]).toEqual([null, 'premium']);
  });

  it('has three to five pages, the last of them not full where that can be', () => {
    for (let total = 3; total <= 500; total += 1) {
      const pages = Math.ceil(total / limitFor(total));
      expect([pages >= 3, pages <= 5, total]).toEqual([true, true, total]);
    }
    expect(limitFor(20) * Math.ceil(20 / limitFor(20))).toBeGreaterThan(20);
    expect(limitFor(100_000)).toBe(100);
  });
});

describe('position links', () => {
  const path = `${base}/employees`;
  const middle = {
    hrefStart: `${path}?limit=10&offset=0`,
    hrefPrevious: `${path}?limit=10`,
    hrefNext: `${path}?offset=20&limit=10`,
    hrefEnd: `${path}?offset=30&limit=10`,
  };
  const judged = (judge: 'arithmetic' | 'present' | 'absent', meta: object, offset = 10) => {
    const check = new Check();
    const page = answer({ url: `${path}?limit=10&offset=${offset}`, body: { _meta: meta, employees: [{ id: '1' }] } });
    const at = { answer: page, limit: 10, offset, total: 35 };
    if (judge === 'arithmetic') expectArithmetic(check, at);
    else if (judge === 'present') expectPresent(check, at);
    else expectAbsent(check, at, ['hrefStart', 'hrefPrevious']);
    return { checks: check.checks, where: check.findings.map((finding) => finding.where) };
  };

  it('lead where they must; an offset of 0 may be left out', () =>
    expect(judged('arithmetic', middle)).toEqual({ checks: 8, where: [] }));

  it.each([
    ['hrefNext', `${path}?offset=11&limit=10`],
    ['hrefNext', `${path}?limit=10`],
    ['hrefEnd', `${path}?offset=25&limit=10`],
    ['hrefEnd', `${path}?offset=30&limit=5`],
    ['hrefPrevious', `${path}?offset=&limit=10`],
    ['hrefStart', `${path}?offset=0`],
  ])('%s as %s is wrong', (name, text) =>
    expect(judged('arithmetic', { ...middle, [name]: text }).where).toEqual([`/_meta/${name}`]),
  );

  it('are present where they lead elsewhere', () => {
    expect(judged('present', middle)).toEqual({ checks: 4, where: [] });
    expect(judged('present', { ...middle, hrefEnd: null, hrefStart: '' }).where).toEqual([
      '/_meta/hrefStart',
      '/_meta/hrefEnd',
    ]);
    expect(judged('present', { hrefNext: middle.hrefNext, hrefEnd: middle.hrefEnd }, 0).where).toEqual([]);
  });

  it('are absent where they would lead to the page itself; null and an empty text are absent', () => {
    expect(judged('absent', { hrefStart: null, hrefPrevious: '' }, 0)).toEqual({ checks: 2, where: [] });
    expect(judged('absent', { hrefStart: middle.hrefStart, hrefPrevious: '#' }, 0).where).toEqual([
      '/_meta/hrefStart',
      '/_meta/hrefPrevious',
    ]);
  });
});
