/** Judgements on the position links of a page. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { type Link, numberIn, readLink } from './links.ts';
import { type Page, pageOf } from './pages.ts';
import { lastOffset } from './back-end.ts';

export const positions = ['hrefStart', 'hrefPrevious', 'hrefNext', 'hrefEnd'] as const;
export type Position = (typeof positions)[number];

/** A page at an offset that is a multiple of its limit, of a list whose length is known. */
export interface At {
  readonly answer: Answer;
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
}

/** Offsets that the links of a page lead to; null where there is nothing to lead to. */
export function promisedOffsets({ limit, offset, total }: At): Readonly<Record<Position, number | null>> {
  const last = lastOffset(total, limit);
  return {
    hrefStart: offset > 0 ? 0 : null,
    hrefPrevious: offset > 0 ? Math.max(0, offset - limit) : null,
    hrefNext: offset < last ? offset + limit : null,
    hrefEnd: offset < last ? last : null,
  };
}

/** A link counts as absent where it is missing, null or empty. */
export const linkOf = ({ meta }: Page, name: Position): string | null => {
  const value = meta[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
};

/** None of the named links is there. */
export function expectAbsent(check: Check, at: At, names: readonly Position[]): void {
  const page = pageOf(at.answer);
  for (const name of names)
    expectThat(
      check,
      at.answer,
      page.meta[name] === undefined || page.meta[name] === null || page.meta[name] === '',
      `${name} would lead to the page itself`,
      `no ${name}`,
      show(page.meta[name], 120),
      `${page.metaAt}/${name}`,
    );
}

/** Every link that leads to another page is there. */
export function expectPresent(check: Check, at: At): void {
  const page = pageOf(at.answer);
  const promised = promisedOffsets(at);
  for (const name of positions) {
    if (promised[name] === null) continue;
    expectThat(
      check,
      at.answer,
      linkOf(page, name) !== null,
      `${name} is missing, though it leads to another page`,
      name,
      show(page.meta[name], 60),
      `${page.metaAt}/${name}`,
    );
  }
}

/** Links that are there, read. */
export const linksOf = (at: At) => linksOn(pageOf(at.answer));

export function linksOn(page: Page): { name: Position; link: Link; text: string; where: string }[] {
  return positions.flatMap((name) => {
    const text = linkOf(page, name);
    const link = readLink(text);
    return text === null || link === null ? [] : [{ name, link, text, where: `${page.metaAt}/${name}` }];
  });
}

/** Each link leads to the offset that it names, with the same limit. */
export function expectArithmetic(check: Check, at: At): void {
  const promised = promisedOffsets(at);
  for (const { name, link, text, where } of linksOf(at)) {
    const wanted = promised[name];
    if (wanted === null) continue; // that it should not be there is judged elsewhere
    // An offset of 0 may be left out: it is where a list begins.
    const offset = numberIn(link, 'offset') ?? (wanted === 0 && !link.query.some(([n]) => n === 'offset') ? 0 : null);
    expectThat(
      check,
      at.answer,
      offset === wanted,
      `${name} leads to offset ${offset ?? 'none'}; from offset ${at.offset} of ${at.total} items by ${at.limit} it is ${wanted}`,
      `offset=${wanted}`,
      text,
      where,
    );
    const limit = numberIn(link, 'limit');
    expectThat(
      check,
      at.answer,
      limit === at.limit,
      `${name} does not keep the limit`,
      `limit=${at.limit}`,
      text,
      where,
    );
  }
}
