/** Laws over pages: a right walk, and one wrong thing at a time. */
import { describe, expect, it } from 'vitest';
import { judgePages, linksOf, pageOf, pageTable } from '../../../src/judges/json-api/pages.ts';
import type { Page } from '../../../src/judges/json-api/pages.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';

const base = 'https://api.example/rides?zone=turku&page%5Bsize%5D=2';
const at = (number: number) => `${base}&page%5Bnumber%5D=${number}`;
const first = at(1);
const last = at(3);

const walk: readonly Page[] = [
  { url: base, links: { first, last, prev: null, next: at(2) }, items: ['a', 'b'], exchange: '1-0001' },
  { url: at(2), links: { first, last, prev: base, next: at(3) }, items: ['c', 'd'], exchange: '1-0002' },
  { url: at(3), links: { first, last, prev: at(2), next: null }, items: ['e'], exchange: '1-0003' },
];

/** The walk with one page changed. */
function changed(index: number, change: Partial<Page> & { readonly link?: Page['links'] }): readonly Page[] {
  const { link, ...rest } = change;
  return walk.map((page, i) => (i === index ? { ...page, ...rest, links: { ...page.links, ...link } } : page));
}

const wrong: readonly { rule: string; name: string; pages: readonly Page[]; where?: string; exchange: string }[] = [
  {
    rule: 'pages-next-is-new',
    name: 'next leads to its own page',
    pages: changed(1, { link: { next: at(2) } }),
    where: '/links/next',
    exchange: '1-0002',
  },
  {
    rule: 'pages-next-is-new',
    name: 'next leads back, its query in another order',
    pages: changed(2, { link: { next: 'https://api.example/rides?page[number]=2&page[size]=2&zone=turku' } }),
    where: '/links/next',
    exchange: '1-0003',
  },
  {
    rule: 'pages-last-has-no-next',
    name: 'the last page goes on',
    pages: changed(2, { link: { next: at(4) } }),
    where: '/links/next',
    exchange: '1-0003',
  },
  {
    rule: 'pages-first-has-no-prev',
    name: 'the first page has a page before it',
    pages: changed(1, { url: first, link: { prev: at(3) } }),
    where: '/links/prev',
    exchange: '1-0002',
  },
  {
    rule: 'pages-links-keep-query',
    name: 'a lost filter',
    pages: changed(0, { link: { next: 'https://api.example/rides?page[number]=2' } }),
    where: '/links/next',
    exchange: '1-0001',
  },
  {
    rule: 'pages-links-keep-query',
    name: 'a changed filter',
    pages: changed(1, { link: { last: last.replace('turku', 'oulu') } }),
    where: '/links/last',
    exchange: '1-0002',
  },
  {
    rule: 'pages-links-keep-origin',
    name: 'another origin',
    pages: changed(0, { link: { next: at(2).replace('https:', 'http:') } }),
    where: '/links/next',
    exchange: '1-0001',
  },
  {
    rule: 'pages-links-keep-size',
    name: 'another page size',
    pages: changed(1, { link: { next: at(3).replace('=2&', '=1&') } }),
    where: '/links/next',
    exchange: '1-0002',
  },
  { rule: 'pages-items-once', name: 'an item on two pages', pages: changed(2, { items: ['b'] }), exchange: '1-0003' },
  {
    rule: 'pages-prev-mirrors-next',
    name: 'prev leads elsewhere',
    pages: changed(2, { link: { prev: first } }),
    where: '/links/prev',
    exchange: '1-0003',
  },
  {
    rule: 'pages-first-is-constant',
    name: 'first moves',
    pages: changed(2, { link: { first: at(2) } }),
    where: '/links/first',
    exchange: '1-0003',
  },
];

describe('pages', () => {
  it('finds nothing in a right walk', () => {
    const results = judgePages(walk);
    expect(broken(results)).toEqual([]);
    expect(results.filter(({ checks }) => checks === 0)).toMatchObject([{ rule: 'pages-first-has-no-prev' }]);
  });

  for (const { rule, name, pages, where, exchange } of wrong) {
    it(`${rule}: ${name}`, () => {
      const findings = judgePages(pages).find((result) => result.rule === rule)?.findings;
      expect(findings).toMatchObject([{ exchange, ...(where === undefined ? {} : { where }) }]);
    });
  }

  it('tests every law', () =>
    expect(new Set(wrong.map(({ rule }) => rule))).toEqual(new Set(pageTable.map(({ id }) => id))));

  it('lets a cursor in another parameter move where the caller names it', () => {
    const moved = changed(0, { link: { next: at(2).replace('zone=turku', 'zone=oulu') } });
    const keeps = (cursorParameters: readonly string[]) =>
      judgePages(moved, { cursorParameters }).find(({ rule }) => rule === 'pages-links-keep-query')?.findingsTotal;
    expect([keeps([]), keeps(['zone'])]).toEqual([1, 0]);
  });

  it('lets an item come twice on one page: another rule finds that', () => {
    expect(broken(judgePages(changed(2, { items: ['e', 'e'] })))).toEqual([]);
  });

  it('reads pages from documents', () => {
    const document = {
      data: [{ type: 'a', id: '1' }, { id: 2 }],
      links: { next: { href: '/b' }, prev: null, last: 7 },
    };
    expect(pageOf(document, base)).toMatchObject({ links: { next: '/b', prev: null }, items: ['1:a:1'] });
    expect(linksOf('no document')).toEqual({});
  });
});
