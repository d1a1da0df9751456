/** What every page must say of itself, however it was asked for. */
import type { Check } from '../../../src/verdict/check.ts';
import { type BackEnd, startOf } from './back-end.ts';
import { expectThat, expectValue } from './findings.ts';
import { isComplete, numberIn } from './links.ts';
import { countIn, pageOf } from './pages.ts';
import { type At, linkOf, linksOf, positions } from './position.ts';
import { type PlainPage, readablePages } from './plain.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** `_meta` with href, the limit and offset that were used, and totalCount. A server may use a smaller limit than it was asked for. */
export function expectMeta(check: Check, page: PlainPage, backEnd: BackEnd | null): void {
  const { answer, limit, offset, largest } = page;
  const { meta, metaAt, items } = pageOf(answer);
  const { href, limit: used, offset: from, totalCount } = meta;
  const isSmaller = isWhole(used) && limit > largest && used < limit && used >= Math.max(1, items.length);
  const starts = [limit, ...(isSmaller ? [used] : [])].map((size) => startOf('premium', offset, size));
  const isStart = backEnd !== 'rivermine' && isWhole(from) && starts.includes(from);
  expectValue(check, answer, `${metaAt}/href`, href, typeof href === 'string' && href.trim() !== '', 'a text');
  expectValue(check, answer, `${metaAt}/limit`, used, used === limit || isSmaller, `${limit}, as asked`);
  expectValue(check, answer, `${metaAt}/offset`, from, from === offset || isStart, `${offset}, as asked`);
  expectValue(check, answer, `${metaAt}/totalCount`, totalCount, isWhole(totalCount), 'a whole number');
}

/** A page that leads to none behind it, or is not full, is the last one: its end is that of the list. No page ends behind it. */
export function expectTotal(check: Check, { answer, limit, offset, largest }: PlainPage): void {
  const page = pageOf(answer);
  const { meta, metaAt, items } = page;
  const total = countIn(meta, 'totalCount');
  // Where an offset inside a page leads depends on the back end.
  if (total === null || offset % limit !== 0 || (items.length === 0 && offset > 0)) return;
  const end = offset + items.length;
  const isLast = linkOf(page, 'hrefNext') === null || items.length < Math.min(limit, largest);
  const holds = isLast ? total === end : total >= end;
  const message = `totalCount is ${total}, and the page at ${offset} by ${limit} holds ${items.length} items`;
  expectThat(check, answer, holds, message, `${isLast ? '' : 'at least '}${end}`, total, `${metaAt}/totalCount`);
}

/** Whatever stands where a link to another page is promised is a complete URL. */
export function expectLinks(check: Check, { answer }: PlainPage): void {
  const { meta, metaAt } = pageOf(answer);
  for (const name of positions) {
    const value = meta[name];
    if (value !== undefined && value !== null && value !== '')
      expectValue(check, answer, `${metaAt}/${name}`, value, isComplete(value), 'a complete URL');
  }
}

/** Pages of which the links can be told: at a multiple of the limit that was used, with the items that they must hold. */
export function everyAt(context: Pick<JudgeContext, 'answers'>): At[] {
  return readablePages(context).flatMap(({ answer, limit, offset, page: { meta, items } }) => {
    const total = countIn(meta, 'totalCount');
    if (total === null || meta['limit'] !== limit || offset % limit !== 0) return [];
    if (offset > 0 && offset >= total) return [];
    return items.length === Math.min(limit, total - offset) ? [{ answer, limit, offset, total }] : [];
  });
}

/**
 * From an offset inside a page, where the back ends differ: links to other pages by either reading are there, and all
 * that are there keep the limit.
 */
export function insidePages(context: Pick<JudgeContext, 'answers'>): At[] {
  return readablePages(context).flatMap(({ answer, limit, offset, page: { meta } }) => {
    const total = countIn(meta, 'totalCount');
    const isInside = meta['limit'] === limit && offset % limit !== 0 && offset > limit;
    return total !== null && isInside && offset < total ? [{ answer, limit, offset, total }] : [];
  });
}

export function expectAround(check: Check, at: At): void {
  const page = pageOf(at.answer);
  const after = at.offset + at.limit < at.total ? (['hrefNext', 'hrefEnd'] as const) : [];
  for (const name of ['hrefStart', 'hrefPrevious', ...after] as const)
    expectValue(check, at.answer, `${page.metaAt}/${name}`, page.meta[name], linkOf(page, name) !== null, 'a link');
}

export function expectSameLimit(check: Check, at: At): void {
  for (const { link, text, where } of linksOf(at))
    expectValue(check, at.answer, where, text, numberIn(link, 'limit') === at.limit, `a link with limit=${at.limit}`);
}
