/** How what a write makes is undone: by the probe that made it, or by a later run if that one was killed. */
import type { Outgoing } from '../transport/client.ts';
import type { Exchange } from '../verdict/exchange.ts';
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

/** An undoing that waits for the end of its probe. It is armed when the write goes out: what was never made is never undone. */
export interface Undo {
  readonly entry: UndoEntry;
  readonly request: Outgoing;
  /** `made`: it stands already, whatever is written further. */
  write: Promise<Exchange> | 'made' | null;
  journalId: string | undefined;
  readonly options: UndoOptions;
}

/** The write may have had an effect: it was answered, or its end is not known. */
export function mayHaveLanded({ outcome, attempts }: Exchange): boolean {
  if ('response' in outcome) return true;
  return attempts > 0 && !['unreachable', 'refused-by-suite', 'foreign-origin'].includes(outcome.failure.kind);
}

export const isRefused = ({ outcome }: Exchange): boolean =>
  'response' in outcome && outcome.response.status >= 400 && outcome.response.status < 500;

/** There is nothing left to delete: a case that deletes what it made leaves nothing to undo. */
export const isGone = (method: string, status: number): boolean => method === 'DELETE' && [404, 410].includes(status);

/** The entry for a creation that is under way. @param probe its name */
export function creationEntry(probe: string, { operation, body }: Outgoing, baseUrl: string): UndoEntry {
  const written = body === null ? '' : `: ${body.length > 300 ? `${body.slice(0, 300)}...` : body}`;
  return { label: `what '${probe}' may have made with ${operation}${written}`, baseUrl, operation, call: {}, byHand: true };
}
