/** Data retrieval and filters: what a filter returns is held against the list without a filter. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectEach, expectSameIds, expectSubset, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { howToRead } from './authentication.ts';
import { expectAll, expectFiltered, expectNothing, whole } from './support/filtered.ts';
import { accounts, firstPage, fleet, groupsBy, middling } from './support/machines.ts';
import { sales, transactions } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const isAnswered = ({ raw }: Answer) => raw.status >= 200 && raw.status < 300;

const largest = { size: 2000 } as const;
/** No vendor gives out ids up here; C# int ends at 2147483647. */
const unknownId = 2147483646;

const byId = probe('machines by id', { cost: 1, needs: [fleet], control: fleet }, async ({ api, get, undecided }) => {
  const all = await get(fleet);
  const id = all.ids[Math.floor(all.ids.length / 2)] ?? undecided('the account has no machine to filter by');
  return {
    all,
    id,
    answer: await api.listMachines({ headers: largest, body: { requestFilter: { machineIdentifiers: [id] } } }),
  };
});

requirement('VN-FIL-01', byId, ({ id, answer }, check) => {
  expectEach(
    check,
    answer,
    `id is ${id}`,
    (row) => idOf(row) === id,
    (row) => row['id'],
  );
  expectSameIds(check, answer, idsOf(rowsOf(answer)), [id], 'filter by machineIdentifiers');
});

const byProse = probe(
  'machines by PROSE',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const proses = all.rows
      .map((row) => row['prose'])
      .filter((p): p is string => typeof p === 'string' && p !== '' && p.length <= 15);
    const prose = proses[Math.floor(proses.length / 2)] ?? undecided('no machine of the account has a PROSE');
    return {
      all,
      prose,
      answer: await api.listMachines({ headers: largest, body: { requestFilter: { machineIdentifiers: [prose] } } }),
    };
  },
);

requirement('VN-FIL-02', byProse, ({ all, prose, answer }, check) => {
  const named = (row: Readonly<Record<string, unknown>>) => row['prose'] === prose || idOf(row) === prose;
  expectEach(check, answer, `prose is ${prose}`, named, (row) => row['prose']);
  whole(all);
  expectSameIds(check, answer, idsOf(rowsOf(answer)), idsOf(all.rows.filter(named)), 'filter by a PROSE');
});

const byOrganization = probe(
  'machines of one organisation',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const { value } = middling(groupsBy(all.rows, 'organizationId')) ?? undecided('no machine names its organisation');
    return {
      all,
      values: [value],
      answer: await api.listMachines({ headers: largest, body: { requestFilter: { organizationIds: [value] } } }),
    };
  },
);

requirement('VN-FIL-03', byOrganization, (seen, check) => expectFiltered(check, seen, 'organizationId'));

const bySite = probe(
  'machines of one site',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const { value } = middling(groupsBy(all.rows, 'siteId')) ?? undecided('no machine names its site');
    return {
      all,
      values: [value],
      answer: await api.listMachines({ headers: largest, body: { requestFilter: { siteIds: [value] } } }),
    };
  },
);

requirement('VN-FIL-04', bySite, (seen, check) => expectFiltered(check, seen, 'siteId'));

const bySites = probe(
  'machines of several sites',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const sites = groupsBy(all.rows, 'siteId');
    if (sites.length < 2) undecided('the account has machines at one site alone');
    const values = [sites[0], sites.at(-1), sites[Math.floor(sites.length / 2)]].map((s) => s?.value ?? 0);
    return {
      all,
      values,
      answer: await api.listMachines({ headers: largest, body: { requestFilter: { siteIds: [...new Set(values)] } } }),
    };
  },
);

requirement('VN-FIL-05', bySites, (seen, check) => expectFiltered(check, seen, 'siteId'));

const combined = probe(
  'machines by two filters at once',
  { cost: 3, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const sites = groupsBy(all.rows, 'siteId');
    const [here, elsewhere] = [sites[0], sites.at(-1)];
    if (here === undefined || elsewhere === undefined || here === elsewhere)
      return undecided('the account has machines at one site alone');
    const [inside = '', outside = ''] = [here.ids[0], elsewhere.ids[0]];
    const ask = (requestFilter: object) => api.listMachines({ headers: largest, body: { requestFilter } });
    const organization = all.rows.find((row) => row['siteId'] === here.value)?.['organizationId'];
    const foreign = groupsBy(all.rows, 'organizationId').find((o) => !here.ids.some((id) => o.ids.includes(id)));
    return {
      all,
      inside,
      both: await ask({ siteIds: [here.value], machineIdentifiers: [inside] }),
      neither: await ask({ siteIds: [here.value], machineIdentifiers: [outside] }),
      apart:
        foreign === undefined || organization === undefined
          ? null
          : await ask({ siteIds: [here.value], organizationIds: [foreign.value] }),
    };
  },
);

requirement('VN-FIL-06', combined, ({ inside, both, neither, apart }, check) => {
  expectSameIds(check, both, idsOf(rowsOf(both)), [inside], 'a machine and its site');
  for (const answer of apart === null ? [neither] : [neither, apart])
    expectNothing(check, answer, 'filters that no machine satisfies together');
});

const unknownFilter = probe(
  'machines, a filter that nobody knows',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get }) => ({
    all: await get(fleet),
    answer: await api.listMachines(
      { headers: largest },
      { anyway: { body: { requestFilter: { conformanceProbe: [1] } } } },
    ),
  }),
);

requirement('VN-FIL-07', unknownFilter, (seen, check) => expectAll(check, seen, 'an unknown filter is ignored'));

