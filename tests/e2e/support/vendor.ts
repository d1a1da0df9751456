/** A vendor that is nothing but a local server: counts what it is asked and answers as told. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
}

export interface Vendor {
  readonly asked: readonly Asked[];
  /** Variables that make it a live target. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Values that look like nothing else, so that a leak is found wherever it is. */
export const secrets = {
  apiKey: 'Zq7kE2E-api-key-0f9d3b',
  username: 'e2e.user@example-organisation',
  password: 'p4ss/W0rd+"e2e"=&%',
} as const;

/** @param answer writes the response; the default never answers */
export async function startVendor(
  answer: (request: Asked, response: http.ServerResponse) => void = () => {},
): Promise<Vendor> {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
    asked.push(one);
    request.resume();
    answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    env: liveEnvironment(`http://127.0.0.1:${port}/{version}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function liveEnvironment(baseUrl: string): Record<string, string> {
  return {
    VENDNOVATION_BASE_URL: baseUrl,
    VENDNOVATION_ALLOW_HTTP: 'true',
    VENDNOVATION_API_KEY: secrets.apiKey,
    VENDNOVATION_USERNAME: secrets.username,
    VENDNOVATION_PASSWORD: secrets.password,
    CONFORMANCE_MODE: 'live',
  };
}

/** Answers everything with the same status and body. */
export function always(status: number, body: string, type = 'application/json'): Parameters<typeof startVendor>[0] {
  return (_request, response) => response.writeHead(status, { 'content-type': type }).end(body);
}
