/** Laws over several answers: pages of one feed, and trips against status changes. */
import { describe, expect, it } from 'vitest';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { agreementTable, judgeAgreement } from '../../../src/judges/mds/agreement.ts';
import { judgeFeedPages } from '../../../src/judges/mds/pages.ts';
import type { FeedPage } from '../../../src/judges/mds/pages.ts';
import { end, point, start, statusChange, statusChanges, trip, tripId, trips } from './samples.ts';
import type { Json } from './samples.ts';

const other = 'ffffffff-0000-4000-8000-000000000001';

describe('pages', () => {
  const url = `https://h.example/mds/turku/trips?min_end_time=${start}`;
  const second = `${url}&page%5Bnumber%5D=2`;
  const page = (address: string, id: string, links?: Json): FeedPage => ({
    url: address,
    document: trips([trip({ trip_id: id })], links === undefined ? {} : { links }),
    exchange: id,
  });
  const rules = (...pages: readonly FeedPage[]) => broken(judgeFeedPages(pages, 'trips')).map(({ rule }) => rule);

  it('finds nothing in a right walk, nor in one page without links', () => {
    expect(rules(page(url, tripId, { next: second }), page(second, other, { next: null }))).toEqual([]);
    expect(rules(page(url, tripId))).toEqual([]);
  });

  it('demands next on every page, null on the last', () => {
    expect(rules(page(url, tripId, { next: second }), page(second, other))).toEqual(['pages-say-next']);
    expect(rules(page(url, tripId, { first: url }))).toEqual([]);
  });

  it('finds a trip on two pages, and an endless walk', () => {
    expect(rules(page(url, tripId, { next: second }), page(second, tripId, { next: null }))).toEqual([
      'pages-items-once',
    ]);
    expect(rules(page(url, tripId, { next: url }))).toEqual(['pages-next-is-new']);
  });

  it('tells status changes apart by vehicle, time, type and reason', () => {
    const pages = [statusChange(), statusChange({ event_time: end + 1 }), statusChange()].map((change, index) => ({
      url: `${url}&page%5Bnumber%5D=${index}`,
      document: statusChanges([change], { links: { next: null } }),
    }));
    expect(
      broken(judgeFeedPages(pages, 'status_changes')).map(({ rule, findingsTotal }) => [rule, findingsTotal]),
    ).toEqual([['pages-items-once', 1]]);
  });
});

describe('agreement of trips and status changes', () => {
  const pickUp = (changes: Json = {}) =>
    statusChange({
      event_type: 'reserved',
      event_type_reason: 'user_pick_up',
      event_time: start - 300_000,
      event_location: point(22.27, 60.45, start),
      ...changes,
    });
  const judge = (...changes: readonly unknown[]) =>
    judgeAgreement([{ document: trips() }], [{ document: statusChanges(changes), exchange: '1-0009' }]);

  it('finds nothing where they agree; a pick-up may come long before the trip', () => {
    const results = judge(pickUp(), statusChange({ event_time: end + 50_000 }));
    expect(broken(results)).toEqual([]);
    expect(results.every(({ checks }) => checks > 0)).toBe(true);
  });

  it.each([
    ['trip-and-status-change-name-one-vehicle', statusChange({ device_id: other }), 'device_id'],
    ['trip-and-status-change-name-one-vehicle', statusChange({ provider_id: other }), 'provider_id'],
    ['trip-and-status-change-describe-one-vehicle', statusChange({ vehicle_id: 'X' }), 'vehicle_id'],
    ['pick-up-before-the-trip', pickUp({ event_time: start + 61_000 }), 'event_time'],
    ['drop-off-at-the-end', statusChange({ event_time: end - 61_000 }), 'event_time'],
    [
      'status-changes-where-the-route-ends',
      statusChange({ event_location: point(22.27, 60.45, end) }),
      'event_location',
    ],
  ])('%s', (rule, change, name) => {
    expect(broken(judge(change))).toMatchObject([
      { rule, findings: [{ where: `/data/status_changes/0/${name}`, exchange: '1-0009' }] },
    ]);
  });

  it('tests every rule', () => expect(agreementTable).toHaveLength(5));

  it('looks at nothing where no trip is common', () => {
    const results = judge(statusChange({ associated_trip: other, device_id: other }));
    expect(results.every(({ checks }) => checks === 0)).toBe(true);
  });
});
