/** Changes of records that do not exist, and changes that cannot be read. */
import type { Answer } from '../../src/judges/answer.ts';
import { rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { expectErrors } from './support/bulk.ts';
import { codesOf, expectError } from './support/errors.ts';
import { fleet, unknownIds } from './support/machines.ts';
import { isPart } from './support/paging.ts';
import { manySelections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const unknownMachine = probe(
  'update of an unknown machine, and an unknown template',
  { cost: 2, needs: [fleet], control: fleet, writes: true },
  async ({ api, get, unique, undecided }) => {
    const { rows, complete, ids } = await get(fleet);
    // Where not all machines are known, a made-up id may be somebody's machine.
    if (!complete) undecided('not all machines of the account are known, so that no id is surely unknown');
    const [id = 0] = unknownIds(rows, 'id');
    const update = await api.updateMachines({ body: { body: [{ id, name: unique('nobody') }] } });
    const requestFilter = { machineIdentifiers: ids.slice(0, 1) };
    const routeFilter = { templateIds: [2147483646] };
    return ids.length === 0 ? [update] : [update, await api.applyTemplates({ body: { requestFilter, routeFilter } })];
  },
);

const unknownSelection = probe(
  'update and delta of an unknown selection',
  { cost: 2, needs: [manySelections], control: manySelections, writes: true },
  async ({ api, get, undecided }) => {
    const known = await get(manySelections);
    if (isPart(known)) undecided('not all selections of the account are known, so that no id is surely unknown');
    const [id = 0] = unknownIds(rowsOf(known), 'id');
    return [
      await api.updateSelections({ body: { body: [{ id, alertLevel: 0 }] } }),
      await api.applySelectionDelta({ body: { body: [{ selectionId: id, delta: 1 }] } }),
    ];
  },
);

const missing = probe(
  'changes of records that do not exist',
  { cost: 0, needs: [unknownMachine, unknownSelection], writes: true },
  async ({ get }): Promise<readonly Answer[]> => {
    const others = await attempt(get(unknownSelection));
    return [...(await get(unknownMachine)), ...('value' in others ? others.value : [])];
  },
);

const documented = [
  'MISSING_RECORD',
  'DATA_ACCESS',
  'UNEXPECTED_RESULT_COUNT',
  'GENERIC_ERROR',
  'MISSING_REQUIRED_DATA',
  'NO_SELECTIONS',
];

requirement('VN-ERR-10', missing, (answers, check, { contract }) => {
  const statuses = contract.facts['errorCodes'] as Readonly<Record<string, readonly number[]>>;
  for (const answer of answers) {
    const codes = codesOf(answer);
    expectErrors(check, answer);
    check.that(answer.status >= 400 && answer.status < 500 && codes.some((c) => documented.includes(c)), () => ({
      message: `${answer.asked}: a change of a record that does not exist must be refused with a documented error`,
      expected: `4xx with ${documented.join(', ')}`,
      actual: `status ${answer.status}, ${codes.join(', ') || 'no code'}`,
      where: 'status',
      exchange: answer.x,
    }));
    check.that(codes.length === 0 || codes.some((c) => statuses[c]?.includes(answer.status) === true), () => ({
      message: `${answer.asked}: ${codes.join(', ')} came with ${answer.status}`,
      expected: 'the status of the code',
      actual: `status ${answer.status}`,
      where: 'status',
      exchange: answer.x,
    }));
  }
});

/** What cannot be read changes nothing. */
const misspelt = probe(
  'changes with values of the wrong type',
  { cost: 3, needs: [fleet], control: fleet, writes: true },
  async ({ api }) => {
    const named = { body: [{ id: 'here', name: 'conformance' }] };
    const levelled = { body: [{ id: 'here', alertLevel: 0 }] };
    const delta = { body: [{ selectionId: 'here', delta: 0 }] };
    return [
      await api.updateMachines({ body: { body: [] } }, { anyway: { body: named } }),
      await api.updateSelections({ body: { body: [] } }, { anyway: { body: levelled } }),
      await api.applySelectionDelta({ body: { body: [] } }, { anyway: { body: delta } }),
    ];
  },
);

requirement('VN-ERR-12', misspelt, (answers, check) => {
  for (const answer of answers) {
    expectError(check, answer, {
      because: 'the id is no number',
      statuses: [400],
      codes: ['DESERIALIZATION_ERROR'],
    });
    expectErrors(check, answer);
  }
});
