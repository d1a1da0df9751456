/** Filters of the feeds: half-open stretches of time, and vehicles. */
import type { FeedKind } from '../../src/judges/mds/feed.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { keyOf, recordsOf, timeOf } from './support/feeds.ts';
import { expectThat } from './support/findings.ts';
import { expectRules, nothingHappened } from './support/mds.ts';
import { nobodysId } from './support/questions.ts';
import { type Row, textIn } from './support/resources.ts';
import {
  type FeedInWindow,
  type Halves,
  changeHalves,
  readFeed,
  statusChanges,
  tripHalves,
  trips,
} from './support/windows.ts';
import { probe, requirement } from './suite.ts';

function expectWindow(check: Check, feeds: readonly FeedInWindow[], kind: FeedKind, context: JudgeContext): void {
  for (const feed of feeds) expectRules(check, feed, kind, ['times-in-window'], context);
  if (check.checks === 0) undecided(nothingHappened);
}

const tripWindows = probe(
  'trips of a window, whole and in two',
  { cost: 0, needs: [trips, tripHalves] },
  async ({ get }) => {
    const halves = await attempt(get(tripHalves));
    return [await get(trips), ...('value' in halves ? [halves.value.before, halves.value.after] : [])];
  },
);

const changeWindows = probe(
  'status changes of a window, whole and in two',
  { cost: 0, needs: [statusChanges, changeHalves] },
  async ({ get }) => {
    const halves = await attempt(get(changeHalves));
    return [await get(statusChanges), ...('value' in halves ? [halves.value.before, halves.value.after] : [])];
  },
);

requirement('TI-TRIPS-01', tripWindows, (feeds, check, context) => expectWindow(check, feeds, 'trips', context));
requirement('TI-STAT-01', changeWindows, (feeds, check, context) =>
  expectWindow(check, feeds, 'status_changes', context),
);

const name = { trips: 'trip', status_changes: 'status change' } as const;

/** The record whose time is the border stands in the part that begins there, and in no other. */
function expectHalfOpen(check: Check, { middle, before, after, all }: Halves, kind: FeedKind): void {
  if (before.first.raw.status !== 200) before.first.header('date'); // undecided, or a finding
  if (after.first.raw.status !== 200) after.first.header('date');
  const at = ({ records }: FeedInWindow) => records.filter((record) => timeOf(record, kind) === middle);
  const what = name[kind];
  expectThat(
    check,
    before.first,
    at(before).length === 0,
    `a ${what} came whose time is the end of the range, which is excluded`,
    `none at ${middle}`,
    `${at(before).length} at ${middle}`,
    `/data/${kind}`,
  );
  if (after.complete && all.complete)
    expectThat(
      check,
      after.first,
      at(after).length > 0,
      `a ${what} is missing whose time is the start of the range, which is included`,
      `one at ${middle}`,
      `none at ${middle}`,
      `/data/${kind}`,
    );
}

requirement('TI-TRIPS-02', tripHalves, (halves, check) => expectHalfOpen(check, halves, 'trips'));
requirement('TI-STAT-02', changeHalves, (halves, check) => expectHalfOpen(check, halves, 'status_changes'));

const keysOf = (records: readonly Row[], kind: FeedKind): string[] =>
  records.flatMap((record) => keyOf(record, kind) ?? []);

/** Both lists hold the same records. */
function expectSame(
  check: Check,
  answer: Answer,
  came: readonly string[],
  promised: readonly string[],
  what: string,
  at: string,
): void {
  const [c, p] = [new Set(came), new Set(promised)];
  const missing = [...p].filter((key) => !c.has(key));
  const extra = [...c].filter((key) => !p.has(key));
  const said = `${missing.length} missing${missing[0] === undefined ? '' : ` (${missing[0]})`}, ${extra.length} too many${extra[0] === undefined ? '' : ` (${extra[0]})`}`;
  expectThat(check, answer, missing.length + extra.length === 0, `${what}: ${said}`, `${p.size} records`, said, at);
}

function expectNothingLost(check: Check, { all, before, after, middle }: Halves, kind: FeedKind): void {
  for (const feed of [before, after]) if (feed.first.raw.status !== 200) feed.first.header('date');
  if (![all, before, after].every(({ complete }) => complete))
    undecided('the window has more pages than were read; TIER_MAX_PAGES bounds them');
  const both = keysOf([...before.records, ...after.records], kind);
  expectSame(
    check,
    after.first,
    both,
    keysOf(all.records, kind),
    `two ranges that meet at ${middle}, against the whole range`,
    `/data/${kind}`,
  );
}

requirement('TI-TRIPS-03', tripHalves, (halves, check) => expectNothingLost(check, halves, 'trips'));
requirement('TI-STAT-03', changeHalves, (halves, check) => expectNothingLost(check, halves, 'status_changes'));

interface OfVehicle {
  readonly member: 'device_id' | 'vehicle_id';
  readonly value: string;
  readonly all: FeedInWindow;
  readonly filtered: FeedInWindow;
}

