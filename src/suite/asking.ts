/** One probe at work: what it sees, what it asks, what it may spend, and how it ends. */
import { type Answer, answerOf, isAnswered } from '../judges/answer.ts';
import { Broken, NotTestable, Undecided } from '../verdict/check.ts';
import type { Operation } from '../contract/types.ts';
import type { Exchange } from '../verdict/exchange.ts';
import type { Outgoing } from '../transport/client.ts';
import type { Meanwhile } from '../transport/stomp.ts';
import {
  effectOf,
  fingerprint,
  requestFor,
  requestForLink,
  requestForConversation,
  requestToRemember,
} from './calls.ts';
import { SuiteError } from './errors.ts';
import type { AnyProbe, ProbeResult, Round, RoundOptions, Settled } from './round.ts';
import type { CallOptions, Conversation, LooseCall, ProbeContext, SessionDefaults } from './types.ts';
import { Undoing } from './undo.ts';

/** One probe at work: the context that it sees, its calls, its budget. */
export class Asking {
  readonly own = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #repeats = new Map<string, number>();
  readonly #undoing: Undoing;
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
    this.#undoing = new Undoing(options.journal, (request) => this.#undo(request));
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
    if (this.#undoing.isNeeded) settled = await this.#undone(settled);
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
      undo: (label, { operation, ...call }, options = {}) => {
        const known = version.operations.get(operation);
        if (known === undefined) throw new SuiteError(`undo of '${label}' names the unknown operation ${operation}`);
        const request = requestFor(known, call, {}, { target, contract, session });
        const { when } = options;
        const entry = { label, baseUrl: target.baseUrl, operation, call, ...(when === undefined ? {} : { when }) };
        this.#undoing.plan(entry, request, options);
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
    const { baseUrl } = this.#options.target;
    const armed = request.effect === 'write' ? this.#undoing.arm(this.#probe.name, request, baseUrl) : undefined;
    const exchange = this.#round.ask(request, fresh ? { probe: this.#probe.name, nth } : null, meanwhile);
    armed?.(exchange);
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

  async #undone(settled: Settled): Promise<Settled> {
    try {
      const left = await this.#undoing.undoAll();
      return left !== '' && settled.kind === 'undecided' ? { ...settled, reason: settled.reason + left } : settled;
    } catch (error) {
      this.#fault ??= error;
      return settled;
    }
  }

  async #undo(request: Outgoing): Promise<Exchange> {
    const plain = `undo ${fingerprint(request)}`;
    const nth = this.#repeats.get(plain) ?? 0;
    this.#repeats.set(plain, nth + 1);
    const exchange = await this.#round.ask(request, { probe: `${this.#probe.name}:undo`, nth });
    this.own.add(exchange.x);
    return exchange;
  }
}
