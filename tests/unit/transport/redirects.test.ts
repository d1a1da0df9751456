import { expect, test } from 'vitest';
import { failureOf, live, responseOf } from './live.ts';
import { serve } from './servers.ts';

const apiKey = 'canary-key-0123456789';
const carried = {
  headers: [
    ['x-api-key', '«secret:apiKey»'],
    ['authorization', 'Bearer «secret:apiKey»'],
  ],
} as const;

test.each([301, 302, 303, 307, 308])('a GET follows a %i within its origin, with its credentials', async (status) => {
  const server = await serve((res, { url }) =>
    url === '/a' ? res.writeHead(status, { location: '/b?c=d' }).end() : res.end('[]'),
  );
  const { send, transport } = live(server.origin, { secrets: { apiKey } });
  expect(responseOf(await send('/a', carried)).body).toBe('[]');
  expect(server.requests.map((r) => [r.method, r.url, r.headers['x-api-key']])).toEqual([
    ['GET', '/a', apiKey],
    ['GET', '/b?c=d', apiKey],
  ]);
  expect(transport.sent).toBe(2);
});

test.each([307, 308])('a POST that reads follows a %i with its body', async (status) => {
  const server = await serve((res, { url }) =>
    url === '/a' ? res.writeHead(status, { location: '/b' }).end() : res.end('[]'),
  );
  const exchange = await live(server.origin).send('/a', { method: 'POST', body: '{"x":1}' });
  expect(responseOf(exchange).status).toBe(200);
  expect(server.requests.map((r) => [r.method, r.url, r.body])).toEqual([
    ['POST', '/a', '{"x":1}'],
    ['POST', '/b', '{"x":1}'],
  ]);
});

test.each([301, 302, 303])('a POST is not turned into a GET by a %i', async (status) => {
  const server = await serve((res) => res.writeHead(status, { location: '/b' }).end());
  expect(responseOf(await live(server.origin).send('/a', { method: 'POST', body: '{}' })).status).toBe(status);
  expect(server.requests).toHaveLength(1);
});

test.each([301, 307, 308])('a write never follows a %i', async (status) => {
  const server = await serve((res) => res.writeHead(status, { location: '/b' }).end());
  expect(responseOf(await live(server.origin).send('/a', { method: 'PUT', effect: 'write', body: '{}' })).status).toBe(
    status,
  );
  expect(server.requests).toHaveLength(1);
});

test.each([301, 302, 303, 307, 308])('a %i to another origin is not followed', async (status) => {
  const stranger = await serve((res) => res.end('stolen'));
  const server = await serve((res) => res.writeHead(status, { location: `${stranger.origin}/catch?k=1` }).end());
  const exchange = await live(server.origin, { secrets: { apiKey } }).send('/a', carried);
  expect(failureOf(exchange)).toMatchObject({
    kind: 'redirect',
    message: expect.stringContaining(`${stranger.origin}/catch`) as string,
  });
  expect(stranger.requests).toHaveLength(0);
});

test.each(['//HOST/x', 'http:\\\\HOST\\x', 'https://HOST/x', 'http://127.0.0.1:1@HOST/x'])(
  'Location %s is another origin, too',
  async (template) => {
    const stranger = await serve((res) => res.end('stolen'));
    const server = await serve((res) =>
      res.writeHead(302, { location: template.replace('HOST', new URL(stranger.origin).host) }).end(),
    );
    expect(failureOf(await live(server.origin, { secrets: { apiKey } }).send('/a', carried)).kind).toBe('redirect');
    expect(stranger.requests).toHaveLength(0);
  },
);

test.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/plain,x'])(
  'Location %s is not followed',
  async (location) => {
    const server = await serve((res) => res.writeHead(302, { location }).end());
    expect(failureOf(await live(server.origin).send('/a')).kind).toBe('redirect');
  },
);

