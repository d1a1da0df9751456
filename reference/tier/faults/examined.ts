/** Faults that an independent examination found: one kind of defect in places where the first faults had none. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { isObject, without, type Json, type JsonObject } from '../model.ts';
import type { Call } from '../world.ts';
import {
  attributes,
  documents,
  finishing,
  inBoth,
  inMds,
  inside,
  inV1,
  inV2,
  must,
  resources,
  should,
  some,
  writing,
} from './entry.ts';
import { pageLink } from '../mds.ts';

type Problem = Parameters<Parameters<ChangeOfBehaviour>[0]['keyRefusal']>[1];

/** Lets requests without a key, or with a wrong one, through to some operations. */
const open =
  (which: Problem, ...operations: readonly string[]): ChangeOfBehaviour =>
  (base) => ({
    keyRefusal: (call, problem) =>
      problem === which && operations.includes(call.operation) ? null : base.keyRefusal(call, problem),
  });

/** Opens every zone to some operations. */
const anyZone =
  (...operations: readonly string[]): ChangeOfBehaviour =>
  (base) => ({
    zoneRefusal: (call, zone) =>
      zone !== undefined && operations.includes(call.operation) ? null : base.zoneRefusal(call, zone),
  });

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const isRange = (call: Call) => call.query.has('radius') && !call.query.has('zoneId');

/** The first vehicle of a range is one of another zone. */
const stranger = documents('listVehicles', (doc, call) => ({
  ...doc,
  data: listOf(doc['data']).map((one, i) =>
    isRange(call) && i === 0 && isObject(one)
      ? inside(one, 'attributes', (held) => ({ ...held, zoneId: 'VIENNA' }))
      : one,
  ),
}));

const exchanged = (held: JsonObject): JsonObject => ({ ...held, lat: held['lng'] ?? null, lng: held['lat'] ?? null });

/** Alters the errors of refused creations. */
const errorsOfCreations = (change: (error: JsonObject, index: number) => JsonObject): ChangeOfBehaviour =>
  finishing((answer, call) =>
    call.operation === 'createCustomer' && answer.status === 400 && isObject(answer.json)
      ? {
          ...answer,
          json: {
            ...answer.json,
            errors: listOf(answer.json['errors']).map((one, i) => (isObject(one) ? change(one, i) : one)),
          },
        }
      : answer,
  );

const write = (id: string) => must(id, writing);

const accessFaults = [
  must('TI-KEY-04')('longer-key-opens', 'A key may be longer than the right one.', (base) => ({
    keyKnown: (call, key) => base.keyKnown(call, key) || key.startsWith(call.world.credentials.apiKey),
  })),
  ...(
    [
      ['getVehicleByCode', 'Vehicles are found by their code'],
      ['validateConstraint', 'Places are checked'],
      ['getCustomer', 'Customers are read'],
      ['getZonePricing', 'Prices are read'],
    ] as const
  ).map(([operation, what]) =>
    must('TI-KEY-05', inV1)(`no-key-${operation.toLowerCase()}`, `${what} without a key.`, open('missing', operation)),
  ),
  ...(['getCurrentRental', 'listSubzones', 'getRental', 'getInvoice'] as const).map((operation) =>
    must('TI-KEY-13', inV1)(
      `any-key-${operation.toLowerCase()}`,
      `Any key opens ${operation}.`,
      open('wrong', operation),
    ),
  ),
  ...(['getPricesOfZone', 'getRootZone', 'getVehiclePricing'] as const).map((operation) =>
    must('TI-KEY-14', inV2)(
      `any-key-${operation.toLowerCase()}`,
      `Any key opens ${operation}.`,
      open('wrong', operation),
    ),
  ),
  must('TI-KEY-16', inMds)(
    'any-key-liststatuschanges',
    'Any key opens status changes.',
    open('wrong', 'listStatusChanges'),
  ),
  must('TI-KEY-16', inMds)('any-key-older-trips', 'Any key opens trips of yesterday.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' &&
      call.operation === 'listTrips' &&
      Number(call.query.get('max_end_time')) < call.world.now() - 3_600_000
        ? null
        : base.keyRefusal(call, problem),
  })),
  must('TI-KEY-06', inV1)('prices-of-every-zone', 'A key opens the price of every zone.', anyZone('getZonePricing')),
  must('TI-KEY-06', inV2)(
    'extension-of-every-zone',
    'A key opens the prices of every zone in the extension.',
    anyZone('getPricesOfZone'),
  ),
  must('TI-KEY-15', inBoth)(
    'range-shows-foreign-zone',
    'A range holds a vehicle of a zone without permission.',
    stranger,
  ),
  must('TI-KEY-15', inV2)(
    'range-of-v2-shows-foreign-zone',
    'A range of v2 holds a vehicle without permission.',
    stranger,
  ),
  write('TI-KEY-17')('creation-without-key', 'Customers are created without a key.', open('missing', 'createCustomer')),
  write('TI-KEY-17')('update-without-key', 'Customers are updated without a key.', open('missing', 'updateCustomer')),
  write('TI-KEY-17')('deletion-with-any-key', 'Any key deletes a customer.', open('wrong', 'deleteCustomer')),
  must('TI-JWT-02', inV1)('token-signature-beginning', 'Only the beginning of a token is looked at.', (base) => ({
    tokenKnown: (call, token) => base.tokenKnown(call, token) || token.startsWith(call.world.credentials.jwt),
  })),
];

