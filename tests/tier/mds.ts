/** The feeds of MDS 0.3: shape and meaning of trips and status changes. */
import { judgeAgreement } from '../../src/judges/mds/agreement.ts';
import type { Centre } from '../../src/judges/mds/feed.ts';
import { intoCheck } from '../../src/judges/json-api/rule.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { expectAnswerRules, expectRecordRules, expectRules, nothingHappened, observeRules } from './support/mds.ts';
import { type Row, memberOf, within } from './support/resources.ts';
import { type FeedInWindow, statusChanges, trips } from './support/windows.ts';
import { probe, requirement } from './suite.ts';

const envelope = ['body-object', 'body-required-members', 'version', 'payload'];
const shape = ['required-members', 'member-types', 'known-values', 'uuids', 'value-ranges'];

requirement('TI-MDS-01', trips, (feed, check, context) => expectRules(check, feed, 'trips', envelope, context));
requirement('TI-MDS-02', statusChanges, (feed, check, context) =>
  expectRules(check, feed, 'status_changes', envelope, context),
);
requirement('TI-MDS-03', trips, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'trips', feed }], shape, context),
);
requirement('TI-MDS-04', statusChanges, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'status_changes', feed }], shape, context),
);
requirement('TI-MDS-05', statusChanges, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'status_changes', feed }], ['event-reason-fits-type'], context),
);
requirement('TI-MDS-06', statusChanges, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'status_changes', feed }], ['associated-trip'], context),
);

const bothFeeds = probe(
  'trips and status changes of a window',
  { cost: 0, needs: [trips, statusChanges] },
  async ({ get }) => ({
    trips: await get(trips),
    changes: await get(statusChanges),
  }),
);

/** Rules over both feeds; one that did not come leaves the other to be judged. */
const eachFeed = probe(
  'trips or status changes of a window',
  { cost: 0, needs: [trips, statusChanges] },
  async ({ get }) => {
    const found = { trips: await attempt(get(trips)), status_changes: await attempt(get(statusChanges)) };
    if ('reason' in found.trips && 'reason' in found.status_changes) undecided(found.trips.reason);
    return (['trips', 'status_changes'] as const).flatMap((kind) => {
      const one = found[kind];
      return 'value' in one ? [{ kind, feed: one.value }] : [];
    });
  },
);

requirement('TI-MDS-07', eachFeed, (feeds, check, context) =>
  expectRecordRules(check, feeds, ['times-in-milliseconds'], context),
);

requirement('TI-MDS-08', eachFeed, (feeds, check, context) =>
  expectRecordRules(check, feeds, ['provider-constant'], context),
);

requirement('TI-MDS-09', trips, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'trips', feed }], ['trip-ends-after-start', 'trip-ids-unique'], context),
);

requirement('TI-MDS-10', eachFeed, (feeds, check, context) => {
  for (const { kind, feed } of feeds)
    expectRules(
      check,
      feed,
      kind,
      ['coordinates-on-the-globe', ...(kind === 'status_changes' ? ['coordinates-longitude-first'] : [])],
      context,
    );
  if (check.checks === 0) undecided(nothingHappened);
});

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The middle of the status changes, whose order of coordinates the page's example has right. */
function centreOfChanges(changes: readonly Row[]): Centre | null {
  const pairs = changes.flatMap((change) => {
    const coordinates: unknown = within(change, 'event_location', 'geometry', 'coordinates');
    const [longitude, latitude] = Array.isArray(coordinates) ? (coordinates as unknown[]) : [];
    return typeof longitude === 'number' && typeof latitude === 'number' ? [{ longitude, latitude }] : [];
  });
  if (pairs.length === 0) return null;
  return {
    longitude: middle(pairs.map((pair) => pair.longitude)),
    latitude: middle(pairs.map((pair) => pair.latitude)),
  };
}

const tripsAndCentre = probe(
  'trips, and where they are to be',
  { cost: 0, needs: [trips, statusChanges] },
  async ({ get }) => {
    const feed = await get(trips);
    const changes = await attempt(get(statusChanges));
    return { feed, centre: feed.zone.centre ?? ('value' in changes ? centreOfChanges(changes.value.records) : null) };
  },
);

requirement('TI-MDS-11', tripsAndCentre, ({ feed, centre }, check, context) => {
  if (centre === null) undecided('where the zone lies is not known; set TIER_ZONE_CENTRE');
  expectRecordRules(
    check,
    [{ kind: 'trips', feed }],
    ['coordinates-longitude-first', 'coordinates-not-null-island'],
    context,
    { centre },
  );
});

