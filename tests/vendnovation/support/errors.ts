/** The error list of VendNovation and the refusals that carry it. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Refusal, expectRefused } from '../../../src/judges/refusal.ts';
import { type Check, shorten, show } from '../../../src/verdict/check.ts';

export interface ErrorObject {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly pointers?: unknown;
  readonly pointerName?: unknown;
}

const isObject = (value: unknown): value is ErrorObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The error objects of a body; a bare object counts as a list of one here, VN-ERR-01 judges the form. */
export function errorsOf(answer: Answer): ErrorObject[] {
  const { json } = answer.raw;
  return (Array.isArray(json) ? json : [json]).filter(isObject);
}

export const codesOf = (answer: Answer): string[] =>
  errorsOf(answer).flatMap((e) => (typeof e.code === 'string' ? [e.code] : []));

/** Refused with a documented status, and one of the errors has the code. */
export function expectError(
  check: Check,
  answer: Answer,
  refusal: Refusal & { readonly codes: readonly string[] },
): void {
  if (!expectRefused(check, answer, refusal)) return;
  const came = codesOf(answer);
  const wanted = refusal.codes.join(' or ');
  check.that(
    came.some((c) => refusal.codes.includes(c)),
    () => ({
      message: `${answer.asked}: because ${refusal.because}, the code ${wanted} is promised; ${came.length === 0 ? `no code came: ${shorten(answer.raw.text, 120)}` : `${came.join(', ')} came`}`,
      expected: `code ${wanted}`,
      actual: came.length === 0 ? shorten(answer.raw.text, 160) || 'an empty body' : came.join(', '),
      where: '/0/code',
      exchange: answer.x,
    }),
  );
}

/** Refused for its key: what is refused for its data has passed the gate. */
export function expectKeyRefused(check: Check, answer: Answer, because: string): void {
  if (!expectRefused(check, answer, { because, statuses: [401, 403] })) return;
  check.that(!codesOf(answer).includes('DATA_ACCESS'), () => ({
    message: `${answer.asked} was refused with DATA_ACCESS, as if its key were right, although ${because}`,
    expected: 'a refusal of the key',
    actual: shorten(answer.raw.text, 160),
    where: '/0/code',
    exchange: answer.x,
  }));
}

/** The body is a list of error objects, each with a code and a message. */
export function expectErrorList(check: Check, answer: Answer): void {
  const { json, text } = answer.raw;
  const finding = (message: string, where: string, actual: string) => () => ({
    message: `${answer.asked} (${answer.raw.status}): ${message}`,
    expected: 'a list of objects with code and message',
    actual,
    where,
    exchange: answer.x,
  });
  const isList = Array.isArray(json) && json.length > 0;
  check.that(isList, finding('an error must be a list of error objects', '', shorten(text, 160) || 'an empty body'));
  if (Array.isArray(json))
    json.forEach((item, i) =>
      check.that(isObject(item), finding('each error must be an object', `/${i}`, show(item, 80))),
    );
  expectMembers(check, answer);
}

/** Each error object, in a list or alone, has a code and a message. */
export function expectMembers(check: Check, answer: Answer): void {
  errorsOf(answer).forEach((error, i) => {
    for (const member of ['code', 'message'] as const)
      check.that(typeof error[member] === 'string' && error[member] !== '', () => ({
        message: `${answer.asked} (${answer.raw.status}): ${member} of an error must be a text`,
        expected: 'an object with code and message',
        actual: show(error[member], 80),
        where: `/${i}/${member}`,
        exchange: answer.x,
      }));
  });
}

/** Pointers are a list, and their name is a text; both may be null or absent. */
export function expectPointers(check: Check, answer: Answer): void {
  errorsOf(answer).forEach(({ pointers, pointerName }, i) => {
    const each = (member: string, value: unknown, what: string, holds: boolean) =>
      check.that(value === undefined || value === null || holds, () => ({
        message: `${answer.asked}: /${i}/${member} must be ${what}, null or absent, came ${show(value, 80)}`,
        expected: `${what}, null or absent`,
        actual: show(value, 120),
        where: `/${i}/${member}`,
        exchange: answer.x,
      }));
    each('pointers', pointers, 'a list', Array.isArray(pointers));
    each('pointerName', pointerName, 'a text', typeof pointerName === 'string');
  });
}

/** What came, for promises that nobody made. */
export function observeAnswer(check: Check, label: string, { raw, x }: Answer): void {
  if (raw.status !== 0) check.observe(label, `${raw.status} ${shorten(raw.text, 120)}`, x);
}
