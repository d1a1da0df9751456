/** The live transport: authenticates, paces, retries what may be retried, guards origins, redacts, records. */
import type { Agent } from 'undici';
import type { Effect } from '../contract/types.ts';
import { shorten } from '../verdict/check.ts';
import type { StompScript } from '../verdict/conversation.ts';
import type { Exchange, Failure, HeaderList } from '../verdict/exchange.ts';
import type { Target } from '../target/types.ts';
import { Breaker } from './breaker.ts';
import { type Limits, type WireRequest, defaultLimits, openAgent, sendOnce } from './http.ts';
import type { Memory } from './memory.ts';
import { type DailyCount, type Pace, pacer, sleep } from './pace.ts';
import { recorded } from './recorded.ts';
import { type Outcome, headerOf, isFailure, waitFor } from './retry.ts';
import { type Meanwhile, type StompWire, converse } from './stomp.ts';
import { OriginError, type Place, Vault } from './vault.ts';

/** A request as the suite asks for it: handles in place of secrets. */
export interface Outgoing {
  readonly operation: string;
  readonly effect: Effect;
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string | null;
  /** The answer issues secrets: members that are not kept are masked; `origins` are further ones that these may be sent to. */
  readonly sensitive: { readonly keep: readonly string[]; readonly origins?: readonly string[] } | null;
}

/** Where a request stands in the recording. */
export interface Slot {
  readonly round: 1 | 2;
  readonly key: string;
  readonly nth: number;
}

export interface Transport {
  /** @param meanwhile run inside a conversation, and while it is replayed */
  send(request: Outgoing, slot: Slot, meanwhile?: Meanwhile): Promise<Exchange>;
}

export interface LiveOptions {
  readonly target: Target;
  /** Resolves when the next request may be sent; shared by all targets that share a key. Absent in in-process tests. */
  readonly pace?: Pace;
  readonly quota: { readonly count: DailyCount; readonly perDay: number } | null;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly onExchange: (exchange: Exchange) => void;
  readonly userAgent?: string;
  /** What earlier runs kept; absent, nothing is remembered. */
  readonly memory?: Memory;
}

interface Attempt {
  readonly outcome: Outcome;
  /** How often it was sent. */
  readonly attempts: number;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/** Requests that are under way at the same time. */
const concurrency = 6;
const retries = 2;
const mostRedirects = 5;

export class LiveTransport implements Transport {
  readonly #options: LiveOptions;
  readonly #vault: Vault;
  readonly #agent: Agent;
  readonly #limits: Limits;
  readonly #origin: string;
  readonly #pace: Pace;
  readonly #breaker = new Breaker();
  #exchanges = 0;
  #active = 0;
  readonly #waiting: (() => void)[] = [];
  /** Requests that went over the wire, repetitions and redirects included. */
  sent = 0;
  /** Bytes of the bodies that came. */
  #held = 0;
  /** Until then nothing is sent, by the vendor's wish (`performance.now()`). */
  #quietUntil = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#vault = new Vault(options.target.credentials);
    this.#agent = openAgent(this.#limits, concurrency);
    this.#origin = new URL(options.target.baseUrl).origin;
    this.#pace = options.pace ?? pacer(null);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async send(request: Outgoing, slot: Slot, meanwhile?: Meanwhile): Promise<Exchange> {
    if (request.method === 'STOMP' || request.method === 'REMEMBER')
      return this.#exchange(request, slot, () => this.#special(request, meanwhile));
    await this.#enter();
    try {
      return await this.#exchange(request, slot, () => this.#attempt(request));
    } finally {
      this.#leave();
    }
  }

