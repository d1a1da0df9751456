/** `check-openapi`: lints any API document, lists what can be read by it, and judges a target's answers against it. */
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { lintDocument, NotLintable, printLint } from '../src/openapi/lint.ts';
import { diffDocuments, judgeChanges } from '../src/openapi/diff.ts';
import { type ApiDocument, readDocument } from '../src/openapi/document.ts';
import { isObject } from '../src/openapi/json.ts';
import { type AnswerProblem, judgeAnswer } from '../src/openapi/judge.ts';
import { operationsOf } from '../src/openapi/operations.ts';
import { type Policy, policyOf } from '../src/openapi/policy.ts';
import type { ReadAll } from '../src/openapi/read-all.ts';
import { shorten } from '../src/verdict/check.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { fetchDocuments } from './check-openapi/fetch.ts';
import { planReads, readFrom } from './check-openapi/reads.ts';

type Print = (line: string) => void;

/**
 * Prints a report for people.
 * @returns 0 when all is well, 1 when the document is invalid, an answer does not keep it or a change breaks clients,
 *   2 when nothing could be judged
 * @throws UsageError
 */
export async function runCheckOpenapi(
  given: Arguments,
  print: Print = (line) => process.stdout.write(`${line}\n`),
): Promise<number> {
  const [address] = given.positionals;
  if (address === undefined)
    throw new UsageError('check-openapi needs the address of a document, of its Swagger page, or a file.');
  const policy = policyFrom(given.text('policy'));
  const documents = await documentsAt(address);
  const [earlier] = given.text('against') === undefined ? [] : await documentsAt(given.text('against') ?? '');
  let code = 0;
  for (const document of documents) {
    print(`${document.title || 'untitled'}  ${document.dialect}  ${document.url}`);
    if (!(await lint(document, print))) code = 1;
    if (earlier !== undefined && !compare(earlier, document, policy, print)) code = 1;
  }
  const options = {
    configured: pairs(given.list('parameter') ?? []),
    allowed: new Set(given.list('call') ?? []),
    most: mostOf(given.text('most')),
  };
  const target = given.text('target');
  if (target === undefined) {
    for (const document of documents) printPlan(document, planReads(document, options), print);
    return code;
  }
  const { reads, note } = await readFrom(target, documents, options);
  if (note !== null) print(`  ${note}`);
  const judged = judgeReads(reads, print);
  return judged === 0 ? Math.max(code, reads.reads.length === 0 ? 2 : 0) : judged === 2 && code === 1 ? 1 : judged;
}

async function documentsAt(address: string): Promise<readonly ApiDocument[]> {
  if (/^https?:\/\//i.test(address)) return fetchDocuments(address);
  if (!existsSync(address))
    throw new UsageError(`There is no file ${address}; addresses begin with http:// or https://.`);
  const read = readDocument(readFileSync(address, 'utf8'), pathToFileURL(address).href);
  if ('problem' in read) throw new UsageError(`${address} is no API document: ${read.problem}.`);
  return [read.document];
}

function policyFrom(file: string | undefined): Policy {
  if (file === undefined) return policyOf([]);
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const value: unknown = parseYaml(readFileSync(file, 'utf8'));
  if (!isObject(value))
    throw new UsageError(
      `${file} holds no policy; write one line per kind of change, as "operation-removed: breaking".`,
    );
  try {
    return policyOf([{ rules: value, assumed: false }]);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pairs(items: readonly string[]): Map<string, string> {
  return new Map(
    items.map((item) => {
      const [name = '', value] = item.split(/=(.*)/s);
      if (value === undefined) throw new UsageError(`--parameter ${item} has no value; write ${item}=VALUE.`);
      return [name.trim(), value] as const;
    }),
  );
}

function mostOf(text: string | undefined): number {
  if (text === undefined) return 40;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`--most ${text} is no number of reads; write one as 40.`);
  return Number(text);
}

/** Returns whether the document is valid. */
async function lint(document: ApiDocument, print: Print): Promise<boolean> {
  const results = await lintDocument(document).catch((error: unknown) => {
    if (error instanceof NotLintable) return error.message;
    throw error;
  });
  if (typeof results === 'string') {
    print(`  lint  not done: ${results}`);
    return true;
  }
  const invalid = results.filter(({ kind }) => kind === 'invalid').length;
  print(
    `  lint  ${results.length === 0 ? 'nothing to remark' : `${results.length} remarks, ${invalid} of them break the OpenAPI specification`}`,
  );
  for (const line of printLint(results)) print(`    ${line}`);
  return invalid === 0;
}

/** Returns whether no change breaks clients. */
function compare(earlier: ApiDocument, document: ApiDocument, policy: Policy, print: Print): boolean {
  const changes = judgeChanges(diffDocuments(earlier, document), policy);
  print(`  changes  ${changes.length === 0 ? 'none' : String(changes.length)}`);
  for (const { judgement, assumed, text } of changes) print(`    ${judgement}${assumed ? ' (assumed)' : ''}  ${text}`);
  return changes.every(({ judgement }) => judgement !== 'breaking');
}

function printPlan(document: ApiDocument, { callable, not }: ReturnType<typeof planReads>, print: Print): void {
  const all = operationsOf(document);
  print(
    `  operations  ${all.length}, ${callable.length + not.length} of them read with GET, ${callable.length} of these can be called (nothing was called: no --target)`,
  );
  const shown = ({ url, values }: (typeof callable)[number]) =>
    `${shorten(new URL(url).pathname, 100)}${values.length === 0 ? '' : `  ${values.join(', ')}`}`;
  const lines = [
    ...some(
      callable.map((each) => `${each.operation.key}  ${shown(each)}`),
      'more that can be called',
    ),
    ...some(
      not.map(({ operation, reason }) => `${operation.key}  not callable: ${reason}`),
      'more that cannot be called',
    ),
  ];
  for (const line of lines) print(`    ${line}`);
}

const mostLines = 30;

function some(lines: readonly string[], rest: string): readonly string[] {
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), `and ${lines.length - mostLines} ${rest}`];
}

/** Returns 0, 1 or 2 like an exit code. */
function judgeReads({ reads, unread }: ReadAll, print: Print): number {
  let broken = 0;
  let silent = 0;
  print(`  reads  ${reads.length} called, ${unread.length} not`);
  for (const { document, planned, answer } of reads) {
    const { status } = answer.raw;
    if (status === 0 || status >= 500 || [401, 403, 429].includes(status)) {
      silent += 1;
      print(
        `    ${planned.operation.key}  undecided: ${status === 0 ? (answer.raw.failure?.message ?? 'no answer') : `status ${status}`}`,
      );
      continue;
    }
    const { problems, notes } = judgeAnswer(document, planned.operation, answer.raw);
    if (problems.length > 0) broken += 1;
    print(
      `    ${planned.operation.key}  ${status}  ${problems.length === 0 ? 'keeps the document' : `${problems.length} problems`}`,
    );
    for (const line of problemLines(problems)) print(`      ${line}`);
    for (const note of notes) print(`      note: ${note}`);
  }
  for (const { operation, reason } of unread) print(`    ${operation.key}  not called: ${reason}`);
  return broken > 0 ? 1 : silent > 0 ? 2 : 0;
}

const mostProblems = 10;

function problemLines(problems: readonly AnswerProblem[]): string[] {
  const lines = problems.slice(0, mostProblems).map(({ aspect, message }) => `${aspect}: ${message}`);
  return problems.length > mostProblems ? [...lines, `and ${problems.length - mostProblems} more`] : lines;
}
