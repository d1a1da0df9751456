/** Documented behaviour of the VendNovation reference: access, paging, filters, errors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullBucket, throttle } from '../../../reference/vendnovation/gateway.ts';
import { vendnovation } from '../../../reference/vendnovation/server.ts';
import type { RunningReference } from '../../../reference/types.ts';
import { asking, loggedIn, testNow, rows, type Ask } from './ask.ts';

let running: RunningReference;
let ask: Ask;
const lines: string[] = [];
beforeAll(async () => {
  running = await vendnovation.start({ limits: 'off', now: () => testNow, onRequest: (line) => lines.push(line) });
  ask = await loggedIn(running);
});
afterAll(() => running.close());

const errorOf = (list: unknown) => (list as { code: string }[])[0]?.code;

describe('API key', () => {
  it('is wanted on every route, in the shape of the gateway', async () => {
    for (const path of ['/token-test/', '/authenticate/', '/machines', '/accounts'])
      for (const key of [null, 'wrong']) {
        const seen = await ask('POST', path, {}, { 'x-api-key': key });
        expect([seen.status, seen.json], path).toEqual([403, { message: 'Forbidden' }]);
      }
  });

  it('is tested without a token', async () => {
    const seen = await asking(running)('POST', '/token-test/');
    expect([seen.status, seen.json]).toEqual([200, 'Access token was valid']);
  });
});

describe('login', () => {
  it('gives a token for three days, with dates of the United States', async () => {
    const { username, password } = running.credentials;
    const seen = await asking(running)('POST', '/authenticate/', { username, password });
    expect(seen.json).toEqual({
      accessToken: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
      userName: username,
      issued: '11/23/2026 9:45:00 AM',
      expires: '11/26/2026 9:45:00 AM',
    });
  });

  it.each([
    ['a wrong password', (user: string) => ({ username: user, password: 'no' }), 403, 'INVALID_LOGIN'],
    ['an unknown user', () => ({ username: 'nobody', password: 'no' }), 403, 'INVALID_LOGIN'],
    ['no password', (user: string) => ({ username: user }), 421, 'MISSING_REQUIRED_DATA'],
    ['a number as password', (user: string) => ({ username: user, password: 1 }), 400, 'DESERIALIZATION_ERROR'],
    ['no JSON', () => '{"username":', 400, 'DESERIALIZATION_ERROR'],
  ])('refuses %s', async (_what, body, status, code) => {
    const seen = await asking(running)('POST', '/authenticate/', body(running.credentials['username'] ?? ''));
    expect([seen.status, errorOf(seen.json)]).toEqual([status, code]);
  });

  it('guards reads: a missing or altered token is refused, either header is accepted', async () => {
    const plain = asking(running);
    const login = await plain('POST', '/authenticate/', {
      username: running.credentials['username'],
      password: running.credentials['password'],
    });
    const token = (login.json as { accessToken: string }).accessToken;
    const altered = (token.startsWith('0') ? '1' : '0') + token.slice(1);
    const statusWith = async (headers: Record<string, string>) => (await plain('GET', '/machines', {}, headers)).status;
    expect(await statusWith({})).toBe(401);
    expect(await statusWith({ 'access-token': altered })).toBe(401);
    expect(await statusWith({ 'access-token': token })).toBe(200);
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(200);
    expect(errorOf((await plain('GET', '/machines')).json)).toBe('API_TOKEN');
  });
});

describe('paging', () => {
  const headersOf = async (headers: Record<string, string>, path = '/machines') => {
    const seen = await ask('GET', path, {}, headers);
    return [seen.headers['page'], seen.headers['size'], seen.headers['total-pages'], rows(seen).length];
  };

  it('has defaults, and clamps sizes to 2000', async () => {
    expect(await headersOf({})).toEqual(['1', '50', '3', 50]);
    expect(await headersOf({ size: '2000' })).toEqual(['1', '2000', '1', 130]);
    expect(await headersOf({ size: '2001' })).toEqual(['1', '2000', '1', 130]);
    expect(await headersOf({ Page: '3', SIZE: '60' })).toEqual(['3', '60', '3', 10]);
    expect(await headersOf({ page: '9', size: '60' })).toEqual(['9', '60', '3', 0]);
    expect(await headersOf({ size: '5' }, '/accounts')).toEqual(['1', '5', '3', 5]);
  });

  it('cuts a list into pages that together are the list', async () => {
    const all = rows(await ask('POST', '/machines', {}, { size: '2000' })).map(({ id }) => id);
    const pages: unknown[] = [];
    for (const page of ['1', '2', '3', '4'])
      pages.push(...rows(await ask('POST', '/machines', {}, { page, size: '37' })).map(({ id }) => id));
    expect(pages).toEqual(all);
    expect(new Set(all).size).toBe(130);
  });
});

describe('filters', () => {
  const machines = async (requestFilter: object) =>
    rows(await ask('GET', '/machines', { requestFilter }, { size: '2000' }));

  it('narrow, take several values and combine with AND', async () => {
    const all = await machines({});
    const [first, other] = [all[0], all.find(({ organizationId }) => organizationId !== all[0]?.['organizationId'])];
    expect(await machines({ machineIdentifiers: [String(first?.['id'])] })).toEqual([first]);
    expect(await machines({ machineIdentifiers: [first?.['prose']] })).toEqual([first]);
    const ofSites = [first?.['siteId'], other?.['siteId']];
    expect(await machines({ siteIds: ofSites })).toEqual(all.filter(({ siteId }) => ofSites.includes(siteId)));
    expect(await machines({ siteIds: ofSites, organizationIds: [first?.['organizationId']] })).toEqual(
      all.filter(({ siteId }) => siteId === first?.['siteId']),
    );
    expect(await machines({ siteIds: [other?.['siteId']], organizationIds: [first?.['organizationId']] })).toEqual([]);
  });

  it('ignore what is unknown, null, empty or not supported', async () => {
    const all = await machines({});
    expect(await machines({ colour: ['red'], siteIds: null, accountIds: [], productIds: [-5] })).toEqual(all);
  });

  it('add deleted machines when asked, and never show foreign ones', async () => {
    const all = await machines({});
    const withDeleted = await machines({ includeDeleted: true });
    expect(withDeleted.length).toBeGreaterThan(all.length);
    expect(withDeleted).toEqual(expect.arrayContaining(all));
    const foreign = Number(running.settings['foreignOrganizationId']);
    expect(withDeleted.some(({ organizationId }) => organizationId === foreign)).toBe(false);
    expect(await machines({ organizationIds: [foreign] })).toEqual([]);
  });

  it('are read the same by GET and by POST, from text with empty keys, too', async () => {
    const get = await ask('GET', '/machines', { requestFilter: {}, routeFilter: {}, body: [] });
    const post = await ask('POST', '/machines', { requestFilter: {}, routeFilter: {}, body: {} });
    const bare = await ask('GET', '/machines');
    expect([get.json, post.json]).toEqual([bare.json, bare.json]);
  });

  it.each([
    [{ requestFilter: { siteIds: ['x'] } }],
    [{ requestFilter: { siteIds: 4 } }],
    [{ requestFilter: { machineIdentifiers: [4] } }],
    [{ requestFilter: { includeDeleted: 'yes' } }],
    [{ requestFilter: [] }],
    ['{"requestFilter":'],
    ['[]'],
  ])('refuse the wrong type: %j', async (body) => {
    const seen = await ask('GET', '/machines', body);
    expect([seen.status, errorOf(seen.json)]).toEqual([400, 'DESERIALIZATION_ERROR']);
  });
});

describe('stages and universes', () => {
  it('serve login, key test, machines and accounts on v1, and more since v2', async () => {
    const v1 = await loggedIn(running, 'v1');
    expect(rows(await v1('GET', '/machines', { requestFilter: { siteIds: ['x'] } }))).toHaveLength(50);
    expect(rows(await v1('GET', '/accounts'))).toHaveLength(12);
    expect((await v1('GET', '/selections')).json).toEqual({ message: 'Missing Authentication Token' });
    for (const version of ['v2', 'v2.1', 'rc']) {
      const later = await loggedIn(running, version);
      expect(rows(await later('GET', '/selections')).length, version).toBe(50);
    }
  });

  it('answer unknown routes, methods and stages like the gateway', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['DELETE', '/machines'],
      ['GET', '/token-test/'],
    ] as const) {
      const seen = await ask(method, path);
      expect([seen.status, seen.json]).toEqual([403, { message: 'Missing Authentication Token' }]);
    }
    const elsewhere = await asking(running)('GET', '/../v9/machines');
    expect([elsewhere.status, elsewhere.json]).toEqual([403, { message: 'Forbidden' }]);
  });

  it('share nothing: a token of one world is unknown in another', async () => {
    const login = await loggedIn(running, 'v2.1', { instance: '1' });
    expect((await login('GET', '/accounts')).status).toBe(200);
    const other = asking(running, 'v2.1', { instance: '2' });
    const { username, password } = running.credentials;
    const token = (await asking(running, 'v2.1', { instance: '1' })('POST', '/authenticate/', { username, password }))
      .json as { accessToken: string };
    expect((await other('GET', '/accounts', {}, { 'access-token': token.accessToken })).status).toBe(401);
  });

  it('say clearly that a world does not exist', async () => {
    const seen = await asking(running)('GET', '/../~no-such-fault/v2/machines');
    expect(seen.status).toBe(404);
    expect(seen.text).toContain("no fault 'no-such-fault'");
    expect(() => running.baseUrl('v3')).toThrow("no version 'v3'. It has: v1, v2, v2.1, rc");
    expect(() => running.baseUrl('v2', { variations: ['x'] })).toThrow("no variation 'x'");
  });

  it('print what a terminal needs, and log no secrets', async () => {
    expect(running.describe()).toContain(`VENDNOVATION_API_KEY=${running.credentials['apiKey']}`);
    expect(running.describe()).toContain(`VENDNOVATION_BASE_URL=${running.origin}/{version}`);
    expect(lines).toContain('GET /v2.1/machines 200');
    const secrets = Object.values(running.credentials);
    expect(lines.some((line) => secrets.some((secret) => line.includes(secret)))).toBe(false);
  });
});

describe('usage plan', () => {
  it('refuses what exceeds the burst, and refills by the second', async () => {
    let now = testNow;
    const limited = await vendnovation.start({ now: () => now });
    try {
      const plain = asking(limited);
      const test = () => plain('POST', '/token-test/');
      for (let i = 0; i < 100; i += 1) expect((await test()).status).toBe(200);
      const refused = await test();
      expect([refused.status, refused.json]).toEqual([429, { message: 'Too Many Requests' }]);
      now += 1000;
      const later = await Promise.all(Array.from({ length: 21 }, test));
      expect(later.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(20);
      expect((await asking(limited, 'v2.1', { instance: '2' })('POST', '/token-test/')).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  it('ends with the quota of a day', () => {
    const bucket = { ...fullBucket(testNow), leftToday: 1 };
    const at = (now: number) =>
      throttle({ world: { limited: true, now: () => now, state: { bucket } } } as never)?.json;
    expect(at(testNow)).toBeUndefined();
    expect(at(testNow + 1000)).toEqual({ message: 'Limit Exceeded' });
    expect(at(testNow + 86_400_000)).toBeUndefined();
  });
});
