/** The records of a range: they lie in it, and none of them is lost. */
import type { Answer } from '../../src/judges/answer.ts';
import { dateOnly, day, readDate, readDerived, second } from '../../src/judges/dates.ts';
import { expectSameIds, expectSubset, idOf, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { datesOf, filtersOf, plainLists } from './support/answers.ts';
import { noDates, tooLong } from './support/clamping-table.ts';
import { pagedRange, within } from './support/date-windows.ts';
import { clockOffsets, fleet } from './support/machines.ts';
import { isPart } from './support/paging.ts';
import { expectInRange } from './support/ranges.ts';
import { hour } from './support/start-alone.ts';
import { probe, requirement } from './suite.ts';

const noRecords =
  'the report holds no transaction; ranges with records in them cannot be asked, set VENDNOVATION_DATE_WITH_DATA';

function onOnePage(answer: Answer): string[] {
  const rows = rowsOf(answer);
  if (isPart(answer)) undecided('the range holds more transactions than one page');
  return idsOf(rows);
}

requirement('VN-DATE-13', within, ({ whole, first, second: last }, check) => {
  const ids = onOnePage(whole.answer);
  const parts = [...onOnePage(first.answer), ...onOnePage(last.answer)];
  if (ids.length === 0 && parts.length === 0) undecided(noRecords);
  expectSameIds(check, whole.answer, ids, [...new Set(parts)], 'a range, against the two ranges that make it up');
});

const ranged = probe(
  'transactions of every range',
  { cost: 0, needs: [within, tooLong, noDates, pagedRange, fleet] },
  async ({ get }) => {
    const { whole, first, second: last } = await get(within);
    const paging = await attempt(get(pagedRange));
    const paged = 'value' in paging ? paging.value.pages.map((answer) => ({ given: paging.value.given, answer })) : [];
    return {
      asked: [whole, first, last, await get(tooLong), await get(noDates), ...paged],
      offsets: clockOffsets((await get(fleet)).rows, readDate),
    };
  },
);

requirement('VN-DATE-12', ranged, ({ asked }, check) => {
  if (asked.every(({ answer }) => rowsOf(answer).length === 0)) undecided(noRecords);
  for (const { given, answer } of asked) expectInRange(check, answer, given);
});

requirement('VN-DATE-14', ranged, ({ asked, offsets }, check) => {
  const readings = { utc: 0, local: 0 };
  for (const { given, answer } of asked) {
    for (const row of rowsOf(answer)) {
      const at = readDate(String(row['recordedAtUtc']))?.ms;
      const offset = offsets.get(String(row['machineId']));
      if (
        at === undefined ||
        offset === undefined ||
        offset === 0 ||
        given.start === undefined ||
        given.end === undefined
      )
        continue;
      const inside = (ms: number) => ms >= (given.start ?? 0) - second && ms <= (given.end ?? 0) + second;
      if (inside(at) && !inside(at + offset)) readings.utc += 1;
      if (!inside(at) && inside(at + offset)) readings.local += 1;
    }
  }
  if (readings.utc + readings.local > 0)
    check.observe('records that fit one reading only', `UTC ${readings.utc}, local ${readings.local}`);
});

/** The times between which a record lies in the range in every zone of the world, or null where no range is told. */
function surely(answer: Answer): { readonly from: number; readonly to: number } | null {
  const given = datesOf(answer);
  const side = (name: 'start' | 'end') => {
    const told = answer.header(`search-range-${name}-date`);
    const asked = given[`${name}Date`];
    const read = told === undefined ? readDate(asked ?? '')?.ms : readDerived(told, readDate(asked ?? '')?.ms ?? 0.5);
    const wholeDay = told === undefined && asked !== undefined && asked.length === dateOnly(0).length;
    return typeof read === 'number' ? read + (wholeDay && name === 'end' ? day : 0) : null;
  };
  const [start, end] = [side('start'), side('end')];
  return start === null || end === null ? null : { from: start + 12 * hour + second, to: end - 14 * hour - second };
}

/** Reports stay: what one answer shows, each later one whose range holds it must show, too. */
requirement('VN-DATE-17', ranged, (_, check, context) => {
  const seen = new Map<string, number>();
  const reports = plainLists('listTransactions', context).sort((a, b) => a.x.localeCompare(b.x));
  for (const answer of reports) {
    const rows = rowsOf(answer);
    const range = surely(answer);
    const datesAlone = filtersOf(answer).every((name) => name === 'startDate' || name === 'endDate');
    if (range !== null && datesAlone && !isPart(answer)) {
      const promised = [...seen].filter(([, at]) => at >= range.from && at <= range.to).map(([id]) => id);
      expectSubset(check, answer, promised, idsOf(rows), 'transactions are missing that an earlier answer shows');
    }
    for (const row of rows) {
      const [id, at] = [idOf(row), readDate(String(row['recordedAtUtc']))?.ms];
      if (id !== undefined && at !== undefined) seen.set(id, at);
    }
  }
});
