/** The same question asked on both sides: status, order and number of records where they should agree. */
import { parseJson } from '../judges/json.ts';
import type { Exchange } from '../verdict/exchange.ts';
import { type Change, changeOf } from './change.ts';
import { isObject } from './documents.ts';
import { isHttp, operationOf } from './seen.ts';

/** One side of a comparison. */
export interface Side {
  readonly exchanges: readonly Exchange[];
  /** Base URL without a trailing slash; what stands before it in a URL is left out. */
  readonly baseUrl: string;
  /** Its name in a path, as in `/api/v2/zones`, tells the sides apart, not the questions. */
  readonly version: string;
}

export interface Paired {
  readonly changes: readonly Change[];
  /** Questions that were answered on both sides. */
  readonly questions: number;
}

export function comparePairs(before: Side, after: Side): Paired {
  const asked = byQuestion(after);
  const changes: Change[] = [];
  let questions = 0;
  for (const [question, old] of byQuestion(before)) {
    const now = asked.get(question);
    if (now === undefined || !('response' in old.outcome) || !('response' in now.outcome)) continue;
    questions += 1;
    changes.push(...comparePair(old, now, before.baseUrl));
  }
  return { changes: [...new Map(changes.map((change) => [change.fingerprint, change])).values()], questions };
}

/** First askings by what was asked; secrets of the session are alike whatever their number. */
function byQuestion({ exchanges, baseUrl, version }: Side): Map<string, Exchange> {
  const questions = new Map<string, Exchange>();
  for (const exchange of exchanges) {
    if (exchange.round !== 1 || !isHttp(exchange.request.method)) continue;
    const { method, url, headers, body } = exchange.request;
    const below = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
    const path = below
      .split('/')
      .map((part) => (part === version ? '{version}' : part))
      .join('/');
    const text = JSON.stringify([method, path, headers, body, exchange.nth]).replace(/«secret:\d+/g, '«secret:n');
    if (!questions.has(text)) questions.set(text, exchange);
  }
  return questions;
}

function comparePair(old: Exchange, now: Exchange, baseUrl: string): Change[] {
  if (!('response' in old.outcome) || !('response' in now.outcome)) return [];
  const [was, is] = [old.outcome.response, now.outcome.response];
  const path = old.request.url.startsWith(baseUrl) ? old.request.url.slice(baseUrl.length) : old.request.url;
  const place = { operation: operationOf(old), where: 'paired question' };
  const question = `${old.request.method} ${path.slice(0, 120)}`;
  const seen = { before: old.x, after: now.x };
  // 5xx and 429 say nothing about the contract; the behaviour part counts them as undecided.
  if ([was, is].some(({ status }) => status >= 500 || status === 429)) return [];
  if (was.status !== is.status) {
    const message = `${question} was answered with ${was.status} (${seen.before}) and is answered with ${is.status} (${seen.after}).`;
    return [
      changeOf('answer-status-changed', 'observation', place, {
        message,
        before: String(was.status),
        after: String(is.status),
        detail: `${was.status} ${is.status}`,
      }),
    ];
  }
  const [ids, idsNow] = [idsOf(was.body), idsOf(is.body)];
  if (ids === null || idsNow === null) return [];
  // Records come and go between two askings; a tenth of them does not.
  if (Math.abs(ids.length - idsNow.length) > Math.max(2, 0.1 * Math.max(ids.length, idsNow.length))) {
    const message = `${question} gave ${ids.length} records (${seen.before}) and gives ${idsNow.length} (${seen.after}).`;
    return [
      changeOf('answer-count-changed', 'observation', place, {
        message,
        before: String(ids.length),
        after: String(idsNow.length),
      }),
    ];
  }
  const [both, bothNow] = [ids.filter((id) => idsNow.includes(id)), idsNow.filter((id) => ids.includes(id))];
  if (both.length > 2 && both.join('\n') !== bothNow.join('\n'))
    return [
      changeOf('answer-order-changed', 'observation', place, {
        message: `${question} gives its records in another order (${seen.before}, ${seen.after}).`,
      }),
    ];
  return [];
}

const mostRecords = 5000;

/** Ids of the records of a list, wherever it lies at the top of the body; null where there is none. */
function idsOf(body: string): string[] | null {
  const parsed = parseJson(body);
  if (!('value' in parsed)) return null;
  const list = Array.isArray(parsed.value)
    ? (parsed.value as unknown[])
    : isObject(parsed.value)
      ? Object.values(parsed.value).find((part) => Array.isArray(part))
      : undefined;
  if (!Array.isArray(list) || list.length > mostRecords) return null;
  const ids = (list as unknown[]).map((item) =>
    isObject(item) ? (item['id'] ?? item['uuid'] ?? item['Id']) : undefined,
  );
  return ids.every((id) => typeof id === 'string' || typeof id === 'number') ? ids.map(String) : null;
}
