/** Faults of pages, their headers and the laws over all pages. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import type { Kind } from '../model.ts';
import type { Paging } from '../paging.ts';
import { gateway, type HeaderList, type Listing } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const page01 = must('VN-PAGE-01');
const page02 = must('VN-PAGE-02');
const page03 = must('VN-PAGE-03');
const page04 = must('VN-PAGE-04');
const page05 = must('VN-PAGE-05');
const page06 = must('VN-PAGE-06');
const page10 = must('VN-PAGE-10');
const page12 = must('VN-PAGE-12', sinceV2);
const page13 = must('VN-PAGE-13');

/** Alters the paging headers of an answer. */
function headers(change: (headers: HeaderList, paging: Paging, listing: Listing) => HeaderList): ChangeOfBehaviour {
  return (base) => ({
    pagingHeaders: (total, paging, listing) => change(base.pagingHeaders(total, paging, listing), paging, listing),
  });
}

const drop = (list: HeaderList, name: string): HeaderList => list.filter(([n]) => n !== name);
const set = (list: HeaderList, name: string, value: (old: string) => string): HeaderList =>
  list.map(([n, old]) => [n, n === name ? value(old) : old]);
const oversized = ({ askedSize }: Paging) => askedSize !== null && askedSize > 2000;

/** A list that knows no pages: everything at once, no headers. */
function unpaged(kind: Kind): ChangeOfBehaviour {
  return (base) => ({
    cut: (rows, paging, listing) => (listing.kind === kind ? rows : base.cut(rows, paging, listing)),
    pagingHeaders: (total, paging, listing) =>
      listing.kind === kind ? [] : base.pagingHeaders(total, paging, listing),
  });
}

