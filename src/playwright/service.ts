/** The local service that tests ask: loopback only, behind a path that nobody can guess. */
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply } from './reply.ts';

export interface Service {
  readonly address: string;
  close(): Promise<void>;
}

/** @param answer gives the reply for a target and a requirement; its error's message is passed on to the test */
export async function serve(answer: (target: string, requirement: string) => Promise<Reply>): Promise<Service> {
  const path = `/${randomBytes(24).toString('hex')}`;
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const target = url.searchParams.get('target');
    const requirement = url.searchParams.get('requirement');
    if (url.pathname !== path || target === null || requirement === null) {
      response.writeHead(404).end();
      return;
    }
    answer(target, requirement).then(
      (reply) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  // Verdicts take as long as the vendor does.
  server.requestTimeout = 0;
  server.timeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
