/** The feeds asked in other ways: as the page shows it, with one bound, for a zone that is not there. */
import type { Answer } from '../../src/judges/answer.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import type { FeedKind } from '../../src/judges/mds/feed.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { nextOf } from './support/chain.ts';
import { mdsAccept, recordsOf, timeOf } from './support/feeds.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { expectAnswerInWindow, nothingHappened } from './support/mds.ts';
import { countAt, memberOf } from './support/resources.ts';
import { type FeedInWindow, statusChanges, trips } from './support/windows.ts';
import { type AnswerProbe, probe, requirement } from './suite.ts';

const noAccept = { anyway: { headers: { Accept: null } } };

const withoutAccept = probe(
  'trips, no Accept header',
  { cost: 1, needs: [trips], control: trips },
  async ({ api, get }) => {
    const { window, zone } = await get(trips);
    const query = { min_end_time: window.from, max_end_time: window.to };
    return api.listTrips({ path: { zoneId: zone.zoneId }, query }, noAccept);
  },
);

/** The page shows this very call; a zone may have more trips than an answer can take. */
const shownTrips = probe('trips as the page shows it', { cost: 1, needs: [trips], control: trips }, async (context) => {
  const answer = await context.api.listTrips({ path: { zoneId: (await context.get(trips)).zone.zoneId } }, noAccept);
  if (answer.raw.status === 0) context.notTestable('all trips of the zone do not fit into one answer');
  return answer;
});

const shownChanges = probe(
  'status changes as the page shows it',
  { cost: 1, needs: [statusChanges], control: statusChanges },
  async ({ api, get }) => {
    const { window, zone } = await get(statusChanges);
    const query = { start_time: window.from, end_time: window.to, 'page[size]': 5 };
    return api.listStatusChanges({ path: { zoneId: zone.zoneId }, query }, noAccept);
  },
);

const shown: readonly (readonly [FeedKind, AnswerProbe])[] = [
  ['trips', withoutAccept],
  ['trips', shownTrips],
  ['status_changes', shownChanges],
];

const asShown = probe(
  'the feeds as the page shows it',
  { cost: 0, needs: shown.map(([, one]) => one) },
  async ({ get }) => {
    const found = await Promise.all(shown.map(async ([kind, one]) => ({ kind, one: await attempt(get(one)) })));
    const answers = found.flatMap(({ kind, one }) => ('value' in one ? [{ kind, answer: one.value }] : []));
    // That a feed does not come at all is judged with its envelope.
    const held = answers.filter(({ answer }) => answer.control === 'held');
    const [first] = found;
    if (answers.length === 0)
      undecided(first !== undefined && 'reason' in first.one ? first.one.reason : 'no feed was answered');
    return held.length > 0 ? held : answers;
  },
);

requirement('TI-MDS-19', asShown, (answers, check) => {
  for (const { kind, answer } of answers) {
    const version = memberOf(answer.data, 'version');
    expectThat(
      check,
      answer,
      typeof version === 'string' && /^0\.3\.\d+$/.test(version),
      'a request as the page shows it is not answered as 0.3',
      '0.3.x',
      version,
      '/version',
    );
    const list = memberOf(memberOf(answer.data, 'data'), kind);
    expectThat(check, answer, Array.isArray(list), `it brought no list of ${kind}`, 'a list', list, `/data/${kind}`);
  }
});

const unknownZone = probe(
  'the feeds of an unknown zone',
  { cost: 2, needs: [trips, statusChanges], control: statusChanges },
  async ({ api, get, unique, undecided: stop }) => {
    const path = { zoneId: unique('CONFORMANCE') };
    const [one, other] = [await get(trips), await get(statusChanges)];
    // Nothing of an unknown zone says something only beside a zone with something.
    if (one.records.length + other.records.length === 0) stop(nothingHappened);
    const tripQuery = { min_end_time: one.window.from, max_end_time: one.window.to };
    const changeQuery = { start_time: other.window.from, end_time: other.window.to };
    return [
      { kind: 'trips', answer: await api.listTrips({ path, query: tripQuery, headers: mdsAccept }) },
      { kind: 'status_changes', answer: await api.listStatusChanges({ path, query: changeQuery, headers: mdsAccept }) },
    ] as const;
  },
);

