/** The employee filter of the four lists: whose records it returns, and which of two ids decides. */
import type { Answer } from '../../src/judges/answer.ts';
import { type Row, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { expectNothing, expectOwned, expectWhole } from './support/belonging.ts';
import { type Filtered, everything, filtered, halfOf } from './support/filtered.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { countIn, isObject, itemsOf, metaOf, rowIds } from './support/pages.ts';
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

/** Of an id that stands once half of the items is asked for: what else there is, `totalCount` and the links tell. */
export const byCompany = probe(
  'lists by company id',
  { cost: 4, needs: [cast, ...all], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const { actor } = await get(cast);
    if (actor.company === null) return stop('the employee has no company id that may be sent');
    const company = actor.company;
    const asked = kinds.map(async (kind) => {
      const byId = await get(filtered[kind]);
      const limit = actor.unique && isAnswered(byId.answer) ? halfOf(itemsOf(byId.answer).items) : everything.limit;
      const query = { limit, offset: 0, companyEmployeeId: company };
      return { kind, actor, byId, limit, answer: await ask(api, kind, { query }) };
    });
    return Promise.all(asked);
  },
);

/** Company ids of whom an item belongs to, as far as it shows them. */
function companiesOf(kind: Kind, row: Row): string[] {
  const people =
    kind === 'orders' ? [row['accountHolder'], row['requestedBy']] : [kind === 'employees' ? row : row['employee']];
  return people.flatMap((one) =>
    isObject(one) && typeof one['companyEmployeeId'] === 'string' ? [one['companyEmployeeId']] : [],
  );
}

/** Where others may have the same company id, their items come, too; nobody else's do. */
function expectOfCompany(check: Check, kind: Kind, answer: Answer, byId: Answer, company: string): void {
  const { items, at } = itemsOf(answer);
  items.forEach((row, i) => {
    const shown = companiesOf(kind, row);
    const message = `${kind} of ${shown.join(' and ')} come for the company id ${company}`;
    expectThat(check, answer, shown.length === 0 || shown.includes(company), message, company, shown, `${at}/${i}`);
  });
  if (items.length < everything.limit && countIn(metaOf(answer)?.meta ?? {}, 'totalCount') === items.length)
    expectSubset(check, answer, rowIds(itemsOf(byId).items), rowIds(items), `${kind} by company id lack those by id`);
}

/** The same items, in whatever order. */
function expectSameItems(check: Check, answer: Answer, promised: Answer, message: string): void {
  const [came, wanted] = [rowIds(itemsOf(answer).items).sort(), rowIds(itemsOf(promised).items).sort()];
  expectThat(check, answer, came.join('\n') === wanted.join('\n'), message, `${wanted.length} items`, came);
}

/** The first items of as many as there are by the id. */
function expectHalf(check: Check, answer: Answer, byId: Answer, limit: number, message: string): void {
  const [came, known] = [rowIds(itemsOf(answer).items), rowIds(itemsOf(byId).items)];
  const holds = came.length > 0 && came.every((id) => known.includes(id));
  expectThat(check, answer, holds, message, `${limit} of ${known.length} items`, came);
  const [count, promised] = [answer, byId].map((one) => countIn(metaOf(one)?.meta ?? {}, 'totalCount'));
  if (typeof count === 'number' && typeof promised === 'number')
    expectThat(check, answer, count === promised, message, `totalCount ${promised}`, count, '/_meta/totalCount');
}

requirement('TG-FIL-05', byCompany, (lists, check) => {
  for (const { kind, actor, byId, limit, answer } of lists) {
    const message = `${kind} by company id are others than by the id of the same employee`;
    if (!isAnswered(byId.answer)) continue;
    if (limit < everything.limit) expectHalf(check, answer, byId.answer, limit, message);
    else if (actor.unique) expectSameItems(check, answer, byId.answer, message);
    else expectOfCompany(check, kind, answer, byId.answer, actor.company ?? '');
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
  for (const { kind, all: list, answer, others } of lists)
    for (const part of [answer, ...(others === null ? [] : [others])].filter(isAnswered)) {
      const what = `${kind} of one employee that the list without a filter lacks`;
      if (list.complete) expectSubset(check, part, rowIds(itemsOf(part).items), list.ids, what);
      const count = countIn(metaOf(part)?.meta ?? {}, 'totalCount');
      if (count === null || list.total === null) continue;
      const message = `a filter counts ${count} ${kind}, the list without one ${list.total}`;
      expectThat(check, part, count <= list.total, message, `at most ${list.total}`, count, '/_meta/totalCount');
      const came = itemsOf(part).items.length;
      const short = came < (countIn(metaOf(part)?.meta ?? {}, 'limit') ?? everything.limit);
      const other = `a filter counts ${count} ${kind}, of which ${came} came`;
      if (short) expectThat(check, part, count === came, other, String(came), count, '/_meta/totalCount');
    }
  if (check.checks === 0) undecided('no list is short enough to be compared with its filtered part');
});

const byNobody = probe(
  'lists of nobody',
  { cost: 2, needs: [walks.employees], control: firstEmployees },
  async ({ api, get }) => {
    const query = { ...everything, employee: unusedId((await get(walks.employees)).ids) };
    const asked = ['devices', 'orders'] as const;
    return Promise.all(asked.map(async (kind) => ({ kind, answer: await ask(api, kind, { query }) })));
  },
);

requirement('TG-FIL-09', byNobody, (lists, check) => {
  for (const { kind, answer } of lists) expectNothing(check, answer, `${kind} of an employee who does not exist`);
});
