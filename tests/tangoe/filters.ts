/** The employee filter of the four lists: it narrows what the user may see anyway, on every page. */
import { wallClock } from '../../src/judges/dates.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import { readDate } from '../../src/judges/dates.ts';
import { type Filtered, expectNothing, expectOwned, expectWhole } from './support/belonging.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { countIn, isObject, itemsOf, metaOf, rowIds } from './support/pages.ts';
import { cast, unusedId } from './support/people.ts';
import { type Kind, type ListQuery, ask, firstEmployees, kinds, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

const whole = { limit: 100, offset: 0 };

/** What the filter returns for the actor and for somebody else. */
function filteredOf(kind: Kind): Probe<Filtered, TangoeApi> {
  return probe(
    `${kind} of one employee`,
    { cost: 2, needs: [cast, walks[kind]], control: walks[kind] },
    async ({ api, get }) => {
      const { actor, other } = await get(cast);
      const filter = (employee: string) => ask(api, kind, { query: { ...whole, employee } });
      return {
        kind,
        all: await get(walks[kind]),
        actor,
        other,
        answer: await filter(actor.id),
        others: other === null ? null : await filter(other.id),
      };
    },
  );
}

const filtered: Readonly<Record<Kind, Probe<Filtered, TangoeApi>>> = {
  employees: filteredOf('employees'),
  devices: filteredOf('devices'),
  services: filteredOf('services'),
  orders: filteredOf('orders'),
};

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
    if (kind === 'employees') return expectSelf(check, seen);
    if (seen.others === null || !isAnswered(seen.others)) return;
    const [mine, theirs] = [rowIds(itemsOf(seen.answer).items), rowIds(itemsOf(seen.others).items)];
    if (kind === 'orders' || mine.length === 0 || theirs.length === 0) return;
    const both = mine.filter((id) => theirs.includes(id));
    expectThat(
      check,
      seen.answer,
      both.length === 0,
      `${both.length} ${kind} come for employee ${seen.actor.id} and for ${seen.other?.id ?? ''} alike`,
      'each asset once',
      show(both.slice(0, 5), 120),
    );
  });
}

function expectSelf(check: Check, { answer, actor, all }: Filtered): void {
  if (!all.ids.includes(actor.id)) return;
  const ids = rowIds(itemsOf(answer).items);
  expectThat(
    check,
    answer,
    ids.includes(actor.id),
    `employee ${actor.id} is missing though he was asked for`,
    actor.id,
    show(ids.slice(0, 5), 80),
  );
}

const byCompany = probe(
  'lists by company id',
  { cost: 4, needs: [cast, ...kinds.map((kind) => filtered[kind])], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const { actor } = await get(cast);
    if (actor.company === null || !actor.unique)
      return stop('no company id is known that stands once in the whole list of employees');
    const companyEmployeeId = actor.company;
    return Promise.all(
      kinds.map(async (kind) => ({
        kind,
        byId: await get(filtered[kind]),
        answer: await ask(api, kind, { query: { ...whole, companyEmployeeId } }),
      })),
    );
  },
);

/** The same items, in whatever order. */
function expectSameItems(check: Check, answer: Answer, promised: Answer, what: string): void {
  const [came, wanted] = [rowIds(itemsOf(answer).items).sort(), rowIds(itemsOf(promised).items).sort()];
  expectThat(
    check,
    answer,
    came.join('\n') === wanted.join('\n'),
    what,
    `${wanted.length} items, as ${show(wanted.slice(0, 3), 60)}`,
    `${came.length} items, as ${show(came.slice(0, 3), 60)}`,
  );
}

requirement('TG-FIL-05', byCompany, (lists, check) => {
  for (const { kind, byId, answer } of lists)
    if (isAnswered(byId.answer))
      expectSameItems(
        check,
        answer,
        byId.answer,
        `${kind} by company id are others than by the id of the same employee`,
      );
});

const byBoth = probe(
  'lists by two employees at once',
  { cost: 4, needs: [cast, ...kinds.map((kind) => filtered[kind])], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const { actor, other } = await get(cast);
    const companyEmployeeId = other?.company ?? stop('there is no second employee with a company id');
    return Promise.all(
      kinds.map(async (kind) => ({
        kind,
        byId: await get(filtered[kind]),
        answer: await ask(api, kind, { query: { ...whole, employee: actor.id, companyEmployeeId } }),
      })),
    );
  },
);

requirement('TG-FIL-06', byBoth, (lists, check) => {
  for (const { kind, byId, answer } of lists)
    if (isAnswered(byId.answer))
      expectSameItems(
        check,
        answer,
        byId.answer,
        `${kind} by an employee id and another company id are not those of the employee id`,
      );
});

const everyFilter = probe(
  'filtered lists',
  { cost: 0, needs: kinds.map((kind) => filtered[kind]) },
  async ({ get }) => {
    const asked = await Promise.all(kinds.map((kind) => attempt(get(filtered[kind]))));
    return asked.flatMap((a) => ('value' in a ? [a.value] : []));
  },
);

requirement('TG-FIL-07', everyFilter, (lists, check) => {
  for (const { kind, all, answer, others } of lists) {
    if (!all.complete) continue;
    for (const one of others === null ? [answer] : [answer, others]) {
      if (!isAnswered(one)) continue;
      const { items } = itemsOf(one);
      expectSubset(check, one, rowIds(items), all.ids, `${kind} of one employee that the list without a filter lacks`);
      const [part, total] = [countIn(metaOf(one)?.meta ?? {}, 'totalCount'), all.total];
      if (part !== null && total !== null)
        expectThat(
          check,
          one,
          part <= total,
          `a filter counts ${part} ${kind}, the list without one ${total}`,
          `at most ${total}`,
          String(part),
          '/_meta/totalCount',
        );
    }
  }
  if (check.checks === 0) undecided('no list is short enough to be compared with its filtered part');
});

