/** Gives up on a target that answers nothing any more, so that a run ends soon and spares the quota. */

import type { FailureKind } from '../verdict/exchange.ts';

/** So many requests in a row without a usable answer open the breaker. */
const threshold = 5;

export class Breaker {
  #row = 0;
  #what = '';
  #everAnswered = false;

  /** Notes how one sending ended: an HTTP status or a kind of failure. What the suite itself held back counts for nothing. */
  note(result: number | FailureKind): void {
    if (result === 'interrupted' || result === 'foreign-origin' || result === 'refused-by-suite') return;
    const answered =
      typeof result === 'number' ? result !== 429 && result !== 503 : result === 'redirect' || result === 'too-large';
    if (answered) {
      this.#row = 0;
      this.#everAnswered = true;
      return;
    }
    this.#row += 1;
    this.#what = String(result);
  }

  /** Why nothing more is sent, or null. */
  open(): string | null {
    if (this.#row < (this.#everAnswered ? 2 * threshold : threshold)) return null;
    return `not sent: the last ${this.#row} requests to this target ended without an answer (${this.#what})`;
  }
}
