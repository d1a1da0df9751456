/** Date ranges: which range was used, what the headers say of it, and whether the records lie in it. */
import type { Answer } from '../../src/judges/answer.ts';
import {
  type ClampedRow,
  commonSpan,
  dateOnly,
  day,
  fits,
  near,
  parseSpan,
  plus,
  readDate,
  saySpan,
  second,
  wallClock,
} from '../../src/judges/dates.ts';
import { countOf } from '../../src/judges/headers.ts';
import { expectSameIds, idsOf, rowsOf } from '../../src/judges/lists.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { filtersOf, plainLists } from './support/answers.ts';
import {
  assumedMaximum,
  clampedRows,
  madeDatesAreTold,
  maximumOf,
  noDates,
  amidRecords,
  table,
  week,
} from './support/clamping-table.ts';
import { windows, within } from './support/date-windows.ts';
import { hour, morning, one, startAlone } from './support/start-alone.ts';
import { largest } from './support/paging.ts';
import { expectDerived, expectInRange, expectKept, expectMoved, rangeHeader, vendorClock } from './support/ranges.ts';
import { transactions } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

requirement('VN-DATE-02', table, (seen, check, { settings }) => {
  const { given, answer } = seen.tooLong;
  const maximum = maximumOf(seen, settings);
  expectMoved(check, answer, 'end', given.start ?? 0, 1, maximum);
  expectKept(check, answer, 'start', given.start);
  expectInRange(check, answer, given);
});

/** Some read the page so that only given dates are modified, and made ones are not told; then no row tells them. */
function toldOrUndecided(seen: Parameters<typeof madeDatesAreTold>[0]): void {
  if (!madeDatesAreTold(seen))
    undecided(
      'no answer tells a date that the route made by itself; the page promises headers for modified dates only, if applicable',
    );
}

/** Answers to requests that gave these dates and no others; which range was used, each must tell. */
const askedWith = (dates: readonly string[], context: JudgeContext): Answer[] =>
  plainLists('listTransactions', context).filter((answer) => {
    const given = filtersOf(answer).filter((name) => name === 'startDate' || name === 'endDate');
    return given.length === dates.length && given.every((name) => dates.includes(name));
  });

requirement('VN-DATE-03', amidRecords, ({ seen, start }, check, context) => {
  const { settings } = context;
  if (start !== null) expectInRange(check, start.answer, start.given);
  toldOrUndecided(seen);
  for (const other of askedWith(['startDate'], context)) rangeHeader(check, other, 'end');
  if (start !== null) expectMoved(check, start.answer, 'end', start.given.start, 1, maximumOf(seen, settings));
  for (const { given, answer } of [seen.startAlone, seen.recentStart]) {
    expectMoved(check, answer, 'end', given.start ?? 0, 1, maximumOf(seen, settings));
    expectKept(check, answer, 'start', given.start);
  }
});

requirement('VN-DATE-04', amidRecords, ({ seen, end }, check, context) => {
  const { settings } = context;
  if (end !== null) expectInRange(check, end.answer, end.given);
  toldOrUndecided(seen);
  for (const other of askedWith(['endDate'], context)) rangeHeader(check, other, 'start');
  if (end !== null) expectMoved(check, end.answer, 'start', end.given.end, -1, maximumOf(seen, settings));
  const { given, answer } = seen.endAlone;
  expectMoved(check, answer, 'start', given.end ?? 0, -1, maximumOf(seen, settings));
  expectKept(check, answer, 'end', given.end);
});

requirement('VN-DATE-05', table, (seen, check, context) => {
  const { settings } = context;
  const { answer } = seen.noDates;
  toldOrUndecided(seen);
  for (const other of askedWith([], context).filter(({ x }) => x !== answer.x))
    for (const side of ['start', 'end'] as const) rangeHeader(check, other, side);
  const start = rangeHeader(check, answer, 'start');
  const end = rangeHeader(check, answer, 'end');
  if (start === null || end === null) return;
  const vendorNow = vendorClock(answer);
  const off = end - vendorNow;
  const quarter = 15 * 60 * second;
  const nearest = Math.round(off / quarter) * quarter;
  const isNow = near(off, nearest, 5 * 60 * second) && Math.abs(nearest) <= 14 * hour;
  check.that(isNow, () => ({
    message: `${answer.asked}: without dates the range must end now; it ends ${Math.round(off / 60_000)} minutes from the server's clock`,
    expected: `now, ${wallClock(vendorNow)} UTC or in the server's zone`,
    actual: wallClock(end),
    where: 'header search-range-end-date',
    exchange: answer.x,
  }));
  const maximum = maximumOf(seen, settings);
  const row: ClampedRow = { name: '', anchor: end, sign: -1, derived: start };
  const spans = maximum === null ? [] : [maximum, week];
  if (spans.length > 0)
    check.that(
      spans.some((s) => fits(row, s)),
      () => ({
        message: `${answer.asked}: without dates the range must span the maximum of ${saySpan(spans[0] ?? week)}; it spans ${saySpan({ kind: 'fixed', ms: end - start })}`,
        expected: `${saySpan(spans[0] ?? week)}, or the 7 days of the page on filters`,
        actual: saySpan({ kind: 'fixed', ms: end - start }),
        where: 'header search-range-start-date',
        exchange: answer.x,
      }),
    );
});

