/** What the answers of a run looked like, kept beside its ledger: what drift is told from when the recordings are gone. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Seen, seenIn } from '../compare/seen.ts';
import { readRecording } from '../transport/recording.ts';
import type { Ledger } from '../verdict/types.ts';

interface ShapesFile {
  readonly format: 1;
  readonly targets: Readonly<Record<string, Seen>>;
}

const fileIn = (folder: string) => join(folder, 'shapes.json');

/** By target; empty where neither shapes nor recordings are left, or they cannot be read. */
export function shapesOf(folder: string, ledger: Ledger): ReadonlyMap<string, Seen> {
  const kept = readShapes(folder);
  if (kept !== null) return new Map(Object.entries(kept.targets));
  return new Map(ledger.targets.flatMap(({ name, recording }) => fromRecording(name, join(folder, recording))));
}

/**
 * Writes the shapes of a run beside its ledger, unless they are there.
 * @param shapes by target, where they are known already; replaces what is there
 */
export function keepShapes(folder: string, ledger: Ledger, shapes?: ReadonlyMap<string, Seen>): void {
  if (shapes === undefined && readShapes(folder) !== null) return;
  const made: ShapesFile = { format: 1, targets: Object.fromEntries(shapes ?? shapesOf(folder, ledger)) };
  const temporary = `${fileIn(folder)}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(made));
  renameSync(temporary, fileIn(folder));
}

function readShapes(folder: string): ShapesFile | null {
  if (!existsSync(fileIn(folder))) return null;
  try {
    const value = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Partial<ShapesFile> | null;
    return value?.format === 1 && typeof value.targets === 'object' ? (value as ShapesFile) : null;
  } catch {
    return null; // cut by a crash; the recordings say it again
  }
}

function fromRecording(name: string, file: string): [string, Seen][] {
  if (!file.endsWith('.jsonl') || !existsSync(file)) return [];
  try {
    return [[name, seenIn(readRecording(file).exchanges)]];
  } catch {
    return [];
  }
}