requirement('TI-MDS-12', trips, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'trips', feed }], ['trip-duration'], context),
);
requirement('TI-MDS-13', trips, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'trips', feed }], ['route-starts-and-ends-the-trip', 'route-in-order'], context),
);
requirement('TI-MDS-14', trips, (feed, check, context) =>
  expectRecordRules(
    check,
    [{ kind: 'trips', feed }],
    ['trip-distance', 'trip-amounts', 'trips-do-not-overlap'],
    context,
  ),
);

requirement('TI-MDS-15', statusChanges, (feed, check, context) =>
  expectRecordRules(
    check,
    [{ kind: 'status_changes', feed }],
    ['status-change-once', 'event-location-time', 'drop-off-ends-the-trip', 'coordinates-not-null-island'],
    context,
  ),
);

const bodies = ({ chain }: FeedInWindow) =>
  chain.pages.filter(({ raw }) => raw.status === 200).map((page) => ({ document: page.raw.json, exchange: page.x }));

function expectAgreement(
  check: Check,
  { trips: some, changes }: { trips: FeedInWindow; changes: FeedInWindow },
  level: 'must' | 'should',
): void {
  const results = judgeAgreement(bodies(some), bodies(changes));
  if (results.every(({ checks }) => checks === 0))
    undecided('no status change of the window names a trip of the window');
  intoCheck(check, results, [level]);
}

requirement('TI-MDS-16', bothFeeds, (feeds, check) => expectAgreement(check, feeds, 'must'));
requirement('TI-MDS-17', bothFeeds, (feeds, check) => expectAgreement(check, feeds, 'should'));

requirement('TI-MDS-18', eachFeed, (feeds, check, context) =>
  expectRecordRules(
    check,
    feeds,
    ['provider-name', 'vehicle-of-device', 'times-in-the-past', 'published-after-the-event'],
    context,
  ),
);

const withoutAccept = probe(
  'trips, no Accept header',
  { cost: 1, needs: [trips], control: trips },
  async ({ api, get }) => {
    const { window, zone } = await get(trips);
    const query = { min_end_time: window.from, max_end_time: window.to };
    return api.listTrips({ path: { zoneId: zone.zoneId }, query }, { anyway: { headers: { Accept: null } } });
  },
);

requirement('TI-MDS-19', withoutAccept, (answer, check) => {
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
});

requirement('TI-MDS-20', eachFeed, (feeds, check) => {
  for (const { kind, feed } of feeds)
    expectAnswerRules(check, feed.chain.pages, kind, [
      'media-type',
      'media-type-version',
      'media-type-charset',
      'version-agrees',
    ]);
});

const unsupported = probe(
  'trips of an unsupported version',
  { cost: 1, needs: [trips], control: trips },
  async ({ api, get }) => {
    const { window, zone } = await get(trips);
    const query = { min_end_time: window.from, max_end_time: window.to };
    return api.listTrips({
      path: { zoneId: zone.zoneId },
      query,
      headers: { Accept: 'application/vnd.mds.provider+json;version=99.0' },
    });
  },
);

requirement('TI-MDS-21', unsupported, (answer, check) => {
  expectRefused(check, answer, { because: 'only version 99.0 is accepted', statuses: [406] });
});

requirement('TI-MDS-22', eachFeed, (feeds, check, context) => {
  for (const { kind, feed } of feeds) expectRules(check, feed, kind, ['links-object', 'links-urls'], context);
  if (check.checks === 0) check.held(); // a feed in one piece needs no links
});

requirement('TI-MDS-23', eachFeed, (feeds, check, context) => {
  for (const { kind, feed } of feeds) expectRules(check, feed, kind, ['links-url-encoded'], context);
  if (check.checks === 0) check.held();
});

requirement('TI-MDS-24', eachFeed, (feeds, check) => {
  const unlikely = [
    'body-known-members',
    'status-changes-known-data',
    'links-known-members',
    'names-in-snake-case',
    'trip-speed',
    'battery-where-electric',
    'status-changes-plausible',
    'one-status-at-a-time',
    'coordinates-near-the-centre',
  ];
  for (const { kind, feed } of feeds) observeRules(check, feed, kind, unlikely);
});

const unknownZone = probe(
  'status changes of an unknown zone',
  { cost: 1, needs: [statusChanges] },
  async ({ api, get, unique }) => {
    const { window } = await get(statusChanges);
    return api.listStatusChanges({
      path: { zoneId: unique('CONFORMANCE') },
      query: { start_time: window.from, end_time: window.to },
    });
  },
);

requirement('TI-STAT-04', unknownZone, (answer, check) => observeAnswer(check, 'unknown zone', answer));
