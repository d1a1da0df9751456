/** Accounts by organisation. */
import { expectSameIds, expectSubset, rowsOf } from '../../src/judges/lists.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { isNothing, rowsUnlessNothing } from './support/filtered.ts';
import { accounts, fleet, groupsBy, manyAccounts } from './support/machines.ts';
import { isPart, keyOf, largest } from './support/paging.ts';
import { probe, requirement } from './suite.ts';

export const keysOf = (answer: Answer): string[] => rowsUnlessNothing(answer).map(keyOf);

export const accountsByOrganization = probe(
  'accounts by organisation',
  { cost: 4, needs: [fleet, accounts, manyAccounts], control: accounts },
  async ({ api, get, undecided }) => {
    const all = await attempt(get(manyAccounts));
    const machines = groupsBy((await get(fleet)).rows, 'organizationId').map(({ value }) => value);
    // No page shows the members of an account, but some name their organisation.
    const named = 'value' in all ? rowsOf(all.value).map((row) => row['organizationId']) : [];
    const known = [...new Set([...machines, ...named.filter((id): id is number => Number.isInteger(id))])];
    const chosen = [...new Set([known[0], known.at(-1), known[Math.floor(known.length / 2)]])];
    const organizations = chosen.filter((value) => value !== undefined);
    if (organizations.length === 0) undecided('no machine and no account names its organisation');
    const ask = async (organizationIds: number[]) => ({
      organizationIds,
      answer: await api.listAccounts({ headers: largest, body: { requestFilter: { organizationIds } } }),
    });
    const single = [];
    for (const organization of organizations) single.push(await ask([organization]));
    const together = organizations.length < 2 ? null : await ask(organizations);
    return { all: 'value' in all ? all.value : null, single, together };
  },
);

requirement('VN-FIL-17', accountsByOrganization, ({ all, single, together }, check) => {
  const lists = together === null ? single : [...single, together];
  if (lists.every(({ answer }) => keysOf(answer).length === 0)) undecided('none of the organisations has an account');
  for (const { organizationIds, answer } of lists) {
    for (const { organizationId } of rowsUnlessNothing(answer))
      check.that(typeof organizationId !== 'number' || organizationIds.includes(organizationId), () => ({
        message: `${answer.asked}: an account of organisation ${show(organizationId, 20)} comes where ${organizationIds.join(' and ')} was asked for`,
        expected: `organizationId ${organizationIds.join(' or ')}`,
        actual: show(organizationId, 40),
        where: '/organizationId',
        exchange: answer.x,
      }));
    if (all !== null && !isPart(all))
      expectSubset(check, answer, keysOf(answer), keysOf(all), 'the list without a filter lacks accounts');
  }
  if (lists.some(({ answer }) => !isNothing(answer) && isPart(answer))) return;
  const seen = new Set<string>();
  for (const { organizationIds, answer } of single) {
    const shared = keysOf(answer).filter((key) => seen.has(key));
    expectSubset(check, answer, shared, [], `accounts of another organisation than ${organizationIds.join()}, too`);
    for (const key of keysOf(answer)) seen.add(key);
  }
  // One of several that has nothing may refuse them all.
  if (together === null || single.some(({ answer }) => isNothing(answer))) return;
  expectSameIds(check, together.answer, keysOf(together.answer), [...seen], 'several organisations at once');
});

/** The second half of the accounts of one organisation. */
export const secondHalf = probe(
  'accounts of one organisation, page 2',
  { cost: 1, needs: [accountsByOrganization], control: accounts },
  async ({ api, get, undecided }) => {
    const { single } = await get(accountsByOrganization);
    const fits = ({ answer }: (typeof single)[number]) =>
      !isNothing(answer) && !isPart(answer) && keysOf(answer).length > 1;
    const { organizationIds, answer } = single.find(fits) ?? undecided('no organisation has two accounts');
    const size = Math.ceil(keysOf(answer).length / 2);
    const body = { requestFilter: { organizationIds } };
    return { keys: keysOf(answer), page: await api.listAccounts({ headers: { size, page: 2 }, body }) };
  },
);
