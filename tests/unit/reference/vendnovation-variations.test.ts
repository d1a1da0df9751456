/** Lawful variations: every one shows, and none breaks a plain read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'undici';
import { gunzipSync, inflateSync, brotliDecompressSync } from 'node:zlib';
import { vendnovation } from '../../../reference/vendnovation/server.ts';
import type { RunningReference } from '../../../reference/types.ts';
import { asking, loggedIn, rows, testNow, type Json, type Seen } from './ask.ts';

let running: RunningReference;
beforeAll(async () => {
  running = await vendnovation.start({ limits: 'off', now: () => testNow });
});
afterAll(() => running.close());

const inWorld = (variation: string, instance = '') => loggedIn(running, 'v2.1', { variations: [variation], instance });
const report = (seen: Seen) => [seen.headers['search-range-start-date'], seen.headers['search-range-end-date']];
const codeOf = (seen: Seen) => [seen.status, (seen.json as { code: string }[])[0]?.code];
const filter = (requestFilter: object) => ({ requestFilter });

describe('the list of variations', () => {
  it('has unique ids that are no faults', () => {
    const ids = [...vendnovation.variations, ...vendnovation.faults].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, text } of vendnovation.variations) expect(`${id}: ${text}`).toMatch(/^[a-z0-9-]+: .*\.$/);
  });
});

describe('a plain read', () => {
  const noGet = ['reads-by-post-only'];
  const withBom = ['byte-order-mark'];
  it.each(vendnovation.variations.map(({ id }) => id).filter((id) => !withBom.includes(id)))(
    'is answered with a list in the world %s',
    async (id) => {
      const ask = await inWorld(id);
      const seen = await ask(noGet.includes(id) ? 'POST' : 'GET', '/machines', {}, { size: '2000' });
      expect(seen.status).toBe(200);
      expect(seen.headers['page'] ?? seen.headers['Page']).toBeDefined();
      const list = rows(seen);
      const counts: Readonly<Record<string, number>> = {
        'few-machines': 7,
        'one-machine': 1,
        'empty-account': 0,
        'many-machines': 2000,
      };
      expect(list).toHaveLength(counts[id] ?? 130);
      expect(new Set(list.map((machine) => machine['id'])).size).toBe(list.length);
    },
  );
});

describe('on the wire', () => {
  const raw = async (variation: string, headers: Record<string, string> = {}) => {
    const answer = await request(`${running.baseUrl('v2.1', { variations: [variation] })}/token-test/`, {
      method: 'POST',
      headers: { 'x-api-key': running.credentials['apiKey'] ?? '', ...headers },
    });
    return { headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) };
  };

  it.each([
    ['compressed-gzip', 'gzip', gunzipSync],
    ['compressed-br', 'br', brotliDecompressSync],
    ['compressed-deflate', 'deflate', inflateSync],
  ] as const)('%s only where the client takes it', async (variation, coding, decode) => {
    const packed = await raw(variation, { 'accept-encoding': `identity, ${coding};q=0.8` });
    expect(packed.headers['content-encoding']).toBe(coding);
    expect(decode(packed.bytes).toString()).toBe('"Access token was valid"');
    const plain = await raw(variation, { 'accept-encoding': `${coding};q=0` });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('chunked, closed, marked, escaped', async () => {
    expect((await raw('chunked')).headers['transfer-encoding']).toBe('chunked');
    expect((await raw('connection-closed')).headers['connection']).toBe('close');
    expect((await raw('byte-order-mark')).bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect((await raw('content-type-absent')).headers['content-type']).toBeUndefined();
    expect((await raw('content-type-spelt-otherwise')).headers['content-type']).toBe(
      'Application/JSON;charset="UTF-8"',
    );
  });

  it('paging headers twice, or in capitals', async () => {
    expect((await (await inWorld('paging-headers-twice'))('GET', '/machines')).headers['size']).toEqual(['50', '50']);
    const ask = running.baseUrl('v2.1', { variations: ['header-names-upper-case', 'bearer-token-only'] });
    expect(ask).toContain('/~~header-names-upper-case+~bearer-token-only/v2.1');
  });

  it.each(['whole-decimals-with-fraction', 'decimals-with-many-digits', 'pretty-printed', 'unicode-escapes', 'slow'])(
    '%s carries the same data',
    async (variation) => {
      const plain = await (await loggedIn(running))('GET', '/machines', {}, { size: '2000' });
      const other = await (await inWorld(variation))('GET', '/machines', {}, { size: '2000' });
      expect(other.json).toEqual(plain.json);
      if (variation !== 'slow') expect(other.text === plain.text && variation !== 'unicode-escapes').toBe(false);
    },
  );
});

describe('accounts and records', () => {
  it('have other ids, names, orders', async () => {
    const machines = async (variation: string) =>
      rows(await (await inWorld(variation))('GET', '/machines', {}, { size: '2000' }));
    expect(Number((await machines('large-ids'))[0]?.['id'])).toBeGreaterThan(2_147_000_000);
    expect(Number((await machines('large-ids')).at(-1)?.['id'])).toBeLessThan(2 ** 31);
    expect((await machines('odd-names'))[0]?.['name']).toContain('🥤');
    expect((await machines('machines-newest-first'))[0]).toEqual((await machines('slow')).at(-1));
    expect((await machines('nulls'))[0]).toMatchObject({ name: null, prose: null, lastHeartBeat: null });
    expect((await machines('example-members-absent'))[0]).not.toHaveProperty('createdAt');
    expect((await machines('dates-with-z'))[0]?.['createdAt']).toMatch(/\.\d\dZ$/);
    expect((await machines('dates-with-seven-digits'))[0]?.['createdAt']).toMatch(/:\d\d\.\d{7}$/);
    expect((await machines('new-members'))[0]).toHaveProperty('addedLater', null);
    expect(Object.keys((await machines('members-reversed'))[0] ?? {}).at(-1)).toBe('id');
    const fractions = (await machines('fractions-shortened')).map((machine) => String(machine['createdAt']));
    expect(fractions.filter((date) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d?[1-9])?$/.test(date))).toEqual([]);
    const moments = (await machines('sentinel-dates')).map((machine) => (machine['lastHeartBeat'] as Json)['local']);
    expect(new Set(moments)).toEqual(new Set(['0001-01-01T00:00:00']));
  });

  it('lose a machine meanwhile, and then keep what is left', async () => {
    const ask = await inWorld('machine-deleted-meanwhile', 'x');
    const counts = [];
    for (let i = 0; i < 45; i += 1) counts.push(rows(await ask('GET', '/machines', {}, { size: '2000' })).length);
    expect([counts[0], counts[30], counts[42], counts[44]]).toEqual([130, 130, 129, 129]);
  });
});

describe('dates', () => {
  it.each([
    ['maximum-1-day', '2026-10-02T00:00:00'],
    ['maximum-7-days', '2026-10-08T00:00:00'],
    ['maximum-calendar-month', '2026-11-01T00:00:00'],
    ['maximum-1-year', '2027-10-01T00:00:00'],
    ['range-headers-with-z', '2026-10-31T00:00:00Z'],
    ['range-headers-with-offset', '2026-10-31T00:00:00+00:00'],
    ['range-headers-with-blank', '2026-10-31 00:00:00'],
    ['range-headers-us', '10/31/2026 12:00:00 AM'],
    ['range-headers-seven-digits', '2026-10-31T00:00:00.0000000'],
  ])('%s: a start alone ends at %s', async (variation, end) => {
    const seen = await (await inWorld(variation))('GET', '/reports/transactions', filter({ startDate: '2026-10-01' }));
    expect(report(seen)).toEqual([undefined, end]);
  });

  it.each([
    ['default-range-7-days', '2026-11-16T09:45:00', '2026-11-23T09:45:00'],
    ['now-in-server-zone', '2026-10-24T04:45:00', '2026-11-23T04:45:00'],
    ['clock-ahead', '2026-10-24T09:46:30', '2026-11-23T09:46:30'],
    ['clock-behind', '2026-10-24T09:43:30', '2026-11-23T09:43:30'],
  ])('%s: without dates from %s to %s', async (variation, start, end) => {
    expect(report(await (await inWorld(variation))('GET', '/reports/transactions'))).toEqual([start, end]);
  });

  it('send both headers always, or in pairs', async () => {
    const within = filter({ startDate: '2026-11-01', endDate: '2026-11-02' });
    const both = ['2026-11-01T00:00:00', '2026-11-02T23:59:59'];
    expect(report(await (await inWorld('range-headers-always'))('GET', '/reports/transactions', within))).toEqual(both);
    const pairs = await inWorld('range-headers-in-pairs');
    expect(report(await pairs('GET', '/reports/transactions', within))).toEqual([undefined, undefined]);
    const alone = await pairs('GET', '/reports/transactions', filter({ startDate: '2026-10-01' }));
    expect(report(alone)).toEqual(['2026-10-01T00:00:00', '2026-10-31T00:00:00']);
  });

  it('compare UTC', async () => {
    const ask = await inWorld('range-in-utc');
    const seen = await ask('GET', '/reports/transactions', filter({ startDate: '2026-11-01', endDate: '2026-11-03' }), {
      size: '2000',
    });
    const recorded = rows(seen).map((record) => String(record['recordedAtUtc']).slice(0, 10));
    expect([...new Set(recorded)].sort()).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  });
});

describe('access and errors', () => {
  const missing = { 'access-token': null, authorization: null };

  it('read by one method only', async () => {
    const gone = { message: 'Missing Authentication Token' };
    expect((await (await inWorld('reads-by-post-only'))('GET', '/machines')).json).toEqual(gone);
    expect((await (await inWorld('reads-by-get-only'))('POST', '/machines')).json).toEqual(gone);
    expect((await (await inWorld('selections-absent'))('GET', '/selections')).json).toEqual(gone);
    expect((await (await inWorld('transactions-absent'))('POST', '/reports/transactions')).json).toEqual(gone);
    expect((await (await inWorld('unknown-route-404'))('GET', '/nothing')).status).toBe(404);
  });

  it('take the token from one header only, and end earlier ones', async () => {
    expect((await (await inWorld('bearer-token-only'))('GET', '/machines', {}, { authorization: null })).status).toBe(
      401,
    );
    expect((await (await inWorld('access-token-only'))('GET', '/machines', {}, { 'access-token': null })).status).toBe(
      401,
    );
    const earlier = await inWorld('login-ends-earlier-tokens');
    expect((await earlier('GET', '/machines')).status).toBe(200);
    await inWorld('login-ends-earlier-tokens');
    expect((await earlier('GET', '/machines')).status).toBe(401);
  });

  it('shape refusals otherwise', async () => {
    const at = (variation: string) => asking(running, 'v2.1', { variations: [variation] });
    expect((await at('missing-key-401')('POST', '/token-test/', {}, { 'x-api-key': null })).status).toBe(401);
    expect((await at('key-test-plain-text')('POST', '/token-test/')).text).toBe('Access token was valid');
    const login = { username: running.credentials['username'] };
    expect(codeOf(await at('missing-data-422')('POST', '/authenticate/', login))).toEqual([
      422,
      'MISSING_REQUIRED_DATA',
    ]);
    expect(codeOf(await at('login-without-password-invalid')('POST', '/authenticate/', login))).toEqual([
      403,
      'INVALID_LOGIN',
    ]);
    const error = async (variation: string) => (await (await inWorld(variation))('GET', '/machines', {}, missing)).json;
    expect(await error('errors-with-null-pointers')).toMatchObject([{ pointers: null, pointerName: null }]);
    expect(Object.keys(((await error('errors-without-pointers')) as object[])[0] ?? {})).toEqual(['code', 'message']);
    expect(await error('several-errors')).toHaveLength(2);
  });

  it('refuse what they do not know', async () => {
    const unknown = filter({ machineIdentifiers: ['999999'] });
    expect(codeOf(await (await inWorld('unknown-ids-404'))('GET', '/machines', unknown))).toEqual([
      404,
      'MISSING_RECORD',
    ]);
    const foreign = filter({ organizationIds: [Number(running.settings['foreignOrganizationId'])] });
    expect(codeOf(await (await inWorld('foreign-organization-403'))('GET', '/machines', foreign))).toEqual([
      403,
      'DATA_ACCESS',
    ]);
    const pages = await inWorld('page-past-end-404');
    expect((await pages('GET', '/machines', {}, { page: '4' })).status).toBe(404);
    expect((await pages('GET', '/machines', {}, { page: '3' })).status).toBe(200);
    const update = { body: [{ id: 999_999, name: 'x' }] };
    expect(codeOf(await (await inWorld('missing-record-as-data-access'))('PATCH', '/machines', update))).toEqual([
      403,
      'DATA_ACCESS',
    ]);
  });

  it.each([
    ['one-429', 12, 429],
    ['one-503', 15, 503],
  ])('%s: request %i of a world is answered with %i, once', async (variation, nth, status) => {
    const ask = asking(running, 'v2.1', { variations: [variation], instance: 'once' });
    const seen: number[] = [];
    for (let i = 0; i < 20; i += 1) seen.push((await ask('POST', '/token-test/')).status);
    expect(seen.filter((answer) => answer !== 200)).toEqual([status]);
    expect(seen[nth - 1]).toBe(status);
  });
});
