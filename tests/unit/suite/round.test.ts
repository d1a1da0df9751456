import { describe, expect, test } from 'vitest';
import { attempt } from '../../../src/suite/attempt.ts';
import type { ProbeContext, ProbeOptions } from '../../../src/suite/types.ts';
import { Broken } from '../../../src/verdict/check.ts';
import { type Said, type ToyApi, type Vendor, roundOf, toySuite, vendor } from './toy.ts';

type Run<T> = (context: ProbeContext<ToyApi>) => Promise<T> | T;

const answers = (body: unknown = [], status = 200): Said => ({ status, body });
const fine = () => vendor(() => answers());
const broken = () => new Broken({ message: 'a promise is broken', expected: 'e', actual: 'a' });

/** Runs one probe against a vendor. */
async function settle<T>(run: Run<T>, options: ProbeOptions = { cost: 9 }, from: Vendor = fine()) {
  const { probe, suite } = toySuite();
  const one = probe('one', options, run);
  return { from, ...(await roundOf(suite(), from).result(one)) };
}

describe('a probe settles as', () => {
  test('the value that it returns', async () => {
    const { settled, own, seen } = await settle(async ({ api }) => (await api.list()).data);
    expect(settled).toEqual({ kind: 'value', value: [] });
    expect([[...own], [...seen]]).toEqual([['1-0001'], ['1-0001']]);
  });

  test('undecided, not testable', async () => {
    expect((await settle(({ undecided }) => undecided('no data'))).settled).toEqual({
      kind: 'undecided',
      reason: 'no data',
    });
    expect((await settle(({ notTestable }) => notTestable('not here'))).settled).toEqual({
      kind: 'not-testable',
      reason: 'not here',
    });
    expect((await settle(({ credential }) => credential('password'))).settled).toEqual({
      kind: 'undecided',
      reason: "the target has no credential 'password'; set TOY_PASSWORD",
    });
  });

  test('undecided where it touches what did not come', async () => {
    const { settled } = await settle(
      async ({ api }) => (await api.list()).data,
      { cost: 1 },
      vendor(() => answers('oops', 500)),
    );
    expect(settled).toMatchObject({
      kind: 'undecided',
      reason: expect.stringContaining('the server failed') as string,
    });
  });

  test('broken where its own answer breaks a promise', async () => {
    const { settled } = await settle(
      async ({ api }) => (await api.list()).data,
      { cost: 1 },
      vendor(() => answers('<html>')),
    );
    expect(settled).toMatchObject({ kind: 'broken', finding: { exchange: '1-0001', where: 'body' } });
  });

  test('an error of the suite where it fails by itself', async () => {
    const { settled } = await settle(() => {
      throw new TypeError('x is undefined');
    });
    expect(settled).toEqual({ kind: 'error', message: "probe 'one': TypeError: x is undefined" });
  });

  test('an error where the transport fails', async () => {
    const { settled } = await settle(
      ({ api }) => api.list(),
      { cost: 1 },
      vendor(() => new Error('the recording cannot be written')),
    );
    expect(settled).toMatchObject({ kind: 'error', message: expect.stringContaining('cannot be written') as string });
  });
});

