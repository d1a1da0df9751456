/** Faults of vehicles, zones and prices that a second examination found: places where the first ones had none. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { isObject, without, type Json, type JsonObject } from '../model.ts';
import { listVehicles } from '../vehicles.ts';
import type { Call } from '../world.ts';
import { getZonePricing } from '../zone-routes.ts';
import { rootZone } from '../zones.ts';
import { attributes, documents, inBoth, inside, inV1, inV2, must, resources, should } from './entry.ts';

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const eachOf = (list: unknown, change: (one: JsonObject) => JsonObject): Json[] =>
  listOf(list).map((one) => (isObject(one) ? change(one) : one));

/** A zone that is not there is served as another one. */
const served = (operation: string, zoneOf: (asked: string) => string | null): ChangeOfBehaviour => {
  const run = operation === 'listVehicles' ? listVehicles : getZonePricing;
  return (base) => ({
    intercept: (call) => {
      const asked = call.operation === operation ? call.query.get('zoneId') : null;
      const zoneId = asked === null || rootZone(asked) !== undefined ? null : zoneOf(asked);
      if (zoneId === null || rootZone(zoneId) === undefined) return base.intercept(call);
      const query = new URLSearchParams(call.query);
      query.set('zoneId', zoneId);
      return run({ ...call, query });
    },
  });
};

/** Alters what lists of vehicles within a range hold. */
const inRanges = (change: (rows: readonly Json[]) => readonly Json[]) =>
  documents('listVehicles', (doc, call) =>
    call.query.has('radius') ? { ...doc, data: change(listOf(doc['data'])) } : doc,
  );

/** Alters zones of a kind, however they were asked for. */
const zonesOf = (kind: string, change: (held: JsonObject) => JsonObject) =>
  attributes('zone', (held) => (held['zoneType'] === kind ? change(held) : held));

const asked = (call: Call, name: string): boolean => call.query.has(name);

export const againVehicles = [
  must('TI-VEH-02', inBoth)(
    'unknown-zone-has-vehicles',
    'A zone that does not exist has the vehicles of another one.',
    served('listVehicles', () => 'BERLIN'),
  ),
  should('TI-VEH-16', inBoth)(
    'vehicles-of-zone-in-any-case',
    'The letter case of a zone does not count.',
    served('listVehicles', (zone) => zone.toUpperCase()),
  ),
  must('TI-VEH-04', inBoth)(
    'range-with-a-vehicle-twice',
    'A range lists its first vehicle twice.',
    inRanges((rows) => [...rows, ...rows.slice(0, 1)]),
  ),
  must('TI-VEH-10', inV1)(
    'range-with-emopeds',
    'A range of v1 lists an eMoped.',
    inRanges((rows) =>
      eachOf(rows, (one) => inside(one, 'attributes', (held) => ({ ...held, vehicleType: 'emoped' }))),
    ),
  ),
  ...(
    [
      ['TI-VER-09', inV1, 'times-in-local-time', 'vehicle'],
      ['TI-VER-10', inV2, 'times-of-v2-in-local-time', 'vehicle'],
    ] as const
  ).map(([id, where, name, kind]) =>
    should(id, where)(
      name,
      'Times of vehicles are those of the zone, with their offset.',
      attributes(kind, (held) => ({
        ...held,
        lastStateChange: String(held['lastStateChange']).replace('Z', '+02:00'),
      })),
    ),
  ),
  must('TI-PRICE-02', inV1)(
    'unknown-zone-has-a-price',
    'A zone that does not exist has the price of another one.',
    served('getZonePricing', () => 'HAMBURG'),
  ),
  should('TI-PRICE-10', inV1)(
    'price-of-zone-in-any-case',
    'The letter case of a zone does not count for prices.',
    served('getZonePricing', (zone) => zone.toUpperCase()),
  ),
];

const turned = (corner: JsonObject): JsonObject => ({ lat: corner['lng'] ?? null, lng: corner['lat'] ?? null });

