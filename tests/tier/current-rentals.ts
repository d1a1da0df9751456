/** Rentals that are under way. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { undecided } from '../../src/verdict/check.ts';
import { expectNoMoreThanParts, expectOneCurrency, expectSum } from './support/costs.ts';
import { expectDocumentedError } from './support/errors.ts';
import { expectThat } from './support/findings.ts';
import { cents, centsOf, euros } from './support/money.ts';
import { currentRental, idleCustomer } from './support/people.ts';
import { nobodysId, plain } from './support/questions.ts';
import { attributesOf, expectShape, isRow, numberIn, objectAt, within } from './support/resources.ts';
import { expectHistory, expectKnownStates } from './support/history.ts';
import { clockOf, minute, timeIn } from './support/times.ts';
import { probe, requirement } from './suite.ts';

requirement('TI-RIDE-01', currentRental, (answer, check, context) =>
  expectShape(check, answer, [objectAt(answer, 'data')], 'v1/current-rental', context),
);

requirement('TI-RIDE-02', idleCustomer, (answer, check) => {
  if (answer.status === 200) undecided('the customer of TIER_CUSTOMER_ID is riding; name one who is not');
  expectDocumentedError(check, answer, 404, 'RentalNotFound', 'nothing is running');
});

const unknownCustomersRental = probe('current rental of nobody', { cost: 1, control: plain }, ({ api, unique }) =>
  api.getCurrentRental({ path: { customerId: nobodysId(unique) } }),
);

requirement('TI-RIDE-03', unknownCustomersRental, (answer, check) => {
  expectRefused(check, answer, { because: 'nobody has this id', statuses: [403, 404] });
});

requirement('TI-RIDE-04', currentRental, (answer, check) => {
  const placed = objectAt(answer, 'data');
  const { state, startedAt, endedAt } = attributesOf(placed);
  const at = `${placed.at}/attributes`;
  expectThat(
    check,
    answer,
    state !== 'ENDED' && (endedAt ?? null) === null,
    'the current rental has ended',
    'a rental under way',
    state,
    `${at}/state`,
  );
  const start = timeIn(startedAt);
  if (start !== undefined)
    expectThat(
      check,
      answer,
      start <= clockOf(answer) + minute,
      'the current rental begins in the future',
      'a start in the past',
      startedAt,
      `${at}/startedAt`,
    );
});

requirement('TI-RIDE-05', currentRental, (answer, check) => expectSum(check, answer, objectAt(answer, 'data')));
requirement('TI-RIDE-06', currentRental, (answer, check) =>
  expectNoMoreThanParts(check, answer, objectAt(answer, 'data')),
);
requirement('TI-RIDE-07', currentRental, (answer, check) => expectOneCurrency(check, answer, objectAt(answer, 'data')));

/** The price of the zone where the vehicle of the current rental stands. */
const pricedRide = probe(
  'current rental and the price of its zone',
  { cost: 2, needs: [currentRental] },
  async ({ api, get, undecided: stop, notTestable }) => {
    const answer = await get(currentRental);
    const code: unknown = within(answer.data, 'data', 'attributes', 'vehicle', 'vehicleCode');
    if (typeof code !== 'number' || !Number.isInteger(code)) return stop('the current rental names no vehicle code');
    const vehicle = await api.getVehicleByCode({ path: { code } });
    if (vehicle.raw.status === 404 || isEmptyList(within(vehicle.raw.json, 'data')))
      return notTestable('the rented vehicle is not found by its code, and need not be: its price is not known');
    const zoneId = zoneOf(vehicle.raw.json);
    if (typeof zoneId !== 'string') return stop('the zone of the rented vehicle cannot be found out');
    const price = await api.getZonePricing({ query: { zoneId } });
    return { answer, price };
  },
);

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function zoneOf(body: unknown): unknown {
  const data = within(body, 'data');
  const one: unknown = Array.isArray(data) ? data[0] : data;
  return within(one, 'attributes', 'zoneId');
}

requirement('TI-RIDE-08', pricedRide, ({ answer, price }, check) => {
  const placed = objectAt(answer, 'data');
  const held = attributesOf(placed);
  const prices = attributesOf(objectAt(price, 'data'));
  const [ride, pause] = [numberIn(held, 'rideDurationMin'), numberIn(held, 'pauseDurationMin')];
  const cost = isRow(held['cost']) ? held['cost'] : {};
  const [running, paused] = [cents(prices['rentalRunningPricePerMinute']), cents(prices['rentalPausedPricePerMinute'])];
  if (ride === undefined || pause === undefined || running === undefined || paused === undefined)
    undecided('durations or prices cannot be read');
  // Nobody says whether the minutes of a pause are minutes of the ride, too.
  for (const [name, sums] of [
    ['ride', [ride * running, (ride - pause) * running]],
    ['pause', [pause * paused]],
  ] as const) {
    const came = centsOf(cost[name]);
    if (came === undefined) continue;
    const expected = sums.map(euros).join(' or ');
    expectThat(
      check,
      answer,
      (sums as readonly number[]).includes(came),
      `the ${name} costs ${euros(came)}; its minutes make ${expected}`,
      expected,
      euros(came),
      `${placed.at}/attributes/cost/${name}`,
    );
  }
});

requirement('TI-RIDE-09', currentRental, (answer, check) => {
  const placed = objectAt(answer, 'data');
  const { startedAt, rideDurationMin, pauseDurationMin } = attributesOf(placed);
  const start = timeIn(startedAt);
  if (start === undefined) undecided('the start of the current rental cannot be read');
  const started = Math.ceil((clockOf(answer) - start) / minute) + 2;
  for (const [name, value] of [
    ['rideDurationMin', rideDurationMin],
    ['pauseDurationMin', pauseDurationMin],
  ] as const)
    if (typeof value === 'number')
      expectThat(
        check,
        answer,
        value <= started,
        `${name} is ${value}, but the rental began ${started - 2} minutes ago`,
        `at most ${started - 2}`,
        value,
        `${placed.at}/attributes/${name}`,
      );
});

requirement('TI-RIDE-10', currentRental, (answer, check) => expectHistory(check, answer, objectAt(answer, 'data')));

requirement('TI-RIDE-11', currentRental, (answer, check, context) =>
  expectKnownStates(check, answer, objectAt(answer, 'data'), context),
);
