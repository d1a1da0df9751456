/** Lawful differences of the data. */
import type { Json, JsonObject } from '../model.ts';
import { isObject, without } from '../model.ts';
import { attributes, inside, resources } from '../faults/entry.ts';
import { data, objects, variation } from './entry.ts';

/** Rewrites every time of a body that is written as ISO 8601. */
const times = (rewrite: (time: string) => string) =>
  objects((object) =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? rewrite(value) : value,
      ]),
    ),
  );

/** Show in the feeds, too. */
export const fleetVariations = [
  variation('few-vehicles', 'A zone has six vehicles.', data({ vehiclesPerZone: 6 })),
  variation('many-vehicles', 'A zone has 250 vehicles.', data({ vehiclesPerZone: 250, days: 1 })),
  variation('one-day', 'There are trips of one day and a half.', data({ days: 1.5 })),
  variation('no-trips', 'There was no trip in the last days.', data({ days: 0 })),
];

export const dataVariations = [
  variation('no-free-rides', 'The customer has no free rides.', data({ freeRides: 0 })),
  variation('one-page-of-free-rides', 'The customer has four free rides.', data({ freeRides: 4 })),
  variation(
    'full-pages-of-free-rides',
    'The customer has twenty free rides on two full pages.',
    data({ freeRides: 20 }),
  ),
  variation('many-free-rides', 'The customer has more free rides than pages are read.', data({ freeRides: 130 })),
  variation(
    'odd-names',
    'Names have quotes, markup and emoji.',
    attributes('customer', (held) =>
      held['externalCustomerId'] === 'partner-ada'
        ? { ...held, firstName: 'O\'Ada "<b>" 🛴', lastName: null, email: null }
        : held,
    ),
  ),
  variation(
    'names-absent',
    'Members of a customer that were not given are absent.',
    attributes('customer', (held) => Object.fromEntries(Object.entries(held).filter(([, value]) => value !== null))),
  ),
  variation(
    'vehicles-of-2019',
    'Vehicles have the members of 2019 only.',
    attributes('vehicle', (held) => without(held, 'licencePlate', 'vehicleType')),
  ),
  variation(
    'vehicle-states-new',
    'Vehicles have states that no page names.',
    attributes('vehicle', (held, index) => ({
      ...held,
      state: index % 4 === 0 ? 'IN_TRANSIT' : (held['state'] ?? null),
      iotVendor: 'segway',
    })),
  ),
  variation(
    'vehicles-move',
    'Every request finds the vehicles a few metres further.',
    attributes('vehicle', (held) => ({
      ...held,
      lat: Number(held['lat']) + 0.00002,
      lng: Number(held['lng']) - 0.00002,
    })),
  ),
  variation('vehicles-come-and-go', 'Every seventh vehicle is not there in every second request.', (base) => ({
    listed: (call, vehicle) =>
      base.listed(call, vehicle) && (vehicle.index % 7 !== 3 || call.world.state.requests % 2 === 0),
  })),
  variation(
    'places-null',
    'Rentals do not know where they began.',
    attributes('rental', (held) => ({ ...held, vehicleStartLocation: null, vehicleEndLocation: null })),
  ),
  variation(
    'places-known',
    'Rentals know where their customers were.',
    attributes('current-rental', (held) => ({
      ...held,
      customerStartLocation: { lat: 52.5, lng: 13.4 },
      customerEndLocation: null,
    })),
  ),
  variation(
    'times-in-milliseconds',
    'Times have milliseconds.',
    times((time) => `${time.slice(0, 19)}.123Z`),
  ),
  variation(
    'times-in-microseconds',
    'Times have microseconds.',
    times((time) => `${time.slice(0, 19)}.123456Z`),
  ),
  variation(
    'times-with-offset',
    'Times have the offset +00:00.',
    times((time) => time.replace('Z', '+00:00')),
  ),
  variation('ids-in-capitals', 'UUIDs of rentals and invoices are written in capitals.', (base) => ({
    resource: (kind, wire, call, index) => {
      const sent = base.resource(kind, wire, call, index);
      return ['rental', 'invoice'].includes(kind) ? { ...sent, id: String(sent['id']).toUpperCase() } : sent;
    },
  })),
  variation(
    'pause-in-the-ride',
    'The minutes of a pause are minutes of the ride, too.',
    attributes('current-rental', (held) => ({
      ...held,
      rideDurationMin: Number(held['rideDurationMin']) + Number(held['pauseDurationMin']),
    })),
  ),
  variation(
    'booking-fee',
    'The cost of a ride has a further part.',
    attributes('current-rental', (held) =>
      inside(held, 'cost', (cost) => ({ ...cost, tip: { amount: '0.00', currency: 'EUR' } })),
    ),
  ),
  variation(
    'history-newest-first',
    'The history of a rental begins with its end.',
    attributes('current-rental', (held) => ({
      ...held,
      stateHistory: [...(held['stateHistory'] as readonly Json[])].reverse(),
    })),
  ),
  variation(
    'invoice-total-as-texts',
    'The total of an invoice has its amounts as texts.',
    attributes('invoice', (held) =>
      inside(held, 'total', (total) =>
        Object.fromEntries(
          Object.entries(total).map(([name, money]) => [name, isObject(money) ? (money['amount'] ?? null) : money]),
        ),
      ),
    ),
  ),
  variation(
    'invoice-total-otherwise',
    'The total of an invoice has other members.',
    attributes('invoice', (held) => ({ ...held, total: { sum: held['total'] ?? null } })),
  ),
  variation(
    'invoice-without-tax',
    'An invoice is free of taxes.',
    attributes('invoice', (held) => ({
      ...held,
      positions: (held['positions'] as readonly Json[]).map((one) =>
        isObject(one) ? { ...one, net: one['gross'] ?? null, taxes: [] } : one,
      ),
      total:
        (held['total'] as JsonObject)['gross'] === undefined
          ? (held['total'] ?? null)
          : {
              gross: (held['total'] as JsonObject)['gross'] ?? null,
              net: (held['total'] as JsonObject)['gross'] ?? null,
            },
    })),
  ),
  variation('documents-with-jsonapi', 'Documents of v1 have the member jsonapi, and links of their own.', (base) => ({
    document: (call, json) => {
      const body = base.document(call, json);
      if (call.version === 'mds' || !isObject(body) || !('data' in body)) return body;
      return {
        ...body,
        jsonapi: { version: '1.0' },
        links: { ...(isObject(body['links']) ? body['links'] : {}), self: `${call.base}${call.route}` },
      };
    },
  })),
  variation('free-ride-links-relative', 'Links of free rides are relative.', (base) => ({
    freeDocument: (call, rides, number) => {
      const doc = base.freeDocument(call, rides, number);
      return inside(doc, 'links', (links) =>
        Object.fromEntries(
          Object.entries(links).map(([name, link]) => [name, typeof link === 'string' ? new URL(link).search : link]),
        ),
      );
    },
  })),
  variation('free-ride-links-as-objects', 'Links of free rides are objects, as JSON:API allows.', (base) => ({
    freeDocument: (call, rides, number) =>
      inside(base.freeDocument(call, rides, number), 'links', (links) =>
        Object.fromEntries(
          Object.entries(links).map(([name, link]) => [name, typeof link === 'string' ? { href: link } : link]),
        ),
      ),
  })),
  variation('free-ride-links-left-out', 'Links of free rides that lead nowhere are left out.', (base) => ({
    freeDocument: (call, rides, number) => {
      const doc = base.freeDocument(call, rides, number);
      return inside(doc, 'links', (links) =>
        Object.fromEntries(Object.entries(links).filter(([, link]) => link !== null)),
      );
    },
  })),
  variation('free-ride-count-of-page', 'The count of free rides is that of the page.', (base) => ({
    freeDocument: (call, rides, number) => {
      const doc = base.freeDocument(call, rides, number);
      return inside(doc, 'meta', (meta) => inside(meta, 'pagination', (held) => ({ ...held, count: rides.length })));
    },
  })),
  variation(
    'zones-without-names',
    'Some zones have no name.',
    attributes('zone', (held) => ({ ...held, name: held['zoneType'] === 'parking' ? null : (held['name'] ?? null) })),
  ),
  variation(
    'root-zone-with-altitude',
    'Centres of root zones have an altitude.',
    resources('root-zone', (wire) =>
      inside(wire, 'geometry', (held) => ({ ...held, coordinates: [...(held['coordinates'] as readonly Json[]), 34] })),
    ),
  ),
];