export const againZones = [
  ...(['warehouse', 'constrained'] as const).map((kind) =>
    must('TI-ZONE-16', inV1)(
      `${kind}-without-parent`,
      `Zones of the kind ${kind} name no parent.`,
      zonesOf(kind, (held) => without(held, 'parentId')),
    ),
  ),
  must('TI-ZONE-05', inV1)(
    'warehouses-not-closed',
    'The rings of warehouses are not closed.',
    zonesOf('warehouse', (held) => ({ ...held, polygon: listOf(held['polygon']).slice(0, -1) })),
  ),
  must('TI-ZONE-04', inV1)(
    'constrained-below-another',
    'Constrained zones below a root zone name another one as parent.',
    documents('listSubzones', (doc, call) =>
      call.query.get('type') === 'constrained'
        ? {
            ...doc,
            data: eachOf(doc['data'], (one) =>
              inside(one, 'attributes', (held) => ({ ...held, parentId: 'HELSINKI' })),
            ),
          }
        : doc,
    ),
  ),
  must('TI-ZONE-13', inV1)(
    'third-corner-exchanged',
    'lat and lng of the third corner of business zones are exchanged.',
    zonesOf('business', (held) => ({
      ...held,
      polygon: listOf(held['polygon']).map((one, i) => (i === 2 && isObject(one) ? turned(one) : one)),
    })),
  ),
  ...(['all', 'parking'] as const).map((kind) =>
    must('TI-ZONE-17', inV1)(
      `place-of-zones-ignored-${kind}`,
      `Zones at a place are ${kind === 'all' ? 'all zones' : 'all parking zones'}, wherever it is.`,
      (base) => ({
        zoneHolds: (call, zone, place) =>
          kind === 'all' || zone.type === 'parking' || base.zoneHolds(call, zone, place),
      }),
    ),
  ),
  should('TI-ZONE-18', inV1)('always-outside', 'Every place is outside of business zones.', () => ({
    constraint: () => ({ acceptableLocation: false, failedConstraints: ['outsideBusinessZone'] }),
  })),
  should('TI-ZONE-19', inV1)('ocean-is-no-parking', 'The ocean fails for parking alone.', (base) => ({
    constraint: (call, place) => {
      const verdict = base.constraint(call, place);
      const failed = verdict.failedConstraints;
      return { ...verdict, failedConstraints: failed.map((name) => name.replace('outsideBusinessZone', 'noParking')) };
    },
  })),
  ...(
    [
      ['timezone', 'Europe/Paris'],
      ['legacyId', 'PARIS'],
    ] as const
  ).map(([name, value]) =>
    must('TI-ROOT-02', inV2)(
      `single-root-zone-other-${name.toLowerCase()}`,
      `A root zone that is read alone has another ${name}.`,
      documents('getRootZone', (doc) => inside(doc, 'properties', (held) => ({ ...held, [name]: value }))),
    ),
  ),
  must('TI-ROOT-08', inV2)(
    'near-root-zone-twice',
    'A root zone near a place comes twice.',
    documents('listRootZones', (doc, call) =>
      asked(call, 'lat')
        ? { ...doc, features: [...listOf(doc['features']), ...listOf(doc['features']).slice(0, 1)] }
        : doc,
    ),
  ),
  should('TI-ROOT-10', inV2)(
    'near-country-in-small-letters',
    'Countries of root zones near a place are not in capitals.',
    documents('listRootZones', (doc, call) =>
      asked(call, 'lat')
        ? {
            ...doc,
            features: eachOf(doc['features'], (one) =>
              inside(one, 'properties', (held) => ({ ...held, country: 'Germany' })),
            ),
          }
        : doc,
    ),
  ),
  must('TI-ROOT-13', inV2)('near-is-anywhere', 'All root zones are near any place on land.', (base) => ({
    rootsNear: (call, place) =>
      place.lng < 0
        ? base.rootsNear(call, place)
        : ['BERLIN', 'HAMBURG', 'HELSINKI'].flatMap((id) => rootZone(id) ?? []),
  })),
  must('TI-ROOT-13', inV2)(
    'near-one-is-far',
    'A root zone near a place lies far away from it.',
    resources('root-zone', (wire, index, call) =>
      asked(call, 'lat') && index === 0
        ? inside(wire, 'geometry', (held) => ({ ...held, coordinates: [-9.14, 38.72] }))
        : wire,
    ),
  ),
];
