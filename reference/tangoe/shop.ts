/** What can be ordered, from whom, and where: vendors, catalogue and regions. */
import type { CatalogItem, CatalogKind, DataOptions, Rank, Region, Vendor } from './model.ts';

export const vendors: readonly Vendor[] = [
  { id: '98', name: 'Coastal Wireless', carrier: true, accessMethod: 'CDMA' },
  { id: '105', name: 'Prairie Mobile', carrier: true, accessMethod: 'CDMA_PCS' },
  { id: '111', name: 'Summit Telecom', carrier: true, accessMethod: 'GSM' },
  { id: '240', name: 'Desk Supplies', carrier: false, accessMethod: 'GSM' },
];

const states: Readonly<Record<string, readonly string[]>> = {
  '70140001': ['Alabama AL', 'Alaska AK', 'Connecticut CT', 'Texas TX', 'Wyoming WY'],
  '70140002': ['Alberta AB', 'Ontario ON', 'Quebec QC'],
};

export const regions: readonly Region[] = [
  { id: '70140001', name: 'United States', abbreviation: 'US', parentId: null },
  { id: '70140002', name: 'Canada', abbreviation: 'CA', parentId: null },
  { id: '70140003', name: 'Iceland', abbreviation: 'IS', parentId: null },
  ...Object.entries(states).flatMap(([parentId, names]) =>
    names.map((entry, n) => ({
      id: `${parentId.slice(0, -2)}${parentId.at(-1)}${String(10 + n)}`,
      name: entry.slice(0, -3),
      abbreviation: entry.slice(-2),
      parentId,
    })),
  ),
];

const shelves: readonly [CatalogKind, number, number, CatalogItem['recurrence']][] = [
  ['devices', 9_194_790_000, 17, 'ONETIME'],
  ['plans', 6_568_880_000, 7, 'MONTHLY'],
  ['accessories', 3_628_930_000, 12, 'ONETIME'],
  ['features', 518, 6, 'MONTHLY'],
];

/** Items of every rank; those of rank 3 are for people whom the service account must not see. */
export function catalogOf({ narrow }: DataOptions, id: (base: number) => string): CatalogItem[] {
  return shelves.flatMap(([kind, base, count, recurrence]) =>
    Array.from({ length: count }, (_, n) => ({
      id: id(base + n),
      kind,
      name: `${kind.slice(0, -1)} ${n + 1}`,
      vendorId: vendors[n % 3]?.id ?? '98',
      amount: Math.round((n * 12.35 + 4.99) * 100) / 100,
      recurrence,
      rank: rankOf(kind, n, narrow),
    })),
  );
}

function rankOf(kind: CatalogKind, n: number, narrow: boolean): Rank {
  if (kind === 'features') return 0;
  if (n % 6 === 5) return 3;
  if (!narrow) return 0;
  return n % 3 === 1 ? 1 : n % 5 === 3 ? 2 : 0;
}
