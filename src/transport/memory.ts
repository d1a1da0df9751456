/** Texts that one run keeps for the next: published documents, to see what changed. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One folder per target. What an earlier run kept is seen by the whole run; what this run keeps is written at its end. */
export class Memory {
  readonly #folder: string;
  readonly #kept = new Map<string, string>();

  constructor(folder: string, target: string) {
    this.#folder = join(folder, target.replace(/[^A-Za-z0-9.-]+/g, '_'));
  }

  /** The text that an earlier run kept under a name, or null. */
  recall(name: string): string | null {
    try {
      return readFileSync(this.#file(name), 'utf8');
    } catch {
      return null;
    }
  }

  keep(name: string, text: string): void {
    this.#kept.set(name, text);
  }

  /** Writes what was kept, each file in one step. @throws Error that names the file and says what to do */
  close(): void {
    for (const [name, text] of this.#kept) {
      const file = this.#file(name);
      try {
        mkdirSync(this.#folder, { recursive: true });
        writeFileSync(`${file}.${process.pid}.tmp`, text);
        renameSync(`${file}.${process.pid}.tmp`, file);
      } catch (error) {
        const why = error instanceof Error ? error.message : 'unknown error';
        throw new Error(
          `${file}: what the next run needs cannot be kept (${why}); make room, or choose another folder with CONFORMANCE_STATE`,
        );
      }
    }
    this.#kept.clear();
  }

  /** A name that can be read, made unique by its hash. */
  #file(name: string): string {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
    return join(this.#folder, `${name.replace(/[^A-Za-z0-9.-]+/g, '_').slice(-80)}-${hash}.txt`);
  }
}
