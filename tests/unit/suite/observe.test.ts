/** A target is observed over real HTTP, recorded, judged, and judged again from the recording. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../../src/judges/lists.ts';
import { expectRefused } from '../../../src/judges/refusal.ts';
import { judgeCase } from '../../../src/suite/judge.ts';
import { type ObserveOptions, type Observed, observeTarget } from '../../../src/suite/observe.ts';
import { replayRound, verdictsOf } from '../../../src/suite/verdicts.ts';
import { Journal } from '../../../src/transport/journal.ts';
import { DailyCount } from '../../../src/transport/pace.ts';
import { type Recording, readRecording } from '../../../src/transport/recording.ts';
import { exitCode, ledgerText, problemsOf } from '../../../src/verdict/ledger.ts';
import type { Ledger, Verdict } from '../../../src/verdict/types.ts';
import { type Seen, type Served, serve } from '../transport/servers.ts';
import { contractOf, requirement, roundOf, target, toySuite } from './toy.ts';

const requirements = [
  requirement('T-LIST'),
  requirement('T-EACH'),
  requirement('T-ITEM'),
  requirement('T-ITEMS'),
  requirement('T-KEY'),
  requirement('T-SHOULD', { level: 'should' }),
  requirement('T-LAW'),
  requirement('T-SEEN', { class: 'observed', level: 'may' }),
  requirement('T-WRITE', { writes: true }),
  requirement('T-NEVER', { class: 'not-testable', why: 'nobody can see it' }),
];
const ids = requirements.map((r) => r.id);

/** A small suite with everything in it: session, needs, sharing, controls, fresh questions, writes. */
function suiteOf() {
  const { probe, session, requirement: judge, suite } = toySuite();
  session('login', { cost: 1 }, async ({ api, undecided }) => {
    const answer = await api.login({ body: { key: '«secret:apiKey»' } });
    const token = (answer.data as { token?: unknown }).token;
    return typeof token === 'string' ? { headers: { token } } : undecided('no token');
  });
  const list = probe('list', { cost: 1 }, ({ api }) => api.list());
  const some = probe(
    'an item',
    { cost: 0, needs: [list] },
    async ({ get, undecided }) => rowsOf(await get(list))[0] ?? undecided('there is no item'),
  );
  const item = probe('one item', { cost: 1, needs: [some], control: list }, async ({ api, get }) => ({
    listed: await get(some),
    answer: await api.item({ path: { id: (await get(some))['id'] } }),
  }));
  const items = probe('all items', { cost: 5, needs: [list] }, async ({ api, get }) =>
    Promise.all(rowsOf(await get(list)).map((row) => api.item({ path: { id: row['id'] } }))),
  );
  const wrongKey = probe('a wrong key', { cost: 1, control: list, withoutSession: true }, ({ api }) =>
    api.list({}, { credentials: { apiKey: { value: '«secret:apiKey|altered»' } } }),
  );
  const twice = probe('twice', { cost: 2 }, async ({ api }) => [
    await api.search({}, { fresh: true }),
    await api.search({}, { fresh: true }),
  ]);
  const write = probe('a new item', { cost: 2, writes: true }, async ({ api, undo, unique }) => {
    const name = unique('item');
    undo('item', { operation: 'remove', path: { id: name } });
    return { name, made: await api.create({ body: { id: name } }), list: await api.list() };
  });
  const broken = (message: string, exchange: string) => () => ({ message, expected: 'e', actual: 'a', exchange });
  judge('T-LIST', list, (answer, check) =>
    check.that(rowsOf(answer).length > 0, broken('the list is empty', answer.x)),
  );
  judge('T-EACH', list, (answer, check) =>
    rowsOf(answer).forEach((row) => check.that(typeof row['id'] === 'string', broken('an id is no text', answer.x))),
  );
  judge('T-ITEM', item, ({ listed, answer }, check) =>
    check.that(JSON.stringify(answer.data) === JSON.stringify(listed), broken('the item differs', answer.x)),
  );
  judge('T-ITEMS', items, (answers, check) =>
    answers.forEach((answer) => check.that(answer.header('etag') !== undefined, broken('there is no etag', answer.x))),
  );
  judge('T-KEY', wrongKey, (answer, check) =>
    expectRefused(check, answer, { because: 'the key is wrong', statuses: [401] }),
  );
  judge('T-SHOULD', twice, (answers, check) =>
    answers.forEach((answer) =>
      check.that(answer.header('cache') !== undefined, broken('there is no cache', answer.x)),
    ),
  );
  judge('T-LAW', list, (_, check, { answers }) =>
    answers.forEach((answer) => check.that(answer.raw.status < 500, broken('the server failed', answer.x))),
  );
  judge('T-SEEN', list, (answer, check) => check.observe('server', answer.header('server') ?? 'unnamed'));
  judge('T-WRITE', write, ({ name, made, list: after }, check) =>
    check.that(
      made.status === 201 && rowsOf(after).some((row) => row['id'] === name),
      broken('the new item does not show', after.x),
    ),
  );
  return suite();
}
const suite = suiteOf();
const contract = contractOf(requirements);

