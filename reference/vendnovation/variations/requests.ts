/** Lawful differences where the pages are silent: odd paging, odd bodies. */
import { errorAnswer } from '../errors.ts';
import { gateway } from '../world.ts';
import { variation } from './entry.ts';

export const requestVariations = [
  variation('odd-days-roll-over', 'The 30th of February is read as the second of March.', (base) => ({
    parseDate: (text, timeOfDay) => {
      const rolled = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T/.exec(text);
      return (
        base.parseDate(text, timeOfDay) ??
        (rolled === null ? null : Date.UTC(Number(rolled[1]), Number(rolled[2]) - 1, Number(rolled[3])))
      );
    },
  })),
  variation('odd-flag-ignored', 'An includeDeleted that is no bool is ignored.', (base) => ({
    wrongType: (call, member) => (member === 'includeDeleted' ? null : base.wrongType(call, member)),
  })),
  variation('order-differs-each-time', 'Lists come in another order with each request.', (base) => ({
    cut: (rows, paging, listing) => {
      const turn = listing.call.world.state.requests * 7919;
      const place = (row: (typeof rows)[number]) => ((row.index + 1) * turn) % 10_007;
      return base.cut(
        [...rows].sort((a, b) => place(a) - place(b) || a.index - b.index),
        paging,
        listing,
      );
    },
  })),
  variation('odd-paging-refused', 'A page or size of zero is refused.', () => ({
    oddPaging: (call, name) => errorAnswer(call, 'GENERIC_ERROR', `The header ${name} is not allowed.`),
  })),
  variation('odd-paging-ignored', 'A page or size that is no number is ignored.', (base) => ({
    oddPaging: (_call, name) => (name === 'page' ? 1 : base.defaultSize),
  })),
  variation('odd-paging-500', 'A page or size that is no number is answered with 500.', () => ({
    oddPaging: () => gateway(500, 'Internal server error'),
  })),
  variation('page-past-end-404', 'A page behind the last one is answered with 404.', () => ({
    pastEnd: (call) =>
      Number(call.header('page') ?? 1) > 1 ? errorAnswer(call, 'MISSING_RECORD', 'There is no such page.') : null,
  })),
  variation('empty-list-has-one-page', 'total-pages of an empty list is 1.', (base) => ({
    totalPages: (total, paging) => Math.max(1, base.totalPages(total, paging)),
  })),
  variation('bad-body-generic', 'A body that is no JSON is refused with GENERIC_ERROR.', (base) => ({
    badBody: (call) =>
      isReadable(call.body)
        ? base.badBody(call)
        : errorAnswer(call, 'GENERIC_ERROR', 'We encountered an error processing your request.'),
  })),
  variation(
    'body-as-array-only',
    'A body member that is an object is refused on reads, an empty array is served.',
    (base) => ({
      emptyBody: (call) =>
        /"body"\s*:\s*\{/.test(call.body)
          ? errorAnswer(call, 'DESERIALIZATION_ERROR', 'body must be an array.')
          : base.emptyBody(call),
    }),
  ),
  variation(
    'body-as-object-only',
    'A body member that is an array is refused on reads, an empty object is served.',
    (base) => ({
      emptyBody: (call) =>
        /"body"\s*:\s*\[/.test(call.body)
          ? errorAnswer(call, 'DESERIALIZATION_ERROR', 'body must be an object.')
          : base.emptyBody(call),
    }),
  ),
];

function isReadable(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
