/** Keeps the history within its limits: first old recordings go, then old runs. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runsFolder } from '../suite/paths.ts';
import { exitCode } from '../verdict/ledger.ts';
import type { Limits } from './limits.ts';
import { type KeptRun, listRuns, namesIn, sizeOf } from './runs.ts';
import { keepShapes } from './shapes.ts';

export interface Pruned {
  /** Ids of runs that are gone. */
  readonly removed: readonly string[];
  /** Ids of runs whose recordings are gone; ledger and shapes are kept. */
  readonly thinned: readonly string[];
}

const trash = '.removed-';
/** A run without ledger may be under way that long, in milliseconds. */
const mostRunTime = 24 * 3600 * 1000;

/**
 * Crashes do no harm: a run goes by being renamed first, so that it is whole or not there, and what a crash has left of the
 * removal is removed the next time. Of each set of targets the last conforming run stays: it is the baseline. Where there are
 * many sets, those of which a run conformed last.
 * @param now milliseconds since the epoch
 */
export function pruneRuns(
  limits: Limits,
  { folder = runsFolder(), now = Date.now() }: { readonly folder?: string; readonly now?: number } = {},
): Pruned {
  if (!existsSync(folder)) return { removed: [], thinned: [] };
  sweep(folder);
  const runs = listRuns(folder).filter((run) => !isUnderWay(run, now));
  const baselines = lastGreen(runs, Math.ceil(limits.runs / 4));
  const newest = runs.at(-1)?.id;
  const removed = runs
    .slice(0, Math.max(0, runs.length - limits.runs))
    .filter(({ id }) => !baselines.has(id) && id !== newest);
  let bytes = runs.filter((run) => !removed.includes(run)).reduce((sum, run) => sum + run.bytes, 0);
  const thinned: KeptRun[] = [];
  const left = runs.filter((run) => !removed.includes(run) && run.id !== newest);
  for (const run of left) {
    if (bytes <= limits.bytes) break;
    thin(run);
    bytes -= run.bytes - sizeOf(run.folder);
    thinned.push(run);
  }
  // Looked at once more: another process may have removed some of it.
  const sizes = new Map(left.map((run) => [run, sizeOf(run.folder)]));
  bytes = [...sizes.values()].reduce((sum, size) => sum + size, runs.at(-1)?.bytes ?? 0);
  for (const run of left) {
    if (bytes <= limits.bytes) break;
    if (baselines.has(run.id)) continue;
    removed.push(run);
    bytes -= sizes.get(run) ?? 0;
  }
  for (const run of removed) remove(folder, run);
  const gone = new Set(removed.map(({ id }) => id));
  return { removed: removed.map(({ id }) => id), thinned: thinned.map(({ id }) => id).filter((id) => !gone.has(id)) };
}

/** Its time of start stands in its id; times of files do not survive a CI cache. */
function isUnderWay({ id, state }: KeptRun, now: number): boolean {
  const started = Date.parse(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));
  return state === 'unfinished' && Math.abs(now - started) < mostRunTime;
}

/** Ids of the last conforming run of each set of targets, the newest of them. */
function lastGreen(runs: readonly KeptRun[], most: number): Set<string> {
  const last = new Map<string, string>();
  for (const { id, ledger } of runs)
    if (ledger !== null && exitCode(ledger) === 0)
      last.set(JSON.stringify(ledger.targets.map(({ name, kind }) => [name, kind])), id);
  return new Set([...last.values()].sort().slice(-most));
}

const isRecording = (name: string) => /^recording-.*\.jsonl$/.test(name);

/** Takes the recordings out of a run, once the shapes that they show are kept. */
function thin({ folder, ledger }: KeptRun): void {
  if (ledger !== null && existsSync(folder)) keepShapes(folder, ledger);
  for (const name of namesIn(folder).filter(isRecording)) rmSync(join(folder, name), { force: true });
}

/** Whoever else prunes at the same time may have been faster. */
function remove(folder: string, run: KeptRun): void {
  const aside = join(folder, `${trash}${run.id}`);
  rmSync(aside, { recursive: true, force: true });
  try {
    renameSync(run.folder, aside);
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function sweep(folder: string): void {
  for (const name of namesIn(folder))
    if (name.startsWith(trash)) rmSync(join(folder, name), { recursive: true, force: true });
}
