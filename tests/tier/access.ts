/** API keys: without, wrong, altered; zones and endpoints without permission. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import type { CallOptions } from '../../src/suite/types.ts';
import { undecided } from '../../src/verdict/check.ts';
import { expectAnswered, expectThat, observeAnswer } from './support/findings.ts';
import { mdsAccept } from './support/feeds.ts';
import { askPlainly, feedZone, itemsOf, needed, plain, plainList } from './support/questions.ts';
import { attributesOf, countAt, isRow, listAt, within } from './support/resources.ts';
import { vehiclesSeen } from './support/vehicles-seen.ts';
import { probe, requirement } from './suite.ts';

const refusals = [401, 403];
/** That something is missing may be called a bad request, too. */
const missing = [400, ...refusals];
const keyless: CallOptions = { credentials: { apiKey: 'omit' } };

const noKey = probe('the plain question, no key', { cost: 1, needs: [feedZone], control: plain }, (context) =>
  askPlainly(context, keyless),
);

requirement('TI-KEY-01', noKey, (answer, check) => {
  expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: missing });
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

const keyVariants = ['altered', 'longer', 'shorter'] as const;

const nearlyRight = probe(
  'the plain question, nearly right keys',
  { cost: 3, needs: [feedZone], control: plain },
  async (context) => {
    const ask = (variant: string) =>
      askPlainly(context, {
        credentials: { apiKey: { value: context.credential('apiKey').replace('»', `|${variant}»`) } },
      });
    const [altered, longer, shorter] = await Promise.all(keyVariants.map(ask));
    return { altered, longer, shorter };
  },
);

requirement('TI-KEY-04', nearlyRight, ({ altered, longer, shorter }, check) => {
  for (const [answer, because] of [
    [altered, 'one character of its key was changed'],
    [longer, 'its key has one character more'],
    [shorter, 'its key has one character less'],
  ] as const)
    if (answer !== undefined) expectRefused(check, answer, { because, statuses: refusals });
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

const week = 7 * 86_400_000;

interface Asked {
  readonly answer: Answer;
  /** Where the list of records stands. */
  readonly path: readonly string[];
}

const foreignZone = probe(
  'a zone without permission',
  { cost: 3, control: plain },
  async ({ api, version, settings, now }): Promise<Asked[]> => {
    const zoneId = needed(settings, 'foreignZoneId', 'a zone that the key must not see');
    const list = ['data'];
    if (version !== 'mds-0.3') {
      const vehicles = { answer: await api.listVehicles({ query: { zoneId } }), path: list };
      if (version === 'v1')
        return [
          vehicles,
          { answer: await api.listSubzones({ path: { rootId: zoneId }, query: { type: 'business' } }), path: list },
          { answer: await api.getZonePricing({ query: { zoneId } }), path: list },
        ];
      return (settings['pricingUrl'] ?? '') === ''
        ? [vehicles]
        : [vehicles, { answer: await api.getPricesOfZone({ path: { zoneId } }), path: list }];
    }
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

/** Records that came: those of a list, or one object with something in it. */
const recordsIn = ({ answer, path }: Asked): number => {
  const came = within(answer.raw.json, ...path);
  return isRow(came) ? Math.min(1, Object.keys(came).length) : countAt(answer, ...path);
};

requirement('TI-KEY-06', foreignZone, (questions, check) => {
  for (const asked of questions) {
    const { answer, path } = asked;
    const { status } = answer;
    if (answer.control !== 'held') undecided('the plain question was not answered, so that a refusal shows nothing');
    if (status >= 500 || status === 429) answer.header('date'); // undecided, or a finding beside the control
    const opened = status >= 200 && status < 300;
    const came = within(answer.raw.json, ...path);
    if (opened && !Array.isArray(came) && !isRow(came) && came !== null)
      undecided(`${answer.asked} is neither refused nor answered with data`);
    const rows = opened ? recordsIn(asked) : 0;
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

/** In lists that no zone was named for, or another one. */
requirement('TI-KEY-15', vehiclesSeen, (answers, check, { settings }) => {
  const foreign = needed(settings, 'foreignZoneId', 'a zone that the key must not see');
  for (const answer of answers) {
    check.held(); // an empty list shows nothing of it
    for (const placed of listAt(answer, 'data'))
      expectThat(
        check,
        answer,
        attributesOf(placed)['zoneId'] !== foreign,
        'a vehicle of a zone came that the key has no permission for',
        `no vehicle of ${foreign}`,
        foreign,
        `${placed.at}/attributes/zoneId`,
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
