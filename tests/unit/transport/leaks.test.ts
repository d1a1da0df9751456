/** A hostile server shows every credential in every place and encoding; no byte of the recording may give one away. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Outgoing } from '../../../src/transport/client.ts';
import { RecordingWriter, readRecording } from '../../../src/transport/recording.ts';
import type { Exchange } from '../../../src/verdict/exchange.ts';
import { canaries, encodings } from './encodings.ts';
import { live, responseOf } from './live.ts';
import { serve } from './servers.ts';

const secrets = Object.fromEntries(Object.entries(canaries).filter(([name]) => name !== 'word'));

/** What of a secret's encodings must not be found; base64 is held to what does not depend on its surroundings. */
function traces(secret: string): string[] {
  return Object.entries(encodings).flatMap(([name, encode]) => {
    const shown = encode(secret);
    return /base64/.test(name) ? [shown.slice(4, -8)] : [shown, JSON.stringify(shown).slice(1, -1)];
  });
}

function expectNoTrace(bytes: string, all: Readonly<Record<string, string>>): void {
  const lower = bytes.toLowerCase();
  for (const [name, secret] of Object.entries(all))
    for (const trace of traces(secret))
      if (lower.includes(trace.toLowerCase()))
        expect.fail(
          `${name} shows as ${trace} in ...${bytes.slice(Math.max(0, lower.indexOf(trace.toLowerCase()) - 80), lower.indexOf(trace.toLowerCase()) + 120)}`,
        );
}

/** Everything that a run records, as the bytes on disk. */
function recorder() {
  const path = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'recording.jsonl');
  const target = {
    name: 'toy-v1',
    vendor: 'toy',
    version: 'v1',
    baseUrl: 'http://127.0.0.1',
    kind: 'live',
    settings: {},
    allowWrites: false,
    credentials: {},
  } as const;
  const writer = new RecordingWriter(path, {
    format: 1,
    run: 'r',
    startedAt: '2026-01-01T00:00:00Z',
    target,
    requirements: [],
    requestsPlanned: 0,
  });
  const exchanges: Exchange[] = [];
  let open = true;
  const close = () => {
    if (open) writer.close({ end: true, requestsSent: exchanges.length, interrupted: false });
    open = false;
  };
  onTestFinished(close);
  const onExchange = (exchange: Exchange) => {
    exchanges.push(exchange);
    writer.add(exchange);
  };
  return {
    exchanges,
    onExchange,
    bytes: () => {
      close();
      expect(readRecording(path).exchanges).toEqual(exchanges);
      return readFileSync(path, 'utf8');
    },
  };
}

const shown = Object.values(secrets).flatMap((secret) => Object.values(encodings).map((encode) => encode(secret)));
const headerSafe = shown.map((text) =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, ''),
);

test.each([200, 400, 401, 404, 500])('bodies and headers of a %i', async (status) => {
  const server = await serve((res) => {
    for (const [i, text] of headerSafe.entries()) res.setHeader(`x-echo-${i}`, text);
    res.setHeader(`x-${canaries['apiKey'] ?? ''}`, 'in a name');
    res.writeHead(status).end(shown.join('\n'));
  });
  const { bytes, onExchange } = recorder();
  await live(server.origin, { secrets, onExchange, limits: { timeout: 5000, headerBytes: 512 * 1024 } }).send('/a', {
    headers: [['x-api-key', '«secret:apiKey»']],
  });
  expect(server.requests[0]?.headers['x-api-key']).toBe(canaries['apiKey']);
  expectNoTrace(bytes(), secrets);
});

test('bodies that are JSON stay JSON', async () => {
  const body = JSON.stringify({
    members: shown,
    [canaries['apiKey'] ?? '']: { [`k ${canaries['password'] ?? ''}`]: 1 },
  });
  const server = await serve((res) => res.end(body));
  const { bytes, onExchange } = recorder();
  const exchange = await live(server.origin, { secrets, onExchange }).send('/a');
  expect(Object.keys(JSON.parse(responseOf(exchange).body) as object)).toHaveLength(2);
  expectNoTrace(bytes(), secrets);
});

