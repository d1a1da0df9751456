import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClampedRow,
  type Span,
  commonSpan,
  dateOnly,
  day,
  fits,
  near,
  parseSpan,
  plus,
  readDate,
  readDerived,
  saySpan,
  second,
  spansBetween,
  wallClock,
} from '../../../src/judges/dates.ts';

const hour = 3_600_000;
const utc = (text: string) => Date.parse(text);

describe('reading', () => {
  test.each([
    ['2024-01-31T06:30:00Z', '2024-01-31T06:30:00.000Z', true, 'ISO 8601'],
    ['2024-01-31t06:30:00z', '2024-01-31T06:30:00.000Z', true, 'ISO 8601'],
    ['2024-01-31T06:30:00', '2024-01-31T06:30:00.000Z', false, 'ISO 8601'],
    ['2024-01-31T06:30', '2024-01-31T06:30:00.000Z', false, 'ISO 8601'],
    ['2024-01-31T06:30:00.1', '2024-01-31T06:30:00.100Z', false, 'ISO 8601'],
    ['2024-01-31T06:30:00.0234567', '2024-01-31T06:30:00.023Z', false, 'ISO 8601'],
    ['2024-01-31T06:30:00,999999999Z', '2024-01-31T06:30:00.999Z', true, 'ISO 8601'],
    ['2024-01-31T06:30:00+02:00', '2024-01-31T04:30:00.000Z', true, 'ISO 8601'],
    ['2024-01-31T06:30:00-0530', '2024-01-31T12:00:00.000Z', true, 'ISO 8601'],
    ['2024-01-31T06:30:00+05', '2024-01-31T01:30:00.000Z', true, 'ISO 8601'],
    ['2024-01-31T00:30:00+14:00', '2024-01-30T10:30:00.000Z', true, 'ISO 8601'],
    ['2024-01-31T06:30:00-00:00', '2024-01-31T06:30:00.000Z', true, 'ISO 8601'],
    ['2024-01-31 06:30:00', '2024-01-31T06:30:00.000Z', false, 'ISO 8601 with a blank'],
    ['2024-01-31 06:30:00.5 +01:00', '2024-01-31T05:30:00.500Z', true, 'ISO 8601 with a blank'],
    ['2024-01-31', '2024-01-31T00:00:00.000Z', false, 'date'],
    ['  2024-01-31  ', '2024-01-31T00:00:00.000Z', false, 'date'],
    ['0001-01-01T00:00:00', '0001-01-01T00:00:00.000Z', false, 'ISO 8601'],
    ['9999-12-31T23:59:59', '9999-12-31T23:59:59.000Z', false, 'ISO 8601'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z', true, 'ISO 8601'],
    ['1/31/2024', '2024-01-31T00:00:00.000Z', false, 'US'],
    ['01/31/2024 06:30', '2024-01-31T06:30:00.000Z', false, 'US'],
    ['1/31/2024 6:30:05 AM', '2024-01-31T06:30:05.000Z', false, 'US'],
    ['1/31/2024 6:30:05 PM', '2024-01-31T18:30:05.000Z', false, 'US'],
    ['1/31/2024, 6:30:05 pm', '2024-01-31T18:30:05.000Z', false, 'US'],
    ['1/31/2024 6:30:05 p.m.', '2024-01-31T18:30:05.000Z', false, 'US'],
    ['1/31/2024 6:30:05\u202fPM', '2024-01-31T18:30:05.000Z', false, 'US'],
    ['1/31/2024 18:30:05', '2024-01-31T18:30:05.000Z', false, 'US'],
    ['1/31/2024 12:00:00 AM', '2024-01-31T00:00:00.000Z', false, 'US'],
    ['1/31/2024 12:59:59 AM', '2024-01-31T00:59:59.000Z', false, 'US'],
    ['1/31/2024 12:00:00 PM', '2024-01-31T12:00:00.000Z', false, 'US'],
    ['1/31/2024 1:00 AM', '2024-01-31T01:00:00.000Z', false, 'US'],
    ['2/29/2024 11:59:59 PM', '2024-02-29T23:59:59.000Z', false, 'US'],
    ['Wed, 31 Jan 2024 06:30:00 GMT', '2024-01-31T06:30:00.000Z', true, 'HTTP'],
    ['Thu, 29 Feb 2024 23:59:59 GMT', '2024-02-29T23:59:59.000Z', true, 'HTTP'],
  ])('%j', (text, iso, zoned, form) => {
    expect(readDate(text)).toMatchObject({ ms: utc(iso), zoned, form });
  });

  test.each([
    '',
    ' ',
    'today',
    '2024-02-30',
    '2023-02-29T00:00:00',
    '1900-02-29',
    '2100-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-04-31T10:00:00Z',
    '2024-01-31T24:00:00',
    '2024-01-31T06:60:00',
    '2024-01-31T06:30:61',
    '2024-01-31T6:30:00',
    '2024-1-31',
    '24-01-31',
    '2024-01-31T06:30:00+24:00',
    '2024-01-31T06:30:00+01:60',
    '2024-01-31T06:30:00+1',
    '2024-01-31T06:30:00 UTC',
    '2024-01-31T06:30:00ZZ',
    '2024-01-31T',
    '2024-01-31Z',
    '20240131T063000Z',
    '2024-W05-3',
    '+002024-01-31',
    '31/1/2024',
    '13/1/2024 1:00:00 AM',
    '2/30/2024',
    '2/29/2023 1:00:00 AM',
    '1/31/24',
    '1/31/2024 0:30:00 AM',
    '1/31/2024 13:00:00 PM',
    '1/31/2024 24:00:00',
    '1/31/2024 6:60:00 AM',
    '1/31/2024 AM',
    '1-31-2024',
    'Wed, 31 Feb 2024 06:30:00 GMT',
    'Wed, 31 Jan 2024 24:30:00 GMT',
    'Wed, 31 Jan 2024 06:30:00 CET',
    'Xyz, 31 Jan 2024 06:30:00 GMT',
    'Wed, 31 Abc 2024 06:30:00 GMT',
    'Wed, 1 Jan 2024 06:30:00 GMT',
    '1706682600',
    '/Date(1706682600000)/',
    '２０２４-01-31',
    '2024-01-31T06:30:00Z\n2024-01-31T06:30:00Z',
  ])('%j is none', (text) => {
    expect(readDate(text)).toBeNull();
  });

  test('leap years are those of the calendar', () => {
    for (const year of [1600, 1904, 2000, 2024, 2400]) expect(readDate(`${year}-02-29`)).not.toBeNull();
    for (const year of [1700, 1800, 1900, 2023, 2100]) expect(readDate(`${year}-02-29`)).toBeNull();
  });

  const anyTime = fc.integer({ min: utc('0001-01-01T00:00:00Z'), max: utc('9999-12-31T23:59:59Z') });

  test('what a clock writes is read as it was', () => {
    fc.assert(
      fc.property(anyTime, (ms) => {
        const iso = new Date(ms).toISOString();
        return (
          readDate(iso)?.ms === ms &&
          readDate(wallClock(ms))?.ms === Math.floor(ms / second) * second &&
          readDate(dateOnly(ms))?.ms === Math.floor(ms / day) * day
        );
      }),
    );
  });

  test('an offset moves the moment, and leaves the wall clock', () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: -23 * 60, max: 23 * 60 }), (ms, minutes) => {
        const whole = Math.floor(ms / second) * second;
        const two = (n: number) => String(n).padStart(2, '0');
        const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
        const read = readDate(`${wallClock(whole)}${zone}`);
        return read?.ms === whole - minutes * 60_000 && read.wall === whole && read.zoned;
      }),
    );
  });

  test('the American spelling is read as it was, at every hour', () => {
    fc.assert(
      fc.property(anyTime, (ms) => {
        const whole = Math.floor(ms / second) * second;
        const text = new Date(whole)
          .toLocaleString('en-US', { timeZone: 'UTC' })
          .replace(/\/(\d{1,3}),/, (_, year: string) => `/${year.padStart(4, '0')},`);
        return readDate(text)?.ms === whole;
      }),
    );
  });

  test('every thousandth is kept', () => {
    for (let ms = 0; ms < 1000; ms += 1)
      expect(readDate(`2024-01-31T06:30:00.${String(ms).padStart(3, '0')}`)?.ms).toBe(utc('2024-01-31T06:30:00Z') + ms);
  });

  test('any text is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => [true, false].includes(readDate(text) === null)));
  });
});

