/** Filters by the time of the last update, and by who may approve an order. */
import type { Answer } from '../../src/judges/answer.ts';
import { readDate, wallClock } from '../../src/judges/dates.ts';
import { type Row, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { expectNothing } from './support/belonging.ts';
import { everything, halfOf } from './support/filtered.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { countIn, itemsOf, metaOf, rowIds } from './support/pages.ts';
import { unusedId } from './support/people.ts';
import { type Kind, type Walk, ask, kinds, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

const updatedOf = (row: Row): number | null =>
  typeof row['updated'] === 'string' ? (readDate(row['updated'])?.ms ?? null) : null;

interface Since {
  readonly all: Walk;
  /** Milliseconds since the epoch, whole seconds. */
  readonly since: number;
  readonly limit: number;
  readonly answer: Answer;
}

const memberOf = (kind: Kind) => (kind === 'employees' ? 'dateTimeUpdatedOnOrAfter' : 'dateTimeUpdated');

const wholeSecond = (time: number) => Math.floor(time / 1000) * 1000;

/** The time in the middle; a year ahead where there is none. @param times sorted, milliseconds since the epoch */
const atOne = (times: readonly number[], now: number): number =>
  wholeSecond(times[Math.ceil(times.length / 2)] ?? now + 365 * 86_400_000);

/** A second before it where nothing was updated then: whether a filter counts the very second is told of one alone. */
function betweenTwo(times: readonly number[], now: number): number {
  const before = atOne(times, now) - 1000;
  return times.some((time) => wholeSecond(time) === before) ? before + 1000 : before;
}

/** From the middle of the times that the list shows; where it shows none, from a year ahead, when nothing was updated yet. */
function updatedSince(kind: Kind): Probe<Since, TangoeApi> {
  return probe(
    `${kind} updated since`,
    { cost: 1, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get, now, undecided: stop }) => {
      const all = await get(walks[kind]);
      if (all.ids.length === 0) return stop(`there are no ${kind}`);
      const times = all.rows.flatMap((row) => updatedOf(row) ?? []).sort((a, b) => a - b);
      const whole = kind === 'employees' ? atOne(times, now) : betweenTwo(times, now);
      // Half of what must come leaves a second page, to which the links must carry the filter.
      const limit = Math.min(halfOf(times.filter((time) => time > whole)), all.largest);
      const query = { limit, offset: 0, [memberOf(kind)]: `${wallClock(whole)}Z` };
      return { all, since: whole, limit, answer: await ask(api, kind, { query }) };
    },
  );
}

const since = kinds.map((kind) => ({ kind, asked: updatedSince(kind) }));

function expectLater(check: Check, { all, since: from, limit, answer }: Since): void {
  // The form of the value is not documented: a refusal of ISO 8601 decides nothing.
  if (answer.raw.status === 400) return;
  const { kind } = all;
  const { items, at } = itemsOf(answer);
  const wanted = `${wallClock(from)}Z or later`;
  items.forEach((row, i) => {
    const updated = updatedOf(row) ?? updatedOf(all.rows.find((r) => rowIds([r])[0] === rowIds([row])[0]) ?? {});
    const message = `${kind}: one was updated before the time that was asked for`;
    if (updated !== null)
      expectThat(check, answer, updated >= from, message, wanted, row['updated'], `${at}/${i}/updated`);
  });
  const known = all.rows.filter((row) => updatedOf(row) !== null);
  if (known.length === 0)
    expectThat(check, answer, items.length === 0, `${kind} were updated in the future`, 'nothing', rowIds(items));
  // "On or after" stands in the name of one of the two filters alone.
  const isLate = (row: Row) => (updatedOf(row) ?? 0) > from || (kind === 'employees' && updatedOf(row) === from);
  const promised = known.filter(isLate);
  if (!all.complete) return;
  if (promised.length < limit && items.length < limit)
    expectSubset(check, answer, rowIds(promised), rowIds(items), `${kind} that were updated later are missing`);
  // Those that say nothing, and those of that very second, may count or not.
  const most = all.rows.length - known.filter((row) => (updatedOf(row) ?? 0) < from).length;
  const count = countIn(metaOf(answer)?.meta ?? {}, 'totalCount');
  const message = `${count ?? 0} ${kind} are counted, ${promised.length} were updated later`;
  const holds = count === null || (count >= promised.length && count <= most);
  expectThat(check, answer, holds, message, `${promised.length} to ${most}`, count, '/_meta/totalCount');
}

for (const { asked } of since.filter(({ kind }) => kind === 'employees'))
  requirement('TG-FIL-10', asked, (seen, check) => {
    expectLater(check, seen);
    if (check.checks === 0) notTestable('the form of the time is not documented, and ISO 8601 with Z was refused');
  });

const others = since.filter(({ kind }) => kind !== 'employees').map(({ asked }) => asked);

export const updated = probe('assets and orders updated since', { cost: 0, needs: others }, async ({ get }) => {
  const seen = await Promise.all(others.map((p) => attempt(get(p))));
  return seen.flatMap((a) => ('value' in a ? [a.value] : []));
});

requirement('TG-FIL-12', updated, (lists, check) => {
  for (const one of lists) expectLater(check, one);
  if (check.checks === 0) notTestable('no list with items took the time that was asked for');
});

const byApprover = probe(
  'orders that nobody may approve',
  { cost: 2, needs: [walks.employees, walks.orders], control: walks.orders },
  async ({ api, get }) => {
    const nobody = unusedId((await get(walks.employees)).ids);
    const { ids } = await get(walks.orders);
    const asked = ['eligibleToApproveEmployeeId', 'eligibleToApproveCompanyEmployeeId'].map((name) =>
      api.listOrders({}, { anyway: { query: { ...everything, [name]: nobody } } }),
    );
    return { ids, answers: await Promise.all(asked) };
  },
);

requirement('TG-FIL-13', byApprover, ({ ids, answers }, check) => {
  if (ids.length === 0) undecided('there is no order that the filter could leave out');
  for (const answer of answers)
    if (isAnswered(answer) || answer.raw.status >= 400)
      expectNothing(check, answer, 'orders that an employee who does not exist may approve');
});
