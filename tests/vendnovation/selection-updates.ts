/** Updates of selections: a level and a count are moved by one within their bounds, and set back. */
import { type Row, expectDistinct, expectSameIds, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show } from '../../src/verdict/check.ts';
import { expectRolledBack, expectSteady } from './support/bulk.ts';
import { unknownIds } from './support/machines.ts';
import { everyList, expectModel } from './support/models.ts';
import { there } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const largestPage = { size: 50 } as const;

/** Another alertLevel that keeps 0 ≤ alertLevel ≤ restockAt, or null where there is none. */
function otherLevel({ alertLevel, restockAt }: Row): number | null {
  if (typeof alertLevel !== 'number' || typeof restockAt !== 'number' || restockAt < 1) return null;
  return alertLevel > 0 ? alertLevel - 1 : alertLevel + 1;
}

/** What is written: another level, and one item less, or one more where there is room for it. */
function changeOf(row: Row): Readonly<Record<string, number>> {
  const level = otherLevel(row);
  const { count, depth } = row;
  const items = typeof count !== 'number' ? null : count > 0 ? count - 1 : count < Number(depth) ? count + 1 : null;
  return {
    ...(level === null ? {} : { alertLevel: level }),
    ...(items === null ? {} : { count: items }),
  };
}

const changeable = (rows: readonly Row[]): Row[] =>
  rows.filter((row) => Object.keys(changeOf(row)).length > 0 && idOf(row) !== undefined).slice(0, 2);

type Element = { readonly id: number } & Readonly<Record<string, unknown>>;

/** The changes of the rows, and what sets them back. */
const changesOf = (rows: readonly Row[]): Element[] => rows.map((row) => ({ id: Number(idOf(row)), ...changeOf(row) }));
const backOf = (rows: readonly Row[]): Element[] =>
  rows.map((row) => ({
    id: Number(idOf(row)),
    ...Object.fromEntries(Object.keys(changeOf(row)).map((member) => [member, row[member]])),
  }));

/** Members that stay as they are unless somebody writes or sells. */
const steady = ['machineId', 'productId', 'price', 'restockTo', 'depth', 'isActive', 'restockAt', 'selectionNumber'];

const none = 'no selection has a count or an alertLevel that can be moved within its bounds';

const relevel = probe('update of two selections', { cost: 3, writes: true }, async ({ api, undo, undecided }) => {
  const before = there(await api.listSelections({ headers: largestPage }), 'VENDNOVATION_SELECTIONS_ROUTE');
  const chosen = changeable(rowsOf(before));
  if (chosen.length === 0) undecided(none);
  undo('levels of selections', { operation: 'updateSelections', body: { body: backOf(chosen) } });
  // With all three keys, as the page prints the body.
  const answer = await api.updateSelections({ body: { requestFilter: {}, routeFilter: {}, body: changesOf(chosen) } });
  return { chosen, answer, after: await api.listSelections({ headers: largestPage }) };
});

/** The same with one that does not exist between them: the whole set must fail. */
const halfWrong = probe('update of selections, one unknown', { cost: 3, writes: true }, async (context) => {
  const { api, undo, undecided } = context;
  const before = there(await api.listSelections({ headers: largestPage }), 'VENDNOVATION_SELECTIONS_ROUTE');
  const rows = rowsOf(before);
  const chosen = changeable(rows);
  if (chosen.length === 0) undecided(none);
  const [unknown = 0] = unknownIds(rows, 'id');
  undo('levels of selections', { operation: 'updateSelections', body: { body: backOf(chosen) } });
  const good = changesOf(chosen);
  const body = [...good.slice(0, 1), { id: unknown, alertLevel: 0 }, ...good.slice(1)];
  const answer = await api.updateSelections({ body: { body } });
  return { chosen, answer, after: await api.listSelections({ headers: largestPage }) };
});

const updates = probe(
  'updates of selections',
  { cost: 0, needs: [relevel, halfWrong], writes: true },
  async ({ get }) => ({
    good: await get(relevel),
    bad: await attempt(get(halfWrong)),
  }),
);

requirement('VN-BULK-06', updates, ({ good: { chosen, answer, after }, bad }, check, context) => {
  expectModel(check, everyList('updateSelections', [answer], context), context, 'selection.schema.json');
  expectSameIds(check, answer, idsOf(rowsOf(answer)), idsOf(chosen), 'the selections that were updated');
  expectDistinct(check, [answer], 'selection');
  for (const before of chosen)
    for (const seen of [answer, after]) {
      const row = rowsOf(seen).find((r) => idOf(r) === idOf(before));
      if (row === undefined && seen === after) continue; // the list may have moved on
      for (const [member, value] of Object.entries(changeOf(before)))
        check.that(row?.[member] === value, () => ({
          message: `${seen.asked}: the new ${member} of selection ${idOf(before) ?? ''} does not show`,
          expected: String(value),
          actual: row === undefined ? 'no such selection' : show(row[member], 40),
          where: `/${member}`,
          exchange: seen.x,
        }));
    }
  expectSteady(check, after, chosen, steady);
  if ('reason' in bad) return;
  expectRolledBack(check, bad.value.answer);
  expectSteady(check, bad.value.after, bad.value.chosen, ['alertLevel', 'count']);
});
