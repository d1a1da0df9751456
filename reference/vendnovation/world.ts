/** What one request sees: its universe, the behaviour that rules there, and its changeable state. */
import type { Answer } from '../answer.ts';
import type { Coding, HeaderList, Incoming } from '../http.ts';
import type { Behaviour } from './behaviour.ts';
import type { Data, Json, Kind, Row } from './model.ts';

export type { Answer, Coding, HeaderList };

export interface Session {
  readonly token: string;
  readonly userName: string;
  /** Milliseconds since the epoch. */
  readonly issued: number;
  readonly expires: number;
}

/** What changes while a world is asked. Rows are replaced, never altered, so that a failed write leaves nothing behind. */
export interface State {
  rows: Readonly<Record<Kind, readonly Row[]>>;
  sessions: readonly Session[];
  /** Requests so far. */
  requests: number;
  /** Tokens left in the gateway's bucket, when it was last filled (milliseconds), and what is left of the day. */
  readonly bucket: { left: number; filled: number; day: number; leftToday: number };
}

export interface Credentials {
  readonly apiKey: string;
  readonly username: string;
  readonly password: string;
}

export interface World {
  readonly behaviour: Behaviour;
  readonly data: Data;
  readonly state: State;
  readonly credentials: Credentials;
  readonly limited: boolean;
  /** Milliseconds since the epoch by the clock of this server. */
  readonly now: () => number;
}

export interface Call extends Incoming {
  readonly version: string;
  /** Path below the stage, without a trailing slash, as `/machines`. */
  readonly route: string;
  readonly world: World;
}

/** One list filter as it was asked. */
export interface Filter {
  readonly name: string;
  readonly values: readonly (string | number)[];
}

/** The standard request body, read. */
export interface Asked {
  /** List filters with values, those of the route filter included, in the order in which they came. */
  readonly filters: readonly Filter[];
  readonly includeDeleted: boolean;
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** Members of either filter that are not documented. */
  readonly unknown: readonly string[];
  /** Documented filters that were given as null. */
  readonly nulls: readonly string[];
  readonly body: Json;
}

/** A read of one list. */
export interface Listing {
  readonly call: Call;
  readonly kind: Kind;
  readonly asked: Asked;
}

/** Whether a step ended the request instead of yielding its value. */
export function isAnswer(value: object): value is Answer {
  return 'status' in value;
}

/** 200 with JSON. */
export function ok(json: Json, headers: HeaderList = []): Answer {
  return { status: 200, json, headers };
}

/** An answer of the AWS gateway, which knows nothing of error lists. */
export function gateway(status: number, message: string, headers: HeaderList = []): Answer {
  return { status, json: { message }, headers };
}
