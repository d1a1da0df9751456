/** Machines by organisation and by site. */
import { attempt } from '../../src/suite/attempt.ts';
import { expectFiltered } from './support/filtered.ts';
import { fleet, groupsBy, middling } from './support/machines.ts';
import { largest } from './support/paging.ts';
import { probe, requirement } from './suite.ts';

export const byOrganization = probe(
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

export const bySite = probe(
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

export const bySites = probe(
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
