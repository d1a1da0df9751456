import { describe, expect, it } from 'vitest';
import { testStatus } from '../../../src/playwright/reply.ts';
import { exitCode } from '../../../src/verdict/ledger.ts';
import type { Level } from '../../../src/verdict/types.ts';
import { outcomes } from '../../../src/verdict/types.ts';
import { run, verdict } from '../reporters/fixtures.ts';

describe('testStatus', () => {
  const levels: Level[] = ['must', 'should', 'may'];
  // A should that is broken is `warn`, and where nothing is promised nothing can be broken.
  const possible = outcomes.flatMap((outcome) =>
    levels.filter((level) => outcome !== 'fail' || level === 'must').map((level) => [outcome, level] as const),
  );

  it.each(possible)('%s at level %s is red if and only if it keeps the run from ending with 0', (outcome, level) => {
    const kept = verdict('pass', { requirement: 'VN-A-01' });
    const { ledger } = run([kept, verdict(outcome, { level, requirement: 'VN-A-02' })]);
    expect(testStatus(outcome, level) === 'failed').toBe(exitCode(ledger) !== 0);
  });
  it('never shows as passed what was not decided', () => {
    for (const outcome of ['inconclusive', 'unstable', 'not-testable', 'error'] as const)
      for (const level of levels) expect(testStatus(outcome, level)).not.toBe('passed');
  });
});
