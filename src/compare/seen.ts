/** What answers looked like: members, types, forms, values, headers, error codes, each with how often it was seen. */
import type { Exchange, RecordedResponse } from '../verdict/exchange.ts';
import { parseJson } from '../judges/json.ts';
import { isObject } from './documents.ts';
import { formOf, isVolatileHeader } from './forms.ts';

/** Counts by name. */
export type Counts = Readonly<Record<string, number>>;

export interface SeenMember {
  /** How often it came with each JSON type; whole numbers and fractions apart: `integer`, `number`. */
  readonly types: Counts;
  /** How often its texts had each form (`forms.ts`). */
  readonly forms: Counts;
  /** How often each text came; null when there were too many different ones to be an enum. */
  readonly values: Counts | null;
}

/** Answers to one operation with one status. */
export interface SeenAnswers {
  readonly answers: number;
  /** By pointer: `[]` for the items of a list, `*` for members that are keys; '' is the body itself. */
  readonly members: Readonly<Record<string, SeenMember>>;
  readonly headers: Counts;
  readonly media: Counts;
  /** Error codes, where the status is 400 or more. */
  readonly codes: Counts;
  /** Milliseconds of the answers, at most `mostTimes`. Never judged, only compared. */
  readonly ms: readonly number[];
}

/** By operation and status, as `listMachines 200`. */
export type Seen = Readonly<Record<string, SeenAnswers>>;

const mostMembers = 2000;
const mostItems = 500;
const mostValues = 16;
const mostDepth = 30;
export const mostTimes = 200;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends Counts ? Record<string, number> : T[K] };

interface Gathered extends Omit<Mutable<SeenAnswers>, 'members' | 'ms'> {
  members: Map<
    string,
    { types: Record<string, number>; forms: Record<string, number>; values: Map<string, number> | null }
  >;
  ms: number[];
}

const known = new WeakMap<readonly Exchange[], Seen>();

/** Looks at every exchange that was answered. Pure; the same exchanges give the same result. */
export function seenIn(exchanges: readonly Exchange[]): Seen {
  const seen = known.get(exchanges) ?? lookedAt(exchanges);
  known.set(exchanges, seen);
  return seen;
}

function lookedAt(exchanges: readonly Exchange[]): Seen {
  const gathered = new Map<string, Gathered>();
  for (const exchange of exchanges) {
    if (!('response' in exchange.outcome) || !isHttp(exchange.request.method)) continue;
    const { response } = exchange.outcome;
    const key = `${operationOf(exchange)} ${response.status}`;
    const at = gathered.get(key) ?? { answers: 0, members: new Map(), headers: {}, media: {}, codes: {}, ms: [] };
    gathered.set(key, at);
    lookAt(response, at);
  }
  return Object.fromEntries([...gathered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, at]) => [key, finished(at)]));
}

export const isHttp = (method: string): boolean => /^(?:GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE|TRACE)$/.test(method);

/** The operation; links that were followed are told apart by their path, without its ids. */
export function operationOf({ request }: Exchange): string {
  if (request.operation !== 'follow') return request.operation;
  const path = request.url.replace(/^[a-z]+:\/\/[^/?#]+/i, '').replace(/[?#].*$/s, '');
  return `follow ${path.replace(/\/(?=[^/]*\d)[\w%.-]+/g, '/{}')}`;
}

function lookAt(response: RecordedResponse, at: Gathered): void {
  at.answers += 1;
  if (at.ms.length < mostTimes) at.ms.push(response.ms);
  for (const name of new Set(response.headers.map(([name]) => name.toLowerCase())))
    if (!isVolatileHeader(name)) count(at.headers, name);
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  count(at.media, type === undefined ? '(none)' : (type.split(';', 1)[0] ?? '').trim().toLowerCase());
  const parsed = parseJson(response.body);
  if (!('value' in parsed)) return;
  walk(parsed.value, '', at, 0);
  if (response.status >= 400) for (const code of codesIn(parsed.value)) count(at.codes, code);
}

function walk(value: unknown, path: string, at: Gathered, depth: number): void {
  let member = at.members.get(path);
  if (member === undefined) {
    if (at.members.size >= mostMembers) return;
    member = { types: {}, forms: {}, values: new Map() };
    at.members.set(path, member);
  }
  count(member.types, typeOf(value));
  if (typeof value === 'string') {
    count(member.forms, formOf(value));
    if (member.values !== null) {
      if (value.length <= 60) member.values.set(value, (member.values.get(value) ?? 0) + 1);
      if (member.values.size > mostValues || value.length > 60) member.values = null;
    }
  }
  if (depth >= mostDepth) return;
  if (Array.isArray(value))
    for (const item of (value as unknown[]).slice(0, mostItems)) walk(item, `${path}/[]`, at, depth + 1);
  else if (isObject(value)) {
    const keyed = isKeyed(Object.keys(value));
    for (const [name, part] of Object.entries(value))
      walk(part, `${path}/${keyed ? '*' : name.replaceAll('~', '~0').replaceAll('/', '~1')}`, at, depth + 1);
  }
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Names that are ids or dates are data, not members. */
function isKeyed(names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const ids = names.filter((name) =>
    /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d.*|[0-9a-f]{16,})$/i.test(name),
  ).length;
  return ids === names.length || names.length > 200;
}

const codeMembers = new Set(['code', 'errorCode', 'error_code', 'error']);

function codesIn(value: unknown, depth = 0): string[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return (value as unknown[]).slice(0, 50).flatMap((item) => codesIn(item, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (codeMembers.has(name) && (typeof part === 'string' || typeof part === 'number'))
      return [String(part).slice(0, 80)];
    return codesIn(part, depth + 1);
  });
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0) + 1;
}

function finished({ members, ...rest }: Gathered): SeenAnswers {
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...rest,
    members: Object.fromEntries(
      sorted.map(([path, { types, forms, values }]) => [
        path,
        { types, forms, values: values === null ? null : Object.fromEntries(values) },
      ]),
    ),
  };
}

export const total = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** How often a member came, and how often it could have come. The body itself always could. */
export function presence(seen: SeenAnswers, path: string): { readonly came: number; readonly could: number } {
  const came = total(seen.members[path]?.types ?? {});
  const cut = path.lastIndexOf('/');
  if (cut < 0) return { came, could: seen.answers };
  const holder = seen.members[path.slice(0, cut)]?.types ?? {};
  return path.endsWith('/[]')
    ? { came, could: came }
    : { came, could: path.endsWith('/*') ? came : (holder['object'] ?? 0) };
}
