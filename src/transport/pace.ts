/** Spaces requests evenly below a rate, and counts them per UTC day in a file that several runs share. */
import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Share of the documented rate that the suite uses; the rest is for clocks and network jitter. */
const share = 0.9;

/** Returns a function that resolves when the next request may be sent. */
export function pacer(perSecond: number | null): (signal?: AbortSignal) => Promise<void> {
  if (perSecond === null) return () => Promise.resolve();
  const gap = 1000 / (perSecond * share);
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + gap;
    await sleep(at - now, signal);
  };
}

/** Waits; returns early when the signal fires. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

/**
 * Requests sent today under one key. The count is the size of a file to which each request appends one byte:
 * appending is atomic, so runs side by side count right without a lock.
 */
export class DailyCount {
  readonly #folder: string;
  readonly #name: string;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name.replace(/[^A-Za-z0-9.-]+/g, '_');
  }

  #file(): string {
    return join(this.#folder, `${this.#name}-${new Date().toISOString().slice(0, 10)}`);
  }

  add(): void {
    const file = this.#file();
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, '.');
  }

  /** Requests sent since midnight UTC. */
  today(): number {
    try {
      return statSync(this.#file()).size;
    } catch {
      return 0;
    }
  }
}
