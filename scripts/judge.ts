/** `judge json-api|mds-0.3 FILE_OR_URL`: judges one document of any server by a standard, and prints the findings. */
import { jsonApiMediaType } from '../src/judges/json-api/exchange.ts';
import { exchangeTable, judgeAnswer } from '../src/judges/json-api/judge-answer.ts';
import type { AnswerOptions } from '../src/judges/json-api/judge-answer.ts';
import { claimedVersion, judgeDocument } from '../src/judges/json-api/judge-document.ts';
import { broken } from '../src/judges/json-api/rule.ts';
import type { JsonApiVersion } from '../src/judges/json-api/outline.ts';
import type { RuleResult } from '../src/judges/json-api/rule.ts';
import { feedKindOf } from '../src/judges/mds/feed.ts';
import type { FeedKind } from '../src/judges/mds/feed.ts';
import { judgeFeedAnswer } from '../src/judges/mds/judge-answer.ts';
import { judgeFeed } from '../src/judges/mds/judge-feed.ts';
import { providerMediaType } from '../src/judges/mds/media-type.ts';
import { CallError, judgeUsage, readCall } from './judge-call.ts';
import type { Call, KnownAnswer } from './judge-call.ts';
import { withSources } from './judge-rules.ts';
import type { SourcedResult } from './judge-rules.ts';
import { SourceError, fetchSource, isUrl, readSource, shownSource } from './judge-source.ts';
import type { Source } from './judge-source.ts';

export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const processOutput: Output = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
};

interface Judged {
  readonly title: string;
  readonly results: readonly SourcedResult[];
  /** What is to be known of the verdict; null when there is nothing. */
  readonly note: string | null;
}

/**
 * Runs the command.
 * @param args words behind `judge`
 * @returns exit code: 0 no broken must, 1 a must is broken, 4 usage, bad file or no usable answer
 */
export async function runJudge(args: string[], output: Output = processOutput): Promise<number> {
  if (args.includes('--help')) {
    output.out(judgeUsage);
    return 0;
  }
  try {
    const call = readCall(args);
    const source = await sourceOf(call);
    const { title, results, note } =
      call.pack === 'json-api' ? await judgeJsonApi(call, source) : judgeMds(call, source);
    const notes = [source.note, note].filter((one) => one !== null);
    output.out(call.json ? `${JSON.stringify({ title, notes, results }, null, 2)}\n` : report(title, notes, results));
    return broken(results, call.strict ? ['must', 'should'] : ['must']).length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CallError || error instanceof SourceError)) throw error;
    if (args.includes('--json')) output.out(`${JSON.stringify({ error: error.message }, null, 2)}\n`);
    output.error(error instanceof CallError ? `${error.message}\n\n${judgeUsage}` : `${error.message}\n`);
    return 4;
  }
}

async function sourceOf(call: Call): Promise<Source> {
  if (!isUrl(call.source)) return readSource(call.source, call.known !== null);
  return fetchSource(call.source, acceptOf(call));
}

function acceptOf({ pack }: Call): string {
  return pack === 'json-api' ? jsonApiMediaType : `${providerMediaType};version=0.3`;
}

async function judgeJsonApi(call: Call, source: Source): Promise<Judged> {
  const { expects, situation, known, openMembers, requestUrl } = call;
  const options = {
    openMembers,
    ...(requestUrl === null ? {} : { requestUrl }),
    ...(expects === null ? {} : { expects }),
    ...(situation === null ? {} : { situation }),
  };
  const answer = source.answer ?? (known === null ? null : await answerOf(call, known, source));
  const judge = (version: JsonApiVersion) =>
    answer === null
      ? judgeDocument(source.document, { ...options, version })
      : judgeKnown(answer, { ...options, version }, known);
  const claimed = call.version ?? claimedVersion(source.document);
  const version = claimed ?? '1.0';
  const results = judge(version);
  const breaks = (ofResults: readonly RuleResult[]) => broken(ofResults, ['must']).length;
  const mayBeLater = claimed === null && breaks(results) > 0 && breaks(judge('1.1')) < breaks(results);
  return {
    title: `JSON:API ${version}: ${shownSource(call.source)}`,
    results: withSources(results, 'json-api', version),
    note: mayBeLater
      ? 'No version is claimed, so that 1.0 is judged. By 1.1 fewer rules are broken: say --version 1.1 if the server has it.'
      : null,
  };
}

