/** API keys: without, wrong, altered; zones and endpoints without permission. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { CallOptions, Probe } from '../../src/suite/types.ts';
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import { undecided } from '../../src/verdict/check.ts';
import { currentRental } from './support/people.ts';
import { expectAnswered, expectThat, observeAnswer } from './support/findings.ts';
import { asFeed, mdsAccept } from './support/feeds.ts';
import { askPlainly, feedZone, itemsOf, needed, plain, plainList, vehicles } from './support/questions.ts';
import { countAt, listAt, within } from './support/resources.ts';
import { priceOfVehicle, priceOfZone, pricesOfZone } from './support/prices.ts';
import { subzones } from './support/zones.ts';
import { statusChanges, trips } from './support/windows.ts';
import { invoice, rental } from './support/people.ts';
import { rootZone } from './support/root-zones.ts';
import { type AnswerProbe, type Context, probe, requirement } from './suite.ts';

const refusals = [401, 403];
const keyless: CallOptions = { credentials: { apiKey: 'omit' } };

const noKey = probe('the plain question, no key', { cost: 1, needs: [feedZone], control: plain }, (context) =>
  askPlainly(context, keyless),
);

requirement('TI-KEY-01', noKey, (answer, check) => {
  expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: refusals });
});

export const unknownKey = probe(
  'the plain question, unknown key',
  { cost: 1, needs: [feedZone], control: plain },
  (context) =>
    askPlainly(context, { credentials: { apiKey: { value: context.unique('unknown-key-of-vendor-conformance') } } }),
);

requirement('TI-KEY-02', unknownKey, (answer, check) => {
  expectRefused(check, answer, { because: 'the key is unknown', statuses: refusals });
});

requirement('TI-KEY-03', unknownKey, (answer, check) => {
  if (answer.status !== 403 && answer.status !== 401) undecided('an unknown key is not refused; TI-KEY-02 judges that');
  expectRefused(check, answer, { because: 'the key is wrong', statuses: [401] });
});

const alteredKey = probe('the plain question, altered key', { cost: 1, needs: [feedZone], control: plain }, (context) =>
  askPlainly(context, { credentials: { apiKey: { value: context.credential('apiKey').replace('»', '|altered»') } } }),
);

requirement('TI-KEY-04', alteredKey, (answer, check) => {
  expectRefused(check, answer, { because: 'one character of its key was changed', statuses: refusals });
});

const otherCase = probe('the plain question, X-API-KEY', { cost: 1, needs: [feedZone], control: plain }, (context) =>
  askPlainly(context, {
    credentials: { apiKey: 'omit' },
    anyway: { headers: { 'X-API-KEY': context.credential('apiKey') } },
  }),
);

requirement('TI-KEY-08', otherCase, (answer, check, { version }) => {
  if (answer.control !== 'held') undecided('the plain question was not answered');
  if (expectAnswered(check, answer, 'header names have no letter case')) listAt(answer, ...plainList(version));
});

/** An endpoint that answered, asked again without the key. */
function closed(
  name: string,
  control: Probe<unknown, TIERApi>,
  ask: (context: Context) => Promise<Answer>,
): AnswerProbe {
  return probe(`${name}, no key`, { cost: 1, needs: [control], control }, ask);
}

const endpointsOfV1: readonly AnswerProbe[] = [
  closed('vehicles', vehicles, async ({ api, get }) =>
    api.listVehicles({ query: { zoneId: (await get(vehicles)).zoneId } }, keyless),
  ),
  closed('subzones', subzones, async ({ api, get }) =>
    api.listSubzones({ path: { rootId: (await get(subzones)).rootId }, query: { type: 'business' } }, keyless),
  ),
  closed('price of a zone', priceOfZone, async ({ api, get }) =>
    api.getZonePricing({ query: { zoneId: (await get(priceOfZone)).zoneId } }, keyless),
  ),
  closed('current rental', currentRental, ({ api, settings }) =>
    api.getCurrentRental(
      { path: { customerId: needed(settings, 'rentingCustomerId', 'a customer who is riding') } },
      keyless,
    ),
  ),
  closed('rental', rental, ({ api, settings }) =>
    api.getRental({ path: { rentalId: needed(settings, 'rentalId', 'a rental') } }, keyless),
  ),
  closed('invoice', invoice, ({ api, settings }) =>
    api.getInvoice({ path: { invoiceId: needed(settings, 'invoiceId', 'an invoice') } }, keyless),
  ),
];

