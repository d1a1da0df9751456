/** Data retrieval and filters: what a filter returns is held against the list without a filter. */
import type { Answer } from '../../src/judges/answer.ts';
import {
  type Row,
  expectDistinct,
  expectEach,
  expectSameIds,
  expectSubset,
  idOf,
  idsOf,
  rowsOf,
} from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { shorten, undecided } from '../../src/verdict/check.ts';
import { howToRead } from './authentication.ts';
import { holdsObjects, listOperations, plainAnswers } from './support/answers.ts';
import { expectAll, expectFiltered, expectNothing, whole } from './support/filtered.ts';
import { accounts, firstPage, fleet, groupsBy, middling, unknownIds } from './support/machines.ts';
import { largest } from './support/paging.ts';
import { sales, transactions } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const isAnswered = ({ raw }: Answer) => raw.status >= 200 && raw.status < 300;

export const byId = probe(
  'machines by id',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const id = all.ids[Math.floor(all.ids.length / 2)] ?? undecided('the account has no machine to filter by');
    return {
      all,
      id,
      answer: await api.listMachines({ body: { requestFilter: { machineIdentifiers: [id] } } }),
    };
  },
);

/** The machine that an identifier names: by its id, or by its PROSE. */
const named = (row: Row, identifier: string) => idOf(row) === identifier || row['prose'] === identifier;

requirement('VN-FIL-01', byId, ({ id, answer }, check) => {
  expectEach(
    check,
    answer,
    `id or PROSE is ${id}`,
    (row) => named(row, id),
    (row) => row['id'],
  );
  expectSubset(check, answer, [id], idsOf(rowsOf(answer)), 'the machine that was asked for is missing');
  expectDistinct(check, [answer], 'machine');
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
  expectEach(
    check,
    answer,
    `prose is ${prose}`,
    (row) => named(row, prose),
    (row) => row['prose'],
  );
  whole(all);
  expectSameIds(
    check,
    answer,
    idsOf(rowsOf(answer)),
    idsOf(all.rows.filter((row) => named(row, prose))),
    'filter by a PROSE',
  );
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

/** The other organisations: the largest of them, and two at once. */
const byOrganizations = probe(
  'machines of other organisations',
  { cost: 2, needs: [byOrganization], control: fleet },
  async ({ api, get, undecided }) => {
    const { all, values } = await get(byOrganization);
    const others = groupsBy(all.rows, 'organizationId')
      .map((g) => g.value)
      .filter((value) => !values.includes(value));
    const other = others.at(-1) ?? undecided('all machines are of one organisation');
    const ask = async (organizationIds: number[]) => ({
      all,
      values: organizationIds,
      answer: await api.listMachines({ headers: largest, body: { requestFilter: { organizationIds } } }),
    });
    return [await ask([other]), await ask([other, ...values])];
  },
);

const organizations = probe(
  'machines by organisation',
  { cost: 0, needs: [byOrganization, byOrganizations] },
  async ({ get }) => {
    const others = await attempt(get(byOrganizations));
    return [await get(byOrganization), ...('value' in others ? others.value : [])];
  },
);

requirement('VN-FIL-03', organizations, (lists, check) => {
  for (const seen of lists) expectFiltered(check, seen, 'organizationId');
});

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

const byIds = probe(
  'several machines',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    if (all.ids.length < 3) undecided('the account has fewer than three machines');
    const [first = '', last = ''] = [all.ids[0], all.ids.at(-1)];
    const prose = all.rows
      .slice(1, -1)
      .map((row) => row['prose'])
      .find((p): p is string => typeof p === 'string' && p !== '' && p.length <= 15);
    // More of them than a careless limit holds, but not all.
    const others = all.ids.slice(1, Math.min(Math.ceil(all.ids.length / 2), 60));
    const machineIdentifiers = [...new Set([first, last, ...(prose === undefined ? [] : [prose]), ...others])];
    return {
      all,
      machineIdentifiers,
      answer: await api.listMachines({ headers: largest, body: { requestFilter: { machineIdentifiers } } }),
    };
  },
);

const several = probe('several values of one filter', { cost: 0, needs: [bySites, byIds] }, async ({ get }) => ({
  sites: await attempt(get(bySites)),
  machines: await attempt(get(byIds)),
}));

requirement('VN-FIL-05', several, ({ sites, machines }, check) => {
  if ('reason' in sites && 'reason' in machines) undecided(sites.reason);
  if ('value' in machines) {
    const { all, machineIdentifiers, answer } = machines.value;
    const asked = (row: Row) => machineIdentifiers.some((identifier) => named(row, identifier));
    const list = shorten(machineIdentifiers.join(', '), 120);
    expectEach(check, answer, `id or PROSE is one of ${list}`, asked, (row) => row['id']);
    if (all.complete)
      expectSameIds(check, answer, idsOf(rowsOf(answer)), idsOf(all.rows.filter(asked)), 'filter by several machines');
  }
  if ('value' in sites) expectFiltered(check, sites.value, 'siteId');
});

export const combined = probe(
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

requirement('VN-FIL-07', unknownFilter, (lists, check) => {
  for (const seen of lists) expectAll(check, seen, 'an unknown filter is ignored');
});

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

const withDeleted = probe(
  'machines, deleted ones too',
  { cost: 3, needs: [fleet], control: fleet },
  async ({ api, get }) => {
    const all = await get(fleet);
    const ask = (requestFilter: object) => api.listMachines({ headers: largest, body: { requestFilter } });
    const answer = await ask({ includeDeleted: true });
    const known = new Set(all.ids);
    const came = isAnswered(answer) ? idsOf(rowsOf(answer)) : [];
    const deleted = came.filter((id) => !known.has(id) && !all.rows.some((row) => named(row, id)));
    const machineIdentifiers = deleted.slice(0, 20);
    return {
      all,
      answer,
      without: await ask({ includeDeleted: false }),
      deleted: machineIdentifiers.length > 0 && all.complete ? await ask({ machineIdentifiers }) : null,
    };
  },
);

requirement('VN-FIL-10', withDeleted, ({ all, answer, without, deleted }, check) => {
  whole(all);
  expectAll(check, { all, answer: without }, 'includeDeleted is false anyway');
  if (deleted !== null) expectNothing(check, deleted, 'deleted machines, asked for by their ids');
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

const flat = probe('machines and accounts', { cost: 0, needs: [firstPage, accounts] }, async ({ get }) => [
  await get(firstPage),
  await get(accounts),
]);

requirement('VN-FIL-12', flat, (answers, check, context) => {
  for (const answer of answers) {
    rowsOf(answer);
    check.held();
  }
  for (const answer of listOperations.flatMap((operation) => plainAnswers(operation, context)))
    check.that(holdsObjects(answer.raw.json), () => ({
      message: `${answer.asked}: a list of objects is promised`,
      expected: 'a list of objects',
      actual: shorten(answer.raw.text, 120) || 'an empty body',
      where: '',
      exchange: answer.x,
    }));
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

requirement('VN-FIL-15', soldByOne, ({ id, answer }, check) => {
  const rows = rowsOf(answer);
  const matching = rows.filter((row) => idOf(row, 'machineId') === id).length;
  check.observe('records of the machine that was asked for', `${matching} of ${rows.length}`, answer.x);
});

requirement('VN-FIL-16', howToRead, (settings, check) => check.observe('reads by', settings['readVerb'] ?? ''));