/** What a rule over headers cannot tell while no header is known. */
const headerRules = ['media-type', 'created-location', 'vary-accept'];

function judgeKnown(
  answer: NonNullable<Source['answer']>,
  options: AnswerOptions & { readonly requestUrl?: string },
  known: KnownAnswer | null,
): readonly RuleResult[] {
  if (known === null || known.headers.has('content-type')) return judgeAnswer(answer, options);
  const levels = Object.fromEntries(headerRules.map((rule) => [rule, 'off' as const]));
  const results = judgeAnswer(answer, { ...options, levels });
  const document = results.some(({ rule }) => rule === 'document-object');
  // without a Content-Type it is not known whether an extension was applied
  return [
    ...results.filter(({ rule }) => exchangeTable.some(({ id }) => id === rule)),
    ...(document ? judgeDocument(answer.response.document, options) : []),
  ];
}

function judgeMds(call: Call, source: Source): Judged {
  const kind = call.kind ?? feedKindOf(source.document) ?? kindOfUrl(call);
  if (kind === null) {
    const problem = source.note ?? 'The document does not hold either data.trips or data.status_changes.';
    throw new SourceError(`${problem} Say --kind to judge it all the same.`);
  }
  const { centre, known, requestUrl, openMembers } = call;
  const options = { openMembers, ...(centre === null ? {} : { centre }) };
  const answer = source.answer ?? (known === null ? null : exchangeFor(call, known, source, undefined));
  const unknownType = known !== null && !known.headers.has('content-type');
  const results =
    answer === null
      ? judgeFeed(source.document, kind, requestUrl === null ? options : { ...options, requestUrl })
      : judgeFeedAnswer(answer, kind, unknownType ? { ...options, levels: { 'media-type': 'off' } } : options);
  const title = `MDS provider 0.3, ${kind}: ${shownSource(call.source)}`;
  return { title, results: withSources(results, 'mds-0.3', '0.3'), note: null };
}

/** The feed that a URL asks for, by its last part. */
function kindOfUrl({ source, requestUrl }: Call): FeedKind | null {
  const url = isUrl(source) ? source : requestUrl;
  const name = url !== null && URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean).at(-1) : undefined;
  return name === 'trips' || name === 'status_changes' ? name : null;
}

async function answerOf(call: Call, known: KnownAnswer, source: Source): Promise<NonNullable<Source['answer']>> {
  const sent = known.requestBody === null ? undefined : (await readSource(known.requestBody)).document;
  return exchangeFor(call, known, source, sent);
}

function exchangeFor(
  call: Call,
  known: KnownAnswer,
  { document, text }: Source,
  sent: unknown,
): NonNullable<Source['answer']> {
  const { method, status, headers, requestHeaders } = known;
  const url = call.requestUrl ?? 'https://unknown.invalid/';
  return {
    request: {
      method,
      url,
      headers: { accept: acceptOf(call), ...requestHeaders },
      ...(sent === undefined ? {} : { document: sent }),
    },
    response: { status, headers: (name) => headers.get(name.toLowerCase()) ?? [], text, document },
  };
}

function report(title: string, notes: readonly string[], results: readonly SourcedResult[]): string {
  const lines = [title, ...notes, ''];
  for (const { rule, level, statement, findings, findingsTotal, source } of broken(
    results,
  ) as readonly SourcedResult[]) {
    lines.push(`${level.padEnd(6)}  ${rule}: ${statement}`);
    if (source !== null)
      lines.push(`        Source: ${source.section} (${source.statements.join(', ')})`, `        ${source.url}`);
    for (const { where, message, expected, actual } of findings) {
      lines.push(`        ${where === undefined || where === '' ? '(document)' : where}`);
      lines.push(`            ${message} Expected: ${expected}. Came: ${actual}`);
    }
    if (findingsTotal > findings.length) lines.push(`        and ${findingsTotal - findings.length} more`);
    lines.push('');
  }
  const count = (level: 'must' | 'should' | 'may') => broken(results, [level]).length;
  const judged = results.filter(({ checks }) => checks > 0);
  const checks = judged.reduce((sum, result) => sum + result.checks, 0);
  lines.push(
    `${judged.length} rules looked at ${checks} things. Broken: ${count('must')} must, ${count('should')} should, ${count('may')} may.`,
  );
  return `${lines.join('\n')}\n`;
}
