/** Faults of the feeds of MDS that a second examination found. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { listStatusChanges, listTrips, pageLink } from '../mds.ts';
import { isObject, without, type JsonObject } from '../model.ts';
import { errors, type Call } from '../world.ts';
import { rootZone } from '../zones.ts';
import { documents, inMds, must, resources, should } from './entry.ts';

const feeds = { listTrips, listStatusChanges };
const names = { listTrips: 'trips', listStatusChanges: 'status-changes' } as const;
const both = ['listTrips', 'listStatusChanges'] as const;

/** A zone that is not there has the records of another one. */
const unknownServed =
  (operation: keyof typeof feeds): ChangeOfBehaviour =>
  (base) => ({
    intercept: (call) =>
      call.operation === operation && rootZone(call.values['zoneId'] ?? '') === undefined
        ? feeds[operation]({ ...call, values: { ...call.values, zoneId: 'BERLIN' } })
        : base.intercept(call),
  });

/** The page shows a request without an Accept header. */
const asShown = (call: Call): boolean => !/vnd\.mds/.test(call.header('accept') ?? '');

/** A link of status changes leads to another page. */
const misled =
  (change: (links: JsonObject, call: Call, pages: number) => JsonObject): ChangeOfBehaviour =>
  (base) => ({
    links: (call, rows, paged) => {
      const held = base.links(call, rows, paged);
      return held === null || call.operation !== 'listStatusChanges' ? held : change(held, call, paged.pages);
    },
  });

export const againFeeds = [
  ...both.map((operation) =>
    must('TI-MDS-26', inMds)(
      `unknown-zone-has-${names[operation]}`,
      `A zone that does not exist has the ${names[operation].replace('-', ' ')} of another one.`,
      unknownServed(operation),
    ),
  ),
  must('TI-MDS-19', inMds)('trips-want-a-filter', 'Trips are refused without a filter.', (base) => ({
    intercept: (call) =>
      call.operation === 'listTrips' && [...call.query.keys()].length === 0
        ? errors(call, 400, { code: 'ValidationError', title: 'Missing required parameter min_end_time.' })
        : base.intercept(call),
  })),
  must('TI-MDS-19', inMds)(
    'status-changes-without-accept-as-0.2',
    'Status changes are answered as 0.2 where no version was asked for.',
    documents('listStatusChanges', (doc, call) => (asShown(call) ? { ...doc, version: '0.2.1' } : doc)),
  ),
  must('TI-TRIPS-06', inMds)('unknown-vehicle-id-has-all', 'A vehicle_id that nobody has keeps all trips.', (base) => ({
    ofVehicle: (call, trip, asked) =>
      base.ofVehicle(call, trip, asked.vehicleId?.startsWith('conformance') ? { ...asked, vehicleId: null } : asked),
  })),
  ...(
    [
      ['TI-TRIPS-09', 'trips', 'from', 'to'],
      ['TI-TRIPS-09', 'trips', 'to', 'from'],
      ['TI-STAT-05', 'status_changes', 'from', 'to'],
      ['TI-STAT-05', 'status_changes', 'to', 'from'],
    ] as const
  ).map(([id, feed, bound, other]) =>
    must(id, inMds)(
      `${feed.replace('_', '-')}-${bound === 'from' ? 'start' : 'end'}-alone-ignored`,
      `The ${bound === 'from' ? 'start' : 'end'} of a range of ${feed.replace('_', ' ')} counts only with the other bound.`,
      (base) => ({
        inWindow: (call, name, at, asked) =>
          base.inWindow(call, name, at, name === feed && asked[other] === null ? { ...asked, [bound]: null } : asked),
      }),
    ),
  ),
  must('TI-MDS-09', inMds)(
    'trip-ids-come-again',
    'Trips of later pages have the ids of earlier ones.',
    resources('trip', (wire, index) => ({
      ...wire,
      trip_id: `0b1c2d3e-4f5a-4b6c-8d7e-${String(index % 97).padStart(12, '0')}`,
    })),
  ),
  must('TI-MDS-05', inMds)(
    'fetched-vehicles-reserved',
    'Vehicles that are taken away for repair are reserved.',
    resources('status-change', (wire) =>
      wire['event_type_reason'] === 'maintenance_pick_up' ? { ...wire, event_type: 'reserved' } : wire,
    ),
  ),
  must('TI-MDS-06', inMds)(
    'pick-ups-with-null',
    'Pick-ups have null as their trip.',
    resources('status-change', (wire) =>
      wire['event_type_reason'] === 'user_pick_up' ? { ...wire, associated_trip: null } : wire,
    ),
  ),
  should('TI-MDS-27', inMds)(
    'uuids-in-capitals',
    'UUIDs of trips are written in capitals.',
    resources('trip', (wire) => ({ ...wire, device_id: String(wire['device_id']).toUpperCase() })),
  ),
  should('TI-MDS-27', inMds)(
    'trips-that-are-null',
    'Status changes without a trip have null.',
    resources('status-change', (wire) => ({ ...wire, associated_trip: wire['associated_trip'] ?? null })),
  ),
  must('TI-PAGE-09', inMds)(
    'prev-leads-to-the-first-page',
    'The link prev of status changes leads to the first page.',
    misled((links) => (typeof links['prev'] === 'string' ? { ...links, prev: links['first'] ?? null } : links)),
  ),
  must('TI-PAGE-09', inMds)(
    'last-leads-to-the-second-page',
    'The link last of status changes leads to the second page.',
    misled((links, call, pages) =>
      pages > 2 ? { ...links, last: pageLink(call, 2, Number(call.query.get('page[size]') ?? 100)) } : links,
    ),
  ),
  should('TI-PAGE-10', inMds)('last-page-without-links', 'The last page of a feed has no links.', (base) => ({
    envelope: (call, feed, records, links) => {
      const body = base.envelope(call, feed, records, links);
      return isObject(body) && links?.['next'] === null && typeof links['prev'] === 'string'
        ? without(body, 'links')
        : body;
    },
  })),
];
