/** Judgements on lists of records and the pages that they come on. */
import { Broken, type Check, show } from '../verdict/check.ts';
import type { Answer } from './answer.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The body as a list of objects. @throws Broken when it is none; Undecided as `answer.data` */
export function rowsOf(answer: Answer): readonly Row[] {
  const { data } = answer;
  if (!Array.isArray(data)) throw notA(answer, 'a list', data, '');
  data.forEach((item, i) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      throw notA(answer, 'an object', item, `/${i}`);
  });
  return data as Row[];
}

function notA(answer: Answer, what: string, value: unknown, pointer: string): Broken {
  return new Broken({
    message: `${answer.asked}: promised was a list of objects, at '${pointer}' came ${show(value, 80)}`,
    expected: what,
    actual: show(value, 160),
    where: pointer,
    exchange: answer.x,
  });
}

/** An id as text; numbers and strings of the same digits are the same id. Undefined where there is none. */
export function idOf(row: Row, member = 'id'): string | undefined {
  const value = row[member];
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined;
}

export const idsOf = (rows: readonly Row[], member = 'id'): string[] => rows.flatMap((row) => idOf(row, member) ?? []);

/** No id stands twice in the list. */
export function expectDistinct(
  check: Check,
  answers: readonly Answer[],
  what: string,
  key = (row: Row) => idOf(row),
): void {
  const seen = new Map<string, { x: string; where: string }>();
  answers.forEach((answer) => {
    rowsOf(answer).forEach((row, i) => {
      const id = key(row);
      if (id === undefined) return;
      const before = seen.get(id);
      check.that(before === undefined, () => ({
        message: `${answer.asked}: ${what} ${id} comes a second time at /${i}${before?.x === answer.x ? '' : `, it stood in exchange ${before?.x ?? ''} already`}`,
        expected: `each ${what} once`,
        actual: `${id} at ${before?.where ?? ''} and at /${i}`,
        where: `/${i}`,
        exchange: answer.x,
      }));
      if (before === undefined) seen.set(id, { x: answer.x, where: `/${i}` });
    });
  });
}

/** Each row satisfies the condition. */
export function expectEach(
  check: Check,
  answer: Answer,
  promise: string,
  holds: (row: Row) => boolean,
  came: (row: Row) => unknown,
): void {
  rowsOf(answer).forEach((row, i) => {
    check.that(holds(row), () => ({
      message: `${answer.asked}: the record at /${i} does not keep '${promise}': ${show(came(row), 120)}`,
      expected: promise,
      actual: show(came(row), 160),
      where: `/${i}`,
      exchange: answer.x,
    }));
  });
}

/** Both hold the same ids; says which are missing and which are too many. Two empty lists show nothing: no check is counted. */
export function expectSameIds(
  check: Check,
  answer: Answer,
  came: readonly string[],
  promised: readonly string[],
  what: string,
): void {
  const [c, p] = [new Set(came), new Set(promised)];
  if (c.size === 0 && p.size === 0) return;
  const missing = [...p].filter((id) => !c.has(id));
  const extra = [...c].filter((id) => !p.has(id));
  check.that(missing.length === 0 && extra.length === 0, () => ({
    message: `${answer.asked}: ${what}: ${differences(missing, extra)}`,
    expected: `${p.size} records`,
    actual: differences(missing, extra),
    where: '',
    exchange: answer.x,
  }));
}

/** Every id that came is among the promised ones. Of an empty list that shows nothing, unless nothing may come: then no check is counted. */
export function expectSubset(
  check: Check,
  answer: Answer,
  came: readonly string[],
  promised: readonly string[],
  what: string,
): void {
  const p = new Set(promised);
  if (came.length === 0 && p.size > 0) return;
  const extra = [...new Set(came)].filter((id) => !p.has(id));
  check.that(extra.length === 0, () => ({
    message: `${answer.asked}: ${what}: ${differences([], extra)}`,
    expected: 'no others',
    actual: differences([], extra),
    where: '',
    exchange: answer.x,
  }));
}

function differences(missing: readonly string[], extra: readonly string[]): string {
  const some = (ids: readonly string[]) =>
    show(ids.slice(0, 5)) + (ids.length > 5 ? ` and ${ids.length - 5} more` : '');
  const parts = [
    ...(missing.length === 0 ? [] : [`${missing.length} missing ${some(missing)}`]),
    ...(extra.length === 0 ? [] : [`${extra.length} too many ${some(extra)}`]),
  ];
  return parts.join(', ');
}
