/** The MDS pack, applied to the feeds of TIER. */
import type { Answer } from '../../../src/judges/answer.ts';
import { exchangeOf } from '../../../src/judges/json-api/exchange.ts';
import { type RuleResult, intoCheck } from '../../../src/judges/json-api/rule.ts';
import { judgeFeedAnswer } from '../../../src/judges/mds/judge-answer.ts';
import { judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import type { FeedKind, FeedOptions } from '../../../src/judges/mds/feed.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { type Check, undecided } from '../../../src/verdict/check.ts';
import type { Level } from '../../../src/verdict/types.ts';
import { within } from './resources.ts';
import type { FeedInWindow } from './windows.ts';

const every: readonly Level[] = ['must', 'should', 'may'];

const named = (results: readonly RuleResult[], rules: readonly string[], answer: Answer): RuleResult[] =>
  results
    .filter(({ rule }) => rules.includes(rule))
    .map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({ ...finding, message: `${answer.asked}: ${finding.message}` })),
    }));

/**
 * Judges every page of a feed by some rules, whatever their level in the pack.
 * @throws Undecided or Broken where a page did not come
 */
export function expectRules(
  check: Check,
  { chain, first, zone }: FeedInWindow,
  kind: FeedKind,
  rules: readonly string[],
  { contract, now }: JudgeContext,
  more: FeedOptions = {},
): void {
  const provider = {
    id: String(within(contract.facts, 'mdsProvider', 'id')),
    name: String(within(contract.facts, 'mdsProvider', 'name')),
  };
  for (const page of chain.pages) {
    // The window is that of the first request, whatever the links have made of it.
    const centre = zone.centre === null ? {} : { centre: zone.centre };
    const options = { exchange: page.x, requestUrl: first.url, openMembers: true, provider, now, ...centre, ...more };
    intoCheck(check, named(judgeFeed(page.data, kind, options), rules, page), every);
  }
}

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
