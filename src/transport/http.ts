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
  /** Bytes of all response headers. */
  readonly headerBytes: number;
}

export const defaultLimits: Limits = { timeout: 30_000, bodyBytes: 64 * 1024 * 1024, headerBytes: 64 * 1024 };

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
    const headers = pairs(response.headers as unknown as readonly (string | Buffer)[]);
    const body = await readBody(response.body, headers, limits.bodyBytes, either);
    return { status: response.statusCode, headers, body, ms: Math.round(performance.now() - started) };
  } catch (error) {
    if (signal?.aborted === true) return { kind: 'interrupted', message: 'the run was interrupted' };
    if (deadline.aborted)
      return { kind: 'timeout', message: `no complete answer within ${Math.round(limits.timeout / 100) / 10} s` };
    return failureOf(error, headersCame);
  }
}

function pairs(raw: readonly (string | Buffer)[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) list.push([text(raw[i]), text(raw[i + 1])]);
  return list;
}

const text = (value: string | Buffer | undefined) => (typeof value === 'string' ? value : (value?.toString('latin1') ?? ''));

class TooLarge extends Error {}

async function readBody(stream: Readable, headers: HeaderList, most: number, signal: AbortSignal): Promise<Buffer> {
  const codings = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((c) => c.trim())
    .filter((c) => c !== '' && c !== 'identity');
  let source: Readable = stream;
  const chain: Transform[] = [];
  for (const coding of codings.reverse()) {
    const decoder = decoderFor(coding);
    if (decoder === undefined) throw new Error(`unknown content-encoding ${coding.slice(0, 40)}`);
    const from = source;
    from.on('error', (error) => decoder.destroy(error));
    source = from.pipe(decoder);
    chain.push(decoder);
  }
  const stop = () => source.destroy(new Error('stopped'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new TooLarge(`the body is larger than ${most} bytes after decompression`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
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

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

function failureOf(error: unknown, headersCame: boolean): Failure {
  if (error instanceof TooLarge) return { kind: 'too-large', message: error.message };
  const { code, message } = describe(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'too-large', message: 'the response headers are larger than allowed' };
  if (neverConnected.has(code)) return { kind: 'unreachable', message: `${code}: no connection to the server` };
  if (code.startsWith('ERR_TLS') || code.includes('CERT') || code.includes('SSL'))
    return { kind: 'unreachable', message: `${code}: no trusted connection to the server` };
  const when = headersCame ? 'inside the answer' : 'before an answer';
  return { kind: 'reset', message: `the exchange broke ${when} (${code === '' ? message : code})` };
}

/** Code and message of an error; undici's hold neither headers nor queries (measured), an address is cut all the same. */
function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: 'unknown error' };
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return { code, message: error.message.slice(0, 120) };
  if (error.cause !== undefined) return describe(error.cause);
  return { code: '', message: error.message.slice(0, 120) };
}
