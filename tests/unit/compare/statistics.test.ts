import { expect, test } from 'vitest';
import { fewerThanExpected, largerThanBefore, median } from '../../../src/compare/statistics.ts';

test('Fisher: values of published tables', () => {
  // The lady tasting tea: 3 of 4 or more is 17/70, so 1 or fewer is the same by symmetry.
  expect(fewerThanExpected(1, 4, 3, 4)).toBeCloseTo(17 / 70, 10);
  expect(fewerThanExpected(0, 10, 10, 10)).toBeCloseTo(1 / 184756, 12);
  expect(fewerThanExpected(5, 5, 5, 5)).toBe(1);
  expect(fewerThanExpected(0, 0, 3, 9)).toBe(1);
});

test('Mann-Whitney: equal samples are no evidence, separate ones are', () => {
  const few = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(largerThanBefore(few, few)).toBeGreaterThan(0.4);
  expect(
    largerThanBefore(
      few,
      few.map((n) => n + 100),
    ),
  ).toBeLessThan(0.001);
  expect(
    largerThanBefore(
      few.map((n) => n + 100),
      few,
    ),
  ).toBeGreaterThan(0.99);
  expect(largerThanBefore([5, 5, 5], [5, 5, 5])).toBe(1);
  expect(largerThanBefore([], few)).toBe(1);
});

test('the median is the middle, or between the middles', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});
