/** What a killed run has made and could not undo: the next run, or `cleanup`, removes it. */
import { join } from 'node:path';
import type { Answer } from '../judges/answer.ts';
import { parsePointer, partAt } from '../contract/pointer.ts';
import type { Contract } from '../contract/types.ts';
import type { Target } from '../target/types.ts';
import { LiveTransport } from '../transport/client.ts';
import type { Limits } from '../transport/http.ts';
import { Journal, type JournalEntry } from '../transport/journal.ts';
import type { DailyCount, Pace } from '../transport/pace.ts';
import { Round } from './round.ts';
import type { LooseCall, Probe, Suite } from './types.ts';
import { type Standing, type UndoEntry, isGone } from './undo.ts';

export interface LeftOver {
  readonly label: string;
  /** Why it still stands, or null where it was undone. */
  readonly left: string | null;
}

export interface LeftOverOptions {
  readonly target: Target;
  readonly contract: Contract;
  readonly suite: Suite;
  /** Folder of the state, whose journal is read. */
  readonly state: string;
  readonly pace?: Pace;
  readonly quota: { readonly count: DailyCount; readonly perDay: number } | null;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  /** Strike out what cannot be undone, too: somebody has looked after it. */
  readonly forget?: boolean;
}

type Api = Readonly<Record<string, (call: LooseCall) => Promise<Answer>>>;

const journalOf = (state: string, target: string) => new Journal<UndoEntry>(join(state, 'journal'), target);

/** What killed runs have left at a target. A run that is still at work is not meant. */
export function leftAt(state: string, target: string): readonly JournalEntry<UndoEntry>[] {
  return journalOf(state, target).abandoned();
}

/**
 * Undoes what killed runs have left at a target, last first, and strikes it out. Never rejects for what the vendor
 * answers: that stands in the result. The requests count for the vendor's quota, and are not recorded.
 */
export async function undoLeft(options: LeftOverOptions): Promise<LeftOver[]> {
  const { target, contract, suite, state, limits, pace, quota, signal, forget = false } = options;
  const version = contract.versions.get(target.version);
  const entries = [...leftAt(state, target.name)].reverse();
  if (entries.length === 0 || version === undefined) return [];
  const journal = journalOf(state, target.name);
  const transport = new LiveTransport({
    target,
    quota,
    ...(pace === undefined ? {} : { pace }),
    ...(limits === undefined ? {} : { limits }),
    ...(signal === undefined ? {} : { signal }),
    onExchange: () => {},
  });
  const round = new Round({
    round: 1,
    target: { ...target, allowWrites: true },
    contract,
    version,
    suite,
    now: 0,
    run: 'left-over',
    send: (request, slot) => transport.send(request, slot),
    alive: () => true,
  });
  const done: LeftOver[] = [];
  try {
    for (const { id, entry } of entries) {
      const left = await leftBy(entry, target, round, `left over ${id}`);
      if (left === null || forget) journal.done(id);
      done.push({ label: entry.label, left });
    }
  } finally {
    await transport.close();
  }
  return done;
}

/** Undoes one entry. Returns why it still stands, or null. */
async function leftBy(entry: UndoEntry, target: Target, round: Round, name: string): Promise<string | null> {
  const { baseUrl, byHand = false } = entry;
  if (baseUrl !== target.baseUrl) return `it was written at ${baseUrl}, and the target is now at ${target.baseUrl}`;
  if (byHand) return 'no answer came that would tell what to remove; look after it by hand';
  const probe: Probe<string | null, Api> = {
    name,
    cost: 2,
    needs: [],
    writes: true,
    withoutSession: false,
    control: null,
    run: ({ api }) => undo(api, entry),
  };
  const { settled } = await round.result(probe);
  if (settled.kind === 'value') return settled.value as string | null;
  if (settled.kind === 'broken') return settled.finding.message;
  return settled.kind === 'error' ? settled.message : settled.reason;
}

async function undo(api: Api, { operation, call, when }: UndoEntry): Promise<string | null> {
  const ask = (id: string, how: LooseCall) => api[id]?.(how);
  if (when !== undefined) {
    const seen = await ask(when.operation, when.call ?? {});
    const list = seen === undefined ? undefined : partAt(seen.data, parsePointer(when.list));
    if (!Array.isArray(list)) return `${seen?.asked ?? when.operation} does not tell whether it still stands`;
    if (!list.some((record) => fits(record, when.where))) return null;
  }
  const answer = await ask(operation, call);
  if (answer === undefined) return `this version has no operation ${operation}`;
  const { status, failure } = answer.raw;
  if (failure !== null) return `${answer.asked}: ${failure.message}`;
  const isUndone = (status >= 200 && status < 300) || isGone(answer.request.method, status);
  return isUndone ? null : `${answer.asked} was answered with ${status}`;
}

function fits(record: unknown, where: Standing['where']): boolean {
  if (typeof record !== 'object' || record === null) return false;
  const members = record as Readonly<Record<string, unknown>>;
  return Object.entries(where).every(([member, value]) => String(members[member]) === String(value));
}
