/** Two pages of a list against the whole of it: the laws of paging in two requests. */
import type { Answer } from '../../../src/judges/answer.ts';
import { countOf, expectCount, expectHeader } from '../../../src/judges/headers.ts';
import { type Row, expectDistinct, expectSameIds, idOf, rowsOf } from '../../../src/judges/lists.ts';
import type { Check } from '../../../src/verdict/check.ts';
import type { Probe } from '../../../src/suite/types.ts';
import type { VendNovationApi } from '../../../src/contract/generated/vendnovation.ts';
import { probe } from '../suite.ts';

export interface TwoPages {
  readonly name: string;
  readonly size: number;
  readonly pages: readonly Answer[];
  /** Keys of all records, or null where the large page does not hold them all. */
  readonly whole: readonly string[] | null;
}

/** The id of a record, or its text where no page documents an id. */
const keyOf = (row: Row): string => idOf(row) ?? JSON.stringify(row);

/**
 * Asks for two pages of half the list each.
 * @param large answer with as many records as one page can hold
 */
export function twoPages(
  name: string,
  large: Probe<Answer, VendNovationApi>,
  ask: (api: VendNovationApi, headers: { page: number; size: number }, large: Answer) => Promise<Answer>,
) {
  return probe(
    `${name}, two pages`,
    { cost: 2, needs: [large], control: large },
    async ({ api, get, undecided }): Promise<TwoPages> => {
      const answer = await get(large);
      const keys = rowsOf(answer).map(keyOf);
      if (keys.length < 2) undecided(`there are fewer than two ${name}`);
      const all = (countOf(answer, 'total-pages') ?? 1) <= 1;
      const size = all ? Math.ceil(keys.length / 2) : 20;
      const pages = [await ask(api, { page: 1, size }, answer), await ask(api, { page: 2, size }, answer)];
      return { name, size, pages, whole: all ? keys : null };
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
  if (total === null || records === 0) return; // no page says what an empty list has
  check.that(total === promised, () => ({
    message: `${answer.asked}: total-pages is ${total}, but ${records} records make ${promised} pages of ${size}`,
    expected: `total-pages: ${promised}`,
    actual: `total-pages: ${total}`,
    where: 'header total-pages',
    exchange: answer.x,
  }));
}

export function expectTwoPages(check: Check, { name, size, pages, whole }: TwoPages): void {
  pages.forEach((page, i) => {
    expectHeader(check, page, 'page', String(i + 1));
    expectHeader(check, page, 'size', String(size));
    expectAtMost(check, page, size);
    if (whole !== null) expectTotal(check, page, whole.length, size);
  });
  const [first, second] = pages;
  if (first === undefined || second === undefined) return;
  expectFull(check, first, size);
  expectDistinct(check, pages, name, keyOf);
  if (whole !== null)
    expectSameIds(
      check,
      second,
      pages.flatMap((page) => rowsOf(page).map(keyOf)),
      whole,
      `both pages of the ${name}`,
    );
}
