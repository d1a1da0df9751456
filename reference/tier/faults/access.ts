/** Faults of API keys. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errors, type Call } from '../world.ts';
import { inMds, inV1, inV2, must, should } from './entry.ts';

const key01 = must('TI-KEY-01');
const key02 = must('TI-KEY-02');
const key03 = should('TI-KEY-03');
const key04 = must('TI-KEY-04');
const key05 = must('TI-KEY-05', inV1);
const key06 = must('TI-KEY-06');
const key07 = must('TI-KEY-07', inV1);
const key08 = must('TI-KEY-08');
const key11 = must('TI-KEY-11', inV2);
const key12 = must('TI-KEY-12', inMds);

const plainly = ['listZones', 'listRootZones', 'listTrips'];
const isPlain = ({ operation }: Call) => plainly.includes(operation);

/** Lets requests without a key through to some operations. */
const open =
  (...operations: readonly string[]): ChangeOfBehaviour =>
  (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing' && operations.includes(call.operation) ? null : base.keyRefusal(call, problem),
  });

/** As many characters as the key has, almost all of them equal. */
const alike = (one: string, other: string, differing: number) =>
  one.length === other.length && [...one].filter((c, i) => c !== other[i]).length <= differing;

export const accessFaults = [
  key01('key-not-needed', 'Requests without a key are served.', (base) => ({
    keyRefusal: (call, problem) => (problem === 'missing' ? null : base.keyRefusal(call, problem)),
  })),
  key01('key-missing-500', 'A missing key makes the server fail.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing' ? { status: 500, text: 'Internal Server Error' } : base.keyRefusal(call, problem),
  })),

  key02('any-key-opens', 'Any key opens the API.', () => ({ keyKnown: () => true })),
  key02('any-long-key-opens', 'Any key that is longer than the right one opens the API.', (base) => ({
    keyKnown: (call, key) => key.length > call.world.credentials.apiKey.length || base.keyKnown(call, key),
  })),
  key02('unknown-key-empty-answer', 'An unknown key is answered with 200 and an empty list.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' ? { status: 200, json: { data: [] } } : base.keyRefusal(call, problem),
  })),

  key03('wrong-key-403', 'A wrong key is answered with 403.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong'
        ? errors(call, 403, { code: 'Forbidden', title: 'The API key is unknown' })
        : base.keyRefusal(call, problem),
  })),

  key04('key-compared-loosely', 'A key may differ in one character.', (base) => ({
    keyKnown: (call, key) => base.keyKnown(call, key) || alike(key, call.world.credentials.apiKey, 1),
  })),
  key04('key-compared-by-its-ends', 'Only the first and the last eight characters of a key are looked at.', (base) => ({
    keyKnown: (call, key) => {
      const { apiKey } = call.world.credentials;
      const ends = (text: string) => text.slice(0, 8) + text.slice(-8);
      return base.keyKnown(call, key) || ends(key) === ends(apiKey);
    },
  })),

  key05('vehicles-without-key', 'Vehicles are listed without a key.', open('listVehicles')),
  key05('rentals-without-key', 'Rentals are read without a key.', open('getRental')),
  key05('current-rental-without-key', 'Current rentals are read without a key.', open('getCurrentRental')),
  key05('invoices-without-key', 'Invoices are read without a key.', open('getInvoice')),
  key05('subzones-without-key', 'Zones below a root zone are listed without a key.', open('listSubzones')),
  key11('vehicles-of-v2-without-key', 'Vehicles of v2 are listed without a key.', open('listVehicles')),
  key11('root-zone-without-key', 'A root zone is read without a key.', open('getRootZone')),
  key11('extension-without-key', 'The pricing extension wants no key.', open('getPricesOfZone')),
  key12('status-changes-without-key', 'Status changes are listed without a key.', open('listStatusChanges')),
  key12('trips-of-yesterday-without-key', 'Older trips are listed without a key.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing' &&
      call.operation === 'listTrips' &&
      Number(call.query.get('max_end_time')) < call.world.now() - 3_600_000
        ? null
        : base.keyRefusal(call, problem),
  })),

  key06('every-zone-open', 'A key opens every zone.', () => ({ zoneRefusal: () => null })),
  key06(
    'zone-permission-by-list-only',
    'The permission for a zone is looked at for trips and prices only.',
    (base) => ({
      zoneRefusal: (call, zone) =>
        zone !== undefined && ['listVehicles', 'listStatusChanges'].includes(call.operation)
          ? null
          : base.zoneRefusal(call, zone),
    }),
  ),

  key07('every-endpoint-open', 'A key opens every endpoint.', () => ({ endpointRefusal: () => null })),
  key07('forbidden-endpoint-empty', 'An endpoint without permission is answered with 200 and an error.', (base) => ({
    endpointRefusal: (call) => {
      const refusal = base.endpointRefusal(call);
      return refusal === null ? null : { ...refusal, status: 200 };
    },
  })),

  key08('key-header-by-case', 'The header x-api-key is found in lower case only.', () => ({
    keySent: (call) => call.rawHeaders.find(([name]) => name === 'x-api-key')?.[1],
  })),
  key08('key-header-in-capitals-fails', 'The header X-API-KEY makes the server fail.', () => ({
    intercept: (call) =>
      isPlain(call) && call.rawHeaders.some(([name]) => name === 'X-API-KEY')
        ? { status: 500, text: 'Internal Server Error' }
        : null,
  })),
];
