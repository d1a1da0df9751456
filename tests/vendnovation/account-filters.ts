/** Filters of the accounts, and documented filters on routes that may not support them. */
import { type Row, expectSameIds, expectSubset, rowsOf } from '../../src/judges/lists.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { dateOnly, day } from '../../src/judges/dates.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { codesOf } from './support/errors.ts';
import { accounts, fleet, groupsBy, manyAccounts } from './support/machines.ts';
import { isPart, keyOf, largest } from './support/paging.ts';
import { selections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

/** Where nothing fits a filter, an empty list and a refusal for that reason are both accepted. */
const isNothing = (answer: Answer): boolean =>
  [403, 404].includes(answer.status) && codesOf(answer).some((c) => c === 'MISSING_RECORD' || c === 'DATA_ACCESS');

const rowsUnlessNothing = (answer: Answer): readonly Row[] => (isNothing(answer) ? [] : rowsOf(answer));
const keysOf = (answer: Answer): string[] => rowsUnlessNothing(answer).map(keyOf);

const accountsByOrganization = probe(
  'accounts by organisation',
  { cost: 4, needs: [fleet, accounts, manyAccounts], control: accounts },
  async ({ api, get, undecided }) => {
    const known = groupsBy((await get(fleet)).rows, 'organizationId').map(({ value }) => value);
    const chosen = [...new Set([known[0], known.at(-1), known[Math.floor(known.length / 2)]])];
    const organizations = chosen.filter((value) => value !== undefined);
    if (organizations.length < 2) undecided('all machines are of one organisation');
    const ask = async (organizationIds: number[]) => ({
      organizationIds,
      answer: await api.listAccounts({ headers: largest, body: { requestFilter: { organizationIds } } }),
    });
    const all = await attempt(get(manyAccounts));
    const single = [];
    for (const organization of organizations) single.push(await ask([organization]));
    return { all: 'value' in all ? all.value : null, single, together: await ask(organizations) };
  },
);

requirement('VN-FIL-17', accountsByOrganization, ({ all, single, together }, check) => {
  const lists = [...single, together];
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
  if (single.some(({ answer }) => isNothing(answer))) return;
  expectSameIds(check, together.answer, keysOf(together.answer), [...seen], 'several organisations at once');
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
    rowsUnlessNothing(answer);
    check.held();
  }
  if (all.complete)
    expectSubset(check, machines, keysOf(machines), all.ids, 'a filter shows machines that the whole list lacks');
});
