/**
 * The runs that are kept: one folder each, named by the run's id, with its ledger, its recordings and the shapes of its answers.
 * There is no index: folders that come from another cache, or that a crash has left half done, are simply there or not.
 */
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { runsFolder } from '../suite/paths.ts';
import { exitCode, readLedger } from '../verdict/ledger.ts';
import type { Ledger } from '../verdict/types.ts';

/** No such run, or none that can be used; says which there are. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

export interface KeptRun {
  /** As `20261123T094500Z-a1b2`; sorts by time. */
  readonly id: string;
  readonly folder: string;
  /** Of all files, in bytes. */
  readonly bytes: number;
  /** `unfinished`: under way, or killed; `unreadable`: its ledger is damaged. */
  readonly state: 'complete' | 'unfinished' | 'unreadable';
  /** Null unless complete. */
  readonly ledger: Ledger | null;
}

const idForm = /^\d{8}T\d{6}Z-[0-9a-z]{2,16}$/;

export const isRunId = (text: string): boolean => idForm.test(text);

/** All runs, oldest first. What is no folder of a run is passed over. */
export function listRuns(folder: string = runsFolder()): KeptRun[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isRunId(entry.name))
    .map(({ name }) => readRun(join(folder, name)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function readRun(folder: string): KeptRun {
  const id = basename(folder);
  const file = join(folder, 'ledger.json');
  const bytes = sizeOf(folder);
  if (!existsSync(file)) return { id, folder, bytes, state: 'unfinished', ledger: null };
  try {
    const ledger = readLedger(file);
    // Another ledger than its folder says is one that somebody put there by hand.
    if (ledger.run !== id || !ledger.targets.every(isTarget))
      return { id, folder, bytes, state: 'unreadable', ledger: null };
    return { id, folder, bytes, state: 'complete', ledger };
  } catch {
    return { id, folder, bytes, state: 'unreadable', ledger: null };
  }
}

/** Names in a folder; none where another process has removed it meanwhile. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Bytes of the files of a folder; files that vanish meanwhile count as nothing. */
export function sizeOf(folder: string): number {
  return namesIn(folder).reduce((sum, name) => {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return sum + (found?.isFile() === true ? found.size : 0);
  }, 0);
}

const isTarget = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['name', 'vendor', 'version', 'baseUrl', 'kind', 'recording'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'string',
  );

export interface FoundRun {
  readonly folder: string;
  readonly ledger: Ledger;
}

/**
 * The run that a word names: `latest`, `last-green`, an id, a folder, or the path of a ledger.
 * @param before only runs before this one count for `last-green`
 * @throws HistoryError, LedgerError
 */
export function findRun(
  word: string,
  { folder = runsFolder(), before }: { readonly folder?: string; readonly before?: Ledger } = {},
): FoundRun {
  if (/[\\/]/.test(word) || word.endsWith('.json')) return atPath(word);
  const complete = listRuns(folder).flatMap(({ folder: at, ledger }) =>
    ledger === null ? [] : [{ folder: at, ledger }],
  );
  const ids = complete.map(({ ledger }) => ledger.run);
  if (word === 'latest') return complete.at(-1) ?? missing('there is no complete run', folder, ids);
  if (word === 'last-green') {
    const earlier = complete.filter(({ ledger }) => before === undefined || ledger.run < before.run);
    return (
      earlier.filter(({ ledger }) => isGreenFor(ledger, before)).at(-1) ??
      missing('there is no earlier run in which all of these targets conformed', folder, ids)
    );
  }
  return (
    complete.find(({ ledger }) => ledger.run === word) ?? missing(`there is no complete run '${word}'`, folder, ids)
  );
}

/** Conforming, and with something to say on what the later run asked: same kind of server, at least one target in common. */
function isGreenFor(ledger: Ledger, now: Ledger | undefined): boolean {
  if (exitCode(ledger) !== 0) return false;
  return (
    now === undefined ||
    now.targets.some((target) => ledger.targets.some(({ name, kind }) => name === target.name && kind === target.kind))
  );
}

function missing(what: string, folder: string, ids: readonly string[]): never {
  throw new HistoryError(
    `${what} in ${folder}; the newest are ${ids.slice(-3).reverse().join(', ') || 'none'}. "npm run conformance -- history" lists them.`,
  );
}

function atPath(path: string): FoundRun {
  const at = resolve(path);
  if (!existsSync(at)) throw new HistoryError(`${path}: there is no such file or folder`);
  const file = statSync(at).isDirectory() ? join(at, 'ledger.json') : at;
  return { folder: dirname(file), ledger: readLedger(file) };
}