describe('a date that was derived by whole days', () => {
  const anchor = utc('2024-01-31T06:30:00Z');

  test.each([
    ['2024-03-01T06:30:00', anchor + 30 * day],
    ['2024-03-01T06:30:00Z', anchor + 30 * day],
    ['2024-03-01T06:30:00-05:00', anchor + 30 * day],
    ['2024-03-01T06:29:59-05:00', anchor + 30 * day - second],
    ['2024-03-01T11:30:00+05:00', anchor + 30 * day],
  ])('%s', (text, expected) => {
    expect(readDerived(text, anchor)).toBe(expected);
  });

  test('is null where nothing can be read', () => {
    expect(readDerived('soon', anchor)).toBeNull();
  });
});

const fixed = (ms: number): Span => ({ kind: 'fixed', ms });
const months = (n: number): Span => ({ kind: 'months', months: n });

describe('adding a span', () => {
  test.each([
    ['2024-01-31T06:30:00Z', months(1), 1, '2024-02-29T06:30:00Z'],
    ['2023-01-31T06:30:00Z', months(1), 1, '2023-02-28T06:30:00Z'],
    ['2024-03-31T23:59:59Z', months(1), -1, '2024-02-29T23:59:59Z'],
    ['2024-12-31T00:00:00Z', months(2), 1, '2025-02-28T00:00:00Z'],
    ['2024-01-15T00:00:00Z', months(1), -1, '2023-12-15T00:00:00Z'],
    ['2024-02-29T00:00:00Z', months(12), 1, '2025-02-28T00:00:00Z'],
    ['2024-02-29T00:00:00Z', months(48), 1, '2028-02-29T00:00:00Z'],
    ['2024-11-30T00:00:00Z', months(3), 1, '2025-02-28T00:00:00Z'],
    ['2024-01-31T06:30:00Z', fixed(30 * day), 1, '2024-03-01T06:30:00Z'],
    ['2024-03-01T06:30:00Z', fixed(30 * day), -1, '2024-01-31T06:30:00Z'],
  ] as [string, Span, 1 | -1, string][])('%s and %j, %i', (from, span, sign, to) => {
    expect(new Date(plus(utc(from), span, sign)).toISOString()).toBe(new Date(utc(to)).toISOString());
  });

  const start = fc
    .integer({ min: utc('1990-01-01T00:00:00Z'), max: utc('2090-01-01T00:00:00Z') })
    .map((ms) => Math.floor(ms / second) * second);
  const span = fc.oneof(
    fc.integer({ min: 1, max: 24 * 400 }).map((hours) => fixed(hours * hour)),
    fc.integer({ min: 1, max: 60 }).map(months),
  );
  const sign = fc.constantFrom<1 | -1>(1, -1);

  test('law: a span that was added is among the spans between', () => {
    fc.assert(
      fc.property(start, span, sign, (from, s, direction) => {
        const to = plus(from, s, direction);
        const row: ClampedRow = { name: '', anchor: from, sign: direction, derived: to };
        const between = direction === 1 ? spansBetween(from, to) : spansBetween(to, from);
        return (
          fits(row, s) &&
          between.some((b) => fits(row, b)) &&
          between.some((b) => JSON.stringify(b) === JSON.stringify(s))
        );
      }),
    );
  });

  test('law: months keep the time of day, and never leave the month that they lead to', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), sign, (from, n, direction) => {
        const [a, b] = [new Date(from), new Date(plus(from, months(n), direction))];
        const moved = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
        return moved === n * direction && from % day === b.getTime() % day && b.getUTCDate() <= a.getUTCDate();
      }),
    );
  });

  test('law: rows that were made with one span agree upon one that fits them all', () => {
    fc.assert(
      fc.property(
        span,
        fc.array(fc.tuple(start, sign, fc.integer({ min: -1, max: 1 })), { minLength: 1, maxLength: 4 }),
        (s, made) => {
          const rows = made.map(([anchor, direction, jitter], i): ClampedRow => ({
            name: String(i),
            anchor,
            sign: direction,
            derived: plus(anchor, s, direction) + jitter * second,
          }));
          const common = commonSpan(rows);
          return common !== null && rows.every((row) => fits(row, common));
        },
      ),
    );
  });

  test('law: equal rows in another order agree upon the same span', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(start, sign, span), { minLength: 1, maxLength: 4 }), (made) => {
        const rows = made.map(([anchor, direction, s], i): ClampedRow => ({
          name: String(i),
          anchor,
          sign: direction,
          derived: plus(anchor, s, direction),
        }));
        return JSON.stringify(commonSpan(rows)) === JSON.stringify(commonSpan([...rows].reverse()));
      }),
    );
  });
});

