/** Lawful differences of the MDS feeds. */
import { pageLink } from '../mds.ts';
import type { Json, JsonObject } from '../model.ts';
import { isObject } from '../model.ts';
import { documents, finishing, inside, resources } from '../faults/entry.ts';
import { errors } from '../world.ts';
import { variation } from './entry.ts';

const trips = (change: (wire: JsonObject, index: number) => JsonObject) => resources('trip', change);
const changes = (change: (wire: JsonObject, index: number) => JsonObject) => resources('status-change', change);

export const mdsVariations = [
  variation('feeds-in-one-piece', 'Feeds know no pages and have no links.', () => ({
    cut: (_call, rows) => rows,
    links: () => null,
  })),
  variation('feeds-in-one-piece-next-null', 'Feeds know no pages; next is null.', () => ({
    cut: (_call, rows) => rows,
    links: () => ({ next: null }),
  })),
  variation('next-by-time', 'The next link begins a millisecond behind the last record.', (base) => ({
    links: (call, rows, paged) => {
      const last = base.cut(call, rows, paged).at(-1);
      if (last === undefined || rows.length <= paged.size) return { next: null };
      const [name, at] = 'start' in last ? ['min_end_time', last.end] : ['start_time', last.at];
      return { next: pageLink(call, 1, paged.size, { [name]: String(at + 1), 'page[number]': null }) };
    },
  })),
  variation('next-alone', 'next is the only link.', (base) => ({
    links: (call, rows, paged) => ({ next: base.links(call, rows, paged)?.['next'] ?? null }),
  })),
  variation('small-pages', 'No page holds more than ten records.', () => ({ pageSize: { usual: 10, most: 10 } })),
  variation('empty-last-page', 'An empty page follows the last full one.', (base) => ({
    links: (call, rows, paged) =>
      base.links(call, rows, {
        ...paged,
        pages: rows.length > 0 && rows.length % paged.size === 0 ? paged.pages + 1 : paged.pages,
      }),
  })),
  variation('newest-first', 'Feeds begin with the newest record.', (base) => ({
    order: (call, rows) => [...base.order(call, rows)].reverse(),
  })),
  variation('feed-links-relative', 'Links of feeds are relative.', (base) => ({
    links: (call, rows, paged) => {
      const held = base.links(call, rows, paged);
      if (held === null) return null;
      return Object.fromEntries(
        Object.entries(held).map(([name, link]) => [name, typeof link === 'string' ? new URL(link).search : link]),
      );
    },
  })),
  variation('one-record-a-page', 'Feeds have pages of one record, whatever is asked for.', () => ({
    pageSize: { usual: 1, most: 1 },
  })),
  variation('shuffled', 'Feeds have an order that nothing explains, always the same.', (base) => ({
    order: (call, rows) =>
      [...base.order(call, rows)].sort(
        (a, b) => ((a.index * 7919) % 1009) - ((b.index * 7919) % 1009) || a.index - b.index,
      ),
  })),
  variation('mds-0.3.2', 'Feeds have the version 0.3.2, with times of publication.', (base) => ({
    envelope: (call, feed, records, links) => ({
      ...(base.envelope(call, feed, records, links) as JsonObject),
      version: '0.3.2',
    }),
    resource: (kind, wire, call, index) => {
      const sent = base.resource(kind, wire, call, index);
      const at = sent['end_time'] ?? sent['event_time'];
      return typeof at === 'number' ? { ...sent, publication_time: at + 90_000 } : sent;
    },
  })),
  variation(
    'batteries-unknown',
    'The charge of batteries is not known.',
    changes((wire) => ({ ...wire, battery_pct: null })),
  ),
  variation(
    'trips-with-costs',
    'Trips have costs and proofs of parking.',
    trips((wire, index) => ({
      ...wire,
      standard_cost: 358,
      actual_cost: index % 2 === 0 ? null : 300,
      parking_verification_url: index % 3 === 0 ? null : `https://proof.example/${index}.jpg`,
    })),
  ),
  variation(
    'durations-rounded-up',
    'Durations of trips are rounded up to minutes, in seconds.',
    trips((wire) => ({ ...wire, trip_duration: Math.ceil(Number(wire['trip_duration']) / 60) * 60 })),
  ),
  variation(
    'routes-half-a-minute-late',
    'Routes end half a minute behind their trips, as in the example.',
    trips((wire) =>
      inside(wire, 'route', (route) => ({
        ...route,
        features: (route['features'] as readonly Json[]).map((one, i, all) =>
          i === all.length - 1 && isObject(one)
            ? inside(one, 'properties', (held) => ({ timestamp: Number(held['timestamp']) + 30_000 }))
            : one,
        ),
      })),
    ),
  ),
  variation(
    'trips-named-elsewhere',
    'Status changes of low batteries name the trip before.',
    changes((wire) =>
      wire['event_type'] === 'unavailable'
        ? { ...wire, associated_trip: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' }
        : wire,
    ),
  ),
  variation(
    'agency-reasons',
    'Vehicles are fetched by an agency.',
    changes((wire) =>
      wire['event_type_reason'] === 'maintenance_pick_up' ? { ...wire, event_type_reason: 'agency_pick_up' } : wire,
    ),
  ),
  variation(
    'coordinates-with-altitude',
    'Coordinates have an altitude.',
    changes((wire) =>
      inside(wire, 'event_location', (feature) =>
        inside(feature, 'geometry', (held) => ({
          ...held,
          coordinates: [...(held['coordinates'] as readonly Json[]), 34.5],
        })),
      ),
    ),
  ),
  variation(
    'unknown-device-404',
    'A device that nobody has is answered with 404.',
    finishing((answer, call) =>
      call.query.get('device_id')?.startsWith('00000000') === true
        ? errors(call, 404, { code: 'VehicleNotFound', title: 'Vehicle not found' })
        : answer,
    ),
  ),
  variation(
    'further-members-around-records',
    'Bodies have members beside data.',
    documents('listTrips', (doc) => ({ ...doc, last_updated: 1_700_000_000_000, meta: { count: 1 } })),
  ),
  variation('trips-without-links', 'Trips come in one piece, status changes in pages.', (base) => ({
    cut: (call, rows, paged) => (call.operation === 'listTrips' ? rows : base.cut(call, rows, paged)),
    links: (call, rows, paged) => (call.operation === 'listTrips' ? null : base.links(call, rows, paged)),
  })),
  variation(
    'page-size-refused-for-trips',
    'Trips take no page[size] but in links of their own.',
    finishing((answer, call) =>
      call.operation === 'listTrips' && call.query.has('page[size]') && !call.query.has('page[number]')
        ? errors(call, 400, { code: 'ValidationError', title: 'Unknown parameter page[size].' })
        : answer,
    ),
  ),
];
