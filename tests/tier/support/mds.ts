/** The MDS pack, applied to the feeds of TIER. */
import type { Answer } from '../../../src/judges/answer.ts';
import { exchangeOf } from '../../../src/judges/json-api/exchange.ts';
import { type RuleResult, intoCheck } from '../../../src/judges/json-api/rule.ts';
import { judgeFeedAnswer } from '../../../src/judges/mds/judge-answer.ts';
import { judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import type { FeedKind, FeedOptions } from '../../../src/judges/mds/feed.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { type Check, shorten, undecided } from '../../../src/verdict/check.ts';
import type { Level } from '../../../src/verdict/types.ts';
import { acceptOf, othersAt } from './every.ts';
import type { FeedZone } from './questions.ts';
import { isRow, within } from './resources.ts';
import type { FeedInWindow } from './windows.ts';

const every: readonly Level[] = ['must', 'should', 'may'];

const named = (results: readonly RuleResult[], rules: readonly string[], answer: Answer): RuleResult[] =>
  results
    .filter(({ rule }) => rules.includes(rule))
    .map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({ ...finding, message: `${answer.asked}: ${finding.message}` })),
    }));

const judged = new WeakMap<object, Map<string, readonly RuleResult[]>>();

/** Many requirements look at one page, each for some rules; it is judged once. */
function judgedOnce(data: unknown, kind: FeedKind, options: FeedOptions): readonly RuleResult[] {
  if (!isRow(data)) return judgeFeed(data, kind, options);
  const results = judged.get(data) ?? new Map<string, readonly RuleResult[]>();
  judged.set(data, results);
  const key = JSON.stringify([kind, options]);
  const known = results.get(key) ?? judgeFeed(data, kind, options);
  results.set(key, known);
  return known;
}

/** All other answers of the feed in the run that brought JSON: pages, windows, filters. */
export const otherPages = ({ chain, first }: FeedInWindow, context: JudgeContext): Answer[] =>
  othersAt(first, chain.pages, context).filter((page) => {
    const { json } = page.raw;
    if (json === undefined) return false;
    // What is answered where no version was named is judged by TI-MDS-19.
    return acceptOf(page) !== undefined || String(within(json, 'version')).startsWith('0.3.');
  });

/**
 * Judges every page of a feed by some rules, whatever their level in the pack, and all other answers of that feed.
 * @throws Undecided or Broken where a page did not come
 */
export function expectRules(
  check: Check,
  feed: FeedInWindow,
  kind: FeedKind,
  rules: readonly string[],
  context: JudgeContext,
  more: FeedOptions = {},
): void {
  const { chain, first, zone } = feed;
  const { contract, now } = context;
  const provider = {
    id: String(within(contract.facts, 'mdsProvider', 'id')),
    name: String(within(contract.facts, 'mdsProvider', 'name')),
  };
  const centre = zone.centre === null ? {} : { centre: zone.centre };
  const judge = (page: Answer, data: unknown, requestUrl: string | undefined) => {
    const asked = requestUrl === undefined ? {} : { requestUrl };
    const options = { exchange: page.x, openMembers: true, provider, now, ...centre, ...asked, ...more };
    intoCheck(check, named(judgedOnce(data, kind, options), rules, page), every);
  };
  // The window is that of the first request, whatever the links have made of it.
  for (const page of chain.pages) judge(page, page.data, first.url);
  // How links place their pages in the query is not known.
  for (const page of otherPages(feed, context))
    judge(page, page.raw.json, page.request.operation === 'follow' ? undefined : page.url);
}

/** Records of one answer lie between the bounds of its own request. */
export function expectAnswerInWindow(check: Check, page: Answer, kind: FeedKind, { now }: JudgeContext): void {
  const options = { exchange: page.x, openMembers: true, now, requestUrl: page.url };
  intoCheck(check, named(judgeFeed(page.data, kind, options), ['times-in-window'], page), every);
}

/** Whatever was asked of a feed, JSON comes. */
export function expectJson(check: Check, feed: FeedInWindow, context: JudgeContext): void {
  for (const { asked, raw, x } of othersAt(feed.first, feed.chain.pages, context))
    check.that(raw.json !== undefined, () => ({
      message: `${asked} was answered with ${raw.status}, but the body is not usable JSON`,
      expected: 'a JSON body',
      actual: raw.text === '' ? 'an empty body' : shorten(raw.text, 120),
      where: 'body',
      exchange: x,
    }));
}

/** One answer as a feed whose window is not known. */
export const feedOfOne = (zone: FeedZone, answer: Answer): FeedInWindow => ({
  zone,
  window: { from: 0, to: 0 },
  first: answer,
  chain: { pages: [answer], end: 'bound' },
  records: [],
  complete: false,
});

export interface JudgedFeed {
  readonly kind: FeedKind;
  readonly feed: FeedInWindow;
}

export const nothingHappened = 'nothing happened in the zone in the last three months; set TIER_WINDOW_START';

/** Rules over records. @throws Undecided where there are none */
export function expectRecordRules(
  check: Check,
  feeds: readonly JudgedFeed[],
  rules: readonly string[],
  context: JudgeContext,
  more: FeedOptions = {},
): void {
  for (const { kind, feed } of feeds) expectRules(check, feed, kind, rules, context, more);
  if (check.checks === 0) undecided(nothingHappened);
}

/** Results of rules over the records of all pages as one list. A place in that list is a place of the answer on a single page only. */
export function judgeTogether(
  { chain, first, records }: FeedInWindow,
  kind: FeedKind,
  rules: readonly string[],
): RuleResult[] {
  const results = judgeFeed({ version: '0.3.0', data: { [kind]: records } }, kind, { exchange: first.x });
  if (chain.pages.length === 1) return named(results, rules, first);
  return named(results, rules, first).map((result) => ({
    ...result,
    findings: result.findings.map(({ where: _where, ...finding }) => finding),
  }));
}

/** Judges single answers by rules over status and headers. */
export function expectAnswerRules(
  check: Check,
  answers: readonly Answer[],
  kind: FeedKind,
  rules: readonly string[],
): void {
  for (const answer of answers) {
    const sent = Object.fromEntries(answer.request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    intoCheck(
      check,
      named(
        judgeFeedAnswer(exchangeOf(answer, { headers: sent }), kind, { exchange: answer.x, openMembers: true }),
        rules,
        answer,
      ),
      every,
    );
  }
}

/** What the rules of level may find: noted, never a finding. */
export function observeRules(
  check: Check,
  { chain, zone: { centre } }: FeedInWindow,
  kind: FeedKind,
  rules: readonly string[],
): void {
  for (const page of chain.pages) {
    if (page.raw.status !== 200) continue;
    for (const { rule, findings, findingsTotal } of judgeFeed(page.raw.json, kind, {
      exchange: page.x,
      openMembers: true,
      ...(centre === null ? {} : { centre }),
    }))
      if (rules.includes(rule))
        check.observe(
          rule,
          findingsTotal === 0 ? 'nothing' : `${findingsTotal}, as: ${findings[0]?.message ?? ''}`,
          page.x,
        );
  }
}
