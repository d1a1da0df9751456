/** Judges one answer of an MDS 0.3 provider: status, headers and body. The face of the pack for contracts. */
import { applyRules } from '../json-api/rule.ts';
import type { Rule, RuleResult } from '../json-api/rule.ts';
import type { Request, Response } from '../json-api/exchange.ts';
import type { FeedKind, FeedOptions } from './feed.ts';
import { judgeFeed } from './judge-feed.ts';
import { answerRules } from './rules/answers.ts';
import type { FeedExchange } from './rules/answers.ts';

export interface FeedAnswerOptions extends Omit<FeedOptions, 'requestUrl'> {
  /** Versions that the server is known to support, as `0.3`. */
  readonly supportedVersions?: readonly string[];
}

/** Every rule over an exchange, in the order of the reports. */
export const answerTable: readonly Rule<FeedExchange>[] = answerRules;

/**
 * Judges an answer and the body that it brings. `exchangeOf(answer)` of the JSON:API pack makes the first argument from
 * a recorded answer. The body is judged where the status is 200; whether an answer decides anything at all (5xx, 429,
 * a refused key) is the caller's to say beforehand.
 */
export function judgeFeedAnswer(
  { request, response }: { readonly request: Request; readonly response: Response },
  kind: FeedKind,
  options: FeedAnswerOptions = {},
): readonly RuleResult[] {
  const { exchange, levels, supportedVersions } = options;
  const exchanged = { request, response, supportedVersions: supportedVersions ?? null };
  const results = applyRules(answerTable, exchanged, { exchange, levels });
  if (response.status !== 200 || response.document === undefined || request.method === 'OPTIONS') return results;
  return [...results, ...judgeFeed(response.document, kind, { ...options, requestUrl: request.url })];
}
