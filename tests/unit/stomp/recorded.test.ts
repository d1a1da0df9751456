import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tierpoint } from '../../../reference/tierpoint/server.ts';
import type { RunningReference } from '../../../reference/types.ts';
import { loadContract } from '../../../src/contract/load.ts';
import { loadSuite } from '../../../src/suite/suites.ts';
import { replayRound, verdictsOf } from '../../../src/suite/verdicts.ts';
import { judgeWorld, type JudgedWorld } from '../../detection/detect.ts';

let running: RunningReference;
let judged: JudgedWorld;
beforeAll(async () => {
  running = await tierpoint.start();
  judged = await judgeWorld(
    'tierpoint',
    'v2',
    running,
    { variations: ['notification-before-the-answer'] },
    { allowWrites: true },
  );
});
afterAll(() => running.close());

const conversations = () => judged.observed.recording.exchanges.filter(({ request }) => request.method === 'STOMP');

describe('conversations in a recording', () => {
  it('are exchanges like others', () => {
    expect(conversations().length).toBeGreaterThan(6);
    for (const { request, outcome, key } of conversations()) {
      expect(request.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/~.*\/notifications$/);
      expect(key).toMatch(/^[0-9a-f]{16}:notifications/);
      expect(outcome).toHaveProperty('response');
    }
  });

  it('hold no secret, in either direction', async () => {
    const text = JSON.stringify(judged.observed.recording);
    for (const value of Object.values(running.credentials)) expect(text).not.toContain(value);
    expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}\./); // no JWT, of any world
    expect(text).toContain('Bearer «secret:');
  });

  it('a call made while listening is an exchange of its own, sent after the subscription', () => {
    const { exchanges } = judged.observed.recording;
    const call = exchanges.find(({ request }) => request.operation === 'startLongOperation');
    const talk = conversations().find(({ request }) => request.body?.includes('"until":"message"') === true);
    expect(call).toBeDefined();
    expect(Date.parse(call?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(talk?.at ?? ''));
  });

  it('give the same verdicts when judged again', async () => {
    const again = await verdictsOf(judged.observed.recording, loadContract('tierpoint'), await loadSuite('tierpoint'));
    expect(JSON.stringify(again)).toBe(JSON.stringify(judged.observed.verdicts));
    expect(again.find(({ requirement }) => requirement === 'TP-NOTE-10')?.outcome).toBe('pass');
  });

  it('cannot be asked for where the recording holds none', async () => {
    const suite = await loadSuite('tierpoint');
    const without = {
      ...judged.observed.recording,
      exchanges: judged.observed.recording.exchanges.filter(({ request }) => request.method !== 'STOMP'),
    };
    const round = replayRound(without, 1, loadContract('tierpoint'), suite);
    const probe = suite.probes.get('notifications, with the token');
    if (probe === undefined) throw new Error('the probe has another name');
    expect((await round.result(probe)).settled).toMatchObject({ kind: 'error' });
  });
});
