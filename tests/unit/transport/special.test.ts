/** What the live transport does beside plain requests: remembers texts, holds conversations back, fills in secrets. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../../src/transport/memory.ts';
import { DailyCount } from '../../../src/transport/pace.ts';
import { failureOf, live, responseOf } from './live.ts';
import { serve } from './servers.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'conformance-'));

describe('a text of an earlier run', () => {
  const ask = (memory: Memory | undefined, body: string | null) => {
    const { send, transport, exchanges } = live('http://127.0.0.1:1', memory === undefined ? {} : { memory });
    const url = `memory:${encodeURIComponent('https://h/openapi')}`;
    return send('', { method: 'REMEMBER', url, body }).then((exchange) => ({ exchange, transport, exchanges }));
  };

  test('is 404 the first time, and comes the next time; nothing is sent', async () => {
    const where = folder();
    const first = new Memory(where, 'toy-v1');
    const { exchange, transport, exchanges } = await ask(first, 'one ü');
    expect(responseOf(exchange)).toMatchObject({ status: 404, body: '', headers: [] });
    expect([exchange.attempts, transport.sent, exchange.request.body]).toEqual([0, 0, null]);
    expect(exchanges).toEqual([exchange]);
    first.close();
    const second = new Memory(where, 'toy-v1');
    expect(second.recall('https://h/openapi')).toBe('one ü');
    expect(responseOf((await ask(second, null)).exchange)).toMatchObject({ status: 200, body: 'one ü' });
    second.close();
    expect(new Memory(where, 'toy-v1').recall('https://h/openapi')).toBe('one ü');
  });

  test('is never there where nothing is remembered', async () => {
    for (const body of ['one', null]) expect(responseOf((await ask(undefined, body)).exchange).status).toBe(404);
  });
});

describe('a conversation', () => {
  const talk = async (origin: string, url: string, options: Parameters<typeof live>[1] = {}) => {
    const { send, transport } = live(origin, options);
    let ran = 0;
    const stomp = { method: 'STOMP', url, body: '{"connect":{"token":"«secret:token»"}}' };
    const request = { operation: 'talk', effect: 'read', headers: [], sensitive: null, ...stomp } as const;
    const exchange = await transport.send(request, { round: 1, key: 'k', nth: 0 }, async () => {
      ran += 1;
      return null;
    });
    return { exchange, ran, transport, send };
  };

  test.each([
    'ws://api.example.com/s',
    'http://api.example.com/s',
    'ws://127.0.0.1.example.com/s',
    'ws://xlocalhost/s',
    'ws://1270.0.0.1.com/s',
  ])('without TLS at %s is held back; what runs meanwhile runs', async (url) => {
    const { exchange, ran, transport } = await talk('https://api.example.com', url);
    expect(failureOf(exchange)).toMatchObject({
      kind: 'refused-by-suite',
      message: expect.stringContaining('TLS') as string,
    });
    expect([ran, transport.sent, exchange.attempts]).toEqual([1, 0, 0]);
  });

  test('at another origin does not get the token', async () => {
    const { exchange, ran } = await talk('https://api.example.com', 'wss://other.example.com/s', {
      secrets: { token: 'abc-def-ghi-jkl' },
    });
    expect(failureOf(exchange).kind).toBe('foreign-origin');
    expect(ran).toBe(1);
  });

  test.each(['ws://localhost:1/s', 'ws://127.0.0.1:1/s', 'ws://[::1]:1/s'])('at %s needs no TLS', async (url) => {
    const { exchange } = await talk('https://api.example.com', url, { secrets: { token: 'abc-def-ghi-jkl' } });
    expect(failureOf(exchange).kind).toBe('foreign-origin');
  });

  test('counts against the quota like a request', async () => {
    const { exchange, ran, transport } = await talk('http://127.0.0.1:1', 'ws://127.0.0.1:1/s', {
      secrets: { token: 'abc-def-ghi-jkl' },
      quota: { count: new DailyCount(folder(), 'toy'), perDay: 0 },
    });
    expect(failureOf(exchange).kind).toBe('refused-by-suite');
    expect([ran, transport.sent]).toEqual([1, 0]);
  });
});

describe('secrets on the wire', () => {
  const value = 'p&q=r "s"/ü';

  test.each([
    ['application/x-www-form-urlencoded', (body: string) => new URLSearchParams(`p=${body}`).get('p')],
    ['application/json', (body: string) => JSON.parse(`"${body}"`) as unknown],
    [undefined, (body: string) => JSON.parse(`"${body}"`) as unknown],
  ])('are written as a body of %s wants them', async (type, read) => {
    const server = await serve((res) => res.end('[]'));
    const { send } = live(server.origin, { secrets: { p: value } });
    const headers: [string, string][] =
      type === undefined
        ? []
        : [
            ['X-Other', 'a'],
            ['Content-Type', type],
          ];
    await send('/a', { method: 'POST', headers, body: '«secret:p»' });
    expect(read(server.requests[0]?.body ?? '')).toBe(value);
  });

  test('are written as a query wants them', async () => {
    const server = await serve((res) => res.end('[]'));
    await live(server.origin, { secrets: { p: value } }).send('/a?p=«secret:p»');
    expect(new URL(server.requests[0]?.url ?? '', server.origin).searchParams.get('p')).toBe(value);
  });
});

test('another server of the vendor is asked, but a link there is not followed', async () => {
  const [own, other] = [await serve((res) => res.end('[]')), await serve((res) => res.end('[1]'))];
  const { send } = live(own.origin);
  expect(responseOf(await send('', { operation: 'token', url: `${other.origin}/a` })).body).toBe('[1]');
  expect(failureOf(await send('', { operation: 'follow', url: `${other.origin}/a` })).kind).toBe('foreign-origin');
  expect(responseOf(await send('/a', { operation: 'follow' })).body).toBe('[]');
  expect(other.requests).toHaveLength(1);
});

test('HEAD follows a 303, and a redirect keeps its method', async () => {
  const server = await serve((res, { url }) =>
    url === '/a' ? res.writeHead(303, { location: '/b' }).end() : res.writeHead(200).end(),
  );
  const exchange = await live(server.origin).send('/a', { method: 'HEAD' });
  expect(responseOf(exchange).status).toBe(200);
  expect(server.requests.map(({ method, url }) => [method, url])).toEqual([
    ['HEAD', '/a'],
    ['HEAD', '/b'],
  ]);
});

test('a failure behind a redirect is a failure that was sent', async () => {
  const server = await serve((res, { url }) =>
    url === '/a' ? res.writeHead(302, { location: '/b' }).end() : res.destroy(),
  );
  const exchange = await live(server.origin).send('/a', { method: 'POST', effect: 'write', body: '{}' });
  expect(responseOf(exchange).status).toBe(302);
  const { at, outcome } = await live(server.origin).send('/b', { effect: 'write' });
  expect(outcome).toMatchObject({ failure: { kind: 'reset' } });
  expect(Date.parse(at)).toBeGreaterThan(0);
});

test('a transport that was closed sends nothing', async () => {
  const server = await serve((res) => res.end('[]'));
  const { send, transport } = live(server.origin);
  await transport.close();
  expect(failureOf(await send('/a', { effect: 'write' })).kind).toBe('reset');
  expect(server.requests).toHaveLength(0);
});
