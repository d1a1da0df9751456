/** The live transport: authenticates, paces, retries what may be retried, guards origins, redacts, records. */
import type { Agent } from 'undici';
import type { Effect } from '../contract/types.ts';
import type { Exchange, Failure, HeaderList, RecordedResponse, SecretTraits } from '../verdict/exchange.ts';
import type { Target } from '../target/types.ts';
import { parseJson } from '../judges/json.ts';
import { Breaker } from './breaker.ts';
import { type Limits, type WireResponse, defaultLimits, openAgent, sendOnce } from './http.ts';
import { type DailyCount, pacer, sleep } from './pace.ts';
import { OriginError, type Place, Vault } from './vault.ts';

/** A request as the suite asks for it: handles in place of secrets. */
export interface Outgoing {
  readonly operation: string;
  readonly effect: Effect;
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string | null;
  /** The answer issues secrets: members that are not kept are masked. */
  readonly sensitive: { readonly keep: readonly string[] } | null;
}

/** Where a request stands in the recording. */
export interface Slot {
  readonly round: 1 | 2;
  readonly key: string;
  readonly nth: number;
}

export interface Transport {
  send(request: Outgoing, slot: Slot): Promise<Exchange>;
}

export interface LiveOptions {
  readonly target: Target;
  /** Requests a second; null sends without pacing (in-process tests). */
  readonly perSecond: number | null;
  readonly quota: { readonly count: DailyCount; readonly perDay: number } | null;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly onExchange: (exchange: Exchange) => void;
  readonly userAgent?: string;
}

const retries = 2;
const mostRedirects = 5;
const longestWait = 60_000;

type Outcome = WireResponse | Failure;
const isFailure = (outcome: Outcome): outcome is Failure => 'kind' in outcome;

export class LiveTransport implements Transport {
  readonly #options: LiveOptions;
  readonly #vault: Vault;
  readonly #agent: Agent;
  readonly #limits: Limits;
  readonly #origin: string;
  readonly #pace: ReturnType<typeof pacer>;
  readonly #breaker = new Breaker();
  #exchanges = 0;
  #active = 0;
  readonly #waiting: (() => void)[] = [];
  /** Requests that went over the wire, repetitions and redirects included. */
  sent = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#vault = new Vault(options.target.credentials);
    this.#agent = openAgent(this.#limits, concurrency);
    this.#origin = new URL(options.target.baseUrl).origin;
    this.#pace = pacer(options.perSecond);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async send(request: Outgoing, slot: Slot): Promise<Exchange> {
    await this.#enter();
    try {
      this.#exchanges += 1;
      const x = `${slot.round}-${String(this.#exchanges).padStart(4, '0')}`;
      const { outcome, attempts, at } = await this.#attempt(request);
      const exchange = this.#record(request, slot, x, at, attempts, outcome);
      this.#options.onExchange(exchange);
      return exchange;
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#active >= concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active += 1;
  }

