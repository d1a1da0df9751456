import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Limits,
  type WireRequest,
  type WireResponse,
  defaultLimits,
  openAgent,
  sendOnce,
} from '../../../src/transport/http.ts';
import type { Failure } from '../../../src/verdict/exchange.ts';
import { nobody, serve, serveBytes } from './servers.ts';

function client(limits: Partial<Limits> = {}) {
  const all = { ...defaultLimits, ...limits };
  const agent = openAgent(all);
  onTestFinished(() => agent.destroy());
  return (url: string, request: Partial<WireRequest> = {}, signal?: AbortSignal) =>
    sendOnce(agent, { method: 'GET', headers: [], body: null, ...request, url }, all, signal);
}

function response(outcome: WireResponse | Failure): WireResponse {
  if ('kind' in outcome) throw new Error(`no response but ${outcome.kind}: ${outcome.message}`);
  return outcome;
}

function failure(outcome: WireResponse | Failure): Failure {
  if (!('kind' in outcome))
    throw new Error(`no failure but ${outcome.status}: ${outcome.body.subarray(0, 80).toString()}`);
  return outcome;
}

const text = (outcome: WireResponse | Failure) => response(outcome).body.toString('utf8');

test('a GET arrives with its body and headers', async () => {
  const server = await serve((res) => res.end('ok'));
  const send = client();
  const outcome = await send(`${server.origin}/a?b=c`, {
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Key', 'k'],
    ],
    body: '{"requestFilter":{}}',
  });
  expect(text(outcome)).toBe('ok');
  expect(server.requests).toMatchObject([
    {
      method: 'GET',
      url: '/a?b=c',
      body: '{"requestFilter":{}}',
      headers: { 'x-key': 'k', 'content-type': 'application/json' },
    },
  ]);
});

