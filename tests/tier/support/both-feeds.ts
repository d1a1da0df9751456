/** Trips and status changes of one window, together. */
import { attempt } from '../../../src/suite/attempt.ts';
import { undecided } from '../../../src/verdict/check.ts';
import { probe } from '../suite.ts';
import { statusChanges, trips } from './windows.ts';

/** For rules that hold both feeds against each other. */
export const bothFeeds = probe(
  'trips and status changes of a window',
  { cost: 0, needs: [trips, statusChanges] },
  async ({ get }) => ({
    trips: await get(trips),
    changes: await get(statusChanges),
  }),
);

/** For rules over both feeds: one that did not come leaves the other to be judged. */
export const eachFeed = probe(
  'trips or status changes of a window',
  { cost: 0, needs: [trips, statusChanges] },
  async ({ get }) => {
    const found = { trips: await attempt(get(trips)), status_changes: await attempt(get(statusChanges)) };
    if ('reason' in found.trips && 'reason' in found.status_changes) undecided(found.trips.reason);
    const feeds = (['trips', 'status_changes'] as const).flatMap((kind) => {
      const one = found[kind];
      return 'value' in one ? [{ kind, feed: one.value }] : [];
    });
    // That a feed does not come is judged with its envelope.
    const came = feeds.filter(({ feed }) => feed.chain.pages.every(({ raw }) => raw.status === 200));
    return came.length > 0 ? came : feeds;
  },
);
