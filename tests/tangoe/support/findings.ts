/** Findings in the words of this vendor's cases. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Check } from '../../../src/verdict/check.ts';
import type { Finding } from '../../../src/verdict/types.ts';

/** A finding on an answer; `where` is a JSON pointer, a header or `status`. */
export function on(answer: Answer, message: string, expected: string, actual: string, where = ''): Finding {
  return { message: `${answer.asked}: ${message}`, expected, actual, where, exchange: answer.x };
}

/** One check on an answer; the message says what is wrong when it does not hold. */
export function expectThat(
  check: Check,
  answer: Answer,
  holds: boolean,
  message: string,
  expected: string,
  actual: string,
  where = '',
): boolean {
  return check.that(holds, () => on(answer, message, expected, actual, where));
}

export const isAnswered = ({ raw }: Answer): boolean => raw.status >= 200 && raw.status < 300;
