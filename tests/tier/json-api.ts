/** The claim that TIER's documents are those of JSON:API, with the level that its own examples allow. */
import type { Answer } from '../../src/judges/answer.ts';
import { othersThan, plainAnswersOf } from '../../src/judges/answers.ts';
import { exchangeOf } from '../../src/judges/json-api/exchange.ts';
import { judgeAnswer } from '../../src/judges/json-api/judge-answer.ts';
import { judgePages, pageOf } from '../../src/judges/json-api/pages.ts';
import { intoCheck } from '../../src/judges/json-api/rule.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext, Probe } from '../../src/suite/types.ts';
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { documented } from './errors.ts';
import { documentsErrors, errorsOf, otherErrors } from './support/errors.ts';
import { readUnderIds } from './support/every.ts';
import { readable } from './support/findings.ts';
import { freeRidePages } from './support/free-rides.ts';
import { jsonApi, mediaRules, only } from './support/json-api.ts';
import { currentRental, customer, idleCustomer, invoice, rental } from './support/people.ts';
import { priceOfVehicle, priceOfZone, pricesOfZone } from './support/prices.ts';
import { vehicles } from './support/questions.ts';
import { checkedPlaces, zonesByKind } from './support/zones.ts';
import { type AnswerProbe, probe, requirement } from './suite.ts';

/** Answers that came as they should; others are judged where they are asked for. */
const came = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({ raw }) => raw.status >= 200 && raw.status < 300 && raw.json !== undefined);

const single: readonly AnswerProbe[] = [customer, currentRental, rental, invoice];

/** Single resources of v1, as far as the target has them. */
const documentsOfV1 = probe(
  'customers, rentals, prices and invoices',
  { cost: 0, needs: [...single, priceOfZone] },
  async ({ get }) => {
    const found = await Promise.all([
      ...single.map((one) => attempt(get(one))),
      attempt(get(priceOfZone).then(({ answer }) => answer)),
    ]);
    return came(found.flatMap((one) => ('value' in one ? [one.value] : [])));
  },
);

function expectDocuments(check: Check, answers: readonly Answer[]): void {
  if (answers.length === 0) undecided('none of the documents came');
  for (const answer of answers) {
    const results = jsonApi(answer, { expects: 'resource' });
    intoCheck(check, results);
  }
}

/** Other single resources of the run, whoever asked for them. */
const otherDocuments = (own: readonly Answer[], context: JudgeContext): Answer[] =>
  ['getCustomer', 'getRental', 'getInvoice'].flatMap((operation) =>
    came(othersThan(own, readUnderIds(operation, context))),
  );

requirement('TI-JSON-01', documentsOfV1, (answers, check, context) =>
  expectDocuments(check, [...answers, ...otherDocuments(answers, context)]),
);

requirement('TI-JSON-12', documentsOfV1, (answers, check, context) => {
  for (const answer of [...answers, ...otherDocuments(answers, context)]) intoCheck(check, jsonApi(answer), ['should']);
});

/** Rules that the example of free rides breaks. */
const brokenByExample = ['resource-type-and-id', 'pagination-unavailable'];

requirement('TI-JSON-02', freeRidePages, ({ pages }, check) => {
  const [first] = pages;
  if (first !== undefined) readable(first);
  const good = came(pages);
  for (const page of good) intoCheck(check, jsonApi(page, { expects: 'collection', without: brokenByExample }));
  intoCheck(check, judgePages(good.map((page) => pageOf(page.raw.json, page.url, page.x))));
});

requirement('TI-JSON-06', freeRidePages, ({ pages }, check) => {
  for (const page of came(pages)) intoCheck(check, only(jsonApi(page), ['resource-type-and-id']));
});

requirement('TI-JSON-07', freeRidePages, ({ pages }, check) => {
  for (const page of came(pages)) intoCheck(check, only(jsonApi(page), ['pagination-unavailable']));
});

requirement('TI-JSON-03', zonesByKind, (lists, check, context) => {
  for (const { answer } of lists) {
    readable(answer);
    intoCheck(check, jsonApi(answer, { expects: 'collection' }));
  }
  const own = lists.map(({ answer }) => answer);
  for (const operation of ['listZones', 'listSubzones'])
    for (const answer of came(othersThan(own, plainAnswersOf(operation, context))))
      intoCheck(check, jsonApi(answer, { expects: 'collection' }));
});

requirement('TI-JSON-04', priceOfVehicle, ({ answer }, check) => {
  readable(answer);
  intoCheck(check, jsonApi(answer, { expects: 'resource' }));
});

requirement('TI-JSON-10', pricesOfZone, ({ answer }, check) => {
  readable(answer);
  intoCheck(check, jsonApi(answer, { expects: 'resource' }));
});

/** What is asked for documents that the pages call JSON:API: there, errors are such documents, too. */
const claimsStandard = [...documentsErrors, 'getRental', 'getInvoice', 'getZonePricing', 'listZones', 'listSubzones'];

requirement('TI-JSON-05', idleCustomer, (answer, check, context) => {
  for (const refused of [documented(answer), ...otherErrors([answer], claimsStandard, context)])
    intoCheck(check, jsonApi(refused, { without: ['error-pointer-target'] }));
});

requirement('TI-JSON-08', idleCustomer, (answer, check) => {
  if (errorsOf(documented(answer)).length === 0) undecided('the answer has no errors; TI-ERR-01 judges that');
  const results = only(jsonApi(answer), ['error-pointer-target']);
  intoCheck(check, results, ['should']);
  check.held(); // an error without a pointer points nowhere wrong
});

requirement('TI-JSON-09', checkedPlaces, ({ city, ocean }, check) => {
  for (const answer of ocean.raw.status === 404 ? [city] : [city, ocean]) {
    readable(answer);
    intoCheck(check, jsonApi(answer, { expects: 'resource' }));
  }
});

type Gathered = Probe<Answer[], TIERApi>;

/** Answers that should have the media type of the standard. */
const mediaOfV1: Gathered = probe('media types', { cost: 0, needs: [documentsOfV1, zonesByKind] }, async ({ get }) => {
  const [documents, zones] = await Promise.all([attempt(get(documentsOfV1)), attempt(get(zonesByKind))]);
  return [
    ...('value' in documents ? documents.value : []),
    ...('value' in zones ? came(zones.value.map(({ answer }) => answer)) : []),
  ];
});

function expectMediaType(check: Check, answers: readonly Answer[]): void {
  if (answers.length === 0) undecided('none of the documents came');
  for (const answer of answers) {
    const results = judgeAnswer(exchangeOf(answer), { version: '1.0', exchange: answer.x });
    intoCheck(check, only([...results], mediaRules));
  }
}

requirement('TI-JSON-11', mediaOfV1, (answers, check) => expectMediaType(check, answers));

const mediaOfV2: Gathered = probe('media type of prices', { cost: 0, needs: [priceOfVehicle] }, async ({ get }) =>
  came([(await get(priceOfVehicle)).answer]),
);

requirement('TI-JSON-15', mediaOfV2, (answers, check) => expectMediaType(check, answers));

requirement('TI-JSON-14', vehicles, ({ answer }, check) => {
  if (came([answer]).length === 0) notTestable('no vehicles came');
  const results = judgeAnswer(exchangeOf(answer), { version: '1.0', exchange: answer.x });
  const broken = results
    .filter(({ findingsTotal, level }) => findingsTotal > 0 && level === 'must')
    .map(({ rule }) => rule);
  check.observe('rules that vehicles do not keep', broken.join(', ') || 'none', answer.x);
});
