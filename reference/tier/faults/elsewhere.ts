/** Faults that only other answers of an operation show: a range, a further page, a filter, a rental under way. */
import { isObject, without, type Json, type JsonObject } from '../model.ts';
import { attributes, documents, inBoth, inMds, inV1, inV2, inside, must } from './entry.ts';

const eachOf = (list: unknown, change: (one: JsonObject) => JsonObject): Json[] =>
  (Array.isArray(list) ? (list as readonly Json[]) : []).map((one) => (isObject(one) ? change(one) : one));

/** Alters the records of a feed where the query has a member. */
const recordsWith = (name: string, kind: 'trips' | 'status_changes', change: (record: JsonObject) => JsonObject) =>
  documents(kind === 'trips' ? 'listTrips' : 'listStatusChanges', (doc, call) =>
    call.query.has(name) ? inside(doc, 'data', (data) => ({ ...data, [kind]: eachOf(data[kind], change) })) : doc,
  );

export const elsewhereFaults = [
  must('TI-VEH-01', inBoth)(
    'range-without-state',
    'Vehicles of a range have no state.',
    documents('listVehicles', (doc, call) =>
      call.query.has('radius')
        ? { ...doc, data: eachOf(doc['data'], (one) => inside(one, 'attributes', (held) => without(held, 'state'))) }
        : doc,
    ),
  ),
  must('TI-VEH-03', inBoth)(
    'range-with-low-batteries',
    'Batteries of a range may be below zero.',
    documents('listVehicles', (doc, call) =>
      call.query.has('radius')
        ? {
            ...doc,
            data: eachOf(doc['data'], (one) => inside(one, 'attributes', (held) => ({ ...held, batteryLevel: -1 }))),
          }
        : doc,
    ),
  ),
  must('TI-RENT-01', inV1)(
    'running-rental-without-start-place',
    'A rental under way does not say where its vehicle started.',
    attributes('rental', (held) => (held['state'] === 'ENDED' ? held : without(held, 'vehicleStartLocation'))),
  ),
  must('TI-ROOT-01', inV2)(
    'near-root-zones-without-type',
    'Root zones near a place are no collection.',
    documents('listRootZones', (doc, call) => (call.query.has('lat') ? without(doc, 'type') : doc)),
  ),
  must('TI-MDS-01', inMds)(
    'pages-of-trips-without-version',
    'Pages of trips name no version where their size was asked for.',
    documents('listTrips', (doc, call) => (call.query.has('page[size]') ? without(doc, 'version') : doc)),
  ),
  must('TI-MDS-03', inMds)(
    'filtered-trips-without-provider',
    'Trips of one vehicle name no provider.',
    recordsWith('device_id', 'trips', (trip) => without(trip, 'provider_id')),
  ),
  must('TI-MDS-04', inMds)(
    'pages-of-changes-without-kind',
    'Status changes have no kind of vehicle where the size of a page was asked for.',
    recordsWith('page[size]', 'status_changes', (change) => without(change, 'vehicle_type')),
  ),
];
