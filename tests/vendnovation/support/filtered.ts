/** Judgements on filtered lists: what came is held against the list without a filter. */
import type { Answer } from '../../../src/judges/answer.ts';
import { countOf } from '../../../src/judges/headers.ts';
import { type Row, expectEach, expectSameIds, expectSubset, idOf, idsOf, rowsOf } from '../../../src/judges/lists.ts';
import { type Check, undecided } from '../../../src/verdict/check.ts';
import { codesOf } from './errors.ts';
import type { Fleet } from './machines.ts';

/** The list without a filter holds every machine, or nothing can be compared with it. */
export function whole({ complete, rows }: Fleet): void {
  if (rows.length === 0) undecided('the account has no machine');
  if (!complete)
    undecided(
      'the account has more machines than VENDNOVATION_MAX_PAGES pages hold, so that the lists cannot be compared',
    );
}

interface Filtered {
  readonly all: Fleet;
  readonly answer: Answer;
  readonly values: readonly (number | string)[];
}

/** Exactly the machines of `all` whose member has one of the values. */
export function expectFiltered(check: Check, { all, answer, values }: Filtered, member: string): void {
  expectEach(
    check,
    answer,
    `${member} is ${values.join(' or ')}`,
    (row) => values.includes(row[member] as number),
    (row) => row[member],
  );
  whole(all);
  const promised = idsOf(all.rows.filter((row) => values.includes(row[member] as number)));
  const came = idsOf(rowsOf(answer));
  // A filtered list that fills a page goes on behind it.
  if ((countOf(answer, 'total-pages') ?? 1) > 1) expectSubset(check, answer, came, promised, `filter by ${member}`);
  else expectSameIds(check, answer, came, promised, `filter by ${member}`);
}

/** No record came: an empty list, or a refusal with an error; no page says which, for ids that do not exist or are foreign. */
export function expectNothing(check: Check, answer: Answer, what: string): void {
  const refused = [400, 403, 404].includes(answer.status) && codesOf(answer).length > 0;
  if (refused) {
    check.held();
    check.observe(what, `${answer.status} ${codesOf(answer).join(', ')}`, answer.x);
    return;
  }
  const came = rowsOf(answer);
  expectSubset(
    check,
    answer,
    came.map((row, i) => idOf(row) ?? `without id at /${i}`),
    [],
    what,
  );
  check.observe(what, `${answer.status}, ${came.length} records`, answer.x);
}

/** The same machines as without a filter; of a long list its first page is held to be part of it. */
export function expectAll(check: Check, { all, answer }: { all: Fleet; answer: Answer }, what: string): void {
  const came = idsOf(rowsOf(answer));
  if (all.answers.length > 1) expectSubset(check, answer, came, all.ids, what);
  else expectSameIds(check, answer, came, all.ids, what);
}

/** Where nothing fits a filter, an empty list and a refusal for that reason are both accepted. */
export const isNothing = (answer: Answer): boolean =>
  [403, 404].includes(answer.status) && codesOf(answer).some((c) => c === 'MISSING_RECORD' || c === 'DATA_ACCESS');

export const rowsUnlessNothing = (answer: Answer): readonly Row[] => (isNothing(answer) ? [] : rowsOf(answer));