const customerFaults = [
  write('TI-CUST-04')('update-external-id-ignored', 'An update leaves externalCustomerId as it was.', (base) => ({
    merged: (call, customer, body) => ({
      ...base.merged(call, customer, body),
      externalCustomerId: customer.externalCustomerId,
    }),
  })),
  write('TI-CUST-09')('customer-by-external-id', 'Customers are found by their externalCustomerId.', (base) => ({
    findCustomer: (call, id) =>
      base.findCustomer(call, id) ?? call.world.state.customers.find((one) => one.externalCustomerId === id),
  })),
  ...(['rental-by-external-id', 'rental-by-external-id-in-any-case'] as const).map((id, i) =>
    must('TI-CUST-14', inV1)(
      id,
      `Current rentals are found by externalCustomerId${i === 0 ? '' : ', in any letter case'}.`,
      (base) => ({
        findCustomer: (call, asked) =>
          base.findCustomer(call, asked) ??
          (call.operation === 'getCurrentRental'
            ? call.world.state.customers.find(({ externalCustomerId: own }) =>
                i === 0 ? own === asked : own.toLowerCase() === asked.toLowerCase(),
              )
            : undefined),
      }),
    ),
  ),
  should('TI-CUST-15', writing)('update-clears-the-rest', 'An update clears what it does not send.', (base) => ({
    merged: (call, customer, body) => ({
      ...base.merged(call, customer, body),
      ...('email' in body ? {} : { email: null }),
      ...('lastName' in body ? {} : { lastName: null }),
    }),
  })),
  write('TI-CUST-16')('deletion-by-external-id', 'All customers with one externalCustomerId are deleted.', (base) => ({
    anonymised: (call, customer) => {
      const { state } = call.world;
      state.customers = state.customers.filter((one) => one.externalCustomerId !== customer.externalCustomerId);
      return base.anonymised(call, customer);
    },
  })),
  write('TI-CUST-16')('deletion-of-all', 'The deletion of a customer deletes all.', (base) => ({
    anonymised: (call, customer) => {
      call.world.state.customers = [];
      return base.anonymised(call, customer);
    },
  })),
  ...(['one-id-for-all', 'one-id-for-the-nameless'] as const).map((id, i) =>
    write('TI-CUST-17')(id, `New customers${i === 0 ? '' : ' without names'} have one and the same id.`, (base) => ({
      created: (call, body, made) =>
        base.created(call, body, i === 0 || !('firstName' in body) ? '6f2c1d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' : made),
    })),
  ),
  write('TI-VALID-05')(
    'validation-status-number',
    'The status of validation errors is a number.',
    errorsOfCreations((error) => ({ ...error, status: 400 })),
  ),
  write('TI-VALID-05')(
    'second-error-without-title',
    'The second of two validation errors has no title.',
    errorsOfCreations((error, index) => (index === 1 ? without(error, 'title') : error)),
  ),
  write('TI-VALID-05')(
    'second-error-422',
    'The second of two validation errors says 422.',
    errorsOfCreations((error, index) => (index === 1 ? { ...error, status: '422' } : error)),
  ),
  must('TI-FREE-08', inV1)('prev-leads-to-first', 'The link prev always leads to the first page.', (base) => ({
    freeDocument: (call, rides, number) =>
      inside(base.freeDocument(call, rides, number), 'links', (links) =>
        number > 1 ? { ...links, prev: links['first'] ?? null } : links,
      ),
  })),
  must('TI-FREE-08', inV1)('prev-leads-to-itself', 'The link prev leads to the page itself.', (base) => ({
    freeDocument: (call, rides, number) =>
      inside(base.freeDocument(call, rides, number), 'links', (links) =>
        number > 1 ? { ...links, prev: `${call.base}/customer/free-ride?page%5Bnumber%5D=${number}` } : links,
      ),
  })),
];

const placeFaults = [
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

const formatFaults = [
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

const feedFaults = [
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

export const examinedFaults = [...accessFaults, ...customerFaults, ...placeFaults, ...formatFaults, ...feedFaults];
