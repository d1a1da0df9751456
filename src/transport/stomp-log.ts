/** Writes down what is said on a WebSocket, in both directions, and tells whoever waits for something. */
import { type IRawFrameType, Parser } from '@stomp/stompjs';
import type WebSocket from 'ws';
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import type { HeaderList } from '../verdict/exchange.ts';

/** Milliseconds after the end of a time for what has come already. */
const grace = 100;

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
  #end: StompTalk['end'] | null = null;
  upgradeHeaders: HeaderList = [];

  upgraded(headers: HeaderList): void {
    this.upgradeHeaders = headers;
    this.#opened = performance.now();
  }

  /** Attaches to a socket before anything can be said on it. */
  listen(socket: WebSocket): void {
    const server = new Parser(
      (frame) => this.#add('server', frame),
      () => {
        this.#beats += 1;
        this.#tell();
      },
    );
    socket.on('message', (data: Buffer | ArrayBuffer | Buffer[]) => {
      server.parseChunk(
        Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as Buffer).toString('utf8'),
        false,
      );
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
    const client = new Parser(
      (frame) => this.#add('client', frame),
      () => undefined,
    );
    const send = socket.send.bind(socket) as (data: string) => void;
    socket.send = (data: unknown) => {
      if (typeof data === 'string') client.parseChunk(data, false);
      send(data as string);
    };
  }

  #now(): number {
    return Math.round(performance.now() - this.#opened);
  }

  #add(from: StompFrame['from'], { command, headers, binaryBody }: IRawFrameType): void {
    if (this.#frames.length < mostFrames)
      this.#frames.push({
        from,
        at: this.#now(),
        command: command ?? '',
        headers: headers.map(([name, value]) => [name ?? '', value ?? ''] as const),
        body: Buffer.from(binaryBody ?? []).toString('utf8'),
      });
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

  /** Resolves when the condition holds, the connection ends, the time is over or the run is interrupted. */
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
      // What came while the process was busy has yet to be read.
      let timer = setTimeout(() => {
        timer = setTimeout(finish, grace);
      }, ms);
      this.#waiting.add(look);
      signal?.addEventListener('abort', finish, { once: true });
      if (signal?.aborted === true) finish();
      else look();
    });
  }

  talk(protocol: string): StompTalk {
    const end = this.#end ?? { by: 'client', code: 1006, reason: '', at: this.#now() };
    return { protocol, frames: this.#frames, beats: this.#beats, listened: this.#listening, end };
  }
}
