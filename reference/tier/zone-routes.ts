/** Zones of v1, root zones of v2, and prices of both. */
import type { Behaviour } from './behaviour.ts';
import { zoneFor } from './access.ts';
import type { JsonObject, Place } from './model.ts';
import { amount, iso, metresBetween } from './model.ts';
import type { Price, RootZone, SubZone } from './zones.ts';
import { holds, rootZone, rootZones, subZones } from './zones.ts';
import { errors, ok, plainJson, resource, type Answer, type Call } from './world.ts';

export type AnyZone = RootZone | SubZone;

export interface Constraint {
  readonly acceptableLocation: boolean;
  readonly failedConstraints: readonly string[];
}

export const isSub = (zone: AnyZone): zone is SubZone => 'parent' in zone;

/** Business areas reach about 10 km from the centre. */
const searchRadius = 110_000;

export const documentedZones: Pick<Behaviour, 'ofType' | 'below' | 'zoneHolds' | 'constraint' | 'rootsNear'> = {
  ofType: (_call, zone, type) => (isSub(zone) ? zone.type : 'root') === type,
  below: (_call, zone, root) => zone.parent === root,
  zoneHolds: (_call, zone, place) => holds(zone, place),
  constraint: (_call, place) => {
    const inside = subZones.filter((zone) => holds(zone, place));
    const failedConstraints = [
      ...(inside.some(({ type }) => type === 'business') ? [] : ['outsideBusinessZone']),
      ...(inside.some(({ type }) => type === 'constrained') ? ['insideNoParkingZone'] : []),
    ];
    return { acceptableLocation: failedConstraints.length === 0, failedConstraints };
  },
  rootsNear: (_call, place) =>
    rootZones
      .filter(({ permitted, centre }) => permitted && metresBetween(centre, place) <= searchRadius)
      .sort((a, b) => metresBetween(a.centre, place) - metresBetween(b.centre, place)),
};

const visible = (zone: AnyZone): boolean => (isSub(zone) ? rootZone(zone.parent) : zone)?.permitted === true;

function zoneWire(zone: AnyZone): JsonObject {
  if (!isSub(zone)) {
    const { id, name, country, centre } = zone;
    return resource('zone', id, { name, zoneType: 'root', country, lat: centre.lat, lng: centre.lng });
  }
  const { id, name, type, parent, polygon } = zone;
  return resource('zone', id, {
    name,
    zoneType: type,
    parentId: parent,
    polygon: polygon.map(({ lat, lng }) => ({ lng, lat })),
    ...(type === 'business' ? { parkingMode: 'PARKING_ANYWHERE' } : {}),
    ...(type === 'constrained' ? { zoneConstraints: ['noParking', 'speedReduction'] } : {}),
  });
}

function zonesAnswer(call: Call, zones: readonly AnyZone[]): Answer {
  const { behaviour } = call.world;
  return ok({ data: zones.filter(visible).map((zone, n) => behaviour.resource('zone', zoneWire(zone), call, n)) });
}

const placeOf = ({ query }: Call): Place | null => {
  const [lat, lng] = [query.get('lat'), query.get('lng')];
  if (lat === null || lng === null || Number.isNaN(Number(lat)) || Number.isNaN(Number(lng))) return null;
  return { lat: Number(lat), lng: Number(lng) };
};

const needed = (call: Call, what: string): Answer =>
  errors(call, 400, { code: 'ValidationError', title: `Missing required parameter ${what}.` });

export function listZones(call: Call): Answer {
  const { behaviour } = call.world;
  const type = call.query.get('type');
  const place = placeOf(call);
  if (type !== null)
    return zonesAnswer(
      call,
      [...rootZones, ...subZones].filter((zone) => behaviour.ofType(call, zone, type)),
    );
  if (place === null) return needed(call, 'type');
  const inside = subZones.filter((zone) => behaviour.zoneHolds(call, zone, place));
  const roots = rootZones.filter(({ id }) => inside.some(({ parent }) => parent === id));
  return zonesAnswer(call, [...roots, ...inside]);
}

