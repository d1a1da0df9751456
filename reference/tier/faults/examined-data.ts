/** Faults of places, formats and feeds that an independent examination found. */
import { isObject, without, type Json, type JsonObject } from '../model.ts';
import { attributes, finishing, inBoth, inMds, inside, inV1, inV2, must, resources, should, some } from './entry.ts';
import { pageLink } from '../mds.ts';

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const exchanged = (held: JsonObject): JsonObject => ({ ...held, lat: held['lng'] ?? null, lng: held['lat'] ?? null });

export const examinedPlaces = [
  must('TI-VEH-06', inV2)('radius-of-v2-not-looked-at', 'The radius of a range of v2 is not looked at.', () => ({
    inRange: () => true,
  })),
  must('TI-VEH-08', inV2)('zone-of-a-range-of-v2-ignored', 'The zone of a range of v2 is not looked at.', (base) => ({
    inZone: (call, vehicle, zone) => call.query.has('radius') || base.inZone(call, vehicle, zone),
  })),
  must('TI-VEH-15', inBoth)(
    'vehicles-lat-and-lng-exchanged',
    'lat and lng of vehicles are exchanged.',
    attributes('vehicle', exchanged),
  ),
  must('TI-VEH-15', inV2)(
    'some-vehicles-lat-and-lng-exchanged',
    'lat and lng of some vehicles are exchanged.',
    attributes('vehicle', exchanged, some),
  ),
  must('TI-ZONE-13', inV1)(
    'polygons-lat-and-lng-exchanged',
    'lat and lng of corners are exchanged.',
    attributes('zone', (held) => ({
      ...held,
      ...(Array.isArray(held['polygon'])
        ? { polygon: listOf(held['polygon']).map((one) => (isObject(one) ? exchanged(one) : one)) }
        : {}),
    })),
  ),
  must('TI-ZONE-13', inV1)(
    'parking-lat-and-lng-exchanged',
    'lat and lng of corners of parking zones are exchanged.',
    attributes('zone', (held) =>
      held['zoneType'] === 'parking'
        ? { ...held, polygon: listOf(held['polygon']).map((one) => (isObject(one) ? exchanged(one) : one)) }
        : held,
    ),
  ),
  should('TI-ZONE-14', inV1)(
    'parking-mode-missing',
    'Business zones do not tell how to park.',
    attributes('zone', (held) => without(held, 'parkingMode')),
  ),
  ...(['HAMBURG', 'EUROPE'] as const).map((parentId) =>
    must('TI-ZONE-15', inV1)(
      `root-below-${parentId.toLowerCase()}`,
      `The root zone lies below ${parentId}.`,
      attributes('zone', (held) =>
        held['zoneType'] === 'root' && held['name'] !== 'Hamburg' ? { ...held, parentId } : held,
      ),
    ),
  ),
  must('TI-ROOT-09', inV2)(
    'timezone-made-up',
    'The timezone of some root zones is a city that has none.',
    resources(
      'root-zone',
      (wire) => inside(wire, 'properties', (held) => ({ ...held, timezone: 'Europe/Hamburg' })),
      some,
    ),
  ),
  ...(['second-root-zone-swapped', 'all-root-zones-swapped'] as const).map((id, i) =>
    must('TI-ROOT-12', inV2)(
      id,
      `${i === 0 ? 'One root zone has' : 'Root zones have'} the latitude first.`,
      resources(
        'root-zone',
        (wire) =>
          inside(wire, 'geometry', (held) => ({ ...held, coordinates: [...listOf(held['coordinates'])].reverse() })),
        (index) => i === 1 || index === 1,
      ),
    ),
  ),
  should('TI-VEH-11', inV2)(
    'vehicle-type-missing',
    'Some vehicles do not say of which type they are.',
    attributes('vehicle', (held) => without(held, 'vehicleType'), some),
  ),
  should('TI-PRICE-09', inV2)(
    'prices-share-an-id',
    'All prices of a zone have one id.',
    attributes('zone-pricing', (held) => ({
      ...held,
      pricing: listOf(held['pricing']).map((one) =>
        isObject(one) ? { ...one, id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' } : one,
      ),
    })),
  ),
];

/** Bodies with letters outside of ASCII, in Latin-1. */
const latin1 = finishing((answer) =>
  answer.status === 200 && answer.json !== undefined
    ? { ...answer, text: Buffer.from(JSON.stringify(answer.json).replace(/Berlin|Tier/g, 'Bérlin'), 'latin1') }
    : answer,
);

/** A further member with a letter outside of ASCII, in Latin-1, in the answers of one operation. */
const latin1In = (operation: string) =>
  finishing((answer, call) =>
    call.operation === operation && answer.status === 200 && isObject(answer.json)
      ? { ...answer, text: Buffer.from(JSON.stringify({ ...answer.json, note: 'Straße' }), 'latin1') }
      : answer,
  );

export const examinedFormats = [
  should('TI-VER-05', inV1)(
    'vehicles-as-html',
    'Vehicles have the media type text/html.',
    finishing((answer, call) =>
      call.operation === 'listVehicles' && answer.status === 200 ? { ...answer, contentType: 'text/html' } : answer,
    ),
  ),
  should('TI-VER-07', inV2)(
    'vehicles-of-v2-as-text',
    'Vehicles of v2 have the media type text/plain.',
    finishing((answer, call) =>
      call.operation === 'listVehicles' && answer.status === 200 ? { ...answer, contentType: 'text/plain' } : answer,
    ),
  ),
  must('TI-VER-06', inV1)('customers-in-latin-1', 'Customers come in Latin-1.', latin1In('getCustomer')),
  must('TI-VER-08', inV2)('vehicles-of-v2-in-latin-1', 'Vehicles of v2 come in Latin-1.', latin1In('listVehicles')),
  must('TI-MDS-25', inMds)(
    'status-changes-in-latin-1',
    'Status changes come in Latin-1.',
    latin1In('listStatusChanges'),
  ),
  must('TI-VER-06', inV1)('bodies-in-latin-1', 'Bodies of v1 are written in Latin-1.', latin1),
  must('TI-VER-08', inV2)('bodies-of-v2-in-latin-1', 'Bodies of v2 are written in Latin-1.', latin1),
  must('TI-MDS-25', inMds)('feeds-in-latin-1', 'Feeds are written in Latin-1.', latin1),
  should('TI-RENT-10', inV1)(
    'history-after-the-end',
    'The history of a rental begins a day before it and goes on a day behind it.',
    attributes('rental', (held) => ({
      ...held,
      stateHistory: listOf(held['stateHistory']).map((one, i) =>
        isObject(one)
          ? {
              ...one,
              createdAt: new Date(Date.parse(String(one['createdAt'])) + (i === 0 ? -1 : 1) * 86_400_000).toISOString(),
            }
          : one,
      ),
    })),
  ),
];

export const examinedFeeds = [
  must('TI-MDS-16', inMds)(
    'changes-name-unknown-trips',
    'Status changes name trips that are nowhere.',
    resources('status-change', (wire, index) =>
      'associated_trip' in wire
        ? { ...wire, associated_trip: `0b1c2d3e-4f5a-4b6c-8d7e-${String(index).padStart(12, '0')}` }
        : wire,
    ),
  ),
  ...(['device_id', 'vehicle-and-window'] as const).map((lost, i) =>
    must('TI-PAGE-08', inMds)(
      `next-loses-${lost.replace('_', '-')}`,
      `The link next loses the vehicle that was asked for${i === 0 ? '' : ', and the end of the window'}.`,
      (base) => ({
        links: (call, rows, paged) => {
          const held = base.links(call, rows, paged);
          if (held === null || typeof held['next'] !== 'string') return held;
          const gone = i === 0 ? { device_id: null } : { device_id: null, max_end_time: null };
          return { ...held, next: pageLink(call, paged.number + 1, paged.size, gone) };
        },
      }),
    ),
  ),
];
