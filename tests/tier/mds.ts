/** The feeds of MDS 0.3: shape and meaning of trips and status changes. */
import { judgeAgreement } from '../../src/judges/mds/agreement.ts';
import type { Centre } from '../../src/judges/mds/feed.ts';
import { intoCheck } from '../../src/judges/json-api/rule.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { expectThat } from './support/findings.ts';
import {
  expectJson,
  expectRecordRules,
  expectRules,
  feedOfOne,
  judgeTogether,
  nothingHappened,
} from './support/mds.ts';
import { feedZone, plain } from './support/questions.ts';
import { type Row, within } from './support/resources.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { recordsOf, timeOf } from './support/feeds.ts';
import { type FeedInWindow, changesOfMonth, statusChanges, trips, tripsOfMonth } from './support/windows.ts';
import { bothFeeds, eachFeed } from './support/both-feeds.ts';
import { probe, requirement } from './suite.ts';

const envelope = ['body-object', 'body-required-members', 'version', 'payload'];
const shape = ['required-members', 'member-types', 'known-values', 'uuids', 'value-ranges'];

/** Trips of the window, and of the last hour, which need no window to be found. */
const anyTrips = probe('trips, as far as they came', { cost: 0, needs: [feedZone, plain, trips] }, async ({ get }) => ({
  zone: await get(feedZone),
  hour: await get(plain),
  found: await attempt(get(trips)),
}));

requirement('TI-MDS-01', anyTrips, ({ zone, hour, found }, check, context) => {
  const isFound = 'value' in found;
  const feed = isFound ? found.value : feedOfOne(zone, hour);
  expectJson(check, feed, context);
  expectRules(check, feed, 'trips', envelope, context);
  if (!isFound && check.findingsTotal === 0) undecided(found.reason);
});
requirement('TI-MDS-02', statusChanges, (feed, check, context) => {
  expectJson(check, feed, context);
  expectRules(check, feed, 'status_changes', envelope, context);
});
requirement('TI-MDS-03', tripsOfMonth, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'trips', feed }], shape, context),
);
requirement('TI-MDS-04', changesOfMonth, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'status_changes', feed }], shape, context),
);
requirement('TI-MDS-27', eachFeed, (feeds, check, context) =>
  expectRecordRules(check, feeds, ['uuids-in-lower-case', 'no-null-trip'], context),
);
requirement('TI-MDS-05', changesOfMonth, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'status_changes', feed }], ['event-reason-fits-type'], context),
);
requirement('TI-MDS-06', changesOfMonth, (feed, check, context) =>
  expectRecordRules(check, [{ kind: 'status_changes', feed }], ['associated-trip'], context),
);

requirement('TI-MDS-07', eachFeed, (feeds, check, context) =>
  expectRecordRules(check, feeds, ['times-in-milliseconds'], context),
);

requirement('TI-MDS-08', eachFeed, (feeds, check, context) =>
  expectRecordRules(check, feeds, ['provider-constant'], context),
);

requirement('TI-MDS-09', trips, (feed, check, context) => {
  expectRecordRules(check, [{ kind: 'trips', feed }], ['trip-ends-after-start', 'trip-ids-unique'], context);
  expectSameTrips(check, feed.chain.pages);
});

const identity = ['device_id', 'start_time', 'end_time'];

/** A trip that comes on two pages is the same one: TI-PAGE-05 judges that it comes twice. */
function expectSameTrips(check: Check, pages: readonly Answer[]): void {
  const seen = new Map<string, string>();
  for (const page of pages)
    recordsOf(page, 'trips').forEach((trip, i) => {
      const id = trip['trip_id'];
      if (typeof id !== 'string') return;
      const own = JSON.stringify(identity.map((name) => trip[name]));
      const what = `another trip of the window has the id ${id}, too`;
      const where = `/data/trips/${i}/trip_id`;
      expectThat(check, page, (seen.get(id) ?? own) === own, what, seen.get(id) ?? '', own, where);
      seen.set(id, own);
    });
}

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

const onEachPage = ['status-change-once', 'event-location-time', 'coordinates-not-null-island'];

requirement('TI-MDS-15', statusChanges, (feed, check, context) => {
  expectRecordRules(check, [{ kind: 'status_changes', feed }], onEachPage, context);
  // What follows what shows over all pages alone: no order is promised.
  if (feed.complete) intoCheck(check, judgeTogether(feed, 'status_changes', ['drop-off-ends-the-trip']), ['should']);
});

const bodies = ({ chain }: FeedInWindow) =>
  chain.pages.filter(({ raw }) => raw.status === 200).map((page) => ({ document: page.raw.json, exchange: page.x }));

function expectAgreement(
  check: Check,
  { trips: some, changes }: { trips: FeedInWindow; changes: FeedInWindow },
  level: 'must' | 'should',
): void {
  const results = judgeAgreement(bodies(some), bodies(changes));
  if (check.checks === 0 && results.every(({ checks }) => checks === 0))
    undecided('no status change of the window names a trip of the window');
  intoCheck(check, results, [level]);
}

/** Clocks of devices and of the server may differ at the borders of a window. */
const margin = 300_000;
const fewest = 3;

/** Drop-offs well inside a window whose trips are all known: some of them must name one. */
function expectKnownTrips(check: Check, some: FeedInWindow, changes: FeedInWindow): void {
  const { from, to } = some.window;
  const named = changes.records.flatMap((change) => {
    const [at, trip] = [timeOf(change, 'status_changes'), change['associated_trip']];
    const inside = at !== undefined && at >= from + margin && at < to - margin;
    return inside && change['event_type_reason'] === 'user_drop_off' && typeof trip === 'string' ? [trip] : [];
  });
  const known = new Set(some.records.map((trip) => String(trip['trip_id']).toLowerCase()));
  if (!some.complete || known.size === 0 || named.length < fewest) return;
  expectThat(
    check,
    changes.first,
    named.some((trip) => known.has(trip.toLowerCase())),
    `none of ${named.length} drop-offs names a trip of the same time`,
    'associated_trip: the trip_id of a trip',
    named[0],
    '/data/status_changes',
  );
}

requirement('TI-MDS-16', bothFeeds, (feeds, check) => {
  expectKnownTrips(check, feeds.trips, feeds.changes);
  expectAgreement(check, feeds, 'must');
});
requirement('TI-MDS-17', bothFeeds, (feeds, check) => expectAgreement(check, feeds, 'should'));

requirement('TI-MDS-18', eachFeed, (feeds, check, context) =>
  expectRecordRules(
    check,
    feeds,
    ['provider-name', 'vehicle-of-device', 'times-in-the-past', 'published-after-the-event'],
    context,
  ),
);
