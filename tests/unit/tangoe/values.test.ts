/** Values that are filled in, compared, added up and measured. */
import { describe, expect, it } from 'vitest';
import { Check, Undecided } from '../../../src/verdict/check.ts';
import { expectContains } from '../../tangoe/support/contains.ts';
import { expectTransfer } from '../../tangoe/support/echo-transfer.ts';
import { expectEcho } from '../../tangoe/support/echo.ts';
import { filledGroups, textFor } from '../../tangoe/support/fields.ts';
import { expectLengths, fits, isClosed } from '../../tangoe/support/lengths.ts';
import { enumeratedIn, isConstant, pricesIn } from '../../tangoe/support/shapes.ts';
import { sums } from '../../tangoe/support/sums.ts';
import { secondsLeft } from '../../tangoe/support/tokens.ts';
import { answer } from '../judges/answers.ts';

const now = Date.UTC(2026, 10, 23);

describe('a text for a field', () => {
  it.each([
    [{}],
    [{ minLength: 3, maxLength: 3 }],
    [{ minLength: 40 }],
    [{ regEx: '[0-9]{10}' }],
    [{ regEx: '\\d{5}', maxLength: 5 }],
    [{ regEx: '[A-Z][0-9]' }],
    [{ regEx: '^\\S+@\\S+$', minLength: 5 }],
    [{ regEx: '(' }],
    [{ maxLength: 1 }],
  ])('keeps %j', (field: { minLength?: number; maxLength?: number; regEx?: string }) => {
    const text = textFor(field) ?? expect.fail('nothing found');
    expect(text.length).toBeGreaterThanOrEqual(field.minLength ?? 1);
    expect(text.length).toBeLessThanOrEqual(field.maxLength ?? 4000);
    if (field.regEx !== undefined && field.regEx !== '(') expect(text).toMatch(new RegExp(`^(?:${field.regEx})$`));
  });

  it('is the one that stands there, where it fits', () => {
    expect(textFor({ text: '203', regEx: '\\d{3}' })).toBe('203');
    expect(textFor({ text: 'abc', regEx: '\\d{3}' })).toBe('222');
    expect(textFor({ text: '«secret:1»' })).not.toContain('«');
  });

  it('is null where none is found', () => {
    expect(textFor({ regEx: 'XY-[0-9]{3}-Z' })).toBeNull();
    expect(textFor({ minLength: 5, maxLength: 4 })).toBeNull();
  });
});

describe('the properties of an order', () => {
  const properties = (...fields: object[]) => ({ properties: { items: [{ groupId: 'g', fields }] } });
  const required = { validation: 'REQUIRED' };

  it('hold what is required, dates in the future', () =>
    expect(
      filledGroups(
        properties(
          { id: 'a', type: 'DATE', ...required },
          { id: 'b', type: 'CHOICE', choices: [{ id: 'o', isOther: true }, { id: 'x' }], ...required },
          { id: 'c', type: 'TEXT', text: 'given', ...required },
          { id: 'd', type: 'FILE', validation: 'OPTIONAL' },
        ),
        now,
      ),
    ).toEqual([
      {
        groupId: 'g',
        fields: [
          { id: 'a', type: 'DATE', date: '2026-12-23T00:00:00+00:00' },
          { id: 'b', type: 'CHOICE', choice: { id: 'x' } },
          { id: 'c', type: 'TEXT', text: 'given' },
        ],
      },
    ]));

  it.each([
    { id: 'a', type: 'FILE' },
    { id: 'a', type: 'CHOICE', choices: [{ id: 'o', isOther: true }] },
    { id: 'a', type: 'TEXT', minLength: 2, maxLength: 1 },
  ])('are undecided for %j', (field) =>
    expect(() => filledGroups(properties({ ...field, ...required }), now)).toThrow(Undecided),
  );

  it.each([null, {}, { properties: [] }, { properties: { items: 'none' } }])('%j has none', (data) =>
    expect(filledGroups(data, now)).toEqual([]),
  );
});

