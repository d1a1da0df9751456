/** `judge json-api|mds-0.3 FILE_OR_URL`: judges one document of any server by a standard, and prints the findings. */
import { parseArgs } from 'node:util';
import { jsonApiMediaType } from '../src/judges/json-api/exchange.ts';
import { judgeAnswer } from '../src/judges/json-api/judge-answer.ts';
import { claimedVersion, judgeDocument } from '../src/judges/json-api/judge-document.ts';
import { broken } from '../src/judges/json-api/rule.ts';
import type { RuleResult } from '../src/judges/json-api/rule.ts';
import { feedKindOf } from '../src/judges/mds/feed.ts';
import type { FeedKind } from '../src/judges/mds/feed.ts';
import { judgeFeedAnswer } from '../src/judges/mds/judge-answer.ts';
import { judgeFeed } from '../src/judges/mds/judge-feed.ts';
import { providerMediaType } from '../src/judges/mds/media-type.ts';
import { SourceError, fetchSource, isUrl, readSource, shownSource } from './judge-source.ts';
import type { Source } from './judge-source.ts';

export const judgeUsage = `Usage: judge json-api|mds-0.3 FILE_OR_URL [options]

Judges one JSON document, or what a URL answers, by a standard. No credentials are sent.

  --version 1.0|1.1     JSON:API: the version; else the one that the document claims, else 1.0
  --request-url URL     the URL that a file answered: its filters and requested fields are judged, too
  --kind KIND           MDS: trips or status_changes; else what the document holds
  --centre LON,LAT      MDS: where the vehicles are; finds latitude and longitude swapped
  --open-members        the server may send members that the standard does not name
  --strict              exit 1 for a broken should, too
  --json                print the results as JSON

Exit codes: 0 no broken must, 1 a must is broken, 4 the file, the answer or the call cannot be used.
`;

export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const processOutput: Output = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
};

interface Call {
  readonly pack: 'json-api' | 'mds-0.3';
  readonly source: string;
  readonly version: '1.0' | '1.1' | null;
  readonly requestUrl: string | null;
  readonly kind: FeedKind | null;
  readonly centre: { readonly longitude: number; readonly latitude: number } | null;
  readonly openMembers: boolean;
  readonly strict: boolean;
  readonly json: boolean;
}

class CallError extends Error {}

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
    const accept = call.pack === 'json-api' ? jsonApiMediaType : `${providerMediaType};version=0.3`;
    const source = isUrl(call.source) ? await fetchSource(call.source, accept) : readSource(call.source);
    const { title, results } = call.pack === 'json-api' ? judgeJsonApi(call, source) : judgeMds(call, source);
    output.out(call.json ? `${JSON.stringify({ title, results }, null, 2)}\n` : report(title, results));
    return broken(results, call.strict ? ['must', 'should'] : ['must']).length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof CallError) output.error(`${error.message}\n\n${judgeUsage}`);
    else if (error instanceof SourceError) output.error(`${error.message}\n`);
    else throw error;
    return 4;
  }
}

function judgeJsonApi(call: Call, { document, answer }: Source): Judged {
  const version = call.version ?? claimedVersion(document);
  const options = { version, openMembers: call.openMembers };
  const results =
    answer === null
      ? judgeDocument(document, call.requestUrl === null ? options : { ...options, requestUrl: call.requestUrl })
      : judgeAnswer(answer, options);
  return { title: `JSON:API ${version}: ${shownSource(call.source)}`, results };
}

function judgeMds(call: Call, { document, answer }: Source): Judged {
  const kind = call.kind ?? feedKindOf(document);
  if (kind === null) {
    throw new SourceError(
      'The document holds neither data.trips nor data.status_changes. Say --kind to judge it all the same.',
    );
  }
  const options = { openMembers: call.openMembers, ...(call.centre === null ? {} : { centre: call.centre }) };
  const results =
    answer === null
      ? judgeFeed(document, kind, call.requestUrl === null ? options : { ...options, requestUrl: call.requestUrl })
      : judgeFeedAnswer(answer, kind, options);
  return { title: `MDS provider 0.3, ${kind}: ${shownSource(call.source)}`, results };
}

interface Judged {
  readonly title: string;
  readonly results: readonly RuleResult[];
}

function report(title: string, results: readonly RuleResult[]): string {
  const lines = [title, ''];
  for (const { rule, level, statement, findings, findingsTotal } of broken(results)) {
    lines.push(`${level.padEnd(6)}  ${rule}: ${statement}`);
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

/** @throws CallError that says what to write instead */
function readCall(args: readonly string[]): Call {
  const { values, positionals } = parsedArguments(args);
  const [pack, source, ...surplus] = positionals;
  if (pack !== 'json-api' && pack !== 'mds-0.3') throw new CallError('Name a standard: json-api or mds-0.3.');
  if (source === undefined || source === '') throw new CallError('Name a file or a URL.');
  if (surplus.length > 0) throw new CallError('Name one file or URL; quote it if it has blanks.');
  const { version, kind } = values;
  if (version !== undefined && version !== '1.0' && version !== '1.1') throw new CallError('--version is 1.0 or 1.1.');
  if (kind !== undefined && kind !== 'trips' && kind !== 'status_changes')
    throw new CallError('--kind is trips or status_changes.');
  const requestUrl = values['request-url'] ?? null;
  if (requestUrl !== null && !URL.canParse(requestUrl)) throw new CallError('--request-url is an absolute URL.');
  return {
    pack,
    source,
    version: version ?? null,
    kind: kind ?? null,
    requestUrl,
    centre: centreOf(values.centre),
    openMembers: values['open-members'] === true,
    strict: values.strict === true,
    json: values.json === true,
  };
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        version: { type: 'string' },
        'request-url': { type: 'string' },
        kind: { type: 'string' },
        centre: { type: 'string' },
        'open-members': { type: 'boolean' },
        strict: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new CallError((error as Error).message);
  }
}

function centreOf(text: string | undefined): Call['centre'] {
  if (text === undefined) return null;
  const [longitude, latitude, ...surplus] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const right =
    longitude !== undefined && latitude !== undefined && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  if (!right || surplus.length > 0)
    throw new CallError('--centre is a longitude and a latitude in degrees, as 24.94,60.17.');
  return { longitude, latitude };
}