test('an answer behind a redirect says where it came from, without secrets', async () => {
  const server = await serve((res, { url }) =>
    url === '/a' ? res.writeHead(302, { location: `/b?k=${apiKey}` }).end() : res.end('[]'),
  );
  const { send } = live(server.origin, { secrets: { apiKey } });
  expect(responseOf(await send('/a'))).toMatchObject({ url: `${server.origin}/b?k=«secret:apiKey»` });
  expect(responseOf(await send('/b'))).not.toHaveProperty('url');
});

test('a redirect without a usable Location is an answer', async () => {
  const server = await serve((res, { url }) =>
    url === '/none' ? res.writeHead(302).end() : res.writeHead(302, { location: 'http://[' }).end(),
  );
  const { send } = live(server.origin);
  expect(responseOf(await send('/none')).status).toBe(302);
  expect(responseOf(await send('/broken')).status).toBe(302);
});

test('a loop of redirects ends', async () => {
  const server = await serve((res, { url }) => res.writeHead(302, { location: url === '/a' ? '/b' : '/a' }).end());
  expect(failureOf(await live(server.origin).send('/a'))).toMatchObject({
    kind: 'redirect',
    message: expect.stringContaining('more than 5 redirects') as string,
  });
  expect(server.requests).toHaveLength(6);
});

test('redirects count against the quota and wait for their turn', async () => {
  const server = await serve((res, { url }) =>
    url === '/a' ? res.writeHead(302, { location: '/b' }).end() : res.end('[]'),
  );
  let turns = 0;
  let counted = 0;
  const { send } = live(server.origin, {
    pace: () => {
      turns += 1;
      return Promise.resolve();
    },
    quota: { count: { today: () => counted, add: () => (counted += 1) } as never, perDay: 1 },
  });
  expect(failureOf(await send('/a')).kind).toBe('refused-by-suite');
  expect([turns, counted, server.requests.length]).toEqual([1, 1, 1]);
});

test('a relative redirect keeps a secret that stands in the URL', async () => {
  const server = await serve((res, { url }) =>
    url.startsWith('/old/') ? res.writeHead(302, { location: '?again=1' }).end() : res.end(url),
  );
  const { send } = live(server.origin, { secrets: { apiKey } });
  await send('/old/«secret:apiKey»');
  expect(server.requests[1]?.url).toBe(`/old/${apiKey}?again=1`);
});

test('a Location that fakes a handle is not filled', async () => {
  const server = await serve((res, { url }) =>
    url === '/a'
      ? res.writeHead(302, { location: Buffer.from('/«secret:apiKey»', 'latin1').toString('latin1') }).end()
      : res.end('[]'),
  );
  await live(server.origin, { secrets: { apiKey } }).send('/a', carried);
  expect(server.requests.map((r) => r.url).join(' ')).not.toContain(apiKey);
});

test('a link to another origin is not followed', async () => {
  const stranger = await serve((res) => res.end('stolen'));
  const server = await serve((res) => res.end('[]'));
  const exchange = await live(server.origin, { secrets: { apiKey } }).send('', {
    ...carried,
    operation: 'follow',
    url: `${stranger.origin}/next`,
  });
  expect(failureOf(exchange)).toMatchObject({
    kind: 'foreign-origin',
    message: `the link leads to ${stranger.origin}; it was not followed`,
  });
  expect(exchange.attempts).toBe(0);
  expect(stranger.requests).toHaveLength(0);
});

test('a credential is never sent to another origin, in no place of the request', async () => {
  const stranger = await serve((res) => res.end('stolen'));
  const server = await serve((res) => res.end('[]'));
  const { send, transport } = live(server.origin, { secrets: { apiKey } });
  const places = [
    { headers: [['x-api-key', '«secret:apiKey»']] },
    { method: 'POST', body: '{"key":"«secret:apiKey»"}' },
    { url: `${stranger.origin}/?k=«secret:apiKey»` },
    { headers: [['x-api-key', '«secret:apiKey|altered»']] },
  ] as const;
  for (const place of places) {
    const failure = failureOf(await send('', { url: `${stranger.origin}/`, ...place }));
    expect(failure.kind).toBe('foreign-origin');
    expect(failure.message).not.toContain(apiKey);
  }
  expect(stranger.requests).toHaveLength(0);
  expect(transport.sent).toBe(0);
});
