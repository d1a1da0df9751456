/** Updates of machines: names and a model number, set back afterwards. */
import { type Row, expectDistinct, expectSameIds, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { show } from '../../src/verdict/check.ts';
import { expectSteady, named } from './support/bulk.ts';
import { fleet } from './support/machines.ts';
import { everyList, expectModel } from './support/models.ts';
import { probe, requirement } from './suite.ts';

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
    // The first one gets another model number, too, where it has one.
    const modelOf = (row: Row, text: string) =>
      row === chosen[0] && /^.{1,50}$/.test(String(row['modelNumber'] ?? '')) ? { modelNumber: text } : {};
    const renamed = (name: (row: Row, n: number) => string, model: (row: Row) => string) => ({
      body: chosen.map((row, n) => ({ id: Number(idOf(row)), name: name(row, n), ...modelOf(row, model(row)) })),
    });
    const before = renamed(
      (row) => String(row['name']),
      (row) => String(row['modelNumber']),
    );
    undo('names of machines', { operation: 'updateMachines', body: before });
    const change = renamed(
      (_, n) => unique(`conformance${n}`),
      () => unique('model'),
    );
    const answer = await api.updateMachines({ body: change });
    return {
      chosen,
      changes: new Map(change.body.map(({ id, ...members }) => [String(id), members])),
      answer,
      after: await api.listMachines({ body: { requestFilter: { machineIdentifiers: idsOf(chosen) } } }),
      others: await api.listMachines({ body: { requestFilter: { machineIdentifiers: idsOf(others) } } }),
      untouched: new Map(others.map((row) => [idOf(row), row['name']])),
    };
  },
);

requirement('VN-BULK-02', rename, ({ chosen, changes, answer, after, others, untouched }, check, context) => {
  expectModel(check, everyList('updateMachines', [answer], context), context, 'machine.schema.json');
  expectModel(check, everyList('listMachines', [after, others], context), context, 'machine.schema.json');
  const ids = idsOf(chosen);
  for (const seen of [answer, after])
    for (const id of ids) {
      const row = rowsOf(seen).find((r) => idOf(r) === id);
      for (const [member, value] of Object.entries(changes.get(id) ?? {}))
        check.that(row?.[member] === value, () => ({
          message: `${seen.asked}: the new ${member} of machine ${id} does not show`,
          expected: value,
          actual: row === undefined ? `no machine ${id}` : show(row[member], 80),
          where: `/${member}`,
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
  for (const row of chosen)
    expectSteady(
      check,
      after,
      [row],
      steady.filter((member) => !(member in (changes.get(idOf(row) ?? '') ?? {}))),
    );
});