describe('the spans between two times', () => {
  const between = (a: string, b: string) => spansBetween(utc(a), utc(b));

  test('are the fixed time, and calendar months where they fit', () => {
    expect(between('2024-04-01T00:00:00Z', '2024-05-01T00:00:00Z')).toEqual([fixed(30 * day), months(1)]);
    expect(between('2024-01-01T00:00:00Z', '2024-01-31T00:00:00Z')).toEqual([fixed(30 * day)]);
    expect(between('2024-01-31T00:00:00Z', '2024-02-29T00:00:00Z')).toEqual([fixed(29 * day), months(1)]);
    expect(between('2023-01-01T00:00:00Z', '2024-01-01T00:00:00Z')).toEqual([fixed(365 * day), months(12)]);
  });

  test('an end that is meant inclusively is no difference', () => {
    expect(between('2024-04-01T00:00:00Z', '2024-04-30T23:59:59Z')).toEqual([fixed(30 * day), months(1)]);
  });

  test('odd times are kept as they are', () => {
    expect(between('2024-04-01T00:00:00Z', '2024-04-01T00:10:00Z')).toEqual([fixed(600_000)]);
  });

  test('there are none backwards', () => {
    expect(between('2024-04-01T00:00:00Z', '2024-04-01T00:00:00Z')).toEqual([]);
    expect(between('2024-04-02T00:00:00Z', '2024-04-01T00:00:00Z')).toEqual([]);
  });
});

