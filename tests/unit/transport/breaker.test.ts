import { expect, test } from 'vitest';
import { Breaker } from '../../../src/transport/breaker.ts';
import type { FailureKind } from '../../../src/verdict/exchange.ts';

type Result = number | FailureKind;

const after = (...results: Result[]) => {
  const breaker = new Breaker();
  for (const result of results) breaker.note(result);
  return breaker.open();
};
const times = (n: number, result: Result): Result[] => Array<Result>(n).fill(result);

test.each([429, 503, 'timeout', 'unreachable', 'reset'] as const)('%s five times in a row opens it', (result) => {
  expect(after(...times(4, result))).toBeNull();
  expect(after(...times(5, result))).toContain(
    `the last 5 requests to this target ended without an answer (${result})`,
  );
});

test('it names what came last', () => {
  expect(after(...times(4, 'timeout'), 503)).toContain('(503)');
});

test.each([200, 404, 500, 'redirect', 'too-large'] as const)('%s is an answer: counting begins anew', (result) => {
  expect(after(...times(4, 'timeout'), result, ...times(4, 'timeout'))).toBeNull();
});

test('a target that has answered before is given twice as long', () => {
  expect(after(200, ...times(9, 'timeout'))).toBeNull();
  expect(after(200, ...times(10, 'timeout'))).toContain('the last 10 requests');
});

test.each(['interrupted', 'foreign-origin', 'refused-by-suite'] as const)(
  '%s is the work of the suite: it neither opens nor closes it',
  (kind) => {
    expect(after(...times(20, kind))).toBeNull();
    expect(after(...times(4, 503), kind, 503)).toContain('the last 5 requests');
  },
);
