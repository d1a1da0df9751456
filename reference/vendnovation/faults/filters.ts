/** Faults of single filters and of their combination. */
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import type { FilterName, Row } from '../model.ts';
import type { Filter, Listing } from '../world.ts';
import { must, sinceV2 } from './entry.ts';
import { everything, filtersBy, serving } from './serving.ts';

const fil01 = must('VN-FIL-01', sinceV2);
const fil02 = must('VN-FIL-02', sinceV2);
const fil03 = must('VN-FIL-03', sinceV2);
const fil04 = must('VN-FIL-04', sinceV2);
const fil05 = must('VN-FIL-05', sinceV2);
const fil06 = must('VN-FIL-06', sinceV2);

const isId = (value: string | number) => /^\d+$/.test(String(value));
const filtersById = ({ asked }: Listing) =>
  asked.filters.some(({ name, values }) => name === 'machineIdentifiers' && values.every(isId));
const filtersByProse = ({ asked }: Listing) =>
  asked.filters.some(({ name, values }) => name === 'machineIdentifiers' && !values.some(isId));
const withoutLast = (rows: readonly Row[]) => rows.slice(0, -1);
const withStranger = (rows: readonly Row[], listing: Listing, base: Behaviour) => {
  const stranger = everything(listing, base).find((row) => !rows.includes(row));
  return stranger === undefined ? rows : [...rows, stranger].sort((a, b) => a.index - b.index);
};

/** Alters whether a machine matches one filter. */
function matching(
  name: FilterName,
  change: (held: boolean, row: Row, filter: Filter, base: Behaviour, listing: Listing) => boolean,
): ChangeOfBehaviour {
  return (base) => ({
    matches: (listing, row, filter) => {
      const held = base.matches(listing, row, filter);
      return listing.kind === 'machines' && filter.name === name ? change(held, row, filter, base, listing) : held;
    },
  });
}

export const filterFaults = [
  fil01(
    'machine-id-filter-ignored',
    'A filter by the id of a machine is ignored.',
    serving(filtersById, (_rows, listing, base) => everything(listing, base)),
  ),
  fil01(
    'machine-id-filter-serves-neighbour',
    'A filter by the id of a machine returns another machine, too.',
    serving(filtersById, withStranger),
  ),
  fil01(
    'machine-id-filter-empty',
    'A filter by the id of a machine returns nothing.',
    serving(filtersById, () => []),
  ),
  fil01(
    'machine-id-filter-next',
    'A filter by the id of a machine returns the machine after it.',
    serving(filtersById, (rows, listing, base) => {
      const all = everything(listing, base);
      return rows.map((row) => all[(all.indexOf(row) + 1) % all.length] ?? row);
    }),
  ),

  fil02(
    'prose-filter-ignored',
    'A filter by PROSE is ignored.',
    serving(filtersByProse, (_rows, listing, base) => everything(listing, base)),
  ),
  fil02(
    'prose-filter-empty',
    'A filter by PROSE returns nothing.',
    serving(filtersByProse, () => []),
  ),
  fil02(
    'prose-filter-prefix',
    'A filter by PROSE compares the first four characters.',
    matching(
      'machineIdentifiers',
      (held, row, { values }) =>
        held || values.some((value) => !isId(value) && String(row.wire['prose']).startsWith(String(value).slice(0, 4))),
    ),
  ),

  fil03(
    'organization-filter-ignored',
    'A filter by organisation is ignored.',
    matching('organizationIds', () => true),
  ),
  fil03(
    'organization-filter-drops-record',
    'A filter by organisation loses the last machine.',
    serving(filtersBy('organizationIds'), withoutLast),
  ),
  fil03(
    'organization-filter-leaks-record',
    'A filter by organisation returns a machine of another one.',
    serving(filtersBy('organizationIds'), withStranger),
  ),

  fil04(
    'site-filter-ignored',
    'A filter by site is ignored.',
    matching('siteIds', () => true),
  ),
  fil04(
    'site-filter-drops-record',
    'A filter by site loses the last machine.',
    serving(filtersBy('siteIds'), withoutLast),
  ),
  fil04(
    'site-filter-leaks-record',
    'A filter by site returns a machine of another site.',
    serving(filtersBy('siteIds'), withStranger),
  ),
  fil04(
    'site-filter-means-account',
    'A filter by site returns the machines of the whole account.',
    matching(
      'siteIds',
      (held, row, { values }, _base, { call }) =>
        held ||
        values.some((id) => row.keys.accountIds?.includes(call.world.data.sites.get(Number(id))?.accountId ?? -1)),
    ),
  ),

  fil05('first-value-only', 'Of several values of a filter only the first counts.', (base) => ({
    matches: (listing, row, filter) => base.matches(listing, row, { ...filter, values: filter.values.slice(0, 1) }),
  })),
  fil05('last-value-only', 'Of several values of a filter only the last counts.', (base) => ({
    matches: (listing, row, filter) => base.matches(listing, row, { ...filter, values: filter.values.slice(-1) }),
  })),
  fil05('several-values-refused', 'A filter with several values is refused.', (base) => ({
    filterRefusal: (listing) =>
      listing.asked.filters.some(({ values }) => values.length > 1)
        ? errorAnswer(listing.call, 'GENERIC_ERROR', 'Only one value is allowed.')
        : base.filterRefusal(listing),
  })),

  fil06('filters-with-or', 'Different filters are combined with OR.', () => ({
    combine: (held) => held.some(Boolean),
  })),
  fil06('first-filter-only', 'Of several filters only the first counts.', () => ({
    combine: ([first]) => first ?? true,
  })),
  fil06('last-filter-only', 'Of several filters only the last counts.', () => ({
    combine: (held) => held.at(-1) ?? true,
  })),
];
