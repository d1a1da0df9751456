/** Writes down what is said on a WebSocket, in both directions, and tells whoever waits for something. */
import type WebSocket from 'ws';
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import type { HeaderList } from '../verdict/exchange.ts';
import { type ParsedFrame, StompParser, textOf } from './stomp-parser.ts';

/** Milliseconds after the end of a time for what has come already. */
const grace = 100;

/** Milliseconds after which a wait looks at the clock. */
const step = 50;

/** Milliseconds after which the rest of a frame is no longer awaited. */
const stuck = 1500;

/** More frames are not kept; a hostile server must not fill the disk. */
const mostFrames = 2000;

export class StompLog {
  readonly #frames: StompFrame[] = [];
  readonly #waiting = new Set<() => void>();
  #opened = 0;
  #beats = 0;
  #beatsBefore = 0;
  #listening: { from: number; ms: number; came: boolean } | null = null;
  #closing = false;
  #lastOctets = 0;
  #unfinished: () => number = () => 0;
  #end: StompTalk['end'] | null = null;
  upgradeHeaders: HeaderList = [];

  upgraded(headers: HeaderList): void {
    this.upgradeHeaders = headers;
    this.#opened = performance.now();
  }

  /** Attaches to a socket before anything can be said on it. */
  listen(socket: WebSocket): void {
    const server = new StompParser({
      frame: (frame) => this.#add('server', frame),
      beat: () => {
        this.#beats += 1;
        this.#tell();
      },
    });
    this.#unfinished = () => server.unfinished;
    socket.on('message', (data: Buffer | ArrayBuffer | Buffer[], isBinary: boolean) => {
      const octets = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
      if (!isBinary && !textOf(octets).isUtf8) server.note('it came in a WebSocket message of text that is no UTF-8');
      this.#lastOctets = this.#now();
      server.push(octets);
    });
    socket.on('close', (code: number, reason: Buffer) => {
      this.#end ??= {
        by: this.#closing ? 'client' : 'server',
        code,
        reason: reason.toString('utf8').slice(0, 200),
        at: this.#now(),
      };
      this.#tell();
    });
    const client = new StompParser({ frame: (frame) => this.#add('client', frame), beat: () => undefined });
    const send = socket.send.bind(socket) as (data: string) => void;
    socket.send = (data: unknown) => {
      if (typeof data === 'string') client.push(Buffer.from(data));
      send(data as string);
    };
  }

  #now(): number {
    return Math.round(performance.now() - this.#opened);
  }

  #add(from: StompFrame['from'], { flaws, ...frame }: ParsedFrame): void {
    const isNews = frame.command === 'MESSAGE';
    if (this.#frames.length < (isNews ? mostFrames : 2 * mostFrames))
      this.#frames.push({ from, at: this.#now(), ...frame, ...(flaws.length === 0 ? {} : { flaws }) });
    this.#tell();
  }

  #tell(): void {
    for (const look of [...this.#waiting]) look();
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  /** The server has sent such a frame. */
  has(command: string): boolean {
    return this.#frames.some((frame) => frame.from === 'server' && frame.command === command);
  }

  receipt(id: string): boolean {
    return this.#frames.some(
      (frame) =>
        frame.from === 'server' &&
        frame.command === 'RECEIPT' &&
        frame.headers.some(([n, v]) => n === 'receipt-id' && v === id),
    );
  }

  /** A message has come that holds the text, in its body or a header. */
  message(containing: string | null): boolean {
    return this.#frames.some(
      ({ command, body, headers }) =>
        command === 'MESSAGE' &&
        (containing === null || body.includes(containing) || headers.some(([, value]) => value.includes(containing))),
    );
  }

  get beatsWhileListening(): number {
    return this.#beats - this.#beatsBefore;
  }

  startListening(): void {
    this.#beatsBefore = this.#beats;
    this.#listening = { from: this.#now(), ms: 0, came: false };
  }

  stopListening(came: boolean): void {
    if (this.#listening !== null)
      this.#listening = { from: this.#listening.from, ms: this.#now() - this.#listening.from, came };
  }

  /** From here on the suite ends the connection. */
  closing(): void {
    this.#closing = true;
  }

  /**
   * Resolves when the condition holds, the connection ends, the time is over or the run is interrupted. Time in which
   * this process was busy with something else does not count: what came then has yet to be read.
   */
  until(holds: () => boolean, ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const look = () => {
        if (holds() || this.ended) finish();
      };
      let [left, last] = [ms, performance.now()];
      const tick = () => {
        const now = performance.now();
        left -= Math.min(now - last, 2 * step);
        last = now;
        timer = left > 0 ? setTimeout(tick, Math.min(step, left)) : setTimeout(finish, grace);
      };
      let timer = setTimeout(tick, Math.min(step, ms));
      this.#waiting.add(look);
      signal?.addEventListener('abort', finish, { once: true });
      if (signal?.aborted === true) finish();
      else look();
    });
  }

  talk(protocol: string): StompTalk {
    const end = this.#end ?? { by: 'client', code: 1006, reason: '', at: this.#now() };
    // What is on its way when the suite hangs up may be cut by that.
    const isStuck = end.by === 'server' || end.at - this.#lastOctets >= stuck;
    const unfinished = isStuck ? this.#unfinished() : 0;
    return {
      protocol,
      frames: this.#frames,
      beats: this.#beats,
      listened: this.#listening,
      end,
      ...(unfinished === 0 ? {} : { unfinished }),
    };
  }
}
