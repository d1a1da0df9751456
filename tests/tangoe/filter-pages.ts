/** Filters over all pages of a list, and filters by other things than an employee. */
import type { Answer } from '../../src/judges/answer.ts';
import { readDate, wallClock } from '../../src/judges/dates.ts';
import { type Row, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { notTestable, undecided } from '../../src/verdict/check.ts';
import { expectOwned } from './support/belonging.ts';
import { everything, filtered } from './support/filtered.ts';
import { expectThat } from './support/findings.ts';
import { isObject, itemsOf, rowIds } from './support/pages.ts';
import { type Kind, ask, firstEmployees, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

const mostPages = 5;

interface Paged {
  readonly kind: Kind;
  readonly owner: string;
  readonly pages: readonly Answer[];
  /** What the filter returns on one large page. */
  readonly promised: readonly string[];
}

/** Pages of a filtered list, small enough that there are at least three of them. */
function pagedOf(kind: Kind): Probe<Paged, TangoeApi> {
  const options = { cost: mostPages, needs: [filtered[kind]], control: filtered[kind] };
  return probe(
    `${kind} of one employee, page by page`,
    options,
    async ({ api, get, undecided: stop }): Promise<Paged> => {
      const { actor, answer } = await get(filtered[kind]);
      const promised = rowIds(itemsOf(answer).items);
      const { length } = promised;
      if (length < 3)
        return stop(`the employee has ${length} ${kind}, too few for three pages; set TANGOE_ACTOR_EMPLOYEE_ID`);
      const limit = Math.ceil(length / mostPages);
      const offsets = Array.from({ length: Math.ceil(length / limit) }, (_, i) => i * limit);
      const pages = offsets.map((offset) => ask(api, kind, { query: { limit, offset, employee: actor.id } }));
      return { kind, owner: actor.id, promised, pages: await Promise.all(pages) };
    },
  );
}

const paged = (['devices', 'services', 'orders'] as const).map(pagedOf);

const everyPage = probe('filtered lists, page by page', { cost: 0, needs: paged }, async ({ get, undecided: stop }) => {
  const asked = await Promise.all(paged.map((p) => attempt(get(p))));
  const seen = asked.flatMap((a) => ('value' in a ? [a.value] : []));
  const reason = asked.flatMap((a) => ('reason' in a ? [a.reason] : []))[0];
  return seen.length === 0 ? stop(reason ?? 'no filtered list has three pages') : seen;
});

requirement('TG-FIL-08', everyPage, (lists, check) => {
  for (const { kind, owner, pages, promised } of lists)
    pages.forEach((page, i) => {
      expectOwned(check, page, kind, owner, ` on page ${i + 1}`);
      const came = rowIds(itemsOf(page).items);
      expectSubset(check, page, came, promised, `${kind} on page ${i + 1} that the filter does not return at once`);
    });
});

const updatedOf = (row: Row): number | null =>
  typeof row['updated'] === 'string' ? (readDate(row['updated'])?.ms ?? null) : null;

const later = probe(
  'employees updated since',
  { cost: 1, needs: [walks.employees], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const all = await get(walks.employees);
    const times = all.rows.flatMap((row) => updatedOf(row) ?? []).sort((a, b) => a - b);
    const since = times[Math.floor(times.length / 2)] ?? stop('no employee says when it was updated');
    const query = { ...everything, dateTimeUpdatedOnOrAfter: `${wallClock(since)}Z` };
    return { all, since, answer: await api.listEmployees({ query }) };
  },
);

requirement('TG-FIL-10', later, ({ all, since, answer }, check) => {
  if (answer.raw.status === 400)
    notTestable('the form of dateTimeUpdatedOnOrAfter is not documented, and ISO 8601 with Z was refused');
  const { items, at } = itemsOf(answer);
  const whole = Math.floor(since / 1000) * 1000; // what was asked for has whole seconds
  items.forEach((row, i) => {
    const updated = updatedOf(row);
    const message = 'an employee was updated before the time that was asked for';
    if (updated !== null)
      expectThat(
        check,
        answer,
        updated >= whole,
        message,
        `${wallClock(whole)}Z or later`,
        row['updated'],
        `${at}/${i}/updated`,
      );
  });
  const promised = all.rows.filter((row) => (updatedOf(row) ?? 0) > since);
  if (all.complete && promised.length < everything.limit)
    expectSubset(check, answer, rowIds(promised), rowIds(items), 'employees that were updated later are missing');
});

const withService = probe(
  'devices with service details',
  { cost: 1, needs: [walks.devices], control: walks.devices },
  async ({ api, get }) => ({
    all: await get(walks.devices),
    answer: await api.listDevices({ query: { ...everything, includeServiceDetails: true } }),
  }),
);

requirement('TG-FIL-11', withService, ({ all, answer }, check) => {
  const { items } = itemsOf(answer);
  if (items.length === 0) undecided('there is no device');
  const [first] = all.answers;
  const plain = first === undefined ? [] : itemsOf(first).items;
  expectSubset(check, answer, rowIds(plain), rowIds(items), 'devices are missing when service details are asked for');
  const isDetailed = ({ service }: Row) =>
    isObject(service) && Object.keys(service).some((name) => name !== 'id' && name !== '_meta');
  expectThat(
    check,
    answer,
    items.some(isDetailed),
    'no device has the details of its service',
    'service with its details',
    items[0],
  );
});
