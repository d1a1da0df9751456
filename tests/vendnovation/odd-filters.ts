/** Filters that name what is not there, that a route does not know, or that say nothing. */
import type { Answer } from '../../src/judges/answer.ts';
import { type Row, expectSameIds, expectSubset, rowsOf } from '../../src/judges/lists.ts';
import { dateOnly, day } from '../../src/judges/dates.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Check } from '../../src/verdict/check.ts';
import { named } from './identifier-filters.ts';
import { expectAll, expectNothing, rowsUnlessNothing } from './support/filtered.ts';
import { accounts, fleet, unknownIds } from './support/machines.ts';
import { isPart, keyOf, largest } from './support/paging.ts';
import { selections } from './support/reports.ts';
import { onOtherReads } from './support/routes.ts';
import { probe, requirement } from './suite.ts';

/** A made-up filter, and documented ones that belong to permissions and not to machines. */
const unknownFilter = probe(
  'machines, filters that the route does not know',
  { cost: 2, needs: [fleet], control: fleet },
  async ({ api, get }) => {
    const all = await get(fleet);
    const ask = async (requestFilter: object) => ({
      all,
      answer: await api.listMachines({ headers: largest }, { anyway: { body: { requestFilter } } }),
    });
    return [
      await ask({ conformanceProbe: [1] }),
      await ask({ roleIdentifiers: ['1'], rightIds: [1], roleRightIds: [1] }),
    ];
  },
);

const unknownElsewhere = onOtherReads('a filter that no route knows', () => ({
  requestFilter: { conformanceProbe: [1] },
}));

const unknownFilters = probe(
  'filters that no route knows',
  { cost: 0, needs: [unknownFilter, unknownElsewhere] },
  async ({ get }) => ({ machines: await get(unknownFilter), others: await get(unknownElsewhere) }),
);

/** A plain answer and one that must be the same list; of longer lists and of reports, which grow, there must be something at least. */
function expectUnchanged(check: Check, { plain, answer }: { plain: Answer; answer: Answer }, what: string): void {
  const [before, came] = [rowsOf(plain), rowsOf(answer)].map((rows) => rows.map(keyOf)) as [string[], string[]];
  const grows = answer.request.operation === 'listTransactions';
  if (!grows && !isPart(plain) && !isPart(answer)) return expectSameIds(check, answer, came, before, what);
  check.that(came.length > 0 || before.length === 0, () => ({
    message: `${answer.asked}: ${what}; nothing came, ${before.length} records without it`,
    expected: 'the records that come without it',
    actual: 'an empty list',
    where: '',
    exchange: answer.x,
  }));
}

requirement('VN-FIL-07', unknownFilters, ({ machines, others }, check) => {
  for (const seen of machines) expectAll(check, seen, 'an unknown filter is ignored');
  for (const seen of others) expectUnchanged(check, seen, 'an unknown filter is ignored');
});

const strangers = probe(
  'machines by ids that do not exist',
  { cost: 4, needs: [fleet], control: fleet },
  async ({ api, get }) => {
    const { rows, ids } = await get(fleet);
    const ask = (requestFilter: object) => api.listMachines({ headers: largest, body: { requestFilter } });
    // The first digits of an id are no id: who compares texts by their beginning answers with machines.
    const part = ids
      .map((id) => id.slice(0, -1))
      .find((start) => start !== '' && !rows.some((row) => named(row, start)));
    return [
      await ask({ machineIdentifiers: [String(unknownIds(rows, 'id')[0])] }),
      await ask({ siteIds: unknownIds(rows, 'siteId') }),
      await ask({ organizationIds: unknownIds(rows, 'organizationId') }),
      ...(part === undefined ? [] : [await ask({ machineIdentifiers: [part] })]),
    ];
  },
);

requirement('VN-FIL-09', strangers, (answers, check) => {
  const names = ['unknown machine', 'unknown site', 'unknown organisation', 'part of an id'];
  answers.forEach((answer, i) => expectNothing(check, answer, names[i] ?? ''));
});

const nothing = {
  organizationIds: null,
  accountIds: null,
  siteIds: null,
  selectionIds: null,
  productIds: null,
  machineIdentifiers: null,
};

const nullFilter = probe(
  'machines, a filter of null',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get }) => ({
    all: await get(fleet),
    answer: await api.listMachines({ headers: largest, body: { requestFilter: nothing } }),
  }),
);

requirement('VN-FIL-11', nullFilter, (seen, check) => expectAll(check, seen, 'a filter of null is no filter'));

/** Documented filters with values that exist: a route honours them or ignores them, and refuses none. */
const otherFilters = probe(
  'documented filters that a route may not support',
  { cost: 2, needs: [fleet, accounts, selections], control: fleet },
  async ({ api, get, now, undecided }) => {
    const all = await get(fleet);
    const [machine] = all.rows;
    const id = all.ids[0] ?? undecided('the account has no machine to filter by');
    const sold = await attempt(get(selections));
    const known = await attempt(get(accounts));
    const firstOf = (seen: typeof sold): Row =>
      'value' in seen && seen.value.raw.status === 200 ? (rowsOf(seen.value)[0] ?? {}) : {};
    const [selection, account] = [firstOf(sold), firstOf(known)];
    const filter = (name: string, value: unknown) =>
      Number.isInteger(value) && Number(value) > 0 ? { [name]: [Number(value)] } : {};
    const lists = {
      startDate: dateOnly(now - 2 * day),
      endDate: dateOnly(now - day),
      ...filter('selectionIds', selection['id']),
      ...filter('productIds', selection['productId']),
      ...filter('accountIds', account['id']),
    };
    const site = filter('siteIds', machine?.['siteId']);
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
    expectSubset(
      check,
      machines,
      rowsUnlessNothing(machines).map(keyOf),
      all.ids,
      'a filter shows machines that the whole list lacks',
    );
});

const emptyKeys = probe(
  'machines, all keys of the body empty',
  { cost: 2, needs: [fleet], control: fleet },
  async ({ api, get }) => {
    const all = await get(fleet);
    const ask = (body: object) =>
      api.listMachines({ headers: largest }, { anyway: { body: { requestFilter: {}, routeFilter: {}, body } } });
    const printed = await ask({});
    const usable = printed.raw.status >= 200 && printed.raw.status < 300;
    return {
      all,
      answer: usable || printed.raw.status === 0 ? printed : await ask([]),
      form: usable ? 'object' : 'array',
    };
  },
);

const emptyElsewhere = onOtherReads(
  'all keys of the body empty',
  async ({ get }) => ({ requestFilter: {}, routeFilter: {}, body: (await get(emptyKeys)).form === 'object' ? {} : [] }),
  [emptyKeys],
);

const emptyEverywhere = probe(
  'all keys of the body empty',
  { cost: 0, needs: [emptyKeys, emptyElsewhere] },
  async ({ get }) => ({
    machines: await get(emptyKeys),
    others: await get(emptyElsewhere),
  }),
);

requirement('VN-FIL-13', emptyEverywhere, ({ machines: { all, answer, form }, others }, check) => {
  expectAll(check, { all, answer }, 'empty keys are no filter');
  for (const seen of others) expectUnchanged(check, seen, 'empty keys are no filter');
  check.observe('body is accepted as', form);
});
