/** Machines by their identifiers: ids and PROSEs, one and several at once. */
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
import { bySites } from './place-filters.ts';
import { expectFiltered, whole } from './support/filtered.ts';
import { fleet } from './support/machines.ts';
import { largest } from './support/paging.ts';
import { probe, requirement } from './suite.ts';

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

/** A longer one breaks the model, and its filter shows nothing. */
const isProse = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 15;

/** The machine that an identifier names: by its id, or by its PROSE. */
export const named = (row: Row, identifier: string) => idOf(row) === identifier || row['prose'] === identifier;

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
    const proses = all.rows.map((row) => row['prose']).filter(isProse);
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

const byIds = probe(
  'several machines',
  { cost: 1, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const [first = '', last = ''] = [all.ids[0], all.ids.at(-1)];
    const prose = all.rows
      .slice(1, -1)
      .map((row) => row['prose'])
      .find(isProse);
    // More of them than a careless limit holds, but not all.
    const others = all.ids.slice(1, Math.min(Math.ceil(all.ids.length / 2), 60));
    // The first one by its id and by its PROSE: it comes once all the same.
    const again = all.rows[0]?.['prose'];
    const proses = [prose, again].filter((p): p is string => isProse(p));
    const machineIdentifiers = [...new Set([first, last, ...proses, ...others])];
    if (machineIdentifiers.length < 2) undecided('the account has one machine alone, and that has no PROSE');
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
