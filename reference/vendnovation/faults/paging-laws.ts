/** Faults that show over several pages of one list only. */
import type { Behaviour } from '../behaviour.ts';
import type { Listing } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const page07 = must('VN-PAGE-07');
const page08 = must('VN-PAGE-08');
const page09 = must('VN-PAGE-09');
const page11 = must('VN-PAGE-11', sinceV2);

/** The list as it would be without filters. */
function unfilteredRows(listing: Listing, base: Behaviour) {
  return base.order(listing.kind, base.rows({ ...listing, asked: { ...listing.asked, filters: [] } }));
}

/** The list with its deleted records. */
function withDeleted(listing: Listing, base: Behaviour) {
  return base.order(listing.kind, base.rows({ ...listing, asked: { ...listing.asked, includeDeleted: true } }));
}

export const pagingLawFaults = [
  page07('first-page-short', 'The first of several pages lacks an item, which comes on the second.', () => ({
    cut: (rows, { page, size }) =>
      rows.length <= size
        ? rows.slice((page - 1) * size)
        : rows.slice(Math.max(0, (page - 1) * size - 1), page * size - 1),
    totalPages: (total, { size }) => (total <= size ? 1 : Math.ceil((total + 1) / size)),
  })),
  page07('deleted-leave-gaps', 'Pages are cut before deleted machines are taken out.', (base) => ({
    cut: (rows, paging, listing) =>
      listing.kind === 'machines'
        ? base
            .cut(withDeleted(listing, base), paging, listing)
            .filter(({ deleted }) => !deleted || listing.asked.includeDeleted)
        : base.cut(rows, paging, listing),
    pagingHeaders: (total, paging, listing) =>
      base.pagingHeaders(listing.kind === 'machines' ? withDeleted(listing, base).length : total, paging, listing),
  })),

  page08('last-of-page-repeated', 'Later pages begin with the last item of the page before.', () => ({
    cut: (rows, { page, size }) => {
      const start = page === 1 ? 0 : (page - 1) * size - 1;
      return (page - 1) * size >= rows.length ? [] : rows.slice(start, start + size);
    },
  })),
  page08('order-differs-by-page', 'Pages with even numbers are cut from the list in reverse order.', (base) => ({
    cut: (rows, paging, listing) => base.cut(paging.page % 2 === 0 ? [...rows].reverse() : rows, paging, listing),
  })),

  page09('record-lost-between-pages', 'The item after the first page is on no page.', (base) => ({
    cut: (rows, paging, listing) =>
      base.cut(rows.length > paging.size ? rows.filter((_row, n) => n !== paging.size) : rows, paging, listing),
  })),
  page09('last-page-loses-record', 'The last of several pages lacks its last item.', (base) => ({
    cut: (rows, paging, listing) => {
      const page = base.cut(rows, paging, listing);
      return paging.page > 1 && paging.page * paging.size >= rows.length ? page.slice(0, -1) : page;
    },
  })),
  page09('large-page-loses-records', 'A page of 1000 and more lacks the items after the 60th.', (base) => ({
    cut: (rows, paging, listing) => {
      const page = base.cut(rows, paging, listing);
      return paging.size >= 1000 ? page.slice(0, 60) : page;
    },
  })),

  page11('filter-lost-on-page-2', 'From the second page on, the filters do not count.', (base) => ({
    cut: (rows, paging, listing) =>
      base.cut(paging.page >= 2 && rows.length > paging.size ? unfilteredRows(listing, base) : rows, paging, listing),
  })),
  page11(
    'filter-lost-on-last-page',
    'The last of several pages is filled up with records that do not match.',
    (base) => ({
      cut: (rows, paging, listing) => {
        const page = base.cut(rows, paging, listing);
        if (paging.page === 1 || paging.page * paging.size < rows.length || listing.asked.filters.length === 0)
          return page;
        const strangers = unfilteredRows(listing, base).filter((row) => !rows.includes(row));
        return [...page.slice(0, -1), ...strangers.slice(0, 1)];
      },
    }),
  ),
];
