/**
 * The documented examples, made JSON where they are none, judged by the cases: they keep the promises, or yield the
 * findings that are known as contradictions of the pages.
 */
import { describe, expect, it } from 'vitest';
import { judged, outcomes, type Said } from './judged.ts';

const customerId = '3232505a-62a5-4e80-b93e-9f013bc2e1e0';
const attributes = {
  firstName: 'James',
  lastName: 'Brown',
  email: 'james@brown.com',
  externalCustomerId: 'Your customer id',
};
const customer = { data: { id: customerId, type: 'customer', attributes } };

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const currentRental = {
  data: {
    type: 'current-rental',
    id: '4a35a1bd-fa1a-4b56-ab8d-4b93a2f7534b',
    attributes: {
      rideDurationMin: 83,
      pauseDurationMin: 0,
      cost: { unlock: euros('1.00'), ride: euros('0.00'), pause: euros('0.00'), total: euros('0.00') },
      state: 'RUNNING',
      startedAt: '2019-08-10T15:57:39Z',
      customerStartLocation: null,
      customerEndLocation: null,
      vehicleStartLocation: { lat: 52.513656, lng: 13.296032 },
      vehicle: { vehicleId: '8c0b2bd6-889a-49f3-8464-3f597ac387a2', vehicleCode: 119970 },
      stateHistory: [{ createdAt: '2019-08-10T15:57:39.680734Z', state: 'RUNNING' }],
    },
  },
};

const notRiding: Said = {
  status: 404,
  body: {
    errors: [{ source: { pointer: '/data' }, status: '404', title: 'No running rental found', code: 'RentalNotFound' }],
  },
};

const freeRides = {
  data: [{ type: 'freeride', attributes: { freeUnlock: true, freeMinutes: 10, usedFor: 0 } }],
  meta: { pagination: { page: 1, pages: 1, count: 1 } },
  links: { first: '', last: '', next: null, prev: null },
};

const pricing = {
  data: {
    type: 'pricing',
    id: '0d0f4a66-0c7e-4b8a-9b55-2f6f0e4a7d21',
    attributes: {
      currency: 'EUR',
      rentalStartPrice: '1.00',
      rentalRunningPricePerMinute: '0.19',
      rentalPausedPricePerMinute: '0.10',
      zoneId: 'BERLIN',
    },
  },
};

const only = (path: string, said: Said | object) => (call: { path: string }) =>
  call.path === path ? ('body' in said || 'status' in said ? said : { body: said }) : null;

