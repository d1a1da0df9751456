/** Progress while observing: requests done and planned. One line that moves on a terminal, few lines in a log. */
import type { Progress } from '../src/suite/types.ts';
import { visible } from './text.ts';

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export class ProgressLine {
  readonly #stream: Stream;
  readonly #last = new Map<string, Progress>();
  readonly #logged = new Map<string, string>();
  #started: number | undefined;
  #open = false;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  show(progress: Progress): void {
    this.#started ??= Date.now();
    this.#last.set(progress.target, progress);
    if (this.#stream.isTTY === true) {
      this.#stream.write(`\r\u001b[2K${[...this.#last.values()].map((each) => this.#text(each)).join('  |  ')}`);
      this.#open = true;
      return;
    }
    // A log gets a line per phase, and one more halfway through the longest.
    if (progress.phase === 'judging') return;
    const half = progress.phase === 'observing' && 2 * progress.sent >= progress.planned;
    const step = `${progress.phase}${half ? ', half' : ''}`;
    if (this.#logged.get(progress.target) === step) return;
    this.#logged.set(progress.target, step);
    this.#stream.write(`${this.#text(progress)}\n`);
  }

  /** Leaves the line behind, so that the next text starts on its own. */
  end(): void {
    if (this.#open) this.#stream.write('\n');
    this.#open = false;
  }

  #text({ target, sent, planned, phase }: Progress): string {
    const seconds = (Date.now() - (this.#started ?? Date.now())) / 1000;
    const pace = sent > 0 && seconds >= 1 ? `, ${(sent / seconds).toFixed(1)}/s` : '';
    return `${visible(target)}: ${phase}, ${sent} of at most ${planned} requests${pace}`;
  }
}
