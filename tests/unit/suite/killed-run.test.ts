/** A run that is killed at any step of a write leaves a journal from which the next run removes what was made. */
import { expect, test } from 'vitest';
import { type Killer, type Passed, openKilledWorld } from './killed/world.ts';

const deltaIn = ({ body }: { readonly body: string }) => Number(/"delta":(-?\d+)/.exec(body)?.[1] ?? 0);
const sum = (passed: readonly Passed[]) =>
  passed.filter(({ status }) => status < 300).reduce((all, one) => all + deltaIn(one), 0);

test('a count that was changed is set right, once', { timeout: 120_000 }, async () => {
  const world = await openKilledWorld('vendnovation', 'v2.1', ['VN-BULK-03']);
  const taken = (before: readonly Passed[]) => before.some((one) => deltaIn(one) === -1);
  const killers: Record<string, Killer> = {
    'the change is sent': (one) => (deltaIn(one) === -1 ? 'before' : null),
    'the change is made': (one) => (deltaIn(one) === -1 ? 'after' : null),
    'the change is answered': ({ path }, before) => (path.endsWith('/selections') && taken(before) ? 'before' : null),
    'the undoing is sent': (one, before) => (deltaIn(one) === 1 && taken(before) ? 'before' : null),
    'the undoing is done': (one, before) => (deltaIn(one) === 1 && taken(before) ? 'after' : null),
  };
  try {
    let stands = 0;
    for (const [step, killer] of Object.entries(killers)) {
      const { passed, killed, output } = await world.run(killer);
      expect(killed, `${step}: ${output}`).toBe(true);
      const own = passed.findIndex((one) => deltaIn(one) === -1);
      expect(stands + sum(own < 0 ? passed : passed.slice(0, own)), `before it was killed when ${step}`).toBe(0);
      stands += sum(passed);
    }
    const { passed, output } = await world.run();
    expect(output).toContain('vendnovation-v2.1: a run that was killed left 1 write behind; 1 undone');
    expect(output).toContain('VN-BULK-03 pass');
    expect(stands + sum(passed)).toBe(0);
  } finally {
    await world.close();
  }
});

test('a customer that was made is removed, or named where nothing tells its id', { timeout: 120_000 }, async () => {
  const world = await openKilledWorld('tier', 'v1', ['TI-CUST-07']);
  const isMade = ({ method, path }: Pick<Passed, 'method' | 'path'>) => method === 'POST' && path.endsWith('/customer');
  const gone = (one: Pick<Passed, 'method'>, before: readonly Passed[]) =>
    one.method === 'DELETE' && before.some(isMade);
  const standing = new Set<string>();
  const note = (passed: readonly Passed[]) => {
    for (const one of passed) {
      if (isMade(one)) standing.add((JSON.parse(one.answer) as { data: { id: string } }).data.id);
      if (one.method === 'DELETE') standing.delete(one.path.split('/').at(-1) ?? '');
    }
  };
  try {
    for (const killer of [
      (one, before) => (gone(one, before) ? 'before' : null),
      (one, before) => (gone(one, before) ? 'after' : null),
    ] satisfies Killer[]) {
      const { passed, killed, output } = await world.run(killer);
      expect(killed, output).toBe(true);
      note(passed);
    }
    const sent = await world.run((one) => (isMade(one) ? 'before' : null));
    note(sent.passed);
    expect(sent.killed, sent.output).toBe(true);
    expect([...standing]).toEqual([]);
    const made = await world.run((one) => (isMade(one) ? 'after' : null));
    note(made.passed);
    expect(standing.size).toBe(1);
    const { passed, output } = await world.run();
    note(passed);
    expect(output).toContain('TI-CUST-07 pass');
    expect(output).toMatch(/may have made with createCustomer: .*conformance-bare.*look after it by hand/);
    expect(standing.size).toBe(1);
    const told = await world.cleanUp();
    expect(told.output).toMatch(/tier-v1: STANDS: .*conformance-bare.*by hand/);
    expect(told.code).toBe(2);
    expect((await world.cleanUp('--forget')).code).toBe(0);
    expect((await world.cleanUp()).output).toContain('tier-v1: no killed run has left anything');
  } finally {
    await world.close();
  }
});
