/** The vendor-neutral machinery: breaking down, and saying so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'undici';
import { plainText, serve, type Served } from '../../../reference/http.ts';
import { vendnovation } from '../../../reference/vendnovation/server.ts';
import type { RunningReference } from '../../../reference/types.ts';
import { asking } from './ask.ts';

let running: RunningReference;
beforeAll(async () => {
  running = await vendnovation.start({ limits: 'off' });
});
afterAll(() => running.close());

const inOutage = (outage: string) => asking(running, 'v2.1', { outage })('POST', '/token-test/');

describe('outages', () => {
  it.each([
    ['all-500', 500],
    ['all-502-html', 502],
    ['all-503', 503],
    ['all-401', 401],
    ['all-403', 403],
    ['all-404', 404],
    ['all-429', 429],
    ['html-for-all', 200],
    ['empty-answers', 200],
    ['empty-lists', 200],
    ['empty-objects', 200],
    ['nulls', 200],
    ['no-json', 200],
    ['deep-json', 200],
    ['invalid-utf8', 200],
    ['redirect-loop', 307],
    ['redirect-away', 307],
  ])('%s is answered with %i', async (outage, status) => {
    expect((await inOutage(outage)).status).toBe(status);
  });

  it.each(['truncated', 'cut-chunks'])('%s breaks the connection inside the body', async (outage) => {
    await expect(inOutage(outage)).rejects.toThrow();
  });

  it('broken-gzip claims a coding that the bytes do not have', async () => {
    const seen = await inOutage('broken-gzip');
    expect(seen.headers['content-encoding']).toBe('gzip');
    expect(seen.text).toBe('[]');
  });

  it.each(['hang', 'hang-in-body'])('%s never ends', async (outage) => {
    const signal = AbortSignal.timeout(150);
    const ask = async () => {
      const answer = await request(running.baseUrl('v2.1', { outage }), { signal });
      return answer.body.text();
    };
    await expect(ask()).rejects.toThrow(/abort|timeout/i);
  });

  it('covers every outage that there is', () => {
    expect(vendnovation.outages).toHaveLength(22);
  });
});

describe('the small server', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve((call) => {
      if (call.path === '/throws') throw new Error('a mistake of ours');
      return {
        status: 200,
        headers: [
          ['X-Twice', call.header('X-IN') ?? 'none'],
          ['x-twice', call.query.get('q') ?? 'none'],
        ],
        body: call.body,
      };
    });
  });
  afterAll(() => served.close());

  it('hands over headers in any letter case, the query and the body of a GET', async () => {
    const answer = await request(`${served.origin}/a?q=1%202`, {
      method: 'GET',
      body: 'hello',
      headers: { 'x-in': 'y' },
    });
    expect(await answer.body.text()).toBe('hello');
    expect(answer.headers['x-twice']).toEqual(['y', '1 2']);
  });

  it('says what went wrong in a handler', async () => {
    const answer = await request(`${served.origin}/throws`);
    expect(answer.statusCode).toBe(500);
    expect(await answer.body.text()).toContain('a mistake of ours');
  });

  it('names the port that is taken', async () => {
    const port = Number(new URL(served.origin).port);
    await expect(serve(() => plainText(200, ''), { port })).rejects.toThrow(`127.0.0.1:${port}: the port is taken`);
  });
});