test('redirects, their failures and odd encodings', async () => {
  const apiKey = canaries['apiKey'] ?? '';
  const long = `${'x'.repeat(30)}${apiKey}${'y'.repeat(300)}`;
  const server = await serve((res, { url }) => {
    if (url === '/coding') res.setHeader('content-encoding', long);
    else if (url === '/foreign')
      res.writeHead(302, { location: `http://${apiKey}.invalid/${long}?k=${apiKey}#${apiKey}` });
    else if (url === '/post')
      res.writeHead(302, { location: `/b?k=${encodeURIComponent(canaries['password'] ?? '')}` });
    else res.writeHead(302, { location: `/loop/${apiKey}` });
    res.end('body');
  });
  const { bytes, onExchange, exchanges } = recorder();
  const { send } = live(server.origin, { secrets, onExchange });
  await send('/coding');
  await send('/foreign');
  await send('/loop');
  await send('/post', { method: 'POST' });
  expect(exchanges.map((e) => ('failure' in e.outcome ? e.outcome.failure.kind : e.outcome.response.status))).toEqual([
    'reset',
    'redirect',
    'redirect',
    302,
  ]);
  expectNoTrace(bytes(), { apiKey, password: canaries['password'] ?? '' });
});

test('an altered credential is sent altered, and not shown when the server quotes it', async () => {
  const server = await serve((res, { headers }) =>
    res.writeHead(401).end(`unknown key ${String(headers['x-api-key'])}`),
  );
  const { bytes, onExchange, exchanges } = recorder();
  const { send } = live(server.origin, { secrets, onExchange });
  await send('/a', { headers: [['x-api-key', '«secret:apiKey|altered»']] });
  const sent = String(server.requests[0]?.headers['x-api-key']);
  expect(sent).not.toBe(canaries['apiKey']);
  expect(exchanges.map((e) => responseOf(e).body)).toEqual(['unknown key «secret:apiKey|altered»']);
  expect(bytes()).not.toContain(sent);
});

const login: Partial<Outgoing> = {
  operation: 'login',
  effect: 'session',
  method: 'POST',
  body: '{"password":"«secret:password»"}',
  sensitive: { keep: ['userName', 'expires'] },
};
const token = 'c0ffee11-2222-4333-8444-555566667777';

test('a token that was issued is not shown by later answers, nor by headers of the same one', async () => {
  const server = await serve((res, { url }) => {
    if (url === '/login') {
      const headers = {
        'access-token': token,
        Authorization: 'Bearer other-token-000111',
        'Set-Cookie': 'session=s3ss10n-0000',
        'X-Request-Id': `for ${token}`,
      };
      res.writeHead(200, headers).end(
        JSON.stringify({
          accessToken: token,
          userName: `me ${token}`,
          expires: 'never',
          [token]: { deep: [token, 1, { refresh: 'r3fr3sh-token-99' }] },
        }),
      );
    } else
      res
        .writeHead(200, { 'x-echo': encodeURIComponent(token) })
        .end(Buffer.from(`token=${token}; r3fr3sh-token-99`).toString('base64'));
  });
  const { bytes, onExchange, exchanges } = recorder();
  const { send } = live(server.origin, { secrets, onExchange });
  const answer = responseOf(await send('/login', login));
  const body = JSON.parse(answer.body) as { accessToken: string; userName: string; expires: string };
  expect(body).toMatchObject({ accessToken: '«secret:1»', userName: 'me «secret:1»', expires: 'never' });
  expect(server.requests[0]?.body).toBe(JSON.stringify({ password: canaries['password'] }));
  await send('/me', { headers: [['access-token', body.accessToken]] });
  expect(server.requests[1]?.headers['access-token']).toBe(token);
  const all = bytes();
  expectNoTrace(all, { ...secrets, token });
  for (const other of ['other-token-000111', 's3ss10n-0000', 'r3fr3sh-token-99']) expect(all).not.toContain(other);
  expect(exchanges[0]?.secrets.map((t) => t.pointer)).toContain('/accessToken');
});

