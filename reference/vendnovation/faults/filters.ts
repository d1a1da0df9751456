/** Faults of reads and filters. */
import { errorAnswer } from '../errors.ts';
import { honoured } from '../filters.ts';
import type { FilterName, Kind, Row } from '../model.ts';
import { gateway, ok, type Filter, type Listing } from '../world.ts';
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import { must, should, sinceV2 } from './entry.ts';

const fil01 = must('VN-FIL-01', sinceV2);
const fil02 = must('VN-FIL-02', sinceV2);
const fil03 = must('VN-FIL-03', sinceV2);
const fil04 = must('VN-FIL-04', sinceV2);
const fil05 = must('VN-FIL-05', sinceV2);
const fil06 = must('VN-FIL-06', sinceV2);
const fil07 = must('VN-FIL-07', sinceV2);
const fil08 = must('VN-FIL-08', sinceV2);
const fil09 = must('VN-FIL-09', sinceV2);
const fil10 = must('VN-FIL-10', sinceV2);
const fil11 = should('VN-FIL-11', sinceV2);
const fil12 = must('VN-FIL-12', sinceV2);
const fil13 = must('VN-FIL-13', sinceV2);
const fil14 = must('VN-FIL-14', sinceV2);
const fil15 = should('VN-FIL-15', sinceV2);

const failure = 'Internal server error';
const isId = (value: string | number) => /^\d+$/.test(String(value));

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

/** Alters the machines that a read serves, where `when` holds. */
function serving(
  when: (listing: Listing) => boolean,
  change: (rows: readonly Row[], listing: Listing, base: Behaviour) => readonly Row[],
  kind: Kind = 'machines',
): ChangeOfBehaviour {
  return (base) => ({
    rows: (listing) => {
      const rows = base.rows(listing);
      return listing.kind === kind && when(listing) ? change(rows, listing, base) : rows;
    },
  });
}

const filtersBy = (name: FilterName) => (listing: Listing) =>
  listing.asked.filters.some((filter) => filter.name === name);
const filtersById = ({ asked }: Listing) =>
  asked.filters.some(({ name, values }) => name === 'machineIdentifiers' && values.every(isId));
const filtersByProse = ({ asked }: Listing) =>
  asked.filters.some(({ name, values }) => name === 'machineIdentifiers' && !values.some(isId));
const unfiltered = ({ kind, asked }: Listing) =>
  !asked.filters.some(({ name }) => honoured[kind].includes(name as FilterName));

/** Whether no record of the kind has any of the values that were asked for. */
function asksForStrangers({ call, kind, asked }: Listing): boolean {
  const known = call.world.state.rows[kind];
  return asked.filters.some(({ name, values }) =>
    values.every((value) => !known.some((row) => row.keys[name as FilterName]?.includes(value))),
  );
}

const everything = (listing: Listing, base: Behaviour) =>
  base.rows({ ...listing, asked: { ...listing.asked, filters: [] } });
