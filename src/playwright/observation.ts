/** Keeps the rounds that tests ask about: one per test run, or one per question where no reporter of ours listens. */
import { setMaxListeners } from 'node:events';
import type { Subject } from '../../reporters/allure/labels.ts';
import { attachmentsOf } from '../../reporters/attachments.ts';
import { failureText } from '../../reporters/evidence.ts';
import { readExchanges, variablesOf } from '../../reporters/run.ts';
import type { Evidence } from '../../reporters/run.ts';
import { shortened, visible } from '../../reporters/text.ts';
import { loadContract } from '../contract/load.ts';
import type { Engine, EngineRun, RunOptions, Selection } from '../suite/engine.ts';
import type { TargetResult } from '../suite/types.ts';
import type { Exchange } from '../verdict/exchange.ts';
import { testStatus } from './reply.ts';
import type { Reply } from './reply.ts';

/** A target's verdicts with the exchanges that show them. */
interface Seen {
  readonly result: TargetResult;
  readonly exchanges: ReadonlyMap<string, Exchange>;
}

export class Observer {
  readonly #engine: Engine;
  readonly #stop = new AbortController();
  #run: EngineRun | undefined;
  readonly #runs = new Set<EngineRun>();
  readonly #seen = new Map<string, Promise<Seen>>();
  /** Questions that wait for the round before them, by target; used where no reporter told the selection. */
  readonly #waiting = new Map<string, { ids: string[]; seen: Promise<Seen> }>();
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #told = new Map<string, Evidence>();

  constructor(engine: Engine) {
    this.#engine = engine;
    // Every request in flight listens for the end.
    setMaxListeners(0, this.#stop.signal);
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Starts to observe all that was selected; called by our reporter when a test run begins. */
  begin(selection: Selection, options: Omit<RunOptions, 'signal'>): EngineRun {
    this.#seen.clear();
    this.#told.clear();
    const run = this.#start(selection, options);
    this.#run = run;
    return run;
  }

  /**
   * The verdict of one requirement. Waits until its target's rounds are done. Where there is none, the reply is an
   * error of the suite and says why: a rejection would cost every test its worker.
   */
  async reply(target: string, requirement: string): Promise<Reply> {
    const reporterListens = this.#run !== undefined;
    try {
      const evidence = await this.#evidence(target, requirement);
      this.#told.set(`${target} ${requirement}`, evidence);
      return { ...replyOf(evidence), reporterListens };
    } catch (error) {
      const reason = visible(`There is no verdict: ${error instanceof Error ? error.message : String(error)}`);
      return { outcome: 'error', status: 'failed', reason, message: reason, reporterListens, attachments: [] };
    }
  }

  /** What is known of a test for its report; undefined for what is no test of ours. */
  subject(name: string, id: string): Subject | undefined {
    const target = this.#engine.targets.find((each) => each.name === name);
    if (target === undefined) return undefined;
    const { title, requirements } = loadContract(target.vendor);
    const requirement = requirements.get(id);
    if (requirement === undefined) return undefined;
    return { target: name, kind: target.kind, title, requirement, evidence: this.#told.get(`${name} ${id}`) };
  }

  async #evidence(target: string, requirement: string): Promise<Evidence> {
    const run = this.#run;
    const { result, exchanges } = await (run === undefined
      ? this.#askAlone(target, requirement)
      : this.#seenIn(run, target));
    const verdict = result.verdicts.find((each) => each.requirement === requirement);
    const contract = loadContract(result.summary.vendor);
    const known = contract.requirements.get(requirement);
    if (verdict === undefined || known === undefined)
      throw new Error(`${target} has no requirement ${requirement} in this run; run the tests again to select it.`);
    return { verdict, requirement: known, target: result.summary, exchanges, variables: variablesOf(contract) };
  }

  /** Ends what is under way; what was not decided by then is inconclusive. */
  interrupt(): void {
    this.#stop.abort();
  }

  /** Waits for ledgers, then stops the embedded servers. */
  async close(): Promise<void> {
    this.interrupt();
    await Promise.allSettled([...this.#runs].map((run) => run.ledger));
    await this.#engine.close();
  }

  #start(selection: Selection, options: Omit<RunOptions, 'signal'>): EngineRun {
    const run = this.#engine.run(selection, { ...options, signal: this.#stop.signal });
    this.#runs.add(run);
    return run;
  }

  #seenIn(run: EngineRun, target: string): Promise<Seen> {
    const known = this.#seen.get(target);
    if (known !== undefined) return known;
    const seen = seenOf(run, target);
    this.#seen.set(target, seen);
    return seen;
  }

  /** Questions that come while a round of their target runs are asked together in the next one. */
  #askAlone(target: string, requirement: string): Promise<Seen> {
    const waiting = this.#waiting.get(target);
    if (waiting !== undefined) {
      waiting.ids.push(requirement);
      return waiting.seen;
    }
    const ids = [requirement];
    const seen = (this.#last.get(target) ?? Promise.resolve()).then(() => {
      this.#waiting.delete(target);
      const run = this.#start(new Map([[target, ids]]), {});
      return seenOf(run, target);
    });
    this.#waiting.set(target, { ids, seen });
    this.#last.set(
      target,
      seen.catch(() => undefined),
    );
    return seen;
  }
}

async function seenOf(run: EngineRun, target: string): Promise<Seen> {
  const result = await run.result(target);
  return { result, exchanges: readExchanges(run.info.folder, result.summary) };
}

function replyOf(evidence: Evidence): Omit<Reply, 'reporterListens'> {
  const { verdict } = evidence;
  return {
    outcome: verdict.outcome,
    status: testStatus(verdict.outcome, verdict.level),
    reason: shortened(visible(verdict.reason), 600),
    message: failureText(evidence),
    attachments: attachmentsOf(evidence),
  };
}
