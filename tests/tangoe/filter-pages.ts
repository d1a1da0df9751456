/** Filters over all pages of a list, and filters by other things than an employee. */
import { type Row, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { notTestable, undecided } from '../../src/verdict/check.ts';
import { expectOwned } from './support/belonging.ts';
import { everything, filtered } from './support/filtered.ts';
import { expectThat, expectValue } from './support/findings.ts';
import { isObject, itemsOf, rowId, rowIds } from './support/pages.ts';
import type { At } from './support/position.ts';
import { type Kind, ask, ownersOf, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

/** The first one shows no more than the large page of the same filter; it is not asked for. */
const [mostPages, mostAsked] = [3, 2];

/** A parameter of its own that the links must keep, too. */
const moreOf: Partial<Record<Kind, Readonly<Record<string, boolean>>>> = {
  devices: { includeServiceDetails: true },
  orders: { includeOrderHistory: true },
};

interface Paged {
  readonly kind: Kind;
  readonly owner: string;
  readonly at: readonly At[];
  /** What the filter returns on one large page. */
  readonly promised: readonly string[];
}

/** Who has most items of a list, by the first owner that they name; all that name him may come under his filter. */
function richest(kind: Kind, rows: readonly Row[]): Pick<Paged, 'owner' | 'promised'> {
  const owners = rows.flatMap((row) => ownersOf(kind, row).slice(0, 1));
  const count = (id: string) => owners.filter((owner) => owner === id).length;
  const [owner = ''] = [...new Set(owners)].sort((a, b) => count(b) - count(a));
  return { owner, promised: rowIds(rows.filter((row) => ownersOf(kind, row).includes(owner))) };
}

/** Pages of a filtered list, small enough that there are at least two of them. */
function pagedOf(kind: Kind): Probe<Paged, TangoeApi> {
  const options = { cost: mostAsked, needs: [filtered[kind]], control: filtered[kind] };
  return probe(
    `${kind} of one employee, page by page`,
    options,
    async ({ api, get, undecided: stop }): Promise<Paged> => {
      const { actor, answer, all } = await get(filtered[kind]);
      const own = { owner: actor.id, promised: rowIds(itemsOf(answer).items) };
      const { owner, promised } = own.promised.length < 2 && all.complete ? richest(kind, all.rows) : own;
      const { length } = promised;
      if (length < 2) return stop(`no employee has more than ${length} ${kind}, too few for two pages`);
      const limit = Math.ceil(length / mostPages);
      const offsets = Array.from({ length: Math.ceil(length / limit) - 1 }, (_, i) => (i + 1) * limit);
      const at = offsets.map(async (offset): Promise<At> => {
        const query = { limit, offset, employee: owner };
        const page = await ask(api, kind, { query }, { anyway: { query: moreOf[kind] ?? {} } });
        return { answer: page, limit, offset, total: length };
      });
      return { kind, owner, promised, at: await Promise.all(at) };
    },
  );
}

const paged = (['devices', 'services', 'orders'] as const).map(pagedOf);

/** Filtered lists that are long enough for pages. */
export const filteredPages = probe(
  'filtered lists, page by page',
  { cost: 0, needs: paged },
  async ({ get, undecided: stop }) => {
    const asked = await Promise.all(paged.map((p) => attempt(get(p))));
    const seen = asked.flatMap((a) => ('value' in a ? [a.value] : []));
    const reason = asked.flatMap((a) => ('reason' in a ? [a.reason] : []))[0];
    return seen.length === 0 ? stop(reason ?? 'no filtered list has two pages') : seen;
  },
);

requirement('TG-FIL-08', filteredPages, (lists, check) => {
  for (const { kind, owner, at, promised } of lists)
    at.forEach(({ answer: page, offset }) => {
      expectOwned(check, page, kind, owner, ` on the page at ${offset}`);
      const came = rowIds(itemsOf(page).items);
      expectSubset(
        check,
        page,
        came,
        promised,
        `${kind} on the page at ${offset} that the filter does not return at once`,
      );
    });
});

const withService = probe(
  'devices with service details and upgrade dates',
  { cost: 1, needs: [walks.devices], control: walks.devices },
  async ({ api, get }) => {
    const asked = { includeServiceDetails: true, includeUpgradeEligibleDate: true };
    return { all: await get(walks.devices), answer: await api.listDevices({ query: { ...everything, ...asked } }) };
  },
);

/** Spelt in two ways by the release notes. */
const isUpgradeDate = (name: string) => /^upgradeEligib/i.test(name);
const saysUpgrade = (service: Row) => Object.entries(service).some(([name, v]) => isUpgradeDate(name) && v !== null);

requirement('TG-FIL-11', withService, ({ all, answer }, check) => {
  const { items } = itemsOf(answer);
  if (items.length === 0) undecided('there is no device');
  const [first] = all.answers;
  const plain = first === undefined ? [] : itemsOf(first).items;
  expectSubset(check, answer, rowIds(plain), rowIds(items), 'devices are missing when service details are asked for');
  const isDetailed = ({ service }: Row) =>
    isObject(service) && Object.keys(service).some((name) => name !== 'id' && name !== '_meta' && !isUpgradeDate(name));
  expectThat(
    check,
    answer,
    items.some(isDetailed),
    'no device has the details of its service',
    'service with its details',
    items[0],
  );
});

const upgrades = probe(
  'devices with upgrade dates, and the services',
  { cost: 0, needs: [withService, walks.services] },
  async ({ get }) => ({ answer: (await get(withService)).answer, services: await get(walks.services) }),
);

requirement('TG-FIL-14', upgrades, ({ answer, services }, check) => {
  // What the list of services says of a service must come with the device, too.
  const dated = new Set(rowIds(services.rows.filter(saysUpgrade)));
  const { items, at } = itemsOf(answer);
  items.forEach((device, i) => {
    const { service } = device;
    if (!isObject(service) || !dated.has(rowId(service) ?? '')) return;
    const holds = [service, device].some(saysUpgrade);
    expectValue(check, answer, `${at}/${i}/service`, service, holds, 'a service that says when it can be upgraded');
  });
  if (check.checks === 0) notTestable('no device came with a service of which the list of services says a date');
});
