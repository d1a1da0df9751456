/** A small HTTP server for reference servers: reads requests whole, and can send answers that no framework would. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { send } from './send.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface Incoming {
  /** Upper case. */
  readonly method: string;
  /** Without the query, as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** In the order and letter case in which they came. */
  readonly rawHeaders: HeaderList;
  /** First value, by name in any letter case. */
  header(name: string): string | undefined;
  /** UTF-8 text; '' where none came. */
  readonly body: string;
}

/** How the bytes of an answer travel; absent members mean the plain way. */
export interface Wire {
  /** Nothing is ever sent; the connection stays open. */
  readonly silent?: true;
  /** Milliseconds to wait before the first byte. */
  readonly delay?: number;
  readonly framing?: 'length' | 'chunked';
  /** Value of Content-Length, right or wrong. */
  readonly declaredLength?: number;
  /** Bytes of the body that are sent before `then`. */
  readonly stopAfter?: number;
  /** What follows the bytes: the end (default), silence, or a reset of the connection. */
  readonly then?: 'end' | 'hang' | 'reset';
  /** Codings that the answer takes if the client accepts one of them, best first. */
  readonly compress?: readonly Coding[];
  /** Content-Encoding that is claimed though the bytes are plain. */
  readonly claimCoding?: Coding;
}

export type Coding = 'gzip' | 'br' | 'deflate';

export interface Reply {
  readonly status: number;
  readonly reason?: string;
  readonly headers: HeaderList;
  /** Text is sent as UTF-8, bytes as they are. */
  readonly body?: string | Buffer;
  readonly wire?: Wire;
}

export interface Served {
  /** As `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly port?: number | undefined;
  readonly onRequest?: ((line: string) => void) | undefined;
  /** Takes over a connection that asks for another protocol (WebSocket); without it such a request is answered like any other. */
  readonly onUpgrade?: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined;
}

export type Handler = (call: Incoming) => Reply | Promise<Reply>;

const bodyLimit = 5_000_000;

/**
 * Serves `handler` on 127.0.0.1. An exception in it is answered with 500 and its message as text.
 * @throws Error when the port is taken or not allowed
 */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<Served> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void answer(handler, request, response, options.onRequest);
  });
  if (options.onUpgrade !== undefined) server.on('upgrade', options.onUpgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(options.port, error)));
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function cannotListen(port: number | undefined, error: NodeJS.ErrnoException): Error {
  const why = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message;
  return new Error(
    `The reference server cannot listen on 127.0.0.1:${port ?? 0}: ${why}. Choose another port, or none for a free one.`,
  );
}

async function answer(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  onRequest: ((line: string) => void) | undefined,
): Promise<void> {
  let reply: Reply;
  let line = `${request.method} ${request.url}`;
  try {
    const call = await read(request);
    line = `${call.method} ${call.path}`;
    reply = await handler(call);
  } catch (error) {
    if (request.destroyed && !request.complete) return; // the client went away
    const message = error instanceof Error ? error.message : String(error);
    reply = plainText(error instanceof TooLarge ? 413 : 500, `reference server: ${message}\n`);
  }
  onRequest?.(`${line} ${reply.status}`);
  await send(request, response, reply);
}

class TooLarge extends Error {}

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyLimit) throw new TooLarge(`the body is larger than ${bodyLimit} bytes`);
    chunks.push(chunk);
  }
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const rawHeaders = pairs(request.rawHeaders);
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    rawHeaders,
    header: (name) => rawHeaders.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1],
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function pairs(flat: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) list.push([flat[i] ?? '', flat[i + 1] ?? '']);
  return list;
}

/** A plain text answer, for messages of the reference server itself. */
export function plainText(status: number, text: string): Reply {
  return { status, headers: [['content-type', 'text/plain; charset=utf-8']], body: text };
}