type Fault = (
  request: Seen,
  nth: number,
) => { status: number; body?: unknown; headers?: Record<string, string> } | 'reset' | 'hang' | undefined;

/** Keeps its promises, except where `fault` answers. Answers come after a random while. */
async function toyVendor(
  fault: Fault = () => undefined,
  latency = 4,
): Promise<Served & { readonly stored: Set<string> }> {
  const stored = new Set(['a', 'b', 'c']);
  const counts = new Map<string, number>();
  let tokens = 0;
  const server = await serve((res, request) => {
    const name = `${request.method} ${request.url}`;
    const nth = counts.get(name) ?? 0;
    counts.set(name, nth + 1);
    const plain = (): ReturnType<Fault> => {
      if (request.headers['x-api-key'] !== 'toy-key-0123456789') return { status: 401, body: { error: 'key' } };
      if (request.url === '/login') return { status: 200, body: { token: `token-${(tokens += 1)}-0123456789` } };
      if (request.url === '/search') return { status: 200, headers: { cache: 'yes' } };
      const id = request.url.split('/')[2];
      if (request.method === 'POST') {
        stored.add((JSON.parse(request.body) as { id: string }).id);
        return { status: 201, body: {} };
      }
      if (request.method === 'DELETE') return { status: stored.delete(id ?? '') ? 204 : 404 };
      if (id === undefined)
        return { status: 200, body: [...stored].map((one) => ({ id: one })), headers: { server: 'toy' } };
      return stored.has(id) ? { status: 200, body: { id }, headers: { etag: '"1"' } } : { status: 404 };
    };
    const said = fault(request, nth) ?? plain();
    setTimeout(() => {
      if (said === 'hang') return;
      if (said === 'reset' || said === undefined) res.destroy();
      else
        res
          .writeHead(said.status, said.headers ?? {})
          .end(said.status === 204 ? undefined : JSON.stringify(said.body ?? []));
    }, Math.random() * latency);
  });
  return Object.assign(server, { stored });
}

const temporary = () => mkdtempSync(join(tmpdir(), 'conformance-'));

async function observe(
  server: Served,
  change: Partial<ObserveOptions> = {},
): Promise<Observed & { folder: string; by: ReadonlyMap<string, Verdict>; code: number }> {
  const folder = temporary();
  const observed = await observeTarget({
    target: target(server.origin),
    contract,
    suite,
    ids,
    run: { id: '20260101T000000Z-abcd', startedAt: '2026-01-01T00:00:00Z', folder },
    state: null,
    limits: { timeout: 3000 },
    ...change,
  });
  const made = ledger(observed);
  expect(problemsOf(made)).toEqual([]);
  return { ...observed, folder, by: new Map(observed.verdicts.map((v) => [v.requirement, v])), code: exitCode(made) };
}

const ledger = (observed: Observed): Ledger => ({
  format: 1,
  run: 'r',
  startedAt: '2026-01-01T00:00:00Z',
  targets: [observed.summary],
  verdicts: observed.verdicts,
  inScope: ids.length,
  interrupted: observed.interrupted,
});

const outcomes = (by: ReadonlyMap<string, Verdict>) =>
  Object.fromEntries([...by].map(([id, v]) => [id.slice(2), v.outcome]));
const healthy = {
  EACH: 'pass',
  ITEM: 'pass',
  ITEMS: 'pass',
  KEY: 'pass',
  LAW: 'pass',
  LIST: 'pass',
  NEVER: 'not-testable',
  SEEN: 'observed',
  SHOULD: 'pass',
  WRITE: 'pass',
};

describe('a vendor that keeps its promises', () => {
  test('passes; reads come first and are sent once; what was written is gone', async () => {
    const server = await toyVendor();
    const { by, code, summary, recording, folder } = await observe(server);
    expect(outcomes(by)).toEqual(healthy);
    expect(code).toBe(0);
    const asked = server.requests.map((r) => `${r.method} ${r.url}`);
    expect(asked.slice(-3)).toEqual(['POST /items', 'GET /items', 'DELETE /items/item-abcd']);
    expect(asked.filter((a) => a === 'GET /items/a')).toHaveLength(1);
    expect([...server.stored]).toEqual(['a', 'b', 'c']);
    expect(summary).toMatchObject({ requestsSent: server.requests.length, recording: 'recording-toy-v1.jsonl' });
    expect(recording.exchanges.every((e) => e.round === 1)).toBe(true);
    expect(readdirSync(folder)).toEqual(['recording-toy-v1.jsonl']);
  });

  test('the recording holds neither credential nor token', async () => {
    const server = await toyVendor();
    const { folder } = await observe(server);
    const bytes = readFileSync(join(folder, 'recording-toy-v1.jsonl'), 'utf8');
    expect(bytes).not.toMatch(/toy-key-|token-\d/);
    expect(server.requests.some((r) => /^token-1/.test(String(r.headers['token'])))).toBe(true);
  });
});

