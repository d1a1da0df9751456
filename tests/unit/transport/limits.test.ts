/** Pace, quota, interruption, and what the transport does with odd answers. */
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DailyCount, pacer, sleep } from '../../../src/transport/pace.ts';
import { failureOf, live, responseOf } from './live.ts';
import { serve } from './servers.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'conformance-'));

/** The most requests within any 1000 ms. */
function densest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + 1000).length));
}

test('no second holds more requests than the limit, retries and redirects included', async () => {
  const server = await serve((res, { url }, nth) => {
    if (nth % 7 === 3) res.writeHead(429, { 'retry-after': '0' }).end();
    else if (url.startsWith('/r')) res.writeHead(302, { location: '/landed' }).end();
    else res.end('[]');
  });
  const { send, transport } = live(server.origin, { pace: pacer(20) });
  await Promise.all(Array.from({ length: 36 }, (_, i) => send(i % 6 === 0 ? `/r${i}` : `/${i}`)));
  expect(server.requests.length).toBeGreaterThan(40);
  expect(transport.sent).toBe(server.requests.length);
  expect(densest(server.requests.map((r) => r.at))).toBeLessThanOrEqual(20);
});

test('turns stay apart even when the process stood still', async () => {
  const pace = pacer(50);
  const times: number[] = [];
  const all = Array.from({ length: 20 }, async () => {
    await pace();
    times.push(performance.now());
  });
  await sleep(30);
  for (const until = performance.now() + 200; performance.now() < until;);
  await Promise.all(all);
  const gaps = times.slice(1).map((t, i) => t - (times[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(15);
});

test('a pace of null lets everything through, and an abort ends every wait', async () => {
  await Promise.all(Array.from({ length: 1000 }, () => pacer(null)()));
  const controller = new AbortController();
  const pace = pacer(0.01);
  await pace();
  const waits = [pace(controller.signal), pace(controller.signal), sleep(60_000, controller.signal)];
  controller.abort();
  await Promise.all(waits);
  await sleep(60_000, controller.signal);
});

test('no more than six requests are under way at once', async () => {
  let now = 0;
  let most = 0;
  const server = await serve((res) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      res.end('[]');
    }, 10);
  });
  const { send } = live(server.origin);
  await Promise.all(Array.from({ length: 40 }, (_, i) => send(`/${i}`)));
  expect(most).toBe(6);
});

test('a used-up quota sends nothing, and says so; requests side by side do not slip through', async () => {
  const server = await serve((res) => res.end('[]'));
  const count = new DailyCount(folder(), 'toy@host');
  const { send } = live(server.origin, { quota: { count, perDay: 4 }, pace: pacer(200) });
  const all = await Promise.all(Array.from({ length: 12 }, (_, i) => send(`/${i}`)));
  const refused = all.filter((e) => 'failure' in e.outcome).map(failureOf);
  expect(refused).toHaveLength(8);
  expect(refused[0]).toEqual({ kind: 'refused-by-suite', message: 'the quota of 4 requests a day (UTC) is used up' });
  expect(server.requests).toHaveLength(4);
  expect(count.today()).toBe(4);
});

test('the daily count lasts across runs, and is kept per key', () => {
  const where = folder();
  new DailyCount(where, 'toy@a').add();
  new DailyCount(where, 'toy@a').add();
  expect(new DailyCount(where, 'toy@a').today()).toBe(2);
  expect(new DailyCount(where, 'toy@b').today()).toBe(0);
  expect(new DailyCount(join(where, 'none'), 'toy@a').today()).toBe(0);
  expect(readdirSync(where)).toHaveLength(1);
  expect(statSync(join(where, readdirSync(where)[0] ?? '')).size).toBe(2);
});

test('a count that cannot be kept is an error that says where and what to do', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const server = await serve((res) => res.end('[]'));
  const { send } = live(server.origin, { quota: { count: new DailyCount(join(file, 'quota'), 'toy'), perDay: 4 } });
  await expect(send('/a')).rejects.toThrow(/file.quota.*cannot be counted.*CONFORMANCE_STATE/);
  expect(server.requests).toHaveLength(0);
});

