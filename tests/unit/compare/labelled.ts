/** Reads the labelled changes of `labelled/` and says what the comparison makes of each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { apiModel } from '../../../src/compare/api-model.ts';
import { nodeOf } from '../../../src/compare/alternative.ts';
import { changeOf } from '../../../src/compare/change.ts';
import { compareApis } from '../../../src/compare/contracts.ts';
import { classifyObserved, compareSeen } from '../../../src/compare/observed.ts';
import { type Classified, type Effect, type Policy, classify, policyOf } from '../../../src/compare/policy.ts';
import { compareSchemas } from '../../../src/compare/schemas.ts';
import { seenIn } from '../../../src/compare/seen.ts';
import type { Exchange } from '../../../src/verdict/exchange.ts';

interface Entry {
  readonly policy: string;
  readonly what: string;
  readonly is: Effect;
  readonly before: unknown;
  readonly after: unknown;
}

interface SchemaEntry extends Entry {
  readonly in: 'request' | 'response';
}

interface OperationEntry extends Entry {
  readonly before: Readonly<Record<string, ShortOperation>>;
  readonly after: Readonly<Record<string, ShortOperation>>;
}

interface ShortOperation {
  readonly id?: string;
  readonly parameters?: readonly (string | object)[];
  readonly pathParameters?: readonly string[];
  readonly body?: object;
  readonly 'body!'?: object;
  readonly bodyMedia?: string;
  readonly answers?: Readonly<Record<string, object | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly moreMedia?: string;
  readonly security?: readonly string[];
  readonly deprecated?: boolean;
}

interface AnswersEntry extends Entry {
  readonly documented: object;
  readonly status?: number;
  /** Required header of the old side, which the new side does not send. */
  readonly header?: string;
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

export interface Judged {
  readonly set: string;
  readonly what: string;
  readonly expected: Effect;
  readonly effect: Effect;
  readonly changes: readonly Classified[];
}

const folder = join(import.meta.dirname, 'labelled');
const root = join(import.meta.dirname, '..', '..', '..');
const readYaml = (file: string): unknown => parse(readFileSync(file, 'utf8'));
const read = <T>(name: string) => readYaml(join(folder, name)) as readonly T[];

/** Every labelled change with what the comparison says of it. */
export function judgeLabelled(): Judged[] {
  return [
    ...read<SchemaEntry>('schemas.yaml').map((entry) => judged('schemas', entry, changesOfSchemas(entry))),
    ...read<OperationEntry>('operations.yaml').map((entry) => judged('operations', entry, changesOfOperations(entry))),
    ...read<AnswersEntry>('answers.yaml').map((entry) => judged('answers', entry, changesOfAnswers(entry))),
  ];
}

const policies = new Map<string, Policy>();

/** The policy of a vendor: that of its contract.yaml. */
export function policyFor(vendor: string): Policy {
  const known = policies.get(vendor) ?? policyOf(factsOf(vendor));
  policies.set(vendor, known);
  return known;
}

/** `facts.compatibility` of a vendor. */
export function factsOf(vendor: string): unknown {
  const contract = readYaml(join(root, 'schemas', 'vendors', vendor, 'contract.yaml')) as {
    facts: { compatibility?: unknown };
  };
  return contract.facts.compatibility;
}

/** The worst of the changes says what the whole does; no change is allowed. */
function judged(set: string, { what, is, policy }: Entry, changes: readonly Classified[]): Judged {
  const has = (effect: Effect) => changes.some((change) => change.effect === effect);
  const effect = has('breaking') ? 'breaking' : has('unknown') ? 'unknown' : 'allowed';
  return { set, what: `${policy}: ${what}`, expected: is, effect, changes };
}

function changesOfSchemas({ policy, in: direction, before, after }: SchemaEntry): Classified[] {
  const node = (value: unknown, file: string) => nodeOf(new Map([[file, value]]), { value, file, pointer: '' });
  return compareSchemas(node(before, 'before'), node(after, 'after'), direction).map((change) =>
    classify(changeOf(change.kind, 'contract', { operation: '', where: change.where }, change), policyFor(policy)),
  );
}

function changesOfOperations({ policy, before, after }: OperationEntry): Classified[] {
  const model = (paths: Readonly<Record<string, ShortOperation>>) =>
    apiModel(new Map([['api', longForm(paths)]]), 'api');
  return compareApis(model(before), model(after)).map((change) => classify(change, policyFor(policy)));
}