const everything = probe(
  'machines named elsewhere but not in the whole list',
  { cost: 1, needs: [fleet, byOrganization, bySite, sales] },
  async ({ api, get }) => {
    const all = await get(fleet);
    const filtered = await Promise.all([attempt(get(byOrganization)), attempt(get(bySite))]);
    const report = await attempt(get(sales));
    const sold = 'value' in report && isAnswered(report.value) ? idsOf(rowsOf(report.value), 'machineId') : [];
    const missing = [...new Set(sold)].filter((id) => !all.ids.includes(id)).slice(0, 50);
    const hidden =
      all.complete && missing.length > 0
        ? await api.listMachines({ headers: largest, body: { requestFilter: { machineIdentifiers: missing } } })
        : null;
    return { all, filtered: filtered.flatMap((f) => ('value' in f ? [f.value.answer] : [])), hidden };
  },
);

const unfiltered = probe('machines without a filter', { cost: 0, needs: [firstPage, everything] }, async ({ get }) => ({
  first: await get(firstPage),
  compared: await attempt(get(everything)),
}));

requirement('VN-FIL-08', unfiltered, ({ first, compared }, check) => {
  rowsOf(first);
  if ('reason' in compared) return undecided(compared.reason);
  const { all, filtered, hidden } = compared.value;
  whole(all);
  for (const answer of filtered)
    expectSubset(
      check,
      answer,
      idsOf(rowsOf(answer)),
      all.ids,
      'a filtered list shows machines that the list without a filter lacks',
    );
  if (hidden !== null && isAnswered(hidden))
    expectSubset(
      check,
      hidden,
      idsOf(rowsOf(hidden)),
      all.ids,
      'the list without a filter lacks machines that the caller may see',
    );
});

const unknownIds = probe(
  'machines by ids that do not exist',
  { cost: 3, needs: [fleet], control: fleet },
  async ({ api, get }) => {
    await get(fleet);
    const ask = (requestFilter: object) => api.listMachines({ headers: largest, body: { requestFilter } });
    return [
      await ask({ machineIdentifiers: [String(unknownId)] }),
      await ask({ siteIds: [unknownId] }),
      await ask({ organizationIds: [unknownId] }),
    ];
  },
);

requirement('VN-FIL-09', unknownIds, (answers, check) => {
  const names = ['unknown machine', 'unknown site', 'unknown organisation'];
  answers.forEach((answer, i) => expectNothing(check, answer, names[i] ?? ''));
});

const withDeleted = probe(
  'machines, deleted ones too',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get }) => ({
    all: await get(fleet),
    answer: await api.listMachines({ headers: largest, body: { requestFilter: { includeDeleted: true } } }),
  }),
);

requirement('VN-FIL-10', withDeleted, ({ all, answer }, check) => {
  whole(all);
  const came = idsOf(rowsOf(answer));
  if (came.length >= 2000) undecided('there are more machines than one page holds');
  expectSubset(
    check,
    answer,
    all.ids,
    came,
    'machines that stand in the list without deleted ones are missing in the list with them',
  );
  check.observe('deleted machines', String(came.length - all.ids.length));
});

const nullFilter = probe(
  'machines, a filter of null',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get }) => ({
    all: await get(fleet),
    answer: await api.listMachines({ headers: largest, body: { requestFilter: { siteIds: null } } }),
  }),
);

requirement('VN-FIL-11', nullFilter, (seen, check) => expectAll(check, seen, 'a filter of null is no filter'));

const flat = probe('machines and accounts', { cost: 0, needs: [firstPage, accounts] }, async ({ get }) => [
  await get(firstPage),
  await get(accounts),
]);

requirement('VN-FIL-12', flat, (answers, check) => {
  for (const answer of answers) {
    rowsOf(answer);
    check.held();
  }
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

requirement('VN-FIL-13', emptyKeys, ({ all, answer, form }, check) => {
  expectAll(check, { all, answer }, 'empty keys are no filter');
  check.observe('body is accepted as', form);
});

const foreignOrganization = probe(
  'machines of a foreign organisation',
  { cost: 1, control: fleet },
  ({ api, settings, notTestable }) => {
    const id = settings['foreignOrganizationId'];
    if (id === undefined || id === '')
      return notTestable('VENDNOVATION_FOREIGN_ORGANIZATION_ID names no organisation that the user must not see');
    return api.listMachines({ headers: largest, body: { requestFilter: { organizationIds: [Number(id)] } } });
  },
);

requirement('VN-FIL-14', foreignOrganization, (answer, check) => expectNothing(check, answer, 'foreign organisation'));

const soldByOne = probe(
  'transactions of one machine',
  { cost: 1, needs: [sales], control: transactions },
  async ({ api, get, undecided }) => {
    const rows = rowsOf(await get(sales));
    const id = idsOf(rows, 'machineId')[0] ?? undecided('the report holds no transaction');
    if (new Set(idsOf(rows, 'machineId')).size < 2) undecided('all transactions of the report are of one machine');
    return {
      id,
      answer: await api.listTransactions({
        headers: { size: 100 },
        body: { requestFilter: { machineIdentifiers: [id] } },
      }),
    };
  },
);

requirement('VN-FIL-15', soldByOne, ({ id, answer }, check) =>
  expectEach(
    check,
    answer,
    `machineId is ${id}`,
    (row) => idOf(row, 'machineId') === id,
    (row) => row['machineId'],
  ),
);

requirement('VN-FIL-16', howToRead, (settings, check) => check.observe('reads by', settings['readVerb'] ?? ''));
