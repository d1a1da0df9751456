/** Judges one answer of a JSON:API server: status, headers and document. The face of the pack for contracts. */
import type { RuleResult } from './rule.ts';
import { applyRules } from './rule.ts';
import { judgeDocument } from './judge-document.ts';
import type { DocumentOptions } from './judge-document.ts';
import { carriesJsonApi } from './exchange.ts';
import type { Exchanged, Expectation, Request, Response } from './exchange.ts';
import { errorAnswerRules } from './rules/error-answers.ts';
import { exchangeRules } from './rules/exchanges.ts';
import { mediaRules } from './rules/media.ts';
import { writeRules } from './rules/writes.ts';
import type { Situation } from './situations.ts';
import { rulesOf } from './table.ts';
import type { VersionedRule } from './table.ts';

export interface AnswerOptions extends Omit<DocumentOptions, 'requestUrl' | 'contentType'> {
  /** What the requested URL stands for; judges the shape of the primary data. */
  readonly expects?: Expectation;
  /** What the request provoked on purpose; judges the status. */
  readonly situation?: Situation;
  /** URIs of extensions that the server is known to support. */
  readonly supportedExtensions?: readonly string[];
}

/** Every rule over an exchange, in the order of the reports. */
export const exchangeTable: readonly VersionedRule<Exchanged>[] = [
  ...mediaRules,
  ...exchangeRules,
  ...writeRules,
  ...errorAnswerRules,
];

/**
 * Judges an answer and the document that it brings. `exchangeOf(answer)` makes the first argument from a recorded answer.
 * Whether an answer decides anything at all (5xx, 429, a refused key) is the caller's to say beforehand. An error page
 * that is no JSON:API document breaks no rule: a server may, but need not, explain its errors.
 */
export function judgeAnswer(
  { request, response }: { readonly request: Request; readonly response: Response },
  options: AnswerOptions,
): readonly RuleResult[] {
  const { version, exchange, levels, expects, situation, supportedExtensions } = options;
  const exchanged: Exchanged = {
    version,
    request,
    response,
    expects: expects ?? null,
    situation: situation ?? null,
    supportedExtensions: supportedExtensions ?? null,
  };
  const results = applyRules(rulesOf(exchangeTable, version), exchanged, { exchange, levels });
  const contentType = response.headers('content-type')[0];
  return bringsDocument(response)
    ? [
        ...results,
        ...judgeDocument(response.document, { ...options, requestUrl: request.url, contentType: contentType ?? '' }),
      ]
    : results;
}

function bringsDocument(response: Response): boolean {
  if (response.document === undefined) return false;
  return (response.status >= 200 && response.status < 300) || carriesJsonApi(response);
}
