/** Root zones, what lies below them, and their prices. Coordinates are those of the cities. */
import { seeded } from '../random.ts';
import type { Place } from './model.ts';
import { rounded } from './model.ts';

export type VehicleType = 'escooter' | 'ebicycle' | 'emoped';

/** Cents. */
export interface Price {
  readonly id: string;
  readonly type: VehicleType;
  readonly start: number;
  readonly running: number;
  readonly paused: number;
}

export interface RootZone {
  /** As `BERLIN`. */
  readonly id: string;
  /** Id in v2. */
  readonly uuid: string;
  readonly name: string;
  readonly country: string;
  readonly timezone: string;
  readonly currency: string;
  readonly centre: Place;
  readonly prices: readonly Price[];
  /** The key of the partner may use it. */
  readonly permitted: boolean;
}

export interface SubZone {
  readonly id: string;
  readonly name: string;
  readonly type: 'business' | 'parking' | 'constrained' | 'warehouse';
  readonly parent: string;
  readonly polygon: readonly Place[];
}

const random = seeded(20_190_402);

function root(
  id: string,
  name: string,
  country: string,
  timezone: string,
  lat: number,
  lng: number,
  permitted = true,
): RootZone {
  const price = (type: VehicleType, running: number): Price => ({
    id: random.uuid(),
    type,
    start: 100,
    running,
    paused: 10,
  });
  return {
    id,
    uuid: random.uuid(),
    name,
    country,
    timezone,
    currency: 'EUR',
    centre: { lat, lng },
    prices: [price('escooter', 19), price('ebicycle', 17), price('emoped', 24)],
    permitted,
  };
}

export const rootZones: readonly RootZone[] = [
  root('BERLIN', 'Berlin', 'GERMANY', 'Europe/Berlin', 52.52, 13.405),
  root('HAMBURG', 'Hamburg', 'GERMANY', 'Europe/Berlin', 53.5505, 9.9937),
  root('HELSINKI', 'Helsinki', 'FINLAND', 'Europe/Helsinki', 60.1699, 24.9384),
  root('VIENNA', 'Vienna', 'AUSTRIA', 'Europe/Vienna', 48.2082, 16.3738, false),
];

export const rootZone = (id: string): RootZone | undefined => rootZones.find((zone) => zone.id === id);

/** A closed rectangle: the first corner comes again at the end. Half sides in degrees. */
function rectangle({ lat, lng }: Place, half: number): Place[] {
  const corner = (dLat: number, dLng: number) => ({ lat: rounded(lat + dLat), lng: rounded(lng + dLng) });
  return [corner(-half, -half), corner(-half, half), corner(half, half), corner(half, -half), corner(-half, -half)];
}

export const subZones: readonly SubZone[] = rootZones.flatMap(({ id: parent, name, centre }) => {
  const near = (dLat: number, dLng: number) => ({ lat: centre.lat + dLat, lng: centre.lng + dLng });
  const zone = (what: string, type: SubZone['type'], at: Place, half: number): SubZone => ({
    id: random.uuid(),
    name: `${name} ${what}`,
    type,
    parent,
    polygon: rectangle(at, half),
  });
  return [
    zone('city', 'business', centre, 0.1),
    zone('station', 'parking', near(0.01, 0.01), 0.002),
    zone('market', 'parking', near(-0.01, 0.02), 0.002),
    zone('park', 'constrained', near(0.04, -0.04), 0.01),
    zone('warehouse', 'warehouse', near(0.15, 0.15), 0.005),
  ];
});

/** Whether a rectangle of ours holds a place. */
export function holds({ polygon }: SubZone, { lat, lng }: Place): boolean {
  const lats = polygon.map((corner) => corner.lat);
  const lngs = polygon.map((corner) => corner.lng);
  return lat >= Math.min(...lats) && lat <= Math.max(...lats) && lng >= Math.min(...lngs) && lng <= Math.max(...lngs);
}
