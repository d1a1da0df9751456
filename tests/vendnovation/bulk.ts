/** Bulk operations: they write, and run only where the target allows it. Everything that they change is changed back. */
import { expectDistinct, expectEach, expectSameIds, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show } from '../../src/verdict/check.ts';
import type { Row } from '../../src/judges/lists.ts';
import { expectErrors, expectRolledBack, expectSteady } from './support/bulk.ts';
import { codesOf, expectError } from './support/errors.ts';
import { fleet, unknownIds } from './support/machines.ts';
import { everyList, expectModel } from './support/models.ts';
import { there } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const named = (rows: readonly Row[]) =>
  rows.filter((row) => typeof row['name'] === 'string' && idOf(row) !== undefined);

const halfWrong = probe(
  'update of two machines, one unknown',
  { cost: 2, needs: [fleet], writes: true },
  async ({ api, get, undo, unique, undecided }) => {
    const { rows } = await get(fleet);
    const [unknownId = 0] = unknownIds(rows, 'id');
    const machine = named(rows)[0] ?? undecided('the account has no machine with a name');
    const id = Number(idOf(machine));
    undo('name of a machine', { operation: 'updateMachines', body: { body: [{ id, name: machine['name'] }] } });
    const answer = await api.updateMachines({
      body: {
        body: [
          { id, name: unique('conformance') },
          { id: unknownId, name: unique('nobody') },
        ],
      },
    });
    const after = await api.listMachines({ body: { requestFilter: { machineIdentifiers: [String(id)] } } });
    return { before: machine['name'], answer, after };
  },
);

/** Giving an item back twice would be one too many: a later run looks whether it is missing. */
const lostOne = (id: number, count: unknown) => ({
  operation: 'listSelections',
  call: { headers: { size: 50 } },
  list: '',
  where: { id, count: Number(count) - 1 },
});

/** The same for deltas: a good one first, then one of a selection that does not exist. */
const halfWrongDelta = probe(
  'deltas of two selections, one unknown',
  { cost: 3, writes: true },
  async ({ api, undo, undecided }) => {
    const before = there(await api.listSelections({ headers: { size: 50 } }), 'VENDNOVATION_SELECTIONS_ROUTE');
    const selection =
      rowsOf(before).find((row) => typeof row['count'] === 'number' && row['count'] > 1) ??
      undecided('no selection holds two items or more');
    const selectionId = Number(idOf(selection));
    const [unknownId = 0] = unknownIds(rowsOf(before), 'id');
    const back = { operation: 'applySelectionDelta', body: { body: [{ selectionId, delta: 1 }] } };
    const when = lostOne(selectionId, selection['count']);
    undo('half of a bulk delta', back, { onlyIfKilled: true, when });
    const answer = await api.applySelectionDelta({
      body: {
        body: [
          { selectionId, delta: -1 },
          { selectionId: unknownId, delta: -1 },
        ],
      },
    });
    const after = await api.listSelections({ headers: { size: 50 } });
    const now = rowsOf(after).find((row) => idOf(row) === String(selectionId))?.['count'];
    const lost = now === Number(selection['count']) - 1;
    if (lost) undo('half of a bulk delta', back, { made: true, when });
    return { answer, after, id: String(selectionId), count: selection['count'] };
  },
);

const halfWrongs = probe(
  'bulk changes with one failing element',
  { cost: 0, needs: [halfWrong, halfWrongDelta], writes: true },
  async ({ get }) => ({
    update: await get(halfWrong),
    delta: await attempt(get(halfWrongDelta)),
  }),
);

requirement('VN-BULK-01', halfWrongs, ({ update: { before, answer, after }, delta: second }, check) => {
  if ('value' in second) {
    const { id, count } = second.value;
    expectRolledBack(check, second.value.answer);
    const row = rowsOf(second.value.after).find((r) => idOf(r) === id);
    if (row !== undefined)
      check.that(row['count'] === count, () => ({
        message: `${second.value.answer.asked}: the good delta of a failing set was kept; the count of selection ${id} changed`,
        expected: show(count, 40),
        actual: show(row['count'], 40),
        where: '/count',
        exchange: second.value.after.x,
      }));
  }

  expectRolledBack(check, answer);
  expectEach(
    check,
    after,
    `name is still ${show(before, 60)}`,
    (row) => row['name'] === before,
    (row) => row['name'],
  );
});

