/** Faults of reads as a whole: unknown, empty and missing filters, other organisations, other lists. */
import { errorAnswer } from '../errors.ts';
import { honoured } from '../filters.ts';
import type { FilterName } from '../model.ts';
import { gateway, ok, type Listing } from '../world.ts';
import { must, should, sinceV2 } from './entry.ts';
import { everything, filtersBy, serving } from './serving.ts';

const fil07 = must('VN-FIL-07', sinceV2);
const fil08 = must('VN-FIL-08', sinceV2);
const fil09 = must('VN-FIL-09', sinceV2);
const fil10 = must('VN-FIL-10', sinceV2);
const fil11 = should('VN-FIL-11', sinceV2);
const fil12 = must('VN-FIL-12', sinceV2);
const fil13 = must('VN-FIL-13', sinceV2);
const fil14 = must('VN-FIL-14', sinceV2);

const failure = 'Internal server error';
const unfiltered = ({ kind, asked }: Listing) =>
  !asked.filters.some(({ name }) => honoured[kind].includes(name as FilterName));
const foreignRows = ({ call, asked, kind }: Listing) => {
  const { foreignOrganizationId } = call.world.data;
  const wanted = asked.filters.some(
    ({ name, values }) => name === 'organizationIds' && values.includes(foreignOrganizationId),
  );
  return wanted ? call.world.state.rows[kind].filter((row) => row.organizationId === foreignOrganizationId) : [];
};

/** Whether no record of the kind has any of the values that were asked for. */
function asksForStrangers({ call, kind, asked }: Listing): boolean {
  const known = call.world.state.rows[kind];
  return asked.filters.some(({ name, values }) =>
    values.every((value) => !known.some((row) => row.keys[name as FilterName]?.includes(value))),
  );
}

export const readFaults = [
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
];
