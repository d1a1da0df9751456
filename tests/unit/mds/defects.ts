/** One thing that breaks each statement of MDS 0.3 that is classified as tested or observed. By the statement's id. */
import type { FeedKind, FeedOptions } from '../../../src/judges/mds/feed.ts';
import {
  centre,
  device,
  end,
  point,
  provider,
  start,
  statusChange,
  statusChanges,
  trip,
  trips,
  without,
} from './samples.ts';
import type { Json } from './samples.ts';

export interface Defect {
  readonly kind?: FeedKind;
  readonly document?: unknown;
  /** Instead of a document. */
  readonly text?: string;
  readonly method?: string;
  readonly status?: number;
  /** Null where none was sent. */
  readonly contentType?: string | null;
  /** Null where none was sent; version 0.3 where it is left out. */
  readonly accept?: string | null;
  readonly asked?: string;
  readonly options?: Omit<FeedOptions, 'exchange' | 'requestUrl'>;
  /** Pages of the feed, in place of one answer. */
  readonly pages?: readonly { readonly url: string; readonly document: unknown }[];
  /** Status changes that are held against the usual trip, in place of one answer. */
  readonly changes?: readonly unknown[];
}

const type = 'application/vnd.mds.provider+json';
const other = 'ffffffff-0000-4000-8000-000000000001';
const third = 'ffffffff-0000-4000-8000-000000000002';
const ofTrip = (changes: Json): Defect => ({ document: trips([trip(changes)]) });
const ofTrips = (...changes: readonly Json[]): Defect => ({ document: trips(changes.map((one) => trip(one))) });
const ofChange = (changes: Json): Defect => ({ document: statusChanges([statusChange(changes)]) });
const body = (more: Json): Defect => ({ document: trips([], more) });
const links = (value: unknown): Defect => body({ links: value });
const typed = (contentType: string | null): Defect => ({ contentType, document: trips() });
const route = (...features: readonly unknown[]): Json => ({ route: { type: 'FeatureCollection', features } });
const [first, last] = [point(22.27, 60.45, start), point(22.29, 60.456, end)];
const place = (longitude: unknown, latitude: unknown): Json => ({
  event_location: { ...point(0, 0, end), geometry: { type: 'Point', coordinates: [longitude, latitude] } },
});
const url = 'https://h.example/mds/turku/trips';
const page = (number: number, id: string, next: number | null): { url: string; document: unknown } => ({
  url: `${url}?page%5Bnumber%5D=${number}`,
  document: trips([trip({ trip_id: id })], {
    links: { next: next === null ? null : `${url}?page%5Bnumber%5D=${next}` },
  }),
});
const pickedUp = (changes: Json): Json =>
  statusChange({ event_type: 'reserved', event_type_reason: 'user_pick_up', event_time: start, ...changes });

