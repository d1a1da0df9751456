/** A conversation over STOMP on a WebSocket, with bounds on time and size. Knows no secrets, retries nothing. */
import type { IncomingMessage } from 'node:http';
import { Client, FrameImpl, Versions } from '@stomp/stompjs';
import WebSocket from 'ws';
import type { Failure, HeaderList } from '../verdict/exchange.ts';
import type { StompScript } from '../verdict/conversation.ts';
import type { Limits, WireResponse } from './http.ts';
import { sleep } from './pace.ts';
import { StompLog } from './stomp-log.ts';

/** Run once all subscriptions stand; returns a text that the awaited message holds, or null for any message. */
export type Meanwhile = () => Promise<string | null>;

export interface StompWire {
  /** `http` and `https` stand for `ws` and `wss`. */
  readonly url: string;
  /** Of the request that opens the WebSocket. */
  readonly headers: HeaderList;
  readonly script: StompScript;
}

/** Sub-protocols of STOMP over WebSocket, newest first. */
const protocols = ['v12.stomp', 'v11.stomp', 'v10.stomp'];

/** Milliseconds for a receipt, and for the server to end a connection after an error. */
const receiptTime = 5000;
const endTime = 2000;
const frameBytes = 1024 * 1024;

/** Opens, connects, subscribes, runs `meanwhile`, listens, disconnects. Never rejects; the talk is the body as JSON. */
export async function converse(
  wire: StompWire,
  meanwhile: Meanwhile | undefined,
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<WireResponse | Failure> {
  const started = performance.now();
  const opened = await open(wire, limits, signal);
  if ('socket' in opened) {
    const { socket, log } = opened;
    try {
      await talk(socket, wire.script, log, meanwhile, limits, signal);
    } finally {
      await hangUp(socket, log);
    }
    const body = Buffer.from(JSON.stringify(log.talk(socket.protocol)), 'utf8');
    if (signal?.aborted === true) return { kind: 'interrupted', message: 'the run was interrupted' };
    return { status: 101, headers: log.upgradeHeaders, body, ms: Math.round(performance.now() - started) };
  }
  await meanwhile?.(); // what a probe asks must not depend on the connection
  return opened;
}

interface Opened {
  readonly socket: WebSocket;
  readonly log: StompLog;
}

async function open(
  wire: StompWire,
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<Opened | WireResponse | Failure> {
  const first = await openOnce(wire, protocols, limits, signal);
  // RFC 6455 lets a server choose none of the sub-protocols; the library then gives up, so that it is asked without.
  const choseNone = 'kind' in first && /sent no subprotocol/i.test(first.message);
  return choseNone ? openOnce(wire, [], limits, signal) : first;
}

function openOnce(
  { url, headers }: StompWire,
  offered: string[],
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<Opened | WireResponse | Failure> {
  return new Promise((resolve) => {
    const log = new StompLog();
    const started = performance.now();
    const socket = new WebSocket(url.replace(/^http/i, 'ws'), offered, {
      headers: Object.fromEntries(headers),
      handshakeTimeout: limits.timeout,
      maxPayload: frameBytes,
      followRedirects: false,
      perMessageDeflate: false,
      skipUTF8Validation: true, // judged, not answered with the end
    });
    const stop = () => socket.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    const done = (result: Opened | WireResponse | Failure) => {
      signal?.removeEventListener('abort', stop);
      resolve(result);
    };
    log.listen(socket);
    socket.once('upgrade', (response) => log.upgraded(headersOf(response)));
    socket.once('open', () => done({ socket, log }));
    socket.once('unexpected-response', (request, response: IncomingMessage) => {
      void bodyOf(response).then((body) => {
        request.destroy();
        done({
          status: response.statusCode ?? 0,
          headers: headersOf(response),
          body,
          ms: Math.round(performance.now() - started),
        });
      });
    });
    socket.on('error', (error: Error & { code?: string }) => {
      if (signal?.aborted === true) done({ kind: 'interrupted', message: 'the run was interrupted' });
      else if (/timed out/i.test(error.message))
        done({
          kind: 'timeout',
          message: `the WebSocket did not open within ${Math.round(limits.timeout / 100) / 10} s`,
        });
      else
        done({
          kind: error.code === undefined ? 'reset' : 'unreachable',
          message: `the WebSocket did not open: ${error.code ?? error.message}`,
        });
    });
  });
}

function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) list.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  return list;
}

/** The first 64 KiB of a refusal. */
async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > 65_536) break;
    }
  } catch {
    // what came until then is enough
  }
  return Buffer.concat(chunks).subarray(0, 65_536);
}

async function talk(
  socket: WebSocket,
  script: StompScript,
  log: StompLog,
  meanwhile: Meanwhile | undefined,
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<void> {
  const client = new Client({
    webSocketFactory: () => socket as never,
    connectHeaders: { ...script.connect },
    stompVersions: new Versions(script.acceptVersion.split(',')),
    heartbeatOutgoing: script.heartBeat[0],
    heartbeatIncoming: script.heartBeat[1],
    heartbeatToleranceMultiplier: Number.MAX_SAFE_INTEGER, // silence is judged, not answered
    reconnectDelay: 0,
    connectionTimeout: 0,
  });
  client.activate();
  try {
    await log.until(() => log.has('CONNECTED') || log.has('ERROR'), limits.timeout, signal);
    if (!log.has('CONNECTED')) {
      await meanwhile?.();
      await log.until(() => log.ended, endTime, signal);
      return;
    }
    for (const { id, destination } of script.subscribe) {
      // Not by the library: it gives up where the server's frames are not quite those of STOMP.
      say(socket, log, { command: 'SUBSCRIBE', headers: { id, receipt: `receipt-${id}`, destination } });
      await log.until(() => log.receipt(`receipt-${id}`) || log.has('ERROR'), receiptTime, signal);
    }
    const containing = (await meanwhile?.()) ?? null;
    for (const frame of script.frames) say(socket, log, frame);
    await listen(script, containing, log, signal);
    if (log.has('ERROR')) await log.until(() => log.ended, endTime, signal);
  } finally {
    if (!log.ended && log.has('CONNECTED') && !log.has('ERROR')) await disconnect(socket, log, signal);
    void client.deactivate({ force: true });
  }
}

interface Said {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

function say(socket: WebSocket, log: StompLog, { command, headers, body = '' }: Said): void {
  if (!log.ended) socket.send(FrameImpl.marshall({ command, headers: { ...headers }, body, escapeHeaderValues: true }));
}

async function listen(
  { until, listen: most, quiet }: StompScript,
  containing: string | null,
  log: StompLog,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (until === 'nothing') return;
  log.startListening();
  const came = () =>
    until === 'message' ? log.message(containing) : until === 'beats' ? log.beatsWhileListening > 1 : log.ended;
  await log.until(came, most, signal);
  log.stopListening(came());
  if (quiet > 0 && !log.ended) await sleep(quiet, signal);
}

async function disconnect(socket: WebSocket, log: StompLog, signal: AbortSignal | undefined): Promise<void> {
  say(socket, log, { command: 'DISCONNECT', headers: { receipt: 'receipt-bye' } });
  await log.until(() => log.receipt('receipt-bye'), receiptTime, signal);
}

async function hangUp(socket: WebSocket, log: StompLog): Promise<void> {
  log.closing();
  socket.close(1000);
  await log.until(() => log.ended, 500, undefined);
  socket.terminate();
}
