/** The JSON:API pack, applied to answers of TIER: 1.0, open to new members. */
import type { Answer } from '../../../src/judges/answer.ts';
import { exchangeOf } from '../../../src/judges/json-api/exchange.ts';
import type { Expectation } from '../../../src/judges/json-api/exchange.ts';
import { judgeAnswer } from '../../../src/judges/json-api/judge-answer.ts';
import type { RuleResult } from '../../../src/judges/json-api/rule.ts';
import type { Level } from '../../../src/verdict/types.ts';

/** Rules about the header, which have a requirement of their own. */
export const mediaRules = ['media-type', 'media-type-parameters'];

interface Applied {
  readonly expects?: Expectation;
  /** Rules that have requirements of their own. */
  readonly without?: readonly string[];
  readonly levels?: Readonly<Record<string, Level>>;
}

/** Results of the rules over an answer that came; each finding names the request. */
export function jsonApi(answer: Answer, { expects, without = [], levels = {} }: Applied = {}): RuleResult[] {
  const off = Object.fromEntries([...mediaRules, ...without].map((rule) => [rule, 'off' as const]));
  const results = judgeAnswer(exchangeOf(answer), {
    version: '1.0',
    exchange: answer.x,
    openMembers: true,
    levels: { ...off, ...levels },
    ...(expects === undefined ? {} : { expects }),
  });
  return results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, message: `${answer.asked}: ${finding.message}` })),
  }));
}

/** Results of some rules alone. */
export const only = (results: readonly RuleResult[], rules: readonly string[]): RuleResult[] =>
  results.filter(({ rule }) => rules.includes(rule));