test('an interruption ends requests that hang, wait or have not begun', async () => {
  const controller = new AbortController();
  const server = await serve((res, { url }) => {
    if (url === '/busy') res.writeHead(503, { 'retry-after': '50' }).end();
  });
  const { send, transport } = live(server.origin, { signal: controller.signal, limits: { timeout: 60_000 } });
  const all = [send('/busy'), ...Array.from({ length: 20 }, (_, i) => send(`/hangs/${i}`))];
  setTimeout(() => controller.abort(), 150);
  const done = await Promise.all(all);
  expect(done.map((e) => failureOf(e).kind)).toEqual(Array.from({ length: 21 }, () => 'interrupted'));
  expect(transport.sent).toBe(server.requests.length);
  expect(done.filter((e) => e.attempts === 0).length).toBeGreaterThan(10);
  expect(failureOf(await send('/late')).kind).toBe('interrupted');
});

test('what was recorded is what came: status, headers, body, bytes', async () => {
  const server = await serve((res) =>
    res
      .writeHead(
        404,
        [
          ['X-A', '1'],
          ['x-a', '2'],
          ['Content-Type', 'text/plain'],
        ].flat(),
      )
      .end('ä'),
  );
  const { send, exchanges } = live(server.origin);
  const exchange = await send('/a?b=1', { method: 'POST', headers: [['X-B', 'c']], body: '[]' });
  expect(exchanges).toEqual([exchange]);
  expect(exchange).toMatchObject({
    x: '1-0001',
    round: 1,
    key: 'k1',
    nth: 0,
    attempts: 1,
    secrets: [],
    request: { operation: 'get', method: 'POST', url: `${server.origin}/a?b=1`, headers: [['X-B', 'c']], body: '[]' },
  });
  expect(responseOf(exchange)).toMatchObject({ status: 404, body: 'ä', bytes: 2 });
  expect(responseOf(exchange).headers.slice(0, 3)).toEqual([
    ['X-A', '1'],
    ['x-a', '2'],
    ['Content-Type', 'text/plain'],
  ]);
  expect(exchange.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('bytes that are no UTF-8 are said to be so, a byte order mark is kept', async () => {
  const server = await serve((res, { url }) =>
    res.end(url === '/bad' ? Buffer.from([0x22, 0xff, 0x22]) : Buffer.from('\ufeff[]')),
  );
  const { send } = live(server.origin);
  expect(responseOf(await send('/bad'))).toMatchObject({ body: '"\ufffd"', bytes: 3, malformedUtf8: true });
  const marked = responseOf(await send('/bom'));
  expect(marked).toMatchObject({ body: '\ufeff[]', bytes: 5 });
  expect(marked).not.toHaveProperty('malformedUtf8');
});

test('the user agent names the suite, unless the case names one itself', async () => {
  const server = await serve((res) => res.end('[]'));
  const { send } = live(server.origin);
  await send('/a');
  await send('/b', { headers: [['User-Agent', 'other']] });
  expect(server.requests.map((r) => r.headers['user-agent'])).toEqual(['vendor-conformance', 'other']);
});

test('the bodies of a run find room together, or are let go; smaller ones still come', async () => {
  const server = await serve((res, { url }) => res.end('x'.repeat(url === '/large' ? 600 : 100)));
  const { send } = live(server.origin, { limits: { timeout: 5000, bodyBytes: 1000, runBytes: 1000 } });
  expect(responseOf(await send('/large')).bytes).toBe(600);
  expect(failureOf(await send('/large'))).toEqual({
    kind: 'too-large',
    message: expect.stringContaining('1000') as string,
  });
  for (let i = 0; i < 4; i += 1) expect(responseOf(await send(`/${i}`)).bytes).toBe(100);
  expect(failureOf(await send('/5')).kind).toBe('too-large');
});
