/** A bulk change is an atomic set: one failing element, and nothing of it is kept. */
import { type Row, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { changedBy, expectRolledBack, expectSteady, named, counted, oneItem } from './support/bulk.ts';
import { fleet, unknownIds } from './support/machines.ts';
import { there } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

/** The failing element stands between good ones: what stands before it must be undone, what stands behind it never done. */
const halfWrong = probe(
  'update of machines, one unknown',
  { cost: 2, needs: [fleet], writes: true },
  async ({ api, get, undo, unique, undecided }) => {
    const { rows } = await get(fleet);
    const [unknownId = 0] = unknownIds(rows, 'id');
    const chosen = named(rows).slice(0, 2);
    if (chosen.length === 0) undecided('the account has no machine with a name');
    const names = (name: (n: number) => unknown) => chosen.map((row, n) => ({ id: Number(idOf(row)), name: name(n) }));
    undo('names of machines', { operation: 'updateMachines', body: { body: names((n) => chosen[n]?.['name']) } });
    const good = names((n) => unique(`conformance${n}`)) as { id: number; name: string }[];
    const body = [...good.slice(0, 1), { id: unknownId, name: unique('nobody') }, ...good.slice(1)];
    const answer = await api.updateMachines({ body: { body } });
    const after = await api.listMachines({ body: { requestFilter: { machineIdentifiers: idsOf(chosen) } } });
    return { chosen, answer, after };
  },
);

const halfWrongDelta = probe(
  'deltas of selections, one unknown',
  { cost: 3, writes: true },
  async ({ api, undo, undecided }) => {
    const before = there(await api.listSelections({ headers: { size: 50 } }), 'VENDNOVATION_SELECTIONS_ROUTE');
    const chosen = counted(rowsOf(before));
    if (chosen.length === 0) undecided('no selection has a count');
    const [unknownId = 0] = unknownIds(rowsOf(before), 'id');
    const deltaOf = (row: Row, sign: 1 | -1) => ({ selectionId: Number(idOf(row)), delta: sign * oneItem(row) });
    const back = (row: Row) => ({ operation: 'applySelectionDelta', body: { body: [deltaOf(row, -1)] } });
    for (const row of chosen)
      undo('part of a bulk delta', back(row), { onlyIfKilled: true, when: changedBy(row, oneItem(row)) });
    const good = chosen.map((row) => deltaOf(row, 1));
    const body = [...good.slice(0, 1), { selectionId: unknownId, delta: -1 }, ...good.slice(1)];
    const answer = await api.applySelectionDelta({ body: { body } });
    const after = await api.listSelections({ headers: { size: 50 } });
    for (const row of chosen) {
      const now = rowsOf(after).find((r) => idOf(r) === idOf(row))?.['count'];
      if (now === Number(row['count']) + oneItem(row))
        undo('part of a bulk delta', back(row), { made: true, when: changedBy(row, oneItem(row)) });
    }
    return { chosen, answer, after };
  },
);

const halfWrongs = probe(
  'bulk changes with one failing element',
  { cost: 0, needs: [halfWrong, halfWrongDelta], writes: true },
  async ({ get }) => ({ update: await get(halfWrong), delta: await attempt(get(halfWrongDelta)) }),
);

requirement('VN-BULK-01', halfWrongs, ({ update, delta }, check) => {
  if ('value' in delta) {
    expectRolledBack(check, delta.value.answer);
    expectSteady(check, delta.value.after, delta.value.chosen, ['count']);
  }
  expectRolledBack(check, update.answer);
  expectSteady(check, update.after, update.chosen, ['name']);
});
