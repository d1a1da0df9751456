/** Frames of STOMP from a stream of octets, however they are cut into messages. Strict: what departs from the form is noted, not mended in silence. */

export interface ParsedFrame {
  readonly command: string;
  /** As sent: order, repetitions and escapes are kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** What of its form is no STOMP, in words. */
  readonly flaws: readonly string[];
}

export interface StompReader {
  readonly frame: (frame: ParsedFrame) => void;
  readonly beat: () => void;
}

const [NUL, LF, CR] = [0, 10, 13];

/** More octets of one frame are not kept; a hostile server must not fill the memory. */
const mostOctets = 8 * 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of octets, and whether they are UTF-8. */
export function textOf(octets: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: strict.decode(octets), isUtf8: true };
  } catch {
    return { text: Buffer.from(octets).toString('utf8'), isUtf8: false };
  }
}

interface Head {
  readonly command: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly flaws: readonly string[];
  /** Octets of command and headers, the blank line included. */
  readonly length: number;
}

export class StompParser {
  readonly #reader: StompReader;
  #rest: Buffer = Buffer.alloc(0);
  #flaws: string[] = [];

  constructor(reader: StompReader) {
    this.#reader = reader;
  }

  /** Octets of a frame that has not ended. */
  get unfinished(): number {
    return this.#rest.length;
  }

  /** Notes something about the frame that comes next. */
  note(flaw: string): void {
    this.#flaws.push(flaw);
  }

  push(octets: Uint8Array): void {
    this.#rest = Buffer.concat([this.#rest, octets]);
    for (let taken = this.#take(); taken > 0; taken = this.#take()) this.#rest = this.#rest.subarray(taken);
    if (this.#rest.length > mostOctets) this.#rest = Buffer.alloc(0);
  }

  /** Octets of what stood first and was complete; 0 where it was not. */
  #take(): number {
    const [first, second] = this.#rest;
    if (first === LF || (first === CR && second === LF)) {
      this.#reader.beat();
      return first === LF ? 1 : 2;
    }
    if (first === NUL) return 1;
    const head = headOf(this.#rest);
    if (head === null) return 0;
    const flaws = [...head.flaws];
    const length = lengthOf(head);
    const end = this.#rest.indexOf(NUL, head.length + (length ?? 0));
    if (end === -1) return 0;
    if (length !== null && end !== head.length + length)
      flaws.push(`behind the ${length} octets of its content-length there is no NUL`);
    const body = textOf(this.#rest.subarray(head.length, end)).text;
    const all = [...this.#flaws.splice(0), ...flaws];
    this.#reader.frame({ command: head.command, headers: head.headers, body, flaws: all });
    return end + 1;
  }
}

/** Command and headers of the frame that stands first; null while the blank line has not come. */
function headOf(octets: Buffer): Head | null {
  const lines: string[] = [];
  const flaws: string[] = [];
  let isUtf8 = true;
  for (let from = 0; ;) {
    const end = octets.indexOf(LF, from);
    if (end === -1) return null;
    const line = textOf(octets.subarray(from, octets[end - 1] === CR ? end - 1 : end));
    isUtf8 &&= line.isUtf8;
    from = end + 1;
    if (line.text !== '' || lines.length === 0) {
      lines.push(line.text);
      continue;
    }
    const [command = '', ...pairs] = lines;
    if (!isUtf8) flaws.push('its headers are no UTF-8');
    if (pairs.some((pair) => !pair.includes(':'))) flaws.push('a line among its headers has no colon');
    const headers = pairs.map((pair) => pair.split(/:(.*)/s)).map(([name = '', value = '']) => [name, value] as const);
    return { command, headers, flaws, length: from };
  }
}

/** The first content-length; null where there is none that is a number. */
function lengthOf({ headers }: Head): number | null {
  const value = headers.find(([name]) => name === 'content-length')?.[1].trim() ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : null;
}
