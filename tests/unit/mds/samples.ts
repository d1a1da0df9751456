/** Right answers of a small fleet in Turku, made here: one vehicle, one trip, its status changes. */

export type Json = Record<string, unknown>;

export const provider = 'b4f3d5a2-7c1e-4f0a-9d38-52c1e8a0f611';
export const device = '0d9f7c5b-3a21-4e6d-8b4f-6f2a1c9e7d30';
export const tripId = '6a1c0e9f-5b2d-4c3e-8f7a-1d2b3c4e5f60';
export const start = 1_700_000_000_000;
export const end = start + 600_000;

export const centre = { longitude: 22.27, latitude: 60.45 };

const vehicle = {
  provider_id: provider,
  provider_name: 'Hopper',
  device_id: device,
  vehicle_id: 'HOP-1',
  vehicle_type: 'scooter',
  propulsion_type: ['electric'],
};

export function point(longitude: number, latitude: number, timestamp: number): Json {
  return {
    type: 'Feature',
    properties: { timestamp },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
}

export function trip(changes: Json = {}): Json {
  return {
    ...vehicle,
    trip_id: tripId,
    trip_duration: 600,
    trip_distance: 1400,
    route: {
      type: 'FeatureCollection',
      features: [point(22.27, 60.45, start), point(22.28, 60.455, start + 300_000), point(22.29, 60.456, end)],
    },
    accuracy: 10,
    start_time: start,
    end_time: end,
    standard_cost: 320,
    actual_cost: null,
    parking_verification_url: 'https://hopper.example/p/1.jpg',
    ...changes,
  };
}

export function statusChange(changes: Json = {}): Json {
  const time = typeof changes['event_time'] === 'number' ? changes['event_time'] : end;
  return {
    ...vehicle,
    event_type: 'available',
    event_type_reason: 'user_drop_off',
    event_time: time,
    event_location: point(22.29, 60.456, time),
    battery_pct: 0.62,
    associated_trip: tripId,
    ...changes,
  };
}

export function trips(records: readonly unknown[] = [trip()], body: Json = {}): Json {
  return { version: '0.3.1', data: { trips: records }, ...body };
}

export function statusChanges(records: readonly unknown[] = [statusChange()], body: Json = {}): Json {
  return { version: '0.3.1', data: { status_changes: records }, ...body };
}

/** A copy without some members. */
export function without(object: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
