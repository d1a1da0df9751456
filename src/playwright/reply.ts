/** What a test hears from the observer: one verdict, ready to be shown. Workers import nothing heavier than this. */
import type { Outcome } from '../verdict/types.ts';

/** Environment variable that tells workers where the observer listens. */
export const addressVariable = 'CONFORMANCE_OBSERVER';

export interface Attached {
  readonly name: string;
  readonly contentType: string;
  readonly body: string;
}

export interface Reply {
  readonly outcome: Outcome;
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

export type TestStatus = 'passed' | 'failed' | 'skipped';

/** How Playwright shows an outcome. What was not decided is failed: skipped would be green for most readers. */
export const testStatuses: Readonly<Record<Outcome, TestStatus>> = {
  pass: 'passed',
  warn: 'passed',
  known: 'passed',
  observed: 'passed',
  'not-testable': 'skipped',
  fail: 'failed',
  unstable: 'failed',
  inconclusive: 'failed',
  error: 'failed',
};

/** Type of the annotation that carries the outcome of a test. */
export const verdictAnnotation = 'verdict';
