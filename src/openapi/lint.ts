/** Lints a published document with the standard OpenAPI rules and rules of a vendor. Reads nothing but the document. */
import type { RulesetDefinition, Spectral } from '@stoplight/spectral-core';
import { formatPointer, parsePointer } from '../contract/pointer.ts';
import { shorten } from '../verdict/check.ts';
import type { ApiDocument } from './document.ts';
import { exampleProblems } from './examples.ts';
import { objectOf } from './json.ts';
import { recent } from './recent.ts';
import { valueAt } from './references.ts';
import { specificationProblems } from './specification.ts';

export type LintSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface LintResult {
  readonly rule: string;
  readonly severity: LintSeverity;
  readonly message: string;
  /** JSON pointer. */
  readonly pointer: string;
  /** Line of the text, from 1. */
  readonly line: number;
  readonly kind: LintKind;
}

/**
 * - `invalid`  the document breaks the OpenAPI specification
 * - `example`  an example does not keep its schema, which the specification leaves open
 * - `style`    everything else
 */
export type LintKind = 'invalid' | 'example' | 'style';

/** Longer documents take minutes, in characters. */
const lintLimit = 5_000_000;

/** The document cannot be linted; the message says why. */
export class NotLintable extends Error {
  override readonly name = 'NotLintable';
}

/** Rules that repeat what the specification demands, however serious Spectral takes them. */
const specification = new Set([
  ...['oas2-schema', 'oas3-schema', 'parser', 'invalid-ref', 'path-params', 'path-not-include-query'],
  ...['path-declarations-must-exist', 'operation-operationId-unique', 'operation-parameters'],
  ...['openapi-tags-uniqueness', 'oas2-discriminator', 'oas2-operation-security-defined'],
  'oas3-operation-security-defined',
]);

function kindOf(rule: string, message: string, severity: LintSeverity, { dialect }: ApiDocument): LintKind {
  // Unquoted statuses as keys: JSON cannot say it, every tool reads it.
  if (rule === 'parser' && /^Mapping key must be a string/.test(message)) return 'style';
  if (specification.has(rule) || rule.startsWith('spec-')) return 'invalid';
  // A list says of what: a must of the Schema Object of 3.0 alone.
  if (rule === 'array-items') return dialect === 'OpenAPI 3.0' ? 'invalid' : 'style';
  if (severity !== 'error' || !/-valid-(?:media|schema)-example$/.test(rule)) return 'style';
  // Up to 3.0 a default must be of the type (Schema Object); since 3.1 that is only recommended.
  return dialect !== 'OpenAPI 3.1' && /^"default" property type must be/.test(message) ? 'invalid' : 'example';
}

const severities: readonly LintSeverity[] = ['error', 'warning', 'information', 'hint'];

const refusal = 'references to other files are not read';

/**
 * Results in the order of the text. A reference out of the document is no result: it is never followed.
 * @param own rules of a vendor, for Spectral
 * @throws NotLintable for a document that is too long, or that the linter gives up on
 */
export function lintDocument(
  document: ApiDocument,
  own: RulesetDefinition | null = null,
): Promise<readonly LintResult[]> {
  const rules = own !== null && 'rules' in own ? Object.keys(own.rules).join() : '';
  // Nothing that is found depends on where the document lies.
  return known(`${rules}\n${document.text}`, () => lint(document, own));
}

const known = recent<Promise<readonly LintResult[]>>(60);

async function lint(document: ApiDocument, own: RulesetDefinition | null): Promise<readonly LintResult[]> {
  if (document.text.length > lintLimit) throw new NotLintable(`it is longer than ${lintLimit} characters`);
  const { results, lineOf } = await (await linter(own))(document.text);
  const theirs = results
    .filter(({ message, code, path }) => !message.includes(refusal) && !isSharedPath(document, String(code), path))
    .map(({ code, severity: degree, message, path, range }): LintResult => {
      const [rule, severity] = [String(code), severities[degree] ?? 'hint'];
      return {
        rule,
        severity,
        message: shorten(message, 300),
        pointer: formatPointer(path.map(String)),
        line: range.start.line + 1,
        kind: kindOf(rule, message, severity, document),
      };
    });
  const ours = specificationProblems(document).map((problem): LintResult => ({
    ...problem,
    severity: 'error',
    line: lineOf(problem.pointer),
    kind: 'invalid',
  }));
  const examples = exampleProblems(document).map((problem): LintResult => ({
    ...problem,
    severity: 'error',
    line: lineOf(problem.pointer),
    kind: 'example',
  }));
  return [...theirs, ...ours, ...examples];
}

/** Since 3.1 a path may refer to one of the components; the schema that Spectral holds documents against does not know it. */
const isSharedPath = (document: ApiDocument, rule: string, path: readonly (string | number)[]) =>
  rule === 'oas3-schema' &&
  document.dialect === 'OpenAPI 3.1' &&
  path.length === 2 &&
  path[0] === 'paths' &&
  typeof objectOf(valueAt(document, formatPointer(path.map(String))))['$ref'] === 'string';

/** Results of Spectral, and the line of a JSON pointer, from 1. */
type Linter = (text: string) => Promise<{
  readonly results: Awaited<ReturnType<Spectral['run']>>;
  readonly lineOf: (pointer: string) => number;
}>;

const linters = new Map<RulesetDefinition | null, Promise<Linter>>();

/** Rules are compiled once. */
function linter(own: RulesetDefinition | null): Promise<Linter> {
  const made = linters.get(own) ?? makeLinter(own);
  linters.set(own, made);
  return made;
}

async function makeLinter(own: RulesetDefinition | null): Promise<Linter> {
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
  return async (text) => {
    const isJson = /^[\s\uFEFF]*[{[]/.test(text);
    const source = new core.Document(text.replace(/^\uFEFF/, ''), (isJson ? Json : Yaml) as typeof Yaml);
    // A document may use names, as hasOwnProperty, that Spectral stumbles over.
    const results = await spectral.run(source).catch(() => {
      throw new NotLintable('Spectral gives up on it');
    });
    const lineOf = (pointer: string) => (source.getRangeForJsonPath(parsePointer(pointer), true)?.start.line ?? 0) + 1;
    return { results, lineOf };
  };
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
