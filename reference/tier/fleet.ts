/** Vehicles, and what they did in the last days: one timeline per vehicle, from which both MDS feeds are made. */
import { seeded } from '../random.ts';
import type { Random } from '../random.ts';
import type { Place } from './model.ts';
import { metresBetween, rounded } from './model.ts';
import type { RootZone, VehicleType } from './zones.ts';
import { rootZones } from './zones.ts';

export interface FleetOptions {
  readonly vehiclesPerZone: number;
  /** Days of trips before the start of the server. */
  readonly days: number;
}

export interface Vehicle {
  readonly index: number;
  readonly id: string;
  readonly code: number;
  readonly zone: string;
  readonly type: VehicleType;
  readonly state: string;
  readonly battery: number;
  readonly place: Place;
}

export interface Trip {
  readonly index: number;
  readonly id: string;
  readonly vehicle: Vehicle;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Metres. */
  readonly distance: number;
  readonly route: readonly { readonly place: Place; readonly at: number }[];
}

export interface StatusChange {
  readonly index: number;
  readonly vehicle: Vehicle;
  readonly type: 'available' | 'reserved' | 'unavailable' | 'removed';
  readonly reason: string;
  readonly at: number;
  readonly place: Place;
  readonly battery: number;
  readonly trip: string | null;
}

export interface Fleet {
  readonly vehicles: readonly Vehicle[];
  /** By zone, in the order of their ends. */
  readonly trips: ReadonlyMap<string, readonly Trip[]>;
  /** By zone, in the order of their times. */
  readonly changes: ReadonlyMap<string, readonly StatusChange[]>;
}

const minute = 60_000;
const hour = 60 * minute;
const states = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'LOW_BATTERY', 'MAINTENANCE', 'TO_PICKUP'];

const cache = new Map<string, Fleet>();

/** The fleet of all zones; the same for the same options and hour. */
export function fleetFor(options: FleetOptions, startedAt: number): Fleet {
  const until = Math.floor(startedAt / hour) * hour - hour;
  const key = `${options.vehiclesPerZone} ${options.days} ${until}`;
  const known = cache.get(key) ?? makeFleet(options, until);
  cache.set(key, known);
  return known;
}

function makeFleet({ vehiclesPerZone, days }: FleetOptions, until: number): Fleet {
  const random = seeded(4711);
  const vehicles = rootZones.flatMap((zone, z) =>
    Array.from({ length: vehiclesPerZone }, (_, n) => vehicleOf(zone, z * vehiclesPerZone + n, n, random)),
  );
  const trips = new Map<string, Trip[]>();
  const changes = new Map<string, StatusChange[]>();
  for (const { id, centre } of rootZones) {
    const own = vehicles.filter((vehicle) => vehicle.zone === id && vehicle.type !== 'emoped');
    const lives = own.map((vehicle) => lifeOf(vehicle, centre, until - days * 24 * hour, until, random));
    trips.set(id, numbered(lives.flatMap((life) => life.trips).sort((a, b) => a.end - b.end)));
    changes.set(id, numbered(lives.flatMap((life) => life.changes).sort((a, b) => a.at - b.at)));
  }
  return { vehicles, trips, changes };
}

function numbered<T extends object>(rows: readonly T[]): T[] {
  return rows.map((row, index) => ({ ...row, index }));
}

function vehicleOf({ id: zone, centre }: RootZone, index: number, n: number, random: Random): Vehicle {
  const type = n % 10 === 9 ? 'emoped' : n % 6 === 5 ? 'ebicycle' : 'escooter';
  const place = near(centre, 0.03, random);
  const state = random.pick(states);
  return {
    index,
    id: random.uuid(),
    code: 110_000 + index * 7,
    zone,
    type,
    state,
    battery: random.between(15, 100),
    place,
  };
}

function near({ lat, lng }: Place, half: number, random: Random): Place {
  return { lat: rounded(lat + (random.next() * 2 - 1) * half), lng: rounded(lng + (random.next() * 2 - 1) * half) };
}

/** Rides with pauses between them; now and then the battery is empty and the vehicle is fetched and brought back. */
function lifeOf(vehicle: Vehicle, centre: Place, from: number, until: number, random: Random) {
  const trips: Trip[] = [];
  const changes: StatusChange[] = [];
  // The index as milliseconds makes every time in a zone unique.
  let at = from + random.between(0, 60) * minute + vehicle.index;
  let place = near(centre, 0.03, random);
  let battery = 1;
  const change = (type: StatusChange['type'], reason: string, trip: string | null = null) =>
    changes.push({ index: 0, vehicle, type, reason, at, place, battery: Math.round(battery * 100) / 100, trip });
  change('available', 'service_start');
  for (let ride = 1; ; ride += 1) {
    at += random.between(20, 120) * minute;
    const lasts = random.between(3, 25) * minute + random.between(0, 59) * 1000;
    if (at + lasts + 10 * minute > until) return { trips, changes };
    const trip = tripOf(vehicle, at, at + lasts, place, near(centre, 0.03, random), random);
    change('reserved', 'user_pick_up', trip.id);
    trips.push(trip);
    at += lasts;
    place = trip.route.at(-1)?.place ?? place;
    battery = Math.max(0.1, battery - 0.12);
    change('available', 'user_drop_off', trip.id);
    if (ride % 7 !== 0) continue;
    for (const [type, reason] of [
      ['unavailable', 'low_battery'],
      ['removed', 'maintenance_pick_up'],
      ['available', 'maintenance_drop_off'],
    ] as const) {
      at += random.between(15, 60) * minute;
      if (at > until) return { trips, changes };
      if (reason === 'maintenance_drop_off') battery = 1;
      change(type, reason);
    }
  }
}

function tripOf(vehicle: Vehicle, start: number, end: number, from: Place, to: Place, random: Random): Trip {
  const between = Array.from({ length: random.between(0, 4) }, (_, n, share = (n + 1) / 6) => ({
    place: {
      lat: rounded(from.lat + (to.lat - from.lat) * share),
      lng: rounded(from.lng + (to.lng - from.lng) * share),
    },
    at: start + Math.round(((end - start) * share) / 1000) * 1000,
  }));
  const route = [{ place: from, at: start }, ...between, { place: to, at: end }];
  const distance = Math.round(metresBetween(from, to) * 1.2) + 20;
  return { index: 0, id: random.uuid(), vehicle, start, end, distance, route };
}
