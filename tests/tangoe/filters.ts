/** The employee filter of the four lists: whose records it returns, and which of two ids decides. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { expectNothing, expectOwned, expectWhole } from './support/belonging.ts';
import { type Filtered, everything, filtered } from './support/filtered.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { countIn, itemsOf, metaOf, rowIds } from './support/pages.ts';
import { cast, unusedId } from './support/people.ts';
import { type Kind, ask, firstEmployees, kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const requirementOf: Readonly<Record<Kind, string>> = {
  devices: 'TG-FIL-01',
  services: 'TG-FIL-02',
  orders: 'TG-FIL-03',
  employees: 'TG-FIL-04',
};

for (const kind of kinds) {
  requirement(requirementOf[kind], filtered[kind], (seen, check) => {
    expectOwned(check, seen.answer, kind, seen.actor.id, '');
    expectWhole(check, seen);
    if (kind === 'employees') expectSelf(check, seen);
    else if (kind !== 'orders') expectApart(check, seen);
  });
}

function expectSelf(check: Check, { answer, actor, all }: Filtered): void {
  const ids = rowIds(itemsOf(answer).items);
  const message = 'the employee who was asked for is missing';
  if (all.ids.includes(actor.id)) expectThat(check, answer, ids.includes(actor.id), message, actor.id, ids);
}

/** An asset belongs to one employee: nothing comes for two of them. */
function expectApart(check: Check, { kind, answer, others, actor, other }: Filtered): void {
  if (others === null || other === null || !isAnswered(others)) return;
  const [mine, theirs] = [rowIds(itemsOf(answer).items), rowIds(itemsOf(others).items)];
  if (mine.length === 0 || theirs.length === 0) return;
  const both = mine.filter((id) => theirs.includes(id));
  const message = `${kind} come for employees ${actor.id} and ${other.id} alike`;
  expectThat(check, answer, both.length === 0, message, 'each asset once', both);
}

const all = kinds.map((kind) => filtered[kind]);

const byCompany = probe(
  'lists by company id',
  { cost: 4, needs: [cast, ...all], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const { actor } = await get(cast);
    if (actor.company === null || !actor.unique)
      return stop('no company id is known that stands once in the whole list of employees');
    const query = { ...everything, companyEmployeeId: actor.company };
    return Promise.all(
      kinds.map(async (kind) => ({ kind, byId: await get(filtered[kind]), answer: await ask(api, kind, { query }) })),
    );
  },
);

/** The same items, in whatever order. */
function expectSameItems(check: Check, answer: Answer, promised: Answer, message: string): void {
  const [came, wanted] = [rowIds(itemsOf(answer).items).sort(), rowIds(itemsOf(promised).items).sort()];
  expectThat(check, answer, came.join('\n') === wanted.join('\n'), message, `${wanted.length} items`, came);
}

requirement('TG-FIL-05', byCompany, (lists, check) => {
  for (const { kind, byId, answer } of lists) {
    const message = `${kind} by company id are others than by the id of the same employee`;
    if (isAnswered(byId.answer)) expectSameItems(check, answer, byId.answer, message);
  }
});

const byBoth = probe(
  'lists by two employees at once',
  { cost: 4, needs: [cast, ...all], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const { actor, other } = await get(cast);
    const companyEmployeeId = other?.company ?? stop('there is no second employee with a company id');
    const query = { ...everything, employee: actor.id, companyEmployeeId };
    return Promise.all(
      kinds.map(async (kind) => ({ kind, byId: await get(filtered[kind]), answer: await ask(api, kind, { query }) })),
    );
  },
);

requirement('TG-FIL-06', byBoth, (lists, check) => {
  for (const { kind, byId, answer } of lists) {
    const message = `${kind} by an employee id and another company id are not those of the employee id`;
    if (isAnswered(byId.answer)) expectSameItems(check, answer, byId.answer, message);
  }
});

const every = probe('filtered lists', { cost: 0, needs: all }, async ({ get }) => {
  const asked = await Promise.all(all.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a ? [a.value] : []));
});

requirement('TG-FIL-07', every, (lists, check) => {
  for (const { kind, all: list, answer, others } of lists.filter((one) => one.all.complete))
    for (const part of [answer, ...(others === null ? [] : [others])].filter(isAnswered)) {
      const what = `${kind} of one employee that the list without a filter lacks`;
      expectSubset(check, part, rowIds(itemsOf(part).items), list.ids, what);
      const count = countIn(metaOf(part)?.meta ?? {}, 'totalCount');
      if (count === null || list.total === null) continue;
      const message = `a filter counts ${count} ${kind}, the list without one ${list.total}`;
      expectThat(check, part, count <= list.total, message, `at most ${list.total}`, count, '/_meta/totalCount');
    }
  if (check.checks === 0) undecided('no list is short enough to be compared with its filtered part');
});

const byNobody = probe(
  'lists of nobody',
  { cost: 4, needs: [walks.employees], control: firstEmployees },
  async ({ api, get }) => {
    const query = { ...everything, employee: unusedId((await get(walks.employees)).ids) };
    return Promise.all(kinds.map(async (kind) => ({ kind, answer: await ask(api, kind, { query }) })));
  },
);

requirement('TG-FIL-09', byNobody, (lists, check) => {
  for (const { kind, answer } of lists) expectNothing(check, answer, `${kind} of an employee who does not exist`);
});
