/** Two rounds over real HTTP: what is broken, what is confirmed, what cannot be decided. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../src/suite/verdicts.ts';
import { readRecording } from '../../../src/transport/recording.ts';
import type { Seen } from '../transport/servers.ts';
import { type Fault, contract, healthy, ids, observe, outcomes, suite, toyVendor } from './toy-vendor.ts';

describe('a broken promise', () => {
  const noEtag: Fault = ({ url }) =>
    url.startsWith('/items/') ? { status: 200, body: { id: url.split('/')[2] } } : undefined;

  test('that is broken twice fails, and names its evidence; the rest passes', async () => {
    const { by, code, recording } = await observe(await toyVendor(noEtag));
    expect(outcomes(by)).toEqual({ ...healthy, ITEMS: 'fail' });
    const verdict = by.get('T-ITEMS');
    expect(verdict).toMatchObject({ reason: 'there is no etag (and 2 more)', findingsTotal: 3, checks: 3 });
    const shown = recording.exchanges.find((e) => e.x === verdict?.findings[0]?.exchange);
    expect(shown?.request.url).toContain('/items/');
    expect(verdict?.exchanges.some((x) => x.startsWith('2-'))).toBe(true);
    expect(code).toBe(1);
  });

  test('is confirmed by fresh questions, and by those alone that it takes', async () => {
    const server = await toyVendor(noEtag);
    const { recording } = await observe(server);
    const second = recording.exchanges
      .filter((e) => e.round === 2)
      .map((e) => `${e.request.method} ${new URL(e.request.url).pathname}`);
    expect(second.sort()).toEqual(['GET /items', 'GET /items/a', 'GET /items/b', 'GET /items/c', 'POST /login']);
    expect(server.requests.map((r) => r.headers['token']).filter((t) => String(t).startsWith('token-2'))).toHaveLength(
      4,
    );
  });

  test('that is broken once is unstable, and undecided as a whole', async () => {
    const { by, code } = await observe(
      await toyVendor((request, nth) => (nth === 0 ? noEtag(request, nth) : undefined)),
    );
    expect(outcomes(by)).toEqual({ ...healthy, ITEMS: 'unstable' });
    expect(by.get('T-ITEMS')?.reason).toMatch(/^broken once, held on the second asking: there is no etag/);
    expect(code).toBe(2);
  });

  test('that cannot be asked a second time is inconclusive, and says what was seen', async () => {
    const { by, code } = await observe(
      await toyVendor((request, nth) =>
        nth === 0 ? noEtag(request, nth) : request.url === '/login' && nth === 1 ? { status: 500 } : undefined,
      ),
    );
    expect(outcomes(by)).toEqual({ ...healthy, ITEMS: 'inconclusive' });
    expect(by.get('T-ITEMS')?.reason).toMatch(
      /^unconfirmed, the second asking was undecided \(.*500.*\): there is no etag/,
    );
    expect(by.get('T-ITEMS')?.findingsTotal).toBe(3);
    expect(code).toBe(2);
  });

  test('of level should warns and changes nothing', async () => {
    const { by, code } = await observe(await toyVendor(({ url }) => (url === '/search' ? { status: 200 } : undefined)));
    expect(outcomes(by)).toEqual({ ...healthy, SHOULD: 'warn' });
    expect(code).toBe(0);
  });

  test('of a write fails at once, and is written once', async () => {
    const server = await toyVendor(({ method, body }) =>
      method === 'POST' && body.includes('item') ? { status: 200 } : undefined,
    );
    const { by, code } = await observe(server);
    expect(outcomes(by)).toEqual({ ...healthy, WRITE: 'fail' });
    expect(server.requests.filter((r) => r.method === 'POST' && r.url === '/items')).toHaveLength(1);
    expect(code).toBe(1);
  });

  test('that a write brings about does not count for reads that were judged before', async () => {
    const { by } = await observe(
      await toyVendor(({ method, url }) => (method === 'POST' && url === '/items' ? { status: 500 } : undefined)),
    );
    expect(outcomes(by)).toEqual({ ...healthy, WRITE: 'fail' });
  });

  test('in a basis is one finding, and makes undecided what builds on it', async () => {
    const { by } = await observe(
      await toyVendor(({ url, method }) =>
        url === '/items' && method === 'GET' ? { status: 200, body: { items: [] } } : undefined,
      ),
    );
    expect([
      by.get('T-LIST')?.outcome,
      by.get('T-EACH')?.outcome,
      by.get('T-ITEM')?.outcome,
      by.get('T-ITEMS')?.outcome,
    ]).toEqual(['fail', 'fail', 'inconclusive', 'inconclusive']);
    expect(by.get('T-ITEM')?.reason).toContain('what it builds on is broken');
  });
});

describe('nothing passes', () => {
  test.each([
    ['500 for all', () => ({ status: 500 }), 2],
    ['401 for all', () => ({ status: 401 }), 2],
    ['404 for all', () => ({ status: 404 }), 2],
    ['429 for all', () => ({ status: 429, headers: { 'retry-after': '0' } }), 2],
    ['a reset for all', () => 'reset', 2],
    ['a hang', () => 'hang', 2],
    ['HTML for all', () => ({ status: 200, body: '<html>' }), 2],
    ['empty lists', ({ url }: Seen) => (url === '/login' ? undefined : { status: 200, body: [] }), 1],
  ] as [string, Fault, number][])(
    'with %s',
    async (_, fault, code) => {
      const observed = await observe(await toyVendor(fault), { limits: { timeout: 300 } });
      const passed = [...observed.by.values()].filter((v) => v.outcome === 'pass').map((v) => v.requirement);
      expect(passed).toEqual(code === 1 ? ['T-LAW'] : []);
      expect([...observed.by.values()].filter((v) => v.outcome === 'error')).toEqual([]);
      expect(observed.code).toBe(code);
    },
    30_000,
  );

  test('where only what is wrong is refused: a key that does not matter', async () => {
    const { by } = await observe(
      await toyVendor(({ headers, url, method }) =>
        headers['x-api-key'] !== 'toy-key-0123456789' && method === 'GET' && url === '/items'
          ? { status: 200 }
          : undefined,
      ),
    );
    expect(by.get('T-KEY')).toMatchObject({
      outcome: 'fail',
      reason: expect.stringContaining('was accepted with 200, although the key is wrong') as string,
    });
  });
});

describe('an interruption', () => {
  test.each([0, 1, 3, 6])(
    'after %i requests leaves a complete ledger, ends promptly and exits with 2',
    async (most) => {
      const controller = new AbortController();
      let count = 0;
      const server = await toyVendor(() => {
        count += 1;
        if (count > most) {
          controller.abort();
          return 'hang';
        }
        return undefined;
      });
      if (most === 0) controller.abort();
      const { by, code, interrupted, folder, verdicts } = await observe(server, {
        signal: controller.signal,
        limits: { timeout: 60_000 },
      });
      expect(by.size).toBe(ids.length);
      expect([interrupted, code]).toEqual([true, 2]);
      expect([...by.values()].filter((v) => ['fail', 'error', 'unstable'].includes(v.outcome))).toEqual([]);
      const recording = readRecording(join(folder, 'recording-toy-v1.jsonl'));
      expect(recording.end).toMatchObject({ interrupted: true });
      expect(JSON.stringify(await verdictsOf(recording, contract, suite))).toBe(JSON.stringify(verdicts));
      expect([...server.stored]).toEqual(['a', 'b', 'c']);
    },
  );

  test('before the second asking leaves findings unconfirmed', async () => {
    const controller = new AbortController();
    const server = await toyVendor(({ url }, nth) => {
      if (url === '/login' && nth === 1) controller.abort();
      return url.startsWith('/items/') ? { status: 200, body: { id: url.split('/')[2] } } : undefined;
    });
    const { by, code } = await observe(server, { signal: controller.signal });
    expect(by.get('T-ITEMS')).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringMatching(/^unconfirmed/) as string,
    });
    expect(code).toBe(2);
  });
});
