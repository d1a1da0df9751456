/** Faults of keys and tokens that an independent examination found: one endpoint, one zone, a nearly right key. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { isObject, type Json } from '../model.ts';
import type { Call } from '../world.ts';
import { documents, inBoth, inMds, inside, inV1, inV2, must, writing } from './entry.ts';

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

const write = (id: string) => must(id, writing);

export const examinedAccess = [
  must('TI-KEY-04')('longer-key-opens', 'A key may be longer than the right one.', (base) => ({
    keyKnown: (call, key) => base.keyKnown(call, key) || key.startsWith(call.world.credentials.apiKey),
  })),
  must('TI-KEY-04')('shorter-key-opens', 'The last character of a key may be missing.', (base) => ({
    keyKnown: (call, key) => base.keyKnown(call, key) || key === call.world.credentials.apiKey.slice(0, -1),
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
