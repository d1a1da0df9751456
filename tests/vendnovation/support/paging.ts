/** The first pages of a list against the whole of it: the laws of paging in few requests. */
import type { Answer } from '../../../src/judges/answer.ts';
import { countOf, expectCount, expectHeader } from '../../../src/judges/headers.ts';
import { type Row, expectDistinct, expectSameIds, idOf, rowsOf } from '../../../src/judges/lists.ts';
import type { Check } from '../../../src/verdict/check.ts';
import type { CallOptions, JudgeContext, Probe } from '../../../src/suite/types.ts';
import type { VendNovationApi } from '../../../src/contract/generated/vendnovation.ts';
import { probe } from '../suite.ts';
import { everyPage } from './answers.ts';

export const largest = { size: 2000 } as const;

/** There are further pages. */
export const isPart = (answer: Answer): boolean => (countOf(answer, 'total-pages') ?? 1) > 1;

/** The id of a record, or its text where no page documents an id. */
export const keyOf = (row: Row): string => idOf(row) ?? JSON.stringify(row);

const keysOf = (answer: Answer): string[] =>
  answer.raw.status >= 200 && answer.raw.status < 300 ? rowsOf(answer).map(keyOf) : [];

/**
 * Pages that do not make up the list show nothing where the vendor keeps no order, which no page promises: then the same
 * page, asked again, holds other records.
 * @param whole keys of all records, or null where they are not known
 * @param again asks for one of the pages once more
 */
export async function keepsNoOrder(
  pages: readonly Answer[],
  whole: readonly string[] | null,
  again: (index: number) => Promise<Answer>,
): Promise<boolean> {
  const came = pages.map(keysOf);
  const all = new Set(came.flat());
  const whatCame = came.flat().length === all.size && (whole === null || sameSet(all, new Set(whole)));
  const [first] = came;
  if (whatCame || first === undefined || first.length === 0) return false;
  return !sameSet(new Set(first), new Set(keysOf(await again(0))));
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((key) => b.has(key));

export interface FirstPages {
  readonly name: string;
  readonly size: number;
  readonly pages: readonly Answer[];
  /** Keys of all records, or null where the large page does not hold them all. */
  readonly whole: readonly string[] | null;
  /** The list comes in another order each time. */
  readonly restless: boolean;
}

/**
 * Asks for the first pages of a list, three of them where they can make up the whole.
 * @param large answer with as many records as one page can hold
 */
export function firstPages(
  name: string,
  large: Probe<Answer, VendNovationApi>,
  ask: (
    api: VendNovationApi,
    headers: { page: number; size: number },
    large: Answer,
    options?: CallOptions,
  ) => Promise<Answer>,
) {
  return probe(
    `${name}, page by page`,
    { cost: 4, needs: [large], control: large },
    async ({ api, get, undecided }): Promise<FirstPages> => {
      const answer = await get(large);
      const keys = rowsOf(answer).map(keyOf);
      if (keys.length < 2) undecided(`there are fewer than two ${name}`);
      const size = isPart(answer) ? 20 : Math.ceil(keys.length / 3);
      const last = isPart(answer) ? 3 : Math.ceil(keys.length / size);
      const pages: Answer[] = [];
      for (let page = 1; page <= last; page += 1) pages.push(await ask(api, { page, size }, answer));
      const whole = isPart(answer) ? null : keys;
      const restless = await keepsNoOrder(pages, whole, (i) =>
        ask(api, { page: i + 1, size }, answer, { fresh: true }),
      );
      return { name, size, pages, whole, restless };
    },
  );
}

/** No page holds more records than its size. */
export function expectAtMost(check: Check, answer: Answer, most: number): void {
  const { length } = rowsOf(answer);
  check.that(length <= most, () => ({
    message: `${answer.asked}: ${length} records came on a page of ${most}`,
    expected: `at most ${most} records`,
    actual: `${length} records`,
    where: '',
    exchange: answer.x,
  }));
}

/** A page before the last is full. */
export function expectFull(check: Check, answer: Answer, size: number): void {
  const { length } = rowsOf(answer);
  check.that(length >= size, () => ({
    message: `${answer.asked}: a page before the last holds ${length} records instead of ${size}`,
    expected: `${size} records`,
    actual: `${length} records`,
    where: '',
    exchange: answer.x,
  }));
}

/** total-pages is what the records make at that size. */
export function expectTotal(check: Check, answer: Answer, records: number, size: number): void {
  const total = expectCount(check, answer, 'total-pages');
  const promised = Math.ceil(records / size);
  if (total === null) return;
  // No page says whether an empty list has no page or an empty one.
  check.that(total === promised || (records === 0 && total === 1), () => ({
    message: `${answer.asked}: total-pages is ${total}, but ${records} records make ${promised} pages of ${size}`,
    expected: `total-pages: ${promised}`,
    actual: `total-pages: ${total}`,
    where: 'header total-pages',
    exchange: answer.x,
  }));
}

export function expectFirstPages(check: Check, { name, size, pages, whole, restless }: FirstPages): void {
  pages.forEach((page, i) => {
    expectHeader(check, page, 'page', String(i + 1));
    expectHeader(check, page, 'size', String(size));
    expectAtMost(check, page, size);
    if (whole !== null) expectTotal(check, page, whole.length, size);
  });
  for (const page of pages.slice(0, -1)) expectFull(check, page, size);
  const last = pages.at(-1);
  if (last === undefined) return;
  if (restless) return check.observe('order', `${name} come in another order each time`, last.x);
  expectDistinct(check, pages, name, keyOf);
  const came = pages.flatMap((page) => rowsOf(page).map(keyOf));
  if (whole !== null) expectSameIds(check, last, came, whole, `all pages of the ${name}`);
}

/** Every other page that was asked for with such a size says the size that was used, and holds no more. */
export function expectSizes(
  check: Check,
  context: JudgeContext,
  looked: readonly Answer[],
  wanted: (asked: number | null) => boolean,
): void {
  for (const { answer, size } of everyPage(context, looked).filter((page) => wanted(page.asked))) {
    expectHeader(check, answer, 'size', String(size));
    expectAtMost(check, answer, size);
  }
}
