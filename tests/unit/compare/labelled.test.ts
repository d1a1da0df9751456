import { expect, test } from 'vitest';
import { policyOf } from '../../../src/compare/policy.ts';
import { figuresOf, judgeLabelled } from './labelled.ts';

const judgements = judgeLabelled();
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const told = (list: typeof judgements) =>
  list.map(
    ({ what, expected, effect, changes }) =>
      `${what}: ${expected}, called ${effect} (${changes.map((c) => `${c.kind} ${c.effect}`).join(', ')})`,
  );

test('all breaking changes are called breaking, and hardly anything else is', () => {
  const figures = figuresOf(judgements);
  const { all, breaking, recall, precision, agreement } = figures;
  process.stdout.write(
    `\nlabelled changes: ${all}, breaking ${breaking}; recall of breaking ${percent(recall)}, precision ${percent(precision)}, same effect as the label ${percent(agreement)}\n`,
  );
  expect(all).toBeGreaterThanOrEqual(200);
  expect(told(judgements.filter(({ expected, effect }) => expected === 'breaking' && effect !== 'breaking'))).toEqual(
    [],
  );
  expect(precision).toBeGreaterThanOrEqual(0.95);
});

test('every label is met', () => {
  expect(told(judgements.filter(({ expected, effect }) => expected !== effect))).toEqual([]);
});

test('every label can be missed: without a policy nothing but harmless changes is allowed', () => {
  const empty = policyOf(undefined);
  expect(empty.otherwise).toBe('unknown');
  expect(judgements.filter(({ effect }) => effect === 'breaking').length).toBeGreaterThan(80);
  expect(judgements.filter(({ effect }) => effect === 'allowed').length).toBeGreaterThan(80);
});
