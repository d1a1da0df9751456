/** Faults of root zones of v2. */
import { without } from '../model.ts';
import { documents, inside, inV2, must, resources, should, some } from './entry.ts';
import type { Json, JsonObject } from '../model.ts';

const root = (number: string) => must(`TI-ROOT-${number}`, inV2);
const rootShould = (number: string) => should(`TI-ROOT-${number}`, inV2);

const properties = (change: (held: JsonObject) => JsonObject, when?: (index: number) => boolean) =>
  resources('root-zone', (wire) => inside(wire, 'properties', change), when);
const features = (doc: JsonObject): readonly Json[] =>
  Array.isArray(doc['features']) ? (doc['features'] as readonly Json[]) : [];

export const rootZoneFaults = [
  root('01')(
    'root-zones-json-api',
    'Root zones come as data.',
    documents('listRootZones', (doc) => ({ ...doc, type: 'FeatureList' })),
  ),
  root('01')(
    'root-zone-no-properties',
    'Some root zones have no name.',
    properties((held) => without(held, 'name'), some),
  ),
  root('01')(
    'root-zone-coordinates-text',
    'Coordinates of root zones are texts.',
    resources('root-zone', (wire) =>
      inside(wire, 'geometry', (held) => ({
        ...held,
        coordinates: (held['coordinates'] as readonly Json[]).map(String),
      })),
    ),
  ),
  root('01')(
    'root-zone-updated-number',
    'updatedAt of some root zones is a number.',
    properties((held) => ({ ...held, updatedAt: 1_620_131_400_123 }), some),
  ),

  root('02')(
    'root-zone-moved',
    'A root zone lies elsewhere when it is read by itself.',
    resources('root-zone', (wire, _index, call) =>
      call.operation === 'getRootZone'
        ? inside(wire, 'geometry', (held) => ({ ...held, coordinates: [0.1, 51.5] }))
        : wire,
    ),
  ),
  root('02')(
    'root-zone-other-id',
    'Another root zone comes than the one asked for.',
    resources('root-zone', (wire, _index, call) =>
      call.operation === 'getRootZone' ? { ...wire, id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' } : wire,
    ),
  ),
  root('02')(
    'root-zone-in-a-list',
    'A single root zone comes in a list.',
    documents('getRootZone', (doc) => [doc]),
  ),

  root('03')(
    'unknown-root-zone-empty',
    'A root zone that does not exist is answered with 200 and an empty object.',
    (base) => ({
      missing: (call, kind, entry) =>
        kind === 'root-zone' ? { status: 200, json: {} } : base.missing(call, kind, entry),
    }),
  ),
  root('03')('unknown-root-zone-400', 'A root zone that does not exist is answered with 400.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'root-zone' ? { ...base.missing(call, kind, entry), status: 400 } : base.missing(call, kind, entry),
  })),

  root('04')(
    'root-coordinates-swapped',
    'Coordinates of root zones have the latitude first.',
    resources('root-zone', (wire) =>
      inside(wire, 'geometry', (held) => ({
        ...held,
        coordinates: [...(held['coordinates'] as readonly Json[])].reverse(),
      })),
    ),
  ),
  root('04')('near-reads-longitude-first', 'lat and lng of a search are exchanged.', (base) => ({
    rootsNear: (call, { lat, lng }) => base.rootsNear(call, { lat: lng, lng: lat }),
  })),
  root('04')('near-leaves-out-nearest', 'The nearest root zone is left out.', (base) => ({
    rootsNear: (call, place) => base.rootsNear(call, place).slice(1),
  })),

  root('05')(
    'near-with-foreign-zone',
    'A search brings a root zone that is not in the list.',
    documents('listRootZones', (doc, call) =>
      call.query.has('lat')
        ? {
            ...doc,
            features: features(doc).map((zone, i) =>
              i === 0 ? { ...(zone as JsonObject), id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' } : zone,
            ),
          }
        : doc,
    ),
  ),
  root('05')(
    'near-with-other-ids',
    'Root zones have other ids in a search.',
    documents('listRootZones', (doc, call) =>
      call.query.has('lat')
        ? {
            ...doc,
            features: [
              ...features(doc),
              ...features(doc)
                .slice(0, 1)
                .map((zone) => ({ ...(zone as JsonObject), id: '1b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' })),
            ],
          }
        : doc,
    ),
  ),
  root('06')('ocean-near-all', 'Every place is near all root zones.', (base) => ({
    rootsNear: (call, place) =>
      place.lat === 0 ? base.rootsNear(call, { lat: 52.52, lng: 13.405 }) : base.rootsNear(call, place),
  })),
  root('06')('ocean-near-first', 'Where nothing is near, the nearest root zone comes.', (base) => ({
    rootsNear: (call, place) => {
      const near = base.rootsNear(call, place);
      return near.length > 0 ? near : base.rootsNear(call, { lat: 53.5505, lng: 9.9937 });
    },
  })),
  rootShould('07')('near-farthest-first', 'Root zones near a place come farthest first.', (base) => ({
    rootsNear: (call, place) =>
      [...base.rootsNear(call, { lat: 60.1699, lng: 24.9384 }), ...base.rootsNear(call, place)].filter(
        (zone, i, all) => all.indexOf(zone) === i,
      ),
  })),
  root('08')(
    'root-zone-twice',
    'A root zone is listed twice.',
    documents('listRootZones', (doc) => ({ ...doc, features: [...features(doc), ...features(doc).slice(0, 1)] })),
  ),
  root('08')(
    'root-zones-one-id',
    'All root zones have one id.',
    resources('root-zone', (wire, _index, call) =>
      call.operation === 'listRootZones' && !call.query.has('lat')
        ? { ...wire, id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' }
        : wire,
    ),
  ),
  root('09')(
    'timezone-offset',
    'Timezones of root zones are offsets.',
    properties((held) => ({ ...held, timezone: '+01:00' })),
  ),
  root('09')(
    'timezone-abbreviation',
    'The timezone of some root zones is an abbreviation in small letters.',
    properties((held) => ({ ...held, timezone: 'cet' }), some),
  ),
  rootShould('10')(
    'country-in-small-letters',
    'Countries of root zones are written Germany.',
    properties((held) => ({ ...held, country: 'Germany' })),
  ),
  rootShould('11')(
    'updated-before-created',
    'Root zones were updated before they were created.',
    properties((held) => ({ ...held, updatedAt: '2018-01-01T00:00:00.000Z' })),
  ),
];
