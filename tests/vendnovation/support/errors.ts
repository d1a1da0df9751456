/** The error list of VendNovation and the refusals that carry it. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Refusal, expectRefused } from '../../../src/judges/refusal.ts';
import { type Check, shorten } from '../../../src/verdict/check.ts';

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
