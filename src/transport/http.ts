/** One HTTP request over undici with bounds on time and size. Follows nothing, retries nothing, knows no secrets. */
import { Agent, request as undiciRequest } from 'undici';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';
import type { Failure, HeaderList } from '../verdict/exchange.ts';

export interface Limits {
  /** Milliseconds from sending to the last byte. */
  readonly timeout: number;
  /** Bytes of a decompressed body. */
  readonly bodyBytes: number;
  /** Bytes of all bodies of a run together: they are held until it is judged. */
  readonly runBytes: number;
  /** Bytes of all response headers. */
  readonly headerBytes: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
  timeout: 30_000,
  bodyBytes: 32 * MiB,
  runBytes: 256 * MiB,
  headerBytes: 64 * 1024,
};

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string | null;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
  readonly ms: number;
  /** Where it came from, after redirects; absent where there were none. */
  readonly url?: string;
}

/** Connections are kept and reused; close it at the end of a run. */
export function openAgent(limits: Limits, connections = 6): Agent {
  return new Agent({
    connections,
    pipelining: 1,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: limits.timeout },
  });
}

/** Sends one request. Never rejects. */
export async function sendOnce(
  agent: Agent,
  wire: WireRequest,
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<WireResponse | Failure> {
  const started = performance.now();
  const deadline = AbortSignal.timeout(limits.timeout);
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  let headersCame = false;
  try {
    const response = await undiciRequest(wire.url, {
      dispatcher: agent,
      method: wire.method as 'GET',
      headers: wire.headers.flat(),
      body: wire.body,
      signal: either,
      responseHeaders: 'raw',
    });
    headersCame = true;
    const headers = pairs(response.headers as unknown as readonly string[]);
    const body = await readBody(response.body, headers, limits.bodyBytes, either);
    return { status: response.statusCode, headers, body, ms: Math.round(performance.now() - started) };
  } catch (error) {
    if (signal?.aborted === true) return { kind: 'interrupted', message: 'the run was interrupted' };
    if (deadline.aborted)
      return { kind: 'timeout', message: `no complete answer within ${Math.round(limits.timeout / 100) / 10} s` };
    return failureOf(error, headersCame);
  }
}

/** Names and values in turn, as undici tells them: values are Latin-1. */
function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] as string]] : []));
}

class TooLarge extends Error {}

/** Each coding costs memory before the first byte; real answers have one. */
const mostCodings = 3;

const valuesOf = (headers: HeaderList, name: string) =>
  headers
    .filter(([n]) => n.toLowerCase() === name)
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((v) => v.trim()),
    );

async function readBody(stream: Readable, headers: HeaderList, most: number, signal: AbortSignal): Promise<Buffer> {
  let source = stream;
  const chain: Transform[] = [];
  let received = 0;
  const stop = () => source.destroy(new Error('stopped'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (valuesOf(headers, 'content-length').some((v) => Number(v) > most))
      throw new TooLarge(`the body is announced as larger than ${most} bytes`);
    const codings = valuesOf(headers, 'content-encoding').filter((c) => c !== '' && c !== 'identity');
    if (codings.length > mostCodings) throw new Error(`${codings.length} content-encodings on top of each other`);
    for (const coding of codings.reverse()) {
      const decoder = decoderFor(coding);
      if (decoder === undefined) throw new Error(`unknown content-encoding ${coding}`);
      const from = source;
      from.on('error', (error) => decoder.destroy(error));
      source = from.pipe(decoder);
      chain.push(decoder);
    }
    if (chain.length > 0) stream.on('data', (chunk: Buffer) => (received += chunk.length));
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new TooLarge(`the body is larger than ${most} bytes after decompression`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    // No bytes at all are an empty body in every coding: 204, HEAD, or `Content-Length: 0`.
    if (received === 0 && (error as { code?: unknown }).code === 'Z_BUF_ERROR') return Buffer.alloc(0);
    if (!stream.destroyed) {
      stream.on('error', () => {}); // an aborted stream reports itself once more
      stream.destroy();
    }
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    for (const part of chain) part.destroy();
  }
}

function decoderFor(coding: string): Transform | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'br') return createBrotliDecompress();
  if (coding === 'deflate') return createInflate();
  return undefined;
}

/** Of a connection that was never there; the same codes inside an exchange have another system call. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
]);
/** undici refuses the request itself: a header or method that HTTP cannot carry. */
const notSendable = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_URL',
]);
const untrusted =
  /^ERR_TLS|CERT|^EPROTO$|^ERR_SSL_(?:WRONG_VERSION|TLSV1_ALERT|SSLV3_ALERT|UNSUPPORTED|NO_)|VERIFY_LEAF|UNABLE_TO_/;

function failureOf(error: unknown, headersCame: boolean): Failure {
  if (error instanceof TooLarge) return { kind: 'too-large', message: error.message };
  const { code, message, call } = describe(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return { kind: 'too-large', message: 'the response headers are larger than allowed' };
  if (notSendable.has(code)) return { kind: 'refused-by-suite', message: `not sent, HTTP cannot carry it: ${message}` };
  if (
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    (neverConnected.has(code) && (call === 'connect' || call === 'getaddrinfo'))
  )
    return { kind: 'unreachable', message: `${code}: no connection to the server` };
  if (!headersCame && untrusted.test(code))
    return { kind: 'unreachable', message: `${code}: no trusted connection to the server` };
  const when = headersCame ? 'inside the answer' : 'before an answer';
  return { kind: 'reset', message: `the exchange broke ${when} (${code === '' ? message : code})` };
}

/** Code, message and system call of an error. undici's messages hold neither headers nor queries (measured); they are scrubbed all the same. */
function describe(error: unknown): { code: string; message: string; call: string } {
  if (!(error instanceof Error)) return { code: '', message: 'unknown error', call: '' };
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string')
    return { code, message: error.message, call: typeof syscall === 'string' ? syscall : '' };
  if (error.cause !== undefined) return describe(error.cause);
  return { code: '', message: error.message, call: '' };
}
