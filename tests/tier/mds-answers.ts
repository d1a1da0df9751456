/** The feeds of MDS 0.3: versions, media types and links. */
import type { Answer } from '../../src/judges/answer.ts';
import { uriProblem } from '../../src/judges/json-api/uri.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { type Check } from '../../src/verdict/check.ts';
import { expectThat, expectUtf8 } from './support/findings.ts';
import { type JudgedFeed, expectAnswerRules, expectRules, observeRules, otherPages } from './support/mds.ts';
import { listAt, memberOf, within } from './support/resources.ts';
import { trips } from './support/windows.ts';
import { eachFeed } from './support/both-feeds.ts';
import { probe, requirement } from './suite.ts';

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
  'feeds of an unsupported version',
  { cost: 2, needs: [trips], control: trips },
  async ({ api, get }) => {
    const { window, zone } = await get(trips);
    const path = { zoneId: zone.zoneId };
    const headers = { Accept: 'application/vnd.mds.provider+json;version=99.0' };
    const { from, to } = window;
    return Promise.all([
      api.listTrips({ path, query: { min_end_time: from, max_end_time: to }, headers }),
      api.listStatusChanges({ path, query: { start_time: from, end_time: to }, headers }),
    ]);
  },
);

requirement('TI-MDS-21', unsupported, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'only version 99.0 is accepted', statuses: [406] });
});

requirement('TI-MDS-25', eachFeed, (feeds, check, context) => {
  for (const { kind, feed } of feeds) {
    for (const page of feed.chain.pages) {
      listAt(page, 'data', kind);
      expectUtf8(check, page);
    }
    for (const page of otherPages(feed, context)) expectUtf8(check, page);
  }
});

/** Every page has its list of records. */
function expectLists(check: Check, feeds: readonly JudgedFeed[]): void {
  for (const { kind, feed } of feeds)
    for (const page of feed.chain.pages) {
      listAt(page, 'data', kind);
      check.held();
    }
}

/** Null, or a URL; a relative one leads on as well, though the schema of the standard wants all of it. */
function expectUrls(check: Check, page: Answer): void {
  const links = within(page.raw.json, 'links');
  for (const name of ['first', 'last', 'prev', 'next']) {
    const link = memberOf(links, name);
    if (link === undefined || link === null) continue;
    const problem = typeof link !== 'string' ? 'is no text' : link === '' ? 'is empty' : uriProblem(link);
    expectThat(
      check,
      page,
      problem === null,
      `the link ${name} ${problem ?? ''}`,
      'a URL or null',
      link,
      `/links/${name}`,
    );
  }
}

requirement('TI-MDS-22', eachFeed, (feeds, check, context) => {
  for (const { kind, feed } of feeds) {
    expectRules(check, feed, kind, ['links-object'], context);
    for (const page of [...feed.chain.pages, ...otherPages(feed, context)]) expectUrls(check, page);
  }
  expectLists(check, feeds); // a feed in one piece needs no links
});

requirement('TI-MDS-23', eachFeed, (feeds, check, context) => {
  for (const { kind, feed } of feeds) expectRules(check, feed, kind, ['links-url-encoded'], context);
  expectLists(check, feeds);
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
