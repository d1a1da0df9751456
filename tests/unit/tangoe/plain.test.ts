/** Answers of a whole round: which of them are plain, and what every page of them must say. */
import { describe, expect, it } from 'vitest';
import { type Answer, answerOf } from '../../../src/judges/answer.ts';
import { Check } from '../../../src/verdict/check.ts';
import { isWhole } from '../../tangoe/support/catalogs.ts';
import { halfOf } from '../../tangoe/support/filtered.ts';
import {
  everyPage,
  firstRefusal,
  listsOf,
  lookAt,
  plainReads,
  readablePages,
  singlesOf,
  usableLists,
} from '../../tangoe/support/plain.ts';
import {
  everyAt,
  expectAround,
  expectLinks,
  expectMeta,
  expectSameLimit,
  expectTotal,
  insidePages,
} from '../../tangoe/support/plain-pages.ts';
import { pageOf } from '../../tangoe/support/pages.ts';
import { answer, exchangeOf } from '../judges/answers.ts';

const base = 'http://127.0.0.1:1/v1';
const complete: readonly (readonly [string, string])[] = [
  ['Authorization', 'Bearer «secret:3»'],
  ['x-tngo-tenant', '«secret:tenant»'],
  ['client_id', '«secret:clientId»'],
];

let exchanges = 0;

/** An answer to a request with all headers that a call must carry, unless others are given. */
function read(path: string, body: unknown, { status = 200, headers = complete, method = 'GET' } = {}): Answer {
  exchanges += 1;
  const exchange = exchangeOf({ url: `${base}${path}`, body, status, x: String(exchanges) });
  const request = { ...exchange.request, method, headers: headers.map(([name, value]) => [name, value] as const) };
  return answerOf({ ...exchange, request }, () => ({ alive: true, control: 'none' }));
}

const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: String(i) }));

/** A page of devices with its `_meta`. */
function page(limit: number, offset: number, total: number, meta: object = {}, items?: readonly object[]): Answer {
  const came = items ?? rows(Math.max(0, Math.min(limit, total - offset)));
  const _meta = { href: `${base}/assets/devices`, limit, offset, totalCount: total, ...meta };
  return read(`/assets/devices?limit=${limit}&offset=${offset}`, { _meta, devices: came });
}

const round = (...answers: Answer[]) => ({ answers });
const ids = (answers: readonly Answer[]) => answers.map(({ x }) => x);

describe('plain reads of a round', () => {
  const good = page(2, 0, 2);
  const refused = read('/assets/devices?limit=2&offset=0', {}, { status: 400 });
  it('carry all that a call must carry', () => {
    const lacking = complete.map((_, i) =>
      read('/assets/devices?limit=2&offset=0', {}, { headers: complete.filter((_h, n) => n !== i) }),
    );
    const altered = read(
      '/assets/devices?limit=2&offset=0',
      {},
      { headers: [['authorization', 'Bearer «secret:3|altered»'], ...complete.slice(1)] },
    );
    expect(ids(plainReads(round(good, ...lacking, altered), /devices$/))).toEqual([good.x]);
  });
  it('are answered reads; what the requirement asked for itself counts whatever its status', () => {
    const posted = read('/assets/devices', {}, { method: 'POST' });
    expect(ids(plainReads(round(good, refused, posted), /devices$/))).toEqual([good.x]);
    expect(ids(plainReads(round(good, refused), /devices$/, [refused]))).toEqual([refused.x, good.x]);
  });
  it('are lists where limit and offset were asked for', () => {
    const bare = read('/assets/devices', { devices: rows(1) });
    const zero = page(0, 0, 2);
    expect(ids(listsOf(round(good, bare, zero), 'devices'))).toEqual([good.x]);
    expect(ids(listsOf(round(good), 'services'))).toEqual([]);
  });
  it('are single items, but neither order properties nor what belongs to an order', () => {
    const order = read('/orders/1?x=2', { orderId: '1' });
    const others = [read('/orders/properties?a=b', {}), read('/orders/1/history', {})];
    expect(ids(singlesOf(round(order, ...others), 'orders'))).toEqual([order.x]);
  });
  it('lack usable items, which shows where their shape is judged', () => {
    const odd = read('/assets/devices?limit=2&offset=0', { devices: 'none' });
    expect(ids(usableLists(round(good, odd), 'devices'))).toEqual([good.x]);
    expect(readablePages(round(good, odd)).map(({ answer: { x } }) => x)).toEqual([good.x]);
    expect(everyPage(round(good, odd)).map(({ largest }) => largest)).toEqual([2, 2]);
  });
  it('tell what came instead where no list was answered', () => {
    expect(ids(firstRefusal(round(refused), 'devices'))).toEqual([refused.x]);
    expect(firstRefusal(round(refused, good), 'devices')).toEqual([]);
  });
});

describe('looking at many answers', () => {
  it('goes on behind one that cannot be used', () => {
    const check = new Check();
    const seen: string[] = [];
    lookAt(check, [read('/x', 'text'), page(1, 0, 1)], (one) => {
      pageOf(one);
      seen.push(one.x);
    });
    expect([check.findingsTotal, seen.length]).toEqual([1, 1]);
  });
  it('keeps errors of its own', () =>
    expect(() =>
      lookAt(new Check(), [page(1, 0, 1)], () => {
        throw new TypeError('mine');
      }),
    ).toThrow('mine'));
});