/** Trips of the vehicle that has most of them. */
const ofVehicle = (member: OfVehicle['member']) =>
  probe(`trips by ${member}`, { cost: 3, needs: [trips], control: trips }, async (context): Promise<OfVehicle> => {
    const all = await context.get(trips);
    const counts = new Map<string, number>();
    for (const record of all.records) {
      const value = textIn(record, member);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (most === undefined || counts.size < 2)
      return context.undecided('the window holds trips of fewer than two vehicles; set TIER_WINDOW_START');
    const filtered = await readFeed(context, all.zone, 'trips', all.window, 3, { [member]: most[0] });
    return { member, value: most[0], all, filtered };
  });

function expectVehicle(check: Check, { member, value, all, filtered }: OfVehicle): void {
  if (filtered.first.raw.status !== 200) filtered.first.header('date');
  for (const page of filtered.chain.pages)
    recordsOf(page, 'trips').forEach((record, i) => {
      expectThat(
        check,
        page,
        record[member] === value,
        `a trip of another ${member} came`,
        value,
        record[member],
        `/data/trips/${i}/${member}`,
      );
    });
  if (!all.complete || !filtered.complete) return;
  const promised = all.records.filter((record) => record[member] === value);
  expectSame(
    check,
    filtered.first,
    keysOf(filtered.records, 'trips'),
    keysOf(promised, 'trips'),
    `the trips of one ${member}, against all trips of the window`,
    '/data/trips',
  );
}

requirement('TI-TRIPS-04', ofVehicle('device_id'), (seen, check) => expectVehicle(check, seen));
requirement('TI-TRIPS-05', ofVehicle('vehicle_id'), (seen, check) => expectVehicle(check, seen));

/** The device of one trip, and the visible id of another vehicle: no trip has both. */
const mixed = probe(
  'trips by device_id and vehicle_id of two vehicles',
  { cost: 1, needs: [trips], control: trips },
  async (context) => {
    const all = await context.get(trips);
    const one = all.records.find((record) => textIn(record, 'device_id') !== undefined);
    const other = all.records.find(
      (record) => record['device_id'] !== one?.['device_id'] && textIn(record, 'vehicle_id') !== one?.['vehicle_id'],
    );
    const [device, vehicle] = [textIn(one ?? {}, 'device_id'), textIn(other ?? {}, 'vehicle_id')];
    if (device === undefined || vehicle === undefined)
      return context.undecided('the window holds trips of fewer than two vehicles; set TIER_WINDOW_START');
    return readFeed(context, all.zone, 'trips', all.window, 1, { device_id: device, vehicle_id: vehicle });
  },
);

requirement('TI-TRIPS-08', mixed, ({ first }, check) => {
  if (first.status >= 500 || first.status === 429) first.header('date');
  const count = recordsOf(first, 'trips').length;
  expectThat(
    check,
    first,
    first.status >= 400 || count === 0,
    `${count} trips came, though no vehicle has both ids`,
    'no trips',
    `${count} trips`,
    '/data/trips',
  );
});

const ofNobody = probe('trips of an unknown vehicle', { cost: 2, needs: [trips], control: trips }, async (context) => {
  const all = await context.get(trips);
  const ask = (query: Readonly<Record<string, string>>) =>
    readFeed(context, all.zone, 'trips', all.window, 1, query).then(({ first }) => first);
  return {
    all,
    answers: [
      await ask({ device_id: nobodysId(context.unique) }),
      await ask({ vehicle_id: context.unique('conformance') }),
    ],
  };
});

requirement('TI-TRIPS-06', ofNobody, ({ all, answers }, check) => {
  if (all.records.length === 0) undecided('the window holds no trips; set TIER_WINDOW_START');
  for (const answer of answers) {
    if (answer.status >= 500 || answer.status === 429) answer.header('date');
    const count = recordsOf(answer, 'trips').length;
    const what = `${count} trips of a vehicle came that nobody has`;
    expectThat(check, answer, answer.status >= 400 || count === 0, what, 'no trips', `${count} trips`, '/data/trips');
  }
});

/** Whether a list of times rises, falls or neither. */
function orderOf(times: readonly number[]): string {
  const rises = times.every((time, i) => i === 0 || time >= (times[i - 1] ?? time));
  const falls = times.every((time, i) => i === 0 || time <= (times[i - 1] ?? time));
  return times.length < 2 ? 'too few to tell' : rises ? 'oldest first' : falls ? 'newest first' : 'none';
}

const orders = probe('order of the feeds', { cost: 0, needs: [trips, statusChanges] }, async ({ get }) => ({
  trips: await get(trips),
  status_changes: await get(statusChanges),
}));

requirement('TI-TRIPS-07', orders, (feeds, check) => {
  for (const kind of ['trips', 'status_changes'] as const)
    check.observe(
      kind,
      orderOf(feeds[kind].records.flatMap((record) => timeOf(record, kind) ?? [])),
      feeds[kind].first.x,
    );
});
