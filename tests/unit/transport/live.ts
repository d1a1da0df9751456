/** A live transport at a test's own server, and the requests that it is given. */
import { onTestFinished } from 'vitest';
import { type LiveOptions, LiveTransport, type Outgoing } from '../../../src/transport/client.ts';
import type { Target } from '../../../src/target/types.ts';
import type { Exchange, Failure, RecordedResponse } from '../../../src/verdict/exchange.ts';

export function targetAt(origin: string, secrets: Readonly<Record<string, string>> = {}): Target {
  return {
    name: 'toy-v1',
    vendor: 'toy',
    version: 'v1',
    baseUrl: origin,
    kind: 'live',
    credentials: Object.entries(secrets).map(([name, value]) => ({
      name,
      handle: `«secret:${name}»`,
      value,
      origin: new URL(origin).origin,
    })),
    settings: {},
    allowWrites: true,
  };
}

export interface Live {
  readonly transport: LiveTransport;
  readonly exchanges: Exchange[];
  /** Sends a GET of a path, or whatever else is said. */
  send(path: string, request?: Partial<Outgoing>): Promise<Exchange>;
}

export function live(
  origin: string,
  options: Partial<LiveOptions> & { secrets?: Readonly<Record<string, string>> } = {},
): Live {
  const exchanges: Exchange[] = [];
  const { secrets, ...rest } = options;
  const transport = new LiveTransport({
    target: targetAt(origin, secrets),
    quota: null,
    limits: { timeout: 5000 },
    onExchange: (exchange) => exchanges.push(exchange),
    ...rest,
  });
  onTestFinished(() => transport.close());
  let count = 0;
  return {
    transport,
    exchanges,
    send: (path, request = {}) => {
      count += 1;
      const plain: Outgoing = {
        operation: 'get',
        effect: 'read',
        method: 'GET',
        url: `${origin}${path}`,
        headers: [],
        body: null,
        sensitive: null,
      };
      return transport.send({ ...plain, ...request }, { round: 1, key: `k${count}`, nth: 0 });
    },
  };
}

export function responseOf({ outcome }: Exchange): RecordedResponse {
  if ('failure' in outcome) throw new Error(`no response but ${outcome.failure.kind}: ${outcome.failure.message}`);
  return outcome.response;
}

export function failureOf({ outcome }: Exchange): Failure {
  if ('response' in outcome) throw new Error(`no failure but status ${outcome.response.status}`);
  return outcome.failure;
}
