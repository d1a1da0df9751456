/** Filters of the lists beside that of the machines: no page lists which of them they honour. */
import type { Answer } from '../../src/judges/answer.ts';
import { type Row, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { within } from './support/date-windows.ts';
import { type Fleet, fleet } from './support/machines.ts';
import { isPart, keyOf, largest } from './support/paging.ts';
import { manySelections, transactions } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

interface Filtered {
  /** The filter, in words. */
  readonly by: string;
  readonly whole: Answer;
  readonly answer: Answer;
  readonly matches: (row: Row) => boolean;
}

/** Ids of the machines that are not deleted: others may count as missing. */
async function living(asked: Promise<Fleet>): Promise<ReadonlySet<string>> {
  const machines = await attempt(asked);
  return new Set('value' in machines ? machines.value.ids : []);
}

const selectionsBy = probe(
  'selections by their id and by their machine',
  { cost: 2, needs: [manySelections, fleet], control: manySelections },
  async ({ api, get, undecided }): Promise<readonly Filtered[]> => {
    const whole = await get(manySelections);
    const rows = rowsOf(whole);
    const machines = await living(get(fleet));
    const known = rows.filter((row) => machines.has(idOf(row, 'machineId') ?? ''));
    const some = known[Math.floor(known.length / 2)] ?? undecided('no selection is of a machine of the account');
    const ask = async (by: string, requestFilter: object, matches: (row: Row) => boolean) => ({
      by,
      whole,
      answer: await api.listSelections({ headers: largest, body: { requestFilter } }),
      matches,
    });
    const [id, machine] = [idOf(some), idOf(some, 'machineId')];
    return [
      ...(Number.isInteger(some['id'])
        ? [await ask('its id', { selectionIds: [Number(id)] }, (row) => idOf(row) === id)]
        : []),
      ...(machine === undefined
        ? []
        : [await ask('a machine', { machineIdentifiers: [machine] }, (row) => idOf(row, 'machineId') === machine)]),
    ];
  },
);

const soldByOne = probe(
  'transactions of one machine',
  { cost: 1, needs: [within, fleet], control: transactions },
  async ({ api, get, undecided }): Promise<Filtered> => {
    const whole = (await get(within)).whole.answer;
    const rows = rowsOf(whole);
    const machines = await living(get(fleet));
    const sold = idsOf(rows, 'machineId').find((machine) => machines.has(machine));
    const id = sold ?? undecided('the report holds no transaction of a machine of the account');
    if (new Set(idsOf(rows, 'machineId')).size < 2) undecided('all transactions of the report are of one machine');
    const { requestFilter } = JSON.parse(whole.request.body ?? '{}') as { requestFilter?: object };
    const body = { requestFilter: { ...requestFilter, machineIdentifiers: [id] } };
    return {
      by: 'a machine',
      whole,
      answer: await api.listTransactions({ headers: largest, body }),
      matches: (row) => idOf(row, 'machineId') === id,
    };
  },
);

/** Exactly what the filter names, or, where the route does not support it, everything. More may have come meanwhile. */
function expectHonouredOrIgnored(check: Check, { by, whole, answer, matches }: Filtered): void {
  const came = rowsOf(answer);
  if (isPart(whole) || isPart(answer)) return;
  const keys = new Set(came.map(keyOf));
  const holds = (rows: readonly Row[]) => rows.every((row) => keys.has(keyOf(row)));
  const promised = rowsOf(whole).filter(matches);
  const wrong = came.filter((row) => !matches(row)).length;
  check.that((wrong === 0 && holds(promised)) || holds(rowsOf(whole)), () => ({
    message: `${answer.asked}: a filter by ${by} is neither honoured nor ignored: ${came.length} records came, ${wrong} of them do not match; ${promised.length} of ${rowsOf(whole).length} records match`,
    expected: `the ${promised.length} records that match, or all where the route does not support the filter`,
    actual: `${came.length} records, ${wrong} of them do not match`,
    where: '',
    exchange: answer.x,
  }));
}

const others = probe('other lists by filter', { cost: 0, needs: [selectionsBy, soldByOne] }, async ({ get }) => {
  const [stock, sold] = [await attempt(get(selectionsBy)), await attempt(get(soldByOne))];
  if ('reason' in stock && 'reason' in sold) undecided(`${stock.reason}; ${sold.reason}`);
  return [...('value' in stock ? stock.value : []), ...('value' in sold ? [sold.value] : [])];
});

requirement('VN-FIL-19', others, (lists, check) => {
  for (const seen of lists) expectHonouredOrIgnored(check, seen);
});

requirement('VN-FIL-15', soldByOne, ({ answer, matches }, check) => {
  const rows = rowsOf(answer);
  const matching = rows.filter(matches).length;
  check.observe('records of the machine that was asked for', `${matching} of ${rows.length}`, answer.x);
});
