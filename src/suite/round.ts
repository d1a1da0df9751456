/** One round of questions at one target: runs probes with their needs, each equal read once. Live or replayed alike. */
import { type Answer, answerOf, isAnswered } from '../judges/answer.ts';
import { Broken, NotTestable, Undecided } from '../verdict/check.ts';
import type { Contract, Operation, Version } from '../contract/types.ts';
import type { Exchange } from '../verdict/exchange.ts';
import type { Finding } from '../verdict/types.ts';
import type { Outgoing, Slot } from '../transport/client.ts';
import type { Meanwhile } from '../transport/stomp.ts';
import type { Target } from '../target/types.ts';
import {
  effectOf,
  fingerprint,
  requestFor,
  requestForLink,
  requestForConversation,
  requestToRemember,
} from './calls.ts';
import { SuiteError } from './errors.ts';
import type { CallOptions, Conversation, LooseCall, Probe, ProbeContext, SessionDefaults, Suite } from './types.ts';

export type Settled =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'undecided'; readonly reason: string }
  | { readonly kind: 'not-testable'; readonly reason: string }
  | { readonly kind: 'broken'; readonly finding: Finding }
  | { readonly kind: 'error'; readonly message: string };

export interface ProbeResult {
  readonly settled: Settled;
  /** Ids of the exchanges that the probe asked for itself. */
  readonly own: ReadonlySet<string>;
  /** Those and the ones of its needs. */
  readonly seen: ReadonlySet<string>;
}

export interface UndoEntry {
  readonly label: string;
  readonly operation: string;
  readonly call: LooseCall;
}

export interface RoundOptions {
  readonly round: 1 | 2;
  readonly target: Target;
  readonly contract: Contract;
  readonly version: Version;
  readonly suite: Suite;
  readonly now: number;
  readonly run: string;
  readonly send: (request: Outgoing, slot: Slot, meanwhile?: Meanwhile) => Promise<Exchange>;
  /** Something was answered with 2xx in this round. */
  readonly alive: () => boolean;
  /** Told before a write is sent; returns what removes the entry. Absent in a replay. */
  readonly journal?: { add(entry: UndoEntry): string; done(id: string): void };
}

type AnyProbe = Probe<unknown, never>;

export class Round {
  readonly #options: RoundOptions;
  readonly #results = new Map<AnyProbe, Promise<ProbeResult>>();
  readonly #memo = new Map<string, Promise<Exchange>>();
  /** Every exchange of this round, in the order of their ids. */
  readonly exchanges = new Map<string, Exchange>();

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  /** Runs a probe, once. Never rejects. */
  result(probe: AnyProbe): Promise<ProbeResult> {
    const known = this.#results.get(probe);
    if (known !== undefined) return known;
    const started = this.#run(probe);
    this.#results.set(probe, started);
    return started;
  }

