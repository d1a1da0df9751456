/** What writes have made and not yet undone, on disk, so that it survives a crash. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface JournalEntry<Entry> {
  readonly id: string;
  readonly entry: Entry;
}

/** One file per target; entries are appended before the write and struck out after its undoing. */
export class Journal<Entry> {
  readonly #path: string;
  #count = 0;

  constructor(folder: string, target: string) {
    this.#path = join(folder, `${target.replace(/[^A-Za-z0-9.-]+/g, '_')}.jsonl`);
  }

  #append(line: object): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`, { flush: true });
  }

  /** Returns the id under which the entry is struck out. */
  add(entry: Entry): string {
    this.#count += 1;
    const id = `${process.pid}-${Date.now()}-${this.#count}`;
    this.#append({ id, entry });
    return id;
  }

  done(id: string): void {
    this.#append({ done: id });
    if (this.left().length === 0) rmSync(this.#path, { force: true });
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

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
