/** Pages along their `next` links: bounded, at one origin, never twice the same. */
import type { Answer } from '../../../src/judges/answer.ts';
import { isRow, within } from './resources.ts';

/**
 * Why a walk ended.
 *
 * - `end`      there is no next link
 * - `bound`    as many pages as were allowed
 * - `again`    the next link leads to a page that was seen
 * - `stuck`    two pages in a row brought nothing new
 * - `away`     the next link leads to another origin, or is no URL: it was not followed
 * - `failed`   a page did not come
 */
export type WalkEnd = 'end' | 'bound' | 'again' | 'stuck' | 'away' | 'failed';

export interface Chain {
  readonly pages: readonly Answer[];
  readonly end: WalkEnd;
}

export interface WalkOptions {
  readonly most: number;
  readonly follow: (url: string) => Promise<Answer>;
  /** Keys of the items of a page, equal for equal items. */
  readonly keysOf: (page: Answer) => readonly string[];
}

/** A link of JSON:API: a text, or an object that has it as href. */
export const hrefOf = (link: unknown): unknown =>
  isRow(link) && typeof link['href'] === 'string' ? link['href'] : link;

export const nextOf = (page: Answer): unknown => hrefOf(within(page.raw.json, 'links', 'next'));

/** Follows next links from a first page; relative ones are relative to their page. */
export async function walk(first: Answer, { most, follow, keysOf }: WalkOptions): Promise<Chain> {
  const pages = [first];
  const visited = new Set<string>([normal(first.url)]);
  const seen = new Set<string>(keysOf(first));
  let idle = 0;
  for (let page = first; ;) {
    if (page.raw.status !== 200) return { pages, end: 'failed' };
    const next = nextOf(page);
    if (next === undefined || next === null || next === '') return { pages, end: 'end' };
    if (typeof next !== 'string' || !URL.canParse(next, page.url)) return { pages, end: 'away' };
    const { href, origin } = new URL(next, page.url);
    if (origin !== new URL(first.url).origin) return { pages, end: 'away' };
    if (visited.has(normal(href))) return { pages, end: 'again' };
    if (pages.length >= most) return { pages, end: 'bound' };
    visited.add(normal(href));
    page = await follow(href);
    pages.push(page);
    const fresh = keysOf(page).filter((key) => !seen.has(key));
    for (const key of fresh) seen.add(key);
    idle = fresh.length === 0 ? idle + 1 : 0;
    if (idle === 2) return { pages, end: 'stuck' };
  }
}

/** Equal for URLs that differ in the order or encoding of their query only. */
function normal(url: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  return `${origin}${pathname}?${[...searchParams]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')}`;
}