test('response headers keep case, order and repetitions', async () => {
  const server = await serveBytes((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nX-Page: 1\r\nsize: 50\r\nx-page: 2\r\nContent-Length: 2\r\n\r\n[]'),
  );
  const { headers } = response(await client()(server.origin));
  expect(headers).toEqual([
    ['X-Page', '1'],
    ['size', '50'],
    ['x-page', '2'],
    ['Content-Length', '2'],
  ]);
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['GZIP', gzipSync],
  ['gzip, br', (bytes: Buffer) => brotliCompressSync(gzipSync(bytes))],
  ['identity', (bytes: Buffer) => bytes],
])('content-encoding %s is decoded', async (coding, pack) => {
  const server = await serve((res) =>
    res.writeHead(200, { 'content-encoding': coding }).end(pack(Buffer.from('[1, "ä"]'))),
  );
  expect(text(await client()(server.origin))).toBe('[1, "ä"]');
});

test.each([
  ['no bytes', Buffer.alloc(0)],
  ['bytes that are no gzip', Buffer.from('{"plain": true}')],
  ['a gzip that ends early', gzipSync(Buffer.from('x'.repeat(5000))).subarray(0, 20)],
  [
    'a gzip with a wrong checksum',
    (() => {
      const bytes = gzipSync(Buffer.from('x'.repeat(50)));
      bytes[bytes.length - 6] = (bytes.at(-6) ?? 0) ^ 0xff;
      return bytes;
    })(),
  ],
])('gzip announced, but %s came', async (what, bytes) => {
  const server = await serve((res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes));
  const outcome = await client()(server.origin);
  if (what === 'no bytes') expect(text(outcome)).toBe('');
  else
    expect(failure(outcome)).toMatchObject({
      kind: 'reset',
      message: expect.stringContaining('inside the answer') as string,
    });
});

test('an answer without a body may announce gzip', async () => {
  const server = await serve((res) => res.writeHead(204, { 'content-encoding': 'gzip' }).end());
  expect(response(await client()(server.origin)).status).toBe(204);
});

test('unknown and piled-up encodings are named, and leave the connection usable', async () => {
  const server = await serve((res, _, nth) =>
    nth < 8
      ? res.writeHead(200, { 'content-encoding': nth % 2 === 0 ? 'zstd' : 'br,'.repeat(3000) }).end('x'.repeat(200_000))
      : res.end('fine'),
  );
  const send = client({ timeout: 5000 });
  const outcomes = [];
  for (let i = 0; i < 8; i += 1) outcomes.push(failure(await send(server.origin)));
  expect(outcomes[0]?.message).toContain('zstd');
  expect(outcomes[1]?.message).toContain('3000 content-encodings');
  expect(text(await send(server.origin))).toBe('fine');
});

test('1 GiB of zeros in a small gzip stops at the limit', async () => {
  let written = 0;
  const server = await serve((res) => {
    res.writeHead(200, { 'content-encoding': 'gzip' });
    const gzip = createGzip();
    gzip.pipe(res);
    const zeros = Buffer.alloc(1024 * 1024);
    const more = (): void => {
      while (written < 1024 && !res.destroyed) {
        written += 1;
        if (!gzip.write(zeros)) {
          gzip.once('drain', more);
          return;
        }
      }
      gzip.end();
    };
    more();
  });
  const before = process.memoryUsage().rss;
  const outcome = failure(await client({ bodyBytes: 8 * 1024 * 1024 })(server.origin));
  expect(outcome).toMatchObject({ kind: 'too-large', message: expect.stringContaining('8388608') as string });
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
});

test('a body announced as too large is refused before it is read', async () => {
  const server = await serveBytes((socket) =>
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${500 * 1024 * 1024}\r\n\r\n[`),
  );
  expect(failure(await client({ timeout: 20_000 })(server.origin)).kind).toBe('too-large');
});

test('an endless body without a length stops at the limit', async () => {
  const server = await serve((res) => {
    const chunk = 'x'.repeat(65_536);
    const more = (): void => {
      while (!res.destroyed && res.write(chunk));
      res.once('drain', more);
    };
    more();
  });
  expect(failure(await client({ bodyBytes: 1024 * 1024 })(server.origin)).kind).toBe('too-large');
});

test('the largest body that is allowed still comes', async () => {
  const server = await serve((res) => res.end(Buffer.alloc(1000)));
  const send = client({ bodyBytes: 1000 });
  expect(response(await send(server.origin)).body.length).toBe(1000);
  expect(failure(await client({ bodyBytes: 999 })(server.origin)).kind).toBe('too-large');
});

test.each([
  ['the body is shorter than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":1}', true],
  ['the connection ends before an answer', '', true],
  ['the connection ends inside the headers', 'HTTP/1.1 200 OK\r\nContent-Le', true],
  ['a chunked body ends early', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc', true],
  ['a chunk has no length', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n', false],
  [
    'two lengths contradict each other',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
    false,
  ],
  ['the answer is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', false],
  ['a header holds a null byte', 'HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n', false],
])('%s: reset', async (_, bytes, ends) => {
  const server = await serveBytes((socket) => (ends ? socket.end(bytes) : socket.write(bytes)));
  expect(failure(await client({ timeout: 5000 })(server.origin)).kind).toBe('reset');
});

test('a reset in the middle of the body is a reset', async () => {
  const server = await serveBytes((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc', () => socket.resetAndDestroy()),
  );
  expect(failure(await client()(server.origin)).kind).toBe('reset');
});

test('text behind the announced length does not become part of an answer', async () => {
  const server = await serveBytes((socket, _, nth) =>
    socket.write(
      nth === 0
        ? 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged'
        : 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nreal',
    ),
  );
  const send = client({ timeout: 5000 });
  expect(text(await send(server.origin))).toBe('[]');
  const second = await send(server.origin);
  if (!('kind' in second)) expect(second.body.toString()).toBe('real');
});

test.each([
  ['never answers', () => {}],
  [
    'stops in the middle of the body',
    (write: (text: string) => void) => write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc'),
  ],
  [
    'stops in the middle of a gzip',
    (write: (text: Buffer | string) => void) => {
      write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5000\r\n\r\n');
      write(gzipSync(Buffer.from('x'.repeat(5000))).subarray(0, 20));
    },
  ],
])('a server that %s runs into the time-out', async (_, act) => {
  const server = await serveBytes((socket) => act((bytes: Buffer | string) => socket.write(bytes)));
  expect(failure(await client({ timeout: 300 })(server.origin))).toMatchObject({
    kind: 'timeout',
    message: 'no complete answer within 0.3 s',
  });
});

test('a body that drips for ever runs into the time-out', async () => {
  const server = await serve((res) => {
    const timer = setInterval(() => res.write('x'), 20);
    res.on('close', () => clearInterval(timer));
  });
  expect(failure(await client({ timeout: 400 })(server.origin)).kind).toBe('timeout');
});

test('headers beyond the limit are too large, in one header or in many', async () => {
  const one = await serve((res) => res.setHeader('x-flood', 'x'.repeat(20_000)).end());
  const many = await serve((res) => {
    for (let i = 0; i < 400; i += 1) res.setHeader(`x-${i}`, 'x'.repeat(40));
    res.end();
  });
  const send = client({ headerBytes: 8192 });
  expect(failure(await send(one.origin)).kind).toBe('too-large');
  expect(failure(await send(many.origin)).kind).toBe('too-large');
});

test('a refused connection and an unknown name are unreachable', async () => {
  const send = client({ timeout: 5000 });
  expect(failure(await send(await nobody()))).toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('ECONNREFUSED') as string,
  });
});

test('TLS spoken to a server that speaks none is unreachable', async () => {
  const server = await serve((res) => res.end('ok'));
  expect(failure(await client({ timeout: 5000 })(server.origin.replace('http:', 'https:'))).kind).toBe('unreachable');
});

test.each([
  ['a header value with a line break', { headers: [['x-key', 'a\r\nb']] }],
  ['a header value outside Latin-1', { headers: [['x-key', '€']] }],
  ['a header name with a blank', { headers: [['x key', 'a']] }],
  ['a method with a blank', { method: 'GET IT' }],
] as [string, Partial<WireRequest>][])('%s cannot be sent, and that is not the server’s fault', async (_, request) => {
  const server = await serve((res) => res.end('ok'));
  const outcome = failure(await client()(server.origin, request));
  expect(outcome.kind).toBe('refused-by-suite');
  expect(outcome.message).not.toContain('€');
  expect(server.requests).toHaveLength(0);
});

test('an abort in the middle ends the request as interrupted', async () => {
  const controller = new AbortController();
  const server = await serveBytes((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc');
    setTimeout(() => controller.abort(), 30);
  });
  expect(failure(await client()(server.origin, {}, controller.signal)).kind).toBe('interrupted');
});

test('early hints are passed over', async () => {
  const server = await serveBytes((socket) =>
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]'),
  );
  expect(response(await client()(server.origin))).toMatchObject({ status: 200, headers: [['Content-Length', '2']] });
});

test('connections are reused', async () => {
  const server = await serve((res) => res.end('ok'));
  const send = client();
  for (let i = 0; i < 20; i += 1) expect(text(await send(server.origin, { method: 'POST', body: '{}' }))).toBe('ok');
  expect(server.connections()).toBeLessThanOrEqual(2);
});

test('a server that does not read the body of a GET cannot take it for the next request', async () => {
  const server = await serveBytes((socket, head) =>
    socket.write(`HTTP/1.1 ${/^(GET|POST) /.test(head) ? '200 OK' : '400 Bad Request'}\r\nContent-Length: 2\r\n\r\n[]`),
  );
  const send = client({ timeout: 5000 });
  for (let i = 0; i < 5; i += 1)
    expect(response(await send(server.origin, { body: '{"requestFilter":{}}\r\n\r\n' })).status).toBe(200);
});

test('a failed answer does not spoil the next one', async () => {
  const server = await serveBytes((socket, _, nth) =>
    nth === 0
      ? socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')
      : socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]'),
  );
  const send = client();
  expect(failure(await send(server.origin)).kind).toBe('reset');
  expect(text(await send(server.origin))).toBe('[]');
});
