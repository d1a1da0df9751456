/** Faults of the MDS feeds: envelope, members, media type. */
import { mdsType } from '../mds.ts';
import type { Json, JsonObject } from '../model.ts';
import { isObject, without } from '../model.ts';
import { documents, finishing, inMds, inside, must, resources, should, some } from './entry.ts';

const mds = (number: string) => must(`TI-MDS-${number}`, inMds);
const mdsShould = (number: string) => should(`TI-MDS-${number}`, inMds);

const trips = (change: (wire: JsonObject, index: number) => JsonObject, when?: (index: number) => boolean) =>
  resources('trip', change, when);
const changes = (change: (wire: JsonObject, index: number) => JsonObject, when?: (index: number) => boolean) =>
  resources('status-change', change, when);
const route = (wire: JsonObject, change: (features: readonly Json[]) => readonly Json[]) =>
  inside(wire, 'route', (held) => ({
    ...held,
    features: change(Array.isArray(held['features']) ? (held['features'] as readonly Json[]) : []),
  }));
const each = (change: (feature: JsonObject) => JsonObject) => (features: readonly Json[]) =>
  features.map((one) => (isObject(one) ? change(one) : one));

export const mdsShapeFaults = [
  mds('01')(
    'trips-version-0.2',
    'Trips say the version 0.2.0.',
    documents('listTrips', (doc) => ({ ...doc, version: '0.2.0' })),
  ),
  mds('01')(
    'trips-without-version',
    'Trips have no version.',
    documents('listTrips', (doc) => without(doc, 'version')),
  ),
  mds('01')(
    'trips-bare',
    'Trips stand beside the version.',
    documents('listTrips', (doc) => ({ ...without(doc, 'data'), ...(doc['data'] as object) })),
  ),
  mds('02')(
    'status-changes-named-events',
    'Status changes are named events.',
    documents('listStatusChanges', (doc) => ({
      ...doc,
      data: { events: (doc['data'] as JsonObject)['status_changes'] ?? [] },
    })),
  ),
  mds('02')(
    'status-changes-version-number',
    'The version of status changes is a number.',
    documents('listStatusChanges', (doc) => ({ ...doc, version: 0.3 })),
  ),

  mds('03')(
    'trip-without-accuracy',
    'Trips have no accuracy.',
    trips((wire) => without(wire, 'accuracy')),
  ),
  mds('03')(
    'trip-vehicle-id-number',
    'The vehicle_id of a trip is a number.',
    trips((wire) => ({ ...wire, vehicle_id: Number(wire['vehicle_id']) })),
  ),
  mds('03')(
    'trip-vehicle-type-new',
    'The vehicle_type of some trips is escooter.',
    trips((wire) => ({ ...wire, vehicle_type: 'escooter' }), some),
  ),
  mds('03')(
    'trip-propulsion-text',
    'The propulsion_type of a trip is a text.',
    trips((wire) => ({ ...wire, propulsion_type: 'electric' })),
  ),
  mds('03')(
    'trip-route-one-point',
    'The route of some trips has one point.',
    trips((wire) => route(wire, (features) => features.slice(0, 1)), some),
  ),
  mds('03')(
    'trip-device-in-capitals',
    'The device_id of a trip is no UUID.',
    trips((wire) => ({ ...wire, device_id: `tier-${String(wire['device_id']).slice(0, 8)}` })),
  ),
  mds('03')(
    'trip-distance-fraction',
    'The distance of a trip has a fraction.',
    trips((wire) => ({ ...wire, trip_distance: Number(wire['trip_distance']) + 0.5 })),
  ),
  mds('03')(
    'trip-cost-euros',
    'The cost of a trip is a fraction of euros.',
    trips((wire) => ({ ...wire, actual_cost: 3.58 })),
  ),

  mds('04')(
    'change-without-location',
    'Some status changes have no event_location.',
    changes((wire) => without(wire, 'event_location'), some),
  ),
  mds('04')(
    'change-battery-percent',
    'battery_pct is a percentage.',
    changes((wire) => ({ ...wire, battery_pct: Number(wire['battery_pct']) * 100 })),
  ),
  mds('04')(
    'change-type-new',
    'Some status changes have the event_type trip.',
    changes((wire) => ({
      ...wire,
      event_type: wire['event_type'] === 'reserved' ? 'trip' : (wire['event_type'] ?? null),
    })),
  ),
  mds('04')(
    'change-time-text',
    'The event_time of a status change is a text.',
    changes((wire) => ({ ...wire, event_time: new Date(Number(wire['event_time'])).toISOString() })),
  ),
  mds('04')(
    'change-trip-no-uuid',
    'associated_trip is no UUID.',
    changes((wire) => ('associated_trip' in wire ? { ...wire, associated_trip: 'none' } : wire)),
  ),

  mds('05')(
    'reason-shifted',
    'Vehicles become available by user_pick_up, as the shifted table reads.',
    changes((wire) =>
      wire['event_type_reason'] === 'user_drop_off' ? { ...wire, event_type_reason: 'user_pick_up' } : wire,
    ),
  ),
  mds('05')(
    'reserved-by-maintenance',
    'Some vehicles are reserved by maintenance.',
    changes((wire) => (wire['event_type'] === 'reserved' ? { ...wire, event_type_reason: 'maintenance' } : wire), some),
  ),
  mds('06')(
    'pick-up-without-trip',
    'Status changes user_pick_up name no trip.',
    changes((wire) => (wire['event_type_reason'] === 'user_pick_up' ? without(wire, 'associated_trip') : wire)),
  ),
  mds('06')(
    'some-drop-offs-without-trip',
    'Some status changes user_drop_off name no trip.',
    changes((wire) => (wire['event_type_reason'] === 'user_drop_off' ? without(wire, 'associated_trip') : wire), some),
  ),

  mds('07')(
    'trip-times-in-seconds',
    'Times of trips are seconds.',
    trips((wire) => ({
      ...wire,
      start_time: Math.floor(Number(wire['start_time']) / 1000),
      end_time: Math.floor(Number(wire['end_time']) / 1000),
    })),
  ),
  mds('07')(
    'route-times-in-seconds',
    'Times of the points of a route are seconds.',
    trips((wire) =>
      route(
        wire,
        each((feature) =>
          inside(feature, 'properties', (held) => ({ timestamp: Math.floor(Number(held['timestamp']) / 1000) })),
        ),
      ),
    ),
  ),
  mds('07')(
    'change-times-in-microseconds',
    'Times of places of status changes are microseconds.',
    changes((wire) =>
      inside(wire, 'event_location', (feature) =>
        inside(feature, 'properties', (held) => ({ timestamp: Number(held['timestamp']) * 1000 })),
      ),
    ),
  ),

  mds('08')(
    'provider-of-somebody-else',
    'Trips name another provider.',
    trips((wire) => ({ ...wire, provider_id: '2411d395-04f2-47c9-ab66-d09e9e3c3251' })),
  ),
  mds('08')(
    'some-changes-of-another-provider',
    'Some status changes name another provider.',
    changes((wire) => ({ ...wire, provider_id: '2411d395-04f2-47c9-ab66-d09e9e3c3251' }), some),
  ),

  mds('09')(
    'trip-ends-before-start',
    'Some trips end before they start.',
    trips((wire) => ({ ...wire, start_time: Number(wire['end_time']) + 60_000 }), some),
  ),
  mds('09')(
    'trip-ids-of-the-vehicle',
    'The id of a trip is that of its vehicle.',
    trips((wire) => ({ ...wire, trip_id: wire['device_id'] ?? null })),
  ),

  mds('10')(
    'change-coordinates-swapped',
    'Coordinates of status changes have the latitude first.',
    changes((wire) =>
      inside(wire, 'event_location', (feature) =>
        inside(feature, 'geometry', (held) => ({
          ...held,
          coordinates: [...(held['coordinates'] as readonly Json[])].reverse(),
        })),
      ),
    ),
  ),
  mds('10')(
    'coordinates-in-microdegrees',
    'Coordinates of trips are millionths of a degree.',
    trips((wire) =>
      route(
        wire,
        each((feature) =>
          inside(feature, 'geometry', (held) => ({
            ...held,
            coordinates: (held['coordinates'] as readonly Json[]).map((degrees) => Math.round(Number(degrees) * 1e6)),
          })),
        ),
      ),
    ),
  ),
  mdsShould('11')(
    'trip-coordinates-swapped',
    'Coordinates of trips have the latitude first, as in the example.',
    trips((wire) =>
      route(
        wire,
        each((feature) =>
          inside(feature, 'geometry', (held) => ({
            ...held,
            coordinates: [...(held['coordinates'] as readonly Json[])].reverse(),
          })),
        ),
      ),
    ),
  ),

  mdsShould('18')(
    'provider-with-two-names',
    'The provider of trips is named TIER.',
    trips((wire) => ({ ...wire, provider_name: 'TIER' })),
  ),
  mds('19')(
    'plain-request-as-0.2',
    'A request without an Accept header is answered as version 0.2.',
    documents('listTrips', (doc, call) => (call.header('accept') === undefined ? { ...doc, version: '0.2.1' } : doc)),
  ),
  mds('19')(
    'plain-request-refused',
    'A request without an Accept header is answered with 406.',
    finishing((answer, call) =>
      call.operation === 'listTrips' && call.header('accept') === undefined
        ? { status: 406, text: 'Supported versions: 0.3' }
        : answer,
    ),
  ),
  mdsShould('20')('feeds-as-plain-json', 'Feeds come as application/json.', () => ({
    mediaType: () => 'application/json',
  })),
  mdsShould('20')('feeds-media-type-0.2', 'The media type of feeds names the version 0.2.', () => ({
    mediaType: () => `${mdsType};version=0.2`,
  })),
  mdsShould('21')(
    'any-version-served',
    'A request for version 99.0 is served.',
    finishing((answer, call) =>
      answer.status === 406 && call.operation === 'listTrips'
        ? { status: 200, json: { version: '0.3.0', data: { trips: [] } }, contentType: mdsType }
        : answer,
    ),
  ),
];
