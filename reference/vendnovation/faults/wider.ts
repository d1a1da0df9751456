/** Faults that show on one route, one page or one value only: what an examiner's servers did that the plain ones do not. */
import { errorAnswer } from '../errors.ts';
import { gateway, type Listing } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const fil = (n: string) => must(`VN-FIL-${n}`, sinceV2);
const date = (n: string) => must(`VN-DATE-${n}`, sinceV2);
const asks = ({ asked }: Listing, name: string) => asked.filters.some((filter) => filter.name === name);

export const widerFaults = [
  fil('05')('ten-values-at-most', 'Of a long list of values of one filter only the first ten count.', (base) => ({
    matches: (listing, row, filter) => base.matches(listing, row, { ...filter, values: filter.values.slice(0, 10) }),
  })),
  fil('10')(
    'deleted-by-identifier',
    'A deleted machine is found by its identifier without includeDeleted.',
    (base) => ({
      rows: (listing) =>
        asks(listing, 'machineIdentifiers')
          ? base.rows({ ...listing, asked: { ...listing.asked, includeDeleted: true } })
          : base.rows(listing),
    }),
  ),
  fil('17')('accounts-ignore-organization', 'The accounts ignore a filter by organisation.', (base) => ({
    matches: (listing, row, filter) => listing.kind === 'accounts' || base.matches(listing, row, filter),
  })),
  fil('17')('accounts-first-organization', 'The accounts of the first of several organisations come.', (base) => ({
    matches: (listing, row, filter) =>
      base.matches(
        listing,
        row,
        listing.kind === 'accounts' ? { ...filter, values: filter.values.slice(0, 1) } : filter,
      ),
  })),
  fil('17')('accounts-of-organization-empty', 'No account comes where an organisation is asked for.', (base) => ({
    rows: (listing) =>
      listing.kind === 'accounts' && listing.asked.filters.some(({ values }) => values.length > 1)
        ? []
        : base.rows(listing),
  })),
  fil('18')('unsupported-filter-refused', 'Accounts refuse a filter by machine.', (base) => ({
    filterRefusal: (listing) =>
      listing.kind === 'accounts' && asks(listing, 'machineIdentifiers')
        ? errorAnswer(listing.call, 'GENERIC_ERROR', 'This filter is not supported here.')
        : base.filterRefusal(listing),
  })),
  fil('18')('dates-on-machines-fail', 'Machines answer with 500 to a filter by date.', (base) => ({
    filterRefusal: (listing) =>
      listing.kind === 'machines' && listing.asked.startDate !== null
        ? gateway(500, 'Internal server error')
        : base.filterRefusal(listing),
  })),

  date('01')('same-moment-refused', 'A range that begins and ends at the same moment is refused.', (base) => ({
    clamp: (given, maximum, now, call) =>
      given.start !== null && given.start === given.end
        ? errorAnswer(call, 'INVALID_DATE_RANGE', "Your date range's start date was after its end date.")
        : base.clamp(given, maximum, now, call),
  })),
  date('03')('recent-start-ends-now', 'With a start alone the range does not go beyond now.', (base) => ({
    clamp: (given, maximum, now, call) => {
      const used = base.clamp(given, maximum, now, call);
      return 'status' in used || given.start === null || given.end !== null
        ? used
        : { ...used, end: Math.min(used.end, now) };
    },
  })),
  date('05')('range-headers-on-first-page', 'The range headers stand on the first page only.', (base) => ({
    rangeHeaders: (range, call) => (Number(call.header('page') ?? 1) > 1 ? [] : base.rangeHeaders(range, call)),
  })),
  date('17')('ranges-lose-every-ninth', 'Where both dates are given, every ninth record is missing.', (base) => ({
    rows: (listing) =>
      listing.asked.startDate !== null && listing.asked.endDate !== null
        ? base.rows(listing).filter((_row, n) => n % 9 !== 4)
        : base.rows(listing),
  })),
  date('17')(
    'ranges-lose-half-hour-zones',
    'Records of zones with half hours are missing where both dates are given.',
    (base) => ({
      rows: (listing) =>
        listing.asked.startDate !== null && listing.asked.endDate !== null
          ? base.rows(listing).filter(({ utc, local }) => (local - utc) % 3_600_000 === 0)
          : base.rows(listing),
    }),
  ),

  must('VN-ERR-02')('unknown-id-400', 'A filter by an unknown machine gives MISSING_RECORD with 400.', (base) => ({
    filterRefusal: (listing) =>
      asks(listing, 'machineIdentifiers') && listing.kind === 'machines' && base.rows(listing).length === 0
        ? { ...errorAnswer(listing.call, 'MISSING_RECORD', 'The machine could not be found.'), status: 400 }
        : base.filterRefusal(listing),
  })),
  must('VN-ERR-03', sinceV2)('wrong-type-of-accounts', 'Accounts ignore a filter of the wrong type.', (base) => ({
    wrongType: (call, member) => (call.route === '/accounts' ? null : base.wrongType(call, member)),
  })),
  must('VN-PAGE-11', sinceV2)('filter-lost-on-page-3', 'On the third page the filters do not count.', (base) => ({
    cut: (rows, paging, listing) => {
      const whole = base.rows({ ...listing, asked: { ...listing.asked, filters: [] } });
      return base.cut(paging.page === 3 && rows.length > paging.size ? whole : rows, paging, listing);
    },
  })),
  must('VN-PAGE-12', sinceV2)(
    'account-lost-on-page-3',
    'The third page of the accounts lacks its first item.',
    (base) => ({
      cut: (rows, paging, listing) => {
        const page = base.cut(rows, paging, listing);
        return paging.page === 3 && listing.kind === 'accounts' ? page.slice(1) : page;
      },
    }),
  ),
  must('VN-PAGE-10')('empty-list-has-pages', 'total-pages of an empty list is 3.', (base) => ({
    totalPages: (total, paging) => (total === 0 ? 3 : base.totalPages(total, paging)),
  })),
  must('VN-PAGE-01')('third-page-larger', 'The third page holds 100 records where no size is asked for.', (base) => ({
    clampSize: (size, call) =>
      call.header('size') === undefined && call.header('page') === '3' ? 100 : base.clampSize(size, call),
  })),
];