describe('the examples of the page on customers', () => {
  it('a customer keeps everything', async () => {
    const found = await judged(only(`/customer/${customerId}`, customer), {
      version: 'v1',
      requirements: ['TI-CUST-11', 'TI-CUST-12'],
      settings: { customerId },
    });
    expect(outcomes(found)).toEqual({ 'TI-CUST-11': 'pass', 'TI-CUST-12': 'pass' });
  });

  it('free rides break JSON:API in the two known points, and nothing else', async () => {
    const free = ['01', '02', '03', '04', '05', '06', '07'].map((n) => `TI-FREE-${n}`);
    const found = await judged(only('/customer/free-ride', freeRides), {
      version: 'v1',
      requirements: [...free, 'TI-JSON-02', 'TI-JSON-06', 'TI-JSON-07'],
    });
    expect(outcomes(found)).toEqual({
      ...Object.fromEntries(free.map((id) => [id, 'pass'])),
      'TI-JSON-02': 'pass',
      'TI-JSON-06': 'warn', // no id
      'TI-JSON-07': 'warn', // empty links
    });
  });

  it('a current rental has a total that is not the sum, and minutes that cost nothing', async () => {
    const vehicle = {
      type: 'vehicle',
      id: '8c0b2bd6-889a-49f3-8464-3f597ac387a2',
      attributes: { zoneId: 'BERLIN', code: 119970 },
    };
    const ride = ['01', '04', '05', '06', '07', '08', '09', '10'].map((n) => `TI-RIDE-${n}`);
    const found = await judged(
      ({ path }) => {
        if (path === `/customer/${customerId}/current-rental`) return { body: currentRental };
        if (path === '/vehicle/code/119970') return { body: { data: [vehicle] } };
        return path === '/pricing' ? { body: pricing } : null;
      },
      { version: 'v1', requirements: ride, settings: { rentingCustomerId: customerId } },
    );
    expect(outcomes(found)).toEqual({
      'TI-RIDE-01': 'pass',
      'TI-RIDE-04': 'pass',
      'TI-RIDE-05': 'warn', // total 0.00, unlock 1.00
      'TI-RIDE-06': 'pass',
      'TI-RIDE-07': 'pass',
      'TI-RIDE-08': 'warn', // 83 minutes, ride 0.00
      'TI-RIDE-09': 'pass',
      'TI-RIDE-10': 'pass',
    });
  });

  it('the missing rental is told as promised, but points into a request that had no body', async () => {
    const requirements = ['TI-RIDE-02', 'TI-ERR-01', 'TI-ERR-02', 'TI-JSON-05', 'TI-JSON-08'];
    const found = await judged(
      ({ path }) => (path.endsWith('/current-rental') ? notRiding : path === '/zone' ? { body: { data: [] } } : null),
      { version: 'v1', requirements, settings: { customerId } },
    );
    expect(outcomes(found)).toEqual({
      'TI-RIDE-02': 'pass',
      'TI-ERR-01': 'pass',
      'TI-ERR-02': 'pass',
      'TI-JSON-05': 'pass',
      'TI-JSON-08': 'warn', // /data of a GET
    });
  });

  it('two mistakes yield two errors', async () => {
    const mail = { code: 'ValidationError', title: 'Enter a valid email address.', status: '400' };
    const missing = { code: 'ValidationError', title: 'Missing required field externalCustomerId.', status: '400' };
    const requirements = ['TI-VALID-01', 'TI-VALID-02', 'TI-VALID-03'];
    const found = await judged(
      ({ method, body }) => {
        if (method !== 'POST') return { status: 204 };
        const errors = [
          ...(/malformed|conformance@"/.test(body) ? [mail] : []),
          ...(body.includes('externalCustomerId') ? [] : [missing]),
        ];
        return errors.length > 0 ? { status: 400, body: { errors } } : { status: 201, body: customer };
      },
      { version: 'v1', requirements, allowWrites: true },
    );
    expect(outcomes(found)).toEqual({ 'TI-VALID-01': 'pass', 'TI-VALID-02': 'pass', 'TI-VALID-03': 'pass' });
  });
});

const provider = { provider_id: '264aad41-b47c-415d-8585-0208d436516e', provider_name: 'Tier' };
const point = (timestamp: number, coordinates: readonly number[]) => ({
  type: 'Feature',
  properties: { timestamp },
  geometry: { type: 'Point', coordinates },
});

const trips = {
  version: '0.3.0',
  data: {
    trips: [
      {
        ...provider,
        device_id: 'ad98ca0e-a37f-499f-9a05-4ec01943d7d5',
        vehicle_id: '113376',
        vehicle_type: 'scooter',
        propulsion_type: ['electric'],
        trip_id: '78ea85c5-e49c-4fbb-aa16-fd9f09e6fc9c',
        trip_duration: 3,
        trip_distance: 900,
        route: {
          type: 'FeatureCollection',
          features: [point(1561185522000, [53.590923, 9.905196]), point(1561185677000, [53.590606, 9.90561])],
        },
        accuracy: 20,
        start_time: 1561185512000,
        end_time: 1561185647000,
      },
    ],
  },
};

const statusChanges = {
  version: '0.3.0',
  data: {
    status_changes: [
      {
        ...provider,
        propulsion_type: ['electric'],
        vehicle_type: 'scooter',
        device_id: 'cf83b844-8e9a-4176-8043-b354fe89a46e',
        vehicle_id: '265904',
        associated_trip: '815f69a5-4fdc-5fd9-a97b-c6b953569960',
        event_time: 1599800119000,
        event_location: point(1599800119000, [24.918236, 60.174682]),
        event_type: 'reserved',
        event_type_reason: 'user_pick_up',
      },
    ],
  },
};

describe('the examples of the page on MDS', () => {
  it('a trip has swapped coordinates and a duration in minutes, and nothing else', async () => {
    const requirements = ['01', '03', '07', '08', '09', '10', '11', '12', '13', '14', '18', '19', '22', '23'].map(
      (n) => `TI-MDS-${n}`,
    );
    const found = await judged(only('/HAMBURG/trips', trips), {
      version: 'mds-0.3',
      requirements,
      settings: { zoneId: 'HAMBURG', zoneCentre: '53.5505,9.9937', windowStart: '2019-06-22T06:00:00Z' },
    });
    expect(outcomes(found)).toEqual({
      ...Object.fromEntries(requirements.map((id) => [id, 'pass'])),
      'TI-MDS-11': 'warn', // latitude first
      'TI-MDS-12': 'warn', // 3 for 135 seconds
    });
  });

  it('a trip in the wrong order is told by status changes, too, where no centre is known', async () => {
    const hamburg = structuredClone(statusChanges);
    for (const change of hamburg.data.status_changes)
      change.event_location = point(change.event_time, [9.9937, 53.5505]);
    const found = await judged(
      ({ path }) =>
        path === '/HAMBURG/trips' ? { body: trips } : path === '/HAMBURG/status_changes' ? { body: hamburg } : null,
      {
        version: 'mds-0.3',
        requirements: ['TI-MDS-11'],
        settings: { zoneId: 'HAMBURG', windowStart: '2019-06-22T06:00:00Z' },
      },
    );
    expect(outcomes(found)).toEqual({ 'TI-MDS-11': 'warn' });
  });

  it('a status change keeps everything, but the brackets of its link', async () => {
    const requirements = ['02', '04', '05', '06', '07', '08', '10', '15', '18', '22', '23'].map((n) => `TI-MDS-${n}`);
    const found = await judged(
      ({ path, query, header }) => {
        if (path !== '/HELSINKI/status_changes')
          return path === '/HELSINKI/trips' ? { body: { version: '0.3.0', data: { trips: [] } } } : null;
        if (query.get('page[size]') === '1')
          return { body: { ...statusChanges, data: { status_changes: [] }, links: { next: null } } };
        const next = `http://${header('host') ?? ''}/mds-0.3${path}?start_time=1599800119000&end_time=1599810183066&page[size]=1`;
        return { body: { ...statusChanges, links: { next } } };
      },
      {
        version: 'mds-0.3',
        requirements,
        settings: { zoneId: 'HELSINKI', zoneCentre: '60.1699,24.9384', windowStart: '2020-09-11T04:55:03Z' },
      },
    );
    expect(outcomes(found)).toEqual({
      ...Object.fromEntries(requirements.map((id) => [id, 'pass'])),
      'TI-MDS-23': 'warn',
    });
  });
});

describe('known contradictions of the wider pages', () => {
  const zones = {
    data: [{ type: 'zone', id: 'BERLIN', attributes: { name: 'Berlin', zoneType: 'root', lat: 52.52, lng: 13.4 } }],
  };

  it('the check of a place is nested one level too deep', async () => {
    const nested = (acceptableLocation: boolean, failedConstraints: readonly string[]) => ({
      data: { attributes: { type: 'constraintValidation', attributes: { acceptableLocation, failedConstraints } } },
    });
    const requirements = ['TI-ZONE-09', 'TI-ZONE-10', 'TI-ZONE-11', 'TI-JSON-09'];
    const found = await judged(
      ({ path, query }) => {
        if (path === '/zone') return { body: zones };
        if (path !== '/zone/validate-constraint') return null;
        return { body: query.get('lat') === '0' ? nested(false, ['outsideBusinessZone']) : nested(true, []) };
      },
      { version: 'v1', requirements },
    );
    expect(outcomes(found)).toEqual({
      'TI-ZONE-09': 'pass',
      'TI-ZONE-10': 'pass',
      'TI-ZONE-11': 'pass',
      'TI-JSON-09': 'warn',
    });
  });

  it('an invoice shows another id than its URL', async () => {
    const gross = euros('1.00');
    const net = euros('0.84');
    const taxes = [{ code: 'VAT', rate: '0.19', amount: '0.16', currency: 'EUR' }];
    const position = { description: 'Unlock', type: 'UNLOCK_FEE', grossPerUnit: gross, quantity: 1, gross, net, taxes };
    const invoice = {
      data: {
        type: 'invoice',
        id: customerId,
        attributes: { invoiceNumber: 'DE-1', positions: [position], total: { gross, net } },
      },
    };
    const invoiceId = '4a35a1bd-fa1a-4b56-ab8d-4b93a2f7534b';
    const requirements = ['01', '02', '03', '04', '05', '06', '07', '08'].map((n) => `TI-INV-${n}`);
    const found = await judged(only(`/invoice/${invoiceId}`, invoice), {
      version: 'v1',
      requirements,
      settings: { invoiceId },
    });
    expect(outcomes(found)).toEqual({
      ...Object.fromEntries(requirements.map((id) => [id, 'pass'])),
      'TI-INV-02': 'warn',
    });
  });

  it('the prices of a zone have no id', async () => {
    const prices = ['rentalStartPrice', 'rentalRunningPricePerMinute', 'rentalPausedPricePerMinute'].map((name) => [
      name,
      '1.00',
    ]);
    const item = { id: customerId, vehicleType: 'escooter', ...(Object.fromEntries(prices) as Record<string, string>) };
    const zone = { data: { type: 'pricing', attributes: { zoneId: 'BERLIN', currency: 'EUR', pricing: [item] } } };
    const vehicle = { type: 'vehicle', id: customerId, attributes: { code: 1, lat: 52.5, lng: 13.4 } };
    const requirements = ['TI-PRICE-04', 'TI-PRICE-05', 'TI-PRICE-08', 'TI-JSON-10'];
    const found = await judged(
      ({ path }) => {
        if (path === '/zone/root') return { body: { type: 'FeatureCollection', features: [] } };
        if (path === '/vehicle') return { body: { data: [vehicle] } };
        return path === '/pricing/zones/BERLIN' ? { body: zone } : null;
      },
      { version: 'v2', requirements, settings: { zoneId: 'BERLIN', pricingUrl: '{base}' } },
    );
    expect(outcomes(found)).toEqual({
      'TI-PRICE-04': 'pass',
      'TI-PRICE-05': 'pass',
      'TI-PRICE-08': 'pass',
      'TI-JSON-10': 'warn',
    });
  });

  it('vehicles of VIENNA come where BERLIN was asked for', async () => {
    const vehicle = { type: 'vehicle', id: customerId, attributes: { zoneId: 'VIENNA' } };
    const found = await judged(
      ({ path, query }) => {
        if (path === '/zone') return { body: zones };
        return path === '/vehicle' && query.get('zoneId') === 'BERLIN' ? { body: { data: [vehicle] } } : null;
      },
      {
        version: 'v1',
        requirements: ['TI-VEH-02'],
        settings: { zoneId: 'BERLIN' },
      },
    );
    expect(found['TI-VEH-02']).toMatchObject({
      outcome: 'fail',
      findings: [{ where: '/data/0/attributes/zoneId', expected: 'BERLIN' }],
    });
  });
});
