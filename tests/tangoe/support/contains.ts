/** A detail holds what its list item says. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { readDate } from '../../../src/judges/dates.ts';
import { expectThat } from './findings.ts';
import { readLink, rest } from './links.ts';
import { isObject } from './pages.ts';

/** Members that change by themselves between two reads. */
const restless = new Set(['updated', 'lastUpdated', 'timestamp']);

/** Every member of the list item stands in the detail with the same value; null and absent are one, so are spellings of a time. */
export function expectContains(
  check: Check,
  answer: Answer,
  detail: Row,
  item: Row,
  what: string,
  at = '',
  depth = 0,
): void {
  for (const [name, promised] of Object.entries(item)) {
    const came = detail[name];
    const where = `${at}/${name}`;
    if (promised === null || restless.has(name)) continue;
    if (isObject(promised) && isObject(came) && depth < 4)
      expectContains(check, answer, came, promised, what, where, depth + 1);
    else
      expectThat(
        check,
        answer,
        came !== undefined && isSame(promised, came, name),
        `the detail of ${what} ${came === undefined ? 'lacks' : 'has another'} ${where}`,
        show(promised, 100),
        show(came, 100),
        where,
      );
  }
}

function isSame(a: unknown, b: unknown, name: string): boolean {
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  // Whether parts of a list are shown whole is not said; that as many come is.
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length || a.length === 0;
  if (typeof a === 'object' && typeof b === 'object') return true;
  if (name.startsWith('href')) return sameLink(a, b);
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const [left, right] = [readDate(a), readDate(b)];
  return left !== null && right !== null && left.ms === right.ms;
}

function sameLink(a: unknown, b: unknown): boolean {
  const [left, right] = [readLink(a), readLink(b)];
  return left !== null && right !== null && left.path === right.path && rest(left.query) === rest(right.query);
}
