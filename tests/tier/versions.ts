/** The version is there; what became of deprecated endpoints. */
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { eachFeed } from './support/both-feeds.ts';
import { expectAnswered, expectThat, observeAnswer } from './support/findings.ts';
import { freeRides } from './support/free-rides.ts';
import { currentRental, customer, invoice, rental } from './support/people.ts';
import { priceOfVehicle, priceOfZone, pricesOfZone } from './support/prices.ts';
import { plain, plainList, vehicles } from './support/questions.ts';
import { isRow, listAt, objectAt } from './support/resources.ts';
import { zonesByKind } from './support/zones.ts';
import { type AnswerProbe, probe, requirement } from './suite.ts';

type Listing = Probe<{ readonly answer: Answer }, TIERApi>;

requirement('TI-VER-01', plain, (answer, check, { version }) => {
  listAt(answer, ...plainList(version));
  check.held();
});

const answersOf: Readonly<Record<string, readonly AnswerProbe[]>> = {
  v1: [plain, customer, currentRental, rental, invoice, freeRides],
  v2: [plain],
  'mds-0.3': [plain],
};
const lists: readonly Listing[] = [vehicles, priceOfZone, priceOfVehicle, pricesOfZone];

/** One answer of each operation that reads, as far as they came. */
const oneOfEach = probe(
  'one answer of each operation',
  { cost: 0, needs: [...Object.values(answersOf).flat(), ...lists, zonesByKind, eachFeed] },
  async ({ get, version }): Promise<Answer[]> => {
    const own =
      version === 'v1' ? [vehicles, priceOfZone] : version === 'v2' ? lists.filter((p) => p !== priceOfZone) : [];
    const found = await Promise.all([
      ...(answersOf[version] ?? []).map((one) => attempt(get(one).then((answer) => [answer]))),
      ...own.map((one) => attempt(get(one).then(({ answer }) => [answer]))),
      ...(version === 'v1' ? [attempt(get(zonesByKind).then((all) => all.map(({ answer }) => answer)))] : []),
      ...(version === 'mds-0.3'
        ? [attempt(get(eachFeed).then((feeds) => feeds.flatMap(({ feed }) => feed.chain.pages)))]
        : []),
    ]);
    const answers = found.flatMap((one) => ('value' in one ? one.value : []));
    return answers.filter(
      ({ raw }) => raw.status >= 200 && raw.status < 300 && isRow(raw.json) && Object.keys(raw.json).length > 0,
    );
  },
);

const jsonTypes = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

requirement('TI-VER-05', oneOfEach, (answers, check) => {
  for (const answer of answers) {
    const type = answer.raw.header('content-type') ?? '';
    expectThat(
      check,
      answer,
      jsonTypes.test(type),
      'JSON comes as something else',
      'application/json',
      type,
      'content-type',
    );
  }
});

requirement('TI-VER-06', oneOfEach, (answers, check) => {
  for (const answer of answers) {
    const isUtf8 = answer.raw.malformedUtf8 !== true;
    expectThat(check, answer, isUtf8, 'the body is not written in UTF-8', 'UTF-8', answer.raw.text.slice(0, 120), '');
  }
});

const unversioned = probe('vehicles without a version', { cost: 1, needs: [vehicles] }, async ({ follow, get }) =>
  follow(`../vehicle?zoneId=${encodeURIComponent((await get(vehicles)).zoneId)}`, { credentials: { jwt: 'omit' } }),
);

requirement('TI-VER-03', unversioned, (answer, check) => observeAnswer(check, answer.asked, answer));

requirement('TI-VER-04', priceOfZone, ({ answer }, check) => {
  if (expectAnswered(check, answer, 'deprecated operations stay until the version goes')) objectAt(answer, 'data');
});
