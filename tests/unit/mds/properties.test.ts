/** Generated bodies: right ones yield nothing; hostile ones do no harm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { reasonsByType } from '../../../src/judges/mds/events.ts';
import type { EventType } from '../../../src/judges/mds/events.ts';
import type { FeedKind } from '../../../src/judges/mds/feed.ts';
import { distance, swapped } from '../../../src/judges/mds/geo.ts';
import { judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import { findingLimit } from '../../../src/verdict/types.ts';
import { point, statusChange, statusChanges, trip, trips } from './samples.ts';

const uuid = fc.uuid();
const time = fc.integer({ min: 1_400_000_000_000, max: 1_900_000_000_000 });
const longitude = fc.double({ min: -180, max: 180, noNaN: true }).filter((value) => value !== 0);
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const near = fc.double({ min: -0.001, max: 0.001, noNaN: true });

const anyTrip = fc
  .record({
    trip_id: uuid,
    device_id: uuid,
    start: time,
    seconds: fc.integer({ min: 0, max: 20_000 }),
    longitude,
    latitude: fc.double({ min: -80, max: 80, noNaN: true }),
    near,
    rounding: fc.integer({ min: -60, max: 60 }),
    cost: fc.option(fc.nat()),
  })
  .map(({ trip_id, device_id, start, seconds, longitude, latitude, near, rounding, cost }) => {
    const end = start + seconds * 1000;
    const features = [point(longitude, latitude, start), point(longitude, latitude + near, end)];
    const trip_duration = Math.max(0, seconds + rounding);
    const changes = {
      trip_id,
      device_id,
      start_time: start,
      end_time: end,
      trip_duration,
      standard_cost: cost,
      trip_distance: 400,
    };
    return trip({ ...changes, vehicle_id: device_id, route: { type: 'FeatureCollection', features } });
  });

const anyChange = fc
  .record({
    device_id: uuid,
    time,
    longitude,
    latitude,
    battery: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .chain((parts) =>
    fc.constantFrom(...(Object.keys(reasonsByType) as EventType[])).chain((type) =>
      fc.record({
        parts: fc.constant(parts),
        type: fc.constant(type),
        reason: fc.constantFrom(...reasonsByType[type]),
      }),
    ),
  )
  .map(({ parts, type, reason }) =>
    statusChange({
      device_id: parts.device_id,
      vehicle_id: parts.device_id,
      event_type: type,
      event_type_reason: reason,
      event_time: parts.time,
      event_location: point(parts.longitude, parts.latitude, parts.time),
      battery_pct: parts.battery,
      associated_trip: parts.device_id,
    }),
  );

const strict = (document: unknown, kind: FeedKind) => broken(judgeFeed(document, kind), ['must', 'should']);

describe('generated bodies', () => {
  it('finds nothing in right trips', () => {
    const several = fc.uniqueArray(anyTrip, { selector: (one) => one['trip_id'], maxLength: 4 });
    fc.assert(
      fc.property(several, (records) => {
        expect(strict(trips(records), 'trips')).toEqual([]);
      }),
    );
  });

  it('finds nothing in right status changes', () => {
    const several = fc.uniqueArray(anyChange, { selector: (one) => one['device_id'], maxLength: 4 });
    fc.assert(
      fc.property(several, (records) => {
        expect(strict(statusChanges(records), 'status_changes')).toEqual([]);
      }),
    );
  });

  it('misses a required member in no record', () => {
    const names = Object.keys(trip()).filter((name) => !/cost|verification/.test(name));
    fc.assert(
      fc.property(anyTrip, fc.constantFrom(...names), (record, name) => {
        const { [name]: _, ...rest } = record;
        expect(strict(trips([rest]), 'trips').map(({ rule }) => rule)).toContain('required-members');
      }),
    );
  });

  it('survives any JSON value in any place', () => {
    const anything = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<unknown>;
    const record = fc.tuple(fc.constantFrom(...Object.keys({ ...trip(), ...statusChange() })), anything);
    const shaped = fc.record({
      version: anything,
      links: anything,
      data: fc.record({
        trips: fc.array(record.map(([name, value]) => trip({ [name]: value }))),
        status_changes: fc.array(record.map(([name, value]) => statusChange({ [name]: value }))),
      }),
    });
    fc.assert(
      fc.property(
        fc.oneof(anything, shaped),
        fc.constantFrom<FeedKind>('trips', 'status_changes'),
        (document, kind) => {
          for (const { findings, findingsTotal } of judgeFeed(document, kind, {
            centre: { longitude: 1, latitude: 50 },
            now: 0,
            requestUrl: 'https://h.example/?start_time=1&max_end_time=2&device_id=x',
          })) {
            expect(findings).toHaveLength(Math.min(findingsTotal, findingLimit));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('bounds what it tells of a route of 50,000 wrong points', () => {
    const features = Array.from({ length: 50_000 }, () => ({}));
    const results = judgeFeed(trips([trip({ route: { type: 'FeatureCollection', features } })]), 'trips');
    expect(broken(results).reduce((sum, { findingsTotal }) => sum + findingsTotal, 0)).toBeLessThan(60);
  });
});

describe('distance', () => {
  it('knows a degree of latitude, and half the globe', () => {
    expect(distance({ longitude: 0, latitude: 0 }, { longitude: 0, latitude: 1 })).toBeCloseTo(111_195, -2);
    expect(distance({ longitude: 0, latitude: 0 }, { longitude: 180, latitude: 0 })).toBeCloseTo(20_015_115, -3);
  });

  it('is symmetric and never below zero', () => {
    const position = fc.record({ longitude, latitude });
    fc.assert(
      fc.property(position, position, (one, other) => {
        expect(distance(one, other)).toBeCloseTo(distance(other, one), 3);
        expect(distance(one, other)).toBeGreaterThanOrEqual(0);
        expect(swapped(swapped(one))).toEqual(one);
      }),
    );
  });
});