/** Pointers of the findings on a page that stands alone in its round. */
function findings(one: Answer, judge: (check: Check, answers: ReturnType<typeof round>) => void): string[] {
  const check = new Check();
  judge(check, round(one));
  return check.findings.map(({ where }) => where ?? '');
}

const meta = (one: Answer, backEnd: Parameters<typeof expectMeta>[2] = null, largest?: number) =>
  findings(one, (check, all) => {
    for (const seen of everyPage(all)) expectMeta(check, largest === undefined ? seen : { ...seen, largest }, backEnd);
  });

describe('the _meta of every page', () => {
  it('says what was used', () => expect(meta(page(4, 4, 9))).toEqual([]));
  it.each([
    [{ href: '' }, '/_meta/href'],
    [{ href: undefined }, '/_meta/href'],
    [{ limit: '4' }, '/_meta/limit'],
    [{ limit: 5 }, '/_meta/limit'],
    [{ offset: 5 }, '/_meta/offset'],
    [{ totalCount: 1.5 }, '/_meta/totalCount'],
    [{ totalCount: undefined }, '/_meta/totalCount'],
  ])('%j is something else', (change, where) => expect(meta(page(4, 4, 9, change))).toEqual([where]));
  it('may name a smaller limit where no page was as large as was asked', () => {
    const small = page(100, 0, 60, { limit: 25 }, rows(25));
    expect(meta(small)).toEqual([]);
    expect(meta(small, null, 100)).toEqual(['/_meta/limit']);
  });
  it('may name the start of the page where the back end may be Premium Mobile', () => {
    const inside = page(4, 6, 20, { offset: 4 });
    expect(meta(inside)).toEqual([]);
    expect(meta(inside, 'premium')).toEqual([]);
    expect(meta(inside, 'rivermine')).toEqual(['/_meta/offset']);
  });
});

const total = (one: Answer) =>
  findings(one, (check, all) => {
    for (const seen of readablePages(all)) expectTotal(check, seen);
  });

describe('the totalCount of every page', () => {
  const next = { hrefNext: `${base}/assets/devices?limit=4&offset=4` };
  it.each([
    ['the last page ends where the list does', page(4, 4, 6)],
    ['more may follow', page(4, 0, 9, next)],
    ['nothing is told from inside a page', page(4, 2, 100)],
    ['nothing is told behind the end', page(4, 8, 3, {}, [])],
  ])('%s', (_why, one) => expect(total(one)).toEqual([]));
  it.each([
    ['the list ends before', page(4, 4, 7, {}, rows(2))],
    ['the page ends behind', page(4, 0, 3, next, rows(4))],
  ])('%s', (_why, one) => expect(total(one)).toEqual(['/_meta/totalCount']));
});

describe('links of every page', () => {
  const link = (offset: number, limit = 4) => `${base}/assets/devices?limit=${limit}&offset=${offset}`;
  const links = (one: Answer) =>
    findings(one, (check, all) => {
      for (const seen of readablePages(all)) expectLinks(check, seen);
    });
  it('are complete, absent, null or empty', () =>
    expect(links(page(4, 4, 20, { hrefNext: link(8), hrefEnd: null, hrefStart: '' }))).toEqual([]));
  it.each(['/assets/devices?offset=8', 5, {}])('%j is none', (hrefNext) =>
    expect(links(page(4, 4, 20, { hrefNext }))).toEqual(['/_meta/hrefNext']),
  );

  it('can be told at a multiple of the limit that was used, on a page that is as full as it must be', () => {
    expect(everyAt(round(page(4, 4, 9)))).toMatchObject([{ limit: 4, offset: 4, total: 9 }]);
    for (const other of [page(4, 2, 9), page(4, 4, 9, { limit: 3 }), page(4, 8, 4), page(4, 0, 9, {}, rows(3))])
      expect(everyAt(round(other))).toEqual([]);
  });

  const around = (one: Answer) =>
    findings(one, (check, all) => {
      for (const at of insidePages(all)) {
        expectAround(check, at);
        expectSameLimit(check, at);
      }
    });
  const all = { hrefStart: link(0), hrefPrevious: link(2), hrefNext: link(10), hrefEnd: link(16) };
  it('stand around a page from inside another, and keep the limit', () => {
    expect(around(page(4, 6, 20, all))).toEqual([]);
    expect(around(page(4, 6, 20, { ...all, hrefNext: undefined }))).toEqual(['/_meta/hrefNext']);
    expect(around(page(4, 6, 20, { ...all, hrefEnd: link(16, 5) }))).toEqual(['/_meta/hrefEnd']);
  });
  it('are not told where the page is the first one, or a whole one', () => {
    expect(insidePages(round(page(4, 2, 20), page(4, 4, 20), page(4, 22, 20)))).toEqual([]);
  });
});

describe('parts of a list', () => {
  it.each([
    [0, 100],
    [1, 100],
    [2, 1],
    [5, 3],
    [300, 100],
  ])('of %i items %i are asked for', (length, limit) => expect(halfOf({ length })).toBe(limit));

  const shelf = (body: unknown) => isWhole(answer({ url: `${base}/catalog/plans`, body }));
  it('is a whole catalogue, or cannot be told from a page of it', () => {
    expect(shelf(rows(3))).toBe(true);
    expect(shelf(rows(100))).toBe(false);
    expect(shelf({ _meta: { totalCount: 4 }, plans: rows(3) })).toBe(false);
    expect(shelf({ _meta: { totalCount: 100 }, plans: rows(100) })).toBe(true);
  });
});
