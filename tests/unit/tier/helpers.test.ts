/** Helpers of the cases of TIER: amounts, pages along links, places. */
import { describe, expect, it } from 'vitest';
import { type AnswerContext, type Answer, answerOf } from '../../../src/judges/answer.ts';
import type { Exchange } from '../../../src/verdict/exchange.ts';
import { walk } from '../../tier/support/chain.ts';
import { isSameJson } from '../../tier/support/equal.ts';
import { cents, euros, moneyIn } from '../../tier/support/money.ts';
import { holds } from '../../tier/support/zones.ts';

describe('amounts', () => {
  it.each([
    ['1.00', 100],
    ['-0.57', -57],
    ['0.1', 10],
    ['12', 1200],
    ['1,00', undefined],
    ['1.005', undefined],
    ['', undefined],
    [1.5, undefined],
    [null, undefined],
  ])('%j is %j cents', (text, value) => expect(cents(text)).toBe(value));

  it('are written with two decimals', () =>
    expect([0, 5, -57, 1234].map(euros)).toEqual(['0.00', '0.05', '-0.57', '12.34']));

  it('are found at any depth, with their places', () => {
    const money = { amount: '1.00', currency: 'EUR' };
    expect(moneyIn({ a: [money, { b: money }], c: null }, '/x').map(({ at }) => at)).toEqual(['/x/a/0', '/x/a/1/b']);
  });
});

const context = (): AnswerContext => ({ alive: true, control: 'none' });

function page(url: string, body: unknown, status = 200): Answer {
  const exchange: Exchange = {
    x: url,
    round: 1,
    key: url,
    nth: 0,
    at: '2026-01-01T00:00:00.000Z',
    attempts: 1,
    request: { operation: 'follow', method: 'GET', url, headers: [], body: null },
    outcome: { response: { status, headers: [], body: JSON.stringify(body), bytes: 1, ms: 1 } },
    secrets: [],
  };
  return answerOf(exchange, context);
}

describe('a walk along next links', () => {
  const at = (n: number | string) => `http://127.0.0.1:1/feed?page=${n}`;
  const asked: string[] = [];
  const along = (pages: Readonly<Record<string, readonly [next: unknown, ...items: string[]]>>, most = 5) => {
    asked.length = 0;
    const answer = (url: string) => {
      const said = pages[new URL(url).searchParams.get('page') ?? ''];
      return said === undefined ? page(url, {}, 404) : page(url, { items: said.slice(1), links: { next: said[0] } });
    };
    const keysOf = ({ raw }: Answer) => (raw.json as { items?: string[] }).items ?? [];
    const follow = async (url: string) => {
      asked.push(url);
      return answer(url);
    };
    return walk(answer(at(1)), { most, follow, keysOf });
  };

  it.each([
    ['ends with null', { 1: [at(2), 'a'], 2: [null, 'b'] }, 'end', 2],
    ['ends without a link', { 1: [undefined, 'a'] }, 'end', 1],
    ['follows a relative link', { 1: ['?page=2', 'a'], 2: [null, 'b'] }, 'end', 2],
    ['stops where a page comes again', { 1: [at(2), 'a'], 2: [at(1), 'b'] }, 'again', 2],
    ['stops where the order of the query alone differs', { 1: ['http://127.0.0.1:1/feed?%70age=1', 'a'] }, 'again', 1],
    ['stops where nothing new comes twice', { 1: [at(2), 'a'], 2: [at(3)], 3: [at(4)], 4: [null] }, 'stuck', 3],
    ['lets one page without anything new pass', { 1: [at(2), 'a'], 2: [at(3)], 3: [null, 'b'] }, 'end', 3],
    ['does not leave its origin', { 1: ['http://127.0.0.2:1/feed?page=2', 'a'] }, 'away', 1],
    ['does not follow what is no URL', { 1: ['http://[', 'a'] }, 'away', 1],
    ['follows a link object', { 1: [{ href: at(2) }, 'a'], 2: [null, 'b'] }, 'end', 2],
    ['does not follow what is no link', { 1: [{ url: at(2) }, 'a'] }, 'away', 1],
    ['ends with a page that does not come', { 1: [at(9), 'a'] }, 'failed', 2],
  ] as const)('%s', async (_, pages, end, count) => {
    const walked = await along(pages);
    expect([walked.end, walked.pages.length]).toEqual([end, count]);
    expect(asked.every((url) => new URL(url).host === '127.0.0.1:1')).toBe(true);
  });

  it('is bounded', async () => {
    const endless = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [n + 1, [at(n + 2), `item ${n}`] as const]),
    );
    const walked = await along(endless, 7);
    expect([walked.end, walked.pages.length, asked.length]).toEqual(['bound', 7, 6]);
  });
});

describe('a polygon', () => {
  const square = [
    { lat: 0, lng: 0 },
    { lat: 0, lng: 10 },
    { lat: 10, lng: 10 },
    { lat: 10, lng: 0 },
    { lat: 0, lng: 0 },
  ];
  it.each([
    [{ lat: 5, lng: 5 }, true],
    [{ lat: 9.9, lng: 0.1 }, true],
    [{ lat: 5, lng: 11 }, false],
    [{ lat: -1, lng: 5 }, false],
  ])('holds %j: %j', (place, inside) => expect(holds(square, place)).toBe(inside));

  it('holds nothing without corners', () => expect(holds([], { lat: 0, lng: 0 })).toBe(false));
});

describe('JSON values', () => {
  it('are the same in any order of members, and only then', () => {
    expect(isSameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(isSameJson([1, 2], [2, 1])).toBe(false);
    expect(isSameJson({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(isSameJson([], {})).toBe(false);
    expect(isSameJson(null, {})).toBe(false);
  });
});
