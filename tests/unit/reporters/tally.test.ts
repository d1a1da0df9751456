import type { TestCase, TestResult } from '@playwright/test/reporter';
import { describe, expect, it } from 'vitest';
import { Tally } from '../../../reporters/tally.ts';
import type { Outcome } from '../../../src/verdict/types.ts';
import { run, verdict } from './fixtures.ts';

type Status = TestResult['status'];

function testOf(id: string): TestCase {
  return {
    title: `${id} A text.`,
    expectedStatus: 'passed',
    annotations: [],
    parent: { project: () => ({ name: 'vendnovation-v2' }) },
  } as unknown as TestCase;
}

function resultOf(status: Status, outcome?: string): TestResult {
  const annotations = outcome === undefined ? [] : [{ type: 'verdict', description: outcome }];
  return { status, annotations, error: { message: 'socket hang up' } } as unknown as TestResult;
}

/** Problems after the tests have ended as given; the ledger has the outcomes given. */
function problems(
  ended: readonly [string, Status, Outcome?][],
  ledger: readonly [string, Outcome][],
  complete = true,
): string[] {
  const tally = new Tally();
  for (const [id] of ledger) tally.select(testOf(id));
  for (const [id, status, outcome] of ended) {
    tally.select(testOf(id));
    tally.end(testOf(id), resultOf(status, outcome));
  }
  return tally.problems(
    run(ledger.map(([requirement, outcome]) => verdict(outcome, { requirement }))).ledger,
    complete,
  );
}

describe('Tally', () => {
  it('collects the selection once per requirement', () => {
    const tally = new Tally();
    for (const id of ['VN-A-01', 'VN-A-02', 'VN-A-01']) tally.select(testOf(id));
    expect([...tally.selection()]).toEqual([['vendnovation-v2', ['VN-A-01', 'VN-A-02']]]);
  });
  it('turns an expected failure back, for everybody who comes after', () => {
    const test = testOf('VN-A-01');
    const result = resultOf('failed', 'fail');
    test.expectedStatus = 'failed';
    test.annotations.push({ type: 'fail' });
    result.annotations.push({ type: 'fail' });
    new Tally().end(test, result);
    expect(test.expectedStatus).toBe('passed');
    expect(test.annotations).toEqual([]);
    expect(result.annotations).toEqual([{ type: 'verdict', description: 'fail' }]);
  });
  it('leaves other expected failures alone', () => {
    const test = testOf('VN-A-01');
    test.expectedStatus = 'failed';
    new Tally().end(test, resultOf('failed'));
    expect(test.expectedStatus).toBe('failed');
  });
  it('agrees with a ledger that says the same', () => {
    expect(
      problems(
        [
          ['VN-A-01', 'passed', 'pass'],
          ['VN-A-02', 'failed', 'fail'],
        ],
        [
          ['VN-A-01', 'pass'],
          ['VN-A-02', 'fail'],
        ],
      ),
    ).toEqual([]);
  });
  it('names a test that said something else', () => {
    expect(problems([['VN-A-01', 'passed', 'pass']], [['VN-A-01', 'fail']])[0]).toMatch(
      /is fail in the ledger, but its test said pass/,
    );
  });
  it('names a requirement without a verdict', () => {
    expect(
      problems(
        [
          ['VN-A-01', 'passed', 'pass'],
          ['VN-A-02', 'passed', 'pass'],
        ],
        [['VN-A-01', 'pass']],
      )[0],
    ).toMatch(/VN-A-02 was selected, but/);
  });
  it('names a verdict that no test reported, unless the run was cut short', () => {
    expect(
      problems(
        [['VN-A-01', 'passed', 'pass']],
        [
          ['VN-A-01', 'pass'],
          ['VN-A-02', 'pass'],
        ],
      )[0],
    ).toMatch(/VN-A-02 has a verdict, but no test reported it/);
    expect(
      problems(
        [['VN-A-01', 'passed', 'pass']],
        [
          ['VN-A-01', 'pass'],
          ['VN-A-02', 'pass'],
        ],
        false,
      ),
    ).toEqual([]);
    expect(
      problems(
        [['VN-A-01', 'failed', 'fail']],
        [
          ['VN-A-01', 'fail'],
          ['VN-A-02', 'pass'],
        ],
      ),
    ).toEqual([]);
  });
  it('names a test that failed without a verdict', () => {
    expect(problems([['VN-A-01', 'failed']], [['VN-A-01', 'pass']])[0]).toMatch(
      /VN-A-01 gave no verdict: socket hang up/,
    );
  });
  it('takes no unknown word for an outcome', () => {
    const tally = new Tally();
    tally.end(testOf('VN-A-01'), resultOf('failed', 'constructor'));
    expect(tally.problems(run([]).ledger, true)[0]).toMatch(/gave no verdict/);
  });
});
