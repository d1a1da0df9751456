/** Faults of vehicles. */
import type { Json } from '../model.ts';
import { without } from '../model.ts';
import { attributes, documents, inBoth, inV1, inV2, must, resources, sent, should, some } from './entry.ts';

const veh = (number: string) => must(`TI-VEH-${number}`, inBoth);
const vehV1 = (number: string) => must(`TI-VEH-${number}`, inV1);

export const vehicleFaults = [
  veh('01')(
    'vehicle-code-text',
    'The code of a vehicle is a text.',
    attributes('vehicle', (held) => ({ ...held, code: String(held['code']) })),
  ),
  veh('01')(
    'vehicle-state-missing',
    'Some vehicles have no state.',
    attributes('vehicle', (held) => without(held, 'state'), some),
  ),
  veh('01')(
    'vehicle-battery-fraction',
    'The battery of some vehicles is a fraction.',
    attributes('vehicle', (held) => ({ ...held, batteryLevel: Number(held['batteryLevel']) / 100 }), some),
  ),
  veh('01')(
    'vehicle-rentable-text',
    'isRentable is a text.',
    attributes('vehicle', (held) => ({ ...held, isRentable: String(held['isRentable']) })),
  ),
  veh('01')(
    'vehicle-update-no-date',
    'lastLocationUpdate of some vehicles is no date.',
    sent('vehicle', { lastLocationUpdate: '23.11.2026 10:00' }, some),
  ),
  veh('01')(
    'vehicle-id-code',
    'The id of a vehicle is its code.',
    resources('vehicle', (wire, index) => ({ ...wire, id: String(110_000 + index) })),
  ),

  veh('02')('zone-not-looked-at', 'Vehicles of all zones are listed.', () => ({ inZone: () => true })),
  veh('02')('zone-by-first-letter', 'Vehicles of all zones are listed whose name begins alike or later.', () => ({
    inZone: (_call, vehicle, zone) => (vehicle.zone[0] ?? '') <= (zone[0] ?? '') || vehicle.zone === 'HAMBURG',
  })),
  veh('02')('vehicle-of-the-neighbour', 'One vehicle of another zone is among those of a zone.', (base) => ({
    inZone: (call, vehicle, zone) =>
      base.inZone(call, vehicle, zone) || vehicle.index === call.world.behaviour.data.vehiclesPerZone + 2,
  })),

  veh('03')(
    'vehicle-battery-above-100',
    'The battery of some vehicles is above 100.',
    sent('vehicle', { batteryLevel: 104 }, some),
  ),
  veh('03')(
    'vehicle-place-in-microdegrees',
    'Places of some vehicles are in millionths of a degree.',
    attributes(
      'vehicle',
      (held) => ({ ...held, lat: Math.round(Number(held['lat']) * 1e6), lng: Math.round(Number(held['lng']) * 1e6) }),
      some,
    ),
  ),
  veh('03')('vehicle-speed-negative', 'The top speed of some vehicles is -1.', sent('vehicle', { maxSpeed: -1 }, some)),

  veh('04')(
    'vehicle-listed-twice',
    'A vehicle is listed twice.',
    documents('listVehicles', (doc) => {
      const data = (Array.isArray(doc['data']) ? doc['data'] : []) as Json[];
      return { ...doc, data: [...data, ...data.slice(0, 1)] };
    }),
  ),
  veh('04')(
    'vehicle-codes-shared',
    'Two vehicles have one code.',
    attributes('vehicle', (held, index) => (index === 2 ? { ...held, code: 110_000 } : held)),
  ),

  vehV1('05')('code-finds-another', 'A code finds the next vehicle.', (base) => ({
    withCode: (call, code) => base.withCode(call, code + 7),
  })),
  vehV1('05')('code-finds-all', 'A code finds every vehicle whose code is not below it.', (base) => ({
    withCode: (call, code) => [...base.withCode(call, code), ...base.withCode(call, code + 7)],
  })),
  vehV1('05')('code-finds-nothing', 'A code finds an empty list.', (base) => ({
    withCode: () => [],
    missing: (call, kind, entry) =>
      kind === 'vehicle' ? { status: 200, json: { data: [] } } : base.missing(call, kind, entry),
  })),

  vehV1('06')('radius-not-looked-at', 'The radius of a range is not looked at.', () => ({ inRange: () => true })),
  vehV1('06')('radius-in-yards', 'The radius of a range is taken twice.', (base) => ({
    inRange: (call, vehicle, range) => base.inRange(call, vehicle, { ...range, radius: range.radius * 2 }),
  })),
  vehV1('07')('radius-in-kilometres-gone', 'The radius of a range is read in decimetres.', (base) => ({
    inRange: (call, vehicle, range) => base.inRange(call, vehicle, { ...range, radius: range.radius / 10 }),
  })),
  vehV1('07')('range-latitude-for-longitude', 'Latitude and longitude of a range are exchanged.', (base) => ({
    inRange: (call, vehicle, { centre, radius }) =>
      base.inRange(call, vehicle, { centre: { lat: centre.lng, lng: centre.lat }, radius }),
  })),
  vehV1('08')('zone-of-a-range-ignored', 'The zone of a range is not looked at.', (base) => ({
    inZone: (call, vehicle, zone) => call.query.has('radius') || base.inZone(call, vehicle, zone),
  })),
  vehV1('08')('zone-or-range', 'A range with a zone holds what is in either.', (base) => ({
    inZone: (call, vehicle, zone) =>
      call.query.has('radius') ? vehicle.zone !== zone : base.inZone(call, vehicle, zone),
  })),

  should('TI-VEH-09', inBoth)(
    'vehicle-seen-tomorrow',
    'Some vehicles were last seen in three days.',
    attributes(
      'vehicle',
      (held) => ({
        ...held,
        lastLocationUpdate: new Date(Date.parse(String(held['lastLocationUpdate'])) + 3 * 86_400_000).toISOString(),
      }),
      some,
    ),
  ),
  vehV1('10')('emopeds-in-v1', 'v1 lists eMopeds.', () => ({ listed: () => true })),
  vehV1('10')('emopeds-only-rentable', 'v1 lists eMopeds that can be rented.', (base) => ({
    listed: (call, vehicle) => base.listed(call, vehicle) || vehicle.index % 20 === 9,
  })),
  should('TI-VEH-11', inV2)(
    'vehicle-type-new',
    'Some vehicles have the type ecargo.',
    sent('vehicle', { vehicleType: 'ecargo' }, some),
  ),
];
