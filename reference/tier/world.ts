/** What one request sees: its universe, the behaviour that rules there, and its changeable state. */
import type { Answer } from '../answer.ts';
import type { HeaderList, Incoming } from '../http.ts';
import type { Behaviour } from './behaviour.ts';
import type { Fleet } from './fleet.ts';
import type { Json, JsonObject } from './model.ts';
import type { Customer, People } from './people.ts';

export type { Answer, HeaderList };

export interface Credentials {
  readonly apiKey: string;
  /** Token of one customer. */
  readonly jwt: string;
}

export interface State {
  customers: readonly Customer[];
  /** Requests so far. */
  requests: number;
}

export interface World {
  readonly behaviour: Behaviour;
  readonly fleet: Fleet;
  readonly people: People;
  readonly state: State;
  readonly credentials: Credentials;
  /** Milliseconds since the epoch by the clock of this server. */
  readonly now: () => number;
}

export interface Call extends Incoming {
  /** `v1`, `v2`, `mds`, or '' for paths without a version. */
  readonly version: string;
  /** Path below the version, without a trailing slash, as `/vehicle`. */
  readonly route: string;
  /** Operation of the contract, or '' where there is none. */
  readonly operation: string;
  /** Values of the path, decoded. */
  readonly values: Readonly<Record<string, string>>;
  /** Absolute URL of the version in this world, as `http://127.0.0.1:1/~x/v1`. */
  readonly base: string;
  readonly world: World;
}

export const jsonApi = 'application/vnd.api+json';
export const plainJson = 'application/json; charset=utf-8';

export function ok(json: Json, contentType: string = jsonApi): Answer {
  return { status: 200, json, contentType };
}

/** What a resource is; faults and variations name them. */
export type Kind =
  | 'customer'
  | 'freeride'
  | 'current-rental'
  | 'rental'
  | 'vehicle'
  | 'zone'
  | 'constraint'
  | 'pricing'
  | 'invoice'
  | 'root-zone'
  | 'vehicle-pricing'
  | 'zone-pricing'
  | 'trip'
  | 'status-change';

export interface ErrorEntry {
  readonly code: string;
  readonly title: string;
  readonly pointer?: string;
}

/** One or several errors, as the page on customers shows them. */
export function errors(call: Call, status: number, ...entries: readonly ErrorEntry[]): Answer {
  const { behaviour } = call.world;
  const list = entries.map((entry) => behaviour.error(call, status, entry));
  return { status, json: behaviour.errorDocument(call, list) };
}

/** One resource of JSON:API. */
export function resource(type: string, id: string, attributes: JsonObject): JsonObject {
  return { type, id, attributes };
}
