/** Values of the wrong type. */
import { attempt } from '../../src/suite/attempt.ts';
import { expectError, observeAnswer } from './support/errors.ts';
import { accounts, firstPage } from './support/machines.ts';
import { transactions } from './support/reports.ts';
import { one } from './support/start-alone.ts';
import { probe, requirement } from './suite.ts';

const wrongType = probe('machines, filters of the wrong type', { cost: 4, control: firstPage }, async ({ api }) => {
  const ask = (requestFilter: unknown) => api.listMachines({}, { anyway: { body: { requestFilter } } });
  return [
    await ask({ organizationIds: 'all of them' }),
    await ask({ siteIds: ['here'] }),
    await ask({ machineIdentifiers: { id: 'here' } }),
    await ask('all of them'),
  ];
});

/** Accounts are filtered by organisation, so that their route reads this filter, too. */
const wrongTypeOfAccounts = probe('accounts, a filter of the wrong type', { cost: 1, control: accounts }, ({ api }) =>
  api.listAccounts({}, { anyway: { body: { requestFilter: { organizationIds: 'all of them' } } } }),
);

/** No page says that machines support this filter; where they do not, it is ignored. */
const wrongFlag = probe('machines, includeDeleted of the wrong type', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({}, { anyway: { body: { requestFilter: { includeDeleted: 'perhaps' } } } }),
);

export const wrongTypes = probe(
  'filters of the wrong type',
  { cost: 0, needs: [wrongType, wrongTypeOfAccounts, wrongFlag] },
  async ({ get }) => {
    const other = await attempt(get(wrongTypeOfAccounts));
    const held = 'value' in other && other.value.control === 'held' ? [other.value] : [];
    const flag = await get(wrongFlag);
    return [...(await get(wrongType)), ...held, ...(flag.status < 300 ? [] : [flag])];
  },
);

requirement('VN-ERR-03', wrongTypes, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, {
      because: 'a filter has the wrong type',
      statuses: [400],
      codes: ['DESERIALIZATION_ERROR'],
    });
});

/** Values that a lenient reader turns into others: a number that no C# int holds, a text for a bool, a day of no calendar. */
const lenient = probe(
  'values that a lenient server takes',
  { cost: 2, needs: [transactions, wrongFlag] },
  async ({ api, get }) => {
    const machines = (requestFilter: object) => api.listMachines({}, { anyway: { body: { requestFilter } } });
    const requestFilter = { startDate: '2026-02-30T10:00:00' };
    return {
      number: await machines({ organizationIds: [99_999_999_999] }),
      flag: await get(wrongFlag),
      day: await api.listTransactions({ headers: one }, { anyway: { body: { requestFilter } } }),
    };
  },
);

requirement('VN-ERR-11', lenient, ({ number, flag, day: odd }, check) => {
  observeAnswer(check, 'an organisation of 99999999999', number);
  observeAnswer(check, 'includeDeleted: perhaps', flag);
  observeAnswer(check, 'the 30th of February', odd);
});