export const paginationFaults = [
  page01('default-size-20', 'Without paging headers pages hold 20 items.', () => ({ defaultSize: 20 })),
  page01('default-size-100', 'Without paging headers pages hold 100 items.', () => ({ defaultSize: 100 })),
  page01('default-serves-all', 'Without paging headers everything is served on one page.', (base) => ({
    cut: (rows, paging, listing) => (paging.askedSize === null ? rows : base.cut(rows, paging, listing)),
    pagingHeaders: (total, paging, listing) =>
      base.pagingHeaders(total, paging.askedSize === null ? { ...paging, size: Math.max(total, 1) } : paging, listing),
  })),
  page01('default-page-2', 'Without paging headers the second page is served.', (base) => ({
    pagingHeader: (call, name) => base.pagingHeader(call, name) ?? (name === 'page' ? '2' : undefined),
  })),

  page02(
    'page-header-missing',
    'The page header is missing.',
    headers((list) => drop(list, 'page')),
  ),
  page02(
    'size-header-missing',
    'The size header is missing.',
    headers((list) => drop(list, 'size')),
  ),
  page02(
    'total-pages-header-missing',
    'The total-pages header is missing.',
    headers((list) => drop(list, 'total-pages')),
  ),
  page02(
    'total-pages-in-words',
    'The total-pages header is a text as "of 3".',
    headers((list) => set(list, 'total-pages', (old) => `of ${old}`)),
  ),
  page02(
    'paging-headers-prefixed',
    'The paging headers are called x-page, x-size and x-total-pages.',
    headers((list) => list.map(([name, value]) => [`x-${name}`, value])),
  ),
  page02(
    'size-header-fraction',
    'The size header is a number with a fraction.',
    headers((list) => set(list, 'size', (old) => `${old}.5`)),
  ),

  page03('oversized-400', 'A size above 2000 is refused with 400.', (base) => ({
    refuseSize: (call, size) =>
      size > 2000 ? errorAnswer(call, 'GENERIC_ERROR', 'size must not be above 2000.') : base.refuseSize(call, size),
  })),
  page03('oversized-500', 'A size above 2000 is answered with 500.', (base) => ({
    refuseSize: (call, size) => (size > 2000 ? gateway(500, 'Internal server error') : base.refuseSize(call, size)),
  })),
  page03(
    'oversized-header-as-requested',
    'Of a size above 2000 the size header repeats the request.',
    headers((list, paging) => (oversized(paging) ? set(list, 'size', () => String(paging.askedSize)) : list)),
  ),
  page03(
    'oversized-header-missing',
    'Of a size above 2000 the size header is missing.',
    headers((list, paging) => (oversized(paging) ? drop(list, 'size') : list)),
  ),
  page03('oversized-falls-to-50', 'A size above 2000 is served as 50.', (base) => ({
    clampSize: (size, call) => (size > 2000 ? 50 : base.clampSize(size, call)),
  })),
  page03('oversized-clamped-to-1000', 'A size above 2000 is served as 1000.', (base) => ({
    clampSize: (size, call) => (size > 2000 ? 1000 : base.clampSize(size, call)),
  })),
  page03('oversized-by-a-little-kept', 'A size is clamped from 2100 on.', () => ({
    clampSize: (size) => (size < 2100 ? size : 2000),
  })),
  page03('oversized-serves-more', 'The size header says 2000, but all 2,100 machines are served.', (base) => ({
    data: { ...base.data, machines: 2100 },
    cut: (rows, paging, listing) => (oversized(paging) ? rows : base.cut(rows, paging, listing)),
  })),

  page04('size-2000-clamped', 'A size of 2000 is served as 1999.', () => ({
    clampSize: (size) => Math.min(size, 1999),
  })),
  page04('size-2000-refused', 'A size of 2000 is refused with 400.', (base) => ({
    refuseSize: (call, size) =>
      size === 2000 ? errorAnswer(call, 'GENERIC_ERROR', 'size must be below 2000.') : base.refuseSize(call, size),
  })),
  page04('size-2000-served-as-1000', 'A size of exactly 2000 is served as 1000.', (base) => ({
    clampSize: (size, call) => (size === 2000 ? 1000 : base.clampSize(size, call)),
  })),

  page05('size-ignored', 'A requested size up to 2000 is ignored; pages hold 50.', (base) => ({
    clampSize: (size, call) => (size < 2000 ? 50 : base.clampSize(size, call)),
  })),
  page05(
    'size-header-always-50',
    'The size header always says 50.',
    headers((list, { askedSize }) => (askedSize !== null && askedSize < 2000 ? set(list, 'size', () => '50') : list)),
  ),
  page05('page-holds-one-more', 'A page holds one item more than its size.', () => ({
    cut: (rows, { page, size }) => rows.slice((page - 1) * size, page * size + 1),
  })),
  page05('small-size-raised', 'Pages hold at least 40 items, while the size header says what was asked.', (base) => ({
    cut: (rows, paging, listing) => base.cut(rows, { ...paging, size: Math.max(paging.size, 40) }, listing),
    totalPages: (total, paging) => base.totalPages(total, { ...paging, size: Math.max(paging.size, 40) }),
  })),

  page06(
    'page-header-always-1',
    'The page header always says 1.',
    headers((list) => set(list, 'page', () => '1')),
  ),
  page06(
    'page-header-from-zero',
    'The page header counts from 0.',
    headers((list, { page }) => set(list, 'page', () => String(page - 1))),
  ),
  page06('page-ignored', 'Whatever page is asked for, the first is served.', (base) => ({
    pagingHeader: (call, name) => (name === 'page' ? undefined : base.pagingHeader(call, name)),
  })),

  page10('total-pages-one-more', 'total-pages is one too high.', (base) => ({
    totalPages: (total, paging) => base.totalPages(total, paging) + 1,
  })),
  page10('total-pages-one-less', 'total-pages is one too low.', (base) => ({
    totalPages: (total, paging) => Math.max(1, base.totalPages(total, paging) - 1),
  })),
  page10(
    'total-pages-right-on-first-only',
    'total-pages is right on the first page and too high on all others.',
    (base) => ({
      totalPages: (total, paging) => base.totalPages(total, paging) + (paging.page === 1 ? 0 : 1),
    }),
  ),
  page10('total-pages-counts-records', 'total-pages is the number of records.', () => ({
    totalPages: (total) => total,
  })),
  page10('total-pages-for-50', 'total-pages is that of the default size, whatever the size.', (base) => ({
    totalPages: (total, paging) => base.totalPages(total, { ...paging, size: 50 }),
  })),

  page12('accounts-do-not-page', 'Accounts come all at once, without paging headers.', unpaged('accounts')),
  page12('transactions-do-not-page', 'Transactions come all at once, without paging headers.', unpaged('transactions')),
  page12('accounts-ignore-size', 'Accounts ignore the requested size.', (base) => ({
    clampSize: (size, call) => (call.route === '/accounts' ? 50 : base.clampSize(size, call)),
  })),

  page13('paging-headers-case-sensitive', 'The paging headers are understood in small letters only.', () => ({
    pagingHeader: (call, name) => call.rawHeaders.find(([sent]) => sent === name)?.[1],
  })),
  page13(
    'paging-headers-capitals-refused',
    'Paging headers in other than small letters are refused with 400.',
    (base) => ({
      refuseSize: (call, size) =>
        call.rawHeaders.some(([sent]) => /^(page|size)$/i.test(sent) && sent !== sent.toLowerCase())
          ? errorAnswer(call, 'GENERIC_ERROR', 'Unknown paging header.')
          : base.refuseSize(call, size),
    }),
  ),
];