describe('a detail', () => {
  const differences = (detail: object, item: object) => {
    const check = new Check();
    expectContains(check, answer(), detail as Record<string, unknown>, item as Record<string, unknown>, 'devices 1');
    return check.findings.map(({ where }) => where);
  };

  it.each([
    [
      { a: 1, b: { c: 'x', d: 2 }, e: [] },
      { a: 1, b: { c: 'x' } },
    ],
    [{ a: 1 }, { a: 1, gone: null }],
    [{ at: '2026-01-02T03:04:05Z' }, { at: '2026-01-02T04:04:05.000+01:00' }],
    [{ updated: '2026-01-02T03:04:05Z' }, { updated: '2026-01-02T03:04:04Z' }],
    [{ parts: [{ id: 1, more: 2 }] }, { parts: [{ id: 1 }] }],
    [{ parts: [{ id: 1 }] }, { parts: [] }],
    [{ _meta: { href: 'https://h/v1/a' } }, { _meta: { href: 'http://other/v1/a?limit=1' } }],
  ])('%j holds %j', (detail, item) => expect(differences(detail, item)).toEqual([]));

  it.each([
    [{ a: 2 }, { a: 1 }, '/a'],
    [{}, { a: 1 }, '/a'],
    [{ a: null }, { a: 1 }, '/a'],
    [{ b: { c: 'y' } }, { b: { c: 'x' } }, '/b/c'],
    [{ b: 'x' }, { b: { c: 'x' } }, '/b'],
    [{ parts: [] }, { parts: [1] }, '/parts'],
    [{ at: '2026-01-02T03:04:06Z' }, { at: '2026-01-02T03:04:05Z' }, '/at'],
    [{ _meta: { href: 'https://h/v1/b' } }, { _meta: { href: 'https://h/v1/a' } }, '/_meta/href'],
  ])('%j does not hold %j', (detail, item, where) => expect(differences(detail, item)).toEqual([where]));
});

describe('a confirmation', () => {
  const request = {
    externalOrderNumber: 'conformance-1',
    transactionType: 'UPDATE_FEATURES',
    serviceId: '38',
    shoppingCart: { features: [{ id: 'f', action: 'ADD' }] },
    properties: [{ groupId: 'g', fields: [{ id: 'd', type: 'DATE', date: '2026-12-23T00:00:00+00:00' }] }],
  };
  const back = {
    externalOrderNumber: 'conformance-1',
    transactionType: 'UPDATE_FEATURES',
    service: { id: '38' },
    shoppingCart: { features: [{ id: 'other' }, { id: 'f' }] },
    properties: [{ fields: [{ id: 'd', date: '2026-12-23T00:00:00Z' }] }],
  };
  const differences = (body: object, given = false) => {
    const check = new Check();
    const draft = { type: 'UPDATE_FEATURES', serviceId: '38', request, given };
    expectEcho(check, answer(), draft, body as Record<string, unknown>, '/c');
    return check.findings.map(({ where }) => where);
  };

  it('says what was sent, with more and in its own words', () => expect(differences(back)).toEqual([]));
  it.each([
    [{ externalOrderNumber: 'other' }, '/c/externalOrderNumber'],
    [{ transactionType: 'SUSPEND' }, '/c/transactionType'],
    [{ service: { id: '39' } }, '/c/service/id'],
    [{ shoppingCart: { features: [{ id: 'f', action: 'REMOVE' }] } }, '/c/shoppingCart/features'],
    [{ shoppingCart: null }, '/c/shoppingCart/features'],
    [{ properties: [] }, '/c/properties'],
  ])('says something else: %j', (change, where) => expect(differences({ ...back, ...change })).toEqual([where]));
  const device = { manufacturerId: 'm', modelId: 'n', serialNumber: '12', simId: '8' };
  const transfer = { newDevice: device, postalCode: '06477', acknowledgements: [{ id: 'a', boolean: true }] };
  const transferred = (body: object) => {
    const check = new Check();
    expectTransfer(check, answer(), transfer, body as Record<string, unknown>, '/c');
    return check.findings.map(({ where }) => where);
  };
  it.each([
    { newDevice: { manufacturer: { id: 'm' }, model: { id: 'n' }, serialNumber: ' 12', simId: '8' } },
    { newDevice: { manufacturer: 'Apple', model: 'Six', serialNumber: { type: 'IMEI', value: '12' } } },
    { postalCode: '06477', acknowledgements: [{ id: 'b' }, { id: 'a' }] },
    { newDevice: null, acknowledgements: [] },
    {},
  ])('says what was swapped or transferred: %j', (body) => expect(transferred(body)).toEqual([]));
  it.each([
    [{ newDevice: { manufacturer: { id: 'x' } } }, '/c/newDevice/manufacturerId'],
    [{ newDevice: { model: { id: 'x' } } }, '/c/newDevice/modelId'],
    [{ newDevice: { serialNumber: { value: '13' } } }, '/c/newDevice/serialNumber'],
    [{ newDevice: { simId: '9' } }, '/c/newDevice/simId'],
    [{ postalCode: '1' }, '/c/postalCode'],
    [{ acknowledgements: [{ id: 'b' }] }, '/c/acknowledgements/"a"'],
    [{ acknowledgements: [{ id: 'a', boolean: false }] }, '/c/acknowledgements/"a"'],
  ])('says another: %j', (body, where) => expect(transferred(body)).toEqual([where]));

  it('need not repeat the properties of a request that the user wrote', () =>
    expect(differences({ ...back, properties: [] }, true)).toEqual([]));
});

