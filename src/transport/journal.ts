/** What writes have made and not yet undone, on disk, so that it survives a crash. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface JournalEntry<Entry> {
  readonly id: string;
  readonly entry: Entry;
}

/**
 * One file per target; entries are appended before the write and struck out after its undoing. The file is only ever
 * appended to and never removed: another run may be writing into it.
 */
export class Journal<Entry> {
  readonly #path: string;
  #count = 0;

  constructor(folder: string, target: string) {
    this.#path = join(folder, `${target.replace(/[^A-Za-z0-9.-]+/g, '_')}.jsonl`);
  }

  #append(line: object): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      // The line break comes first, too: a line that a crash has cut must not swallow this one.
      appendFileSync(this.#path, `\n${JSON.stringify(line)}\n`, { flush: true });
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown error';
      throw new Error(
        `${this.#path}: the journal of writes cannot be written (${why}); nothing is written at the vendor without it`,
      );
    }
  }

  /** Returns the id under which the entry is struck out. */
  add(entry: Entry): string {
    this.#count += 1;
    const id = `${process.pid}-${Date.now()}-${randomBytes(3).toString('hex')}-${this.#count}`; // `isHeld` reads it
    this.#append({ id, entry });
    return id;
  }

  done(id: string): void {
    this.#append({ done: id });
  }

  /** Entries whose process is no more: what they made is to be undone by whoever comes next. Oldest first. */
  abandoned(): JournalEntry<Entry>[] {
    return this.left().filter(({ id }) => !isHeld(id));
  }

  /** Entries that were not struck out, oldest first. A line that a crash cut is passed over: its write was not sent yet. */
  left(): JournalEntry<Entry>[] {
    if (!existsSync(this.#path)) return [];
    const open = new Map<string, Entry>();
    for (const line of readFileSync(this.#path, 'utf8').split('\n')) {
      const value = parse(line);
      if (value === null) continue;
      if ('done' in value) open.delete(String(value['done']));
      else if (typeof value['id'] === 'string') open.set(value['id'], value['entry'] as Entry);
    }
    return [...open].map(([id, entry]) => ({ id, entry }));
  }
}

/** Milliseconds. No probe takes that long: another process has got the number of the one that made the entry. */
const longest = 60 * 60 * 1000;

/** The process that made the entry still runs, and undoes by itself. */
function isHeld(id: string): boolean {
  const [pid = 0, at = 0] = id.split('-').map(Number);
  if (pid === process.pid) return at >= performance.timeOrigin;
  if (Date.now() - at > longest) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
