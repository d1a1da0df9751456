/** Helpers of this pack's rule tables. */
import type { Check } from '../../verdict/check.ts';
import { at, brief, findingAt, member } from '../json-api/value.ts';
import type { JsonObject, Node } from '../json-api/value.ts';
import type { Rule } from '../json-api/rule.ts';
import type { Feed } from './feed.ts';

export type FeedRule = Rule<Feed>;

/** Checks a member of a record; the finding points to it and shows what came. */
export function memberHolds(
  check: Check,
  { value, place }: Node<JsonObject>,
  name: string,
  right: boolean,
  message: () => string,
  expected: string,
): boolean {
  return check.that(right, () => findingAt(at(place, name), message(), expected, member(value, name)));
}

/** An instant as text and number, for findings. */
export function instant(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? brief(milliseconds) : `${milliseconds} (${date.toISOString()})`;
}
