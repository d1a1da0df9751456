/** The feeds of MDS 0.3: trips and status changes of a zone, filtered, in pages. */
import type { Behaviour } from './behaviour.ts';
import { zoneFor } from './access.ts';
import type { StatusChange, Trip, Vehicle } from './fleet.ts';
import type { Json, JsonObject, Place } from './model.ts';
import { errors, type Answer, type Call } from './world.ts';

export type FeedName = 'trips' | 'status_changes';

/** What a request filters by. Milliseconds. */
export interface Asked {
  readonly from: number | null;
  readonly to: number | null;
  readonly deviceId: string | null;
  readonly vehicleId: string | null;
}

export interface Paged {
  /** From 1. */
  readonly number: number;
  readonly size: number;
  /** Pages at this size, at least 1. */
  readonly pages: number;
}

const provider = { provider_id: '264aad41-b47c-415d-8585-0208d436516e', provider_name: 'Tier' };
export const mdsType = 'application/vnd.mds.provider+json';

export const documentedMds: Pick<
  Behaviour,
  'inWindow' | 'ofVehicle' | 'order' | 'pageSize' | 'cut' | 'links' | 'envelope' | 'mediaType'
> = {
  inWindow: (_call, _feed, at, { from, to }) => (from === null || at >= from) && (to === null || at < to),
  ofVehicle: (_call, { vehicle }, { deviceId, vehicleId }) =>
    (deviceId === null || vehicle.id === deviceId) && (vehicleId === null || String(vehicle.code) === vehicleId),
  order: (_call, rows) => rows,
  pageSize: { usual: 100, most: 1000 },
  cut: (_call, rows, { number, size }) => rows.slice((number - 1) * size, number * size),
  links: (call, _rows, { number, size, pages }) => {
    const link = (to: number) => (to < 1 || to > pages ? null : pageLink(call, to, size));
    return { first: link(1), last: link(pages), prev: link(number - 1), next: link(number + 1) };
  },
  envelope: (_call, feed, records, links) => ({
    version: '0.3.0',
    data: { [feed]: records },
    ...(links === null ? {} : { links }),
  }),
  mediaType: () => `${mdsType};version=0.3`,
};

/** The URL of a page of the same query. */
export function pageLink(
  call: Call,
  number: number,
  size: number,
  change: Readonly<Record<string, string | null>> = {},
): string {
  const query = new URLSearchParams(call.query);
  query.set('page[number]', String(number));
  query.set('page[size]', String(size));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return `${call.base}${call.route}?${query.toString()}`;
}

/** Versions that the client accepts, or null where it names none. */
function versionsAccepted(call: Call): string[] | null {
  const accept = call.header('accept') ?? '*/*';
  const parts = accept.split(',').map((part) => part.trim().toLowerCase());
  const named = parts.filter((part) => part.startsWith(mdsType));
  if (named.length < parts.length) return null; // something else is accepted, too
  return named.map((part) => /version=([^;]+)/.exec(part)?.[1]?.trim() ?? '0.2');
}

function feed(call: Call, name: FeedName): Answer {
  const { behaviour, fleet } = call.world;
  const zone = zoneFor(call, call.values['zoneId'] ?? '');
  if ('status' in zone) return zone;
  const versions = versionsAccepted(call);
  if (versions !== null && !versions.includes('0.3'))
    return {
      ...errors(call, 406, { code: 'NotAcceptable', title: 'Supported versions: 0.3' }),
      contentType: 'application/json',
    };
  const asked = askedOf(call, name);
  if ('status' in asked) return asked;
  const rows = (name === 'trips' ? fleet.trips : fleet.changes).get(zone.id) ?? [];
  const kept = behaviour.order<Trip | StatusChange>(
    call,
    rows.filter((row) => {
      if (!behaviour.inWindow(call, name, 'start' in row ? row.end : row.at, asked)) return false;
      return !('start' in row) || behaviour.ofVehicle(call, row, asked);
    }),
  );
  const paged = pagedOf(call, kept.length);
  const records = behaviour
    .cut(call, kept, paged)
    .map((row) =>
      'start' in row
        ? behaviour.resource('trip', tripWire(row), call, row.index)
        : behaviour.resource('status-change', changeWire(row), call, row.index),
    );
  const json = behaviour.envelope(call, name, records, behaviour.links(call, kept, paged));
  return { status: 200, json, contentType: behaviour.mediaType(call) };
}

export const listTrips = (call: Call): Answer => feed(call, 'trips');
export const listStatusChanges = (call: Call): Answer => feed(call, 'status_changes');

function askedOf(call: Call, name: FeedName): Asked | Answer {
  const number = (parameter: string): number | null | undefined => {
    const text = call.query.get(parameter);
    return text === null ? null : /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  };
  const [from, to] = name === 'trips' ? ['min_end_time', 'max_end_time'] : ['start_time', 'end_time'];
  const bounds = { from: number(from ?? ''), to: number(to ?? '') };
  if (bounds.from === undefined || bounds.to === undefined)
    return errors(call, 400, { code: 'ValidationError', title: 'Times are milliseconds.' });
  return {
    from: bounds.from,
    to: bounds.to,
    deviceId: call.query.get('device_id'),
    vehicleId: call.query.get('vehicle_id'),
  };
}

function pagedOf({ query, world }: Call, total: number): Paged {
  const { usual, most } = world.behaviour.pageSize;
  const read = (name: string, otherwise: number) => {
    const value = Number(query.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 1 ? value : otherwise;
  };
  const size = Math.min(most, read('page[size]', usual));
  return { size, number: read('page[number]', 1), pages: Math.max(1, Math.ceil(total / size)) };
}

const vehicleMembers = ({ id, code, type }: Vehicle): JsonObject => ({
  ...provider,
  device_id: id,
  vehicle_id: String(code),
  vehicle_type: type === 'ebicycle' ? 'bicycle' : 'scooter',
  propulsion_type: type === 'ebicycle' ? ['human', 'electric_assist'] : ['electric'],
});

const feature = ({ lat, lng }: Place, timestamp: number): JsonObject => ({
  type: 'Feature',
  properties: { timestamp },
  geometry: { type: 'Point', coordinates: [lng, lat] },
});

function tripWire({ id, vehicle, start, end, distance, route }: Trip): JsonObject {
  return {
    ...vehicleMembers(vehicle),
    trip_id: id,
    trip_duration: Math.round((end - start) / 1000),
    trip_distance: distance,
    route: { type: 'FeatureCollection', features: route.map(({ place, at }): Json => feature(place, at)) },
    accuracy: 20,
    start_time: start,
    end_time: end,
  };
}

function changeWire({ vehicle, type, reason, at, place, battery, trip }: StatusChange): JsonObject {
  return {
    ...vehicleMembers(vehicle),
    event_type: type,
    event_type_reason: reason,
    event_time: at,
    event_location: feature(place, at),
    battery_pct: battery,
    ...(trip === null ? {} : { associated_trip: trip }),
  };
}
