import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunningReference } from '../../../reference/types.ts';
import { compareSides } from '../../../scripts/compare/versions.ts';
import type { ComparedSide } from '../../../src/compare/versions.ts';
import { breakingFaults, lawfulVariations } from './prepared.ts';
import { observeWorld, startReference } from './reference.ts';

vi.setConfig({ testTimeout: 180_000 });

let running: RunningReference;
let v2: ComparedSide;

beforeAll(async () => {
  running = await startReference('vendnovation');
  v2 = await observeWorld('vendnovation', running, 'v2');
});

afterAll(() => running.close());

const newSide = (world: Parameters<typeof observeWorld>[3]) =>
  observeWorld('vendnovation', running, 'v2.1', world, 'v2');

test('v2 to v2.1 is safe, as the vendor promises', async () => {
  const comparison = compareSides('vendnovation', v2, await newSide({}));
  expect(comparison.changes.filter(({ effect }) => effect !== 'allowed')).toEqual([]);
  expect(comparison.reasons).toEqual([]);
  expect(comparison.safety).toBe('safe');
  expect(comparison.step.promise).toBe('compatible');
  expect(comparison.counted.questions).toBeGreaterThan(50);
});

test('twenty are prepared on each side', () => {
  expect(new Set(breakingFaults.map(([fault]) => fault)).size).toBe(20);
  expect(new Set(lawfulVariations).size).toBe(20);
});

for (const [fault, named] of breakingFaults)
  test(`not safe: ${fault}`, async () => {
    const { safety, changes } = compareSides('vendnovation', v2, await newSide({ faults: [fault] }));
    const breaking = changes
      .filter(({ effect }) => effect === 'breaking')
      .map(({ kind, operation, where }) =>
        kind === 'promise-broken' ? `${kind} ${operation}` : `${kind} ${operation} ${where}`,
      );
    expect(breaking).toContain(named);
    expect(safety).toBe('not safe');
  });

for (const variation of lawfulVariations)
  test(`not called unsafe: ${variation}`, async () => {
    const { safety, changes } = compareSides('vendnovation', v2, await newSide({ variations: [variation] }));
    expect(changes.filter(({ effect }) => effect === 'breaking')).toEqual([]);
    expect(['safe', 'safe with notes']).toContain(safety);
  });

test('a new side that does not answer is undecided, not safe and not unsafe', async () => {
  const { safety, reasons } = compareSides('vendnovation', v2, await newSide({ outage: 'all-500' }));
  expect(safety).toBe('undecided');
  expect(reasons.join()).toMatch(/could be decided there and not at the new one/);
});

test('what was broken before is no change', async () => {
  const fault = { faults: ['total-pages-one-more'] };
  const old = await observeWorld('vendnovation', running, 'v2', fault);
  const { safety, behaviour, changes } = compareSides('vendnovation', old, await newSide(fault));
  expect(behaviour.brokenBefore).toContain('VN-PAGE-10');
  expect(changes.filter(({ effect }) => effect === 'breaking')).toEqual([]);
  expect(safety).toMatch(/^safe/);
});

test('what the user decides wins over the policy', async () => {
  const side = await newSide({ faults: ['error-code-lower-case'] });
  const kinds = (treat: Record<string, string>) =>
    compareSides('vendnovation', v2, side, treat)
      .changes.filter(({ effect }) => effect === 'breaking')
      .map(({ kind }) => kind);
  expect(kinds({ 'promise-broken': 'unknown' })).not.toContain('promise-broken');
  expect(kinds({})).toContain('promise-broken');
});

test('fingerprints are the same in every comparison', async () => {
  const prints = async () =>
    compareSides('vendnovation', v2, await newSide({ faults: ['machine-id-text'] })).changes.map(
      ({ fingerprint }) => fingerprint,
    );
  const first = await prints();
  expect(await prints()).toEqual(first);
  expect(new Set(first).size).toBe(first.length);
});
