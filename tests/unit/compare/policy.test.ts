import { expect, test } from 'vitest';
import { changeOf } from '../../../src/compare/change.ts';
import { type ChangeKind, changeKinds, harms, kindGroups, kindsOf } from '../../../src/compare/kinds.ts';
import { PolicyError, classify, policyOf, stepOf } from '../../../src/compare/policy.ts';
import { listVendors, loadContract } from '../../../src/contract/load.ts';

const change = (kind: ChangeKind) =>
  changeOf(kind, 'contract', { operation: 'GET /a', where: '200' }, { message: 'm' });
const effect = (kind: ChangeKind, facts: unknown, treat = {}) => classify(change(kind), policyOf(facts, treat)).effect;

test('every vendor has a policy that can be used', () => {
  for (const vendor of listVendors()) {
    const facts = loadContract(vendor).facts['compatibility'];
    expect(facts, vendor).toBeDefined();
    expect(() => policyOf(facts), vendor).not.toThrow();
  }
});

test('without a word of the vendor nothing harmful is called allowed, and nothing breaking', () => {
  for (const kind of changeKinds) expect(effect(kind, undefined)).toBe(harms[kind] === 'none' ? 'allowed' : 'unknown');
});

test('a named kind wins over a pattern, a pattern over what is otherwise, the user over all', () => {
  const facts = { otherwise: 'breaking', allowed: ['response-*'], unknown: ['response-nullable-added'] };
  expect(effect('response-nullable-added', facts)).toBe('unknown');
  expect(effect('response-property-removed', facts)).toBe('allowed');
  expect(effect('operation-removed', facts)).toBe('breaking');
  expect(effect('operation-removed', facts, { 'operation-*': 'allowed' })).toBe('allowed');
});

test('of two words that contradict each other the worse one holds', () => {
  expect(effect('operation-removed', { allowed: ['operation-removed'], breaking: ['operation-removed'] })).toBe(
    'breaking',
  );
});

test('rules may be written kind by kind, in the words of published documents', () => {
  const facts = {
    assumption: true,
    rules: { 'response-nullable-added': 'open', 'operation-removed': 'breaking', 'format-changed': 'additive' },
  };
  expect(effect('response-nullable-added', facts)).toBe('unknown');
  expect(effect('operation-removed', facts)).toBe('breaking');
  expect(effect('response-format-changed', facts)).toBe('allowed');
  expect(policyOf(facts).basis).toBe('inference');
});

test('groups and patterns mean kinds that exist', () => {
  for (const kinds of Object.values(kindGroups)) for (const kind of kinds) expect(changeKinds).toContain(kind);
  expect(kindsOf('response-enum-*')?.length).toBe(3);
  expect(kindsOf('no-such-*')).toBeNull();
  expect(kindsOf('(.*)')).toBeNull();
});

test('all problems of a policy are told at once', () => {
  const bad = () =>
    policyOf(
      { otherwise: 'fine', allowed: ['additiv'], steps: [{ from: 'v1' }], extra: 1 },
      { 'operation-added': 'good' },
    );
  expect(bad).toThrow(PolicyError);
  for (const part of [
    /'additiv'/,
    /otherwise is 'fine'/,
    /there is no 'extra'/,
    /a step needs/,
    /operation-added is 'good'/,
  ])
    expect(bad).toThrow(part);
});

test('the first step that fits says what is promised; all others are silent', () => {
  const policy = policyOf({
    steps: [
      { from: 'v2', to: 'v2.1', promise: 'compatible' },
      { from: '*', to: 'rc', promise: 'none', note: 'n' },
    ],
  });
  expect(stepOf(policy, 'v2', 'v2.1').promise).toBe('compatible');
  expect(stepOf(policy, 'v2.1', 'rc')).toMatchObject({ promise: 'none', note: 'n' });
  expect(stepOf(policy, 'v2.1', 'v2').promise).toBe('silent');
});
