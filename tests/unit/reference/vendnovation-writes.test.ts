/** Documented writes of the VendNovation reference: bulk, atomic, seen by the next read. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { vendnovation } from '../../../reference/vendnovation/server.ts';
import type { RunningReference } from '../../../reference/types.ts';
import { loggedIn, testNow, rows, type Ask, type Json } from './ask.ts';

let running: RunningReference;
let ask: Ask;
let instance = 0;
beforeAll(async () => {
  running = await vendnovation.start({ limits: 'off', now: () => testNow });
});
beforeEach(async () => {
  instance += 1;
  ask = await loggedIn(running, 'v2', { instance: String(instance) });
});
afterAll(() => running.close());

const machines = async () => rows(await ask('GET', '/machines', {}, { size: '2000' }));
const selections = async () => rows(await ask('GET', '/selections', {}, { size: '2000' }));
const outcome = async (method: string, path: string, body: unknown) => {
  const seen = await ask(method, path, body);
  return [seen.status, (seen.json as { code: string }[])[0]?.code];
};

describe('PATCH /machines', () => {
  it('changes what was sent and nothing else, in its own world only', async () => {
    const [first] = await machines();
    const seen = await ask('PATCH', '/machines', { body: [{ id: first?.['id'], name: 'New name', prose: 'ignored' }] });
    expect([seen.status, seen.json]).toEqual([200, [{ ...first, name: 'New name' }]]);
    expect((await machines())[0]).toEqual({ ...first, name: 'New name' });
    const other = await loggedIn(running, 'v2', { instance: `other-${instance}` });
    expect(rows(await other('GET', '/machines'))[0]).toEqual(first);
  });

  it('takes a machine back as it was read', async () => {
    const [first] = await machines();
    const seen = await ask('PATCH', '/machines', { body: [first] });
    expect([seen.status, seen.json]).toEqual([200, [first]]);
  });

  it('is atomic', async () => {
    const before = await machines();
    const [first, second] = before;
    const body = [
      { id: first?.['id'], name: 'A' },
      { id: 999_999, name: 'B' },
      { id: second?.['id'], name: 'C' },
    ];
    expect(await outcome('PATCH', '/machines', { body })).toEqual([404, 'MISSING_RECORD']);
    expect(await machines()).toEqual(before);
  });

  it('moves a machine, and its selections with it', async () => {
    const [first] = await machines();
    const site = (await machines()).find(({ siteId }) => siteId !== first?.['siteId'])?.['siteId'];
    await ask('PATCH', '/machines', { body: [{ id: first?.['id'], siteId: site }] });
    const there = rows(await ask('GET', '/machines', { requestFilter: { siteIds: [site] } }, { size: '2000' }));
    expect(there.map(({ id }) => id)).toContain(first?.['id']);
    const slots = rows(await ask('GET', '/selections', { requestFilter: { siteIds: [site] } }, { size: '2000' }));
    expect(slots.map(({ machineId }) => machineId)).toContain(first?.['id']);
  });

  it.each([
    [{ body: [{ name: 'x' }] }, 421, 'MISSING_REQUIRED_DATA'],
    [{}, 421, 'MISSING_REQUIRED_DATA'],
    [{ body: [] }, 421, 'MISSING_REQUIRED_DATA'],
    [{ body: { id: 1 } }, 400, 'DESERIALIZATION_ERROR'],
    [{ body: [{ id: 'x' }] }, 400, 'DESERIALIZATION_ERROR'],
  ])('refuses %j', async (body, status, code) => {
    expect(await outcome('PATCH', '/machines', body)).toEqual([status, code]);
  });

  it('refuses wrong types, broken bounds, foreign and missing sites', async () => {
    const [first] = await machines();
    const update = (members: Json) => outcome('PATCH', '/machines', { body: [{ id: first?.['id'], ...members }] });
    expect(await update({ forceUpdate: 'yes' })).toEqual([400, 'DESERIALIZATION_ERROR']);
    expect(await update({ name: 'n'.repeat(121) })).toEqual([400, 'GENERIC_ERROR']);
    expect(await update({ taxPercentage: -1 })).toEqual([400, 'GENERIC_ERROR']);
    expect(await update({ siteId: 999_999 })).toEqual([404, 'MISSING_RECORD']);
    expect(await update({ name: 'n'.repeat(120) })).toEqual([200, undefined]);
  });
});

describe('selections', () => {
  it('add a delta to the count, and leave an inventory adjustment', async () => {
    const [first] = await selections();
    const report = () => ask('GET', '/reports/inventory-adjustments', { requestFilter: { startDate: '2026-11-23' } });
    const before = rows(await report()).length;
    const seen = await ask('POST', '/selections/apply-delta', { body: [{ selectionId: first?.['id'], delta: -3 }] });
    const changed = { ...first, count: Number(first?.['count']) - 3 };
    expect([seen.status, seen.json]).toEqual([200, [changed]]);
    expect((await selections())[0]).toEqual(changed);
    const after = rows(await report());
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({ selectionId: first?.['id'], change: -3 });
  });

  it('keep the order of their levels', async () => {
    const [first] = await selections();
    const update = (members: Json) => outcome('PATCH', '/selections', { body: [{ id: first?.['id'], ...members }] });
    expect(await update({ restockTo: Number(first?.['depth']) + 1 })).toEqual([400, 'GENERIC_ERROR']);
    expect(await update({ restockTo: first?.['depth'] })).toEqual([200, undefined]);
    expect(await update({ price: 0 })).toEqual([400, 'GENERIC_ERROR']);
  });

  it('are atomic under deltas', async () => {
    const before = await selections();
    const body = [
      { selectionId: before[0]?.['id'], delta: 1 },
      { selectionId: -1, delta: 1 },
    ];
    expect(await outcome('POST', '/selections/apply-delta', { body })).toEqual([404, 'MISSING_RECORD']);
    expect(await selections()).toEqual(before);
  });
});

describe('templates and provisioning', () => {
  const apply = (templateIds: unknown, machineIdentifiers: unknown) =>
    outcome2('/templates/apply', { requestFilter: { machineIdentifiers }, routeFilter: { templateIds } });
  const outcome2 = async (path: string, body: unknown) => {
    const seen = await ask('POST', path, body);
    return [seen.status, (seen.json as { code: string }[] | undefined)?.[0]?.code];
  };

  it('apply one template to machines of its organisation', async () => {
    const slots = await selections();
    const equipped = (await machines()).find(({ id }) => slots.some(({ machineId }) => machineId === id));
    const bare = (await machines()).find(
      ({ id, organizationId }) =>
        organizationId === equipped?.['organizationId'] && !slots.some(({ machineId }) => machineId === id),
    );
    const templates = rows(await ask('GET', '/templates')).filter(
      ({ organizationId }) => organizationId === equipped?.['organizationId'],
    );
    const [one, two] = templates.map(({ id }) => id);
    expect(await apply([one], [String(equipped?.['id'])])).toEqual([204, undefined]);
    expect((await machines()).find(({ id }) => id === equipped?.['id'])?.['hasPlanogramChange']).toBe(true);
    expect(await apply([one, two], [String(equipped?.['id'])])).toEqual([422, 'MULTIPLE_TEMPLATES']);
    expect(await apply([one], [String(bare?.['id'])])).toEqual([422, 'NO_SELECTIONS']);
    expect(await apply([999_999], [String(equipped?.['id'])])).toEqual([404, 'MISSING_RECORD']);
    expect(await apply([], [])).toEqual([421, 'MISSING_REQUIRED_DATA']);
  });

  it('provision exactly one machine in exactly one organisation', async () => {
    const before = await machines();
    const provision = (requestFilter: object) => outcome2('/machines/provision', { requestFilter });
    const organization = before[0]?.['organizationId'];
    expect(await provision({ organizationIds: [organization, 23], machineIdentifiers: ['NEW1'] })).toEqual([
      421,
      'MISSING_REQUIRED_DATA',
    ]);
    expect(await provision({ organizationIds: [999], machineIdentifiers: ['NEW1'] })).toEqual([403, 'DATA_ACCESS']);
    expect(await provision({ organizationIds: [organization], machineIdentifiers: ['NEW1'] })).toEqual([
      204,
      undefined,
    ]);
    const after = await machines();
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)?.['prose']).toBe('NEW1');
  });
});
