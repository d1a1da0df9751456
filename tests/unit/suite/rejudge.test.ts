import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeCase } from '../../../src/suite/judge.ts';
import { replayRound, verdictsOf } from '../../../src/suite/verdicts.ts';
import { type Recording, readRecording } from '../../../src/transport/recording.ts';
import { requirement, roundOf, target, toySuite } from './toy.ts';
import { type Fault, contract, ids, observe, suite, suiteOf, toyVendor } from './toy-vendor.ts';

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
