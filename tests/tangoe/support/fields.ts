/** Fills the property fields that a tenant asks for with values that keep their own rules. */
import type { Row } from '../../../src/judges/lists.ts';
import { undecided } from '../../../src/verdict/check.ts';
import { isObject } from './pages.ts';

const list = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isObject) : []);
const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;

/** Groups of fields in the answer of /orders/properties. */
export function groupsIn(data: unknown): readonly Row[] {
  const properties = isObject(data) ? data['properties'] : undefined;
  return list(isObject(properties) ? properties['items'] : undefined);
}

export const fieldsIn = (group: Row): readonly Row[] => list(group['fields']);

/** An expression of the vendor for a whole value; null where it cannot be compiled or is too long to be trusted. */
function wholeValue(text: unknown): RegExp | null {
  if (typeof text !== 'string' || text === '' || text.length > 200) return null;
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    return null;
  }
}

const longest = 24;

/** Texts that people would write, cut or filled to the length that is wanted. */
function candidates(least: number, most: number): string[] {
  const length = Math.max(1, Math.min(Math.max(least, 1), longest));
  const fit = (text: string) =>
    text.padEnd(least, text.at(-1) ?? 'x').slice(0, Math.min(most, Math.max(least, longest)));
  const lengths = [...new Set([length, ...Array.from({ length: 12 }, (_, i) => i + 1)])];
  const filled = lengths.flatMap((n) => ['2', '1', '9', 'A', 'a'].map((c) => c.repeat(n)));
  const written = [
    'conformance',
    '2035550100',
    '203-555-0100',
    '12345',
    'test@example.com',
    '01/31/2030',
    'A1',
    'Test',
  ].map(fit);
  return [...written, ...filled].filter((text) => text.length >= least && text.length <= most);
}

/** A text that keeps the field's lengths and expression, or null. */
export function textFor(field: Row): string | null {
  const least = count(field['minLength']) ?? 0;
  const most = count(field['maxLength']) ?? 4000;
  const pattern = wholeValue(field['regEx']);
  const given =
    typeof field['text'] === 'string' && field['text'] !== '' && !field['text'].includes('«') ? [field['text']] : [];
  return (
    [...given, ...candidates(least, most)].find(
      (text) => text.length >= least && text.length <= most && (pattern === null || pattern.test(text)),
    ) ?? null
  );
}

/** Value members of one field; null where it cannot be filled. Dates lie a month ahead. */
function valueFor(field: Row, now: number): Row | null {
  switch (field['type']) {
    case 'DATE':
      return { date: `${new Date(now + 30 * 86_400_000).toISOString().slice(0, 10)}T00:00:00+00:00` };
    case 'CHOICE': {
      const choice = list(field['choices']).find((c) => c['isOther'] !== true && typeof c['id'] === 'string');
      return choice === undefined ? null : { choice: { id: choice['id'] } };
    }
    case 'TEXT': {
      const text = textFor(field);
      return text === null ? null : { text };
    }
    default:
      return null;
  }
}

/**
 * The properties of an order: every required field, and optional ones left out.
 * @throws Undecided when a required field cannot be filled
 */
export function filledGroups(data: unknown, now: number): Row[] {
  return groupsIn(data).map((group) => ({
    groupId: group['groupId'],
    fields: fieldsIn(group)
      .filter((field) => field['validation'] === 'REQUIRED')
      .map((field) => {
        const value = valueFor(field, now);
        if (value === null)
          return undecided(
            `no value was found for the required property ${String(field['id'])}; set TANGOE_ORDER_REQUEST`,
          );
        return { id: field['id'], type: field['type'], ...value };
      }),
  }));
}
