/** The error list of TIER. */
import type { Answer } from '../../../src/judges/answer.ts';
import { othersThan } from '../../../src/judges/answers.ts';
import { expectShape } from './resources.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { type Check, shorten, show, undecided } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { type Placed, isRow, memberOf, textIn, within } from './resources.ts';

/** The errors of a body that are objects; none where there are none. Never throws. */
export function errorsOf(answer: Answer): Placed[] {
  const list: unknown = within(answer.raw.json, 'errors');
  return Array.isArray(list)
    ? list.flatMap((row: unknown, i) => (isRow(row) ? [{ row, at: `/errors/${i}` }] : []))
    : [];
}

/** What customers are asked with: the page on them documents errors. */
export const documentsErrors = [
  'getCustomer',
  'getCurrentRental',
  'updateCustomer',
  'deleteCustomer',
  'createCustomer',
];
/** Statuses that the pages give errors for; what refuses keys and tokens stands before the API. */
const statuses = [400, 404, 409];

/**
 * Other refusals of some operations that bring errors. One that explains itself in another way, or not at all, is of what
 * stands before the API, or speaks of something that no page shows.
 */
export const otherErrors = (
  own: readonly Answer[],
  operations: readonly string[],
  { answers }: JudgeContext,
): Answer[] =>
  othersThan(own, answers).filter(
    ({ raw, request }) =>
      operations.includes(request.operation) &&
      statuses.includes(raw.status) &&
      memberOf(raw.json, 'errors') !== undefined,
  );

export const codesOf = (answer: Answer): string[] => errorsOf(answer).flatMap(({ row }) => textIn(row, 'code') ?? []);

const said = ({ raw }: Answer): string => (raw.text === '' ? 'an empty body' : shorten(raw.text, 160));

/**
 * Refused with a documented status and code.
 * @throws Undecided for 401, 403, 429, 5xx and where nothing came: they decide nothing about this error
 */
export function expectDocumentedError(
  check: Check,
  answer: Answer,
  status: number,
  code: string,
  because: string,
): void {
  const came = answer.status;
  if (came === 401 || came === 403 || came === 429)
    undecided(`${answer.asked} was answered with ${came} (${said(answer)})`);
  if (came >= 500 && answer.control !== 'held')
    undecided(`${answer.asked} was answered with ${came}: the server failed (${said(answer)})`);
  if (
    !expectThat(
      check,
      answer,
      came === status,
      `because ${because}, ${status} is promised`,
      `status ${status}`,
      `status ${came}: ${said(answer)}`,
      'status',
    )
  )
    return;
  const codes = codesOf(answer);
  expectThat(
    check,
    answer,
    codes.includes(code),
    `because ${because}, the code ${code} is promised`,
    code,
    codes.join(', ') || said(answer),
    '/errors/0/code',
  );
}

/** The body is a list of errors with code, title and status, each a text. */
export function expectErrorList(check: Check, answer: Answer, context: JudgeContext): void {
  const body: unknown = answer.raw.json;
  const row = isRow(body) ? body : null;
  expectThat(
    check,
    answer,
    row !== null,
    'the error is no object',
    'an object with errors',
    show(answer.raw.text, 120),
    '',
  );
  if (row !== null) expectShape(check, answer, [{ row, at: '' }], 'v1/error', context);
}

/** Every error says the status of the answer. */
export function expectSameStatus(check: Check, answer: Answer): void {
  for (const { row, at } of errorsOf(answer))
    expectThat(
      check,
      answer,
      row['status'] === String(answer.status),
      'the status of an error is not that of the answer',
      `"${answer.status}"`,
      row['status'],
      `${at}/status`,
    );
}
