/** Deltas are added to the counts of selections, and taken away again. */
import { type Row, expectDistinct, expectSameIds, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { show } from '../../src/verdict/check.ts';
import { changedBy, counted, oneItem, someItems } from './support/bulk.ts';
import { everyList, expectModel } from './support/models.ts';
import { there } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

/** One item less of the one, two more of the other where they fit: neither a lost sign nor a count that is overwritten looks like it. */
const deltaOf = (row: Row, n: number): number => (n === 0 ? oneItem(row) : someItems(row));

const delta = probe('deltas of two selections', { cost: 3, writes: true }, async ({ api, undo, undecided }) => {
  const before = there(await api.listSelections({ headers: { size: 50 } }), 'VENDNOVATION_SELECTIONS_ROUTE');
  const chosen = counted(rowsOf(before));
  const first = chosen[0] ?? undecided('no selection has a count');
  const deltas = (sign: 1 | -1) => ({
    body: chosen.map((row, n) => ({ selectionId: Number(idOf(row)), delta: sign * deltaOf(row, n) })),
  });
  const back = { operation: 'applySelectionDelta', body: deltas(-1) };
  undo('deltas of selections', back, { unlessRefused: true, when: changedBy(first, deltaOf(first, 0)) });
  const answer = await api.applySelectionDelta({ body: { requestFilter: {}, routeFilter: {}, ...deltas(1) } });
  const after = await api.listSelections({ headers: { size: 50 } });
  return { chosen, answer, after };
});

requirement('VN-BULK-03', delta, ({ chosen, answer, after }, check, context) => {
  expectModel(check, everyList('applySelectionDelta', [answer], context), context, 'selection.schema.json');
  expectModel(check, everyList('listSelections', [after], context), context, 'selection.schema.json');
  expectSameIds(check, answer, idsOf(rowsOf(answer)), idsOf(chosen), 'the selections that were updated');
  expectDistinct(check, [answer], 'selection');
  for (const [n, before] of chosen.entries())
    for (const seen of [answer, after]) {
      const id = idOf(before);
      const promised = Number(before['count']) + deltaOf(before, n);
      const row = rowsOf(seen).find((r) => idOf(r) === id);
      if (row === undefined && seen === after) continue; // the list may have moved on
      check.that(row?.['count'] === promised, () => ({
        message: `${seen.asked}: a delta of ${deltaOf(before, n)} must make the count of selection ${id ?? ''} ${promised}`,
        expected: String(promised),
        actual: row === undefined ? `no selection ${id ?? ''}` : show(row['count'], 40),
        where: '/count',
        exchange: seen.x,
      }));
    }
});
