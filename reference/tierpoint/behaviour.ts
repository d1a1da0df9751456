/** Every step of the server that a fault or a lawful variation may change; a change replaces some and leaves all others alone. */
import type { JWTPayload } from 'jose';
import type { HeaderList } from '../http.ts';
import type { StompFrame } from './frames.ts';
import { indexPage, initializer, swaggerPage } from './pages.ts';
import type { Issue, LoginProblem, TokenProblem } from './tokens.ts';
import { bearerToken } from './tokens.ts';
import { type Answer, type Call, type Json, type JsonObject, type World, problem } from './world.ts';

/** Which state of the API stands behind a label: 1, 2, or 3 for what is not released yet. */
export type Generation = 1 | 2 | 3;

export type ServiceName = 'usage' | 'accounts';

/** A document or record and what it is of. */
export interface Subject {
  readonly service: ServiceName;
  readonly generation: Generation;
  readonly label: string;
  readonly world: World;
}

export interface Behaviour {
  readonly data: { readonly services: number; readonly accounts: number };
  /** Milliseconds that the server's clock is ahead. */
  readonly clockOffset: number;

  /** Seconds. */
  readonly tokenLifetime: number;
  readonly opaqueTokens: boolean;
  claims(claims: JWTPayload): JWTPayload;
  tokenAnswer(issue: Issue, call: Call): Answer;
  loginRefusal(problem: LoginProblem, call: Call): Answer | null;
  tokenOf(call: Call): string | undefined;
  /** Answer to a request with a missing or wrong token; null lets it through. */
  tokenRefusal(problem: TokenProblem, call: Call): Answer | null;
  /** Whether a route wants a token at all. */
  wantsToken(call: Call, documented: boolean): boolean;

  /** What stands behind a label, or null where the label is not deployed. */
  generation(label: string): Generation | null;
  /** Labels that the index page links. */
  readonly linkedLabels: readonly string[];
  unknownLabel(call: Call): Answer;
  /** Path below the label under which the token service answers. */
  tokenRoute(call: Call): boolean;

  index(world: World): Answer;
  swaggerPage(subject: Subject): Answer;
  initializer(subject: Subject): Answer;
  /** Alters a document before it is published. */
  document(document: JsonObject, subject: Subject): JsonObject;
  /** Alters a document as it was published before. */
  earlier(document: JsonObject, subject: Subject): JsonObject;
  publish(document: JsonObject, call: Call): Answer;

  /** Alters the JSON of an answer to a documented read. */
  body(json: Json, call: Call, operation: string): Json;
  answer(answer: Answer, call: Call, operation: string): Answer;
  notFound(call: Call): Answer;
  finish(answer: Answer, call: Call): Answer;
  render(json: Json): string;

  /** Milliseconds that a long operation takes; null notifies before its call is answered. */
  readonly operationTime: number | null;
  started(operation: JsonObject, call: Call): Answer;
  /** Bodies of the notifications of one finished operation. */
  notifications(operation: JsonObject): readonly JsonObject[];
  /** Refusal of a connection; `http` before the WebSocket opens, null lets it through. */
  connectRefusal(problem: TokenProblem): 'http' | 'error' | 'close' | null;
  /** Whether a subscription of somebody without a token is refused, where the connection was not. */
  readonly guardsSubscriptions: boolean;
  connected(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Whether a version is negotiated; null connects whatever is asked. */
  negotiate(versions: readonly string[]): string | null;
  /** Milliseconds between heart-beats: sent by the server, wanted by the server. */
  readonly heartBeat: readonly [number, number];
  readonly sendsBeats: boolean;
  /** Heart-beats after which a connection falls silent. */
  readonly mostBeats: number;
  receipt(frame: StompFrame): Readonly<Record<string, string>> | null;
  /** Answer to a frame that is wrong; null ignores it. */
  badFrame(frame: StompFrame): 'error' | null;
  /** Whether an ERROR frame ends the connection. */
  readonly closesAfterError: boolean;
  message(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** WebSocket messages in which the text of a frame is sent. */
  wire(frame: string): readonly (string | Buffer)[];
  protocol(offered: ReadonlySet<string>): string | false;
  /** What becomes of the nth subscription that is made with one token, from 1. */
  subscribes(nth: number): 'accept' | 'error' | 'ignore';
  /** Whether the nth connection of a world is accepted, from 1. */
  accepts(connection: number): boolean;
}

/** A part of the behaviour that is replaced; `base` is what ruled before. */
export type ChangeOfBehaviour = (base: Behaviour) => Partial<Behaviour>;

const generations: Readonly<Record<string, Generation>> = { v1: 1, v2: 2, latest: 2, beta: 3 };

const challenge = (call: Call, words: string): HeaderList => [
  [
    'WWW-Authenticate',
    `Bearer realm="tierpoint"${call.header('authorization') === undefined ? '' : `, error="invalid_token", error_description="${words}"`}`,
  ],
];

export const documented: Behaviour = {
  data: { services: 7, accounts: 5 },
  clockOffset: 0,
  tokenLifetime: 3600,
  opaqueTokens: false,
  claims: (claims) => claims,
  tokenAnswer: ({ token, lifetime, expiresAt }) => ({
    status: 200,
    headers: [
      ['Cache-Control', 'no-store'],
      ['Pragma', 'no-cache'],
    ],
    json: { token, tokenType: 'Bearer', expiresIn: lifetime, expiresAt },
  }),
  loginRefusal: (what) =>
    what === 'malformed'
      ? problem(400, 'Bad Request', 'userName and password are needed')
      : problem(401, 'Unauthorized', 'wrong user name or password'),
  tokenOf: (call) => bearerToken(call.header('authorization')),
  tokenRefusal: (what, call) => ({
    ...problem(401, 'Unauthorized', `the token is ${what}`),
    headers: challenge(call, `the token is ${what}`),
  }),
  wantsToken: (_call, wanted) => wanted,

  generation: (label) => generations[label] ?? null,
  linkedLabels: ['v1', 'v2'],
  unknownLabel: () => problem(404, 'Not Found', 'there is no such version'),
  tokenRoute: () => true,

  index: indexPage,
  swaggerPage,
  initializer,
  document: (document) => document,
  earlier: (document) => document,
  publish: (document) => ({ status: 200, json: document }),

  body: (json) => json,
  answer: (answer) => answer,
  notFound: (call) =>
    call.service === 'accounts'
      ? { status: 404, json: { title: 'Not Found', status: 404 } }
      : problem(404, 'Not Found'),
  finish: (answer) => answer,
  render: (json) => JSON.stringify(json),

  operationTime: 20,
  started: (operation) => ({ status: 202, json: operation }),
  notifications: (operation) => [{ type: 'operation.completed', ...operation }],
  connectRefusal: () => 'error',
  guardsSubscriptions: true,
  connected: (headers) => headers,
  negotiate: (versions) => ['1.2', '1.1'].find((version) => versions.includes(version)) ?? null,
  heartBeat: [50, 0],
  sendsBeats: true,
  mostBeats: Infinity,
  receipt: ({ headers }) => ({ 'receipt-id': headers['receipt'] ?? '' }),
  badFrame: () => 'error',
  closesAfterError: true,
  message: (headers) => headers,
  wire: (frame) => [frame],
  protocol: (offered) => (offered.has('v12.stomp') ? 'v12.stomp' : false),
  subscribes: () => 'accept',
  accepts: () => true,
};

/** The documented behaviour with changes, one after the other. */
export function behaviourWith(changes: readonly ChangeOfBehaviour[]): Behaviour {
  return changes.reduce<Behaviour>((base, change) => ({ ...base, ...change(base) }), documented);
}