describe('the span that rows have in common', () => {
  const row = (anchor: string, sign: 1 | -1, derived: string | null): ClampedRow => ({
    name: anchor,
    anchor: utc(anchor),
    sign,
    derived: derived === null ? null : utc(derived),
  });

  test('is that of the only row', () => {
    expect(
      commonSpan([row('2024-01-01T00:00:00Z', 1, '2024-01-31T00:00:00Z'), row('2024-01-01T00:00:00Z', 1, null)]),
    ).toEqual(fixed(30 * day));
  });

  test('tells 30 days from a month where one row does', () => {
    const april = row('2024-04-01T00:00:00Z', 1, '2024-05-01T00:00:00Z');
    expect(commonSpan([april, row('2024-02-01T00:00:00Z', 1, '2024-03-01T00:00:00Z')])).toEqual(months(1));
    expect(commonSpan([april, row('2024-02-01T00:00:00Z', 1, '2024-03-02T00:00:00Z')])).toEqual(fixed(30 * day));
  });

  test('is that of the majority', () => {
    const rows = [
      row('2024-01-01T00:00:00Z', 1, '2024-01-08T00:00:00Z'),
      row('2024-01-01T00:00:00Z', 1, '2024-01-31T00:00:00Z'),
      row('2024-03-31T00:00:00Z', -1, '2024-03-01T00:00:00Z'),
    ];
    expect(commonSpan(rows)).toEqual(fixed(30 * day));
  });

  test('is none where no two rows agree', () => {
    expect(
      commonSpan([
        row('2024-01-01T00:00:00Z', 1, '2024-01-08T00:00:00Z'),
        row('2024-01-01T00:00:00Z', 1, '2024-01-31T00:00:00Z'),
      ]),
    ).toBeNull();
    expect(commonSpan([])).toBeNull();
    expect(commonSpan([row('2024-01-01T00:00:00Z', 1, null)])).toBeNull();
    expect(commonSpan([row('2024-01-01T00:00:00Z', 1, '2023-01-01T00:00:00Z')])).toBeNull();
  });

  test('goes to the fixed one of two that are equally long', () => {
    const rows = [
      row('2024-04-01T00:00:00Z', 1, '2024-05-01T00:00:00Z'), // a month
      row('2024-01-05T00:00:00Z', 1, '2024-02-05T00:00:00Z'), // a month, and 31 days
      row('2024-01-31T00:00:00Z', 1, '2024-03-02T00:00:00Z'), // 31 days
    ];
    expect(commonSpan(rows)).toEqual(fixed(31 * day));
    expect(commonSpan([...rows].reverse())).toEqual(fixed(31 * day));
  });

  test('goes to the shorter one when two and two agree, in any order', () => {
    const week = [
      row('2024-01-01T00:00:00Z', 1, '2024-01-08T00:00:00Z'),
      row('2024-01-08T00:00:00Z', -1, '2024-01-01T00:00:00Z'),
    ];
    const long = [
      row('2024-01-01T00:00:00Z', 1, '2024-01-31T00:00:00Z'),
      row('2024-03-31T00:00:00Z', -1, '2024-03-01T00:00:00Z'),
    ];
    expect(commonSpan([...week, ...long])).toEqual(fixed(7 * day));
    expect(commonSpan([...long, ...week])).toEqual(fixed(7 * day));
  });
});

