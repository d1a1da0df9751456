/** Every plain answer of an operation in the run: what is promised of one is promised of all. */
import type { Answer } from '../../../src/judges/answer.ts';
import { isOk, isPlain, othersThan, plainAnswersOf } from '../../../src/judges/answers.ts';
import { isUuid } from '../../../src/judges/formats.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { type Placed, isRow, within } from './resources.ts';

const pathOf = (url: string): string => new URL(url).pathname;
const lastOf = (url: string): string => decodeURIComponent(pathOf(url).split('/').at(-1) ?? '');

/** The resource of an answer that came as one; a finding where it is none. */
function resourceIn(check: Check, answer: Answer): Placed[] {
  const row = within(answer.raw.json, 'data');
  const is = expectThat(check, answer, isRow(row), 'it brought no resource', 'an object', show(row, 80), '/data');
  return is && isRow(row) ? [{ row, at: '/data' }] : [];
}

/** Other resources that were read under their ids, each with the id that was asked for. */
export function otherResources(
  check: Check,
  own: readonly Answer[],
  operation: string,
  context: JudgeContext,
): { readonly answer: Answer; readonly asked: string; readonly placed: Placed }[] {
  return othersThan(own, readUnderIds(operation, context)).flatMap((answer) =>
    resourceIn(check, answer).map((placed) => ({ answer, asked: lastOf(answer.url), placed })),
  );
}

/** What was read under the id of the vendor; whether something else finds a resource is judged where it is asked. */
export function readUnderIds(operation: string, context: JudgeContext): Answer[] {
  const gone = plainAnswersOf('deleteCustomer', context);
  const isDeleted = (answer: Answer) =>
    gone.some(({ url, x }) => pathOf(url) === pathOf(answer.url) && orderOf(x) < orderOf(answer.x));
  return plainAnswersOf(operation, context).filter((answer) => isUuid(lastOf(answer.url)) && !isDeleted(answer));
}

const orderOf = (x: string): number => Number(x.split('-').at(-1));

/** The rows of a list as far as there are some: that a list comes is judged where it is asked. */
const rowsIn = (answer: Answer, list: string): Placed[] => {
  const rows: unknown = within(answer.raw.json, list);
  return Array.isArray(rows)
    ? rows.flatMap((row: unknown, i) => (isRow(row) ? [{ row, at: `/${list}/${i}` }] : []))
    : [];
};

export interface ListSeen {
  readonly answer: Answer;
  readonly rows: readonly Placed[];
}

/** Lists of the same operation that other cases asked for. */
export const otherLists = (
  own: readonly Answer[],
  operation: string,
  context: JudgeContext,
  list = 'data',
): ListSeen[] =>
  othersThan(own, plainAnswersOf(operation, context)).map((answer) => ({ answer, rows: rowsIn(answer, list) }));

export const acceptOf = ({ request }: Answer): string | undefined =>
  request.headers.find(([name]) => name.toLowerCase() === 'accept')?.[1];

/**
 * All other answers at the address of one that was asked for the same format, or for none: pages, filters, windows,
 * however they were reached.
 */
export function othersAt(first: Answer, own: readonly Answer[], context: JudgeContext): Answer[] {
  const { origin, pathname } = new URL(first.url);
  const same = context.answers.filter((answer) => {
    if (answer.request.method !== 'GET' || !URL.canParse(answer.url) || !isOk(answer)) return false;
    const url = new URL(answer.url);
    return (
      url.origin === origin && url.pathname === pathname && [undefined, acceptOf(first)].includes(acceptOf(answer))
    );
  });
  return othersThan(own, same).filter((answer) => answer.request.operation === 'follow' || isPlain(answer, context));
}
