import { describe, expect, test } from 'vitest';
import { planTarget } from '../../../src/suite/plan.ts';
import { closure, requirementsFor, scopeOf } from '../../../src/suite/scope.ts';
import { contractOf, requirement, target, toySuite } from './toy.ts';

const requirements = [
  requirement('T-1'),
  requirement('T-2', { class: 'not-testable', why: 'nobody can see it' }),
  requirement('T-3', { writes: true }),
  requirement('T-4'),
  requirement('T-5', { versions: ['v2'] }),
  requirement('T-6', { versions: ['v1'] }),
];
const contract = contractOf(requirements, 100);

function suiteOf() {
  const builder = toySuite();
  const login = builder.session('login', { cost: 1 }, () => Promise.resolve({}));
  const basis = builder.probe('basis', { cost: 2 }, () => null);
  const control = builder.probe('control', { cost: 3, withoutSession: true }, () => null);
  const one = builder.probe('one', { cost: 4, needs: [basis], control }, () => null);
  const write = builder.probe('write', { cost: 5, writes: true, needs: [basis] }, () => null);
  const idle = builder.probe('idle', { cost: 100 }, () => null);
  builder.requirement('T-1', one, () => {});
  builder.requirement('T-2', idle, () => {});
  builder.requirement('T-3', write, () => {});
  builder.requirement('T-6', one, () => {});
  return { suite: builder.suite(), login, basis, control, one, write };
}
const all = requirements.map((r) => r.id);

describe('the scope', () => {
  test('holds every selected requirement of the version once, asked or with its reason', () => {
    const { suite } = suiteOf();
    const scope = scopeOf(target(), contract, suite, [...all, 'T-1', 'unknown']);
    expect(scope.requirements.map((r) => r.id)).toEqual(['T-1', 'T-2', 'T-3', 'T-4', 'T-6']);
    expect(scope.asked.map((a) => a.requirement.id)).toEqual(['T-1', 'T-3', 'T-6']);
    expect(scope.unasked.map((u) => [u.requirement.id, u.outcome, u.reason])).toEqual([
      ['T-2', 'not-testable', 'nobody can see it'],
      ['T-4', 'error', 'no case judges T-4; write one under tests/toy/ or classify it'],
    ]);
  });

  test('leaves writes out where they are switched off, and says how to switch them on', () => {
    const scope = scopeOf(target(undefined, { allowWrites: false }), contract, suiteOf().suite, ['T-3']);
    expect(scope.unasked).toMatchObject([
      { outcome: 'not-testable', reason: expect.stringContaining('TOY_ALLOW_WRITES=true') as string },
    ]);
  });

  test('is that of the version', () => {
    expect(requirementsFor(contract, 'v2').map((r) => r.id)).toEqual(['T-1', 'T-2', 'T-3', 'T-4', 'T-5']);
  });
});

test('probes come with everything that they need, each once', () => {
  const { suite, login, basis, control, one } = suiteOf();
  expect(closure([one, one], suite)).toEqual(new Set([one, login, control, basis]));
  expect(closure([control], suite)).toEqual(new Set([control]));
  expect(closure([], suite).size).toBe(0);
});

describe('the plan', () => {
  test('counts each probe once, and the confirming round without writes', () => {
    const plan = planTarget(target(), contract, suiteOf().suite, all, 40);
    expect(plan).toMatchObject({
      requests: 1 + 2 + 3 + 4 + 5,
      confirming: 1 + 2 + 3 + 4,
      quota: { perDay: 100, left: 60 },
      seconds: 1,
    });
    expect(plan.probes.find((p) => p.name === 'one')?.requirements).toEqual(['T-1', 'T-6']);
    expect(plan.requirements).toHaveLength(5);
  });

  test('asks nothing where nothing is asked, and has no quota where the vendor names none', () => {
    expect(planTarget(target(), contractOf(requirements), suiteOf().suite, ['T-2'])).toMatchObject({
      requests: 0,
      confirming: 0,
      probes: [],
      quota: null,
      seconds: 0,
    });
    expect(planTarget(target(), contract, suiteOf().suite, [], 1000).quota).toEqual({ perDay: 100, left: 0 });
  });
});
