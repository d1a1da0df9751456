import { expect, test } from 'vitest';
import { waitFor } from '../../../src/transport/retry.ts';
import type { FailureKind } from '../../../src/verdict/exchange.ts';
import { failureOf, live, responseOf } from './live.ts';
import { nobody, serve, serveBytes } from './servers.ts';

const answer = (status: number, headers: [string, string][] = []) => ({
  status,
  headers,
  body: Buffer.alloc(0),
  ms: 1,
});
const failed = (kind: FailureKind) => ({ kind, message: '' });

test('how long to wait, and whether at all', () => {
  expect(waitFor('read', answer(200), 1)).toBeNull();
  expect(waitFor('read', answer(500), 1)).toBeNull();
  expect(waitFor('read', answer(429), 1)).toBe(500);
  expect(waitFor('read', answer(503), 2)).toBe(1000);
  expect(waitFor('read', answer(429, [['Retry-After', '7']]), 1)).toBe(7000);
  expect(waitFor('read', answer(429, [['retry-after', ' 0 ']]), 1)).toBe(0);
  expect(waitFor('session', answer(503, [['retry-after', '60']]), 1)).toBe(60_000);
});

test('a vendor that wants more patience than a minute is not asked again', () => {
  expect(waitFor('read', answer(429, [['retry-after', '61']]), 1)).toBeNull();
  expect(waitFor('read', answer(503, [['retry-after', '99999999999999999999']]), 1)).toBeNull();
});

test('a date is read by the server’s own clock', () => {
  const headers: [string, string][] = [
    ['Date', 'Wed, 21 Oct 2015 07:28:00 GMT'],
    ['Retry-After', 'Wed, 21 Oct 2015 07:28:05 GMT'],
  ];
  expect(waitFor('read', answer(503, headers), 1)).toBe(5000);
  expect(waitFor('read', answer(503, [['Retry-After', 'Wed, 21 Oct 2015 07:28:05 GMT']]), 1)).toBe(0);
});

test.each(['1.5', '-3', 'soon', '', '2015-10-21', 'Wed, 99 Foo 2015 07:28:00 GMT'])(
  'an unusable Retry-After %j changes nothing',
  (value) => {
    expect(waitFor('read', answer(429, [['retry-after', value]]), 1)).toBe(500);
  },
);

test.each([
  ['unreachable', true, true],
  ['reset', true, false],
  ['timeout', false, false],
  ['too-large', false, false],
  ['redirect', false, false],
  ['foreign-origin', false, false],
  ['interrupted', false, false],
  ['refused-by-suite', false, false],
] as [FailureKind, boolean, boolean][])('after %s a read is repeated: %s, a write: %s', (kind, read, write) => {
  expect(waitFor('read', failed(kind), 1) !== null).toBe(read);
  expect(waitFor('write', failed(kind), 1) !== null).toBe(write);
});

test('a write is repeated after 429 alone', () => {
  expect(waitFor('write', answer(429), 1)).toBe(500);
  expect(waitFor('write', answer(503), 1)).toBeNull();
});

test.each([
  ['429 and Retry-After in seconds', 429, { 'retry-after': '0' }],
  ['503 and Retry-After as a date', 503, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
])('%s, then success', async (_, status, headers) => {
  const server = await serve((res, __, nth) => (nth < 2 ? res.writeHead(status, headers).end() : res.end('[]')));
  const { send, transport } = live(server.origin);
  const exchange = await send('/a');
  expect(responseOf(exchange).status).toBe(200);
  expect(exchange.attempts).toBe(3);
  expect(transport.sent).toBe(3);
});

test('429 for ever is answered with 429 after three tries, and soon nothing more is sent', async () => {
  const server = await serve((res) => res.writeHead(429, { 'retry-after': '0' }).end());
  const { send } = live(server.origin);
  const first = await send('/a');
  expect(responseOf(first).status).toBe(429);
  expect(first.attempts).toBe(3);
  await send('/b');
  const third = await send('/c');
  expect(failureOf(third)).toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/^not sent: .*\(429\)/) as string,
  });
  expect(third.attempts).toBe(0);
  expect(server.requests).toHaveLength(5);
});

test('a reset is repeated for a read, and never for a write', async () => {
  const server = await serveBytes((socket, _, nth) =>
    nth % 2 === 0 ? socket.destroy() : socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]'),
  );
  const { send } = live(server.origin);
  const read = await send('/r');
  expect(responseOf(read).body).toBe('[]');
  expect(read.attempts).toBe(2);
  const write = await send('/w', { method: 'POST', effect: 'write', body: '{}' });
  expect(failureOf(write).kind).toBe('reset');
  expect(server.requests.filter((r) => r.url === '/w')).toHaveLength(1);
});

test('503 is repeated for a read, and never for a write', async () => {
  const server = await serve((res) => res.writeHead(503, { 'retry-after': '0' }).end());
  const { send } = live(server.origin);
  expect((await send('/w', { method: 'POST', effect: 'write', body: '{}' })).attempts).toBe(1);
  expect((await send('/r')).attempts).toBe(3);
});

test('a time-out is not repeated', async () => {
  const server = await serve(() => {});
  const exchange = await live(server.origin, { limits: { timeout: 200 } }).send('/a');
  expect(failureOf(exchange).kind).toBe('timeout');
  expect(exchange.attempts).toBe(1);
});

test('a refused connection is tried three times, then the breaker spares the rest', async () => {
  const { send, transport } = live(await nobody());
  const first = await send('/a');
  expect(failureOf(first)).toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('ECONNREFUSED') as string,
  });
  expect(first.attempts).toBe(3);
  await send('/b');
  expect(failureOf(await send('/c')).message).toContain('not sent: the last 5 requests');
  expect(transport.sent).toBe(5);
}, 15_000);

test('links that lead away and answers that are too large do not open the breaker', async () => {
  const server = await serve((res, { url }) => res.end(url === '/large' ? 'x'.repeat(2000) : '[]'));
  const { send } = live(server.origin, { limits: { timeout: 5000, bodyBytes: 1000 } });
  for (let i = 0; i < 12; i += 1) await send('', { operation: 'follow', url: 'http://elsewhere.invalid/' });
  for (let i = 0; i < 12; i += 1) expect(failureOf(await send('/large')).kind).toBe('too-large');
  expect(responseOf(await send('/a')).status).toBe(200);
});

test('a server that fails with 500 answers: the breaker stays closed', async () => {
  const server = await serve((res) => res.writeHead(500).end());
  const { send } = live(server.origin);
  for (let i = 0; i < 20; i += 1) expect(responseOf(await send(`/${i}`)).status).toBe(500);
});

test('while 429 asks for patience, other requests wait as well', async () => {
  const server = await serve((res, _, nth) =>
    nth === 0 ? res.writeHead(429, { 'retry-after': '1' }).end() : res.end('[]'),
  );
  const { send } = live(server.origin);
  const first = send('/a');
  await new Promise((resolve) => setTimeout(resolve, 400));
  await Promise.all([first, send('/b'), send('/c')]);
  const [limited, ...later] = server.requests;
  expect(later.every((r) => r.at - (limited?.at ?? 0) > 900)).toBe(true);
});
