/** Spaces requests evenly below a rate, and counts them per UTC day in a file that several runs share. */
import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Share of the documented rate that the suite uses; the rest is for clocks and network jitter. */
const share = 0.9;

/** Resolves when the next request may be sent, or when the signal fires. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/**
 * Turns are spaced by the time at which they were really given: timers that fire late, and then several at once,
 * must not make a burst.
 * @param perSecond documented requests a second; null lets every request through at once
 */
export function pacer(perSecond: number | null): Pace {
  if (perSecond === null) return () => Promise.resolve();
  const gap = 1000 / (perSecond * share);
  let last = -Infinity;
  let queue = Promise.resolve();
  const turn = async (signal?: AbortSignal) => {
    for (let wait = gap; wait > 0 && signal?.aborted !== true;) {
      wait = last + gap - performance.now();
      await sleep(wait, signal);
    }
    last = performance.now();
  };
  return (signal) => (queue = queue.then(() => turn(signal)));
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

  /** @throws Error when the file cannot be written: without the count the quota cannot be kept */
  add(): void {
    const file = this.#file();
    try {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, '.');
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown error';
      throw new Error(
        `${file}: requests cannot be counted (${why}); make the folder writable, or choose another one with CONFORMANCE_STATE`,
      );
    }
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
