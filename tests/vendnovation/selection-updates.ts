/** Updates of selections: a level is lowered or raised by one within its bounds, and set back. */
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

/** Members that stay as they are unless somebody writes or sells. */
const steady = ['machineId', 'productId', 'price', 'restockTo', 'depth', 'isActive', 'restockAt', 'selectionNumber'];

const relevel = probe('update of two selections', { cost: 3, writes: true }, async ({ api, undo, undecided }) => {
  const before = there(await api.listSelections({ headers: largestPage }), 'VENDNOVATION_SELECTIONS_ROUTE');
  const chosen = rowsOf(before)
    .filter((row) => otherLevel(row) !== null && idOf(row) !== undefined)
    .slice(0, 2);
  if (chosen.length === 0) undecided('no selection has an alertLevel and a restockAt above 0');
  const levels = (level: (row: Row) => number | null) => ({
    body: chosen.map((row) => ({ id: Number(idOf(row)), alertLevel: level(row) })),
  });
  undo('levels of selections', { operation: 'updateSelections', body: levels((row) => Number(row['alertLevel'])) });
  const answer = await api.updateSelections({ body: levels(otherLevel) });
  return { chosen, answer, after: await api.listSelections({ headers: largestPage }) };
});

/** The same with one that does not exist behind it: the whole set must fail. */
const halfWrong = probe('update of two selections, one unknown', { cost: 3, writes: true }, async (context) => {
  const { api, undo, undecided } = context;
  const before = there(await api.listSelections({ headers: largestPage }), 'VENDNOVATION_SELECTIONS_ROUTE');
  const rows = rowsOf(before);
  const chosen =
    rows.find((row) => otherLevel(row) !== null && idOf(row) !== undefined) ??
    undecided('no selection has an alertLevel and a restockAt above 0');
  const id = Number(idOf(chosen));
  const alertLevel = otherLevel(chosen);
  const [unknown = 0] = unknownIds(rows, 'id');
  undo('level of a selection', {
    operation: 'updateSelections',
    body: { body: [{ id, alertLevel: chosen['alertLevel'] }] },
  });
  const body = [
    { id, alertLevel },
    { id: unknown, alertLevel },
  ];
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
      check.that(row?.['alertLevel'] === otherLevel(before), () => ({
        message: `${seen.asked}: the new alertLevel of selection ${idOf(before) ?? ''} does not show`,
        expected: String(otherLevel(before)),
        actual: row === undefined ? 'no such selection' : show(row['alertLevel'], 40),
        where: '/alertLevel',
        exchange: seen.x,
      }));
    }
  expectSteady(check, after, chosen, steady);
  if ('reason' in bad) return;
  expectRolledBack(check, bad.value.answer);
  expectSteady(check, bad.value.after, [bad.value.chosen], ['alertLevel']);
});
