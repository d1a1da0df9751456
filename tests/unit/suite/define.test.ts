import { expect, test } from 'vitest';
import { SuiteError } from '../../../src/suite/errors.ts';
import { toySuite } from './toy.ts';

const nothing = () => null;

test('names of probes are unique', () => {
  const { probe } = toySuite();
  probe('items', { cost: 1 }, nothing);
  expect(() => probe('items', { cost: 1 }, nothing)).toThrow(SuiteError);
  expect(() => probe('items', { cost: 1 }, nothing)).toThrow("toy: two probes are named 'items'");
});

test('a requirement has one case', () => {
  const { probe, requirement } = toySuite();
  const items = probe('items', { cost: 1 }, nothing);
  requirement('T-1', items, nothing);
  expect(() => requirement('T-1', items, nothing)).toThrow('toy: two cases judge T-1');
});

test('there is one session, and it does not wait for itself', () => {
  const { session, suite } = toySuite();
  const login = session('login', { cost: 1 }, () => Promise.resolve({}));
  expect(login.withoutSession).toBe(true);
  expect(suite().session).toBe(login);
  expect(() => session('another', { cost: 1 }, () => Promise.resolve({}))).toThrow('a second session probe');
});

test('a session that needs what waits for the session would wait for ever: it is refused', () => {
  const { probe, session } = toySuite();
  const deep = probe('deep', { cost: 1 }, nothing);
  const between = probe('between', { cost: 1, needs: [deep], withoutSession: true }, nothing);
  const control = probe('control', { cost: 1, control: deep, withoutSession: true }, nothing);
  const fine = probe('fine', { cost: 1, withoutSession: true }, nothing);
  for (const options of [
    { cost: 1, needs: [deep] },
    { cost: 1, needs: [between] },
    { cost: 1, control: deep },
    { cost: 1, needs: [fine, control] },
  ])
    expect(() => session('login', options, () => Promise.resolve({}))).toThrow(
      "needs 'deep', which itself waits for the session",
    );
  expect(() => session('login', { cost: 1, needs: [fine] }, () => Promise.resolve({}))).not.toThrow();
});

test('whoever builds on a write waits for its turn, too', () => {
  const { probe } = toySuite();
  const write = probe('write', { cost: 1, writes: true }, nothing);
  const after = probe('after', { cost: 1, needs: [write] }, nothing);
  const far = probe('far', { cost: 1, needs: [after] }, nothing);
  const checked = probe('checked', { cost: 1, control: write }, nothing);
  const read = probe('read', { cost: 1 }, nothing);
  expect([write, after, far, checked, read].map((p) => p.writes)).toEqual([true, true, true, true, false]);
});

test('suites are kept apart', () => {
  const [one, two] = [toySuite(), toySuite()];
  one.probe('items', { cost: 1 }, nothing);
  expect(two.suite().probes.size).toBe(0);
  expect(one.suite().probes.size).toBe(1);
});
