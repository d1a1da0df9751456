/** Vehicles of a zone, within a range, by code; in v1 and v2. */
import type { Behaviour } from './behaviour.ts';
import { zoneFor } from './access.ts';
import type { Vehicle } from './fleet.ts';
import type { JsonObject, Place } from './model.ts';
import { iso, metresBetween } from './model.ts';
import { rootZone } from './zones.ts';
import { errors, ok, plainJson, resource, type Answer, type Call } from './world.ts';

export interface Range {
  readonly centre: Place;
  /** Metres. */
  readonly radius: number;
}

export const documentedVehicles: Pick<Behaviour, 'listed' | 'inZone' | 'inRange' | 'withCode'> = {
  // v1 knows no eMopeds.
  listed: ({ version }, { type }) => version !== 'v1' || type !== 'emoped',
  inZone: (_call, vehicle, zone) => vehicle.zone === zone,
  inRange: (_call, { place }, { centre, radius }) => metresBetween(place, centre) <= radius,
  withCode: ({ world }, code) => world.fleet.vehicles.filter((vehicle) => vehicle.code === code && permitted(vehicle)),
};

const permitted = ({ zone }: Vehicle): boolean => rootZone(zone)?.permitted === true;

const minute = 60_000;

function wireOf(call: Call, { id, index, state, battery, place, zone, code, type }: Vehicle): JsonObject {
  const now = Math.floor(call.world.now() / minute) * minute;
  return resource('vehicle', id, {
    state,
    lastLocationUpdate: iso(now - (index % 50) * minute, 0),
    lastStateChange: iso(now - (60 + (index % 90)) * minute, 0),
    batteryLevel: battery,
    lat: place.lat,
    lng: place.lng,
    maxSpeed: type === 'emoped' ? 45 : 20,
    zoneId: zone,
    code,
    isRentable: state === 'ACTIVE',
    iotVendor: 'okai',
    licencePlate: type === 'emoped' ? `B-${code}` : null,
    vehicleType: type,
  });
}

function answerWith(call: Call, vehicles: readonly Vehicle[]): Answer {
  const { behaviour } = call.world;
  const data = vehicles.map((vehicle, n) => behaviour.resource('vehicle', wireOf(call, vehicle), call, n));
  return ok({ data }, plainJson);
}

export function listVehicles(call: Call): Answer {
  const { behaviour, fleet } = call.world;
  const zoneId = call.query.get('zoneId');
  const range = rangeOf(call);
  if (zoneId === null && range === null)
    return errors(call, 400, { code: 'ValidationError', title: 'Missing required parameter zoneId.' });
  let rows = fleet.vehicles.filter((vehicle) => behaviour.listed(call, vehicle));
  if (zoneId !== null) {
    const zone = zoneFor(call, zoneId);
    if ('status' in zone) return zone;
    rows = rows.filter((vehicle) => behaviour.inZone(call, vehicle, zone.id));
  } else rows = rows.filter(permitted);
  if (range !== null) rows = rows.filter((vehicle) => behaviour.inRange(call, vehicle, range));
  return answerWith(call, rows);
}

function rangeOf({ query }: Call): Range | null {
  const [lat, lng, radius] = ['lat', 'lng', 'radius'].map((name) =>
    query.get(name) === null ? NaN : Number(query.get(name)),
  );
  if (lat === undefined || lng === undefined || radius === undefined || [lat, lng, radius].some(Number.isNaN))
    return null;
  return { centre: { lat, lng }, radius };
}

export function getVehicleByCode(call: Call): Answer {
  const { behaviour } = call.world;
  const found = behaviour.withCode(call, Number(call.values['code']));
  if (found.length === 0)
    return behaviour.missing(call, 'vehicle', { code: 'VehicleNotFound', title: 'Vehicle not found' });
  return answerWith(call, found);
}