describe('judging a recording again', () => {
  test('gives the same bytes: from disk, shuffled, with any fault and whatever the latency', async () => {
    const faults: Fault[] = [
      () => undefined,
      ({ url }) => (url === '/items' ? { status: 200, body: [] } : undefined),
      ({ url }) => (url === '/items/b' ? { status: 500 } : undefined),
      ({ url }, nth) =>
        url === '/items/a' && nth === 0 ? { status: 200, body: { id: 'other' }, headers: { etag: '1' } } : undefined,
      ({ url }) => (url === '/search' ? 'reset' : undefined),
      ({ url }) => (url === '/login' ? { status: 403 } : undefined),
      () => ({ status: 500 }),
      () => ({ status: 200, body: '<html>' }),
    ];
    for (const fault of faults) {
      const { folder, verdicts } = await observe(await toyVendor(fault, 12));
      const recording = readRecording(join(folder, 'recording-toy-v1.jsonl'));
      const again = async (one: Recording) => JSON.stringify(await verdictsOf(one, contract, suiteOf()));
      expect(await again(recording)).toBe(JSON.stringify(verdicts));
      const shuffles = fc.sample(
        fc.shuffledSubarray([...recording.exchanges], { minLength: recording.exchanges.length }),
        3,
      );
      for (const exchanges of shuffles) expect(await again({ ...recording, exchanges })).toBe(JSON.stringify(verdicts));
    }
  }, 60_000);

  test('does not depend on the order in which answers come', async () => {
    const { recording } = await observe(
      await toyVendor(({ url }) => (url === '/items/b' ? { status: 500 } : undefined)),
    );
    const bySlot = new Map(recording.exchanges.map((e) => [`${e.round}/${e.key}/${e.nth}`, e]));
    const judge = async () => {
      const round = roundOf(
        suite,
        { requests: [], exchanges: [], send: () => Promise.reject(new Error('unused')) },
        {
          contract,
          target: target(recording.header.target.baseUrl),
          alive: () => true,
          send: async (_, { round: number, key, nth }) => {
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
            const exchange = bySlot.get(`${number}/${key}/${nth}`);
            if (exchange === undefined) throw new Error('not repeatable');
            return exchange;
          },
        },
      );
      await Promise.all([...suite.cases.values()].filter((c) => !c.probe.writes).map((c) => round.result(c.probe)));
      const context = { settings: {}, contract, version: 'v1', now: 0 };
      const reads = [...suite.cases].filter(([, c]) => !c.probe.writes);
      return JSON.stringify(
        await Promise.all(
          reads.map(([id, c]) => judgeCase(c, contract.requirements.get(id) ?? requirement(id), round, context)),
        ),
      );
    };
    const first = await judge();
    for (let i = 0; i < 5; i += 1) expect(await judge()).toBe(first);
  });

  test('of a run that was killed is undecided where it did not come to it, and never a pass without an answer', async () => {
    const { recording } = await observe(await toyVendor());
    for (let kept = 0; kept < recording.exchanges.length; kept += 1) {
      const verdicts = await verdictsOf(
        { ...recording, exchanges: recording.exchanges.slice(0, kept), end: null },
        contract,
        suite,
      );
      expect(verdicts).toHaveLength(ids.length);
      const lost = verdicts.filter((v) => !['pass', 'inconclusive', 'not-testable', 'observed'].includes(v.outcome));
      expect(lost.map((v) => `${v.requirement} ${v.outcome} ${v.reason}`)).toEqual([]);
    }
  });

  test('of a recording from which an answer is missing is an error of the suite', async () => {
    const { recording } = await observe(await toyVendor());
    const without = recording.exchanges.filter((e) => !e.request.url.endsWith('/search'));
    const verdicts = await verdictsOf({ ...recording, exchanges: without }, contract, suite);
    expect(verdicts.find((v) => v.requirement === 'T-SHOULD')).toMatchObject({
      outcome: 'error',
      reason: expect.stringContaining('NotRepeatable') as string,
    });
    expect(verdicts.filter((v) => v.outcome === 'error')).toHaveLength(1);
  });

  test('with other cases asks what was not recorded: an error, never a verdict', async () => {
    const { recording } = await observe(await toyVendor());
    const { probe, requirement: judge, suite: other } = toySuite();
    judge(
      'T-LIST',
      probe('list', { cost: 1 }, ({ api }) => api.list({ query: { page: 7 } })),
      (answer, check) => check.that(answer.status === 200, () => expect.fail()),
    );
    const verdicts = await verdictsOf(
      { ...recording, header: { ...recording.header, requirements: ['T-LIST'] } },
      contract,
      other(),
    );
    expect(verdicts).toMatchObject([{ outcome: 'error' }]);
  });

  test('does not know the version: says so', () => {
    const recording = {
      header: {
        format: 1,
        run: 'r',
        startedAt: '2026-01-01T00:00:00Z',
        requirements: [],
        requestsPlanned: 0,
        target: {
          name: 'toy-v9',
          vendor: 'toy',
          version: 'v9',
          baseUrl: 'http://h',
          kind: 'live',
          settings: {},
          allowWrites: false,
          credentials: {},
        },
      },
      exchanges: [],
      end: null,
    } as const;
    expect(() => replayRound(recording, 1, contract, suite)).toThrow('toy: the contract has no version v9');
  });
});

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

