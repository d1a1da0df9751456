/** Writes come last: they wait until no target of the same vendor reads any more, and then go one target at a time. */
export interface Turn {
  /** This target has read what it wanted, or failed. Calling it again changes nothing. */
  doneReading(): void;
  /** Resolves when this target may write; call what it returns when it is through. */
  take(): Promise<() => void>;
}

export class WriteTurns {
  #reading = 0;
  readonly #waiting: (() => void)[] = [];
  #writing = false;

  /** A target starts to read. All targets join before the first of them is done. */
  join(): Turn {
    this.#reading += 1;
    let reading = true;
    return {
      doneReading: () => {
        if (!reading) return;
        reading = false;
        this.#reading -= 1;
        this.#next();
      },
      take: async () => {
        await new Promise<void>((resolve) => {
          this.#waiting.push(resolve);
          this.#next();
        });
        return () => {
          this.#writing = false;
          this.#next();
        };
      },
    };
  }

  #next(): void {
    if (this.#reading > 0 || this.#writing) return;
    const first = this.#waiting.shift();
    if (first === undefined) return;
    this.#writing = true;
    first();
  }
}
