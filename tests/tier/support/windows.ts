/** A stretch of time with trips, and the feeds in it: found once, used by every case that needs records. */
import type { TIERApi } from '../../../src/contract/generated/tier.ts';
import type { Answer } from '../../../src/judges/answer.ts';
import { readDate } from '../../../src/judges/dates.ts';
import type { FeedKind } from '../../../src/judges/mds/feed.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import type { Probe } from '../../../src/suite/types.ts';
import { type Context, probe } from '../suite.ts';
import { type Chain, nextOf, walk } from './chain.ts';
import { asFeed, keyOf, mdsAccept, recordsOf, timeOf } from './feeds.ts';
import { type FeedZone, feedZone } from './questions.ts';
import { type Row, textIn } from './resources.ts';

/** Half-open, milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface FeedInWindow {
  readonly zone: FeedZone;
  readonly window: Window;
  readonly first: Answer;
  readonly chain: Chain;
  /** Records of all pages, each once. */
  readonly records: readonly Row[];
  /** The window was read to its end. */
  readonly complete: boolean;
}

const hour = 3_600_000;
const enough = 12;
const mostPages = 12;
const pagesOfPart = 6;

export const pagesAllowed = (settings: Readonly<Record<string, string>>): number =>
  Math.min(mostPages, Math.max(2, Number(settings['maxPages'] ?? '8') || 8));

type Query = Readonly<Record<string, string | number>>;

/** Asks a feed for a window. */
function askFeed(
  { api }: Context,
  { zoneId }: FeedZone,
  kind: FeedKind,
  { from, to }: Window,
  more: Query = {},
): Promise<Answer> {
  const path = { zoneId };
  return kind === 'trips'
    ? api.listTrips({ path, query: { min_end_time: from, max_end_time: to, ...more }, headers: mdsAccept })
    : api.listStatusChanges({ path, query: { start_time: from, end_time: to, ...more }, headers: mdsAccept });
}

/** Asks for a window and goes on along its next links. */
export async function readFeed(
  context: Context,
  zone: FeedZone,
  kind: FeedKind,
  window: Window,
  most: number,
  more: Query = {},
): Promise<FeedInWindow> {
  const first = await askFeed(context, zone, kind, window, more);
  const keysOf = (page: Answer) => recordsOf(page, kind).flatMap((record) => keyOf(record, kind) ?? []);
  const chain = await walk(first, { most, follow: (url) => context.follow(url, asFeed), keysOf });
  const records = new Map<string, Row>();
  for (const page of chain.pages)
    for (const record of recordsOf(page, kind)) {
      const key = keyOf(record, kind);
      if (key !== undefined && !records.has(key)) records.set(key, record);
    }
  return { zone, window, first, chain, records: [...records.values()], complete: chain.end === 'end' };
}

/** Pages that a window should take, as far as one page tells. */
const pagesWanted = 2;
/** Milliseconds. */
const lead = 1_200_000;

/** The part of a window that begins or ends with its first page, if that is in the order of time; else all of it. */
function someOf(window: Window, page: Answer): Window {
  const times = recordsOf(page, 'trips')
    .flatMap((record) => timeOf(record, 'trips') ?? [])
    .filter((at) => at >= window.from && at < window.to)
    .sort((a, b) => a - b);
  const [first, last] = [times[0] ?? window.from, times.at(-1) ?? window.to];
  const length = Math.ceil((last - first) * pagesWanted);
  if (length === 0 || last - first > (window.to - window.from) / 2) return window;
  // What leads to the first trip happens before it ends.
  return first - window.from <= window.to - last
    ? { from: Math.max(window.from, first - lead), to: Math.min(window.to, first + length) }
    : { from: Math.max(window.from, last - length), to: Math.min(window.to, last + 1) };
}

/** A vehicle made two of the trips: a filter by vehicle that loses one shows on no other. */
function hasPair(page: Answer): boolean {
  const devices = recordsOf(page, 'trips').flatMap((record) => textIn(record, 'device_id') ?? []);
  return new Set(devices).size < devices.length;
}

/** The shortest of some windows that holds enough trips: from the given time on, or back from a day ago. */
const windowWithTrips = probe(
  'a window with trips',
  { cost: 6, needs: [feedZone] },
  async (context): Promise<Window> => {
    const { now, settings, undecided } = context;
    const zone = await context.get(feedZone);
    const start = readDate(settings['windowStart'] ?? '')?.ms;
    const end = Math.floor(now / hour) * hour - 24 * hour;
    const windows = [1, 6, 24, 7 * 24, 30 * 24, 90 * 24].map((hours) =>
      start === undefined ? { from: end - hours * hour, to: end } : { from: start, to: start + hours * hour },
    );
    let best: Window | null = null;
    let most = 0;
    for (const window of windows) {
      const answer = await askFeed(context, zone, 'trips', window);
      best ??= window; // whatever came is judged where the feed is
      if (answer.raw.status !== 200) break;
      const count = recordsOf(answer, 'trips').length;
      if (count > most) [best, most] = [window, count];
      if (count > 0 && typeof nextOf(answer) === 'string') return someOf(window, answer);
      if (count >= enough && hasPair(answer)) break;
    }
    return best ?? undecided('the feed of trips did not answer');
  },
);

