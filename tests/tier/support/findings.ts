/** Findings in few words. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, shorten, show, undecided } from '../../../src/verdict/check.ts';

/** One check of an answer; `what` follows the request in the message. Returns whether it held. */
export function expectThat(
  check: Check,
  answer: Answer,
  holds: boolean,
  what: string,
  expected: string,
  actual: unknown,
  where: string,
): boolean {
  return check.that(holds, () => ({
    message: `${answer.asked}: ${what}`,
    expected,
    actual: typeof actual === 'string' && actual !== '' ? shorten(actual) : show(actual, 160),
    where,
    exchange: answer.x,
  }));
}

/** Answered with 2xx, also where a refusal would else leave it undecided. */
export function expectAnswered(check: Check, answer: Answer, why: string): boolean {
  const { status } = answer;
  if (status >= 500 || status === 429) return answer.header('date') !== undefined; // undecided by itself
  const said = answer.raw.text === '' ? 'an empty body' : shorten(answer.raw.text, 160);
  return expectThat(
    check,
    answer,
    status >= 200 && status < 300,
    `it was refused with ${status}, although ${why}`,
    'status 2xx',
    `status ${status}: ${said}`,
    'status',
  );
}

/** The body is text of JSON, which is UTF-8 between systems. */
export function expectUtf8(check: Check, answer: Answer): void {
  const { malformedUtf8, text } = answer.raw;
  expectThat(
    check,
    answer,
    malformedUtf8 !== true,
    'the body is not written in UTF-8',
    'UTF-8',
    shorten(text, 120),
    '',
  );
}

/** The answer, once its body was seen to be JSON. @throws Undecided or Broken as `answer.data` */
export function readable(answer: Answer): Answer {
  const { data } = answer;
  return data === undefined ? undecided(`${answer.asked} has no body`) : answer;
}

/** What came, for promises that nobody made. */
export function observeAnswer(check: Check, label: string, answer: Answer): void {
  const { status, text, failure } = answer.raw;
  if (status === 0) check.observe(label, failure?.kind ?? 'no answer', answer.x);
  else check.observe(label, `${status}, ${text === '' ? 'an empty body' : shorten(text, 120)}`, answer.x);
}
