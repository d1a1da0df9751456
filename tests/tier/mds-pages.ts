/** Pages of the feeds along their next links. */
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { intoCheck } from '../../src/judges/json-api/rule.ts';
import { linksOf } from '../../src/judges/json-api/pages.ts';
import type { FeedKind } from '../../src/judges/mds/feed.ts';
import { judgeFeedPages } from '../../src/judges/mds/pages.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import { type WalkEnd, nextOf } from './support/chain.ts';
import { keyOf, recordsOf, timeOf } from './support/feeds.ts';
import { expectThat } from './support/findings.ts';
import { expectRules } from './support/mds.ts';
import { textIn } from './support/resources.ts';
import { type FeedInWindow, type Window, pagesAllowed, readFeed, statusChanges, trips } from './support/windows.ts';
import { probe, requirement } from './suite.ts';

const pagesOfWalk = 4;
const most = 28;

interface Walked {
  readonly kind: FeedKind;
  readonly size: number;
  /** Keys of the records that the window holds. */
  readonly promised: readonly string[];
  readonly walked: FeedInWindow;
}

/** The first records of the window, on about four pages. */
const inPages = (kind: FeedKind, of: Probe<FeedInWindow, TIERApi>): Probe<Walked, TIERApi> =>
  probe(
    `${kind === 'trips' ? 'trips' : 'status changes'}, page by page`,
    { cost: 12, needs: [of], control: of },
    async (context): Promise<Walked> => {
      const all = await context.get(of);
      const timed = all.records.flatMap((record) => {
        const [at, key] = [timeOf(record, kind), keyOf(record, kind)];
        return at === undefined || key === undefined ? [] : [{ at, key }];
      });
      const sorted = timed.sort((a, b) => a.at - b.at);
      if (sorted.length < 6)
        return context.undecided(`the window holds ${sorted.length} records: too few for pages; set TIER_WINDOW_START`);
      const border = sorted[most]?.at ?? all.window.to;
      // Of a window that was not read to its end, the part that is known.
      const from = all.complete ? all.window.from : (sorted[0]?.at ?? all.window.from);
      const window: Window = { from, to: border };
      const promised = sorted.filter(({ at }) => at < border).map(({ key }) => key);
      const size = Math.max(2, Math.ceil(promised.length / pagesOfWalk));
      const walked = await readFeed(context, all.zone, kind, window, Math.max(pagesAllowed(context.settings), 8), {
        'page[size]': size,
      });
      return { kind, size, promised: all.complete ? promised : [], walked };
    },
  );

const pagedTrips = inPages('trips', trips);
export const pagedChanges = inPages('status_changes', statusChanges);

/** What a walk may do to the query. */
const cursors = ['start_time', 'min_end_time'];

/** Both walks; trips need not understand page[size], which the page shows for status changes alone. */
const walks = probe(
  'both feeds, page by page',
  { cost: 0, needs: [pagedTrips, pagedChanges] },
  async ({ get }): Promise<Walked[]> => {
    const changes = await get(pagedChanges);
    const some = await attempt(get(pagedTrips));
    return 'value' in some && some.value.walked.first.raw.status === 200 ? [changes, some.value] : [changes];
  },
);

/** Milliseconds. */
const month = 30 * 86_400_000;

