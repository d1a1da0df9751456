/** Faults of rentals. */
import { isObject, without } from '../model.ts';
import { errors } from '../world.ts';
import { attributes, finishing, inside, inV1, must, resources, sent, should } from './entry.ts';
import type { Json, JsonObject } from '../model.ts';

const ride = (number: string) => must(`TI-RIDE-${number}`, inV1);
const rideShould = (number: string) => should(`TI-RIDE-${number}`, inV1);
const rent = (number: string) => must(`TI-RENT-${number}`, inV1);
const rentShould = (number: string) => should(`TI-RENT-${number}`, inV1);

type Kind = 'current-rental' | 'rental';
const cost = (kind: Kind, change: (held: JsonObject) => JsonObject) =>
  attributes(kind, (held) => inside(held, 'cost', change));
const paid = (kind: Kind, name: string, change: (amount: number) => number) =>
  cost(kind, (held) =>
    inside(held, name, (money) => ({ ...money, amount: change(Number(money['amount'])).toFixed(2) })),
  );
const history = (kind: Kind, change: (entries: readonly Json[]) => readonly Json[]) =>
  attributes(kind, (held) => ({
    ...held,
    stateHistory: change(Array.isArray(held['stateHistory']) ? (held['stateHistory'] as readonly Json[]) : []),
  }));
const another = '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
const notFound = 'getCurrentRental';

