/** Faults of zones of v1. */
import { isObject, without } from '../model.ts';
import type { Json } from '../model.ts';
import { attributes, documents, inV1, must, resources, sent, should, some } from './entry.ts';

const zone = (number: string) => must(`TI-ZONE-${number}`, inV1);
const zoneShould = (number: string) => should(`TI-ZONE-${number}`, inV1);

const polygon = (change: (corners: readonly Json[]) => readonly Json[]) =>
  attributes('zone', (held) =>
    Array.isArray(held['polygon']) ? { ...held, polygon: change(held['polygon'] as readonly Json[]) } : held,
  );

export const zoneFaults = [
  zone('01')(
    'zone-type-kind',
    'Zones have the type subzone.',
    resources('zone', (wire) => ({ ...wire, type: 'subzone' })),
  ),
  zone('01')(
    'zone-id-number',
    'Some zones have a number as id.',
    resources('zone', (wire, index) => ({ ...wire, id: index + 1 }), some),
  ),
  zone('01')(
    'zone-kind-missing',
    'Zones do not say of which kind they are.',
    attributes('zone', (held) => without(held, 'zoneType')),
  ),
  zone('01')(
    'zone-polygon-pairs',
    'Corners of polygons are pairs of numbers.',
    polygon((corners) =>
      corners.map((corner) => (isObject(corner) ? [corner['lng'] ?? 0, corner['lat'] ?? 0] : corner)),
    ),
  ),

  zone('02')('kind-not-looked-at', 'Zones of all kinds are listed, whatever is asked for.', () => ({
    ofType: () => true,
  })),
  zone('02')('business-with-parking', 'Parking zones come with business zones.', (base) => ({
    ofType: (call, of, type) =>
      base.ofType(call, of, type) || (type === 'business' && base.ofType(call, of, 'parking')),
  })),

  zone('03')(
    'root-without-centre',
    'Some root zones have no centre.',
    attributes('zone', (held, index) =>
      held['zoneType'] === 'root' && index === 1 ? without(held, 'lat', 'lng') : held,
    ),
  ),
  zone('03')(
    'root-centre-null',
    'The centre of a root zone is null.',
    attributes('zone', (held, index) =>
      held['zoneType'] === 'root' && index === 2 ? { ...held, lat: null, lng: null } : held,
    ),
  ),

  zone('04')('subzones-of-all', 'Zones below every root zone are listed below one.', () => ({ below: () => true })),
  zone('04')(
    'subzone-without-parent',
    'Zones below a root zone do not name it.',
    attributes('zone', (held) => without(held, 'parentId')),
  ),

  zone('05')(
    'polygon-open',
    'Polygons are not closed.',
    polygon((corners) => corners.slice(0, -1)),
  ),
  zone('05')(
    'polygon-line',
    'Polygons have two corners.',
    polygon((corners) => corners.slice(0, 2)),
  ),
  zone('05')(
    'polygon-empty',
    'Zones have an empty polygon.',
    polygon(() => []),
  ),

  zone('06')(
    'zone-listed-twice',
    'A zone is listed twice.',
    documents('listZones', (doc) => {
      const data = Array.isArray(doc['data']) ? (doc['data'] as readonly Json[]) : [];
      return { ...doc, data: [...data.slice(0, 1), ...data] };
    }),
  ),
  zone('06')('subzones-share-id', 'Zones below a root zone have its id.', subzonesWithRootId()),

  zoneShould('07')(
    'parking-mode-new',
    'Business zones have the parking mode PARKING_SOMEWHERE.',
    attributes('zone', (held) => ('parkingMode' in held ? { ...held, parkingMode: 'PARKING_SOMEWHERE' } : held)),
  ),
  zoneShould('08')('zones-elsewhere', 'The zones at a place are those of another city.', (base) => ({
    zoneHolds: (call, of, place) =>
      base.zoneHolds(call, of, { lat: place.lat + (53.5505 - 52.52), lng: place.lng + (9.9937 - 13.405) }),
  })),

  zone('09')(
    'constraint-text',
    'Whether a place is acceptable is said as a text.',
    attributes('constraint', (held) => ({ ...held, acceptableLocation: String(held['acceptableLocation']) })),
  ),
  zone('09')(
    'constraint-without-list',
    'The check of a place does not list what fails.',
    attributes('constraint', (held) => without(held, 'failedConstraints')),
  ),
  zone('09')(
    'constraint-list-objects',
    'What fails at a place is listed as objects.',
    attributes('constraint', (held) => ({
      ...held,
      failedConstraints: (Array.isArray(held['failedConstraints'])
        ? (held['failedConstraints'] as readonly Json[])
        : []
      ).map((name) => ({ name })),
    })),
  ),
  zoneShould('10')(
    'acceptable-though-failed',
    'A place is acceptable although a constraint fails.',
    sent('constraint', { acceptableLocation: true, failedConstraints: ['insideNoParkingZone'] }),
  ),
  zone('11')('ocean-acceptable', 'A ride may end anywhere.', () => ({
    constraint: () => ({ acceptableLocation: true, failedConstraints: [] }),
  })),
  zone('11')('ocean-swapped', 'A ride may end outside of business zones, and not inside.', (base) => ({
    constraint: (call, place) => {
      const { acceptableLocation } = base.constraint(call, place);
      return acceptableLocation
        ? { acceptableLocation: false, failedConstraints: ['outsideBusinessZone'] }
        : { acceptableLocation: true, failedConstraints: [] };
    },
  })),

  should('TI-JSON-09', inV1)(
    'constraint-nested',
    'The check of a place is nested one level too deep, as in the example.',
    resources('constraint', ({ type, attributes: held }) => ({
      attributes: { type: type ?? null, attributes: held ?? null },
    })),
  ),
  must('TI-JSON-03', inV1)(
    'zones-beside-errors',
    'Lists of zones have errors beside their data.',
    documents('listZones', (doc) => ({ ...doc, errors: [] })),
  ),
  must('TI-JSON-03', inV1)(
    'zones-without-data',
    'A list of zones is an object with two lists.',
    documents('listZones', (doc) => ({ ...doc, links: 'none' })),
  ),
];

function subzonesWithRootId() {
  return resources('zone', (wire, _index, call) => {
    const held = wire['attributes'];
    return call.operation === 'listSubzones' && isObject(held) ? { ...wire, id: held['parentId'] ?? null } : wire;
  });
}