const withoutLast = (rows: readonly Row[]) => rows.slice(0, -1);
const withStranger = (rows: readonly Row[], listing: Listing, base: Behaviour) => {
  const stranger = everything(listing, base).find((row) => !rows.includes(row));
  return stranger === undefined ? rows : [...rows, stranger].sort((a, b) => a.index - b.index);
};
const foreignRows = ({ call, asked, kind }: Listing) => {
  const { foreignOrganizationId } = call.world.data;
  const wanted = asked.filters.some(
    ({ name, values }) => name === 'organizationIds' && values.includes(foreignOrganizationId),
  );
  return wanted ? call.world.state.rows[kind].filter((row) => row.organizationId === foreignOrganizationId) : [];
};

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

  fil07('unknown-filter-400', 'An unknown filter is refused.', () => ({
    unknownFilters: (call, names) =>
      errorAnswer(call, 'DESERIALIZATION_ERROR', `Unknown members: ${names.join(', ')}.`),
  })),
  fil07('unknown-filter-500', 'An unknown filter is answered with 500.', () => ({
    unknownFilters: () => gateway(500, failure),
  })),
  fil07(
    'unknown-filter-empty',
    'A read with an unknown filter returns nothing.',
    serving(
      ({ asked }) => asked.unknown.length > 0,
      () => [],
    ),
  ),

  fil08(
    'unfiltered-one-organization',
    'Without a filter only the machines of one organisation are returned.',
    serving(unfiltered, (rows) => rows.filter(({ organizationId }) => organizationId === rows[0]?.organizationId)),
  ),
  fil08('unfiltered-refused', 'Machines without a filter are refused with MISSING_REQUIRED_DATA.', (base) => ({
    filterRefusal: (listing) =>
      listing.kind === 'machines' && unfiltered(listing)
        ? errorAnswer(listing.call, 'MISSING_REQUIRED_DATA', 'At least one filter is required.')
        : base.filterRefusal(listing),
  })),

  fil09(
    'unknown-id-returns-all',
    'A filter by an id that does not exist returns everything.',
    serving(asksForStrangers, (_rows, listing, base) => everything(listing, base)),
  ),
  fil09(
    'unknown-id-returns-first',
    'A filter by an id that does not exist returns the first machine.',
    serving(asksForStrangers, (_rows, listing, base) => everything(listing, base).slice(0, 1)),
  ),
  fil09('unknown-id-500', 'A filter by an id that does not exist is answered with 500.', (base) => ({
    filterRefusal: (listing) => (asksForStrangers(listing) ? gateway(500, failure) : base.filterRefusal(listing)),
  })),

  fil10(
    'include-deleted-only-deleted',
    'includeDeleted returns deleted machines only.',
    serving(
      ({ asked }) => asked.includeDeleted,
      (rows) => rows.filter(({ deleted }) => deleted),
    ),
  ),
  fil10(
    'include-deleted-loses-record',
    'includeDeleted loses one of the living machines.',
    serving(
      ({ asked }) => asked.includeDeleted,
      (rows) => rows.filter((row) => row !== rows.find(({ deleted }) => !deleted)),
    ),
  ),
  fil10('include-deleted-500', 'includeDeleted is answered with 500.', (base) => ({
    filterRefusal: (listing) => (listing.asked.includeDeleted ? gateway(500, failure) : base.filterRefusal(listing)),
  })),

  fil11('null-filter-400', 'A filter given as null is refused.', () => ({
    nullFilters: (call) => errorAnswer(call, 'DESERIALIZATION_ERROR', 'A filter must not be null.'),
  })),
  fil11(
    'null-filter-empty',
    'A filter given as null matches no machine.',
    serving(
      ({ asked }) => asked.nulls.length > 0,
      () => [],
    ),
  ),

  fil12('accounts-object', 'Accounts are answered as an object with a list in it.', (base) => ({
    listBody: (kind, records) => (kind === 'accounts' ? { accounts: records } : base.listBody(kind, records)),
  })),
  fil12('machines-object', 'Machines are answered as an object with a list in it.', (base) => ({
    listBody: (kind, records) => (kind === 'machines' ? { data: records } : base.listBody(kind, records)),
  })),
  fil12('accounts-names', 'Accounts are answered as a list of names.', (base) => ({
    record: (kind, row, call) => (kind === 'accounts' ? (row.wire['name'] ?? '') : base.record(kind, row, call)),
  })),
  fil12('accounts-404', 'There is no /accounts.', (base) => ({
    filterRefusal: (listing) => (listing.kind === 'accounts' ? gateway(404, 'Not Found') : base.filterRefusal(listing)),
  })),

  fil13('empty-body-refused', 'A standard body with three empty keys is refused.', () => ({
    emptyBody: (call) => errorAnswer(call, 'DESERIALIZATION_ERROR', 'body must not be empty.'),
  })),
  fil13('empty-body-serves-nothing', 'A standard body with three empty keys is answered with an empty list.', () => ({
    emptyBody: () =>
      ok(
        [],
        [
          ['page', '1'],
          ['size', '50'],
          ['total-pages', '0'],
        ],
      ),
  })),
  fil13('empty-body-500', 'A standard body with three empty keys is answered with 500.', () => ({
    emptyBody: () => gateway(500, failure),
  })),

  fil14(
    'foreign-organization-served',
    'A filter by a foreign organisation returns its machines.',
    serving(filtersBy('organizationIds'), (rows, listing) => [...rows, ...foreignRows(listing)]),
  ),
  fil14(
    'foreign-organization-leaks-record',
    'A filter by a foreign organisation returns one of its machines.',
    serving(filtersBy('organizationIds'), (rows, listing) => [...rows, ...foreignRows(listing).slice(0, 1)]),
  ),

  fil15('transactions-ignore-machines', 'The report of transactions ignores machineIdentifiers.', (base) => ({
    matches: (listing, row, filter) =>
      (listing.kind === 'transactions' && filter.name === 'machineIdentifiers') || base.matches(listing, row, filter),
  })),
  fil15(
    'transactions-leak-machines',
    'The report of transactions of one machine holds some of other machines.',
    (base) => ({
      matches: (listing, row, filter) =>
        (listing.kind === 'transactions' && row.index % 20 === 0) || base.matches(listing, row, filter),
    }),
  ),
];
