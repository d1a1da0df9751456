import { describe, expect, test } from 'vitest';
import { add, none, totalsOf } from '../../../scripts/test-results.ts';

const vitest = (...files: { status: string; tests: string[] }[]) => ({
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each, fullName: `a test that ${each}` })),
  })),
});

const playwright = (expected: number, unexpected: number, skipped = 0, flaky = 0) => ({
  stats: { expected, unexpected, skipped, flaky },
  suites: [
    {
      suites: [
        {
          specs: [
            {
              title: 'opens the report',
              tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'needs chromium' }] }],
            },
            { title: 'passes', tests: [{ status: 'expected' }] },
          ],
        },
      ],
    },
  ],
});

describe('Vitest', () => {
  test('counts passed, failed and skipped tests', () => {
    const report = vitest({ status: 'failed', tests: ['passed', 'failed', 'skipped', 'todo'] });
    expect(totalsOf('vitest', report, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      notRun: ['a test that skipped', 'a test that todo'],
    });
  });

  test('counts a file that cannot be loaded as failed', () => {
    const report = vitest({ status: 'failed', tests: [] }, { status: 'passed', tests: ['passed'] });
    expect(totalsOf('vitest', report, 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('Playwright', () => {
  test('counts, and names what did not run with its reason', () => {
    expect(totalsOf('playwright', playwright(3, 1, 1, 1), 1)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 1,
      notRun: ['opens the report: needs chromium'],
    });
  });
});

describe.each(['vitest', 'playwright'] as const)('%s', (kind) => {
  test('a missing report, an empty one and a bad end without failed test count as one failed test', () => {
    expect(totalsOf(kind, null, 0).failed).toBe(1);
    expect(totalsOf(kind, {}, 0).failed).toBe(1);
    const good = kind === 'vitest' ? vitest({ status: 'passed', tests: ['passed'] }) : playwright(1, 0);
    expect(totalsOf(kind, good, 0).failed).toBe(0);
    expect(totalsOf(kind, good, 1).failed).toBe(1);
  });
});

test('totals add up', () => {
  const one = { passed: 1, failed: 2, skipped: 3, notRun: ['a'] };
  expect(add(one, add(none, one))).toEqual({ passed: 2, failed: 4, skipped: 6, notRun: ['a', 'a'] });
});