requirement('VN-DATE-06', table, (seen, check, { settings }) => {
  const rows = clampedRows(seen).filter((r) => r.derived !== null);
  if (rows.length < 2) undecided('fewer than two rows of the table say which range was used');
  const set = parseSpan(settings['dateRouteMaximum'] ?? '');
  const spans = set === null ? [] : [set];
  const common = spans[0] ?? commonSpan(rows.filter((r) => r.name !== 'no dates')) ?? commonSpan(rows);
  const odd = rows.filter((r) => common === null || !(fits(r, common) || (r.name === 'no dates' && fits(r, week))));
  const say = (r: ClampedRow) => `${r.name}: ${saySpan({ kind: 'fixed', ms: Math.abs((r.derived ?? 0) - r.anchor) })}`;
  check.that(odd.length === 0, () => ({
    message: `the maximum of the route is not the same in all rows of the clamping table: ${rows.map(say).join(', ')}`,
    expected: common === null ? 'one maximum' : saySpan(common),
    actual: rows.map(say).join(', '),
    where: 'header search-range-end-date',
    exchange: seen.startAlone.answer.x,
  }));
});

const atTheEdge = probe(
  'transactions, exactly the maximum and a second more',
  { cost: 2, needs: [startAlone], control: transactions },
  async ({ api, get, settings, undecided }) => {
    const learnt = await get(startAlone);
    const start = learnt.given.start ?? 0;
    if (
      parseSpan(settings['dateRouteMaximum'] ?? '') === null &&
      learnt.answer.raw.header('search-range-end-date') === undefined
    )
      undecided(
        'the maximum of the route is not known: no answer says it, and VENDNOVATION_DATE_ROUTE_MAXIMUM is not set',
      );
    const maximum = assumedMaximum(learnt, settings);
    const ask = (end: number) =>
      api.listTransactions({
        headers: one,
        body: { requestFilter: { startDate: wallClock(start), endDate: wallClock(end) } },
      });
    const end = plus(start, maximum);
    return { start, end, maximum, exact: await ask(end), over: await ask(end + second) };
  },
);

requirement('VN-DATE-07', atTheEdge, ({ start, end, exact }, check) => {
  expectKept(check, exact, 'start', start);
  expectKept(check, exact, 'end', end);
});

requirement('VN-DATE-08', atTheEdge, ({ start, maximum, over }, check) => {
  const end = rangeHeader(check, over, 'end', start);
  if (end === null) return;
  check.that(
    near(end, plus(start, maximum), second / 2) || near(end, plus(start, maximum) - second, second / 2),
    () => ({
      message: `${over.asked}: a range one second over ${saySpan(maximum)} must be cut to it; the range used ends at ${wallClock(end)}`,
      expected: wallClock(plus(start, maximum)),
      actual: wallClock(end),
      where: 'header search-range-end-date',
      exchange: over.x,
    }),
  );
});

requirement('VN-DATE-01', within, ({ whole, first, second: last, moment }, check) => {
  for (const { given, answer } of [whole, first, last, moment]) {
    expectKept(check, answer, 'start', given.start);
    expectKept(check, answer, 'end', given.end);
  }
});

const wholeDays = probe(
  'transactions, dates without times',
  { cost: 4, needs: [windows, startAlone], control: transactions },
  async ({ api, get, now }) => {
    const { middle } = await get(windows);
    const date = dateOnly(middle);
    const ask = (requestFilter: object, headers: { size: number }) =>
      api.listTransactions({ headers, body: { requestFilter } });
    return {
      date,
      plain: await ask({ startDate: date, endDate: date }, largest),
      spelt: await ask({ startDate: `${date}T00:00:00`, endDate: `${date}T23:59:59` }, largest),
      start: {
        midnight: Math.floor(morning(now, 400) / day) * day,
        answer: await ask({ startDate: dateOnly(morning(now, 400)) }, one),
      },
      end: {
        midnight: Math.floor(morning(now, 300) / day) * day,
        answer: await ask({ endDate: dateOnly(morning(now, 300)) }, one),
      },
    };
  },
);

const wholeDaysAndTable = probe(
  'dates without times, and the clamping table',
  { cost: 0, needs: [wholeDays, table] },
  async ({ get }) => ({
    days: await get(wholeDays),
    seen: await get(table),
  }),
);

requirement('VN-DATE-09', wholeDaysAndTable, ({ days, seen }, check, { settings }) => {
  const { plain, spelt, date } = days;
  if ((countOf(plain, 'total-pages') ?? 1) <= 1 && (countOf(spelt, 'total-pages') ?? 1) <= 1)
    expectSameIds(
      check,
      plain,
      idsOf(rowsOf(plain)),
      idsOf(rowsOf(spelt)),
      `${date} without times, against 00:00:00 to 23:59:59`,
    );
  const maximum = maximumOf(seen, settings);
  if (maximum === null) return;
  expectDerived(check, days.start.answer, 'end', [days.start.midnight], 1, maximum);
  expectDerived(check, days.end.answer, 'start', [days.end.midnight + day - second], -1, maximum);
});

requirement('VN-DATE-15', table, (seen, check, { settings }) => {
  for (const name of ['search-range-start-date', 'search-range-end-date']) {
    const text = [seen.tooLong, seen.startAlone, seen.endAlone, seen.noDates]
      .map((a) => a.answer.raw.header(name))
      .find((h) => h !== undefined);
    if (text === undefined) continue;
    const read = readDate(text);
    check.observe(
      name,
      read === null
        ? `unreadable, ${show(text, 60)}`
        : `${read.form}${read.zoned ? ' with' : ' without'} a zone, ${text}`,
    );
  }
  const maximum = maximumOf(seen, settings);
  if (maximum !== null) check.observe('maximum', saySpan(maximum));
});

requirement('VN-DATE-16', noDates, ({ answer }, check) => {
  const [start, end] = ['start', 'end'].map((side) => readDate(answer.header(`search-range-${side}-date`) ?? '')?.ms);
  if (start !== undefined && end !== undefined)
    check.observe('range without dates', saySpan({ kind: 'fixed', ms: end - start }), answer.x);
});
