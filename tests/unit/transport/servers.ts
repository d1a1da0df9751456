/** Servers on 127.0.0.1 that do as a test says, broken bytes included. They close when the test is over. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Seen {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Milliseconds, monotonic. */
  readonly at: number;
}

export interface Served {
  readonly origin: string;
  readonly requests: readonly Seen[];
  /** Connections that were opened so far. */
  connections(): number;
}

type Listening = {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
  close(done: () => void): unknown;
  on(event: 'connection', heard: (socket: Socket) => void): unknown;
};

async function start(server: Listening): Promise<{ origin: string; connections: () => number }> {
  const open = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => count };
}

/** `answer` gets the request with its whole body, and how many requests came before it. */
export async function serve(
  answer: (response: ServerResponse, request: Seen, nth: number, message: IncomingMessage) => void,
): Promise<Served> {
  const requests: Seen[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    const at = performance.now();
    let body = '';
    message.setEncoding('utf8');
    message.on('data', (chunk: string) => (body += chunk));
    message.on('end', () => {
      const seen = { method: message.method ?? '', url: message.url ?? '', headers: message.headers, body, at };
      requests.push(seen);
      answer(response, seen, requests.length - 1, message);
    });
  });
  return { requests, ...(await start(server)) };
}

/** Every request head is answered by what `answer` writes to the socket itself. Bodies of requests are not looked at. */
export async function serveBytes(answer: (socket: Socket, head: string, nth: number) => void): Promise<Served> {
  const requests: Seen[] = [];
  const server = createTcpServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end);
        text = text.slice(end + 4);
        const [method = '', url = ''] = head.split(' ');
        requests.push({ method, url, headers: {}, body: '', at: performance.now() });
        answer(socket, head, requests.length - 1);
      }
    });
  });
  return { requests, ...(await start(server)) };
}

/** An origin where nobody listens. */
export async function nobody(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}
