/** Which outcomes may be asked for again, and after how long. */
import type { Effect } from '../contract/types.ts';
import type { Failure, HeaderList } from '../verdict/exchange.ts';
import type { WireResponse } from './http.ts';

export type Outcome = WireResponse | Failure;

export const isFailure = (outcome: Outcome): outcome is Failure => 'kind' in outcome;

/** The first value of a header, by its name in lower case. */
export const headerOf = (headers: HeaderList, name: string): string | undefined =>
  headers.find(([n]) => n.toLowerCase() === name)?.[1];

/** A vendor that wants more patience than this many milliseconds is not asked again in this run. */
const longestWait = 60_000;

/** Connection errors, 429 and 503 may pass; a write is repeated only when it surely did not arrive. */
function mayRepeat(effect: Effect, outcome: Outcome): boolean {
  if (!isFailure(outcome)) return outcome.status === 429 || (outcome.status === 503 && effect !== 'write');
  return outcome.kind === 'unreachable' || (outcome.kind === 'reset' && effect !== 'write');
}

/** What Retry-After says in milliseconds, in seconds or as a date by the server's own clock; undefined if nothing usable. */
function told({ headers }: WireResponse): number | undefined {
  const value = headerOf(headers, 'retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!/^[A-Z][a-z]+, /.test(value)) return undefined;
  const sent = Date.parse(headerOf(headers, 'date') ?? '');
  const ms = Date.parse(value) - (Number.isNaN(sent) ? Date.now() : sent);
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

/**
 * Milliseconds to wait before the next try, or null when there shall be none.
 * Retry-After is obeyed; without it half a second, doubled each time.
 * @param attempts how often it was sent already
 */
export function waitFor(effect: Effect, outcome: Outcome, attempts: number): number | null {
  if (!mayRepeat(effect, outcome)) return null;
  const wait = (isFailure(outcome) ? undefined : told(outcome)) ?? 500 * 2 ** (attempts - 1);
  return wait > longestWait ? null : wait;
}
