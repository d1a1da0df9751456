/** One round of questions at one target: runs probes with their needs, each equal read once. Live or replayed alike. */
import { type Answer, answerOf } from '../judges/answer.ts';
import type { Contract, Version } from '../contract/types.ts';
import type { Exchange } from '../verdict/exchange.ts';
import type { Finding } from '../verdict/types.ts';
import type { Outgoing, Slot } from '../transport/client.ts';
import type { Meanwhile } from '../transport/stomp.ts';
import type { Target } from '../target/types.ts';
import { Asking } from './asking.ts';
import { fingerprint } from './calls.ts';
import type { Probe, Suite } from './types.ts';
import type { UndoJournal } from './undo.ts';

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
  readonly journal?: UndoJournal;
}

/** One exchange is one answer, however often its round is judged: judges may keep what they have read of it. */
const answersOfAliveRounds = new WeakMap<Exchange, Answer>();

export type AnyProbe = Probe<unknown, never>;

export class Round {
  readonly #options: RoundOptions;
  readonly #results = new Map<AnyProbe, Promise<ProbeResult>>();
  readonly #memo = new Map<string, Promise<Exchange>>();
  #answers: readonly Answer[] = [];
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

  /** Of all exchanges so far, in the order of their ids. */
  answers(): readonly Answer[] {
    if (this.#answers.length !== this.exchanges.size)
      this.#answers = [...this.exchanges.values()]
        .sort((a, b) => (a.x < b.x ? -1 : 1))
        .map((exchange) => this.#answerTo(exchange));
    return this.#answers;
  }

  #answerTo(exchange: Exchange): Answer {
    if (!this.#options.alive()) return answerOf(exchange, () => ({ alive: false, control: 'none' }));
    const known = answersOfAliveRounds.get(exchange) ?? answerOf(exchange, () => ({ alive: true, control: 'none' }));
    answersOfAliveRounds.set(exchange, known);
    return known;
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
