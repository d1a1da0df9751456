/** A member that is absent or of another type is told of by the rules of shape; no other rule makes up a value for it. */
import { describe, expect, it } from 'vitest';
import { broken } from '../../../src/judges/json-api/rule.ts';
import type { FeedKind } from '../../../src/judges/mds/feed.ts';
import { judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import { centre, end, start, statusChange, statusChanges, trip, trips, without } from './samples.ts';
import type { Json } from './samples.ts';

const window = `min_end_time=${start}&max_end_time=${end + 1}&start_time=${start}&end_time=${end + 1}`;
const options = { centre, requestUrl: `https://h/x?${window}` };

/** Rules of shape, and those that demand the member. */
const own = [
  'required-members',
  'member-types',
  'known-values',
  'value-ranges',
  'uuids',
  'no-null-trip',
  'associated-trip',
  'battery-where-electric',
];

const rulesOf = (record: Json, kind: FeedKind) =>
  broken(judgeFeed(kind === 'trips' ? trips([record]) : statusChanges([record]), kind, options)).map(
    ({ rule }) => rule,
  );

describe.each([
  ['trips', trip()],
  ['status_changes', statusChange()],
] as [FeedKind, Json][])('of %s', (kind, record) => {
  it('nothing is wrong with all of them', () => expect(rulesOf(record, kind)).toEqual([]));

  it.each(Object.keys(record))('%s', (name) => {
    for (const changed of [without(record, name), ...[null, [], {}].map((value) => ({ ...record, [name]: value }))])
      expect(rulesOf(changed, kind).filter((rule) => !own.includes(rule))).toEqual([]);
  });
});