/** Trips of one vehicle on two pages: a further filter that links must keep. */
const pagedVehicle = probe(
  'trips of a vehicle, page by page',
  { cost: 3, needs: [trips, pagedTrips], control: trips },
  async (context) => {
    const all = await context.get(trips);
    const paged = await attempt(context.get(pagedTrips));
    if ('reason' in paged) return context.notTestable(paged.reason);
    if (paged.value.walked.chain.pages.length < 2)
      context.notTestable('trips come in one piece, whatever page[size] says');
    const counts = new Map<string, number>();
    for (const record of all.records) {
      const device = textIn(record, 'device_id');
      if (device !== undefined) counts.set(device, (counts.get(device) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (most === undefined || counts.size < 2)
      return context.notTestable('the window holds trips of one vehicle alone');
    const [device, count] = most;
    // A vehicle with one trip in the window has more in a month.
    const window = count > 1 ? all.window : { from: all.window.to - month, to: all.window.to };
    const query = { device_id: device, 'page[size]': Math.ceil(count / 2) };
    const walked = await readFeed(context, all.zone, 'trips', window, 3, query);
    if (count === 1 && walked.chain.pages.length < 2)
      return context.notTestable('no vehicle has trips for two pages in a month');
    return { device, walked };
  },
);

requirement('TI-PAGE-08', pagedVehicle, ({ device, walked }, check) => {
  walked.first.header('date');
  for (const page of walked.chain.pages)
    recordsOf(page, 'trips').forEach((record, i) => {
      expectThat(
        check,
        page,
        record['device_id'] === device,
        'a trip of another vehicle came',
        device,
        record['device_id'],
        `/data/trips/${i}/device_id`,
      );
    });
});

const isPaged = ({ walked }: Walked): boolean =>
  walked.chain.pages.length > 1 || typeof nextOf(walked.first) === 'string';

requirement('TI-PAGE-01', pagedChanges, (seen, check) => {
  const { size, walked } = seen;
  for (const page of walked.chain.pages) {
    page.header('date');
    const { length } = recordsOf(page, 'status_changes');
    // Who sends everything at once does not page at all.
    expectThat(
      check,
      page,
      length <= size || !isPaged(seen),
      `${length} records came on a page of ${size}`,
      `at most ${size} records`,
      `${length} records`,
      '/data/status_changes',
    );
  }
});

const trouble: Readonly<Partial<Record<WalkEnd, string>>> = {
  again: 'leads to a page that was seen',
  stuck: 'leads on to pages without anything new',
};

requirement('TI-PAGE-02', walks, (feeds, check) => {
  for (const { kind, promised, walked } of feeds) {
    const { pages, end } = walked.chain;
    const last = pages.at(-1) ?? walked.first;
    last.header('date');
    const all = new Set(walked.records.flatMap((record) => keyOf(record, kind) ?? []));
    const onwards = end === 'bound' && promised.length > 0 && promised.every((key) => all.has(key));
    if (end === 'bound' && !onwards)
      undecided(`the pages did not end within ${pages.length}; TIER_MAX_PAGES bounds them`);
    const words =
      trouble[end] ?? (onwards ? `leads on behind ${pages.length} pages, though all ${all.size} records came` : '');
    expectThat(
      check,
      last,
      words === '',
      `the link next ${words}`,
      'a further page, or null',
      nextOf(last),
      '/links/next',
    );
  }
});

const pagesOf = ({ walked }: Walked) =>
  walked.chain.pages
    .filter(({ raw }) => raw.status === 200)
    .map((page) => ({ document: page.raw.json, url: page.url, exchange: page.x }));

function expectPageRules(check: Check, seen: Walked, rules: readonly string[]): void {
  const results = judgeFeedPages(pagesOf(seen), seen.kind, { cursorParameters: cursors });
  intoCheck(
    check,
    results.filter(({ rule }) => rules.includes(rule)),
    ['must', 'should', 'may'],
  );
}

requirement('TI-PAGE-03', walks, (feeds, check, context) => {
  for (const seen of feeds) {
    seen.walked.first.header('date');
    expectPageRules(check, seen, ['pages-links-keep-query']);
    // A page that lost the query holds other records.
    if (seen.walked.chain.pages.length > 1)
      expectRules(check, { ...seen.walked, chain: came(seen.walked) }, seen.kind, ['times-in-window'], context);
  }
  if (check.checks === 0) check.held(); // there are no links that could lose anything
});

const came = ({ chain }: FeedInWindow) => ({
  ...chain,
  pages: chain.pages.filter(({ raw }) => raw.status === 200 && raw.json !== undefined),
});

requirement('TI-PAGE-04', walks, (feeds, check) => {
  for (const { kind, promised, walked } of feeds) {
    for (const page of walked.chain.pages) page.header('date');
    if (!walked.complete || promised.length === 0) continue;
    const found = new Set(
      walked.chain.pages.flatMap((page) => recordsOf(page, kind).flatMap((record) => keyOf(record, kind) ?? [])),
    );
    const missing = promised.filter((key) => !found.has(key));
    const last = walked.chain.pages.at(-1) ?? walked.first;
    expectThat(
      check,
      last,
      missing.length === 0,
      `${missing.length} records of the window are on none of ${walked.chain.pages.length} pages`,
      `${promised.length} records`,
      `missing: ${show(missing.slice(0, 3))}`,
      `/data/${kind}`,
    );
  }
  if (check.checks === 0) undecided('no list was read to its end');
});

requirement('TI-PAGE-05', walks, (feeds, check) => {
  for (const seen of feeds) {
    seen.walked.first.header('date');
    expectPageRules(check, seen, ['pages-items-once']);
  }
});

function expectAtHome(check: Check, page: Answer): void {
  const { origin, pathname } = new URL(page.url);
  for (const [name, link] of Object.entries(linksOf(page.data))) {
    if (link === null || link === '') continue;
    const to = URL.canParse(link, page.url) ? new URL(link, page.url) : null;
    const right = to !== null && to.origin === origin && to.pathname.replace(/\/$/, '') === pathname.replace(/\/$/, '');
    expectThat(
      check,
      page,
      right,
      `the link ${name} does not lead to this feed at this origin`,
      `${origin}${pathname}`,
      link,
      `/links/${name}`,
    );
  }
  check.held(); // a page without links leads nowhere
}

requirement('TI-PAGE-06', walks, (feeds, check) => {
  for (const { walked } of feeds) for (const page of walked.chain.pages) expectAtHome(check, page);
});

requirement('TI-PAGE-07', pagedChanges, (seen, check) => {
  const results = judgeFeedPages(pagesOf(seen), seen.kind, { cursorParameters: cursors });
  const lost = results.find(({ rule }) => rule === 'pages-links-keep-size')?.findingsTotal ?? 0;
  check.observe(
    'page size',
    isPaged(seen) ? (lost === 0 ? 'kept by all links' : `changed by ${lost} links`) : 'the feed came in one piece',
    seen.walked.first.x,
  );
});

requirement('TI-PAGE-10', walks, (feeds, check) => {
  for (const seen of feeds) {
    seen.walked.first.header('date');
    expectPageRules(check, seen, ['pages-say-next']);
  }
  if (check.checks === 0) notTestable('each feed came in one piece, which needs no links');
});
