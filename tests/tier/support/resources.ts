/** Bodies of TIER as lists of objects with their places. */
import type { SchemaProblem } from '../../../src/contract/types.ts';
import type { Answer } from '../../../src/judges/answer.ts';
import { expectSchema } from '../../../src/judges/schema.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { Broken, type Check, show } from '../../../src/verdict/check.ts';

export type Row = Readonly<Record<string, unknown>>;

/** An object of a body, with the JSON pointer to it. */
export interface Placed {
  readonly row: Row;
  readonly at: string;
}

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own member of whatever came. */
export const memberOf = (value: unknown, name: string): unknown =>
  isRow(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** The value behind some members, of whatever came. */
export const within = (value: unknown, ...names: readonly string[]): unknown => names.reduce(memberOf, value);

function broken(answer: Answer, what: string, value: unknown, at: string): Broken {
  return new Broken({
    message: `${answer.asked}: promised was ${what}, at '${at}' came ${show(value, 80)}`,
    expected: what,
    actual: show(value, 160),
    where: at,
    exchange: answer.x,
  });
}

/** The objects of a list in the body. @throws Broken when it is no list of objects; Undecided as `answer.data` */
export function listAt(answer: Answer, ...path: readonly string[]): Placed[] {
  const at = path.map((name) => `/${name}`).join('');
  const list = within(answer.data, ...path);
  if (!Array.isArray(list)) throw broken(answer, 'a list', list, at);
  return list.map((row: unknown, i) => {
    if (!isRow(row)) throw broken(answer, 'an object', row, `${at}/${i}`);
    return { row, at: `${at}/${i}` };
  });
}

/** An object in the body. @throws Broken when it is none; Undecided as `answer.data` */
export function objectAt(answer: Answer, ...path: readonly string[]): Placed {
  const at = path.map((name) => `/${name}`).join('');
  const row = within(answer.data, ...path);
  if (!isRow(row)) throw broken(answer, 'an object', row, at);
  return { row, at };
}

/** `data` as a list; a single object counts as a list of one. */
export function dataOf(answer: Answer): Placed[] {
  return isRow(memberOf(answer.data, 'data')) ? [objectAt(answer, 'data')] : listAt(answer, 'data');
}

/** How many objects a list of the body holds; 0 where there is none. Never throws. */
export const countAt = (answer: Answer, ...path: readonly string[]): number => {
  const list = within(answer.raw.json, ...path);
  return Array.isArray(list) ? list.length : 0;
};

export const attributesOf = ({ row }: Placed): Row => {
  const attributes = row['attributes'];
  return isRow(attributes) ? attributes : {};
};

export const textIn = (row: Row, name: string): string | undefined =>
  typeof row[name] === 'string' ? row[name] : undefined;
export const numberIn = (row: Row, name: string): number | undefined =>
  typeof row[name] === 'number' ? row[name] : undefined;

const boundKeywords = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);
export const isBound = ({ keyword }: SchemaProblem): boolean => boundKeywords.has(keyword);

/** Each object keeps a schema of the contract; `file` is below `schemas/vendors/tier`. */
export function expectShape(
  check: Check,
  answer: Answer,
  rows: readonly Placed[],
  file: string,
  { contract }: JudgeContext,
  keep: (problem: SchemaProblem) => boolean = () => true,
): void {
  for (const { row, at } of rows) expectSchema(check, answer, contract, `tier/${file}.schema.json`, row, at, keep);
}

/** No key comes twice; objects without one are passed over. */
export function expectDistinct(
  check: Check,
  answer: Answer,
  rows: readonly Placed[],
  what: string,
  key: (placed: Placed) => string | undefined,
): void {
  const seen = new Map<string, string>();
  for (const placed of rows) {
    const value = key(placed);
    if (value === undefined) continue;
    const before = seen.get(value);
    check.that(before === undefined, () => ({
      message: `${answer.asked}: ${what} ${value} comes a second time, it stood at ${before ?? ''} already`,
      expected: `each ${what} once`,
      actual: `${value} at ${before ?? ''} and at ${placed.at}`,
      where: placed.at,
      exchange: answer.x,
    }));
    if (before === undefined) seen.set(value, placed.at);
  }
}

/** A value is one that the contract knows, unless the target accepts new ones. */
export function expectKnown(
  check: Check,
  answer: Answer,
  list: string,
  value: unknown,
  at: string,
  { contract, settings }: JudgeContext,
): void {
  if (typeof value !== 'string') return;
  const known = within(contract.facts, 'knownValues', list) as readonly string[];
  const isNew = !known.includes(value);
  if (isNew) check.observe(`new ${list}`, value, answer.x);
  check.that(!isNew || settings['newValues'] === 'accept', () => ({
    message: `${answer.asked}: ${at} is ${show(value, 60)}, which the page does not name`,
    expected: known.join(', '),
    actual: value,
    where: at,
    exchange: answer.x,
  }));
}