const inWindow = (kind: FeedKind, name: string): Probe<FeedInWindow, TIERApi> =>
  probe(name, { cost: mostPages, needs: [feedZone, windowWithTrips] }, async (context) =>
    readFeed(
      context,
      await context.get(feedZone),
      kind,
      await context.get(windowWithTrips),
      pagesAllowed(context.settings),
    ),
  );

export const trips = inWindow('trips', 'trips of a window');
export const statusChanges = inWindow('status_changes', 'status changes of a window');

/** Milliseconds. */
const month = 30 * 24 * hour;

/** Reads a few pages of the month around the window, so that more kinds of records are seen; the window comes back. */
const withMonth = (kind: FeedKind, of: Probe<FeedInWindow, TIERApi>, name: string): Probe<FeedInWindow, TIERApi> => {
  const pages = probe(`${name}, some pages`, { cost: 4, needs: [of] }, async (context) => {
    const { zone, window } = await context.get(of);
    const whole = { from: window.from - month / 2, to: Math.min(context.now, window.to + month / 2) };
    const read = (more: Query) => readFeed(context, zone, kind, whole, 3, more);
    // Large pages, as far as the feed makes them; the page shows a size for status changes alone.
    const large = kind === 'trips' ? null : await read({ 'page[size]': 500 });
    return large?.first.raw.status === 200 ? large : read({});
  });
  return probe(name, { cost: 0, needs: [of, pages] }, async ({ get }) => {
    await attempt(get(pages));
    return get(of);
  });
};

export const tripsOfMonth = withMonth('trips', trips, 'trips of a month');
export const changesOfMonth = withMonth('status_changes', statusChanges, 'status changes of a month');

interface Halves {
  readonly all: FeedInWindow;
  /** Time at which both meet: that of a record. */
  readonly middle: number;
  readonly before: FeedInWindow;
  readonly after: FeedInWindow;
}

/** A time near the middle at which one record closely follows another: what is lost at a border shows there. */
function borderOf({ records, window }: FeedInWindow, kind: FeedKind): number | undefined {
  const times = [...new Set(records.flatMap((record) => timeOf(record, kind) ?? []))]
    .filter((at) => at > window.from && at < window.to)
    .sort((a, b) => a - b);
  const inner = times
    .map((at, i) => ({ at, gap: at - (times[i - 1] ?? window.from) }))
    .slice(Math.floor(times.length / 4), Math.ceil((times.length * 3) / 4));
  return inner.sort((a, b) => a.gap - b.gap || a.at - b.at)[0]?.at;
}

/** As much of a window that has too many pages as some records in its middle take. */
function partOf({ records, window }: FeedInWindow, kind: FeedKind): Window {
  const times = records.flatMap((record) => timeOf(record, kind) ?? []).sort((a, b) => a - b);
  const start = Math.max(0, Math.floor(times.length / 2) - enough / 2);
  const [from, last] = [times[start], times[Math.min(times.length - 1, start + enough)]];
  return from === undefined || last === undefined ? window : { from, to: last + 1 };
}

/** The window in two parts that meet at the time of a record. */
const halved = (kind: FeedKind, of: Probe<FeedInWindow, TIERApi>, name: string): Probe<Halves, TIERApi> =>
  probe(name, { cost: 18, needs: [of], control: of }, async (context) => {
    const known = await context.get(of);
    const all = known.complete ? known : await readFeed(context, known.zone, kind, partOf(known, kind), pagesOfPart);
    const middle =
      borderOf(all, kind) ??
      context.undecided(`the window holds too few ${kind.replace('_', ' ')}; set TIER_WINDOW_START`);
    const most = Math.min(pagesOfPart, pagesAllowed(context.settings));
    const before = await readFeed(context, all.zone, kind, { from: all.window.from, to: middle }, most);
    const after = await readFeed(context, all.zone, kind, { from: middle, to: all.window.to }, most);
    return { all, middle, before, after };
  });

export const tripHalves = halved('trips', trips, 'trips, the window in two');
export const changeHalves = halved('status_changes', statusChanges, 'status changes, the window in two');
export type { Halves };
