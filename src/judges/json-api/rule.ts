/** A table of rules: what a standard demands, one sentence and one function each; and how a table is applied. */
import { Check } from '../../verdict/check.ts';
import type { Finding, Level } from '../../verdict/types.ts';

export interface Rule<Subject> {
  /** Permanent id, as `included-full-linkage`. */
  readonly id: string;
  readonly level: Level;
  /** The demand in our own words: one sentence. */
  readonly statement: string;
  /** Looks at the subject and writes counted checks and findings. */
  readonly judge: (subject: Subject, check: Check) => void;
}

export interface RuleResult {
  readonly rule: string;
  readonly level: Level;
  readonly statement: string;
  /** How many single things were looked at; 0 means that the rule met nothing to judge. */
  readonly checks: number;
  /** At most `findingLimit` of them; `findingsTotal` counts all. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
}

/** Levels by rule id that differ from the table; `off` leaves a rule out. */
export type LevelOverrides = Readonly<Record<string, Level | 'off'>>;

export interface ApplyOptions {
  /** Id of the exchange that shows what is judged; every finding carries it. */
  readonly exchange?: string | undefined;
  readonly levels?: LevelOverrides | undefined;
}

/** Applies every rule of a table to one subject, in the order of the table. Pure. */
export function applyRules<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
  options: ApplyOptions = {},
): readonly RuleResult[] {
  const results: RuleResult[] = [];
  for (const rule of rules) {
    const level = levelOf(rule, options.levels);
    if (level === 'off') continue;
    const check = new Check();
    rule.judge(subject, check);
    results.push(resultOf(rule, level, check, options.exchange));
  }
  return results;
}

function levelOf(rule: Rule<never>, levels: LevelOverrides | undefined): Level | 'off' {
  return (levels !== undefined && Object.hasOwn(levels, rule.id) ? levels[rule.id] : undefined) ?? rule.level;
}

function resultOf(rule: Rule<never>, level: Level, check: Check, exchange: string | undefined): RuleResult {
  const findings =
    exchange === undefined ? check.findings : check.findings.map((finding) => ({ ...finding, exchange }));
  const { checks, findingsTotal } = check;
  return { rule: rule.id, level, statement: rule.statement, checks, findings, findingsTotal };
}

/** Adds what other results found to a check; results of other levels are left out. */
export function intoCheck(check: Check, results: readonly RuleResult[], levels: readonly Level[] = ['must']): void {
  for (const result of results) {
    if (!levels.includes(result.level)) continue;
    check.checks += result.checks;
    for (const finding of result.findings) check.broken(finding);
    check.findingsTotal += result.findingsTotal - result.findings.length;
  }
}

/** Notes the findings of `may` rules as observations: they break nothing. */
export function observeMay(check: Check, results: readonly RuleResult[]): void {
  for (const { level, rule, findings } of results) {
    if (level !== 'may') continue;
    for (const { message, exchange } of findings) check.observe(rule, message, exchange);
  }
}

/** Results of one or more runs of the same table as one: counts added, findings in order. */
export function mergeResults(runs: readonly (readonly RuleResult[])[]): readonly RuleResult[] {
  const merged = new Map<string, RuleResult>();
  for (const result of runs.flat()) {
    const before = merged.get(result.rule);
    merged.set(
      result.rule,
      before === undefined
        ? result
        : {
            ...before,
            checks: before.checks + result.checks,
            findings: [...before.findings, ...result.findings],
            findingsTotal: before.findingsTotal + result.findingsTotal,
          },
    );
  }
  return [...merged.values()];
}

/** Only the results with findings, of the given levels. */
export function broken(
  results: readonly RuleResult[],
  levels: readonly Level[] = ['must', 'should', 'may'],
): readonly RuleResult[] {
  return results.filter((result) => result.findingsTotal > 0 && levels.includes(result.level));
}
