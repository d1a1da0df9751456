/** Judgements on bulk changes: what failed is rolled back, and nobody else's members move. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Row, idOf, rowsOf } from '../../../src/judges/lists.ts';
import { type Check, show, undecided } from '../../../src/verdict/check.ts';
import { expectErrorList, expectPointers } from './errors.ts';

/** Refused, and with an error in the documented form. */
export function expectErrors(check: Check, answer: Answer): void {
  if (answer.status < 400 || answer.status >= 500) return;
  expectErrorList(check, answer);
  expectPointers(check, answer);
}

/** A set with a failing element is refused; that nothing of it was kept is judged by the caller. */
export function expectRolledBack(check: Check, answer: Answer): void {
  const { status } = answer;
  if (status === 429 || status > 500) undecided(`${answer.asked} was answered with ${status}: the server failed`);
  expectErrors(check, answer);
  check.that(answer.status >= 400, () => ({
    message: `${answer.asked}: a bulk change with an unknown record in it was accepted with ${answer.status}`,
    expected: 'an error',
    actual: `status ${answer.status}`,
    where: 'status',
    exchange: answer.x,
  }));
}

/** Members of the records that were not written are what they were before. */
export function expectSteady(check: Check, after: Answer, before: readonly Row[], members: readonly string[]): void {
  for (const old of before) {
    const row = rowsOf(after).find((r) => idOf(r) === idOf(old));
    if (row === undefined) continue;
    for (const member of members)
      check.that(JSON.stringify(row[member]) === JSON.stringify(old[member]), () => ({
        message: `${after.asked}: ${member} of record ${idOf(old) ?? ''} was not written and has changed`,
        expected: show(old[member], 80),
        actual: show(row[member], 80),
        where: `/${member}`,
        exchange: after.x,
      }));
  }
}
