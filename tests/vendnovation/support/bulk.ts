/** Judgements on bulk changes: what failed is rolled back, and nobody else's members move. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Row, idOf, rowsOf } from '../../../src/judges/lists.ts';
import { type Check, show, undecided } from '../../../src/verdict/check.ts';
import { expectErrorList, expectPointers } from './errors.ts';
import { unknownIds } from './machines.ts';

/** Refused, and with an error in the documented form. */
export function expectErrors(check: Check, answer: Answer): void {
  if (answer.status < 400 || answer.status >= 500) return;
  expectErrorList(check, answer);
  expectPointers(check, answer);
}

/** A set with a failing element is refused; that nothing of it was kept is judged by the caller. */
export function expectRolledBack(check: Check, answer: Answer): void {
  const { status } = answer;
  if (status === 429 || status > 500) undecided(`${answer.asked} was answered with ${status}: the server failed`);
  expectErrors(check, answer);
  check.that(answer.status >= 400, () => ({
    message: `${answer.asked}: a bulk change with an unknown record in it was accepted with ${answer.status}`,
    expected: 'an error',
    actual: `status ${answer.status}`,
    where: 'status',
    exchange: answer.x,
  }));
}

/** Members of the records that were not written are what they were before. */
export function expectSteady(check: Check, after: Answer, before: readonly Row[], members: readonly string[]): void {
  for (const old of before) {
    const row = rowsOf(after).find((r) => idOf(r) === idOf(old));
    if (row === undefined) continue;
    for (const member of members)
      check.that(JSON.stringify(row[member]) === JSON.stringify(old[member]), () => ({
        message: `${after.asked}: ${member} of record ${idOf(old) ?? ''} was not written and has changed`,
        expected: show(old[member], 80),
        actual: show(row[member], 80),
        where: `/${member}`,
        exchange: after.x,
      }));
  }
}

/** Longer names break the model, and could not be written back. */
const longestName = 120;

const isId = (id: string | undefined) => id !== undefined && Number.isInteger(Number(id)) && Number(id) < 2 ** 31;

/** Records that can be renamed, and back. */
export const named = (rows: readonly Row[]): Row[] =>
  rows.filter(({ name, ...row }) => typeof name === 'string' && name.length <= longestName && isId(idOf(row)));

/** A later run looks whether the items are missing, or there are too many: undoing twice would be one time too many. */
export const changedBy = (row: Row, delta: number) => ({
  operation: 'listSelections',
  call: { headers: { size: 50 } },
  list: '',
  where: { id: Number(idOf(row)), count: Number(row['count']) + delta },
});

/** Items that fit into a selection beside those that it holds. */
const roomOf = ({ depth, count }: Row): number => Number(depth) - Number(count);

/** Two selections whose items are counted: one that an item can be taken from, and one with room for two. */
export function counted(rows: readonly Row[]): Row[] {
  const usable = rows.filter((row) => Number.isInteger(row['count']) && idOf(row) !== undefined);
  const first = usable.find((row) => Number(row['count']) > 0) ?? usable[0];
  const others = usable.filter((row) => row !== first);
  const second = others.find((row) => roomOf(row) >= 2) ?? others[0];
  return [first, second].filter((row) => row !== undefined);
}

/** An item is taken where there is one, and added where there is none. */
export const oneItem = (row: Row): 1 | -1 => (Number(row['count']) > 0 ? -1 : 1);

/** As many items as there is room for, at most two. */
export const someItems = (row: Row): number => (roomOf(row) >= 1 ? Math.min(2, roomOf(row)) : oneItem(row));

/** Organisations and machines that nobody has. */
export const nobodys = (rows: readonly Row[], count: number) => ({
  organizationIds: unknownIds(rows, 'organizationId', count),
  machineIdentifiers: unknownIds(rows, 'id', count).map(String),
});
