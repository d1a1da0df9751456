/** Judgements on members and values that several resources share. */
import type { Contract, SchemaProblem } from '../../../src/contract/types.ts';
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import { expectSchema } from '../../../src/judges/schema.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { isObject, itemsOf } from './pages.ts';

export const isTime = ({ keyword }: SchemaProblem): boolean => keyword === 'format';
export const isNoTime = (problem: SchemaProblem): boolean => !isTime(problem);

/** Each item of a list against a schema file of the contract; its id is a text. */
export function expectItems(
  check: Check,
  answer: Answer,
  contract: Contract,
  file: string,
  keep: (problem: SchemaProblem) => boolean,
): void {
  const { items, at } = itemsOf(answer);
  items.forEach((item, i) => {
    expectSchema(check, answer, contract, `tangoe/v1/${file}`, item, `${at}/${i}`, keep);
    if (keep !== isTime) expectTextId(check, answer, item, `${at}/${i}`);
  });
}

/** Ids are texts, never numbers. */
export function expectTextId(check: Check, answer: Answer, item: Row, at: string): void {
  const id = item['orderId'] ?? item['id'];
  expectThat(
    check,
    answer,
    typeof id === 'string' && id !== '',
    `the id of an item is ${show(id, 40)}`,
    'a text',
    show(id, 60),
    `${at}/id`,
  );
}

export interface Enumerated {
  /** Name of the list in the contract's `knownValues`, or ''. */
  readonly list: string;
  readonly value: string;
  readonly where: string;
}

const listOf: Readonly<Record<string, string>> = {
  recurrence: 'recurrence',
  validation: 'validation',
  accessMethod: 'accessMethod',
  transactionType: 'transactionTypes',
  status: '',
  action: '',
};

/** Values of members that pages print as enumerations, at most eight levels deep. */
export function enumeratedIn(body: unknown): Enumerated[] {
  const found: Enumerated[] = [];
  const walk = (value: unknown, where: string, member: string, depth: number) => {
    if (depth > 8) return;
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, `${where}/${i}`, member, depth + 1));
    if (!isObject(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      const list = name === 'type' ? (member === 'serialNumber' ? 'serialNumberType' : undefined) : listOf[name];
      if (typeof inner === 'string' && list !== undefined)
        found.push({ list, value: inner, where: `${where}/${name}` });
      walk(inner, `${where}/${name}`, name, depth + 1);
    }
  };
  walk(body, '', '', 0);
  return found;
}

/** Capital letters, digits and underscores. */
export const isConstant = (value: string): boolean => /^[A-Z0-9]+(?:_[A-Z0-9]+)*$/.test(value);

/** Every price in a body, whatever the member is called: what has a recurrence, or an amount and a currency. */
export function pricesIn(body: unknown, at = '', depth = 0): { price: Row; at: string }[] {
  if (depth > 8) return [];
  if (Array.isArray(body)) return body.flatMap((item, i) => pricesIn(item, `${at}/${i}`, depth + 1));
  if (!isObject(body)) return [];
  const isPrice = 'recurrence' in body || ('amount' in body && 'currencyCode' in body);
  const inner = Object.entries(body).flatMap(([name, value]) => pricesIn(value, `${at}/${name}`, depth + 1));
  return isPrice ? [{ price: body, at }, ...inner] : inner;
}
