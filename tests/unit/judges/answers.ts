/** Answers for judges, without a server. */
import { type Answer, type AnswerContext, answerOf } from '../../../src/judges/answer.ts';
import type { Exchange, Failure, SecretTraits } from '../../../src/verdict/exchange.ts';

export interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly failure?: Failure;
  readonly x?: string;
  readonly url?: string;
  readonly secrets?: readonly SecretTraits[];
}

export function exchangeOf({
  status = 200,
  headers = {},
  body = [],
  failure,
  x = '1-0001',
  url = 'http://127.0.0.1:1/machines?size=2',
  secrets = [],
}: Said): Exchange {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const list = Array.isArray(headers)
    ? (headers as [string, string][])
    : Object.entries(headers as Record<string, string>);
  return {
    x,
    round: 1,
    key: 'k',
    nth: 0,
    at: '2026-01-01T00:00:00.000Z',
    attempts: 1,
    request: { operation: 'list', method: 'GET', url, headers: [], body: null },
    outcome:
      failure === undefined
        ? { response: { status, headers: list, body: text, bytes: Buffer.byteLength(text), ms: 1 } }
        : { failure },
    secrets,
  };
}

export const answer = <T = unknown>(said: Said = {}, context: Partial<AnswerContext> = {}): Answer<T> =>
  answerOf<T>(exchangeOf(said), () => ({ alive: true, control: 'held', ...context }));
