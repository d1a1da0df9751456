/** Faults of the MDS feeds: what does not agree. */
import type { Json, JsonObject } from '../model.ts';
import { isObject } from '../model.ts';
import { documents, inMds, inside, must, resources, should, some } from './entry.ts';

const mds = (number: string) => must(`TI-MDS-${number}`, inMds);
const mdsShould = (number: string) => should(`TI-MDS-${number}`, inMds);

const trips = (change: (wire: JsonObject, index: number) => JsonObject, when?: (index: number) => boolean) =>
  resources('trip', change, when);
const changes = (change: (wire: JsonObject, index: number) => JsonObject, when?: (index: number) => boolean) =>
  resources('status-change', change, when);
const route = (wire: JsonObject, change: (features: readonly Json[]) => readonly Json[]) =>
  inside(wire, 'route', (held) => ({
    ...held,
    features: change(Array.isArray(held['features']) ? (held['features'] as readonly Json[]) : []),
  }));
const later = (feature: Json, seconds: number): Json =>
  isObject(feature)
    ? inside(feature, 'properties', (held) => ({ ...held, timestamp: Number(held['timestamp']) + seconds * 1000 }))
    : feature;
const links = (change: (held: JsonObject) => JsonObject) =>
  documents('listStatusChanges', (doc) => inside(doc, 'links', change));

export const mdsMeaningFaults = [
  mdsShould('12')(
    'trip-duration-in-minutes',
    'The duration of trips is in minutes, as in the example.',
    trips((wire) => ({ ...wire, trip_duration: Math.ceil(Number(wire['trip_duration']) / 60) })),
  ),
  mdsShould('12')(
    'trip-duration-in-milliseconds',
    'The duration of some trips is in milliseconds.',
    trips((wire) => ({ ...wire, trip_duration: Number(wire['trip_duration']) * 1000 }), some),
  ),
  mdsShould('13')(
    'route-ends-late',
    'Routes end two minutes behind their trips.',
    trips((wire) =>
      route(wire, (features) => features.map((one, i) => (i === features.length - 1 ? later(one, 120) : one))),
    ),
  ),
  mdsShould('13')(
    'route-out-of-order',
    'The points of some routes come last first.',
    trips((wire) => route(wire, (features) => [...features].reverse()), some),
  ),
  mdsShould('14')(
    'trip-distance-in-kilometres',
    'Distances of trips are kilometres.',
    trips((wire) => ({ ...wire, trip_distance: Math.round(Number(wire['trip_distance']) / 1000) })),
  ),
  mdsShould('14')(
    'trip-accuracy-negative',
    'The accuracy of some trips is -1.',
    trips((wire) => ({ ...wire, accuracy: -1 }), some),
  ),
  mdsShould('15')(
    'change-listed-twice',
    'Some status changes are listed twice.',
    documents('listStatusChanges', (doc) =>
      inside(doc, 'data', (data) => {
        const rows = Array.isArray(data['status_changes']) ? (data['status_changes'] as readonly Json[]) : [];
        return { status_changes: [...rows, ...rows.slice(0, 1)] };
      }),
    ),
  ),
  mdsShould('15')(
    'change-located-earlier',
    'Places of status changes were measured ten minutes before.',
    changes((wire) => ({ ...wire, event_location: later(wire['event_location'] ?? null, -600) })),
  ),
  mds('16')(
    'drop-off-of-another-vehicle',
    'Status changes name the device of another vehicle than their trips.',
    changes((wire) =>
      wire['event_type_reason'] === 'user_drop_off'
        ? { ...wire, device_id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' }
        : wire,
    ),
  ),
  mds('16')(
    'trips-of-another-device',
    'Trips have device ids of their own.',
    trips((wire) => ({
      ...wire,
      device_id: String(wire['device_id'])
        .split('')
        .reverse()
        .join('')
        .replace(/-/g, '')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    })),
  ),
  mdsShould('17')(
    'pick-up-after-start',
    'Vehicles are picked up five minutes after their trips begin.',
    changes((wire) =>
      wire['event_type_reason'] === 'user_pick_up'
        ? {
            ...wire,
            event_time: Number(wire['event_time']) + 300_000,
            event_location: later(wire['event_location'] ?? null, 300),
          }
        : wire,
    ),
  ),
  mdsShould('17')(
    'drop-off-elsewhere',
    'Vehicles are dropped off where their trips began.',
    changes((wire) =>
      wire['event_type_reason'] === 'user_drop_off'
        ? inside(wire, 'event_location', (feature) =>
            inside(feature, 'geometry', (held) => ({
              ...held,
              coordinates: (held['coordinates'] as readonly Json[]).map((degrees) => Number(degrees) + 0.02),
            })),
          )
        : wire,
    ),
  ),
  mds('22')(
    'links-without-next',
    'Links have no next.',
    links(({ next: _next, ...held }) => held),
  ),
  mds('22')(
    'next-number',
    'The next link is the number of a page.',
    links((held) => ({ ...held, next: typeof held['next'] === 'string' ? 2 : null })),
  ),
  mdsShould('23')(
    'links-with-raw-brackets',
    'Square brackets of links are not percent-encoded, as in the example.',
    links((held) =>
      Object.fromEntries(
        Object.entries(held).map(([name, link]) => [
          name,
          typeof link === 'string' ? link.replace(/%5B/g, '[').replace(/%5D/g, ']') : link,
        ]),
      ),
    ),
  ),
];