  #leave(): void {
    this.#active -= 1;
    this.#waiting.shift()?.();
  }

  /** Sends, waits and sends again where that is allowed. */
  async #attempt(request: Outgoing): Promise<{ outcome: Outcome; attempts: number; at: string }> {
    let attempts = 0;
    let at = new Date().toISOString();
    for (;;) {
      const refusal = this.#refusal();
      if (refusal !== null) return { outcome: refusal, attempts, at };
      await this.#pace(this.#options.signal);
      at = new Date().toISOString();
      attempts += 1;
      const outcome = await this.#redirected(request);
      this.#breaker.note(isFailure(outcome) ? outcome.kind : outcome.status);
      if (attempts > retries || !mayRepeat(request.effect, outcome)) return { outcome, attempts, at };
      await sleep(waitFor(outcome, attempts), this.#options.signal);
    }
  }

  #refusal(): Failure | null {
    if (this.#options.signal?.aborted === true) return { kind: 'interrupted', message: 'the run was interrupted' };
    const reason = this.#breaker.open();
    if (reason !== null) return { kind: 'unreachable', message: reason };
    const { quota } = this.#options;
    if (quota !== null && quota.count.today() >= quota.perDay)
      return { kind: 'refused-by-suite', message: `the quota of ${quota.perDay} requests a day (UTC) is used up` };
    return null;
  }

  /** One sending with its redirects, which never leave the origin. */
  async #redirected(request: Outgoing): Promise<Outcome> {
    let url = request.url;
    for (let hops = 0; ; hops += 1) {
      const outcome = await this.#once(request, url);
      if (isFailure(outcome) || ![301, 302, 303, 307, 308].includes(outcome.status)) return outcome;
      const location = header(outcome.headers, 'location');
      const keepsMethod = request.method === 'GET' || request.method === 'HEAD' || outcome.status >= 307;
      if (location === undefined || !keepsMethod || request.effect === 'write') return outcome;
      const next = URL.canParse(location, url) ? new URL(location, url) : null;
      if (next === null) return outcome;
      const where = this.#vault.scrub(`${next.origin}${next.pathname}`).slice(0, 200);
      if (next.origin !== new URL(url).origin)
        return { kind: 'redirect', message: `redirected to another origin, ${where}; it was not followed, no credential went there` };
      if (hops >= mostRedirects) return { kind: 'redirect', message: `more than ${mostRedirects} redirects, the last one to ${where}` };
      url = next.href;
    }
  }

  async #once(request: Outgoing, url: string): Promise<Outcome> {
    try {
      const { origin } = new URL(url);
      if (request.operation === 'follow' && origin !== this.#origin)
        return { kind: 'foreign-origin', message: `the link leads to ${origin}; it was not followed` };
      const place: Place = request.headers.some(([n, v]) => n.toLowerCase() === 'content-type' && v.includes('x-www-form-urlencoded')) ? 'form' : 'json';
      const wire = {
        method: request.method,
        url: this.#vault.fill(url, origin, 'url'),
        headers: [...request.headers, ['user-agent', this.#options.userAgent ?? 'vendor-conformance'] as const].map(
          ([name, value]) => [name, this.#vault.fill(value, origin, 'header')] as const,
        ),
        body: request.body === null ? null : this.#vault.fill(request.body, origin, place),
      };
      this.sent += 1;
      this.#options.quota?.count.add();
      return await sendOnce(this.#agent, wire, this.#limits, this.#options.signal);
    } catch (error) {
      if (error instanceof OriginError) return { kind: 'foreign-origin', message: error.message };
      throw error;
    }
  }

  #record(request: Outgoing, slot: Slot, x: string, at: string, attempts: number, outcome: Outcome): Exchange {
    const common = {
      x,
      ...slot,
      at,
      attempts,
      request: {
        operation: request.operation,
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: request.body,
      },
    };
    if (isFailure(outcome))
      return { ...common, outcome: { failure: { ...outcome, message: this.#vault.scrub(outcome.message) } }, secrets: [] };
    const { response, secrets } = this.#redact(request, outcome);
    return { ...common, outcome: { response }, secrets };
  }

  #redact(request: Outgoing, wire: WireResponse): { response: RecordedResponse; secrets: readonly SecretTraits[] } {
    const decoded = decode(wire.body);
    let body = decoded.text;
    let secrets: readonly SecretTraits[] = [];
    if (request.sensitive !== null && wire.status >= 200 && wire.status < 300 && body.trim() !== '') {
      const parsed = parseJson(body);
      if ('value' in parsed) {
        const masked = this.#vault.mask(parsed.value, request.sensitive.keep, [this.#origin, new URL(request.url).origin]);
        body = JSON.stringify(masked.body);
        secrets = masked.traits;
      } else body = `(${wire.body.length} bytes that are no JSON, masked: this operation issues secrets)`;
    }
    const headers = wire.headers.map(([name, value]) =>
      name.toLowerCase() === 'set-cookie'
        ? ([name, '«masked»'] as const)
        : ([this.#vault.scrub(name), this.#vault.scrubHeader(value)] as const),
    );
    const response: RecordedResponse = {
      status: wire.status,
      headers,
      body: secrets.length > 0 ? body : this.#vault.scrub(body),
      bytes: wire.body.length,
      ms: wire.ms,
      ...(decoded.malformed ? { malformedUtf8: true as const } : {}),
    };
    return { response, secrets };
  }
}

const concurrency = 6;

function header(headers: HeaderList, name: string): string | undefined {
  return headers.find(([n]) => n.toLowerCase() === name)?.[1];
}

function decode(bytes: Buffer): { text: string; malformed: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), malformed: false };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), malformed: true };
  }
}

/** Connection errors, 429 and 503 may pass; a write is repeated only when it surely did not arrive. */
function mayRepeat(effect: Effect, outcome: Outcome): boolean {
  if (!isFailure(outcome)) return effect === 'write' ? outcome.status === 429 : outcome.status === 429 || outcome.status === 503;
  if (outcome.kind === 'unreachable') return true;
  return outcome.kind === 'reset' && effect !== 'write';
}

/** Milliseconds to wait before the next try: Retry-After in seconds or as a date, else half a second, doubled each time. */
function waitFor(outcome: Outcome, attempts: number): number {
  const own = 500 * 2 ** (attempts - 1);
  const told = isFailure(outcome) ? undefined : header(outcome.headers, 'retry-after')?.trim();
  if (told === undefined) return own;
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWait) : own;
}
