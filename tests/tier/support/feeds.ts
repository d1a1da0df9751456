/** The MDS feeds: how they are asked, and their records. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { FeedKind } from '../../../src/judges/mds/feed.ts';
import { statusChangeKey } from '../../../src/judges/mds/rules/status-changes.ts';
import type { CallOptions } from '../../../src/suite/types.ts';
import { type Row, isRow, within } from './resources.ts';

/** The standard wants the version named; whoever does not know it finds JSON there, too. */
export const mdsAccept = { Accept: 'application/vnd.mds.provider+json;version=0.3, application/json;q=0.9' };

/** For links: the same header, and no token of a customer. */
export const asFeed: CallOptions = { anyway: { headers: mdsAccept }, credentials: { jwt: 'omit' } };

/** Records of a page that are objects; none where there are none. Never throws. */
export function recordsOf(answer: Answer, kind: FeedKind): Row[] {
  const list: unknown = within(answer.raw.json, 'data', kind);
  return Array.isArray(list) ? list.filter(isRow) : [];
}

/** A key that is equal for the same record; undefined where a part is missing. */
export function keyOf(record: Row, kind: FeedKind): string | undefined {
  if (kind === 'status_changes') return statusChangeKey(record) ?? undefined;
  return typeof record['trip_id'] === 'string' ? record['trip_id'] : undefined;
}

/** The time that a feed is filtered by; milliseconds. */
export function timeOf(record: Row, kind: FeedKind): number | undefined {
  const value = record[kind === 'trips' ? 'end_time' : 'event_time'];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
