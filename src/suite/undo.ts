/** How what a write makes is undone: by the probe that made it, or by a later run if that one was killed. */
import { isAnswered } from '../judges/answer.ts';
import type { Outgoing } from '../transport/client.ts';
import type { Exchange } from '../verdict/exchange.ts';
import { SuiteError } from './errors.ts';
import type { LooseCall } from './types.ts';

/** Something that a later run asks before it undoes: whether the change stands at all. */
export interface Standing {
  readonly operation: string;
  readonly call?: LooseCall;
  /** JSON Pointer to a list of records in the answer; empty for the body itself. */
  readonly list: string;
  /** Members that one record of the list has if the change stands. */
  readonly where: Readonly<Record<string, string | number>>;
}

export interface UndoOptions {
  /** It stands already, as a record whose id only the answer to its creation told. */
  readonly made?: boolean;
  /** A refused write leaves nothing to undo, and undoing it all the same would change something. */
  readonly unlessRefused?: boolean;
  /** Needed where undoing twice is not the same as once (a count that goes up): a later run looks first. */
  readonly when?: Standing;
  /** The probe itself looks after it by other means; only a killed run leaves it to a later one. */
  readonly onlyIfKilled?: boolean;
}

/** A line of the journal. */
export interface UndoEntry {
  readonly label: string;
  /** Where it was written: the same target may lead elsewhere tomorrow. */
  readonly baseUrl: string;
  readonly operation: string;
  readonly call: LooseCall;
  readonly when?: Standing;
  /** The request was a creation, and only its answer would have told what to remove: a person has to look. */
  readonly byHand?: true;
}

export interface UndoJournal {
  /** Returns the id under which the entry is struck out. @throws Error when it cannot be kept */
  add(entry: UndoEntry): string;
  done(id: string): void;
}

/** An undoing that waits for the end of its probe. It is armed when the write goes out: what was never made is never undone. */
interface Undo {
  readonly entry: UndoEntry;
  readonly request: Outgoing;
  /** `made`: it stands already, whatever is written further. */
  write: Promise<Exchange> | 'made' | null;
  journalId: string | undefined;
  readonly options: UndoOptions;
}

/** A creation under way: until the probe tells how to undo it, the journal knows that it was sent. */
interface Creation {
  readonly journalId: string;
  readonly exchange: Promise<Exchange>;
}

/** The write may have had an effect: it was answered, or its end is not known. */
function mayHaveLanded({ outcome, attempts }: Exchange): boolean {
  if ('response' in outcome) return true;
  return attempts > 0 && !['unreachable', 'refused-by-suite', 'foreign-origin'].includes(outcome.failure.kind);
}

const isRefused = ({ outcome }: Exchange): boolean =>
  'response' in outcome && outcome.response.status >= 400 && outcome.response.status < 500;

/** There is nothing left to delete: a case that deletes what it made leaves nothing to undo. */
export const isGone = (method: string, status: number): boolean => method === 'DELETE' && [404, 410].includes(status);

/** What one probe has to undo. */
export class Undoing {
  readonly #journal: UndoJournal | undefined;
  readonly #send: (request: Outgoing) => Promise<Exchange>;
  readonly #undo: Undo[] = [];
  readonly #creations: Creation[] = [];

  /** @param journal absent in a replay. @param send of the undoing itself */
  constructor(journal: UndoJournal | undefined, send: (request: Outgoing) => Promise<Exchange>) {
    this.#journal = journal;
    this.#send = send;
  }

  get isNeeded(): boolean {
    return this.#undo.length > 0 || this.#creations.length > 0;
  }

  /** @param request that undoes */
  plan(entry: UndoEntry, request: Outgoing, options: UndoOptions): void {
    const { made = false } = options;
    const journalId = made ? this.#journal?.add(entry) : undefined;
    this.#undo.push({ entry, request, write: made ? 'made' : null, journalId, options });
    const creation = made ? this.#creations.shift() : undefined;
    if (creation !== undefined) this.#journal?.done(creation.journalId);
  }

  /**
   * Called before a write is sent: the journal learns of it first.
   * @param probe name. @returns what to tell the exchange to
   */
  arm(probe: string, request: Outgoing, baseUrl: string): (exchange: Promise<Exchange>) => void {
    const armed = this.#undo.filter((undo) => undo.write === null);
    for (const undo of armed) undo.journalId = this.#journal?.add(undo.entry);
    const isCreation = request.method === 'POST' && armed.length === 0;
    const journalId = isCreation ? this.#journal?.add(creationEntry(probe, request, baseUrl)) : undefined;
    return (exchange) => {
      for (const undo of armed) undo.write = exchange;
      if (journalId !== undefined) this.#creations.push({ journalId, exchange });
    };
  }

  /** Last first. @returns what could not be undone, for the reason of a verdict, or ''. @throws SuiteError */
  async undoAll(): Promise<string> {
    let left = '';
    let failed: SuiteError | null = null;
    for (const undo of this.#undo.reverse()) {
      if (undo.write === null) continue;
      try {
        const reason = await this.#undoOne(undo, undo.write);
        if (reason !== '')
          left += `; '${undo.entry.label}' could not be undone (${reason}), the journal keeps it for the next run`;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        failed ??= new SuiteError(`the undoing of '${undo.entry.label}' failed: ${why}`);
      }
    }
    await this.#forgetCreations();
    if (failed !== null) throw failed;
    return left;
  }

  /** Returns why it could not be undone, or ''. */
  async #undoOne({ request, journalId, options }: Undo, write: Promise<Exchange> | 'made'): Promise<string> {
    const { unlessRefused = false, onlyIfKilled = false } = options;
    const landed = (exchange: Exchange) => mayHaveLanded(exchange) && !(unlessRefused && isRefused(exchange));
    const stands = !onlyIfKilled && (write === 'made' || (await write.then(landed, () => true)));
    if (stands) {
      const exchange = await this.#send(request);
      const { outcome } = exchange;
      if (!('response' in outcome)) return outcome.failure.kind;
      const { status } = outcome.response;
      if (!isAnswered(exchange) && !isGone(request.method, status)) return `status ${status}`;
    }
    if (journalId !== undefined) this.#journal?.done(journalId);
    return '';
  }

  /** A creation whose answer came is known to the probe; one without an answer stays in the journal, since it may stand. */
  async #forgetCreations(): Promise<void> {
    for (const { journalId, exchange } of this.#creations) {
      const lost = await exchange.then(
        (done) => !('response' in done.outcome) && mayHaveLanded(done),
        () => true,
      );
      if (!lost) this.#journal?.done(journalId);
    }
  }
}

function creationEntry(probe: string, { operation, body }: Outgoing, baseUrl: string): UndoEntry {
  const written = body === null ? '' : `: ${body.length > 300 ? `${body.slice(0, 300)}...` : body}`;
  const label = `what '${probe}' may have made with ${operation}${written}`;
  return { label, baseUrl, operation, call: {}, byHand: true };
}