const endpointsOfV2: readonly AnswerProbe[] = [
  closed('vehicles of v2', vehicles, async ({ api, get }) =>
    api.listVehicles({ query: { zoneId: (await get(vehicles)).zoneId } }, keyless),
  ),
  closed('root zone', rootZone, async ({ api, get }) =>
    api.getRootZone({ path: { id: (await get(rootZone)).id } }, keyless),
  ),
  closed('price of a vehicle', priceOfVehicle, async ({ api, get }) =>
    api.getVehiclePricing({ query: { vehicleId: (await get(priceOfVehicle)).vehicleId } }, keyless),
  ),
  closed('prices of a zone', pricesOfZone, async ({ api, get }) =>
    api.getPricesOfZone({ path: { zoneId: (await get(pricesOfZone)).zoneId } }, keyless),
  ),
];

const feedWithoutKey = { anyway: asFeed.anyway ?? {}, ...keyless };

const endpointsOfMds: readonly AnswerProbe[] = [
  closed('trips', trips, async ({ follow, get }) => follow((await get(trips)).first.url, feedWithoutKey)),
  closed('status changes', statusChanges, async ({ follow, get }) =>
    follow((await get(statusChanges)).first.url, feedWithoutKey),
  ),
];

/** Endpoints whose control question was answered; what is not there cannot be refused. */
const gather = (name: string, probes: readonly AnswerProbe[]) =>
  probe(name, { cost: 0, needs: probes }, async ({ get }) => {
    const answers = await Promise.all(probes.map((one) => attempt(get(one))));
    const held = answers.flatMap((found) => ('value' in found && found.value.control === 'held' ? [found.value] : []));
    const [first] = answers;
    return held.length > 0
      ? held
      : undecided(
          first !== undefined && 'reason' in first ? first.reason : 'none of the endpoints was answered with the key',
        );
  });

for (const [id, name, probes] of [
  ['TI-KEY-05', 'endpoints of v1, no key', endpointsOfV1],
  ['TI-KEY-11', 'endpoints of v2, no key', endpointsOfV2],
  ['TI-KEY-12', 'feeds, no key', endpointsOfMds],
] as const)
  requirement(id, gather(name, probes), (answers, check) => {
    for (const answer of answers)
      expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: refusals });
  });

const week = 7 * 86_400_000;

interface Asked {
  readonly answer: Answer;
  /** Where the list of records stands. */
  readonly path: readonly string[];
}

const foreignZone = probe(
  'a zone without permission',
  { cost: 2, control: plain },
  async ({ api, version, settings, now }): Promise<Asked[]> => {
    const zoneId = needed(settings, 'foreignZoneId', 'a zone that the key must not see');
    if (version !== 'mds-0.3') return [{ answer: await api.listVehicles({ query: { zoneId } }), path: ['data'] }];
    const path = { zoneId };
    const [trip, change] = await Promise.all([
      api.listTrips({
        path,
        query: { min_end_time: now - week, max_end_time: now, 'page[size]': 5 },
        headers: mdsAccept,
      }),
      api.listStatusChanges({
        path,
        query: { start_time: now - week, end_time: now, 'page[size]': 5 },
        headers: mdsAccept,
      }),
    ]);
    return [
      { answer: trip, path: ['data', 'trips'] },
      { answer: change, path: ['data', 'status_changes'] },
    ];
  },
);

requirement('TI-KEY-06', foreignZone, (questions, check) => {
  for (const { answer, path } of questions) {
    const { status } = answer;
    if (answer.control !== 'held') undecided('the plain question was not answered, so that a refusal shows nothing');
    if (status >= 500 || status === 429) answer.header('date'); // undecided, or a finding beside the control
    const opened = status >= 200 && status < 300;
    if (opened && !Array.isArray(within(answer.raw.json, ...path)))
      undecided(`${answer.asked} is neither refused nor answered with a list`);
    const rows = opened ? countAt(answer, ...path) : 0;
    expectThat(
      check,
      answer,
      rows === 0,
      `${rows} records of a zone came that the key has no permission for`,
      'a refusal, or nothing',
      `${rows} records`,
      `/${path.join('/')}`,
    );
  }
});

requirement('TI-KEY-09', foreignZone, (questions, check) => {
  for (const { answer } of questions) observeAnswer(check, answer.asked, answer);
});

const forbiddenPaths = probe('paths without permission', { cost: 3, control: plain }, async ({ follow, settings }) => {
  const paths = itemsOf(needed(settings, 'forbiddenPaths', 'a path that the key must not read')).slice(0, 3);
  return Promise.all(paths.map((path) => follow(path.replace(/^\/+/, ''), { credentials: { jwt: 'omit' } })));
});

requirement('TI-KEY-07', forbiddenPaths, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'the key has no permission for it', statuses: [401, 403, 404] });
});
