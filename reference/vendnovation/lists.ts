/** Reads: filters, range, order, page, answer. */
import { headersOf, readRange } from './dates.ts';
import { nothingAsked, readBody } from './filters.ts';
import type { Kind } from './model.ts';
import { readPaging } from './paging.ts';
import { isAnswer, ok, type Answer, type Call, type Listing } from './world.ts';

const reports: readonly Kind[] = ['transactions', 'adjustments'];

/** One page of a list. */
export function list(call: Call, kind: Kind): Answer {
  const { behaviour } = call.world;
  const asked = call.version === 'v1' ? nothingAsked : readBody(call); // the standard body came with v2
  if (isAnswer(asked)) return asked;
  const listing: Listing = { call, kind, asked };
  const paging = readPaging(call);
  if (isAnswer(paging)) return paging;
  const refusal = behaviour.filterRefusal(listing);
  if (refusal !== null) return refusal;
  const range = reports.includes(kind) ? readRange(listing) : null;
  if (range !== null && isAnswer(range)) return range;

  const filtered = behaviour.rows(listing);
  const inRange = range === null ? filtered : filtered.filter((row) => behaviour.inRange(row, range));
  const rows = behaviour.order(kind, inRange);
  const pastEnd = (paging.page - 1) * paging.size >= Math.max(rows.length, 1) ? behaviour.pastEnd(call) : null;
  if (pastEnd !== null) return pastEnd;
  const page = behaviour.cut(rows, paging, listing).map((row) => behaviour.record(kind, row, call));
  return ok(behaviour.listBody(kind, page), [
    ...behaviour.pagingHeaders(rows.length, paging, listing),
    ...headersOf(range, listing),
  ]);
}
