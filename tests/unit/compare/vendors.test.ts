/** One step of each vendor on its healthy reference server, and what it must be called. */
import { expect, test, vi } from 'vitest';
import { compareSides } from '../../../scripts/compare/versions.ts';
import type { VersionComparison } from '../../../src/compare/versions.ts';
import { observeWorld, startReference } from './reference.ts';

// Hundreds of questions to each side.
vi.setConfig({ testTimeout: 180_000 });

async function compared(vendor: string, from: string, to: string): Promise<VersionComparison> {
  const running = await startReference(vendor);
  try {
    const before = await observeWorld(vendor, running, from);
    return compareSides(vendor, before, await observeWorld(vendor, running, to, {}, from));
  } finally {
    await running.close();
  }
}

const named = ({ changes }: VersionComparison, effect: string) =>
  changes
    .filter((change) => change.effect === effect)
    .map(({ kind, operation, where }) => `${kind} ${operation} ${where}`.trim());

test('VendNovation v2.1 to rc: kept today, but the vendor reserves breaking changes', async () => {
  const comparison = await compared('vendnovation', 'v2.1', 'rc');
  expect(comparison.safety).toBe('safe with notes');
  expect(named(comparison, 'breaking')).toEqual([]);
  expect(comparison.reasons.join()).toMatch(/the vendor reserves breaking changes for this step/);
});

test('TIER v1 to v2: the operations that have no second version are gone', async () => {
  const comparison = await compared('tier', 'v1', 'v2');
  expect(comparison.safety).toBe('not safe');
  expect(named(comparison, 'breaking')).toEqual(
    expect.arrayContaining(['operation-removed GET /invoice/{invoiceId}', 'promise-broken TI-INV-01 status']),
  );
});

test('Tangoe v1 to v1-premium: the same promises at another address, and links that differ are no enum', async () => {
  const comparison = await compared('tangoe', 'v1', 'v1-premium');
  expect(named(comparison, 'breaking')).toEqual([]);
  expect(named(comparison, 'allowed').filter((text) => text.includes('enum'))).toEqual([]);
  expect(comparison.safety).toMatch(/^safe/);
});

test('TierPoint v1 to v2: the documents that it publishes are the contract', async () => {
  const comparison = await compared('tierpoint', 'v1', 'v2');
  expect(comparison.safety).toBe('not safe');
  expect(named(comparison, 'breaking')).toEqual(
    expect.arrayContaining([
      'response-property-removed GET /api/{version}/usage/services 200 /[]/active',
      'response-type-changed GET /api/{version}/usage/org/{crmId}/metallic/usageReport 200 /usageOverview/[]/totalCost',
    ]),
  );
  expect(named(comparison, 'allowed')).toContain(
    'response-property-added GET /api/{version}/usage/services 200 /[]/state',
  );
});

for (const [from, to] of [
  ['v2', 'latest'],
  ['latest', 'beta'],
] as const)
  test(`TierPoint ${from} to ${to}: nothing breaks today`, async () => {
    const comparison = await compared('tierpoint', from, to);
    expect(named(comparison, 'breaking')).toEqual([]);
    expect(comparison.safety).toBe('safe with notes');
  });