requirement('TI-STAT-04', unknownZone, (answers, check) => {
  for (const { kind, answer } of answers) observeAnswer(check, `${kind} of an unknown zone`, answer);
});

requirement('TI-MDS-26', unknownZone, (answers, check) => {
  for (const { kind, answer } of answers) {
    if (answer.control !== 'held') undecided('the feeds of the zone itself do not come');
    if (answer.status >= 500 || answer.status === 429) answer.header('date'); // undecided, or a finding beside the control
    const count = answer.status < 300 ? countAt(answer, 'data', kind) : 0;
    const what = `${count} records of a zone came that is not there`;
    expectThat(check, answer, count === 0, what, 'a refusal, or nothing', `${count} records`, `/data/${kind}`);
  }
});

interface OneBound {
  readonly kind: FeedKind;
  readonly answer: Answer;
  /** Something is known to have happened in the range; or nothing can have. */
  readonly holds: 'something' | 'nothing';
}

/** TIER did not exist yet. Milliseconds. */
const before2015 = 1_420_070_400_000;
/** Nothing has happened then. Milliseconds. */
const ahead = 2 * 86_400_000;

/** A time in the middle of what is known: on either side of it something happened. */
function middleOf({ records, window }: FeedInWindow, kind: FeedKind): number | undefined {
  const times = records
    .flatMap((record) => timeOf(record, kind) ?? [])
    .filter((at) => at > window.from && at < window.to);
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  return sorted.length < 2 ? undefined : (sorted[Math.ceil(sorted.length / 2)] ?? sorted.at(-1));
}

const tripBounds = probe(
  'trips with one bound',
  { cost: 4, needs: [trips], control: trips },
  async ({ api, get, now, undecided: stop }): Promise<OneBound[]> => {
    const feed = await get(trips);
    const at = middleOf(feed, 'trips') ?? stop('the window holds too few trips; set TIER_WINDOW_START');
    const ask = async (query: Readonly<Record<string, number>>, holds: OneBound['holds']): Promise<OneBound> => ({
      kind: 'trips',
      answer: await api.listTrips({ path: { zoneId: feed.zone.zoneId }, query, headers: mdsAccept }),
      holds,
    });
    return Promise.all([
      ask({ min_end_time: at }, 'something'),
      ask({ max_end_time: at }, 'something'),
      ask({ min_end_time: now + ahead }, 'nothing'),
      ask({ max_end_time: before2015 }, 'nothing'),
    ]);
  },
);

const changeBounds = probe(
  'status changes with one bound',
  { cost: 4, needs: [statusChanges], control: statusChanges },
  async ({ api, get, now, undecided: stop }): Promise<OneBound[]> => {
    const feed = await get(statusChanges);
    const kind = 'status_changes';
    const at = middleOf(feed, kind) ?? stop('the window holds too few status changes; set TIER_WINDOW_START');
    const ask = async (query: Readonly<Record<string, number>>, holds: OneBound['holds']): Promise<OneBound> => ({
      kind,
      answer: await api.listStatusChanges({ path: { zoneId: feed.zone.zoneId }, query, headers: mdsAccept }),
      holds,
    });
    return Promise.all([
      ask({ start_time: at }, 'something'),
      ask({ end_time: at }, 'something'),
      ask({ start_time: now + ahead }, 'nothing'),
      ask({ end_time: before2015 }, 'nothing'),
    ]);
  },
);

/** That both bounds are wanted is not said, nor that one is enough: a refusal shows nothing. */
function expectOneBound(answers: readonly OneBound[], check: Check, context: JudgeContext): void {
  const came = answers.filter(({ answer: { raw } }) => raw.status === 200);
  if (came.length === 0) notTestable('a range with one bound is not answered');
  for (const { kind, answer, holds } of came) {
    expectAnswerInWindow(check, answer, kind, context);
    const count = recordsOf(answer, kind).length;
    // An empty page may lead on.
    const right = holds === 'nothing' ? count === 0 : count > 0 || typeof nextOf(answer) === 'string';
    const what = `${count} records came, though ${holds} happened in the range`;
    expectThat(check, answer, right, what, holds, `${count} records`, `/data/${kind}`);
  }
}

requirement('TI-TRIPS-09', tripBounds, expectOneBound);
requirement('TI-STAT-05', changeBounds, expectOneBound);
