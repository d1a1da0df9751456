/** A vendor made up for tests: its contract as an object, an answering machine in place of the network, and rounds of both. */
import type { Contract, Operation, Requirement, SchemaProblem } from '../../../src/contract/types.ts';
import { type SuiteBuilder, defineSuite } from '../../../src/suite/define.ts';
import { Round, type RoundOptions } from '../../../src/suite/round.ts';
import type { CallOptions, LooseCall, Suite } from '../../../src/suite/types.ts';
import type { Target } from '../../../src/target/types.ts';
import type { Outgoing, Slot } from '../../../src/transport/client.ts';
import type { Recording } from '../../../src/transport/recording.ts';
import type { Answer } from '../../../src/judges/answer.ts';
import type { Exchange, Failure } from '../../../src/verdict/exchange.ts';
import { isAnswered } from '../../../src/judges/answer.ts';

type Call = (call?: LooseCall, options?: CallOptions) => Promise<Answer>;

export interface ToyApi {
  readonly list: Call;
  readonly item: Call;
  readonly search: Call;
  readonly login: Call;
  readonly create: Call;
  readonly remove: Call;
}

const operation = (id: string, method: string, path: string, more: Partial<Operation> = {}): Operation => ({
  id,
  method,
  path,
  effect: 'read',
  credentials: ['apiKey'],
  sensitive: null,
  parameters: {},
  responses: {},
  ...more,
});

const operations = [
  operation('list', 'get', '/items', { parameters: { query: 'query', headers: 'headers' } }),
  operation('item', 'get', '/items/{id}', { parameters: { path: 'path' } }),
  operation('search', 'get', '/search', { methodSetting: 'verb', pathSetting: 'route', requestBody: 'body' }),
  operation('login', 'post', '/login', { effect: 'session', sensitive: { keep: ['name'] } }),
  operation('create', 'post', '/items', { effect: 'write' }),
  operation('remove', 'delete', '/items/{id}', { effect: 'write' }),
];

/** The one rule of every schema here: no member is called `wrong`. */
function validate(_schema: string, value: unknown): readonly SchemaProblem[] {
  return typeof value === 'object' && value !== null && 'wrong' in value
    ? [{ pointer: '/wrong', message: 'must not be there', keyword: 'false schema' }]
    : [];
}

export const requirement = (id: string, change: Partial<Requirement> = {}): Requirement => ({
  id,
  vendor: 'toy',
  section: 'Items',
  file: 'items',
  level: 'must',
  basis: 'vendor',
  class: 'tested',
  text: `Promise ${id}.`,
  source: { document: 'docs', heading: 'Items' },
  sourceUrl: 'https://docs.example.com/items',
  writes: false,
  smoke: false,
  ...change,
});

export function contractOf(requirements: readonly Requirement[], perDay: number | null = null): Contract {
  return {
    vendor: 'toy',
    title: 'Toy API',
    envPrefix: 'TOY',
    documents: {},
    versions: new Map([['v1', { id: 'v1', default: true, operations: new Map(operations.map((o) => [o.id, o])) }]]),
    credentials: [
      { name: 'apiKey', env: 'TOY_API_KEY', description: '', required: true, header: 'x-api-key' },
      {
        name: 'bearer',
        env: 'TOY_BEARER',
        description: '',
        required: false,
        header: 'authorization',
        prefix: 'Bearer ',
      },
      { name: 'password', env: 'TOY_PASSWORD', description: '', required: false },
    ],
    settings: [],
    limits: { perSecond: 1000, burst: 1000, perDay },
    facts: {},
    requirements: new Map(requirements.map((r) => [r.id, r])),
    validate,
  };
}

export const target = (baseUrl = 'http://127.0.0.1:9', change: Partial<Target> = {}): Target => ({
  name: 'toy-v1',
  vendor: 'toy',
  version: 'v1',
  baseUrl,
  kind: 'live',
  credentials: [
    { name: 'apiKey', handle: '«secret:apiKey»', value: 'toy-key-0123456789', origin: new URL(baseUrl).origin },
  ],
  settings: {},
  allowWrites: true,
  ...change,
});

export const toySuite = (): SuiteBuilder<ToyApi> => defineSuite<ToyApi>('toy');

export type Said =
  | { readonly status?: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly failure: Failure; readonly attempts?: number };

export interface Vendor {
  readonly requests: { readonly request: Outgoing; readonly slot: Slot }[];
  readonly exchanges: Exchange[];
  send(request: Outgoing, slot: Slot): Promise<Exchange>;
}

/** Answers after a random while, or at once. `answer` is told how many equal requests came before. */
export function vendor(answer: (request: Outgoing, slot: Slot, nth: number) => Said | Error, latency = 0): Vendor {
  const requests: Vendor['requests'] = [];
  const exchanges: Exchange[] = [];
  return {
    requests,
    exchanges,
    send: async (request, slot) => {
      const nth = requests.filter((r) => r.request.url === request.url && r.request.method === request.method).length;
      requests.push({ request, slot });
      const x = `${slot.round}-${String(requests.length).padStart(4, '0')}`;
      const said = answer(request, slot, nth);
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * latency));
      else await Promise.resolve();
      if (said instanceof Error) throw said;
      const exchange = exchangeOf(x, request, slot, said);
      exchanges.push(exchange);
      return exchange;
    },
  };
}

function exchangeOf(
  x: string,
  { operation: id, method, url, headers, body }: Outgoing,
  slot: Slot,
  said: Said,
): Exchange {
  const common = {
    x,
    ...slot,
    at: '2026-01-01T00:00:00.000Z',
    request: { operation: id, method, url, headers, body },
    secrets: [],
  };
  if ('failure' in said) return { ...common, attempts: said.attempts ?? 1, outcome: { failure: said.failure } };
  const text = typeof said.body === 'string' ? said.body : JSON.stringify(said.body ?? []);
  const response = {
    status: said.status ?? 200,
    headers: Object.entries(said.headers ?? {}),
    body: text,
    bytes: text.length,
    ms: 1,
  };
  return { ...common, attempts: 1, outcome: { response } };
}

/** A round that asks `from`. */
export function roundOf(suite: Suite, from: Vendor, change: Partial<RoundOptions> = {}): Round {
  const contract = change.contract ?? contractOf([]);
  const version = contract.versions.get('v1');
  if (version === undefined) throw new Error('the toy has lost its version');
  return new Round({
    round: 1,
    target: target(),
    contract,
    version,
    suite,
    now: Date.parse('2026-01-01T00:00:00Z'),
    run: '20260101T000000Z-abcd',
    send: (request, slot) => from.send(request, slot),
    alive: () => from.exchanges.some(isAnswered),
    ...change,
  });
}

export const recordingOf = (
  exchanges: readonly Exchange[],
  requirements: readonly string[],
  change: Partial<Recording> = {},
): Recording => {
  const { name, vendor: of, version, baseUrl, kind, settings, allowWrites } = target();
  return {
    header: {
      format: 1,
      run: '20260101T000000Z-abcd',
      startedAt: '2026-01-01T00:00:00Z',
      target: {
        name,
        vendor: of,
        version,
        baseUrl,
        kind,
        settings,
        allowWrites,
        credentials: { apiKey: '«secret:apiKey»' },
      },
      requirements,
      requestsPlanned: 0,
    },
    exchanges,
    end: { end: true, requestsSent: exchanges.length, interrupted: false },
    ...change,
  };
};