function longForm(paths: Readonly<Record<string, ShortOperation>>): object {
  const items: Record<string, Record<string, unknown>> = {};
  for (const [key, short] of Object.entries(paths)) {
    const [method = '', path = ''] = key.split(' ');
    const media = (schema: object | null, type = 'application/json') => ({ [type]: { schema: schema ?? {} } });
    const headers = Object.fromEntries(
      Object.entries(short.headers ?? {}).map(([name, type]) => [
        name.replace('!', ''),
        { required: name.endsWith('!'), schema: { type } },
      ]),
    );
    const answers = Object.entries(short.answers ?? {}).map(([status, schema]) => [
      status,
      {
        headers,
        ...(schema === null
          ? {}
          : { content: { ...media(schema), ...(short.moreMedia === undefined ? {} : media({}, short.moreMedia)) } }),
      },
    ]);
    const body = short['body!'] ?? short.body;
    items[path] = {
      ...items[path],
      ...(short.pathParameters === undefined ? {} : { parameters: short.pathParameters.map(parameter) }),
      [method.toLowerCase()]: {
        ...(short.id === undefined ? {} : { operationId: short.id }),
        ...(short.deprecated === true ? { deprecated: true } : {}),
        parameters: (short.parameters ?? []).map(parameter),
        ...(body === undefined
          ? {}
          : { requestBody: { required: 'body!' in short, content: media(body, short.bodyMedia) } }),
        ...(short.security === undefined
          ? {}
          : { security: short.security.map((way) => Object.fromEntries(way.split('+').map((name) => [name, []]))) }),
        responses: Object.fromEntries(answers) as object,
      },
    };
  }
  const http = (scheme: string) => ({ type: 'http', scheme });
  const securitySchemes = {
    bearer: http('bearer'),
    basic: http('basic'),
    key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
  };
  return { openapi: '3.1.0', paths: items, components: { securitySchemes } };
}

/** `query zone! string` in the long form. */
function parameter(short: string | object): object {
  if (typeof short !== 'string') return short;
  const [where, name = '', type] = short.split(' ');
  return { in: where, name: name.replace('!', ''), required: name.endsWith('!'), schema: { type } };
}

function changesOfAnswers({ policy, documented, status = 200, header, before, after }: AnswersEntry): Classified[] {
  const headers = header === undefined ? {} : { [`${header}!`]: 'string' };
  const model = apiModel(
    new Map([['api', longForm({ 'GET /a': { id: 'get', headers, answers: { [status]: documented } } })]]),
    'api',
  );
  const seen = (bodies: readonly unknown[], sent: string | undefined) =>
    seenIn(bodies.flatMap((body, i) => exchanges(body, status, `${i}`, sent)));
  return compareSeen(seen(before, header), seen(after, undefined), model).map((change) =>
    classifyObserved(change, policyFor(policy)),
  );
}

function exchanges(entry: unknown, status: number, name: string, header: string | undefined): Exchange[] {
  const isCounted = typeof entry === 'object' && entry !== null && 'times' in entry && 'body' in entry;
  const body = isCounted ? entry.body : entry;
  const times = isCounted ? Number(entry.times) : 40;
  const text = JSON.stringify(body);
  return Array.from({ length: times }, (_, i) => ({
    x: `1-${name}-${i}`,
    round: 1,
    key: `${name}-${i}`,
    nth: 0,
    at: '2026-01-01T00:00:00.000Z',
    attempts: 1,
    request: { operation: 'get', method: 'GET', url: 'http://127.0.0.1/a', headers: [], body: null },
    outcome: {
      response: { status, headers: header === undefined ? [] : [[header, '1']], body: text, bytes: text.length, ms: 1 },
    },
    secrets: [],
  }));
}

export interface Figures {
  readonly all: number;
  readonly breaking: number;
  /** Of the breaking changes those that were called breaking. */
  readonly recall: number;
  /** Of those called breaking those that are. */
  readonly precision: number;
  /** Of all those with the effect of their label. */
  readonly agreement: number;
}

export function figuresOf(judgements: readonly Judged[]): Figures {
  const breaking = judgements.filter(({ expected }) => expected === 'breaking');
  const called = judgements.filter(({ effect }) => effect === 'breaking');
  const right = called.filter(({ expected }) => expected === 'breaking').length;
  return {
    all: judgements.length,
    breaking: breaking.length,
    recall: right / breaking.length,
    precision: right / called.length,
    agreement: judgements.filter(({ effect, expected }) => effect === expected).length / judgements.length,
  };
}
