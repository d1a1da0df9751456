/** Puts an answer on the wire, in lawful and unlawful ways. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Coding, Reply } from './http.ts';

const compressors: Readonly<Record<Coding, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes, { level: 1 }),
  br: (bytes) => brotliCompressSync(bytes, { params: { 1: 1 } }), // 1: BROTLI_PARAM_QUALITY
  deflate: (bytes) => deflateSync(bytes, { level: 1 }), // zlib format, as RFC 9110 section 8.4.1.2 wants
};

/** Sends `reply`; header names, their order and repetitions go out as given. Never rejects. */
export async function send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  const wire = reply.wire ?? {};
  if (wire.silent) return;
  if (wire.delay !== undefined) await wait(wire.delay);
  const headers = [...reply.headers.map(([name, value]) => [name, value] as [string, string])];
  let bytes = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body ?? '', 'utf8');
  const coding = wire.compress?.find((name) => accepts(request, name));
  if (coding !== undefined && reply.body !== undefined) {
    bytes = compressors[coding](bytes);
    headers.push(['content-encoding', coding]);
  }
  if (wire.claimCoding !== undefined) headers.push(['content-encoding', wire.claimCoding]);
  if (wire.framing === 'chunked') headers.push(['transfer-encoding', 'chunked']);
  else if (reply.status !== 204 && reply.status !== 304)
    headers.push(['content-length', String(wire.declaredLength ?? bytes.length)]);

  const flat = headers.flat();
  response.on('error', () => undefined); // the client may go away at any time
  if (reply.reason === undefined) response.writeHead(reply.status, flat as never);
  else response.writeHead(reply.status, reply.reason, flat as never);
  const part = wire.stopAfter === undefined ? bytes : bytes.subarray(0, wire.stopAfter);
  if (wire.then === undefined || wire.then === 'end') response.end(part);
  else if (wire.then === 'hang') {
    response.flushHeaders();
    response.write(part);
  } else response.write(part, () => request.socket.resetAndDestroy());
}

/** Whether Accept-Encoding names the coding, and not with a weight of 0. */
function accepts(request: IncomingMessage, coding: Coding): boolean {
  const offered = String(request.headers['accept-encoding'] ?? '').toLowerCase();
  return offered.split(',').some((offer) => {
    const [name, ...parameters] = offer.split(';').map((part) => part.trim());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
