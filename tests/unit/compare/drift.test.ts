import { expect, test } from 'vitest';
import { driftOf } from '../../../src/compare/drift.ts';
import { type Simulation, simulateNights } from './nights.ts';

/** Notices of every night of a simulation, each night seeing those before it only. */
function notices(simulation: Simulation) {
  const nights = simulateNights(simulation);
  return nights.flatMap((_, last) => driftOf(nights.slice(0, last + 1)).map((notice) => ({ night: last, ...notice })));
}

test('90 nights of sampling noise give at most one false notice a month', () => {
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
  const perVendor = seeds.map((seed) => notices({ nights: 90, seed }).map(({ night }) => Math.floor(night / 30)));
  const months = perVendor.flatMap((list) => [0, 1, 2].map((month) => list.filter((each) => each === month).length));
  const all = months.reduce((sum, n) => sum + n, 0);
  process.stdout.write(
    `\ndrift: ${seeds.length} vendors, 90 nights each: ${all} false notices, at most ${Math.max(...months)} a month\n`,
  );
  expect(Math.max(...months)).toBeLessThanOrEqual(1);
  expect(all / months.length).toBeLessThanOrEqual(0.1);
}, 180_000);

const from = 45;
const planted: readonly [string, string, (item: Record<string, unknown>) => Record<string, unknown>][] = [
  ['a member that always came is gone', '/[]/m0', ({ m0: _, ...rest }) => rest],
  ['a member of every second record is gone', '/[]/m7', ({ m7: _, ...rest }) => rest],
  ['a member is new', '/[]/fresh', (item) => ({ ...item, fresh: 1 })],
  ['a member becomes text', '/[]/id as string', (item) => ({ ...item, id: String(item['id']) })],
  [
    'a member is missing in every third record',
    '/[]/m1',
    (item) =>
      Number(item['id']) % 3 === 0 ? Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'm1')) : item,
  ],
  [
    'a member is null in every third record',
    '/[]/id as null',
    (item) => (Number(item['id']) % 3 === 0 ? { ...item, id: null } : item),
  ],
  [
    'an enum has a new value',
    '/[]/state = RESERVED',
    (item) => (item['state'] === 'PARKED' ? { ...item, state: 'RESERVED' } : item),
  ],
];

/** Nights of the new state that it takes until a notice comes. */
const needed = 3;

test('a real drift is noticed', () => {
  process.stdout.write(
    `\ndrift: ${planted.length} planted drifts, each noticed in the ${needed}rd night of the new state\n`,
  );
  expect(planted.length).toBeGreaterThan(5);
});

for (const [what, where, apply] of planted)
  test(`${what}: told once, when three nights have shown it`, () => {
    const told = notices({ nights: 60, seed: 4, change: { from, apply } }).filter((notice) => notice.where === where);
    expect(told.map(({ night }) => night)).toEqual([from + needed - 1]);
    expect(told[0]?.since.slice(0, 10)).toBe(new Date(Date.UTC(2026, 0, 1 + from)).toISOString().slice(0, 10));
  });

test('one night, or two, prove nothing', () => {
  const nights = simulateNights({ nights: 32, seed: 4, change: { from: 30, apply: ({ m0: _, ...rest }) => rest } });
  expect(driftOf(nights.slice(0, 31))).toEqual([]);
  expect(driftOf(nights)).toEqual([]);
});
