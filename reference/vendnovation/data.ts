/** Repeatable data: organisations, sites in several time zones, machines, selections and months of transactions. */
import { seeded, type Random } from '../random.ts';
import { organizationsOf, sitesOf, type Organization } from './places.ts';
import { adjustmentRow, transactionRow } from './reports.ts';
import { machineRow, machineWire } from './machines.ts';
import { selectionsOf, templatesOf } from './selections.ts';
import type { Data, DataOptions, Json, Row, Site } from './model.ts';

const day = 86_400_000;
const cache = new Map<string, Data>();

/** Days of transactions before `today`. */
export const reportDays = 90;

/**
 * The data of an account, made once per choice and day and shared by all worlds.
 * @param now milliseconds since the epoch; only the UTC day counts
 */
export function dataFor(options: DataOptions, now: number): Data {
  const today = Math.floor(now / day) * day;
  const key = JSON.stringify([options, today]);
  const made = cache.get(key) ?? make(options, today);
  cache.set(key, made);
  return made;
}

function make(options: DataOptions, today: number): Data {
  const random = seeded(20_261_123);
  const organizations = organizationsOf(options);
  const sites = organizations.flatMap((organization) => sitesOf(organization, options, random));
  const machines = machinesOf(options, organizations, sites, today, random);
  const bySite = new Map(sites.map((site) => [site.id, site]));
  const selections = selectionsOf(machines, options, random);
  return {
    rows: {
      organizations: organizations.map((organization, index) =>
        placeRow(index, organization.id, {}, organization.wire),
      ),
      accounts: organizations
        .flatMap(({ id, accounts }) => accounts.map((account) => ({ id, account })))
        .map(({ id, account }, index) => placeRow(index, id, { accountIds: [account.id] }, account.wire)),
      sites: sites.map((site, index) =>
        placeRow(index, site.organizationId, { accountIds: [site.accountId], siteIds: [site.id] }, siteWire(site)),
      ),
      machines,
      selections,
      templates: templatesOf(organizations, options),
      transactions: transactionsOf(machines, bySite, options, today, random),
      adjustments: adjustmentsOf(selections, bySite, options, today, random),
    },
    sites: bySite,
    visible: new Set(organizations.filter(({ foreign }) => !foreign).map(({ id }) => id)),
    foreignOrganizationId: organizations.find(({ foreign }) => foreign)?.id ?? 0,
  };
}

function placeRow(index: number, organizationId: number, keys: Row['keys'], wire: Row['wire']): Row {
  const all = { organizationIds: [organizationId], ...keys };
  return { index, keys: all, organizationId, deleted: false, utc: 0, local: 0, wire };
}

function siteWire({ id, organizationId, accountId, name, externalId, timeZone }: Site): Record<string, Json> {
  return { id, organizationId, accountId, name, externalId, timeZone };
}

/** Living machines of every organisation, a few deleted ones scattered among them, and some of the foreign organisation. */
function machinesOf(
  options: DataOptions,
  organizations: readonly Organization[],
  sites: readonly Site[],
  today: number,
  random: Random,
): Row[] {
  const rows: Row[] = [];
  let id = 5000 + options.idOffset;
  const add = (organization: Organization, deleted: boolean) => {
    const site = random.pick(sites.filter(({ organizationId }) => organizationId === organization.id));
    id += random.between(1, 9);
    rows.push(machineRow(rows.length, machineWire(id, site, options, today, random), site, deleted));
  };
  const own = organizations.filter(({ foreign }) => !foreign);
  for (let i = 0; i < options.machines; i += 1) {
    // Shares of about 5 : 3 : 2, in turns, so that no organisation stands in one block.
    const turn = [0, 1, 0, 2, 0, 1, 0, 1, 2, 0][i % 10] ?? 0;
    const organization = own[turn % own.length];
    if (organization === undefined) break;
    add(organization, false);
    if (i % 18 === 9) add(organization, true);
    if (i % 16 === 5) for (const other of organizations) if (other.foreign) add(other, false);
  }
  return rows;
}

function transactionsOf(
  machines: readonly Row[],
  sites: ReadonlyMap<number, Site>,
  options: DataOptions,
  today: number,
  random: Random,
): Row[] {
  const selling = machines.filter(({ index }) => index % 2 === 0);
  if (selling.length === 0) return [];
  const times = Array.from({ length: options.transactions }, () => momentBefore(today, random)).sort((a, b) => a - b);
  return times.map((utc, index) => transactionRow(index, utc, random.pick(selling), sites, random));
}

/** A moment within the last `reportDays` days, whole milliseconds, more often by day than by night. */
function momentBefore(today: number, random: Random): number {
  const hour = random.next() < 0.75 ? random.between(7, 21) : random.between(0, 23);
  const inHour = random.between(0, 3_599_999);
  return today - random.between(1, reportDays) * day + hour * 3_600_000 + inHour;
}

function adjustmentsOf(
  selections: readonly Row[],
  sites: ReadonlyMap<number, Site>,
  options: DataOptions,
  today: number,
  random: Random,
): Row[] {
  if (selections.length === 0) return [];
  const count = Math.min(options.transactions, 300);
  const times = Array.from({ length: count }, () => momentBefore(today, random)).sort((a, b) => a - b);
  return times.map((utc, index) => {
    const selection = random.pick(selections);
    return adjustmentRow(index, utc, selection, random.between(-5, 10), sites);
  });
}
