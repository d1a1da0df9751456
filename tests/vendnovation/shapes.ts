/** Machines, selections and transactions against their models. */
import type { SchemaProblem } from '../../src/contract/types.ts';
import { expectDistinct, expectEach, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { undecided } from '../../src/verdict/check.ts';
import { fleet } from './support/machines.ts';
import { everyList, expectModel, isBound, levels, levelsInOrder } from './support/models.ts';
import { manySelections, sales } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

/** Members of a machine that no table of the page lists; its example shows them. */
const exampleOnly = new Set([
  'creditProcessingFee',
  'bluetoothId',
  'externalAccountsTerminalId',
  'createdAt',
  'provisionedAt',
  'canRollbackFirmware',
  'ignoreDoorState',
  'enableSlotCountTracking',
  'useInternetPricing',
  'hardwareSettingsChanged',
  'usePlangramPrice',
  'useMachineTaxRate',
  'useMachineCommissionRate',
  'lastHeartBeat',
  'lastCashSale',
  'lastCreditSale',
  'lastAccountSale',
  'latestRestockToPicklist',
  'offerSmsReceipts',
]);

const memberOf = ({ pointer }: SchemaProblem) => pointer.split('/')[1] ?? '';

requirement('VN-SHAPE-01', fleet, ({ answers }, check, context) =>
  expectModel(
    check,
    everyList('listMachines', answers, context),
    context,
    'machine.schema.json',
    (p) => !isBound(p) && !exampleOnly.has(memberOf(p)),
  ),
);

requirement('VN-SHAPE-02', fleet, ({ answers }, check, context) =>
  expectModel(check, everyList('listMachines', answers, context), context, 'machine.schema.json', isBound),
);

requirement('VN-SHAPE-11', fleet, ({ answers }, check, context) =>
  expectModel(
    check,
    everyList('listMachines', answers, context),
    context,
    'machine.schema.json',
    (p) => !isBound(p) && exampleOnly.has(memberOf(p)),
  ),
);

requirement('VN-SHAPE-03', fleet, ({ answers }, check, context) => {
  for (const answer of everyList('listMachines', answers, context)) expectDistinct(check, [answer], 'machine');
});

requirement('VN-SHAPE-04', manySelections, (answer, check, context) =>
  expectModel(
    check,
    everyList('listSelections', [answer], context),
    context,
    'selection.schema.json',
    (p) => !isBound(p),
  ),
);

requirement('VN-SHAPE-06', manySelections, (answer, check, context) =>
  expectModel(check, everyList('listSelections', [answer], context), context, 'selection.schema.json', isBound),
);

requirement('VN-SHAPE-05', manySelections, (own, check, context) => {
  for (const answer of everyList('listSelections', [own], context))
    expectEach(check, answer, '0 ≤ alertLevel ≤ restockAt ≤ restockTo ≤ depth', levelsInOrder, (row) =>
      levels.map((member) => row[member]),
    );
});

requirement('VN-SHAPE-07', manySelections, (own, check, context) => {
  const key = (row: Readonly<Record<string, unknown>>) => {
    const number = idOf(row, 'selectionNumber');
    const machine = idOf(row, 'machineId');
    return number === undefined || machine === undefined ? undefined : `${number} of machine ${machine}`;
  };
  for (const answer of everyList('listSelections', [own], context)) expectDistinct(check, [answer], 'selection', key);
});

requirement('VN-SHAPE-13', manySelections, (own, check, context) => {
  for (const answer of everyList('listSelections', [own], context)) expectDistinct(check, [answer], 'selection');
});

requirement('VN-SHAPE-08', sales, (answer, check, context) =>
  expectModel(check, everyList('listTransactions', [answer], context), context, 'transaction.schema.json', () => true),
);

requirement('VN-SHAPE-09', sales, (own, check, context) => {
  for (const answer of everyList('listTransactions', [own], context))
    expectEach(
      check,
      answer,
      'totalTax ≤ totalPrice',
      ({ totalTax, totalPrice }) =>
        typeof totalTax !== 'number' ||
        typeof totalPrice !== 'number' ||
        totalPrice < 0 ||
        totalTax <= totalPrice + 1e-9,
      ({ totalTax, totalPrice }) => ({ totalTax, totalPrice }),
    );
});

requirement('VN-SHAPE-12', sales, (own, check, context) => {
  for (const answer of everyList('listTransactions', [own], context)) expectDistinct(check, [answer], 'transaction');
});

const sold = probe('machines of the transactions', { cost: 0, needs: [sales, fleet] }, async ({ get }) => ({
  report: await get(sales),
  all: await get(fleet),
}));

requirement('VN-SHAPE-10', sold, ({ report, all }, check) => {
  const machines = [...new Set(idsOf(rowsOf(report), 'machineId'))];
  if (machines.length === 0) undecided('the report holds no transaction');
  const unknown = machines.filter((id) => !all.ids.includes(id));
  check.observe(
    'machines in the report',
    `${machines.length}, of them ${unknown.length} not in the machine list`,
    report.x,
  );
});
