/** Filters of the accounts, and documented filters on routes that may not support them. */
import { type Row, expectEach, expectSameIds, expectSubset, rowsOf } from '../../src/judges/lists.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { dateOnly, day } from '../../src/judges/dates.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { accounts, fleet, groupsBy, manyAccounts } from './support/machines.ts';
import { isPart, keyOf, largest } from './support/paging.ts';
import { selections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const keysOf = (answer: Answer): string[] => rowsOf(answer).map(keyOf);

const accountsByOrganization = probe(
  'accounts by organisation',
  { cost: 3, needs: [fleet, accounts, manyAccounts], control: accounts },
  async ({ api, get, undecided }) => {
    const organizations = groupsBy((await get(fleet)).rows, 'organizationId').map(({ value }) => value);
    const [one, other] = [organizations[0], organizations.at(-1)];
    if (one === undefined || other === undefined || one === other)
      return undecided('all machines are of one organisation');
    const ask = async (organizationIds: number[]) => ({
      organizationIds,
      answer: await api.listAccounts({ headers: largest, body: { requestFilter: { organizationIds } } }),
    });
    const all = await attempt(get(manyAccounts));
    return {
      all: 'value' in all ? all.value : null,
      one: await ask([one]),
      other: await ask([other]),
      both: await ask([one, other]),
    };
  },
);

requirement('VN-FIL-17', accountsByOrganization, ({ all, one, other, both }, check) => {
  const lists = [one, other, both];
  if (lists.every(({ answer }) => rowsOf(answer).length === 0)) undecided('neither organisation has an account');
  for (const { organizationIds, answer } of lists) {
    const foreign = (row: Row) =>
      typeof row['organizationId'] === 'number' && !organizationIds.includes(row['organizationId']);
    expectEach(
      check,
      answer,
      `organizationId is ${organizationIds.join(' or ')}, where an account names it`,
      (row) => !foreign(row),
      (row) => row['organizationId'],
    );
    if (all !== null && !isPart(all))
      expectSubset(check, answer, keysOf(answer), keysOf(all), 'the list without a filter lacks accounts');
  }
  if (lists.some(({ answer }) => isPart(answer))) return;
  const [ones, others] = [keysOf(one.answer), keysOf(other.answer)];
  const shared = others.filter((key) => ones.includes(key));
  expectSubset(check, other.answer, shared, [], `accounts of organisation ${one.organizationIds.join()}, too`);
  expectSameIds(check, both.answer, keysOf(both.answer), [...ones, ...others], 'two organisations at once');
});

/** Documented filters with values that exist: a route honours them or ignores them, and refuses none. */
const otherFilters = probe(
  'documented filters that a route may not support',
  { cost: 2, needs: [fleet, accounts, selections], control: fleet },
  async ({ api, get, now, undecided }) => {
    const all = await get(fleet);
    const [machine] = all.rows;
    const id = all.ids[0] ?? undecided('the account has no machine to filter by');
    const sold = await attempt(get(selections));
    const selection = 'value' in sold && sold.value.raw.status === 200 ? rowsOf(sold.value)[0]?.['id'] : undefined;
    const lists = {
      startDate: dateOnly(now - 2 * day),
      endDate: dateOnly(now - day),
      ...(Number.isInteger(selection) ? { selectionIds: [Number(selection)] } : {}),
    };
    const site = Number.isInteger(machine?.['siteId']) ? { siteIds: [Number(machine?.['siteId'])] } : {};
    const known = await attempt(get(accounts));
    return {
      all,
      machines: await api.listMachines({ headers: largest, body: { requestFilter: lists } }),
      accounts:
        'value' in known && known.value.raw.status === 200
          ? await api.listAccounts({ body: { requestFilter: { ...lists, ...site, machineIdentifiers: [id] } } })
          : null,
    };
  },
);

requirement('VN-FIL-18', otherFilters, ({ all, machines, accounts: others }, check) => {
  for (const answer of others === null ? [machines] : [machines, others]) {
    rowsOf(answer);
    check.held();
  }
  if (all.complete)
    expectSubset(check, machines, keysOf(machines), all.ids, 'a filter shows machines that the whole list lacks');
});
