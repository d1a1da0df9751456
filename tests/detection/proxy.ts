/** Stands between the suite and a reference server, and changes how answers travel, or which ones. */
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { RunningReference } from '../../reference/types.ts';

export interface Passing {
  readonly method: string;
  readonly path: string;
  /** Position among the requests of this proxy, from 1. */
  readonly nth: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export interface Disguise {
  /** Answers in the vendor's place. */
  readonly instead?: (request: Passing) => Reply | null;
  /** Changes an answer of the vendor. */
  readonly change?: (reply: Reply, request: Passing) => Reply;
  /** Writes it in another way than at once. */
  readonly write?: (reply: Reply, response: http.ServerResponse, request: Passing) => Promise<void> | void;
}

/** A running reference as seen through a disguise: same credentials, settings and worlds, another origin. */
export async function disguised(running: RunningReference, disguise: Disguise): Promise<RunningReference> {
  const inner = new URL(running.origin);
  let count = 0;
  const server = http.createServer((request, response) => {
    count += 1;
    const { method = 'GET', url: path = '/' } = request;
    const passing: Passing = { method, path, nth: count };
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const own = disguise.instead?.(passing) ?? null;
        const reply = own ?? (await forwarded(inner, request, Buffer.concat(chunks), path));
        const outward = own === null ? withOrigin(reply, running.origin, origin) : reply;
        const changed = disguise.change?.(outward, passing) ?? outward;
        await (disguise.write ?? writeAtOnce)(changed, response, passing);
      })().catch(() => response.destroy());
    });
  });
  // Notification services are passed through as they are.
  server.on('upgrade', (request, socket, head) => {
    const vendor = net.connect(Number(inner.port), inner.hostname, () => {
      const lines = request.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1] ?? ''}`] : []));
      vendor.write([`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
      vendor.write(head);
      vendor.pipe(socket).pipe(vendor);
    });
    for (const one of [vendor, socket]) one.on('error', () => [vendor, socket].forEach((each) => each.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outside = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replaceAll(running.origin, origin)]));
  return {
    ...running,
    origin,
    settings: outside(running.settings),
    baseUrl: (version, world) => running.baseUrl(version, world).replace(running.origin, origin),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forwarded(inner: URL, request: http.IncomingMessage, body: Buffer, path: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method, headers } = request;
    const options = { host: inner.hostname, port: inner.port, path, method, headers, agent: false } as const;
    const outgoing = http.request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const raw = answer.rawHeaders;
        const pairs = raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));
        const kept = pairs.filter(
          ([name]) => !/^(connection|keep-alive|transfer-encoding|content-length)$/i.test(name),
        );
        resolve({ status: answer.statusCode ?? 500, headers: kept, body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function withOrigin(reply: Reply, from: string, to: string): Reply {
  if (reply.headers.some(([name]) => /^content-encoding$/i.test(name))) return reply;
  const headers = reply.headers.map(([name, value]) => [name, value.replaceAll(from, to)] as const);
  const body = reply.body.includes(from) ? Buffer.from(reply.body.toString('utf8').replaceAll(from, to)) : reply.body;
  return { ...reply, headers, body };
}

export function writeAtOnce({ status, headers, body }: Reply, response: http.ServerResponse): void {
  response.writeHead(status, [...headers.flat()]);
  response.end(body);
}

export const jsonReply = (status: number, body: unknown, headers: Reply['headers'] = []): Reply => ({
  status,
  headers: [['content-type', 'application/json'], ...headers],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
