/** A STOMP broker over WebSockets, good enough for real clients: connect, subscribe, receipts, heart-beats, errors. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Behaviour } from './behaviour.ts';
import { type StompFrame, frameText, readFrames } from './frames.ts';
import type { TokenProblem } from './tokens.ts';
import type { JsonObject } from './world.ts';

export const destination = '/user/queue/notifications';

/** What a broker must know of its world. */
export interface BrokerWorld {
  readonly behaviour: Behaviour;
  readonly problemOf: (token: string | undefined) => Promise<TokenProblem | null>;
}

export class Broker {
  readonly #world: BrokerWorld;
  readonly #sessions = new Set<Session>();
  readonly #server: WebSocketServer;
  /** Subscriptions by token. */
  readonly #subscribed = new Map<string, number>();
  #connections = 0;

  constructor(world: BrokerWorld) {
    this.#world = world;
    this.#server = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => world.behaviour.protocol(offered),
    });
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    this.#connections += 1;
    const { behaviour, problemOf } = this.#world;
    const inHeader = request.headers.authorization;
    const problem = inHeader === undefined ? null : await problemOf(/^bearer (.+)$/i.exec(inHeader)?.[1]);
    const refusal =
      !behaviour.accepts(this.#connections) || (problem !== null && behaviour.connectRefusal(problem) === 'http');
    if (refusal) {
      socket.end(
        'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      );
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const session = new Session(webSocket, this.#world, inHeader, (token) => {
        const nth = (this.#subscribed.get(token) ?? 0) + 1;
        this.#subscribed.set(token, nth);
        return nth;
      });
      this.#sessions.add(session);
      webSocket.on('close', () => this.#sessions.delete(session));
    });
  }

  publish(body: JsonObject): void {
    for (const session of this.#sessions) session.deliver(body);
  }

  close(): void {
    for (const session of this.#sessions) session.close();
    this.#server.close();
  }
}

class Session {
  readonly #socket: WebSocket;
  readonly #world: BrokerWorld;
  readonly #handshake: string | undefined;
  readonly #subscriptions = new Map<string, string>();
  readonly #count: (token: string) => number;
  #token = '';
  #connected = false;
  #allowed = false;
  #messages = 0;
  #beat: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  /** @param count counts subscriptions by token; returns the number of this one, from 1 */
  constructor(socket: WebSocket, world: BrokerWorld, handshake: string | undefined, count: (token: string) => number) {
    this.#count = count;
    this.#socket = socket;
    this.#world = world;
    this.#handshake = handshake;
    socket.on('message', (data: Buffer) => {
      for (const frame of readFrames(data.toString('utf8'))) this.#work = this.#work.then(() => this.#take(frame));
    });
    socket.on('error', () => undefined); // the client may go away at any time
    socket.on('close', () => clearInterval(this.#beat));
  }

  #send(command: string, headers: Readonly<Record<string, string>>, body = ''): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    for (const part of this.#world.behaviour.wire(frameText(command, headers, body))) this.#socket.send(part);
  }

  #error(message: string, more: Readonly<Record<string, string>> = {}): void {
    this.#send('ERROR', { ...more, message }, message);
    if (this.#world.behaviour.closesAfterError) this.#socket.close(1002);
  }

  async #take(frame: StompFrame): Promise<void> {
    const { behaviour } = this.#world;
    if (frame.command === 'CONNECT' || frame.command === 'STOMP') return this.#connect(frame);
    if (!this.#connected) return this.#error('connect first');
    if (frame.command === 'SUBSCRIBE') this.#subscribe(frame);
    else if (frame.command === 'UNSUBSCRIBE') this.#subscriptions.delete(frame.headers['id'] ?? '');
    else if (!['DISCONNECT', 'ACK', 'NACK', 'SEND'].includes(frame.command)) this.#error('unknown command');
    if (frame.command === 'DISCONNECT' || (frame.command !== 'SUBSCRIBE' && frame.headers['receipt'] !== undefined))
      this.#receipt(frame);
    if (frame.command === 'DISCONNECT' && behaviour.closesAfterError) this.#socket.close(1000);
  }

  #receipt(frame: StompFrame): void {
    const receipt = frame.headers['receipt'] === undefined ? null : this.#world.behaviour.receipt(frame);
    if (receipt !== null) this.#send('RECEIPT', receipt);
  }

  async #connect({ headers }: StompFrame): Promise<void> {
    const { behaviour, problemOf } = this.#world;
    const version = behaviour.negotiate((headers['accept-version'] ?? '1.0').split(','));
    if (version === null) return this.#error('Supported protocol versions are 1.2 1.1', { version: '1.2,1.1' });
    const sent = headers['Authorization'] ?? headers['authorization'] ?? this.#handshake;
    const token = headers['passcode'] ?? /^bearer (.+)$/i.exec(sent ?? '')?.[1];
    const problem = await problemOf(token);
    this.#token = token ?? '';
    const refusal = problem === null ? null : behaviour.connectRefusal(problem);
    if (refusal === 'close') return this.#socket.close(1008);
    if (refusal !== null) return this.#error('the token is not valid');
    this.#allowed = problem === null;
    this.#connected = true;
    const [sends, wants] = behaviour.heartBeat;
    this.#send(
      'CONNECTED',
      behaviour.connected({ version, server: 'reference/1', session: 'one', 'heart-beat': `${sends},${wants}` }),
    );
    const wanted = Number((headers['heart-beat'] ?? '0,0').split(',')[1]);
    if (sends > 0 && wanted > 0 && behaviour.sendsBeats) {
      let left = behaviour.mostBeats;
      this.#beat = setInterval(
        () => {
          left -= 1;
          if (left >= 0 && this.#socket.readyState === this.#socket.OPEN) this.#socket.send('\n');
        },
        Math.max(sends, wanted),
      );
      this.#beat.unref();
    }
  }

  #subscribe(frame: StompFrame): void {
    const { id, destination: wanted } = frame.headers;
    const { behaviour } = this.#world;
    if (id === undefined || wanted === undefined) {
      if (behaviour.badFrame(frame) === 'error') this.#error('SUBSCRIBE needs id and destination');
      return;
    }
    if (!this.#allowed && behaviour.guardsSubscriptions) return this.#error('access denied');
    const fate = behaviour.subscribes(this.#count(this.#token));
    if (fate === 'error') return this.#error('already subscribed');
    if (fate === 'ignore') return;
    this.#subscriptions.set(id, wanted);
    this.#receipt(frame);
  }

  deliver(body: JsonObject): void {
    for (const [id, to] of this.#subscriptions) {
      if (to !== destination) continue;
      this.#messages += 1;
      const headers = {
        subscription: id,
        'message-id': `${id}-${this.#messages}`,
        destination: to,
        'content-type': 'application/json',
      };
      this.#send('MESSAGE', this.#world.behaviour.message(headers), JSON.stringify(body));
    }
  }

  close(): void {
    clearInterval(this.#beat);
    this.#socket.terminate();
  }
}
