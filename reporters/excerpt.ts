/** Parts of an exchange as text that a person can read: redacted already, bounded here. */
import type { Exchange } from '../src/verdict/exchange.ts';
import { shortened } from './text.ts';

/** Most characters of a body that a report shows. */
export const bodyLimit = 3000;

/** As `GET /machines?x=1 answered 200`, or what came instead of an answer. */
export function exchangeTitle(exchange: Exchange): string {
  const path = exchange.request.url.replace(/^[a-z]+:\/\/[^/?#]+/i, '') || '/';
  return `${exchange.request.method} ${shortened(path, 120)} ${outcomeOf(exchange)}`;
}

/** True if the request left the suite; only then can it be repeated. */
export function wasSent(exchange: Exchange): boolean {
  if (!('failure' in exchange.outcome)) return true;
  return !['foreign-origin', 'refused-by-suite'].includes(exchange.outcome.failure.kind);
}

/** The request as lines of HTTP. */
export function requestText(exchange: Exchange): string {
  const { method, url, headers, body } = exchange.request;
  const lines = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (body !== null) lines.push('', shortened(body, bodyLimit));
  return lines.join('\n');
}

/**
 * The response as lines of HTTP.
 * @param pointer JSON pointer of the finding; the record that it lies in is shown instead of the start of the body
 */
export function responseText(exchange: Exchange, pointer?: string): string {
  const { outcome } = exchange;
  if ('failure' in outcome) return `no answer (${outcome.failure.kind}): ${outcome.failure.message}`;
  const { status, headers, bytes } = outcome.response;
  const body = bodyText(outcome.response.body, pointer);
  return [
    `${status}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    body === '' ? `(no body, ${bytes} bytes)` : body,
  ].join('\n');
}

/** The body, indented if it is JSON; only the record that the pointer leads into if the body is too long. */
export function bodyText(body: string, pointer?: string): string {
  const value = parsed(body, pointer === undefined ? 200_000 : 20_000_000);
  if (value === undefined) return shortened(body, bodyLimit);
  const all = JSON.stringify(value, null, 2);
  if (all.length <= bodyLimit) return all;
  const record = pointer === undefined ? undefined : recordAt(value, pointer);
  if (record === undefined) return shortened(all, bodyLimit);
  return `… at ${record.pointer}:\n${shortened(JSON.stringify(record.value, null, 2), bodyLimit)}`;
}

/** Goes down the pointer until what lies there is short enough to be shown whole. */
function recordAt(value: unknown, pointer: string): { pointer: string; value: unknown } | undefined {
  if (!pointer.startsWith('/')) return undefined;
  let current = value;
  let path = '';
  for (const token of pointer.slice(1).split('/')) {
    const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) break;
    current = (current as Record<string, unknown>)[key];
    path += `/${token}`;
    if ((JSON.stringify(current) ?? '').length <= bodyLimit / 2) break;
  }
  return path === '' ? undefined : { pointer: path, value: current };
}

function outcomeOf(exchange: Exchange): string {
  return 'response' in exchange.outcome
    ? `answered ${exchange.outcome.response.status}`
    : `got no answer (${exchange.outcome.failure.kind})`;
}

/** The value of the body; undefined if it is no JSON or not worth a second parse, since its start says enough. */
function parsed(body: string, limit: number): unknown {
  if (body === '' || body.length > limit) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