test.each([
  ['text', `here you are: ${token}`],
  ['broken JSON', `{"accessToken": "${token}"`],
  ['a deep list', `${'['.repeat(500)}"${token}"${']'.repeat(500)}`],
  ['a plain JSON string', JSON.stringify(token)],
  ['a list', JSON.stringify([token, { a: [token] }])],
  [
    'escapes',
    `{"accessToken":"${[...token].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`,
  ],
  ['a byte order mark', `\ufeff{"accessToken":"${token}"}`],
  ['a member twice', `{"accessToken":"${token}","accessToken":"other"}`],
])('a token issued in %s is masked', async (_, body) => {
  const server = await serve((res) => res.end(body));
  const { bytes, onExchange } = recorder();
  await live(server.origin, { secrets, onExchange }).send('/login', login);
  expect(bytes()).not.toContain(token);
});

test('an answer that issues thousands of values is masked as a whole, and costs nothing later', async () => {
  const issued = Array.from({ length: 5000 }, (_, i) => ({ accessToken: `t0ken-number-${i}`, nested: [[i]] }));
  const server = await serve((res, { url }) => res.end(url === '/login' ? JSON.stringify(issued) : 't0ken-number-7'));
  const { bytes, onExchange } = recorder();
  const { send } = live(server.origin, { secrets, onExchange });
  const exchange = await send('/login', login);
  expect(responseOf(exchange).body).toMatch(/^\(\d+ characters that are more than \d+ values, masked/);
  expect(exchange.secrets).toEqual([]);
  expect(bytes()).not.toContain('t0ken');
});

test.each([301, 302, 303])('a token issued with a %i is masked', async (status) => {
  const server = await serve((res) =>
    res.writeHead(status, { Location: `/home?token=${token}` }).end(JSON.stringify({ accessToken: token })),
  );
  const { bytes, onExchange } = recorder();
  await live(server.origin, { secrets, onExchange }).send('/login', login);
  expect(bytes()).not.toContain(token);
});

test('a refused login is shown, without the credentials that it quotes', async () => {
  const server = await serve((res, { body }) =>
    res.writeHead(403, { 'WWW-Authenticate': 'Bearer' }).end(`[{"code":"INVALID_LOGIN","message":${body}}]`),
  );
  const { bytes, onExchange } = recorder();
  const exchange = await live(server.origin, { secrets, onExchange }).send('/login', login);
  expect(JSON.parse(responseOf(exchange).body)).toEqual([
    { code: 'INVALID_LOGIN', message: { password: '«secret:password»' } },
  ]);
  expect(responseOf(exchange).headers).toContainEqual(['WWW-Authenticate', 'Bearer']);
  expectNoTrace(bytes(), secrets);
});

test('handles that a vendor fakes are never filled, whoever sends them back', async () => {
  const fakes = ['«secret:password»', '\\u00absecret:password\\u00bb', '«secret:1»'];
  const server = await serve((res, { url }) =>
    res.end(
      url === '/list'
        ? `[${fakes.map((f) => `"${f}"`).join(',')}]`
        : url === '/login'
          ? '{"accessToken":"t0ken-t0ken-t0ken","userName":"«secret:1»"}'
          : '[]',
    ),
  );
  const { send } = live(server.origin, { secrets });
  const names = JSON.parse(responseOf(await send('/list')).body) as string[];
  const me = JSON.parse(responseOf(await send('/login', login)).body) as { userName: string };
  for (const name of [...names, me.userName])
    await send('/item', { headers: [['x-name', encodeURIComponent(name)]], body: name, method: 'POST' });
  const sent = server.requests.filter((r) => r.url === '/item').map((r) => r.body);
  expect(sent).toHaveLength(4);
  for (const body of sent) expect(body).toMatch(/^‹secret:/);
});