export const defects: Readonly<Record<string, Defect | readonly Defect[]>> = {
  'media-type': [typed('application/json'), typed('application/vnd.mds+json;version=0.3')],
  'media-type-version': [typed(type), typed(`${type};version=0.2`), { ...body({ version: '0.4.0' }) }],
  'default-version': { ...body({}), accept: null },
  'unsupported-version': { ...body({}), accept: `${type};version=9.9` },
  'supported-versions-listed': { status: 406, text: 'no', accept: `${type};version=9.9` },
  'options-negotiation': { method: 'OPTIONS', text: '', contentType: 'text/plain' },
  'status-registered': { ...body({}), status: 299 },
  'content-type-set': typed(null),
  'utf-8': typed(`${type};version=0.3;charset=latin1`),
  'json-object': [{ document: [] }, { text: '<html>' }],
  'version-and-data': [{ document: without(trips(), 'version') }, { document: without(trips(), 'data') }],
  'version-pattern': [body({ version: '0.2.1' }), body({ version: '0.3' }), body({ version: 0.3 })],
  payload: [body({ data: {} }), body({ data: { trips: {} } }), body({ data: { trips: [null] } })],
  'names-in-snake-case': ofTrip({ tripCost: 1 }),
  'valid-by-schema': [ofTrip({ accuracy: 'x' }), ofTrip({ trip_id: '1' }), ofTrip({ vehicle_type: 'car' })],
  'no-further-members': [
    body({ ttl: 0 }),
    links({ next: null, self: 'https://h.example' }),
    { document: { version: '0.3.1', data: { status_changes: [], trips: [] } }, kind: 'status_changes' },
  ],

  'pagination-by-json-api': [{ pages: [page(1, other, 2), page(2, other, null)] }, { pages: [page(1, other, 1)] }],
  'pagination-keys': [links({ next: null, previous: 'https://h.example' }), links({ next: 'a b' }), links({ next: 5 })],
  'pagination-next': [
    links({ first: 'https://h.example' }),
    { pages: [page(1, other, 2), { url: `${url}?page%5Bnumber%5D=2`, document: trips() }] },
  ],
  'pagination-brackets': links({ next: 'https://h.example/a?page[number]=2' }),

  'device-uuid': ofTrip({ device_id: '42' }),
  'device-constant': ofTrips({}, { trip_id: other, vehicle_id: 'HOP-2' }),
  'provider-id': ofTrips({}, { trip_id: other, provider_id: other }),
  'provider-name': [
    { document: trips([without(trip(), 'provider_name')]) },
    { document: trips(), options: { provider: { id: provider, name: 'Skipper' } } },
  ],
  'vehicle-types': ofTrip({ vehicle_type: 'moped' }),
  'propulsion-types': [ofTrip({ propulsion_type: ['wind'] }), ofTrip({ propulsion_type: [] })],

  wgs84: [ofChange(place(22.27, 160)), ofChange(place(-181, 60))],
  'longitude-first': [
    { ...ofChange(place(60.45, 22.27)), options: { centre } },
    ofTrip(route(first, point(60.45, 22.28, start), last)),
  ],
  'point-features': [
    ofChange({ event_location: { type: 'Point', coordinates: [22.27, 60.45] } }),
    ofChange({ event_location: { ...point(22.27, 60.45, end), properties: {} } }),
    ofChange(place('22.27', '60.45')),
    ofChange(place(22.27, null)),
  ],
  'expected-area': { ...ofChange(place(-118.4, 33.9)), options: { centre } },

  timestamps: [
    ofChange({ event_time: end / 1000 }),
    ofChange({ event_time: '2023-11-14T22:13:20Z' }),
    ofChange({ event_time: end + 0.5 }),
    ofTrip(route(point(22.27, 60.45, start / 1000), last)),
  ],
  'not-in-the-future': { ...ofChange({}), options: { now: end - 10 * 86_400_000 } },
  'publication-time': ofTrip({ publication_time: start }),

  'trip-members': [{ document: trips([without(trip(), 'accuracy')]) }, ofTrip({ trip_distance: 1.5 })],
  'trip-id': ofTrips({}, {}),
  'trip-duration': ofTrip({ trip_duration: 600_000 }),
  'trip-distance': ofTrips(
    { trip_distance: 1 },
    { trip_distance: 1, trip_id: other, device_id: other },
    { trip_distance: 1, trip_id: third, device_id: third },
  ),
  'trip-times': ofTrip({ start_time: end, end_time: start }),
  'trips-of-a-vehicle': ofTrips({}, { trip_id: other }),
  'trip-costs': [ofTrip({ actual_cost: '3.20' }), ofTrip({ standard_cost: 3.2 })],
  'parking-url': ofTrip({ parking_verification_url: 'http://h.example/1.jpg' }),
  route: [ofTrip(route(first)), ofTrip({ route: { type: 'LineString', features: [first, last] } })],
  'route-start-and-end': ofTrip(route(point(22.27, 60.45, 1), point(22.29, 60.456, 2))),
  'route-order': ofTrip(route(last, first)),
  'trip-filters': [
    { document: trips(), asked: `min_end_time=${end + 1}` },
    { document: trips(), asked: `max_end_time=${end}` },
    { document: trips(), asked: `device_id=${other}` },
    { document: trips(), asked: 'vehicle_id=HOP-2' },
  ],
  'filters-apply-together': { document: trips(), asked: `device_id=${device}&max_end_time=${end}` },

  'status-change-members': [
    { document: statusChanges([without(statusChange(), 'event_location')]) },
    ofChange({ event_time: null }),
  ],
  'event-types': [
    ofChange({ event_type: 'parked' }),
    ofChange({ event_type_reason: 'parked' }),
    ofChange({ event_type: 'available', event_type_reason: 'low_battery' }),
    ofChange({ event_type: 'reserved', event_type_reason: 'maintenance' }),
  ],
  'associated-trip': { document: statusChanges([without(statusChange(), 'associated_trip')]) },
  battery: [ofChange({ battery_pct: 62 }), ofChange({ battery_pct: -0.1 })],
  'battery-if-applicable': { document: statusChanges([without(statusChange(), 'battery_pct')]) },
  'event-location': { document: statusChanges([without(statusChange(), 'event_location')]) },
  'event-time': ofChange({ event_time: end * 1000 }),
  'status-change-filters': [
    { document: statusChanges(), asked: `start_time=${end + 1}` },
    { document: statusChanges(), asked: `end_time=${end}` },
  ],
  'status-change-once': { document: statusChanges([statusChange(), statusChange()]) },
  'status-change-order': {
    document: statusChanges([
      statusChange(),
      statusChange({ event_time: end + 1, event_type_reason: 'service_start' }),
    ]),
  },
  'drop-off-of-the-trip': [
    { document: statusChanges([pickedUp({}), statusChange({ associated_trip: other })]) },
    { document: statusChanges([statusChange(), pickedUp({ event_time: end + 600_000 })]) },
  ],

  'foreign-key': [
    { document: statusChanges([pickedUp({ device_id: other }), statusChange()]) },
    { changes: [statusChange({ device_id: other })] },
  ],
  'pick-up-time': { changes: [pickedUp({ event_time: end })] },
  'drop-off-time': [
    { changes: [statusChange({ event_time: end + 3_600_000 })] },
    { changes: [statusChange(place(23, 61))] },
  ],
};
