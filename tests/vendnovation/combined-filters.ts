/** Different filters at once: AND. */
import { expectSameIds, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { expectNothing } from './support/filtered.ts';
import { fleet, groupsBy, unknownIds } from './support/machines.ts';
import { isPart, largest } from './support/paging.ts';
import { probe, requirement } from './suite.ts';

export const combined = probe(
  'machines by two filters at once',
  { cost: 5, needs: [fleet], control: fleet },
  async ({ api, get, undecided }) => {
    const all = await get(fleet);
    const sites = groupsBy(all.rows, 'siteId');
    const here = sites[0] ?? undecided('no machine names its site');
    // At one site alone, one that does not exist has to do: nothing can be at both either.
    const elsewhere = sites.at(-1) === here ? null : sites.at(-1);
    const [inside = ''] = here.ids;
    const ask = (requestFilter: object) => api.listMachines({ headers: largest, body: { requestFilter } });
    const organizations = groupsBy(all.rows, 'organizationId');
    const own = organizations.find(({ ids }) => ids.includes(inside));
    const foreign = organizations.find(({ ids }) => !here.ids.some((id) => ids.includes(id)));
    const someSites = [...new Set([here, ...sites.slice(-19)])].map(({ value }) => value);
    const both = await ask({ siteIds: [here.value], machineIdentifiers: [inside] });
    const neither =
      elsewhere === null || elsewhere === undefined
        ? await ask({ siteIds: unknownIds(all.rows, 'siteId'), machineIdentifiers: [inside] })
        : await ask({ siteIds: [here.value], machineIdentifiers: [elsewhere.ids[0] ?? ''] });
    return {
      all,
      inside,
      both,
      neither,
      apart:
        foreign === undefined
          ? []
          : [
              await ask({ siteIds: [here.value], organizationIds: [foreign.value] }),
              await ask({ organizationIds: [foreign.value], machineIdentifiers: [inside] }),
            ],
      several:
        own === undefined || sites.length < 2
          ? null
          : {
              answer: await ask({ organizationIds: [own.value], siteIds: someSites }),
              ids: sites
                .filter(({ value }) => someSites.includes(value))
                .flatMap(({ ids }) => ids.filter((id) => own.ids.includes(id))),
            },
    };
  },
);

requirement('VN-FIL-06', combined, ({ all, inside, both, neither, apart, several }, check) => {
  expectSameIds(check, both, idsOf(rowsOf(both)), [inside], 'a machine and its site');
  for (const answer of [neither, ...apart]) expectNothing(check, answer, 'filters that no machine satisfies together');
  if (several === null || !all.complete || isPart(several.answer)) return;
  const { answer, ids } = several;
  expectSameIds(check, answer, idsOf(rowsOf(answer)), ids, 'the machines of one organisation at several sites');
});
