/** What a test hears from the observer: one verdict, ready to be shown. Workers import nothing heavier than this. */
import type { Attached } from '../../reporters/attachments.ts';
import type { Level, Outcome } from '../verdict/types.ts';

/** Environment variable that tells workers where the observer listens. */
export const addressVariable = 'CONFORMANCE_OBSERVER';

export type TestStatus = 'passed' | 'failed' | 'skipped';

export interface Reply {
  readonly outcome: Outcome;
  readonly status: TestStatus;
  /** One sentence, harmless in a terminal. */
  readonly reason: string;
  /** Text of the error where the outcome fails the test. */
  readonly message: string;
  /**
   * Our reporter listens and will turn an expected failure back into a failure. Without it the test must fail the
   * slow way, or a broken promise would be green.
   */
  readonly reporterListens: boolean;
  readonly attachments: readonly Attached[];
}

/**
 * How Playwright shows a verdict: red if and only if it keeps the run from ending with 0. What was not decided is
 * red, since skipped would be green for most readers; but where nothing is promised, there is nothing to decide.
 */
export function testStatus(outcome: Outcome, level: Level): TestStatus {
  // Where nothing was promised nothing was kept: an observation is not green.
  if (outcome === 'not-testable' || outcome === 'observed') return 'skipped';
  if (outcome === 'fail' || outcome === 'error') return 'failed';
  if (outcome === 'inconclusive' || outcome === 'unstable') return level === 'may' ? 'skipped' : 'failed';
  return 'passed';
}

/** Type of the annotation that carries the outcome of a test. */
export const verdictAnnotation = 'verdict';