const unknownMachine = probe(
  'update of an unknown machine',
  { cost: 1, needs: [fleet], control: fleet, writes: true },
  async ({ api, get, unique, undecided }) => {
    const { rows, complete } = await get(fleet);
    // Where not all machines are known, a made-up id may be somebody's machine.
    if (!complete) undecided('not all machines of the account are known, so that no id is surely unknown');
    const [id = 0] = unknownIds(rows, 'id');
    return api.updateMachines({ body: { body: [{ id, name: unique('nobody') }] } });
  },
);

requirement('VN-ERR-10', unknownMachine, (answer, check, { contract }) => {
  const statuses = contract.facts['errorCodes'] as Readonly<Record<string, readonly number[]>>;
  const codes = codesOf(answer);
  const documented = ['MISSING_RECORD', 'DATA_ACCESS', 'UNEXPECTED_RESULT_COUNT', 'GENERIC_ERROR'];
  expectErrors(check, answer);
  check.that(answer.status >= 400 && answer.status < 500 && codes.some((c) => documented.includes(c)), () => ({
    message: `${answer.asked}: an update of a record that does not exist must be refused with a documented error`,
    expected: `4xx with ${documented.join(', ')}`,
    actual: `status ${answer.status}, ${codes.join(', ') || 'no code'}`,
    where: 'status',
    exchange: answer.x,
  }));
  check.that(
    codesOf(answer).some((c) => statuses[c]?.includes(answer.status) === true) || codesOf(answer).length === 0,
    () => ({
      message: `${answer.asked}: ${codesOf(answer).join(', ')} came with ${answer.status}`,
      expected: 'the status of the code',
      actual: `status ${answer.status}`,
      where: 'status',
      exchange: answer.x,
    }),
  );
});

/** Members that stay as they are unless somebody writes them. */
const steady = [
  'assetId',
  'organizationId',
  'siteId',
  'typeId',
  'modelNumber',
  'prose',
  'callInCode',
  'taxPercentage',
  'commissionPercentage',
  'enableAccountSales',
  'enableCashSales',
  'enableCreditSales',
  'isVisible',
];

const rename = probe(
  'update of one machine',
  { cost: 3, needs: [fleet], writes: true },
  async ({ api, get, undo, unique, undecided }) => {
    const all = named((await get(fleet)).rows);
    const chosen = all.slice(-2).reverse();
    if (chosen.length === 0) undecided('the account has no machine with a name');
    const others = all.slice(0, 3).filter((row) => !chosen.includes(row));
    const renamed = (name: (row: Row, n: number) => string) => ({
      body: chosen.map((row, n) => ({ id: Number(idOf(row)), name: name(row, n) })),
    });
    undo('names of machines', { operation: 'updateMachines', body: renamed((row) => String(row['name'])) });
    const change = renamed((_, n) => unique(`conformance${n}`));
    const answer = await api.updateMachines({ body: change });
    return {
      chosen,
      names: new Map(change.body.map(({ id, name }) => [String(id), name])),
      answer,
      after: await api.listMachines({ body: { requestFilter: { machineIdentifiers: idsOf(chosen) } } }),
      others: await api.listMachines({ body: { requestFilter: { machineIdentifiers: idsOf(others) } } }),
      untouched: new Map(others.map((row) => [idOf(row), row['name']])),
    };
  },
);