export const rentalFaults = [
  ride('01')(
    'current-rental-minutes-text',
    'rideDurationMin of a current rental is a text.',
    attributes('current-rental', (held) => ({ ...held, rideDurationMin: String(held['rideDurationMin']) })),
  ),
  ride('01')(
    'current-rental-amount-number',
    'Amounts of a current rental are numbers.',
    cost('current-rental', (held) =>
      inside(held, 'unlock', (money) => ({ ...money, amount: Number(money['amount']) })),
    ),
  ),
  ride('01')(
    'current-rental-one-decimal',
    'The price of the ride has one decimal.',
    cost('current-rental', (held) => inside(held, 'pause', (money) => ({ ...money, amount: '0.3' }))),
  ),
  ride('01')(
    'current-rental-no-vehicle',
    'A current rental names no vehicle.',
    attributes('current-rental', (held) => without(held, 'vehicle')),
  ),
  ride('01')(
    'current-rental-code-text',
    'The vehicle code of a current rental is a text.',
    attributes('current-rental', (held) =>
      inside(held, 'vehicle', (vehicle) => ({ ...vehicle, vehicleCode: String(vehicle['vehicleCode']) })),
    ),
  ),
  ride('01')(
    'current-rental-start-unix',
    'startedAt of a current rental counts seconds.',
    attributes('current-rental', (held) => ({
      ...held,
      startedAt: Math.floor(Date.parse(String(held['startedAt'])) / 1000),
    })),
  ),

  ride('02')('not-riding-204', 'Who is not riding is answered with 204.', (base) => ({
    missing: (call, kind, entry) => (kind === 'current-rental' ? { status: 204 } : base.missing(call, kind, entry)),
  })),
  ride('02')('not-riding-other-code', 'Who is not riding is answered with the code NotFound.', (base) => ({
    missing: (call, kind, entry) =>
      base.missing(call, kind, kind === 'current-rental' ? { ...entry, code: 'NotFound' } : entry),
  })),
  ride('02')('not-riding-null', 'Who is not riding is answered with 200 and null.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'current-rental'
        ? { status: 409, json: errors(call, 409, entry).json ?? null }
        : base.missing(call, kind, entry),
  })),

  ride('03')('nobody-rides', 'A customer who does not exist has an empty current rental.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'current-rental' && (call.values['customerId'] ?? '').startsWith('00000000')
        ? { status: 200, json: { data: null } }
        : base.missing(call, kind, entry),
  })),
  ride('03')(
    'nobody-rides-fails',
    'The current rental of nobody makes the server fail.',
    finishing((answer, call) =>
      call.operation === notFound && (call.values['customerId'] ?? '').startsWith('00000000')
        ? { status: 500, text: 'Internal Server Error' }
        : answer,
    ),
  ),

  ride('04')(
    'current-rental-ended',
    'A current rental has the state ENDED.',
    sent('current-rental', { state: 'ENDED' }),
  ),
  ride('04')(
    'current-rental-in-the-future',
    'A current rental begins tomorrow.',
    attributes('current-rental', (held) => ({
      ...held,
      startedAt: new Date(Date.parse(String(held['startedAt'])) + 86_400_000).toISOString(),
    })),
  ),

  rideShould('05')(
    'total-without-unlock',
    'The total of a current rental lacks the unlock.',
    paid('current-rental', 'total', (amount) => amount - 1),
  ),
  ride('06')(
    'total-twice',
    'The total of a current rental is twice what it should be.',
    paid('current-rental', 'total', (amount) => amount * 2),
  ),
  ride('06')(
    'total-one-cent-more',
    'The total of a current rental is one cent more than its parts.',
    paid('current-rental', 'total', (amount) => amount + 0.01),
  ),
  ride('07')(
    'ride-in-another-currency',
    'The ride is paid in another currency than the unlock.',
    cost('current-rental', (held) => inside(held, 'ride', (money) => ({ ...money, currency: 'PLN' }))),
  ),
  ride('07')(
    'total-in-another-currency',
    'The total has another currency than its parts.',
    cost('current-rental', (held) => inside(held, 'total', (money) => ({ ...money, currency: 'USD' }))),
  ),
  rideShould('08')(
    'ride-at-another-price',
    'A minute of the ride costs one cent more than the price of the zone.',
    attributes('current-rental', (held) =>
      inside(held, 'cost', (all) => {
        const more = (money: JsonObject) => ({
          ...money,
          amount: (Number(money['amount']) + Number(held['rideDurationMin']) * 0.01).toFixed(2),
        });
        return inside(inside(all, 'ride', more), 'total', more);
      }),
    ),
  ),
  ride('09')(
    'minutes-in-seconds',
    'rideDurationMin counts seconds.',
    attributes('current-rental', (held) => ({ ...held, rideDurationMin: Number(held['rideDurationMin']) * 60 })),
  ),
  ride('09')(
    'pause-longer-than-ride',
    'pauseDurationMin is longer than the rental.',
    sent('current-rental', { pauseDurationMin: 240 }),
  ),
  ride('10')(
    'history-before-start',
    'The history of a rental begins before it.',
    history('current-rental', (entries) => [{ createdAt: '2020-01-01T00:00:00Z', state: 'RUNNING' }, ...entries]),
  ),
  ride('10')(
    'history-without-present',
    'The newest state of the history is not the present one.',
    history('current-rental', (entries) =>
      entries.map((entry, i) => (i === entries.length - 1 && isObject(entry) ? { ...entry, state: 'PAUSED' } : entry)),
    ),
  ),

  rent('01')(
    'rental-cost-flat',
    'The cost of a rental is an amount alone.',
    attributes('rental', (held) => ({ ...held, cost: isObject(held['cost']) ? '4.43' : null })),
  ),
  rent('01')(
    'rental-end-missing',
    'A rental has no endedAt.',
    attributes('rental', (held) => without(held, 'endedAt')),
  ),
  rent('01')(
    'rental-place-list',
    'The place where the vehicle stood is a list.',
    attributes('rental', (held) => ({ ...held, vehicleStartLocation: [52.5, 13.4] })),
  ),
  rent('01')(
    'rental-place-far-off',
    'Latitude and longitude of a rental are multiplied by a million.',
    attributes('rental', (held) =>
      inside(held, 'vehicleStartLocation', ({ lat, lng }) => ({ lat: Number(lat) * 1e6, lng: Number(lng) * 1e6 })),
    ),
  ),
  rentShould('02')(
    'rental-other-id',
    'Another rental comes than the one asked for.',
    resources('rental', (wire) => ({ ...wire, id: another })),
  ),
  rent('03')(
    'ended-rental-without-cost',
    'An ended rental has no cost.',
    attributes('rental', (held) => (held['state'] === 'ENDED' ? { ...held, cost: null } : held)),
  ),
  rent('03')(
    'ended-rental-without-end',
    'An ended rental has no end.',
    attributes('rental', (held) => ({ ...held, endedAt: null })),
  ),
  rent('03')(
    'rental-ends-before-start',
    'A rental ends before it begins.',
    attributes('rental', (held) => ({
      ...held,
      startedAt: held['endedAt'] ?? held['startedAt'] ?? null,
      endedAt: held['endedAt'] === null ? null : (held['startedAt'] ?? null),
    })),
  ),
  rentShould('04')(
    'running-rental-with-cost',
    'A rental under way has durations already.',
    attributes('rental', (held) =>
      held['state'] === 'RUNNING' ? { ...held, rideDurationMin: 3, pauseDurationMin: 0 } : held,
    ),
  ),
  rent('05')(
    'rental-total-too-high',
    'The total of a rental is more than its parts.',
    paid('rental', 'total', (amount) => amount + 1.5),
  ),
  rent('05')(
    'rental-two-currencies',
    'Unlock and ride of a rental have two currencies.',
    cost('rental', (held) => inside(held, 'unlock', (money) => ({ ...money, currency: 'CHF' }))),
  ),
  rentShould('06')(
    'rental-total-too-low',
    'The total of a rental lacks the pause.',
    paid('rental', 'total', (amount) => amount - 0.2),
  ),
  rent('07')('unknown-rental-empty', 'A rental that does not exist is answered with 200 and null.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'rental' ? { status: 200, json: { data: null } } : base.missing(call, kind, entry),
  })),
  rent('07')('unknown-rental-500', 'A rental that does not exist makes the server fail.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'rental' && call.values['rentalId'] !== 'no-uuid'
        ? { status: 500, text: 'Internal Server Error' }
        : base.missing(call, kind, entry),
  })),
  rentShould('08')(
    'rental-state-new',
    'A rental has the state FINISHED.',
    attributes('rental', (held) => ({
      ...held,
      state: held['state'] === 'ENDED' ? 'FINISHED' : (held['state'] ?? null),
    })),
  ),

  rent('09')(
    'running-rental-of-another-vehicle',
    'A rental under way names another vehicle than the current rental.',
    attributes('rental', (held) =>
      held['state'] === 'RUNNING' ? inside(held, 'vehicle', (vehicle) => ({ ...vehicle, vehicleId: another })) : held,
    ),
  ),
  rent('09')(
    'running-rental-starts-in-local-time',
    'A rental under way begins an hour later than the current rental.',
    attributes('rental', (held) =>
      held['state'] === 'RUNNING'
        ? { ...held, startedAt: new Date(Date.parse(String(held['startedAt'])) + 3_600_000).toISOString() }
        : held,
    ),
  ),
];