describe('a cost summary', () => {
  const price = (amount: number, recurrence = 'MONTHLY') => ({ amount, recurrence, currencyCode: 'USD' });
  const cart = {
    device: { price: price(100, 'ONETIME') },
    plan: { price: price(30), optionalFeatures: [{ price: price(2) }] },
    accessories: [{ price: price(9.5, 'ONETIME') }],
    features: [{ action: 'ADD', price: price(5) }, { action: 'REMOVE', price: price(50) }, { action: 'ADD' }],
  };
  it('adds up by recurrence and currency; what is removed and what is free does not count', () => {
    const { promised, said } = sums({
      shoppingCart: cart,
      costSummary: [price(109.5, 'ONETIME'), price(37), { ...price(0), currencyCode: 'EUR' }],
    });
    expect(Object.fromEntries(promised)).toEqual({ 'ONETIME USD': 109.5, 'MONTHLY USD': 37 });
    expect(said).toEqual(promised);
  });
  it('of nothing is nothing', () => expect(sums(null)).toEqual({ promised: new Map(), said: new Map() }));
});

describe('lengths', () => {
  it.each([
    ['abc', {}, true],
    ['', { minLength: 1 }, false],
    ['abc', { maxLength: 2 }, false],
    ['abc', { minLength: 3, maxLength: 3 }, true],
    ['abc', { minLength: null, maxLength: '2' }, true],
  ])('%j in %j', (text, field, holds) => expect(fits(text, field)).toBe(holds));

  it.each([
    [{}, 0],
    [{ minLength: 0, maxLength: 0 }, 0],
    [{ minLength: 2, maxLength: 1 }, 1],
    [{ minLength: -1 }, 1],
  ])('%j are in order or not', (field, findings) => {
    const check = new Check();
    expectLengths(check, answer(), field, '/f');
    expect([check.checks, check.findingsTotal]).toEqual([1, findings]);
  });
});

describe('constants', () => {
  it.each(['ACTIVE', 'NEW_ACTIVATION', 'A1'])('%s is one', (text) => expect(isConstant(text)).toBe(true));
  it.each(['active', 'Active', 'A B', '_A', 'A__B', ''])('%j is none', (text) => expect(isConstant(text)).toBe(false));
  it('are found where pages print them', () => {
    const body = { price: [{ recurrence: 'MONTHLY' }], serialNumber: { type: 'IMEI' }, other: { type: 'TEXT' } };
    expect(enumeratedIn(body)).toEqual([
      { list: 'recurrence', value: 'MONTHLY', where: '/price/0/recurrence' },
      { list: 'serialNumberType', value: 'IMEI', where: '/serialNumber/type' },
    ]);
  });
});

describe('seconds of a token', () => {
  it.each([
    [7199, 7199],
    ['7199', null],
    [1.5, null],
    [undefined, null],
  ])('%j', (value, seconds) => expect(secondsLeft({ expires_in: value })).toBe(seconds));
});

describe('an expression', () => {
  it.each(['^[A-Z]{3}$', '\\d+\\)', '[)(]', '[]a]', '[^]a]', '(a(b))', '\\p{Digit}', ''])('%s is closed', (text) =>
    expect(isClosed(text)).toBe(true),
  );
  it.each(['([0-9', '[a', '(a', 'a)', 'a\\', ')('])('%s is not', (text) => expect(isClosed(text)).toBe(false));
});

describe('prices', () => {
  it('are found by what they hold, wherever they stand', () => {
    const price = { amount: 1, currencyCode: 'USD', recurrence: 'MONTHLY' };
    const body = { a: { fee: price }, b: [{ prices: [price, { amount: 2 }] }], recurrence: 'x' };
    expect(pricesIn(body).map(({ at }) => at)).toEqual(['', '/a/fee', '/b/0/prices/0']);
  });
});
