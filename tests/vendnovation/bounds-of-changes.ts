/** Changes that the model forbids: whatever they are answered with, no record may show them. */
import type { Answer } from '../../src/judges/answer.ts';
import { type Row, expectDistinct, expectEach, expectSubset, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { UndoOptions } from '../../src/suite/undo.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { expectErrors, expectSteady } from './support/bulk.ts';
import { fleet } from './support/machines.ts';
import { expectModel, isBound, levelsInOrder } from './support/models.ts';
import { manySelections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

/** Members of the machine or selection, as they were. */
const kept = (row: Row, members: readonly string[]) => ({
  id: Number(idOf(row)),
  ...Object.fromEntries(members.flatMap((member) => (row[member] === undefined ? [] : [[member, row[member]]]))),
});

/** Who refuses to write a read-only member refuses to set it back, too. */
const ofFixed: UndoOptions = { unlessRefused: true };

const ofMachine = probe(
  'forbidden changes of a machine',
  { cost: 4, needs: [fleet], control: fleet, writes: true },
  async ({ api, get, undo, undecided }) => {
    const usable = (row: Row) => Number.isInteger(row['machineMasterId']) && Number(row['taxPercentage']) >= 0;
    const machine = (await get(fleet)).rows.find(usable) ?? undecided('the account has no machine');
    const id = Number(idOf(machine));
    const ask = (members: Row, options: UndoOptions = {}) => {
      undo(
        'members of a machine',
        {
          operation: 'updateMachines',
          body: { body: [kept(machine, Object.keys(members))] },
        },
        options,
      );
      return api.updateMachines({ body: { body: [] } }, { anyway: { body: { body: [{ id, ...members }] } } });
    };
    const writable = [await ask({ name: 'n'.repeat(121) }), await ask({ taxPercentage: -1 })];
    const text = (member: string) => (typeof machine[member] === 'string' ? { [member]: 'CONFORMANCE' } : {});
    const fixed = { machineMasterId: Number(machine['machineMasterId']) + 1, ...text('callInCode'), ...text('prose') };
    const answers = [...writable, await ask(fixed, ofFixed)];
    const after = await api.listMachines({ body: { requestFilter: { machineIdentifiers: [String(id)] } } });
    return { before: machine, fixed: Object.keys(fixed), answers, after };
  },
);

const ofSelection = probe(
  'forbidden changes of a selection',
  { cost: 5, needs: [manySelections], control: manySelections, writes: true },
  async ({ api, get, undo, undecided }) => {
    const usable = (row: Row) => Number(row['price']) > 0 && Number.isInteger(row['depth']) && levelsInOrder(row);
    const selection = rowsOf(await get(manySelections)).find(usable) ?? undecided('the account has no selection');
    const id = Number(idOf(selection));
    const ask = (members: Row, options: UndoOptions = {}) => {
      const body = { body: [kept(selection, Object.keys(members))] };
      undo('members of a selection', { operation: 'updateSelections', body }, options);
      return api.updateSelections({ body: { body: [] } }, { anyway: { body: { body: [{ id, ...members }] } } });
    };
    const { restockAt, depth } = selection;
    const answers = [
      await ask({ price: 0 }),
      await ask({ restockTo: Number(depth) + 1 }),
      ...(typeof restockAt === 'number' ? [await ask({ alertLevel: restockAt + 1 })] : []),
      await ask({ friendlyNumber: 'CNF' }, ofFixed),
    ];
    const body = { requestFilter: { selectionIds: [id] } };
    return {
      before: selection,
      fixed: ['friendlyNumber'],
      answers,
      after: await api.listSelections({ headers: { size: 2000 }, body }),
    };
  },
);

const forbidden = probe(
  'changes that the model forbids',
  { cost: 0, needs: [ofMachine, ofSelection], writes: true },
  async ({ get }) => ({ machine: await get(ofMachine), selection: await attempt(get(ofSelection)) }),
);

/** Answered with the records, so that it says what stands there now. */
const changed = ({ raw }: Answer) => raw.status === 200;

/** Each was refused, or answered with what stands there now. @throws Undecided where the API answered neither way */
function expectAnswered(check: Check, answers: readonly Answer[]): void {
  for (const answer of answers) {
    const { status } = answer;
    check.that(status < 300 || status >= 400, () => ({
      message: `${answer.asked}: a change that the model forbids was answered with ${status}`,
      expected: 'a refusal, or the records as they are',
      actual: `status ${status}`,
      where: 'status',
      exchange: answer.x,
    }));
    if (status === 429 || status > 500) undecided(`${answer.asked} was answered with ${status}: the server failed`);
    expectErrors(check, answer);
  }
}

/** Nobody else's record comes, and none twice. */
function expectOwn(check: Check, { before, answers }: { before: Row; answers: readonly Answer[] }): void {
  for (const answer of answers.filter(changed)) {
    expectSubset(check, answer, idsOf(rowsOf(answer)), idsOf([before]), 'the record that was to be changed');
    expectDistinct(check, [answer], 'record');
  }
}

requirement('VN-BULK-13', forbidden, ({ machine, selection }, check, context) => {
  expectOwn(check, machine);
  const machines = [...machine.answers.filter(changed), machine.after];
  expectModel(check, machines, context, 'machine.schema.json', isBound);
  if ('reason' in selection) return expectAnswered(check, machine.answers);
  expectOwn(check, selection.value);
  const lists = [...selection.value.answers.filter(changed), selection.value.after];
  expectModel(check, lists, context, 'selection.schema.json', isBound);
  for (const answer of lists)
    expectEach(check, answer, '0 ≤ alertLevel ≤ restockAt ≤ restockTo ≤ depth', levelsInOrder, (row) => row);
  expectAnswered(check, [...machine.answers, ...selection.value.answers]);
});

requirement('VN-BULK-14', forbidden, ({ machine, selection }, check) => {
  expectSteady(check, machine.after, [machine.before], machine.fixed);
  if ('value' in selection) expectSteady(check, selection.value.after, [selection.value.before], selection.value.fixed);
});
