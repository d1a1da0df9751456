import { describe, expect, it } from 'vitest';
import { atLabel, counterpart, labelIn, newestOf, serviceIn, withoutLabel } from '../../tierpoint/support/labels.ts';
import { milliseconds, pairs } from '../../tierpoint/support/settings.ts';
import { shapeDifferences, shapeOf } from '../../tierpoint/support/shape.ts';
import { expiryOf, isAt, memberOf, seconds, unaccounted } from '../../tierpoint/support/token.ts';

describe('labels', () => {
  it.each([
    ['https://h/api/v1/usage/v3/api-docs', 'v1', 'usage'],
    ['https://h/api/latest/usage/', 'latest', 'usage'],
    ['https://h/usage/v2/api-docs', null, ''],
    ['https://h/api/v10/x', 'v10', 'x'],
    ['https://h/api/v0/x', null, ''],
    ['https://h/v1.1/x', null, ''],
    ['https://h/~fault@1/api/beta/accounts/a', 'beta', 'accounts'],
  ])('%s', (url, label, service) => expect([labelIn(url), serviceIn(url)]).toEqual([label, service]));

  it('are replaced once', () => {
    expect(atLabel('https://h/api/v1/usage/v2/api-docs?x=v1', 'latest')).toBe(
      'https://h/api/latest/usage/v2/api-docs?x=v1',
    );
    expect(atLabel('https://h/api/usage', 'latest')).toBeNull();
    expect(withoutLabel('/api/v2/usage/{id}')).toBe('/api/usage/{id}');
    expect(withoutLabel('/usage')).toBe('/usage');
  });

  it('the newest is the highest number', () => {
    expect(newestOf(['v2', 'v10', 'latest', 'v9'])).toBe('v10');
    expect(newestOf(['latest', 'beta'])).toBeNull();
  });

  it.each([
    ['latest', 'v2'],
    ['beta', 'v2'],
    ['v1', 'v2'],
    ['v2', 'beta'],
  ])('%s is compared with %s', (label, other) => expect(counterpart(label, ['v1', 'v2'], 'v2')).toBe(other));
});

describe('tokens', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5);
  it.each([
    [now / 1000, 'seconds since 1970'],
    [now, 'milliseconds since 1970'],
    [String(now / 1000), 'seconds since 1970'],
    [now / 1000 + 0.25, 'seconds since 1970'],
    ['2026-01-02T03:04:05Z', 'ISO 8601'],
    ['2026-01-02T05:04:05.000+02:00', 'ISO 8601'],
    ['Fri, 02 Jan 2026 03:04:05 GMT', 'HTTP'],
  ])('%s is an expiry', (value, form) => {
    const expiry = expiryOf(value);
    expect(expiry?.form).toBe(form);
    expect(expiry !== null && isAt(expiry, now, 1000)).toBe(true);
  });
  it.each([3600, 'never', '', null, -1, {}, '2026-02-30T00:00:00Z'])('%s is none', (value) =>
    expect(expiryOf(value)).toBeNull(),
  );

  it('a date without a zone may lie hours away, but not minutes', () => {
    const local = expiryOf('2026-01-01T21:04:05');
    const late = expiryOf('2026-01-01T21:14:05');
    expect([local !== null && isAt(local, now, 60_000), late !== null && isAt(late, now, 60_000)]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    [3600, 3600],
    ['3600', 3600],
    ['1 hour', null],
    [0, null],
    [null, null],
  ])('%s as seconds is %s', (value, expected) => expect(seconds(value)).toBe(expected));

  const settings = { tokenMember: 'token,data.jwt', lifetimeMember: 'expiresIn', expiryMember: 'expiresAt' };
  it('members are found by any of their names, inner ones by a dot', () => {
    expect(memberOf({ data: { jwt: 'x' } }, settings, 'tokenMember')).toEqual({ name: 'data.jwt', value: 'x' });
    expect(memberOf({ token: null }, settings, 'tokenMember')).toBeNull();
  });
  it('members that nobody expects are named', () =>
    expect(unaccounted({ token: 'x', scope: 'a', validFor: 9, data: {} }, settings)).toEqual(['validFor']));
});

describe('settings', () => {
  it.each([
    ['PT1.5S', 1500],
    ['PT2M', 120_000],
    ['P1DT1H', 90_000_000],
    ['P1M', 7],
    ['', 7],
    [undefined, 7],
  ])('%s is %s ms', (text, expected) => expect(milliseconds(text, 7)).toBe(expected));
  it('pairs keep what stands behind the first =', () =>
    expect([...pairs({ p: 'a=b=c, d=e,f' }, 'p')]).toEqual([
      ['a', 'b=c'],
      ['d', 'e'],
    ]));
});

describe('shapes', () => {
  const differences = (a: unknown, b: unknown) => shapeDifferences(shapeOf(a), shapeOf(b));
  it.each([
    [[{ a: 1 }], [{ a: 2.5 }]],
    [[{ a: 1 }], []],
    [{ a: null }, { a: { b: 1 } }],
    [{ list: [] }, { list: [{ x: 1 }] }],
    [
      [{ a: 1 }, { a: 1, b: 2 }],
      [{ a: 1, b: 2 }, { a: 1 }],
    ],
  ])('%j is like %j', (a, b) => expect(differences(a, b)).toEqual([]));
  it.each([
    [{ a: 1 }, {}, ['/a comes only here']],
    [{}, { a: 1 }, ['/a is missing here']],
    [[{ a: 1 }], [{ a: '1' }], ['/[]/a is number here, string there']],
    [[], {}, ['the body is list here, object there']],
  ])('%j is not like %j', (a, b, expected) => expect(differences(a, b)).toEqual(expected));
});