  answers(): Answer[] {
    return [...this.exchanges.values()]
      .sort((a, b) => (a.x < b.x ? -1 : 1))
      .map((exchange) => answerOf(exchange, () => ({ alive: this.#options.alive(), control: 'none' })));
  }

  /** Probes that asked for the exchanges themselves. */
  async askersOf(exchanges: readonly string[]): Promise<AnyProbe[]> {
    if (exchanges.length === 0) return [];
    const probes = [...this.#results].map(async ([probe, result]) => ({ probe, own: (await result).own }));
    const asked = await Promise.all(probes);
    return asked.filter(({ own }) => exchanges.some((x) => own.has(x))).map(({ probe }) => probe);
  }

  async #run(probe: AnyProbe): Promise<ProbeResult> {
    const seen = new Set<string>();
    const { session } = this.#options.suite;
    const before = [
      ...(session === null || probe.withoutSession ? [] : [session]),
      ...probe.needs,
      ...(probe.control === null ? [] : [probe.control]),
    ];
    const results = new Map<AnyProbe, ProbeResult>();
    for (const needed of before) {
      const result = await this.result(needed);
      results.set(needed, result);
      for (const x of result.seen) seen.add(x);
    }
    const asking = new Asking(probe, this, this.#options, results);
    const settled = await asking.settle();
    // A probe that asks nothing by itself puts answers of others together: it answers for all of them.
    const own =
      probe.cost > 0 ? asking.own : new Set(probe.needs.flatMap((needed) => [...(results.get(needed)?.own ?? [])]));
    for (const x of own) seen.add(x);
    return { settled, own, seen };
  }

  /** Sends a request unless its twin was sent in this round; `fresh` ones are told apart by the probe that asks. */
  ask(request: Outgoing, fresh: { probe: string; nth: number } | null, meanwhile?: Meanwhile): Promise<Exchange> {
    const plain = fingerprint(request);
    const key = fresh === null ? plain : `${plain}:${fresh.probe}`;
    const nth = fresh?.nth ?? 0;
    const memoKey = `${key}/${nth}`;
    const known = this.#memo.get(memoKey);
    if (known !== undefined) return known;
    const exchange = this.#options.send(request, { round: this.#options.round, key, nth }, meanwhile).then((done) => {
      this.exchanges.set(done.x, done);
      return done;
    });
    exchange.catch(() => {}); // the asking probe reports it
    this.#memo.set(memoKey, exchange);
    return exchange;
  }
}

/** How to undo a write. It is armed when the write goes out: what was never made is never undone. */
interface Undo {
  readonly entry: UndoEntry;
  readonly request: Outgoing;
  /** `made`: it stands already, whatever is written further. */
  write: Promise<Exchange> | 'made' | null;
  journalId: string | undefined;
  /** A write that was refused with 4xx is not undone. */
  readonly unlessRefused: boolean;
}

/** The write may have had an effect: it was answered, or its end is not known. */
function mayHaveLanded({ outcome, attempts }: Exchange): boolean {
  if ('response' in outcome) return true;
  return attempts > 0 && !['unreachable', 'refused-by-suite', 'foreign-origin'].includes(outcome.failure.kind);
}

const isRefused = ({ outcome }: Exchange) =>
  'response' in outcome && outcome.response.status >= 400 && outcome.response.status < 500;

/** There is nothing left to delete: a case that deletes what it made leaves nothing to undo. */
function isGone({ outcome, request }: Exchange): boolean {
  return request.method === 'DELETE' && 'response' in outcome && [404, 410].includes(outcome.response.status);
}

/** One probe at work: the context that it sees, its calls, its budget. */
class Asking {
  readonly own = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #repeats = new Map<string, number>();
  readonly #undo: Undo[] = [];
  /** What it asked for, whoever sent it first: who that is depends on the network's mood. */
  readonly #asked = new Set<string>();
  #fault: unknown = null;
  #over = false;
  readonly #probe: AnyProbe;
  readonly #round: Round;
  readonly #options: RoundOptions;
  readonly #needs: ReadonlyMap<AnyProbe, ProbeResult>;

  constructor(probe: AnyProbe, round: Round, options: RoundOptions, needs: ReadonlyMap<AnyProbe, ProbeResult>) {
    this.#probe = probe;
    this.#round = round;
    this.#options = options;
    this.#needs = needs;
  }

  async settle(): Promise<Settled> {
    let settled: Settled;
    try {
      settled = { kind: 'value', value: await this.#probe.run(this.#context() as never) };
    } catch (error) {
      settled = this.#failed(error);
    }
    // A probe may stop early while calls are under way, and calls may follow on calls: what it saw must not depend on the network's mood.
    do {
      await Promise.allSettled([...this.#pending]);
      await new Promise(setImmediate);
    } while (this.#pending.size > 0);
    if (this.#undo.length > 0) settled = await this.#undoAll(settled);
    this.#over = true;
    return this.#fault === null ? settled : this.#failed(this.#fault);
  }

  /** A fault of the suite counts even where the probe does not wait for the call, or swallows what it throws. */
  #watched<T>(call: Promise<T>): Promise<T> {
    call.catch((error: unknown) => {
      if (!(error instanceof Undecided || error instanceof NotTestable || error instanceof Broken))
        this.#fault ??= error;
    });
    return call;
  }

  #failed(error: unknown): Settled {
    if (error instanceof Undecided) return { kind: 'undecided', reason: error.message };
    if (error instanceof NotTestable) return { kind: 'not-testable', reason: error.message };
    if (error instanceof Broken) {
      const { exchange } = error.finding;
      if (exchange === undefined || this.own.has(exchange) || this.#probe.cost === 0)
        return { kind: 'broken', finding: error.finding };
      return { kind: 'undecided', reason: `what it builds on is broken: ${error.finding.message}` };
    }
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'error', message: `probe '${this.#probe.name}': ${message}` };
  }

  #session(): SessionDefaults {
    const { session } = this.#options.suite;
    if (session === null || this.#probe.withoutSession) return {};
    return this.#valueOf(session) as SessionDefaults;
  }

  #valueOf(needed: AnyProbe): unknown {
    const result = this.#needs.get(needed);
    if (result === undefined) throw new SuiteError(`it uses '${needed.name}' without declaring it under needs`);
    const { settled } = result;
    if (settled.kind === 'value') return settled.value;
    if (settled.kind === 'undecided') throw new Undecided(settled.reason);
    if (settled.kind === 'not-testable') throw new NotTestable(settled.reason);
    if (settled.kind === 'broken') throw new Undecided(`what it builds on is broken: ${settled.finding.message}`);
    throw new SuiteError(settled.message);
  }

  #context(): ProbeContext {
    const { target, contract, version, now, run } = this.#options;
    const session = this.#session();
    const elsewhere = [...contract.versions.values()].flatMap((other) => [...other.operations.keys()]);
    const api = Object.fromEntries([
      ...elsewhere.map((id) => [
        id,
        () => this.#watched(Promise.reject(new NotTestable(`${version.id} has no operation ${id}`))),
      ]),
      ...[...version.operations.values()].map((operation) => [
        operation.id,
        (call: LooseCall = {}, options: CallOptions = {}) =>
          this.#watched(this.#call(operation, call, options, session)),
      ]),
    ]) as Record<string, unknown>;
    return {
      api,
      get: (needed) =>
        this.#watched(Promise.resolve(needed).then((probe) => this.#valueOf(probe as AnyProbe) as never)),
      follow: (link, options = {}) =>
        this.#watched(
          Promise.resolve(link).then((to) =>
            this.#send(requestForLink(to, options, { target, contract, session }), options.fresh),
          ),
        ),
      converse: (conversation, meanwhile) => this.#watched(this.#converse(conversation, meanwhile)),
      remember: (name, text) => this.#watched(this.#send(requestToRemember(name, text))),
      settings: { ...target.settings, ...session.settings },
      credential: (name) => {
        const held = target.credentials.find((c) => c.name === name);
        if (held === undefined)
          throw new Undecided(
            `the target has no credential '${name}'; set ${contract.credentials.find((c) => c.name === name)?.env ?? name}`,
          );
        return held.handle;
      },
      now,
      unique: (label) => `${label}-${run.slice(-4)}`,
      version: version.id,
      contract,
      undo: (label, { operation, ...call }, { made = false, unlessRefused = false } = {}) => {
        const known = version.operations.get(operation);
        if (known === undefined) throw new SuiteError(`undo of '${label}' names the unknown operation ${operation}`);
        const request = requestFor(known, call, {}, { target, contract, session });
        const entry = { label, operation, call };
        const journalId = made ? this.#options.journal?.add(entry) : undefined;
        this.#undo.push({ entry, request, write: made ? 'made' : null, journalId, unlessRefused });
      },
      undecided: (reason) => {
        throw new Undecided(reason);
      },
      notTestable: (reason) => {
        throw new NotTestable(reason);
      },
    };
  }

  async #call(operation: Operation, call: LooseCall, options: CallOptions, session: SessionDefaults): Promise<Answer> {
    const effect = effectOf(operation, { ...call.query, ...options.anyway?.query });
    if (effect === 'write' && !this.#probe.writes)
      throw new SuiteError(`it calls the write operation ${operation.id} without declaring 'writes'`);
    if (effect === 'write' && !this.#options.target.allowWrites)
      throw new NotTestable('writes are switched off for this target');
    const { target, contract } = this.#options;
    return this.#send(
      requestFor(operation, call, options, { target, contract, session }),
      options.fresh ?? this.#probe.writes,
    );
  }

  /** What `meanwhile` throws is thrown when the conversation is over, so that it is recorded in any case. */
  async #converse(conversation: Conversation, meanwhile?: Meanwhile): Promise<Answer> {
    const { target, contract } = this.#options;
    let failed: { error: unknown } | undefined;
    const guarded = async () => {
      try {
        return (await meanwhile?.()) ?? null;
      } catch (error) {
        failed = { error };
        return null;
      }
    };
    const answer = await this.#send(
      requestForConversation(conversation, { target, contract, session: this.#session() }),
      true,
      guarded,
    );
    if (failed !== undefined) throw failed.error;
    return answer;
  }

  async #send(request: Outgoing, fresh = false, meanwhile?: Meanwhile): Promise<Answer> {
    if (this.#over) throw new SuiteError(`it asked ${request.operation} after it was over`);
    const plain = fingerprint(request);
    const nth = this.#repeats.get(plain) ?? 0;
    const slot = fresh ? `${plain}/${nth}` : plain;
    if (!this.#asked.has(slot) && request.method !== 'REMEMBER' && this.#asked.size >= this.#probe.cost)
      throw new SuiteError(`it sends more than the ${this.#probe.cost} requests that it declares as its cost`);
    if (request.method !== 'REMEMBER') this.#asked.add(slot);
    if (fresh) this.#repeats.set(plain, nth + 1);
    const armed = request.effect === 'write' ? this.#undo.filter((undo) => undo.write === null) : [];
    for (const undo of armed) undo.journalId = this.#options.journal?.add(undo.entry);
    const exchange = this.#round.ask(request, fresh ? { probe: this.#probe.name, nth } : null, meanwhile);
    for (const undo of armed) undo.write = exchange;
    const answer = exchange.then((done) => {
      this.own.add(done.x);
      return answerOf(done, () => ({ alive: this.#options.alive(), control: this.#control() }));
    });
    this.#pending.add(answer);
    const settle = () => this.#pending.delete(answer);
    answer.then(settle, settle);
    return answer;
  }

  /** The control question was answered with 2xx throughout. */
  #control(): 'held' | 'failed' | 'none' {
    const { control } = this.#probe;
    if (control === null) return 'none';
    const result = this.#needs.get(control);
    if (result === undefined || result.settled.kind !== 'value' || result.own.size === 0) return 'failed';
    const held = [...result.own].every((x) => {
      const exchange = this.#round.exchanges.get(x);
      return exchange !== undefined && isAnswered(exchange);
    });
    return held ? 'held' : 'failed';
  }

  /** Undoes what the probe made, last first. */
  async #undoAll(settled: Settled): Promise<Settled> {
    let left = '';
    for (const undo of this.#undo.reverse()) {
      const reason = undo.write === null ? '' : await this.#undoOne(undo, undo.write);
      if (reason !== '')
        left += `; '${undo.entry.label}' could not be undone (${reason}), the journal keeps it for the next run`;
    }
    return left !== '' && settled.kind === 'undecided' ? { ...settled, reason: settled.reason + left } : settled;
  }

  /** Returns why it could not be undone, or ''. */
  async #undoOne(
    { entry, request, journalId, unlessRefused }: Undo,
    write: Promise<Exchange> | 'made',
  ): Promise<string> {
    const { journal } = this.#options;
    try {
      const landed = (exchange: Exchange) => mayHaveLanded(exchange) && !(unlessRefused && isRefused(exchange));
      const made = write === 'made' || (await write.then(landed, () => true));
      if (made) {
        const plain = `undo ${fingerprint(request)}`;
        const nth = this.#repeats.get(plain) ?? 0;
        this.#repeats.set(plain, nth + 1);
        const exchange = await this.#round.ask(request, { probe: `${this.#probe.name}:undo`, nth });
        this.own.add(exchange.x);
        if (!isAnswered(exchange) && !isGone(exchange))
          return 'response' in exchange.outcome
            ? `status ${exchange.outcome.response.status}`
            : exchange.outcome.failure.kind;
      }
      if (journalId !== undefined) journal?.done(journalId);
      return '';
    } catch (error) {
      this.#fault ??= new SuiteError(
        `the undoing of '${entry.label}' failed: ${error instanceof Error ? error.message : String(error)}`,
      );
      return 'the suite failed';
    }
  }
}