test('a row of which nothing could be read fits no span', () => {
  const row = { name: '', anchor: -day, sign: 1 } as const;
  expect([fits({ ...row, derived: 0 }, fixed(day)), fits({ ...row, derived: null }, fixed(day))]).toEqual([
    true,
    false,
  ]);
});

test('near is two seconds, unless said otherwise', () => {
  expect([near(0, 2000), near(2000, 0), near(0, 2001), near(0, 500, 499), near(5, 5, 0)]).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});

test.each([
  ['P30D', fixed(30 * day)],
  [' P1W ', fixed(7 * day)],
  ['P1W2D', fixed(9 * day)],
  ['PT36H', fixed(36 * hour)],
  ['P1DT12H', fixed(36 * hour)],
  ['P1M', months(1)],
  ['P1Y', months(12)],
  ['P1Y6M', months(18)],
  ['P24M', months(24)],
  ['P10Y', months(120)],
  ['P52W', fixed(364 * day)],
  ['P1000D', fixed(1000 * day)],
])('the duration %j', (text, expected) => {
  expect(parseSpan(text)).toEqual(expected);
});

test.each([
  '',
  'P',
  'PT',
  'P0D',
  'P0M',
  'P1M2D',
  'P1DT',
  'P-1D',
  '30D',
  'P1.5D',
  'PT5M',
  'p30d',
  'P30',
  'P999999999999D',
  '30 days',
  'P1D P1D',
])('%j is no duration that we can use', (text) => {
  expect(parseSpan(text)).toBeNull();
});

test.each([
  [fixed(day), '1 day'],
  [fixed(30 * day), '30 days'],
  [fixed(36 * hour), '1.5 days'],
  [fixed(600 * second), '600 seconds'],
  [months(1), '1 month'],
  [months(3), '3 months'],
])('%j is said as %s', (span, said) => {
  expect(saySpan(span)).toBe(said);
});

test('clocks are written without zone', () => {
  expect([wallClock(utc('2024-01-31T06:30:15.999Z')), dateOnly(utc('2024-01-31T23:59:59Z'))]).toEqual([
    '2024-01-31T06:30:15',
    '2024-01-31',
  ]);
});