describe('the suite blames itself for', () => {
  const errors = async (run: Run<unknown>, options?: ProbeOptions) => {
    const { settled, from } = await settle(run, options);
    expect(settled.kind).toBe('error');
    return { message: 'message' in settled ? settled.message : '', sent: from.requests.length };
  };

  test('a request that breaks the contract unasked; it is not sent', async () => {
    expect(await errors(({ api }) => api.list({ query: { wrong: 1 } }))).toMatchObject({
      message: expect.stringContaining('our own query breaks the contract') as string,
      sent: 0,
    });
  });

  test('more requests than declared; those are not sent', async () => {
    const three = async ({ api }: ProbeContext<ToyApi>) => [
      await api.list({ query: { n: 1 } }),
      await api.list({ query: { n: 2 } }),
      await api.list({ query: { n: 3 } }),
    ];
    expect(await errors(three, { cost: 2 })).toMatchObject({
      message: expect.stringContaining('more than the 2 requests') as string,
      sent: 2,
    });
    expect((await settle(three, { cost: 3 })).settled.kind).toBe('value');
  });

  test('a write from a probe that reads; it is not sent', async () => {
    expect(await errors(({ api }) => api.create())).toMatchObject({
      message: expect.stringContaining("calls the write operation create without declaring 'writes'") as string,
      sent: 0,
    });
  });

  test('a need that was not declared', async () => {
    const { probe, suite } = toySuite();
    const other = probe('other', { cost: 1 }, () => 1);
    const one = probe('one', { cost: 1 }, ({ get }) => get(other));
    expect((await roundOf(suite(), fine()).result(one)).settled).toMatchObject({
      kind: 'error',
      message: expect.stringContaining("uses 'other' without declaring it") as string,
    });
  });

  test('a need that failed by itself', async () => {
    const { probe, suite } = toySuite();
    const other = probe('other', { cost: 1 }, () => {
      throw new TypeError('bug');
    });
    const one = probe('one', { cost: 1, needs: [other] }, ({ get }) => get(other));
    expect((await roundOf(suite(), fine()).result(one)).settled).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('bug') as string,
    });
  });

  test('a fault that the probe swallows, or does not wait for', async () => {
    const wrong = { query: { wrong: 1 } };
    expect((await errors(({ api }) => api.list(wrong).catch(() => null))).message).toContain('our own query');
    expect((await errors(({ api }) => Promise.allSettled([api.list(wrong)]))).message).toContain('our own query');
    const lazy: Run<string> = ({ api }) => {
      void api.list(wrong);
      return 'done';
    };
    expect((await errors(lazy)).message).toContain('our own query');
    expect((await errors(async ({ api }) => attempt(api.create()))).message).toContain('writes');
  });

  test('a swallowed failure of the replay', async () => {
    const { settled } = await settle(
      ({ api }) => api.list().catch(() => 'fallback'),
      { cost: 1 },
      vendor(() => new Error('NotRepeatable')),
    );
    expect(settled.kind).toBe('error');
  });
});

