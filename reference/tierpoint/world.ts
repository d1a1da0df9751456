/** What one request sees: its universe, the behaviour that rules there, and its changeable state. */
import type { Answer, Json, JsonObject } from '../answer.ts';
import type { HeaderList, Incoming } from '../http.ts';
import type { Behaviour } from './behaviour.ts';
import type { Broker } from './broker.ts';
import type { Data } from './data.ts';
import type { TokenKeys } from './tokens.ts';

export type { Answer, Json, JsonObject };

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly expiredToken: string;
}

/** One started long operation. */
export interface LongOperation {
  readonly operationId: string;
  state: 'PENDING' | 'COMPLETED';
}

export interface World {
  /** First element of all its paths with a leading slash, or ''. */
  readonly prefix: string;
  readonly behaviour: Behaviour;
  readonly data: Data;
  readonly credentials: Credentials;
  readonly keys: TokenKeys;
  readonly broker: Broker;
  readonly state: { requests: number; operations: LongOperation[]; opaque: Map<string, number> };
  /** Milliseconds since the epoch by the clock of this server. */
  readonly now: () => number;
}

export interface Call extends Incoming {
  /** Path below the prefix, without a trailing slash. */
  readonly rest: string;
  /** Label, service and the path below them; '' where the path has none. */
  readonly label: string;
  readonly service: string;
  readonly route: string;
  readonly world: World;
}

export const ok = (json: Json, headers: HeaderList = []): Answer => ({ status: 200, json, headers });

/** An error in the form of RFC 9457, as the documents describe it. */
export const problem = (status: number, title: string, detail = ''): Answer => ({
  status,
  contentType: 'application/problem+json',
  json: { type: 'about:blank', title, status, detail },
});

export const html = (body: string): Answer => ({
  status: 200,
  contentType: 'text/html; charset=utf-8',
  text: `<!DOCTYPE html>\n<html lang="en">${body}</html>\n`,
});
