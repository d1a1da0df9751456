/** Lists, pages and single items, in every envelope that they may have. */
import { describe, expect, it } from 'vitest';
import { Broken } from '../../../src/verdict/check.ts';
import { countIn, itemOf, itemsOf, metaOf, pageOf, rowIds } from '../../tangoe/support/pages.ts';
import { hrefOf, sample } from '../../tangoe/support/sample.ts';
import { ownersOf } from '../../tangoe/support/walks.ts';
import { answer } from '../judges/answers.ts';

const url = 'http://127.0.0.1:1/v1/assets/devices?limit=2';
const said = (body: unknown, at = url) => answer({ url: at, body });
const rows = [{ id: '1' }, { id: '2' }];
const _meta = { limit: 2, offset: 0, totalCount: 2 };

describe('the items of a list', () => {
  it.each([
    ['the body', rows, ''],
    ['a member that is named as the resource', { devices: rows }, '/devices'],
    ['a member in other letters', { Devices: rows }, '/Devices'],
    ['items', { items: rows }, '/items'],
    ['a member of a member', { devices: { _meta, items: rows } }, '/devices/items'],
    ['a member of any name', { _meta, results: rows, warnings: ['a'] }, '/results'],
    ['the longest whose objects have ids', { links: [{ rel: 'x' }, {}, {}], found: rows }, '/found'],
    ['the named one, though another is longer', { devices: rows, types: [...rows, { id: '3' }] }, '/devices'],
  ])('are %s', (_what, body, at) => {
    const found = itemsOf(said(body));
    expect([found.at, rowIds(found.items)]).toEqual([at, ['1', '2']]);
  });

  it('may be left out of an empty page', () => expect(itemsOf(said({ _meta: { totalCount: 0 } })).items).toEqual([]));

  it.each([[{ _meta }], [{ devices: 'none' }], [{}], ['text'], [[1, 2]], [null], [{ devices: [1] }]])(
    'are missing in %j',
    (body) => expect(() => itemsOf(said(body))).toThrow(Broken),
  );

  it('have ids, orders by a name of their own', () =>
    expect(rowIds([{ id: 'a' }, { orderId: 'b', id: 'c' }, { id: 4 }, {}])).toEqual(['a', 'b', '4']));
});

describe('the _meta of a page', () => {
  it.each([
    ['beside the items', { _meta, devices: rows }, '/_meta'],
    ['beside them inside', { devices: { _meta, items: rows } }, '/devices/_meta'],
    ['outside', { _meta, devices: { items: rows } }, '/_meta'],
  ])('stands %s', (_where, body, at) => expect(pageOf(said(body))).toMatchObject({ metaAt: at, meta: _meta }));

  it('is missed where it is promised', () => {
    expect(metaOf(said(rows))).toBeNull();
    expect(() => pageOf(said({ devices: rows, _meta: 'none' }))).toThrow(Broken);
  });

  it.each([
    [0, 0],
    [7, 7],
    ['7', null],
    [1.5, null],
    [-1, null],
    [null, null],
  ])('%j counts as %j', (value, count) => expect(countIn({ totalCount: value }, 'totalCount')).toBe(count));
});

describe('a single item', () => {
  const one = 'http://127.0.0.1:1/v1/orders/7';
  it('is the body, or the one object in it that has an id', () => {
    expect(itemOf(said({ orderId: '7', vendor: { id: '1' } }, one))).toMatchObject({ orderId: '7' });
    expect(itemOf(said({ order: { orderId: '7' }, _meta: { href: 'x' } }, one))).toEqual({
      orderId: '7',
      _meta: { href: 'x' },
    });
    const unclear = { a: { id: '1' }, b: { id: '2' } };
    expect(itemOf(said(unclear, one))).toEqual(unclear);
    expect(() => itemOf(said([{ id: '7' }], one))).toThrow(Broken);
  });

  it('says whose it is', () => {
    expect(ownersOf('employees', { id: '1' })).toEqual(['1']);
    expect(ownersOf('devices', { employee: { id: '1' }, service: { employee: { id: '2' } } })).toEqual(['1']);
    expect(ownersOf('devices', { service: { employee: { id: '2' } } })).toEqual(['2']);
    expect(ownersOf('orders', { accountHolder: { id: '1' }, requestedBy: { id: '2' } })).toEqual(['1', '2']);
    expect(ownersOf('services', { employee: null })).toEqual([]);
  });
});

describe('a sample', () => {
  const linked = (id: string, more: object = {}) => ({ id, _meta: { href: `http://127.0.0.1:1/v1/x/${id}` }, ...more });
  const walk = (kind: 'devices' | 'services' | 'orders', items: readonly object[]) => ({
    kind,
    answers: [said({ items }, `http://127.0.0.1:1/v1/assets/${kind}?limit=100`)],
    rows: items as readonly Record<string, unknown>[],
    ids: [],
    complete: true,
    total: null,
    largest: 100,
  });

  it('is the first item and the last, and what the first one names', () => {
    const device = linked('1', { employee: linked('e'), status: { id: 'no link' } });
    const all = sample(walk('devices', [device, linked('2'), linked('3'), { id: 'no link' }]));
    expect(all.map(({ what, whole }) => [what, whole])).toEqual([
      ['devices/0', true],
      ['devices/2', true],
      ['devices/0/employee', false],
    ]);
    expect(all[0]?.base).toBe('http://127.0.0.1:1/v1');
    const service = linked('1', { employee: linked('e'), vendor: { current: linked('v') } });
    expect(sample(walk('services', [service])).map(({ what }) => what)).toEqual([
      'services/0',
      'services/0/vendor/current',
    ]);
  });

  it('is empty where nothing has a link', () => {
    expect(sample(walk('orders', [{ id: '1', _meta: {} }, {}]))).toEqual([]);
    expect([hrefOf({ _meta: { href: ' ' } }), hrefOf({ href: 'x' })]).toEqual([undefined, undefined]);
  });
});