export function listSubzones(call: Call): Answer {
  const { behaviour } = call.world;
  const zone = zoneFor(call, call.values['rootId'] ?? '');
  if ('status' in zone) return zone;
  const type = call.query.get('type');
  const own = subZones.filter((sub) => behaviour.below(call, sub, zone.id));
  return zonesAnswer(call, type === null ? own : own.filter((sub) => behaviour.ofType(call, sub, type)));
}

export function validateConstraint(call: Call): Answer {
  const { behaviour } = call.world;
  const place = placeOf(call);
  if (place === null) return needed(call, 'lat');
  const { acceptableLocation, failedConstraints } = behaviour.constraint(call, place);
  const wire = resource('constraintValidation', `${place.lat},${place.lng}`, { acceptableLocation, failedConstraints });
  return ok({ data: behaviour.resource('constraint', wire, call, 0) });
}

export function listRootZones(call: Call): Answer {
  const { behaviour } = call.world;
  const place = placeOf(call);
  const zones = place === null ? rootZones.filter(visible) : behaviour.rootsNear(call, place);
  const features = zones.map((zone, n) => behaviour.resource('root-zone', featureOf(zone), call, n));
  return ok({ type: 'FeatureCollection', features }, plainJson);
}

export function getRootZone(call: Call): Answer {
  const { behaviour } = call.world;
  const zone = rootZones.find(({ uuid, permitted }) => permitted && uuid === call.values['id']);
  if (zone === undefined)
    return behaviour.missing(call, 'root-zone', { code: 'ZoneNotFound', title: 'Zone not found' });
  return ok(behaviour.resource('root-zone', featureOf(zone), call, rootZones.indexOf(zone)), plainJson);
}

function featureOf({ id, uuid, name, country, timezone, centre }: RootZone): JsonObject {
  return {
    id: uuid,
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [centre.lng, centre.lat] },
    properties: {
      name,
      country,
      timezone,
      legacyId: id,
      createdAt: iso(Date.UTC(2019, 1, 1, 8), 3),
      updatedAt: iso(Date.UTC(2021, 4, 4, 12, 30, 0, 123), 3),
    },
  };
}

const pricesOf = ({ start, running, paused }: Price): JsonObject => ({
  rentalStartPrice: amount(start),
  rentalRunningPricePerMinute: amount(running),
  rentalPausedPricePerMinute: amount(paused),
});

export function getZonePricing(call: Call): Answer {
  const { behaviour } = call.world;
  const zone = zoneFor(call, call.query.get('zoneId'));
  if ('status' in zone) return zone;
  const [price] = zone.prices;
  if (price === undefined) return errors(call, 404, { code: 'PricingNotFound', title: 'Pricing not found' });
  const wire = resource('pricing', price.id, { currency: zone.currency, ...pricesOf(price), zoneId: zone.id });
  return ok({ data: behaviour.resource('pricing', wire, call, 0) });
}

export function getVehiclePricing(call: Call): Answer {
  const { behaviour, fleet } = call.world;
  const vehicle = fleet.vehicles.find(({ id }) => id === call.query.get('vehicleId'));
  if (vehicle === undefined)
    return behaviour.missing(call, 'vehicle-pricing', { code: 'VehicleNotFound', title: 'Vehicle not found' });
  const zone = zoneFor(call, vehicle.zone);
  if ('status' in zone) return zone;
  const price = zone.prices.find(({ type }) => type === vehicle.type);
  if (price === undefined) return errors(call, 404, { code: 'PricingNotFound', title: 'Pricing not found' });
  const wire = resource('pricing', price.id, { currency: zone.currency, ...pricesOf(price), zoneId: zone.id });
  return ok({ data: behaviour.resource('vehicle-pricing', wire, call, 0) });
}

export function getPricesOfZone(call: Call): Answer {
  const { behaviour } = call.world;
  const zone = zoneFor(call, call.values['zoneId'] ?? '');
  if ('status' in zone) return zone;
  const pricing = zone.prices.map((price) => ({ id: price.id, vehicleType: price.type, ...pricesOf(price) }));
  const wire = resource('pricing', zone.id, { zoneId: zone.id, currency: zone.currency, pricing });
  return ok({ data: behaviour.resource('zone-pricing', wire, call, 0) });
}