  async #exchange(request: Outgoing, slot: Slot, attempt: () => Promise<Attempt>): Promise<Exchange> {
    this.#exchanges += 1;
    const x = `${slot.round}-${String(this.#exchanges).padStart(4, '0')}`;
    const { outcome, attempts, at } = await attempt();
    const exchange = this.#record(request, slot, x, at, attempts, outcome);
    this.#options.onExchange(exchange);
    return exchange;
  }

  /** What is no HTTP request. Conversations take no place of the others: requests are sent while they last. */
  async #special(request: Outgoing, meanwhile: Meanwhile | undefined): Promise<Attempt> {
    const at = new Date().toISOString();
    if (request.method === 'REMEMBER') return { outcome: this.#recall(request), attempts: 0, at };
    const wire = this.#stompWire(request);
    const refusal = 'kind' in wire ? wire : await this.#turn();
    if (refusal === null && !('kind' in wire))
      return { outcome: await converse(wire, meanwhile, this.#limits, this.#options.signal), attempts: 1, at };
    await meanwhile?.();
    return { outcome: refusal as Failure, attempts: 0, at };
  }

  #stompWire(request: Outgoing): StompWire | Failure {
    const url = new URL(request.url.replace(/^ws/i, 'http'));
    const isLocal = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    if (url.protocol === 'http:' && !isLocal && new URL(this.#origin).protocol !== 'http:')
      return {
        kind: 'refused-by-suite',
        message: 'not sent: a token must not travel over a WebSocket without TLS; write https or wss',
      };
    try {
      const fill = (value: string) => this.#vault.fill(value, url.origin, 'header');
      const script = JSON.parse(request.body ?? '{}') as StompScript;
      const connect = Object.fromEntries(Object.entries(script.connect).map(([name, value]) => [name, fill(value)]));
      return {
        url: this.#vault.fill(request.url, url.origin, 'url'),
        headers: request.headers.map(([name, value]) => [name, fill(value)] as const),
        script: { ...script, connect },
      };
    } catch (error) {
      if (error instanceof OriginError) return { kind: 'foreign-origin', message: error.message };
      throw error;
    }
  }

  #recall({ url, body }: Outgoing): Outcome {
    const { memory } = this.#options;
    const name = decodeURIComponent(url.slice('memory:'.length));
    const text = memory?.recall(name) ?? null;
    if (body !== null) memory?.keep(name, body);
    return { status: text === null ? 404 : 200, headers: [], body: Buffer.from(text ?? '', 'utf8'), ms: 0 };
  }

  async #enter(): Promise<void> {
    if (this.#active < concurrency) this.#active += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The place goes straight to whoever waits longest, so that nobody slips in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#active -= 1;
    else next();
  }

  /** Sends, waits and sends again where that is allowed. */
  async #attempt(request: Outgoing): Promise<Attempt> {
    let attempts = 0;
    for (;;) {
      const { outcome, at } = await this.#redirected(request);
      if (at === null) return { outcome, attempts, at: new Date().toISOString() };
      attempts += 1;
      this.#breaker.note(isFailure(outcome) ? outcome.kind : outcome.status);
      const wait = attempts > retries ? null : waitFor(request.effect, outcome, attempts);
      if (wait === null) return { outcome, attempts, at };
      if (!isFailure(outcome) && outcome.status === 429)
        this.#quietUntil = Math.max(this.#quietUntil, performance.now() + wait);
      await sleep(wait, this.#options.signal);
    }
  }

  /** One sending with its redirects, which never leave the origin. `at` is null when nothing was sent. */
  async #redirected(request: Outgoing): Promise<{ outcome: Outcome; at: string | null }> {
    let at: string | null = null;
    let url = request.url;
    for (let hops = 0; ; hops += 1) {
      const wire = this.#wire(request, url);
      if ('kind' in wire) return { outcome: wire, at };
      const refusal = await this.#turn();
      if (refusal !== null) return { outcome: refusal, at };
      at = new Date().toISOString();
      const outcome = this.#withRoom(await sendOnce(this.#agent, wire, this.#limits, this.#options.signal));
      if (isFailure(outcome)) return { outcome, at };
      if (![301, 302, 303, 307, 308].includes(outcome.status))
        return { outcome: hops === 0 ? outcome : { ...outcome, url }, at };
      const location = headerOf(outcome.headers, 'location');
      const keepsMethod = request.method === 'GET' || request.method === 'HEAD' || outcome.status >= 307;
      if (location === undefined || !keepsMethod || request.effect === 'write' || !URL.canParse(location, wire.url))
        return { outcome, at };
      const next = new URL(location, wire.url);
      const where = `${next.protocol}//${next.host}${next.pathname}`;
      if (next.origin !== new URL(wire.url).origin)
        return {
          outcome: {
            kind: 'redirect',
            message: `redirected to another origin, no credential went there and it was not followed: ${where}`,
          },
          at,
        };
      if (hops >= mostRedirects)
        return {
          outcome: { kind: 'redirect', message: `more than ${mostRedirects} redirects, the last one to ${where}` },
          at,
        };
      url = next.href;
    }
  }

  /** An answer for which there is no room any more is let go; smaller ones may still find some. */
  #withRoom(outcome: Outcome): Outcome {
    if (isFailure(outcome)) return outcome;
    const { length } = outcome.body;
    const { runBytes } = this.#limits;
    if (this.#held + length > runBytes)
      return { kind: 'too-large', message: `the bodies of this run would hold more than ${runBytes} bytes together` };
    this.#held += length;
    return outcome;
  }

  /** The request with secrets in place of their handles, or why it may not be sent. */
  #wire(request: Outgoing, url: string): WireRequest | Failure {
    const { origin } = new URL(url);
    if (request.operation === 'follow' && origin !== this.#origin)
      return { kind: 'foreign-origin', message: `the link leads to ${origin}; it was not followed` };
    const named = (name: string) => request.headers.find(([n]) => n.toLowerCase() === name)?.[1];
    const place: Place = named('content-type')?.includes('x-www-form-urlencoded') === true ? 'form' : 'json';
    const own =
      named('user-agent') === undefined
        ? [['user-agent', this.#options.userAgent ?? 'vendor-conformance'] as const]
        : [];
    try {
      return {
        method: request.method,
        url: this.#vault.fill(url, origin, 'url'),
        headers: [...request.headers, ...own].map(
          ([name, value]) => [name, this.#vault.fill(value, origin, 'header')] as const,
        ),
        body: request.body === null ? null : this.#vault.fill(request.body, origin, place),
      };
    } catch (error) {
      if (error instanceof OriginError) return { kind: 'foreign-origin', message: error.message };
      throw error;
    }
  }

  /** Waits for its turn and counts the request, or says why it is not sent. Nothing is awaited between the check and the count. */
  async #turn(): Promise<Failure | null> {
    const { signal, quota } = this.#options;
    while (this.#refusal() === null) {
      await this.#pace(signal);
      const patience = this.#quietUntil - performance.now();
      if (patience > 0) await sleep(patience, signal);
      else break;
    }
    const refusal = this.#refusal();
    if (refusal !== null) return refusal;
    quota?.count.add();
    this.sent += 1;
    return null;
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

  #record(request: Outgoing, slot: Slot, x: string, at: string, attempts: number, outcome: Outcome): Exchange {
    const { operation, method, url, headers } = request;
    const body = method === 'REMEMBER' ? null : request.body; // the text stands in the recording once, where it came
    const common = { x, ...slot, at, attempts, request: { operation, method, url, headers, body } };
    if (isFailure(outcome)) {
      // Scrubbed before it is cut: half a secret would not be found.
      const message = shorten(this.#vault.scrub(outcome.message));
      return { ...common, outcome: { failure: { kind: outcome.kind, message } }, secrets: [] };
    }
    const { response, secrets } = recorded(outcome, request.sensitive, this.#vault, [
      this.#origin,
      new URL(url).origin,
      ...(request.sensitive?.origins ?? []),
    ]);
    return { ...common, outcome: { response }, secrets };
  }
}
