/** Findings in the words of this vendor's cases. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
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
  actual: unknown,
  where = '',
): boolean {
  const came = typeof actual === 'string' ? actual : show(actual, 160);
  return check.that(holds, () => on(answer, message, expected, came, where));
}

/** One check on a value of an answer: it is what was promised. `where` is its JSON pointer. */
export function expectValue(
  check: Check,
  answer: Answer,
  where: string,
  value: unknown,
  holds: boolean,
  promised: string,
): boolean {
  const what = where === '' ? 'the body' : where;
  return check.that(holds, () =>
    on(answer, `${what} must be ${promised}, came ${show(value, 100)}`, promised, show(value, 160), where),
  );
}

export const isAnswered = ({ raw }: Answer): boolean => raw.status >= 200 && raw.status < 300;
