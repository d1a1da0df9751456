/** Every rule over bodies against a right body and its wrong twin. */
import { describe, expect, it } from 'vitest';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { feedKindOf } from '../../../src/judges/mds/feed.ts';
import type { FeedKind, FeedOptions } from '../../../src/judges/mds/feed.ts';
import { feedTable, judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import {
  centre,
  device,
  end,
  point,
  start,
  statusChange,
  statusChanges,
  trip,
  tripId,
  trips,
  without,
} from './samples.ts';
import type { Json } from './samples.ts';

interface Twin {
  readonly rule: string;
  readonly name: string;
  readonly right: unknown;
  readonly wrong: unknown;
  readonly where: string;
  readonly options?: FeedOptions;
  readonly kind?: FeedKind;
}

const other = 'ffffffff-0000-4000-8000-000000000001';
const ofTrip = (changes: Json) => trips([trip(changes)]);
const ofChange = (changes: Json) => statusChanges([statusChange(changes)]);
const route = (...features: readonly unknown[]) => ({ type: 'FeatureCollection', features });
const [a, b] = [point(22.27, 60.45, start), point(22.29, 60.456, end)];
const twoTrips = (changes: Json) => trips([trip(), trip({ trip_id: other, ...changes })]);
const change = (minutes: number, type: string, reason: string, more: Json = {}) =>
  statusChange({ event_time: end + minutes * 60_000, event_type: type, event_type_reason: reason, ...more });
const ids = [tripId, other, 'ffffffff-0000-4000-8000-000000000002'];
/** Trips of a vehicle one after another, each with changes. */
const severalTrips = (...changes: readonly Json[]) =>
  trips(
    changes.map((more, index) => {
      const later = index * 3_600_000;
      const moved = route(point(22.27, 60.45, start + later), point(22.29, 60.456, end + later));
      return trip({ trip_id: ids[index], start_time: start + later, end_time: end + later, route: moved, ...more });
    }),
  );
const links = (value: unknown) => trips([], { links: value });

const twins: readonly Twin[] = [
  { rule: 'body-object', name: 'a list as body', right: trips(), wrong: [], where: '' },
  { rule: 'body-required-members', name: 'no version', right: trips(), wrong: without(trips(), 'version'), where: '' },
  {
    rule: 'version',
    name: '0.2 in a body of 0.3',
    right: trips([], { version: '0.3.0' }),
    wrong: trips([], { version: '0.2.1' }),
    where: '/version',
  },
  {
    rule: 'version',
    name: 'two numbers',
    right: trips([], { version: '0.3.12' }),
    wrong: trips([], { version: '0.3' }),
    where: '/version',
  },
  { rule: 'version', name: 'a number', right: trips(), wrong: trips([], { version: 0.3 }), where: '/version' },
  {
    rule: 'payload',
    name: 'no array',
    right: trips([]),
    wrong: { version: '0.3.0', data: { trips: {} } },
    where: '/data',
  },
  {
    rule: 'payload',
    name: 'the other feed',
    right: trips([]),
    wrong: statusChanges([]),
    where: '/data',
    kind: 'trips',
  },
  {
    rule: 'payload',
    name: 'a null among the records',
    right: trips([trip()]),
    wrong: trips([trip(), null]),
    where: '/data/trips/1',
  },
  { rule: 'body-known-members', name: 'an unknown member', right: trips(), wrong: trips([], { count: 1 }), where: '' },
  {
    rule: 'body-known-members',
    name: '__proto__ is a member like others',
    right: trips(),
    wrong: JSON.parse('{"version":"0.3.0","data":{"trips":[]},"__proto__":{}}'),
    where: '',
  },
  {
    rule: 'status-changes-known-data',
    name: 'an unknown member in data',
    right: statusChanges(),
    wrong: { version: '0.3.0', data: { status_changes: [], total: 1 } },
    where: '/data',
  },
  {
    rule: 'links-object',
    name: 'no next',
    right: links({ next: null }),
    wrong: links({ first: null }),
    where: '/links',
  },
  {
    rule: 'links-object',
    name: 'null as links',
    right: links({ next: 'https://h.example/b' }),
    wrong: links(null),
    where: '/links',
  },
  {
    rule: 'links-known-members',
    name: 'self',
    right: links({ next: null, prev: null }),
    wrong: links({ next: null, self: null }),
    where: '/links',
  },
  {
    rule: 'links-urls',
    name: 'an empty text',
    right: links({ next: null }),
    wrong: links({ next: '' }),
    where: '/links/next',
  },
  {
    rule: 'links-urls',
    name: 'a relative link',
    right: links({ next: 'https://h.example/b?page[size]=5' }),
    wrong: links({ next: '/b?page=2' }),
    where: '/links/next',
  },
  {
    rule: 'links-url-encoded',
    name: 'brackets',
    right: links({ next: 'https://h.example/b?page%5Bsize%5D=5' }),
    wrong: links({ next: 'https://h.example/b?page[size]=5' }),
    where: '/links/next',
  },
  {
    rule: 'names-in-snake-case',
    name: 'a further member in camel case',
    right: ofTrip({ helmet_box: true, _internal: 1, v2__x: 1 }),
    wrong: ofTrip({ helmetBox: true }),
    where: '/data/trips/0',
  },
  {
    rule: 'names-in-snake-case',
    name: 'deep inside',
    right: ofTrip({ more: { a_1: 1 } }),
    wrong: ofTrip({ more: [{ A: 1 }] }),
    where: '/data/trips/0/more/0',
  },

  {
    rule: 'required-members',
    name: 'no accuracy',
    right: trips(),
    wrong: trips([without(trip(), 'accuracy')]),
    where: '/data/trips/0',
  },
  {
    rule: 'required-members',
    name: 'no timestamp at a point',
    right: ofTrip({ route: route(a, b) }),
    wrong: ofTrip({ route: route({ ...a, properties: {} }, b) }),
    where: '/data/trips/0/route/features/0/properties',
  },
  {
    rule: 'required-members',
    name: 'no place',
    right: statusChanges(),
    wrong: statusChanges([without(statusChange(), 'event_location')]),
    where: '/data/status_changes/0',
  },
  {
    rule: 'member-types',
    name: 'a time as text',
    right: trips(),
    wrong: ofTrip({ start_time: String(start) }),
    where: '/data/trips/0/start_time',
  },
  {
    rule: 'member-types',
    name: 'a time with a fraction',
    right: ofTrip({ start_time: start + 0 }),
    wrong: ofTrip({ start_time: start + 0.5 }),
    where: '/data/trips/0/start_time',
  },
  {
    rule: 'member-types',
    name: 'cents with a fraction',
    right: ofTrip({ actual_cost: 150 }),
    wrong: ofTrip({ actual_cost: 1.5 }),
    where: '/data/trips/0/actual_cost',
  },
  {
    rule: 'member-types',
    name: 'a vehicle id as number',
    right: trips(),
    wrong: ofTrip({ vehicle_id: 113376 }),
    where: '/data/trips/0/vehicle_id',
  },
  {
    rule: 'member-types',
    name: 'battery may be null, not text',
    right: ofChange({ battery_pct: null }),
    wrong: ofChange({ battery_pct: '62%' }),
    where: '/data/status_changes/0/battery_pct',
  },
  {
    rule: 'known-values',
    name: 'a moped',
    right: ofTrip({ vehicle_type: 'bicycle' }),
    wrong: ofTrip({ vehicle_type: 'moped' }),
    where: '/data/trips/0/vehicle_type',
  },
  {
    rule: 'known-values',
    name: 'a line as route',
    right: trips(),
    wrong: ofTrip({ route: { type: 'LineString', features: [a, b] } }),
    where: '/data/trips/0/route/type',
  },
  {
    rule: 'known-values',
    name: 'an unknown reason',
    right: statusChanges(),
    wrong: ofChange({ event_type_reason: 'stolen' }),
    where: '/data/status_changes/0/event_type_reason',
  },
  {
    rule: 'uuids-in-lower-case',
    name: 'letters in upper case',
    right: trips(),
    wrong: ofTrip({ trip_id: tripId.toUpperCase() }),
    where: '/data/trips/0/trip_id',
  },
  {
    rule: 'no-null-trip',
    name: 'a trip that is null',
    right: statusChanges(),
    wrong: ofChange({ associated_trip: null }),
    where: '/data/status_changes/0/associated_trip',
  },
  {
    rule: 'uuids',
    name: 'a number text',
    right: statusChanges(),
    wrong: ofChange({ associated_trip: '17' }),
    where: '/data/status_changes/0/associated_trip',
  },
  {
    rule: 'value-ranges',
    name: 'a route of one point',
    right: ofTrip({ route: route(a, b) }),
    wrong: ofTrip({ route: route(a) }),
    where: '/data/trips/0/route/features',
  },
  {
    rule: 'value-ranges',
    name: 'battery as percent',
    right: ofChange({ battery_pct: 1 }),
    wrong: ofChange({ battery_pct: 62 }),
    where: '/data/status_changes/0/battery_pct',
  },
  {
    rule: 'value-ranges',
    name: 'http in place of https',
    right: ofTrip({ parking_verification_url: null }),
    wrong: ofTrip({ parking_verification_url: 'http://h.example/1' }),
    where: '/data/trips/0/parking_verification_url',
  },
  {
    rule: 'value-ranges',
    name: 'a longitude alone',
    right: trips(),
    wrong: ofTrip({ route: route(a, { ...b, geometry: { type: 'Point', coordinates: [22.27] } }) }),
    where: '/data/trips/0/route/features/1/geometry/coordinates',
  },

  {
    rule: 'times-in-milliseconds',
    name: 'seconds',
    right: trips(),
    wrong: ofTrip({ start_time: start / 1000 }),
    where: '/data/trips/0/start_time',
  },
  {
    rule: 'times-in-milliseconds',
    name: 'microseconds in a route',
    right: trips(),
    wrong: ofTrip({ route: route(a, point(22.29, 60.456, end * 1000)) }),
    where: '/data/trips/0/route/features/1/properties/timestamp',
  },
  {
    rule: 'times-in-milliseconds',
    name: 'zero',
    right: statusChanges(),
    wrong: ofChange({ event_time: 0 }),
    where: '/data/status_changes/0/event_time',
  },
  {
    rule: 'times-in-the-past',
    name: 'a trip of the day after tomorrow',
    right: trips(),
    wrong: ofTrip({ end_time: end + 3 * 86_400_000 }),
    where: '/data/trips/0/end_time',
    options: { now: end },
  },
  {
    rule: 'times-in-window',
    name: 'the end of the window is outside',
    right: ofTrip({ end_time: end - 1 }),
    wrong: trips(),
    where: '/data/trips/0/end_time',
    options: { requestUrl: `https://h.example/trips?min_end_time=${start}&max_end_time=${end}` },
  },
  {
    rule: 'times-in-window',
    name: 'the start of the window is inside',
    right: statusChanges(),
    wrong: ofChange({ event_time: end - 1 }),
    where: '/data/status_changes/0/event_time',
    options: { requestUrl: `https://h.example/status_changes?start_time=${end}` },
  },
  {
    rule: 'vehicle-filter',
    name: 'a trip of another device',
    right: trips(),
    wrong: ofTrip({ device_id: other }),
    where: '/data/trips/0/device_id',
    options: { requestUrl: `https://h.example/trips?device_id=${device}` },
  },
  {
    rule: 'vehicle-filter',
    name: 'a device asked for in capitals',
    right: trips(),
    wrong: ofTrip({ device_id: other }),
    where: '/data/trips/0/device_id',
    options: { requestUrl: `https://h.example/trips?device_id=${device.toUpperCase()}` },
  },
  {
    rule: 'vehicle-filter',
    name: 'a trip of another vehicle',
    right: trips(),
    wrong: ofTrip({ vehicle_id: 'HOP-2' }),
    where: '/data/trips/0/vehicle_id',
    options: { requestUrl: 'https://h.example/trips?vehicle_id=HOP-1' },
  },
  {
    rule: 'published-after-the-event',
    name: 'published an hour before',
    right: ofTrip({ publication_time: end }),
    wrong: ofTrip({ publication_time: end - 3_600_000 }),
    where: '/data/trips/0/publication_time',
  },

  {
    rule: 'coordinates-on-the-globe',
    name: 'a latitude of 152',
    right: trips(),
    wrong: ofTrip({ route: route(a, point(-33.8, 151.2, end)) }),
    where: '/data/trips/0/route/features/1/geometry/coordinates',
  },
  {
    rule: 'coordinates-longitude-first',
    name: 'latitude first',
    right: statusChanges(),
    wrong: ofChange({ event_location: point(60.456, 22.29, end) }),
    where: '/data/status_changes/0/event_location/geometry/coordinates',
    options: { centre },
  },
  {
    rule: 'coordinates-longitude-first',
    name: 'elsewhere is not swapped',
    right: ofChange({ event_location: point(24.94, 60.17, end) }),
    wrong: ofChange({ event_location: point(60.46, 22.3, end) }),
    where: '/data/status_changes/0/event_location/geometry/coordinates',
    options: { centre },
  },
  {
    rule: 'coordinates-longitude-first',
    name: 'one point of a route, with no expected place',
    right: ofTrip({ route: route(a, point(24.94, 60.17, start), b) }),
    wrong: ofTrip({ route: route(a, point(60.455, 22.28, start), b) }),
    where: '/data/trips/0/route/features/1/geometry/coordinates',
  },
  {
    rule: 'coordinates-longitude-first',
    name: 'one status change among others, with no expected place',
    right: statusChanges([
      statusChange(),
      change(1, 'unavailable', 'low_battery'),
      change(2, 'available', 'service_start'),
    ]),
    wrong: statusChanges([
      statusChange(),
      change(1, 'unavailable', 'low_battery'),
      change(2, 'available', 'service_start', { event_location: point(60.456, 22.29, end + 120_000) }),
    ]),
    where: '/data/status_changes/2/event_location/geometry/coordinates',
  },
  {
    rule: 'trip-duration-in-seconds',
    name: 'milliseconds',
    right: ofTrip({ trip_duration: 1200 }),
    wrong: ofTrip({ trip_duration: 600_000 }),
    where: '/data/trips/0/trip_duration',
  },
  {
    rule: 'trip-duration-in-seconds',
    name: 'minutes in all trips',
    right: severalTrips({ trip_duration: 10 }, {}, { trip_duration: 10 }),
    wrong: severalTrips({ trip_duration: 10 }, { trip_duration: 10 }, { trip_duration: 9 }),
    where: '/data/trips/0/trip_duration',
  },
  {
    rule: 'trip-distance-in-metres',
    name: 'kilometres in all trips',
    right: severalTrips({ trip_distance: 1 }, {}, { trip_distance: 1 }),
    wrong: severalTrips({ trip_distance: 1 }, { trip_distance: 2 }, { trip_distance: 1 }),
    where: '/data/trips/0/trip_distance',
  },
  {
    rule: 'trip-distance-in-metres',
    name: 'millimetres in all trips',
    right: severalTrips({ trip_distance: 1_400_000 }, {}, {}),
    wrong: severalTrips({ trip_distance: 1_400_000 }, { trip_distance: 1_500_000 }, { trip_distance: 1_300_000 }),
    where: '/data/trips/0/trip_distance',
  },
  {
    rule: 'route-of-the-trip',
    name: 'a route of yesterday',
    right: ofTrip({ route: route(point(22.27, 60.45, start - 300_000), b) }),
    wrong: ofTrip({ route: route(point(22.27, 60.45, start - 86_400_000), point(22.29, 60.456, end - 86_400_000)) }),
    where: '/data/trips/0/route',
  },
  {
    rule: 'trip-of-one-vehicle',
    name: 'a trip of two vehicles',
    right: statusChanges([change(-10, 'reserved', 'user_pick_up'), statusChange()]),
    wrong: statusChanges([change(-10, 'reserved', 'user_pick_up', { device_id: other }), statusChange()]),
    where: '/data/status_changes/1/device_id',
  },
  {
    rule: 'drop-off-after-pick-up',
    name: 'dropped off before it was picked up',
    right: statusChanges([statusChange(), change(-10, 'reserved', 'user_pick_up')]),
    wrong: statusChanges([statusChange(), change(10, 'reserved', 'user_pick_up')]),
    where: '/data/status_changes/0/event_time',
  },
  {
    rule: 'coordinates-near-the-centre',
    name: 'another city',
    right: statusChanges(),
    wrong: ofChange({ event_location: point(24.94, 60.17, end) }),
    where: '/data/status_changes/0/event_location/geometry/coordinates',
    options: { centre },
  },
  {
    rule: 'coordinates-not-null-island',
    name: '0, 0',
    right: statusChanges(),
    wrong: ofChange({ event_location: point(0, 0, end) }),
    where: '/data/status_changes/0/event_location/geometry/coordinates',
  },

  {
    rule: 'trip-ids-unique',
    name: 'one id for two trips',
    right: twoTrips({}),
    wrong: twoTrips({ trip_id: tripId }),
    where: '/data/trips/1/trip_id',
  },
  {
    rule: 'trip-ends-after-start',
    name: 'an end before the start',
    right: ofTrip({ end_time: start }),
    wrong: ofTrip({ end_time: start - 1 }),
    where: '/data/trips/0/end_time',
  },
  {
    rule: 'trip-duration',
    name: 'a minute off is rounding, two are not',
    right: ofTrip({ trip_duration: 660 }),
    wrong: ofTrip({ trip_duration: 720 }),
    where: '/data/trips/0/trip_duration',
  },
  {
    rule: 'trip-duration',
    name: 'minutes',
    right: trips(),
    wrong: ofTrip({ trip_duration: 10 }),
    where: '/data/trips/0/trip_duration',
  },
  {
    rule: 'trip-distance',
    name: 'kilometres',
    right: trips(),
    wrong: ofTrip({ trip_distance: 1 }),
    where: '/data/trips/0/trip_distance',
  },
  {
    rule: 'trip-speed',
    name: '300 km/h',
    right: trips(),
    wrong: ofTrip({ trip_distance: 50_000 }),
    where: '/data/trips/0/trip_distance',
  },
  {
    rule: 'route-starts-and-ends-the-trip',
    name: 'a route that ends too late',
    right: ofTrip({ route: route(a, point(22.29, 60.456, end + 30_000)) }),
    wrong: ofTrip({ route: route(a, point(22.29, 60.456, end + 90_000)) }),
    where: '/data/trips/0/route/features/1/properties/timestamp',
  },
  {
    rule: 'route-in-order',
    name: 'backwards',
    right: ofTrip({ route: route(a, b) }),
    wrong: ofTrip({ route: route(b, a) }),
    where: '/data/trips/0/route/features/1/properties/timestamp',
  },
  {
    rule: 'trips-do-not-overlap',
    name: 'two trips at once',
    right: twoTrips({ start_time: end, end_time: end + 600_000 }),
    wrong: twoTrips({ start_time: start + 200_000 }),
    where: '/data/trips/1/start_time',
  },
  {
    rule: 'trip-amounts',
    name: 'a negative distance',
    right: ofTrip({ standard_cost: 0 }),
    wrong: ofTrip({ standard_cost: -1 }),
    where: '/data/trips/0/standard_cost',
  },

  {
    rule: 'event-reason-fits-type',
    name: 'reserved for maintenance',
    right: ofChange({ event_type: 'reserved', event_type_reason: 'user_pick_up' }),
    wrong: ofChange({ event_type: 'reserved', event_type_reason: 'maintenance' }),
    where: '/data/status_changes/0/event_type_reason',
  },
  {
    rule: 'event-reason-fits-type',
    name: 'the agency reasons of 0.3.1',
    right: ofChange({ event_type: 'removed', event_type_reason: 'agency_pick_up' }),
    wrong: ofChange({ event_type: 'available', event_type_reason: 'agency_pick_up' }),
    where: '/data/status_changes/0/event_type_reason',
  },
  {
    rule: 'associated-trip',
    name: 'a drop-off without its trip',
    right: statusChanges(),
    wrong: statusChanges([without(statusChange(), 'associated_trip')]),
    where: '/data/status_changes/0/associated_trip',
  },
  {
    rule: 'event-location-time',
    name: 'a place of yesterday',
    right: statusChanges(),
    wrong: ofChange({ event_location: point(22.29, 60.456, end - 86_400_000) }),
    where: '/data/status_changes/0/event_location',
  },
  {
    rule: 'battery-where-electric',
    name: 'no charge',
    right: statusChanges([without(statusChange({ propulsion_type: ['human'] }), 'battery_pct')]),
    wrong: statusChanges([without(statusChange(), 'battery_pct')]),
    where: '/data/status_changes/0/battery_pct',
  },
  {
    rule: 'status-change-once',
    name: 'the same change twice',
    right: statusChanges([statusChange(), change(1, 'reserved', 'user_pick_up')]),
    wrong: statusChanges([statusChange(), statusChange()]),
    where: '/data/status_changes/1/event_time',
  },
  {
    rule: 'status-changes-plausible',
    name: 'reserved while removed',
    right: statusChanges([change(0, 'removed', 'service_end'), change(9, 'available', 'service_start')]),
    wrong: statusChanges([change(0, 'removed', 'service_end'), change(9, 'reserved', 'user_pick_up')]),
    where: '/data/status_changes/1/event_type',
  },
  {
    rule: 'status-changes-plausible',
    name: 'the order of the feed does not matter',
    right: statusChanges([change(9, 'available', 'service_start'), change(0, 'removed', 'service_end')]),
    wrong: statusChanges([change(9, 'reserved', 'user_pick_up'), change(0, 'reserved', 'user_pick_up')]),
    where: '/data/status_changes/0/event_type',
  },
  {
    rule: 'drop-off-ends-the-trip',
    name: 'another trip is dropped off',
    right: statusChanges([change(0, 'reserved', 'user_pick_up'), change(5, 'available', 'user_drop_off')]),
    wrong: statusChanges([
      change(0, 'reserved', 'user_pick_up'),
      change(5, 'available', 'user_drop_off', { associated_trip: other }),
    ]),
    where: '/data/status_changes/1/associated_trip',
  },
  {
    rule: 'one-status-at-a-time',
    name: 'two states at once',
    right: statusChanges([statusChange(), change(0, 'removed', 'service_end', { device_id: other })]),
    wrong: statusChanges([statusChange(), change(0, 'removed', 'service_end')]),
    where: '/data/status_changes/1/event_time',
  },

  {
    rule: 'provider-constant',
    name: 'two providers',
    right: twoTrips({}),
    wrong: twoTrips({ provider_id: other }),
    where: '/data/trips/1/provider_id',
  },
  {
    rule: 'provider-constant',
    name: 'not the provider that was expected',
    right: ofTrip({ provider_id: other }),
    wrong: trips(),
    where: '/data/trips/0/provider_id',
    options: { provider: { id: other } },
  },
  {
    rule: 'provider-name',
    name: 'two names',
    right: twoTrips({}),
    wrong: twoTrips({ provider_name: 'Hop' }),
    where: '/data/trips/1/provider_name',
  },
  {
    rule: 'vehicle-of-device',
    name: 'two vehicles of one device',
    right: twoTrips({}),
    wrong: twoTrips({ vehicle_id: 'HOP-2' }),
    where: '/data/trips/1/vehicle_id',
  },
];

/** Rules that must not be broken in a right twin; the plausible ones may speak of other things. */
describe('bodies', () => {
  for (const { rule, name, right, wrong, where, options, kind } of twins) {
    it(`${rule}: ${name}`, () => {
      const judge = (document: unknown) => judgeFeed(document, kind ?? feedKindOf(document) ?? 'trips', options);
      expect(broken(judge(right), ['must'])).toEqual([]);
      expect(judge(right).find((result) => result.rule === rule)).toMatchObject({ findingsTotal: 0 });
      const result = judge(wrong).find((one) => one.rule === rule);
      expect(result?.findings.map((finding) => finding.where)).toContain(where);
      for (const finding of result?.findings ?? []) {
        expect(finding.message).toMatch(/^[A-Z].*\.$/s);
        expect(finding.expected).not.toBe('');
        expect(finding.actual).not.toBe('');
      }
    });
  }

  it('has twins for every rule', () => {
    const tested = new Set(twins.map(({ rule }) => rule));
    expect(feedTable.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });
});

describe('traps of the standard', () => {
  it('lets an associated trip pass with any reason (the official schema does not)', () => {
    const body = statusChanges([change(0, 'unavailable', 'low_battery')]);
    expect(broken(judgeFeed(body, 'status_changes'))).toEqual([]);
  });

  it('takes 0.3.0 for a version of 0.3 (the official schema of 0.3.0 does not)', () => {
    expect(broken(judgeFeed(trips([trip()], { version: '0.3.0' }), 'trips'))).toEqual([]);
  });

  it('lets further members of records pass, and of the body where the vendor may add them', () => {
    expect(broken(judgeFeed(ofTrip({ discount_code: 'x' }), 'trips'))).toEqual([]);
    const results = judgeFeed(trips([trip()], { total: 1 }), 'trips', { openMembers: true });
    expect(broken(results, ['must', 'should'])).toEqual([]);
    expect(broken(results, ['may']).map(({ rule }) => rule)).toEqual(['body-known-members']);
  });

  it('finds what the vendor is known to do wrong: latitude first, minutes as duration', () => {
    const features = [point(53.590923, 9.905196, start + 10_000), point(53.590606, 9.90561, end + 30_000)];
    const body = ofTrip({ route: route(...features), trip_duration: 10, trip_distance: 900 });
    const found = broken(judgeFeed(body, 'trips', { centre: { longitude: 9.99, latitude: 53.55 } })).map(
      ({ rule }) => rule,
    );
    expect(found).toEqual(['coordinates-longitude-first', 'trip-duration']);
  });

  it('takes an empty filter for none', () => {
    const requestUrl = 'https://h.example/trips?device_id=&vehicle_id=&min_end_time=';
    expect(broken(judgeFeed(trips(), 'trips', { requestUrl }))).toEqual([]);
  });

  it('judges no duration by times that are in another unit themselves', () => {
    const seconds = { start_time: start / 1000, end_time: start / 1000 + 7200, trip_duration: 7200 };
    const found = broken(judgeFeed(ofTrip(seconds), 'trips'), ['must']).map(({ rule }) => rule);
    expect(found).toContain('times-in-milliseconds');
    expect(found).not.toContain('trip-duration-in-seconds');
  });

  it('tells the unit in its hint', () => {
    const message = (changes: Json) =>
      judgeFeed(ofTrip(changes), 'trips').find(({ rule }) => rule === 'trip-duration')?.findings[0]?.message;
    expect(message({ trip_duration: 10 })).toContain('minutes');
    expect(message({ trip_duration: 600_000 })).toContain('milliseconds');
  });
});
