/**
 * What a probe gets back and a judge looks at. It never rejects for HTTP or network reasons; touching what did
 * not come throws, so that nothing can be concluded from it by accident.
 */
import { Broken, Undecided, shorten } from '../verdict/check.ts';
import type { Exchange, Failure, RecordedRequest, SecretTraits } from '../verdict/exchange.ts';
import { parseJson } from './json.ts';

export interface RawAnswer {
  /** HTTP status, or 0 when nothing came. */
  readonly status: number;
  readonly text: string;
  /** Parsed body, or undefined when it is no JSON. */
  readonly json: unknown;
  /** The bytes of the body were no UTF-8. */
  readonly malformedUtf8?: true;
  readonly failure: Failure | null;
  header(name: string): string | undefined;
  /** All values of a header that was sent more than once. */
  headers(name: string): readonly string[];
}

export interface Answer<T = unknown> {
  /**
   * Body of a 2xx answer as JSON.
   * @throws Undecided for 5xx, 429, 401, 403, 407, 408, 425 and when nothing came
   * @throws Broken for other statuses and for a body that is no JSON
   */
  readonly data: T;
  /** Value of a response header of a 2xx answer, by name in any letter case. Gated like `data`. */
  header(name: string): string | undefined;
  /** HTTP status. @throws Undecided only when nothing came. */
  readonly status: number;
  /** Ungated, for error cases and observations. */
  readonly raw: RawAnswer;
  /** Time of sending, UTC, ISO 8601. */
  readonly at: string;
  /** Id of the exchange. */
  readonly x: string;
  /** What is known of masked values in the body. */
  readonly secrets: readonly SecretTraits[];
  /** As `GET /machines`. */
  readonly asked: string;
  readonly url: string;
  /** The request, with handles in place of secrets. */
  readonly request: RecordedRequest;
  /** Where the answer came from: `url`, or where redirects led. */
  readonly finalUrl: string;
  /** Whether the control question of the probe was answered; a refusal means nothing without it. */
  readonly control: 'held' | 'failed' | 'none';
}

export interface AnswerContext {
  /** Something else at this target was answered with 2xx in the same round. */
  readonly alive: boolean;
  /** Whether the plain twin of a provoked question was answered with 2xx; `none` where the probe names no twin. */
  readonly control: 'held' | 'failed' | 'none';
}

const parsedBodies = new WeakMap<Exchange, ReturnType<typeof parseJson>>();

/** Many probes and judges look at one exchange; its body is parsed once. */
function parsedBody(exchange: Exchange, body: string): ReturnType<typeof parseJson> {
  const known = parsedBodies.get(exchange);
  if (known !== undefined) return known;
  const parsed = parseJson(body);
  parsedBodies.set(exchange, parsed);
  return parsed;
}

/** Builds the gated view of an exchange. Pure. */
export function answerOf<T>(exchange: Exchange, context: () => AnswerContext): Answer<T> {
  const { outcome, request } = exchange;
  const response = 'response' in outcome ? outcome.response : null;
  const failure = 'failure' in outcome ? outcome.failure : null;
  const path = request.url.replace(/^[a-z]+:\/\/[^/]+/i, '');
  const asked = `${request.method} ${shorten(path, 120)}`;
  const parse = () => parsedBody(exchange, response?.body ?? '');
  const all = (name: string) =>
    (response?.headers ?? []).filter(([n]) => n.toLowerCase() === name.toLowerCase()).map(([, v]) => v);
  const raw: RawAnswer = {
    status: response?.status ?? 0,
    text: response?.body ?? '',
    get json() {
      const result = parse();
      return 'value' in result ? result.value : undefined;
    },
    ...(response?.malformedUtf8 === true ? { malformedUtf8: true as const } : {}),
    failure,
    header: (name) => combined(all(name)),
    headers: all,
  };
  const gate = () => gateStatus(exchange, asked, raw, context);
  return {
    get data() {
      gate();
      const result = parse();
      if ('value' in result) return result.value as T;
      throw new Broken({
        message: `${asked} was answered with ${raw.status}, but the body is not usable JSON: ${result.problem}`,
        expected: 'a JSON body',
        actual: raw.text === '' ? 'an empty body' : shorten(raw.text, 120),
        where: 'body',
        exchange: exchange.x,
      });
    },
    header(name) {
      gate();
      return raw.header(name);
    },
    get status() {
      if (response === null) throw new Undecided(nothingCame(asked, failure));
      return response.status;
    },
    raw,
    at: exchange.at,
    x: exchange.x,
    secrets: exchange.secrets,
    asked,
    url: request.url,
    request,
    finalUrl: response?.url ?? request.url,
    get control() {
      return context().control;
    },
  };
}

/** Amazon's API gateway answers unknown routes and methods with 403 and this message. */
export function isAbsent({ status, json }: RawAnswer): boolean {
  if (status === 404 || status === 405) return true;
  const message = status === 403 ? (json as { message?: unknown } | null | undefined)?.message : undefined;
  return typeof message === 'string' && /missing authentication token/i.test(message);
}

/** What several fields of one name mean together (RFC 9110, section 5.3); a mere repetition means no more than one. */
function combined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : [...new Set(values)].join(', ');
}

function nothingCame(asked: string, failure: Failure | null): string {
  return `${asked} got no answer (${failure?.kind ?? 'unknown'}: ${failure?.message ?? ''})`;
}

/** @throws Undecided or Broken unless the answer is a 2xx. */
function gateStatus(exchange: Exchange, asked: string, raw: RawAnswer, context: () => AnswerContext): void {
  if (raw.status === 0) throw new Undecided(nothingCame(asked, raw.failure));
  if (raw.status >= 200 && raw.status < 300) return;
  const said = raw.text === '' ? 'an empty body' : shorten(raw.text, 160);
  const broken = (why: string) =>
    new Broken({
      message: `${asked} was answered with ${raw.status}, ${why}`,
      expected: 'status 2xx',
      actual: `status ${raw.status}: ${said}`,
      where: 'status',
      exchange: exchange.x,
    });
  const { status } = raw;
  if (status >= 500) {
    if (context().control === 'held') throw broken('although the plain question was answered');
    throw new Undecided(`${asked} was answered with ${status}: the server failed (${said})`);
  }
  if (status === 429) throw new Undecided(`${asked} was answered with 429: too many requests, even after waiting`);
  // Time-outs and refusals on the way: of a slow connection, of early data, of a proxy.
  if (status === 407 || status === 408 || status === 425)
    throw new Undecided(`${asked} was answered with ${status} (${said})`);
  if (isAbsent(raw)) {
    if (context().alive) throw broken('although the documentation names this operation');
    throw new Undecided(`${asked} was answered with ${status}, and nothing else was found; check the base URL`);
  }
  if (status === 401 || status === 403)
    throw new Undecided(`${asked} was refused with ${status} (${said}); check the credentials and their permissions`);
  throw broken('although the request keeps the documentation');
}

/** The exchange was answered with 2xx. */
export const isAnswered = ({ outcome, request }: Exchange): boolean =>
  request.method !== 'REMEMBER' &&
  'response' in outcome &&
  outcome.response.status >= 200 &&
  outcome.response.status < 300;
