import { expect, test } from 'vitest';
import type { Outgoing, Slot } from '../../../src/transport/client.ts';
import { NotRepeatable, ReplayTransport } from '../../../src/transport/replay.ts';
import type { Exchange } from '../../../src/verdict/exchange.ts';

const request: Outgoing = {
  operation: 'list',
  effect: 'read',
  method: 'GET',
  url: 'http://h/a',
  headers: [],
  body: null,
  sensitive: null,
};
const recorded = (x: string, slot: Slot): Exchange => ({
  x,
  ...slot,
  at: '2026-01-01T00:00:00.000Z',
  attempts: 1,
  request: { operation: 'list', method: 'GET', url: 'http://h/a', headers: [], body: null },
  outcome: { response: { status: 200, headers: [], body: x, bytes: 1, ms: 1 } },
  secrets: [],
});

const slots: Slot[] = [
  { round: 1, key: 'k', nth: 0 },
  { round: 1, key: 'k', nth: 1 },
  { round: 2, key: 'k', nth: 0 },
  { round: 1, key: 'k:probe', nth: 0 },
];

test('round, fingerprint and count find the answer, in any order of the recording', async () => {
  const exchanges = slots.map((slot, i) => recorded(String(i), slot));
  const replay = new ReplayTransport(exchanges.reverse());
  for (const [i, slot] of slots.entries()) expect((await replay.send(request, slot)).x).toBe(String(i));
});

test('a question that was not recorded is the suite’s fault', async () => {
  const replay = new ReplayTransport([recorded('0', { round: 1, key: 'k', nth: 0 })]);
  await expect(replay.send(request, { round: 2, key: 'k', nth: 0 })).rejects.toThrow(NotRepeatable);
  await expect(replay.send(request, { round: 1, key: 'k', nth: 7 })).rejects.toThrow('no answer to GET list (1/k/7)');
});

test('in the recording of a killed run it is an interruption', async () => {
  const replay = new ReplayTransport([], true);
  const { outcome, attempts } = await replay.send(request, { round: 1, key: 'k', nth: 0 });
  expect(outcome).toMatchObject({ failure: { kind: 'interrupted' } });
  expect(attempts).toBe(0);
});