const mostPages = 5;

interface Paged {
  readonly kind: Kind;
  readonly owner: string;
  readonly pages: readonly Answer[];
  readonly whole: Answer;
}

/** Pages of a filtered list, small enough that there are at least three of them. */
function pagedOf(kind: Kind): Probe<Paged, TangoeApi> {
  return probe(
    `${kind} of one employee, page by page`,
    { cost: mostPages, needs: [filtered[kind]], control: filtered[kind] },
    async ({ api, get, undecided: stop }): Promise<Paged> => {
      const { actor, answer } = await get(filtered[kind]);
      const { length } = itemsOf(answer).items;
      if (length < 3)
        return stop(
          `the employee has ${length} ${kind}: too few for three pages; set TANGOE_ACTOR_EMPLOYEE_ID to somebody with more`,
        );
      const limit = Math.max(1, Math.ceil(length / mostPages));
      const offsets = Array.from({ length: Math.min(mostPages, Math.ceil(length / limit)) }, (_, i) => i * limit);
      const query = (offset: number): ListQuery => ({ limit, offset, employee: actor.id });
      return {
        kind,
        owner: actor.id,
        whole: answer,
        pages: await Promise.all(offsets.map((offset) => ask(api, kind, { query: query(offset) }))),
      };
    },
  );
}

const paged = (['devices', 'services', 'orders'] as const).map(pagedOf);

const everyPage = probe('filtered lists, page by page', { cost: 0, needs: paged }, async ({ get }) => {
  const asked = await Promise.all(paged.map((p) => attempt(get(p))));
  const seen = asked.flatMap((a) => ('value' in a ? [a.value] : []));
  return { seen, reason: asked.flatMap((a) => ('reason' in a ? [a.reason] : []))[0] };
});

requirement('TG-FIL-08', everyPage, ({ seen, reason }, check) => {
  for (const { kind, owner, pages, whole: all } of seen) {
    const promised = rowIds(itemsOf(all).items);
    pages.forEach((page, i) => {
      expectOwned(check, page, kind, owner, ` on page ${i + 1}`);
      expectSubset(
        check,
        page,
        rowIds(itemsOf(page).items),
        promised,
        `${kind} on page ${i + 1} that the filter does not return at once`,
      );
    });
  }
  if (seen.length === 0) undecided(reason ?? 'no filtered list has three pages');
});

const byNobody = probe(
  'lists of nobody',
  { cost: 4, needs: [walks.employees], control: firstEmployees },
  async ({ api, get }) => {
    const employee = unusedId((await get(walks.employees)).ids);
    return Promise.all(
      kinds.map(async (kind) => ({ kind, answer: await ask(api, kind, { query: { ...whole, employee } }) })),
    );
  },
);

requirement('TG-FIL-09', byNobody, (lists, check) => {
  for (const { kind, answer } of lists) expectNothing(check, answer, `${kind} of an employee who does not exist`);
});

const updatedOf = (row: Readonly<Record<string, unknown>>) =>
  typeof row['updated'] === 'string' ? (readDate(row['updated'])?.ms ?? null) : null;

const updatedLater = probe(
  'employees updated since',
  { cost: 1, needs: [walks.employees], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const all = await get(walks.employees);
    const times = all.rows.flatMap((row) => updatedOf(row) ?? []).sort((a, b) => a - b);
    const since = times[Math.floor(times.length / 2)] ?? stop('no employee says when it was updated');
    const dateTimeUpdatedOnOrAfter = `${wallClock(since)}Z`;
    return { all, since, answer: await api.listEmployees({ query: { ...whole, dateTimeUpdatedOnOrAfter } }) };
  },
);

requirement('TG-FIL-10', updatedLater, ({ all, since, answer }, check) => {
  if (answer.raw.status === 400)
    notTestable('the form of dateTimeUpdatedOnOrAfter is not documented, and ISO 8601 with Z was refused');
  const { items, at } = itemsOf(answer);
  items.forEach((row, i) => {
    const updated = updatedOf(row);
    // The page gives whole seconds; the start of a second is still in it.
    if (updated !== null)
      expectThat(
        check,
        answer,
        updated >= since - 1000,
        'an employee was updated before the time that was asked for',
        `${wallClock(since)}Z`,
        show(row['updated'], 40),
        `${at}/${i}/updated`,
      );
  });
  if (!all.complete) return;
  const later = all.rows.filter((row) => (updatedOf(row) ?? 0) >= since + 1000);
  if (later.length <= 100)
    expectSubset(check, answer, rowIds(later), rowIds(items), 'employees that were updated later are missing');
});

const withService = probe(
  'devices with service details',
  { cost: 1, needs: [walks.devices], control: walks.devices },
  async ({ api, get }) => ({
    all: await get(walks.devices),
    answer: await api.listDevices({ query: { ...whole, includeServiceDetails: true } }),
  }),
);

requirement('TG-FIL-11', withService, ({ all, answer }, check) => {
  const { items } = itemsOf(answer);
  if (items.length === 0) undecided('there is no device');
  const [first] = all.answers;
  const plain = first === undefined ? [] : itemsOf(first).items;
  expectSubset(check, answer, rowIds(plain), rowIds(items), 'devices are missing when service details are asked for');
  const detailed = items.filter(
    (row) => isObject(row['service']) && Object.keys(row['service']).some((name) => name !== 'id' && name !== '_meta'),
  );
  expectThat(
    check,
    answer,
    detailed.length > 0,
    'no device has the details of its service',
    'service with its details',
    show(items[0], 160),
  );
});
