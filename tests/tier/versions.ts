/** The version is there; what became of deprecated endpoints. */
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { isOk, isPlain, othersThan } from '../../src/judges/answers.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext, Probe } from '../../src/suite/types.ts';
import { notTestable } from '../../src/verdict/check.ts';
import { expectAnswered, expectThat, expectUtf8, observeAnswer } from './support/findings.ts';
import { freeRides } from './support/free-rides.ts';
import { currentRental, customer, invoice, rental } from './support/people.ts';
import { priceOfVehicle, priceOfZone, pricesOfZone } from './support/prices.ts';
import { plain, plainList, vehicles } from './support/questions.ts';
import { isRow, listAt, objectAt } from './support/resources.ts';
import { timeIn } from './support/times.ts';
import { type AnswerProbe, probe, requirement } from './suite.ts';

type Listing = Probe<{ readonly answer: Answer }, TIERApi>;

requirement('TI-VER-01', plain, (answer, check, { version }) => {
  listAt(answer, ...plainList(version));
  check.held();
});

/** Answers with data, as far as they came. */
const oneOfEach = (name: string, plainly: readonly AnswerProbe[], lists: readonly Listing[]) =>
  probe(name, { cost: 0, needs: [...plainly, ...lists] }, async ({ get }): Promise<Answer[]> => {
    const found = await Promise.all([
      ...plainly.map((one) => attempt(get(one))),
      ...lists.map((one) => attempt(get(one).then(({ answer }) => answer))),
    ]);
    return found
      .flatMap((one) => ('value' in one ? [one.value] : []))
      .filter(
        ({ raw }) => raw.status >= 200 && raw.status < 300 && isRow(raw.json) && Object.keys(raw.json).length > 0,
      );
  });

const ofV1 = oneOfEach(
  'one answer of each operation of v1',
  [plain, customer, currentRental, rental, invoice, freeRides],
  [vehicles, priceOfZone],
);
const ofV2 = oneOfEach('one answer of each operation of v2', [plain], [vehicles, priceOfVehicle, pricesOfZone]);

/** Whatever else came as an object, whoever asked. */
const otherBodies = (seen: readonly Answer[], context: JudgeContext): Answer[] =>
  othersThan(seen, context.answers).filter(
    (answer) =>
      isOk(answer) && isRow(answer.raw.json) && Object.keys(answer.raw.json).length > 0 && isPlain(answer, context),
  );

const jsonTypes = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

for (const [type, encoding, answers] of [
  ['TI-VER-05', 'TI-VER-06', ofV1],
  ['TI-VER-07', 'TI-VER-08', ofV2],
] as const) {
  requirement(type, answers, (seen, check, context) => {
    for (const answer of [...seen, ...otherBodies(seen, context)]) {
      const sent = answer.raw.header('content-type') ?? '';
      expectThat(
        check,
        answer,
        jsonTypes.test(sent),
        'JSON comes as something else',
        'a type of JSON',
        sent,
        'content-type',
      );
    }
  });
  requirement(encoding, answers, (seen, check, context) => {
    for (const answer of [...seen, ...otherBodies(seen, context)]) expectUtf8(check, answer);
  });
}

const unversioned = probe('vehicles without a version', { cost: 1, needs: [vehicles] }, async ({ follow, get }) =>
  follow(`../vehicle?zoneId=${encodeURIComponent((await get(vehicles)).zoneId)}`, { credentials: { jwt: 'omit' } }),
);

requirement('TI-VER-03', unversioned, (answer, check) => observeAnswer(check, answer.asked, answer));

requirement('TI-VER-04', priceOfZone, ({ answer }, check) => {
  if (expectAnswered(check, answer, 'deprecated operations stay until the version goes')) objectAt(answer, 'data');
});

/** Members of the pages that hold a time. */
const timeNames = ['lastLocationUpdate', 'lastStateChange', 'startedAt', 'endedAt', 'createdAt', 'updatedAt'];

/** Texts that are times, at any depth of a body. */
function timesIn(value: unknown, at: string): { readonly at: string; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => timesIn(item, `${at}/${i}`));
  if (!isRow(value)) return [];
  return Object.entries(value).flatMap(([name, held]) => {
    const is = typeof held === 'string' && timeNames.includes(name) && timeIn(held) !== undefined;
    return is ? [{ at: `${at}/${name}`, text: held }] : timesIn(held, `${at}/${name}`);
  });
}

for (const [id, answers] of [
  ['TI-VER-09', ofV1],
  ['TI-VER-10', ofV2],
] as const)
  requirement(id, answers, (seen, check, context) => {
    for (const answer of [...seen, ...otherBodies(seen, context)])
      for (const { at, text } of timesIn(answer.raw.json, ''))
        expectThat(
          check,
          answer,
          /(?:Z|[+-]00:?00)$/i.test(text),
          'a time is not written in UTC',
          'a time with Z',
          text,
          at,
        );
    if (check.checks === 0) notTestable('no answer has a time');
  });
