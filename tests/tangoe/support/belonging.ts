/** Judgements on whose an item is. */
import type { Answer } from '../../../src/judges/answer.ts';
import { expectSubset } from '../../../src/judges/lists.ts';
import { type Check, show, undecided } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { itemsOf, metaOf, rowId, rowIds } from './pages.ts';
import type { Filtered } from './filtered.ts';
import { peopleIn } from './people.ts';
import { type Kind, ownersOf } from './walks.ts';

/** Every item that names its owner names this one. */
export function expectOwned(check: Check, answer: Answer, kind: Kind, owner: string, where: string): void {
  const { items, at } = itemsOf(answer);
  items.forEach((row, i) => {
    const owners = ownersOf(kind, row);
    if (owners.length === 0) return;
    expectThat(
      check,
      answer,
      owners.includes(owner),
      `${kind} ${rowId(row) ?? ''}${where} belongs to ${owners.join(' and ')}, asked for was ${owner}`,
      `items of ${owner}`,
      show(owners, 80),
      `${at}/${i}`,
    );
  });
}

/** What the list without a filter says to be the actor's is all there. */
export function expectWhole(check: Check, { kind, all, actor, answer }: Filtered): void {
  if (!all.complete) return;
  const { items } = itemsOf(answer);
  const total = metaOf(answer)?.meta['totalCount'];
  const whole = typeof total !== 'number' || total <= items.length;
  // An order is filtered by its account holder or by whom it was requested; only what is both must be there.
  const promised = all.rows.filter((row) => {
    const owners = ownersOf(kind, row);
    return owners.length > 0 && owners.every((id) => id === actor.id);
  });
  if (whole)
    expectSubset(
      check,
      answer,
      rowIds(promised),
      rowIds(items),
      `${kind} of employee ${actor.id} are missing under the filter`,
    );
}

/** No item came: an empty list, or one of the documented refusals. */
export function expectNothing(check: Check, answer: Answer, what: string): void {
  const { status } = answer;
  if (answer.control === 'failed') undecided(`${answer.asked}: the list without this filter was not answered either`);
  check.observe(what, `status ${status}`, answer.x);
  if ([400, 403, 404].includes(status)) return check.held();
  const came = itemsOf(answer).items;
  expectThat(
    check,
    answer,
    came.length === 0,
    `${what}: ${came.length} items came`,
    'nothing',
    show(rowIds(came).slice(0, 5), 120),
  );
}

/** Ids of everybody whom a page names: owners of its items, and whatever looks like a person inside them. */
export function peopleOn(kind: Kind, answer: Answer): string[] {
  const owners = itemsOf(answer).items.flatMap((row) => ownersOf(kind, row));
  return [...owners, ...peopleIn(answer.data).map(({ id }) => id)];
}

/** Refused with one of the statuses that hide or forbid an item. */
export function expectHidden(check: Check, answer: Answer, what: string): void {
  if (answer.control === 'failed') undecided(`${answer.asked}: an item that the user may see was not answered either`);
  const { status } = answer;
  if (status === 429 || status >= 500) undecided(`${answer.asked} was answered with ${status}`);
  expectThat(
    check,
    answer,
    [400, 401, 403, 404].includes(status),
    `${what} is shown`,
    'status 403 or 404',
    `status ${status}`,
    'status',
  );
}