describe('writes', () => {
  test('that cannot be undone stay in the journal', async () => {
    const state = temporary();
    const server = await toyVendor(({ method }) => (method === 'DELETE' ? { status: 409 } : undefined));
    const { by } = await observe(server, { state });
    expect(by.get('T-WRITE')?.outcome).toBe('pass');
    expect(new Journal(join(state, 'journal'), 'toy-v1').left()).toMatchObject([
      { entry: { label: 'item', operation: 'remove', call: { path: { id: 'item-abcd' } } } },
    ]);
  });

  test('that were undone leave nothing in the journal', async () => {
    const state = temporary();
    await observe(await toyVendor(), { state });
    expect(new Journal(join(state, 'journal'), 'toy-v1').left()).toEqual([]);
  });

  test('are not asked where they are switched off', async () => {
    const server = await toyVendor();
    const { by, code } = await observe(server, { target: target(server.origin, { allowWrites: false }) });
    expect(outcomes(by)).toEqual({ ...healthy, WRITE: 'not-testable' });
    expect(server.requests.some((r) => r.method === 'DELETE' || (r.method === 'POST' && r.url === '/items'))).toBe(
      false,
    );
    expect(code).toBe(0);
  });
});

describe('the quota', () => {
  const limited = contractOf(requirements, 20);

  test('that the plan does not fit sends nothing', async () => {
    const state = temporary();
    const server = await toyVendor();
    const count = new DailyCount(join(state, 'quota'), `toy@${new URL(server.origin).host}`);
    for (let i = 0; i < 15; i += 1) count.add();
    await expect(observe(server, { state, contract: limited })).rejects.toThrow(
      /needs up to 13 requests, but only 5 of the vendor's 20 a day are left/,
    );
    expect(server.requests).toHaveLength(0);
  });

  test('counts what was sent', async () => {
    const state = temporary();
    const server = await toyVendor();
    const { summary } = await observe(server, { state, contract: limited });
    expect(new DailyCount(join(state, 'quota'), `toy@${new URL(server.origin).host}`).today()).toBe(
      summary.requestsSent,
    );
  });
});

test('a folder that cannot be written stops the run before the first request', async () => {
  const server = await toyVendor();
  const file = join(temporary(), 'file');
  writeFileSync(file, '');
  await expect(
    observe(server, { run: { id: 'r', startedAt: '2026-01-01T00:00:00Z', folder: join(file, 'run') } }),
  ).rejects.toThrow(/recording-toy-v1\.jsonl: the recording cannot be written/);
  expect(server.requests).toHaveLength(0);
});

test('two runs in one folder do not mix', async () => {
  const server = await toyVendor();
  const folder = temporary();
  mkdirSync(folder, { recursive: true });
  const run = { id: 'r', startedAt: '2026-01-01T00:00:00Z', folder };
  const both = await Promise.allSettled([observe(server, { run }), observe(server, { run })]);
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(readRecording(join(folder, 'recording-toy-v1.jsonl')).end).not.toBeNull();
});

test('progress counts up to the end', async () => {
  const phases: string[] = [];
  await observe(await toyVendor(), { onProgress: ({ phase, sent }) => phases.push(`${phase} ${sent}`) });
  expect(phases[0]).toMatch(/^observing/);
  expect(phases.at(-1)).toMatch(/^done 1\d$/);
});

test('equal ledgers are equal bytes, whatever came first', async () => {
  const [one, two] = [await observe(await toyVendor(undefined, 10)), await observe(await toyVendor(undefined, 10))];
  const plain = (observed: Observed) =>
    ledgerText({ ...ledger(observed), targets: [] }).replace(/"[12]-\d{4}"/g, '"x"');
  expect(plain(one)).toBe(plain(two));
});
