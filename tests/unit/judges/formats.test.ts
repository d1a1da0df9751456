import { describe, expect, it } from 'vitest';
import { formats, isCalendarDay } from '../../../src/judges/formats.ts';

/** Valid values, and beside them twins that break the form in one point. */
const twins: Record<
  keyof typeof formats,
  { valid: readonly (string | number)[]; invalid: readonly (string | number)[] }
> = {
  date: {
    valid: ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'],
    invalid: [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-1-1',
      '2024-02-29 ',
      '24-02-29',
      '',
    ],
  },
  time: {
    valid: [
      '10:00:00Z',
      '10:00:00.123456789Z',
      '00:00:00+00:00',
      '23:59:60Z',
      '15:59:60-08:00',
      '01:29:60+01:30',
      '10:00:00z',
      '10:00:00+23:59',
      '10:00:00-23:59',
    ],
    invalid: [
      '10:00:00',
      '24:00:00Z',
      '10:60:00Z',
      '10:00:61Z',
      '22:59:60Z',
      '23:59:60+01:00',
      '10:00:00.Z',
      '10:00:00+24:00',
      '10:00:00+10:60',
      '23:59:61Z',
      '1:00:00Z',
    ],
  },
  'date-time': {
    valid: [
      '2024-02-29T10:00:00Z',
      '2024-02-29t10:00:00z',
      '2024-02-29T10:00:00.5+02:00',
      '1985-04-12T23:20:50.52Z',
      '1990-12-31T23:59:60Z',
      '1990-12-31T15:59:60-08:00',
      '1991-01-01T00:59:60+01:00',
      '2024-02-28T23:59:59.999-23:59',
      '2024-03-01T00:29:60+00:30',
    ],
    invalid: [
      '2024-02-29 10:00:00Z',
      '2024-02-29T10:00:00',
      '2024-02-30T10:00:00Z',
      '2024-02-29T24:00:00Z',
      '2024-02-29T10:00Z',
      '2024-02-29T10:00:00+0200',
      '1990-12-30T23:59:60Z',
      '1990-12-31T22:59:60Z',
      '1991-01-01T00:59:60-01:00',
      '2024-03-02T00:29:60+00:30',
      '2024-02-29T10:00:00Z\n',
      'x2024-02-29T10:00:00Z',
      '2024-02-29',
      '',
    ],
  },
  'csharp-date-time': {
    valid: [
      '0001-01-01T00:00:00',
      '2015-04-22T10:53:20.883',
      '2015-04-22T10:53:20.88',
      '2015-04-22T10:53:20.1234567',
      '2015-04-22T10:53:20Z',
      '2015-04-22T10:53:20.1-05:00',
      '9999-12-31T23:59:59.9999999',
      '2015-04-22T10:53:20+14:00',
    ],
    invalid: [
      '2015-04-22',
      '2015-04-22 10:53:20',
      '2015-04-22T10:53',
      '2015-04-22T10:53:20.',
      '2015-04-22T10:53:20.12345678',
      '2015-02-29T10:53:20',
      '2015-04-22T24:00:00',
      '2015-04-22T10:53:60',
      '2015-04-22T10:60:00',
      '2015-04-22T10:53:20+01:60',
      '0000-01-01T00:00:00',
      '2015-04-22T10:53:20+14:01',
      '2015-04-22T10:53:20z',
      '4/22/2015 10:53:20 AM',
      '',
    ],
  },
  'us-date-time': {
    valid: [
      '4/22/2015 10:53:20 AM',
      '12/31/2023 12:00:00 AM',
      '04/02/2015 09:05:00 PM',
      '2/29/2024 1:00:00 PM',
      '4/22/2015 12:59:59 PM',
    ],
    invalid: [
      '22/4/2015 10:53:20 AM',
      '2/29/2023 1:00:00 PM',
      '4/22/2015 13:00:00 PM',
      '4/22/2015 0:00:00 AM',
      '4/22/2015 10:60:00 AM',
      '4/22/2015 10:00:60 AM',
      '4/22/0000 10:00:00 AM',
      '4/22/2015 10:53:20',
      '4/22/2015 10:53:20 am',
      '4/22/2015 10:53 AM',
      '4/22/15 10:53:20 AM',
      '4/22/2015 10:53:20\u202fAM',
      '2015-04-22T10:53:20',
    ],
  },
  uri: {
    valid: [
      'https://example.com',
      'https://user:pw@example.com:8443/a%20b;c/?q=1&r=/?#frag',
      'http://[2001:db8::1]:80/',
      'http://[::ffff:192.0.2.1]/',
      'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'mailto:a@example.com',
      'file:///etc/hosts',
      'http://[v1f.a:b]/',
      'a1+b.c-d:e',
      'xhttp:a',
      'httpsx:a',
      'http://h:',
      'http://a.b@h',
    ],
    invalid: [
      '/relative',
      '//example.com/a',
      'example.com',
      'https://',
      'https:///path',
      'https://:80/',
      'HTTP://',
      'http://@',
      'http://us er@h/',
      'http://a@b@h/',
      'http://@:80',
      'http://[v.a]/',
      'http://[xv1.a]/',
      'http://[vg.a]/',
      'http://[v1.]/',
      'http://[v1.a b]/',
      'http://h]/',
      'a_b:c',
      '-a:b',
      'https://example.com/a b',
      'https://example.com/ä',
      'https://example.com/%zz',
      'https://example.com/%4',
      'https://example.com:port/',
      'http://[2001:db8::1',
      'http://[1::2::3]/',
      '1http://example.com',
      'https://example.com/a#b#c',
      'https://example.com/a\nb',
      'https://example.com/<x>',
      '',
    ],
  },
  'uri-reference': {
    valid: ['', '/a/b?c=d#e', '//example.com/a', 'a/b:c', './a:b', '#x', '?page=2', 'https://example.com', '/a:b'],
    invalid: ['a b', '//us er@h', 'a:b:c d', '//[::1', 'a:b c', ':a', '1a:b', '/%', '\\a', '#a#b', '//example.com:x/'],
  },
  uuid: {
    valid: [
      'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6',
      '00000000-0000-0000-0000-000000000000',
    ],
    invalid: [
      'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      '{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}',
      'f81d4fae-7dec-11d0-a765-00a0c91e6bf6a',
      'xf81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'f81d4fae7dec11d0a76500a0c91e6bf6',
      'g81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'f81d4fae-7dec-11d0-a765-00a0c91e6bf',
      '',
    ],
  },
  email: {
    valid: [
      'a@b',
      'hello@tier.app',
      "o'brien+tag@example.co.uk",
      '"with blank"@example.com',
      'a@[192.0.2.1]',
      'a@[IPv6:2001:db8::1]',
      `${'a'.repeat(64)}@example.com`,
      `a@${'b'.repeat(63)}.example.com`,
    ],
    invalid: [
      'a',
      '@example.com',
      'a@',
      'a b@example.com',
      '.a@example.com',
      'a..b@example.com',
      'a@-example.com',
      'a@example..com',
      'a@example.com.',
      'a@[300.0.0.1]',
      'a@[192.0.2.1',
      'a@[xIPv6:2001:db8::1]',
      `a@${'b'.repeat(64)}.com`,
      `a@${'b.'.repeat(127)}bb`,
      'a@[2001:db8::1]',
      'a@b@c',
      `${'a'.repeat(65)}@example.com`,
    ],
  },
  ipv4: {
    valid: ['0.0.0.0', '255.255.255.255', '10.1.20.30', '249.209.199.99'],
    invalid: ['256.0.0.1', '01.0.0.1', '1.2.3', '1.2.3.4.', '1.2.3.4.5', ''],
  },
  ipv6: {
    valid: ['::', '::1', '1::', '2001:db8:0:0:0:0:0:1', '1:2:3:4:5:6:7::', '::ffff:192.0.2.1', '1:2:3:4:5:6:192.0.2.1'],
    invalid: [
      '',
      ':',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '::12345',
      '1:2:3:4:5:6:7:192.0.2.1',
      '1:2:3:4:5:6:7:8::',
      '::1%eth0',
      '1.2.3.4::',
    ],
  },
  int32: {
    valid: [0, -1, 2147483647, -2147483648],
    invalid: [2147483648, -2147483649, 1.5, Number.NaN, Number.POSITIVE_INFINITY],
  },
  int64: { valid: [0, 2147483648, -(2 ** 63)], invalid: [1e19, -1e19, 0.1] },
};

describe('formats', () => {
  for (const [name, { valid, invalid }] of Object.entries(twins)) {
    const { test } = formats[name as keyof typeof formats] as { test: (value: never) => boolean };
    it.each(valid)(`${name}: %j is valid`, (value) => expect(test(value as never)).toBe(true));
    it.each(invalid)(`${name}: %j is not valid`, (value) => expect(test(value as never)).toBe(false));
  }

  it('keeps the leap years of the Gregorian calendar', () => {
    expect([1900, 2000, 2023, 2024].map((year) => isCalendarDay(year, 2, 29))).toEqual([false, true, false, true]);
    expect(isCalendarDay(2024, 4, 31)).toBe(false);
  });

  it('judges long hostile text without running away', () => {
    expect(formats.uri.test(`https://example.com/${'a'.repeat(5_000_000)}`)).toBe(true);
    expect(formats.uri.test(`https://example.com/${'%41'.repeat(1_000_000)} `)).toBe(false);
    expect(formats.email.test(`${'a.'.repeat(1_000_000)}@example.com`)).toBe(false);
    expect(formats['date-time'].test(`2024-02-29T10:00:00.${'1'.repeat(1_000_000)}`)).toBe(false);
  });
});
