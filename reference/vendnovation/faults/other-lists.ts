/** Faults of filters on the lists beside that of the machines, and of filters that come together. */
import type { Behaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import type { Kind } from '../model.ts';
import { gateway, ok, type Call, type Filter, type Listing } from '../world.ts';
import { must, sinceV2 } from './entry.ts';
import { everything } from './serving.ts';

const fil = (n: string) => must(`VN-FIL-${n}`, sinceV2);
const page = (n: string) => must(`VN-PAGE-${n}`, sinceV2);
const asks = ({ asked }: Listing, name: string) => asked.filters.some((filter) => filter.name === name);
const routes: Partial<Record<Kind, string>> = {
  accounts: '/accounts',
  selections: '/selections',
  transactions: '/reports/transactions',
};

/** Answers a filter of one list otherwise. */
const filterOf =
  (kind: Kind, name: string, matches: Behaviour['matches']) =>
  (base: Behaviour): Partial<Behaviour> => ({
    matches: (listing, row, filter) =>
      listing.kind === kind && filter.name === name
        ? matches(listing, row, filter)
        : base.matches(listing, row, filter),
  });

const emptyPage = ok(
  [],
  [
    ['page', '1'],
    ['size', '50'],
    ['total-pages', '0'],
  ],
);
const at = (call: Call, kind: Kind) => call.route === routes[kind];
const includes = ({ values }: Filter, value: unknown) => values.includes(value as number);

export const otherListFaults = [
  fil('06')('organization-or-identifier', 'An organisation and an identifier are combined with OR.', (base) => ({
    rows: (listing) => {
      if (!asks(listing, 'organizationIds') || !asks(listing, 'machineIdentifiers')) return base.rows(listing);
      const either = (row: Parameters<Behaviour['matches']>[1]) =>
        listing.asked.filters.some((filter) => base.matches(listing, row, filter));
      return everything(listing, base).filter(either);
    },
  })),
  fil('06')('first-site-of-organization', 'Beside an organisation the first of several sites counts.', (base) => ({
    matches: (listing, row, filter) =>
      base.matches(
        listing,
        row,
        filter.name === 'siteIds' && asks(listing, 'organizationIds')
          ? { ...filter, values: filter.values.slice(0, 1) }
          : filter,
      ),
  })),

  fil('07')('accounts-refuse-unknown-filter', 'Accounts refuse an unknown filter.', (base) => ({
    unknownFilters: (call, names) =>
      at(call, 'accounts')
        ? errorAnswer(call, 'DESERIALIZATION_ERROR', `Unknown members: ${names.join(', ')}.`)
        : base.unknownFilters(call, names),
  })),
  fil('07')('report-empty-for-unknown-filter', 'The report is empty where a filter is unknown.', (base) => ({
    rows: (listing) => (listing.kind === 'transactions' && listing.asked.unknown.length > 0 ? [] : base.rows(listing)),
  })),
  fil('13')('selections-refuse-empty-body', 'Selections refuse a body with three empty keys.', (base) => ({
    emptyBody: (call) =>
      at(call, 'selections')
        ? errorAnswer(call, 'MISSING_REQUIRED_DATA', 'body must not be empty.')
        : base.emptyBody(call),
  })),
  fil('13')('accounts-empty-for-empty-body', 'No account comes to a body with three empty keys.', (base) => ({
    emptyBody: (call) => (at(call, 'accounts') ? emptyPage : base.emptyBody(call)),
  })),

  fil('19')(
    'selections-next-id',
    'A filter by the id of a selection returns the one before it.',
    filterOf('selections', 'selectionIds', (_listing, row, filter) => includes(filter, Number(row.wire['id']) + 1)),
  ),
  fil('19')('selections-of-machine-and-others', 'Other selections come with those of a machine.', (base) => ({
    rows: (listing) => {
      const rows = base.rows(listing);
      if (listing.kind !== 'selections' || !asks(listing, 'machineIdentifiers')) return rows;
      return [...rows, ...everything(listing, base).filter((row) => row.index % 9 === 4 && !rows.includes(row))];
    },
  })),
  fil('19')('report-of-machine-loses-records', 'A filter by machine loses every second transaction.', (base) => ({
    matches: (listing, row, filter) =>
      base.matches(listing, row, filter) &&
      (listing.kind !== 'transactions' || filter.name !== 'machineIdentifiers' || row.index % 2 === 0),
  })),
  fil('19')('selections-of-machine-500', 'A filter of selections by machine is answered with 500.', (base) => ({
    filterRefusal: (listing) =>
      listing.kind === 'selections' && asks(listing, 'machineIdentifiers')
        ? gateway(500, 'Internal server error')
        : base.filterRefusal(listing),
  })),

  page('03')('very-large-size-refused', 'A size above 10000 is refused.', (base) => ({
    refuseSize: (call, size) =>
      size > 10_000 ? errorAnswer(call, 'GENERIC_ERROR', 'size is too large.') : base.refuseSize(call, size),
  })),
  page('11')(
    'account-filter-lost-on-page-2',
    'On the second page of the accounts the filter does not count.',
    (base) => ({
      cut: (rows, paging, listing) =>
        listing.kind === 'accounts' && paging.page === 2 && asks(listing, 'organizationIds')
          ? everything(listing, base)
              .filter((row) => !rows.includes(row))
              .slice(0, paging.size)
          : base.cut(rows, paging, listing),
    }),
  ),
];
