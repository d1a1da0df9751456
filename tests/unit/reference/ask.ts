/** A plain client for the tests of reference servers: undici, no pacing, nothing of the suite. */
import { request } from 'undici';
import type { RunningReference, WorldChoice } from '../../../reference/types.ts';

export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Parsed body; undefined when it is no JSON. */
  readonly json: unknown;
}

export type Json = Record<string, unknown>;

export interface Ask {
  (method: string, path: string, body?: unknown, headers?: Record<string, string | null>): Promise<Seen>;
}

/** 2026-11-23, a quarter to ten in the morning, UTC; the clock of the reference servers under test. */
export const testNow = Date.UTC(2026, 10, 23, 9, 45);

/** Asks one world without a session; a header given as null is left out, a body given as text is sent as it is. */
export function asking(running: RunningReference, version = 'v2.1', world: WorldChoice = {}): Ask {
  const base = running.baseUrl(version, world);
  return async (method, path, body, headers = {}) => {
    const all = { 'x-api-key': running.credentials['apiKey'] ?? '', 'content-type': 'application/json', ...headers };
    const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
    const answer = await request(base + path, {
      method: method,
      headers: Object.fromEntries(kept),
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      get json() {
        return parsed(text);
      },
    };
  };
}

/** Asks one world with the token of a fresh login, in both headers that clients use. */
export async function loggedIn(running: RunningReference, version = 'v2.1', world: WorldChoice = {}): Promise<Ask> {
  const ask = asking(running, version, world);
  const { username, password } = running.credentials;
  const login = await ask('POST', '/authenticate/', { username, password });
  const body = (Array.isArray(login.json) ? (login.json as unknown[])[0] : login.json) as Json | undefined;
  const token = String(body?.['accessToken']);
  return (method, path, sent, headers = {}) =>
    ask(method, path, sent, { 'access-token': token, authorization: `Bearer ${token}`, ...headers });
}

/** The body as list of objects. */
export function rows(seen: Seen): Json[] {
  if (!Array.isArray(seen.json)) throw new Error(`no list: ${seen.status} ${seen.text.slice(0, 200)}`);
  return seen.json as Json[];
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
