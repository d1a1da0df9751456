/** A body with one odd value in any place is judged without harm. */
import { describe, expect, it } from 'vitest';
import { judgeAgreement } from '../../../src/judges/mds/agreement.ts';
import { judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import { judgeFeedPages } from '../../../src/judges/mds/pages.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { withOddValues } from '../json-api/odd-values.ts';
import { centre, end, start, statusChange, statusChanges, trip, trips } from './samples.ts';

const links = { first: 'https://h/trips', next: null };
const oneTrip = trips([trip()], { links });
const twoChanges = statusChanges([statusChange(), statusChange({ event_time: end + 60_000 })], { links });
const options = { centre, requestUrl: `https://h/trips?min_end_time=${start}&max_end_time=${end}` };

describe('one odd value', () => {
  it('in any place of trips', () => {
    for (const results of [...withOddValues(oneTrip)].map((changed) => judgeFeed(changed, 'trips', options)))
      expect(results.length).toBeGreaterThan(1);
  });

  it('in any place of status changes', () => {
    for (const results of [...withOddValues(twoChanges)].map((one) => judgeFeed(one, 'status_changes', options)))
      expect(results.length).toBeGreaterThan(1);
  });

  it('in feeds and pages that are held against each other', () => {
    for (const changed of withOddValues(trips()))
      expect(() => judgeAgreement([{ document: changed }], [{ document: twoChanges }])).not.toThrow();
    for (const changed of withOddValues(statusChanges())) {
      expect(() => judgeAgreement([{ document: oneTrip }], [{ document: changed }])).not.toThrow();
      const page = { document: changed, url: 'https://h/status_changes' };
      expect(() => judgeFeedPages([page, { ...page, document: twoChanges }], 'status_changes')).not.toThrow();
    }
    expect(broken(judgeFeed(oneTrip, 'trips'), ['must'])).toEqual([]);
  });
});