describe('a call after the probe was over', () => {
  test('is refused, sends nothing, and takes the process not along', async () => {
    let api: ToyApi | undefined;
    const { from } = await settle((context) => {
      api = context.api;
    });
    await expect(api?.list()).rejects.toThrow('asked list after it was over');
    void api?.item({ path: { id: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(from.requests).toHaveLength(0);
  });
});

describe('what a probe started before it ended', () => {
  test('is waited for, so that what it saw does not depend on the network’s mood', async () => {
    const run: Run<string> = ({ api }) => {
      void api.list({ query: { n: 1 } });
      void api
        .list({ query: { n: 2 } })
        .then(() => api.list({ query: { n: 3 } }))
        .then(() => api.list({ query: { n: 4 } }));
      return 'early';
    };
    for (const latency of [0, 10]) {
      const { settled, own } = await settle(
        run,
        { cost: 4 },
        vendor(() => answers(), latency),
      );
      expect(settled).toEqual({ kind: 'value', value: 'early' });
      expect(own.size).toBe(4);
    }
  });

  test('is waited for when the probe failed early', async () => {
    const run: Run<never> = async ({ api, undecided }) => {
      const slow = api.list({ query: { n: 1 } });
      await api.list({ query: { n: 2 } });
      void slow;
      return undecided('enough');
    };
    const { settled, own } = await settle(
      run,
      { cost: 2 },
      vendor(() => answers(), 10),
    );
    expect(settled.kind).toBe('undecided');
    expect(own.size).toBe(2);
  });
});

describe('equal questions', () => {
  const both = async (first: Run<unknown>, second: Run<unknown>, options: ProbeOptions = { cost: 2 }) => {
    const { probe, suite } = toySuite();
    const probes = [probe('first', options, first), probe('second', options, second)];
    const from = vendor(() => answers(), 5);
    const round = roundOf(suite(), from);
    const results = await Promise.all(probes.map((p) => round.result(p)));
    return { from, results, own: results.map((r) => [...r.own].sort()) };
  };

  test('are sent once in a round, and belong to everybody who asked', async () => {
    const { from, own } = await both(
      ({ api }) => Promise.all([api.list(), api.list()]),
      ({ api }) => api.list(),
    );
    expect(from.requests).toHaveLength(1);
    expect(own).toEqual([['1-0001'], ['1-0001']]);
  });

  test('are sent again where they are asked fresh, each time', async () => {
    const fresh: Run<unknown> = async ({ api }) => [
      await api.list({}, { fresh: true }),
      await api.list({}, { fresh: true }),
    ];
    const { from } = await both(fresh, ({ api }) => api.list());
    expect(from.requests).toHaveLength(3);
    expect(from.requests.map(({ slot }) => `${slot.key.slice(16)}/${slot.nth}`).sort()).toEqual([
      '/0',
      ':first/0',
      ':first/1',
    ]);
  });

  test('cost each probe that asks, whoever sends them: what a probe may ask must not depend on the order', async () => {
    const two: Run<unknown> = async ({ api }) => [
      await api.list({ query: { n: 1 } }),
      await api.list({ query: { n: 2 } }),
    ];
    const { results } = await both(({ api }) => api.list({ query: { n: 1 } }), two, { cost: 1 });
    expect(results.map((r) => r.settled.kind)).toEqual(['value', 'error']);
  });

  test('a probe runs once, however often it is wanted', async () => {
    let runs = 0;
    const { probe, suite } = toySuite();
    const one = probe('one', { cost: 1 }, ({ api }) => {
      runs += 1;
      return api.list();
    });
    const two = probe('two', { cost: 1, needs: [one] }, ({ get }) => get(one));
    const round = roundOf(suite(), fine());
    await Promise.all([round.result(one), round.result(two), round.result(one)]);
    expect(runs).toBe(1);
  });
});

describe('needs', () => {
  async function needing(first: Run<unknown>, from = fine(), cost = 1) {
    const { probe, suite } = toySuite();
    const basis = probe('basis', { cost: 1 }, first);
    const one = probe('one', { cost, needs: [basis] }, async ({ api, get }) => ({
      basis: await get(basis),
      answer: cost === 0 ? null : await api.item({ path: { id: 1 } }),
    }));
    return roundOf(suite(), from).result(one);
  }

  test('give their value, and their exchanges are seen but not owned', async () => {
    const { settled, own, seen } = await needing(({ api }) => api.list());
    expect(settled.kind).toBe('value');
    expect([[...own], [...seen].sort()]).toEqual([['1-0002'], ['1-0001', '1-0002']]);
  });

  test('that are undecided or not testable make the probe so', async () => {
    expect((await needing(({ undecided }) => undecided('no data'))).settled).toEqual({
      kind: 'undecided',
      reason: 'no data',
    });
    expect((await needing(({ notTestable }) => notTestable('not here'))).settled).toEqual({
      kind: 'not-testable',
      reason: 'not here',
    });
  });

  test('that are broken make the probe undecided: one broken promise is one finding', async () => {
    const { settled } = await needing(() => {
      throw broken();
    });
    expect(settled).toEqual({ kind: 'undecided', reason: 'what it builds on is broken: a promise is broken' });
  });

  test('whose answer breaks a promise when it is touched make the probe undecided', async () => {
    const { probe, suite } = toySuite();
    const basis = probe('basis', { cost: 1 }, ({ api }) => api.list());
    const one = probe('one', { cost: 1, needs: [basis] }, async ({ get }) => (await get(basis)).data);
    const gathered = probe('gathered', { cost: 0, needs: [basis] }, async ({ get }) => (await get(basis)).data);
    const round = roundOf(
      suite(),
      vendor(() => answers('<html>')),
    );
    expect((await round.result(one)).settled).toMatchObject({
      kind: 'undecided',
      reason: expect.stringContaining('what it builds on is broken') as string,
    });
    expect((await round.result(gathered)).settled).toMatchObject({ kind: 'broken' });
  });

  test('that failed may be done without', async () => {
    const { probe, suite } = toySuite();
    const basis = probe('basis', { cost: 1 }, ({ undecided }) => undecided('no data'));
    const one = probe('one', { cost: 1, needs: [basis] }, ({ get }) => attempt(get(basis)));
    expect((await roundOf(suite(), fine()).result(one)).settled).toEqual({
      kind: 'value',
      value: { reason: 'no data' },
    });
  });
});

describe('the session', () => {
  function withSession(login: Run<unknown>, from = fine()) {
    const builder = toySuite();
    builder.session('login', { cost: 1 }, login as never);
    const probes = [
      builder.probe('inside', { cost: 1 }, ({ api, settings }) => api.list().then(() => settings)),
      builder.probe('outside', { cost: 1, withoutSession: true }, ({ api }) => api.item({ path: { id: 1 } })),
    ];
    const round = roundOf(builder.suite(), from);
    return Promise.all(probes.map((p) => round.result(p)));
  }

  test('is carried by every call that does not refuse it', async () => {
    const from = fine();
    const [inside, outside] = await withSession(
      () => ({ headers: { token: '«secret:1»' }, settings: { verb: 'POST' } }),
      from,
    );
    expect(inside?.settled).toEqual({ kind: 'value', value: { verb: 'POST' } });
    expect(outside?.settled.kind).toBe('value');
    const tokens = Object.fromEntries(
      from.requests.map(({ request }) => [request.operation, Object.fromEntries(request.headers)['token']]),
    );
    expect(tokens).toEqual({ list: '«secret:1»', item: undefined });
  });

  test.each([
    ['undecided', ({ undecided }) => undecided('no login'), { kind: 'undecided', reason: 'no login' }],
    [
      'broken',
      () => Promise.reject(broken()),
      { kind: 'undecided', reason: 'what it builds on is broken: a promise is broken' },
    ],
    ['a fault of the suite', () => Promise.reject(new TypeError('bug')), { kind: 'error' }],
  ] as [string, Run<unknown>, object][])('that is %s stops those alone that need it', async (_, login, settled) => {
    const from = fine();
    const [inside, outside] = await withSession(login, from);
    expect(inside?.settled).toMatchObject(settled);
    expect(outside?.settled.kind).toBe('value');
    expect(from.requests.map((r) => r.request.operation)).toEqual(['item']);
  });
});

describe('the control question', () => {
  async function controlled(control: Run<unknown> | null, said: (url: string) => Said = () => answers()) {
    const { probe, suite } = toySuite();
    const twin = control === null ? undefined : probe('twin', { cost: 2 }, control);
    const one = probe(
      'one',
      { cost: 1, ...(twin === undefined ? {} : { control: twin }) },
      async ({ api }) => (await api.item({ path: { id: 'x' } })).control,
    );
    return (
      await roundOf(
        suite(),
        vendor(({ url }) => said(url)),
      ).result(one)
    ).settled;
  }
  const value = (control: string) => ({ kind: 'value', value: control });

  test('held when all of it was answered', async () => {
    expect(await controlled(({ api }) => api.list())).toEqual(value('held'));
  });

  test('is none where there is none', async () => {
    expect(await controlled(null)).toEqual(value('none'));
  });

  test('failed when it asked nothing, or ended without a value', async () => {
    expect(await controlled(() => 1)).toEqual(value('failed'));
    expect(await controlled(async ({ api, undecided }) => (await api.list(), undecided('no')))).toEqual(
      value('failed'),
    );
  });

  test('failed when a part of it was not answered with 2xx, even if the probe did not mind', async () => {
    const two: Run<unknown> = ({ api }) => Promise.all([api.list(), api.search()]);
    expect(await controlled(two, (url) => answers([], url.includes('search') ? 403 : 200))).toEqual(value('failed'));
    expect(
      await controlled(two, (url) =>
        url.includes('search') ? { failure: { kind: 'timeout', message: '' } } : answers(),
      ),
    ).toEqual(value('failed'));
  });

  test('decides whether a 5xx to a provoked question is a finding', async () => {
    const { probe, suite } = toySuite();
    const twin = probe('twin', { cost: 1 }, ({ api }) => api.list());
    const run: Run<unknown> = async ({ api }) => (await api.item({ path: { id: 'x' } })).data;
    const one = probe('one', { cost: 1, control: twin }, run);
    const alone = probe('alone', { cost: 1 }, run);
    const fails = (all: boolean) => vendor(({ url }) => answers('oops', all || url.includes('/x') ? 500 : 200));
    expect((await roundOf(suite(), fails(false)).result(one)).settled.kind).toBe('broken');
    expect((await roundOf(suite(), fails(false)).result(alone)).settled.kind).toBe('undecided');
    expect((await roundOf(suite(), fails(true)).result(one)).settled.kind).toBe('undecided');
  });
});

test('a link that is no URL leaves the probe undecided', async () => {
  expect((await settle(({ follow }) => follow('http://['))).settled.kind).toBe('undecided');
});

test('what a probe knows of time and chance comes from the run', async () => {
  const { settled } = await settle(({ now, unique, version, contract }) => [
    now,
    unique('a'),
    unique('a'),
    version,
    contract.vendor,
  ]);
  expect(settled).toEqual({
    kind: 'value',
    value: [Date.parse('2026-01-01T00:00:00Z'), 'a-abcd', 'a-abcd', 'v1', 'toy'],
  });
});