requirement('VN-BULK-02', rename, ({ chosen, names, answer, after, others, untouched }, check, context) => {
  expectModel(check, everyList('updateMachines', [answer], context), context, 'machine.schema.json');
  expectModel(check, everyList('listMachines', [after, others], context), context, 'machine.schema.json');
  const ids = idsOf(chosen);
  for (const seen of [answer, after])
    for (const id of ids) {
      const row = rowsOf(seen).find((r) => idOf(r) === id);
      check.that(row?.['name'] === names.get(id), () => ({
        message: `${seen.asked}: the new name of machine ${id} does not show`,
        expected: names.get(id) ?? '',
        actual: row === undefined ? `no machine ${id}` : show(row['name'], 80),
        where: '/name',
        exchange: seen.x,
      }));
    }
  expectSameIds(check, answer, idsOf(rowsOf(answer)), ids, 'the machines that were updated');
  expectDistinct(check, [answer], 'machine');
  for (const row of rowsOf(others).filter((r) => untouched.has(idOf(r))))
    check.that(row['name'] === untouched.get(idOf(row)), () => ({
      message: `${others.asked}: an update of machines ${ids.join(' and ')} changed the name of machine ${idOf(row) ?? ''}`,
      expected: show(untouched.get(idOf(row)), 80),
      actual: show(row['name'], 80),
      where: '/name',
      exchange: others.x,
    }));
  expectSteady(check, after, chosen, steady);
});

/** One item less of each: neither a lost sign nor a count that is overwritten looks like it. */
const delta = probe('deltas of two selections', { cost: 3, writes: true }, async ({ api, undo, undecided }) => {
  const before = there(await api.listSelections({ headers: { size: 50 } }), 'VENDNOVATION_SELECTIONS_ROUTE');
  const chosen = rowsOf(before)
    .filter((row) => typeof row['count'] === 'number' && row['count'] > 1 && idOf(row) !== undefined)
    .slice(0, 2);
  const first = chosen[0] ?? undecided('no selection holds two items or more');
  const deltas = (by: number) => ({ body: chosen.map((row) => ({ selectionId: Number(idOf(row)), delta: by })) });
  const back = { operation: 'applySelectionDelta', body: deltas(1) };
  undo('deltas of selections', back, { unlessRefused: true, when: lostOne(Number(idOf(first)), first['count']) });
  const answer = await api.applySelectionDelta({ body: deltas(-1) });
  const after = await api.listSelections({ headers: { size: 50 } });
  return { chosen, answer, after };
});

requirement('VN-BULK-03', delta, ({ chosen, answer, after }, check, context) => {
  expectModel(check, everyList('applySelectionDelta', [answer], context), context, 'selection.schema.json');
  expectModel(check, everyList('listSelections', [after], context), context, 'selection.schema.json');
  expectSameIds(check, answer, idsOf(rowsOf(answer)), idsOf(chosen), 'the selections that were updated');
  expectDistinct(check, [answer], 'selection');
  for (const before of chosen)
    for (const seen of [answer, after]) {
      const id = idOf(before);
      const promised = Number(before['count']) - 1;
      const row = rowsOf(seen).find((r) => idOf(r) === id);
      if (row === undefined && seen === after) continue; // the list may have moved on
      check.that(row?.['count'] === promised, () => ({
        message: `${seen.asked}: a delta of -1 must make the count of selection ${id ?? ''} ${promised}`,
        expected: String(promised),
        actual: row === undefined ? `no selection ${id ?? ''}` : show(row['count'], 40),
        where: '/count',
        exchange: seen.x,
      }));
    }
});

const twoTemplates = probe(
  'two templates at once',
  { cost: 1, needs: [fleet], control: fleet, writes: true },
  async ({ api, get, undecided }) => {
    const id = (await get(fleet)).ids[0] ?? undecided('the account has no machine');
    return api.applyTemplates(
      { body: { requestFilter: { machineIdentifiers: [id] }, routeFilter: { templateIds: [1] } } },
      {
        anyway: {
          body: {
            requestFilter: { machineIdentifiers: [id] },
            routeFilter: { templateIds: [2147483646, 2147483645] },
          },
        },
      },
    );
  },
);

requirement('VN-BULK-04', twoTemplates, (answer, check) => {
  expectError(check, answer, { because: 'two templates are named', statuses: [422], codes: ['MULTIPLE_TEMPLATES'] });
  expectErrors(check, answer);
});
