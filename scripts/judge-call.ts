/** The words behind `judge`, read and checked. */
import { parseArgs } from 'node:util';
import type { Expectation } from '../src/judges/json-api/exchange.ts';
import { situationTable } from '../src/judges/json-api/situations.ts';
import type { Situation } from '../src/judges/json-api/situations.ts';
import type { FeedKind } from '../src/judges/mds/feed.ts';
import { isUrl } from './judge-source.ts';

export const judgeUsage = `Usage: judge json-api|mds-0.3 FILE_OR_URL [options]

Judges one JSON document, or what a URL answers, by a standard. A hyphen reads the document from the standard input.
No credentials are sent.

  --version 1.0|1.1     JSON:API: the version; else the one that the document claims, else 1.0
  --kind KIND           MDS: trips or status_changes; else what the document holds
  --centre LON,LAT      MDS: where the vehicles are; finds latitude and longitude swapped
  --open-members        the server may send members that the standard does not name
  --strict              exit 1 for a broken should, too
  --json                print the results, or the error, as JSON

What is known of the answer that a file holds; each judges more:

  --request-url URL     the URL that was asked: its filters and requested fields
  --method METHOD       the method of the request; GET where it is left out
  --status NUMBER       the status of the answer
  --content-type TYPE   the Content-Type of the answer, as application/vnd.api+json
  --header NAME:VALUE   another header of the answer, as Location; may stand there more than once
  --request-header ...  a header of the request, as Accept; may stand there more than once
  --request-body FILE   JSON:API: the document that was sent

What is known of the URL, for JSON:API:

  --expects KIND        what it stands for: resource, collection, to-one-linkage, to-many-linkage
  --situation NAME      what the request provoked, as missing-resource; docs/json-api.md lists them as status-NAME

Exit codes: 0 no broken must, 1 a must is broken, 4 the file, the answer or the call cannot be used.
`;

/** What the caller knows of the answer that a file holds; null where nothing is known but the document. */
export interface KnownAnswer {
  readonly method: string;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | null;
}

export interface Call {
  readonly pack: 'json-api' | 'mds-0.3';
  readonly source: string;
  readonly version: '1.0' | '1.1' | null;
  readonly requestUrl: string | null;
  readonly known: KnownAnswer | null;
  readonly expects: Expectation | null;
  readonly situation: Situation | null;
  readonly kind: FeedKind | null;
  readonly centre: { readonly longitude: number; readonly latitude: number } | null;
  readonly openMembers: boolean;
  readonly strict: boolean;
  readonly json: boolean;
}

export class CallError extends Error {}

const options = {
  version: { type: 'string' },
  kind: { type: 'string' },
  centre: { type: 'string' },
  'open-members': { type: 'boolean' },
  strict: { type: 'boolean' },
  json: { type: 'boolean' },
  'request-url': { type: 'string' },
  method: { type: 'string' },
  status: { type: 'string' },
  'content-type': { type: 'string' },
  header: { type: 'string', multiple: true },
  'request-header': { type: 'string', multiple: true },
  'request-body': { type: 'string' },
  expects: { type: 'string' },
  situation: { type: 'string' },
} as const;

const onlyJsonApi = ['version', 'request-body', 'expects', 'situation'] as const;
const onlyMds = ['kind', 'centre'] as const;
const onlyFiles = [
  'request-url',
  'method',
  'status',
  'content-type',
  'header',
  'request-header',
  'request-body',
] as const;
const expectations: readonly Expectation[] = ['resource', 'collection', 'to-one-linkage', 'to-many-linkage'];

/** @throws CallError that says what to write instead */
export function readCall(args: readonly string[]): Call {
  const { values, positionals } = parsedArguments(args);
  const [pack, source, ...surplus] = positionals;
  if (pack !== 'json-api' && pack !== 'mds-0.3') throw new CallError('Name a standard: json-api or mds-0.3.');
  if (source === undefined || source === '') throw new CallError('Name a file or a URL.');
  if (surplus.length > 0) throw new CallError('Name one file or URL; quote it if it has blanks.');
  const foreign = (pack === 'json-api' ? onlyMds : onlyJsonApi).find((name) => values[name] !== undefined);
  if (foreign !== undefined) throw new CallError(`--${foreign} does not belong to ${pack}.`);
  const forFiles = isUrl(source) ? onlyFiles.find((name) => values[name] !== undefined) : undefined;
  if (forFiles !== undefined) throw new CallError(`--${forFiles} tells of a file; a URL is asked with a plain GET.`);
  const { 'request-url': requestUrl = null } = values;
  if (requestUrl !== null && !URL.canParse(requestUrl)) throw new CallError('--request-url is an absolute URL.');
  return {
    pack,
    source,
    version: oneOf('version', values.version, ['1.0', '1.1'] as const),
    kind: oneOf('kind', values.kind, ['trips', 'status_changes'] as const),
    expects: oneOf('expects', values.expects, expectations),
    situation: oneOf(
      'situation',
      values.situation,
      situationTable.map(({ situation }) => situation),
    ),
    requestUrl,
    known: knownAnswer(values),
    centre: centreOf(values.centre),
    openMembers: values['open-members'] === true,
    strict: values.strict === true,
    json: values.json === true,
  };
}

type Values = ReturnType<typeof parsedArguments>['values'];

function knownAnswer(values: Values): KnownAnswer | null {
  const given = [
    'method',
    'status',
    'content-type',
    'header',
    'request-header',
    'request-body',
    'expects',
    'situation',
  ] as const;
  if (given.every((name) => values[name] === undefined)) return null;
  const { method = 'GET', status = '200', header = [] } = values;
  if (!/^[A-Za-z]{1,20}$/.test(method)) throw new CallError('--method is a word, as PATCH.');
  if (!/^[1-5]\d\d$/.test(status)) throw new CallError('--status is an HTTP status, as 404.');
  const headers = new Map<string, string[]>();
  const type = values['content-type'];
  for (const [name, value] of [
    ...(type === undefined ? [] : [['content-type', type] as const]),
    ...header.map((text) => pair('header', text)),
  ])
    headers.set(name, [...(headers.get(name) ?? []), value]);
  return {
    method: method.toUpperCase(),
    status: Number(status),
    headers,
    requestHeaders: Object.fromEntries((values['request-header'] ?? []).map((text) => pair('request-header', text))),
    requestBody: values['request-body'] ?? null,
  };
}

function pair(option: string, text: string): readonly [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new CallError(`--${option} is a name and a value, as "Location: /a/1".`);
  return [name.toLowerCase(), value];
}

function oneOf<Name extends string>(option: string, value: string | undefined, names: readonly Name[]): Name | null {
  if (value === undefined) return null;
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  const list = names.length > 2 ? `one of ${names.join(', ')}` : names.join(' or ');
  throw new CallError(`--${option} is ${list}.`);
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
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
