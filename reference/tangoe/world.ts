/** What one request sees: its universe, the behaviour that rules there, and its changeable state. */
import type { Answer } from '../answer.ts';
import type { HeaderList, Incoming } from '../http.ts';
import type { Behaviour } from './behaviour.ts';
import type { Data, Employee, Json, Order, Service } from './model.ts';

export type { Answer, HeaderList };

/** A pair of tokens. */
export interface Issued {
  readonly access: string;
  readonly refresh: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** What changes while a world is asked. */
export interface State {
  issued: readonly Issued[];
  orders: readonly Order[];
  services: readonly Service[];
  requests: number;
  /** The last actor that a header named, for faults that keep him. */
  lastActor: Employee | null;
}

export interface Credentials {
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  readonly expiredToken: string;
}

export interface World {
  readonly behaviour: Behaviour;
  readonly data: Data;
  readonly state: State;
  readonly credentials: Credentials;
  /** Milliseconds since the epoch by the clock of this server. */
  readonly now: () => number;
}

export type BackEnd = 'rivermine' | 'premium';

export interface Call extends Incoming {
  readonly world: World;
  readonly backEnd: BackEnd;
  /** Base URL of the API as the client wrote it, as `http://127.0.0.1:40123/v1`. */
  readonly base: string;
  /** Path below it, without a trailing slash, as `/assets/devices`. */
  readonly route: string;
}

/** Whether a step ended the request instead of yielding its value. */
export function isAnswer(value: object): value is Answer {
  return 'status' in value && typeof value.status === 'number';
}

/** 200 with JSON. */
export function ok(json: Json): Answer {
  return { status: 200, json };
}

/** `2026-03-09T16:05:06Z`. */
export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
