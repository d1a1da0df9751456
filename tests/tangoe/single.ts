/** Single items by URI parameter. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { type Shelf, countries, plainShelves } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { askOne, kinds, walks } from './support/walks.ts';
import { vendors } from './support/vendors.ts';
import { probe, requirement } from './suite.ts';

interface Single {
  readonly what: string;
  readonly id: string;
  readonly answer: Answer;
}

function expectSingle(check: Parameters<typeof expectThat>[0], { what, id, answer }: Single): void {
  const came = rowId(itemOf(answer));
  expectThat(check, answer, came === id, `asked for was the ${what} ${id}`, id, show(came, 60), '/id');
}

export const items = probe(
  'items by id',
  { cost: 4, needs: kinds.map((kind) => walks[kind]) },
  async ({ api, get }): Promise<Single[]> => {
    const found = await Promise.all(
      kinds.map(async (kind) => {
        const walk = await attempt(get(walks[kind]));
        const ids = 'value' in walk ? walk.value.ids : [];
        // Not the first one: a server that always serves it would pass.
        const id = ids[Math.floor(ids.length / 2)];
        return id === undefined ? [] : [{ what: kind.slice(0, -1), id, answer: await askOne(api, kind, id) }];
      }),
    );
    return found.flat();
  },
);

requirement('TG-URI-01', items, (all, check) => {
  if (all.length === 0) undecided('all lists are empty');
  for (const one of all) expectSingle(check, one);
});

export const ofCatalog = probe(
  'items of the catalogue by id',
  { cost: 2, needs: [plainShelves] },
  async ({ api, get }): Promise<Single[]> => {
    const shelves = await get(plainShelves);
    const idsOf = (shelf: Shelf) => {
      const answer = shelves.find((entry) => entry.shelf === shelf)?.answer;
      return answer !== undefined && isAnswered(answer) ? rowIds(itemsOf(answer).items) : [];
    };
    const [device, plan] = [idsOf('devices').at(-1), idsOf('plans').at(-1)];
    return [
      ...(device === undefined
        ? []
        : [
            {
              what: 'device of the catalogue',
              id: device,
              answer: await api.getCatalogDevice({ path: { id: device } }),
            },
          ]),
      ...(plan === undefined
        ? []
        : [{ what: 'plan', id: plan, answer: await api.getCatalogPlan({ path: { id: plan } }) }]),
    ];
  },
);

requirement('TG-URI-02', ofCatalog, (all, check) => {
  const usable = all.filter(({ answer }) => answer.raw.status !== 400);
  if (usable.length === 0) undecided('no device or plan of the catalogue could be read; set TANGOE_CATALOG_QUERY');
  for (const one of usable) expectSingle(check, one);
});

export const places = probe(
  'a region and a vendor by id',
  { cost: 2, needs: [countries, vendors] },
  async ({ api, get }): Promise<Single[]> => {
    const [region, vendor] = [await get(countries), await get(vendors)].map((answer) =>
      isAnswered(answer) ? rowIds(itemsOf(answer).items)[0] : undefined,
    );
    return [
      ...(region === undefined
        ? []
        : [{ what: 'region', id: region, answer: await api.getRegion({ path: { id: region } }) }]),
      ...(vendor === undefined
        ? []
        : [{ what: 'vendor', id: vendor, answer: await api.getVendor({ path: { id: vendor } }) }]),
    ];
  },
);

requirement('TG-URI-03', places, (all, check) => {
  if (all.length === 0) undecided('there is no region and no vendor');
  for (const one of all) expectSingle(check, one);
});
