/** Lints a published document with the standard OpenAPI rules and rules of a vendor. Reads nothing but the document. */
import type { RulesetDefinition } from '@stoplight/spectral-core';
import { formatPointer } from '../contract/pointer.ts';
import { shorten } from '../verdict/check.ts';
import type { ApiDocument } from './document.ts';
import { recent } from './recent.ts';

export type LintSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface LintResult {
  readonly rule: string;
  readonly severity: LintSeverity;
  readonly message: string;
  /** JSON pointer. */
  readonly pointer: string;
  /** Line of the text, from 1. */
  readonly line: number;
}

/**
 * - `invalid`  the document breaks the OpenAPI specification
 * - `example`  an example does not keep its schema, which the specification leaves open
 * - `style`    everything else
 */
export type LintKind = 'invalid' | 'example' | 'style';

/** Longer documents take minutes, in characters. */
export const lintLimit = 5_000_000;

/** Rules of Spectral that repeat what the specification demands. */
const specification = new Set([
  ...['oas2-schema', 'oas3-schema', 'oas2-parameter-description', 'parser', 'invalid-ref'],
  ...['path-params', 'path-not-include-query', 'path-declarations-must-exist', 'duplicated-entry-in-enum'],
  ...['operation-operationId-unique', 'operation-parameters', 'oas2-operation-formData-consume-check'],
]);

export const kindOf = ({ rule, severity }: LintResult): LintKind =>
  severity !== 'error'
    ? 'style'
    : specification.has(rule)
      ? 'invalid'
      : /-valid-(?:media|schema)-example$/.test(rule)
        ? 'example'
        : 'style';

const severities: readonly LintSeverity[] = ['error', 'warning', 'information', 'hint'];

const refusal = 'references to other files are not read';

/**
 * Results in the order of the text. A reference out of the document is no result: it is never followed.
 * @param own rules of a vendor, for Spectral
 */
export function lintDocument(
  document: ApiDocument,
  own: RulesetDefinition | null = null,
): Promise<readonly LintResult[]> {
  const rules = own !== null && 'rules' in own ? Object.keys(own.rules).join() : '';
  return known(`${document.url}\n${rules}\n${document.text}`, () => lint(document, own));
}

const known = recent<Promise<readonly LintResult[]>>(20);

async function lint(document: ApiDocument, own: RulesetDefinition | null): Promise<readonly LintResult[]> {
  const [core, parsersModule, { Resolver }, { oas }] = await Promise.all([
    import('@stoplight/spectral-core'),
    import('@stoplight/spectral-parsers'),
    import('@stoplight/spectral-ref-resolver'),
    import('@stoplight/spectral-rulesets'),
  ]);
  // A CommonJS package: loaders differ in what they call its default.
  const { Json, Yaml } =
    'Json' in parsersModule ? parsersModule : (parsersModule as { default: typeof parsersModule }).default;
  // Without it Spectral would read files and ask the network for whatever the document names.
  const resolve = () => {
    throw new Error(refusal);
  };
  const guarded = { resolve };
  const spectral = new core.Spectral({
    resolver: new Resolver({ resolvers: { http: guarded, https: guarded, file: guarded } }),
  });
  const standard: RulesetDefinition = {
    extends: [[oas as RulesetDefinition, 'recommended']],
    // It does not see references of a document that is given as a text.
    rules: { 'oas3-unused-component': 'off', 'oas2-unused-definition': 'off' },
  };
  spectral.setRuleset(own === null ? standard : { extends: [standard, own] });
  const { text } = document;
  const isJson = /^[\s\uFEFF]*[{[]/.test(text);
  const source = new core.Document(text.replace(/^\uFEFF/, ''), (isJson ? Json : Yaml) as typeof Yaml, document.url);
  const results = await spectral.run(source);
  return results
    .filter(({ message }) => !message.includes(refusal))
    .map(({ code, severity, message, path, range }) => ({
      rule: String(code),
      severity: severities[severity] ?? 'hint',
      message: shorten(message, 300),
      pointer: formatPointer(path.map(String)),
      line: range.start.line + 1,
    }));
}

/** Results as lines that a person reads: most serious first, equal messages of one rule counted, at most `most` lines. */
export function printLint(results: readonly LintResult[], most = 40): string[] {
  const rank = (result: LintResult) => severities.indexOf(result.severity);
  const groups = new Map<string, LintResult[]>();
  for (const result of [...results].sort((a, b) => rank(a) - rank(b) || a.line - b.line)) {
    const key = `${result.severity} ${result.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const lines: string[] = [];
  for (const [key, group] of groups) {
    lines.push(`${key} (${group.length})`);
    for (const { line, pointer, message } of group.slice(0, 3))
      lines.push(`    line ${line}, ${shorten(pointer, 100)}: ${shorten(message, 160)}`);
    if (group.length > 3) lines.push(`    and ${group.length - 3} more`);
  }
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most), `    and more: ${results.length} results of ${groups.size} rules in all`];
}
