/** WebSocket servers for the tests: the reference broker, and ones that misbehave. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { converse, type Meanwhile } from '../../../src/transport/stomp.ts';
import { defaultLimits, type WireResponse } from '../../../src/transport/http.ts';
import type { StompScript, StompTalk } from '../../../src/verdict/conversation.ts';
import type { Failure } from '../../../src/verdict/exchange.ts';

export const plain: StompScript = {
  connect: { host: 'x' },
  acceptVersion: '1.2',
  heartBeat: [0, 0],
  subscribe: [],
  frames: [],
  until: 'nothing',
  listen: 0,
  quiet: 0,
};

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** A server that hands every WebSocket to `handle`. */
export async function serveSockets(
  handle: (socket: WebSocket, request: IncomingMessage) => void,
  protocol: string | false = 'v12.stomp',
): Promise<Served> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: () => protocol });
  sockets.on('connection', handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/n`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Held {
  readonly outcome: WireResponse | Failure;
  readonly talk: StompTalk;
  /** Commands of the server. */
  readonly said: readonly string[];
}

/** Holds a conversation; the limits are short. */
export async function hold(
  url: string,
  script: Partial<StompScript> = {},
  meanwhile?: Meanwhile,
  signal?: AbortSignal,
): Promise<Held> {
  const outcome = await converse(
    { url, headers: [], script: { ...plain, ...script } },
    meanwhile,
    { ...defaultLimits, timeout: 1500 },
    signal,
  );
  const talk = (
    'body' in outcome && outcome.status === 101 ? JSON.parse(outcome.body.toString('utf8')) : { frames: [] }
  ) as StompTalk;
  return { outcome, talk, said: talk.frames.filter(({ from }) => from === 'server').map(({ command }) => command) };
}
