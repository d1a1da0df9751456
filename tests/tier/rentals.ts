/** Rentals, past ones and ones under way. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import { expectNoMoreThanParts, expectOneCurrency, expectSum } from './support/costs.ts';
import { otherResources } from './support/every.ts';
import { expectThat } from './support/findings.ts';
import { expectHistory, expectKnownStates, hasHistory } from './support/history.ts';
import { currentRental, rental } from './support/people.ts';
import { nobodysId, plain } from './support/questions.ts';
import { type Placed, attributesOf, expectShape, objectAt, textIn, within } from './support/resources.ts';
import { minute, timeIn } from './support/times.ts';
import { probe, requirement } from './suite.ts';

const isEnded = (placed: Placed): boolean => attributesOf(placed)['state'] === 'ENDED';

requirement('TI-RENT-01', rental, (answer, check, context) => {
  expectShape(check, answer, [objectAt(answer, 'data')], 'v1/rental', context);
  for (const other of otherResources(check, [answer], 'getRental', context))
    expectShape(check, other.answer, [other.placed], 'v1/rental', context);
});

requirement('TI-RENT-02', rental, (answer, check, { settings }) => {
  const { row, at } = objectAt(answer, 'data');
  expectThat(
    check,
    answer,
    String(row['id']).toLowerCase() === settings['rentalId']?.toLowerCase(),
    'another rental came than the one asked for',
    settings['rentalId'] ?? '',
    row['id'],
    `${at}/id`,
  );
});

const endings = ['rideDurationMin', 'pauseDurationMin', 'cost', 'endedAt'];

requirement('TI-RENT-03', rental, (answer, check) => {
  const placed = objectAt(answer, 'data');
  if (!isEnded(placed)) undecided('the rental of TIER_RENTAL_ID has not ended');
  const held = attributesOf(placed);
  for (const name of endings)
    expectThat(
      check,
      answer,
      (held[name] ?? null) !== null,
      `an ended rental has no ${name}`,
      `${name} of the ended rental`,
      held[name],
      `${placed.at}/attributes/${name}`,
    );
  const [start, end] = [timeIn(held['startedAt']), timeIn(held['endedAt'])];
  if (start !== undefined && end !== undefined)
    expectThat(
      check,
      answer,
      end >= start,
      'the rental ended before it began',
      `after ${String(held['startedAt'])}`,
      held['endedAt'],
      `${placed.at}/attributes/endedAt`,
    );
});

/** The current rental, read as a rental. */
const runningRental = probe(
  'the current rental as a rental',
  { cost: 1, needs: [currentRental] },
  async ({ api, get, undecided: stop }) => {
    const id = textIn(objectAt(await get(currentRental), 'data').row, 'id') ?? stop('the current rental has no id');
    return api.getRental({ path: { rentalId: id } });
  },
);

requirement('TI-RENT-04', runningRental, (answer, check) => {
  if (answer.status === 404)
    notTestable('the id of the current rental is not that of a rental; no page says that it is');
  const placed = objectAt(answer, 'data');
  if (isEnded(placed)) undecided('the rental has ended meanwhile');
  for (const name of endings) {
    const value = attributesOf(placed)[name];
    expectThat(
      check,
      answer,
      (value ?? null) === null,
      `a rental under way has ${name} already`,
      `${name}: null`,
      value,
      `${placed.at}/attributes/${name}`,
    );
  }
});

const bothViews = probe(
  'the current rental and the rental with its id',
  { cost: 0, needs: [currentRental, runningRental] },
  async ({ get }) => ({ current: await get(currentRental), rental: await get(runningRental) }),
);

requirement('TI-RENT-09', bothViews, ({ current, rental: answer }, check) => {
  if (answer.status === 404)
    notTestable('the id of the current rental is not that of a rental; no page says that it is');
  const [one, other] = [objectAt(current, 'data'), objectAt(answer, 'data')].map(attributesOf);
  for (const name of ['vehicleId', 'vehicleCode']) {
    const [a, b] = [within(one?.['vehicle'], name), within(other?.['vehicle'], name)];
    expectThat(
      check,
      answer,
      a === b,
      `${name} is another than in the current rental`,
      show(a, 60),
      b,
      '/data/attributes/vehicle',
    );
  }
  const [a, b] = [timeIn(one?.['startedAt']), timeIn(other?.['startedAt'])];
  if (a !== undefined && b !== undefined)
    expectThat(
      check,
      answer,
      Math.abs(a - b) <= 1000,
      'the start is another than in the current rental',
      String(one?.['startedAt']),
      other?.['startedAt'],
      '/data/attributes/startedAt',
    );
});

function expectCost(check: Check, answer: Answer): void {
  const placed = objectAt(answer, 'data');
  expectOneCurrency(check, answer, placed);
  expectNoMoreThanParts(check, answer, placed);
}

requirement('TI-RENT-05', rental, (answer, check) => expectCost(check, answer));
requirement('TI-RENT-06', rental, (answer, check) => expectSum(check, answer, objectAt(answer, 'data')));

const unknownRental = probe('a rental that does not exist', { cost: 1, control: plain }, ({ api, unique }) =>
  api.getRental({ path: { rentalId: nobodysId(unique) } }),
);

requirement('TI-RENT-07', unknownRental, (answer, check) => {
  expectRefused(check, answer, { because: 'nothing has this id', statuses: [403, 404] });
});

requirement('TI-RENT-08', rental, (answer, check, context) =>
  expectKnownStates(check, answer, objectAt(answer, 'data'), context),
);

/** Whole minutes of a rental that has ended: what is counted, and what lies between start and end. */
function minutesOf(answer: Answer): { placed: Placed; ride: number; pause: number; started: number } {
  const placed = objectAt(answer, 'data');
  if (!isEnded(placed)) undecided('the rental of TIER_RENTAL_ID has not ended');
  const { startedAt, endedAt, rideDurationMin, pauseDurationMin } = attributesOf(placed);
  const [start, end] = [timeIn(startedAt), timeIn(endedAt)];
  if (start === undefined || end === undefined || typeof rideDurationMin !== 'number')
    undecided('start, end or minutes of the rental cannot be read; TI-RENT-01 and TI-RENT-03 judge that');
  const pause = typeof pauseDurationMin === 'number' ? pauseDurationMin : 0;
  return { placed, ride: rideDurationMin, pause, started: Math.ceil((end - start) / minute) };
}

requirement('TI-RENT-11', rental, (answer, check) => {
  const { placed, ride, pause, started } = minutesOf(answer);
  for (const [name, value] of [
    ['rideDurationMin', ride],
    ['pauseDurationMin', pause],
  ] as const)
    expectThat(
      check,
      answer,
      value <= started + 2,
      `${name} is ${value}, but the rental took ${started} minutes`,
      `at most ${started}`,
      value,
      `${placed.at}/attributes/${name}`,
    );
});

requirement('TI-RENT-12', rental, (answer, check) => {
  const { placed, ride, pause, started } = minutesOf(answer);
  const what = `ride and pause are ${ride + pause} minutes, ${started} were started`;
  expectThat(
    check,
    answer,
    ride + pause >= started,
    what,
    `at least ${started}`,
    ride + pause,
    `${placed.at}/attributes`,
  );
});

requirement('TI-RENT-10', rental, (answer, check, context) => {
  expectHistory(check, answer, objectAt(answer, 'data'));
  for (const other of otherResources(check, [answer], 'getRental', context))
    if (hasHistory(other.placed)) expectHistory(check, other.answer, other.placed);
});
