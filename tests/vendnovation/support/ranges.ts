/** Judgements on the range headers and on the records of a range. Times in milliseconds; wall-clock readings as if UTC. */
import type { Answer } from '../../../src/judges/answer.ts';
import {
  type Span,
  day,
  near,
  plus,
  readDate,
  readDerived,
  saySpan,
  second,
  wallClock,
} from '../../../src/judges/dates.ts';
import { rowsOf } from '../../../src/judges/lists.ts';
import { type Check, show } from '../../../src/verdict/check.ts';

export interface Range {
  readonly start?: number;
  readonly end?: number;
}

type Side = 'start' | 'end';
const nameOf = (side: Side) => `search-range-${side}-date`;

/** The range header must be there and readable; returns its time, or null after a finding. `anchor` as for `readDerived`. */
export function rangeHeader(check: Check, answer: Answer, side: Side, anchor = 0.5): number | null {
  const came = answer.header(nameOf(side));
  const read = came === undefined ? null : readDate(came);
  check.that(read !== null, () => ({
    message: `${answer.asked}: the ${side} of the range was changed or made, so ${nameOf(side)} must say which was used; it ${came === undefined ? 'is missing' : `says ${show(came, 60)}`}`,
    expected: `${nameOf(side)}: the ${side} that was used`,
    actual: came === undefined ? `no header ${nameOf(side)}` : show(came, 60),
    where: `header ${nameOf(side)}`,
    exchange: answer.x,
  }));
  return came === undefined ? null : readDerived(came, anchor);
}

/** The side was derived from the other one: it lies the maximum away. With an unknown maximum it must at least lie on the right side. */
export function expectMoved(
  check: Check,
  answer: Answer,
  side: Side,
  anchor: number,
  sign: 1 | -1,
  maximum: Span | null,
): void {
  const came = rangeHeader(check, answer, side, anchor);
  if (came === null) return;
  const promised = maximum === null ? null : plus(anchor, maximum, sign);
  const holds = promised === null ? (came - anchor) * sign > 0 : near(came, promised);
  check.that(holds, () => ({
    message: `${answer.asked}: the ${side} of the range used is ${wallClock(came)}; promised is ${wallClock(anchor)} ${sign === 1 ? 'plus' : 'minus'} the maximum${maximum === null ? '' : ` of ${saySpan(maximum)}`}`,
    expected: promised === null ? `${sign === 1 ? 'after' : 'before'} ${wallClock(anchor)}` : wallClock(promised),
    actual: wallClock(came),
    where: `header ${nameOf(side)}`,
    exchange: answer.x,
  }));
}

/** The given side was used as it is: its header is absent, or repeats it. */
export function expectKept(check: Check, answer: Answer, side: Side, given: number | undefined): void {
  if (given === undefined) return;
  const came = answer.header(nameOf(side));
  const read = came === undefined ? null : readDerived(came, given);
  check.that(came === undefined || (read !== null && near(read, given, second - 1)), () => ({
    message: `${answer.asked}: the given ${side} ${wallClock(given)} must be used as it is; ${nameOf(side)} says ${show(came, 60)}`,
    expected: `no ${nameOf(side)}, or ${wallClock(given)}`,
    actual: `${nameOf(side)}: ${show(came, 60)}`,
    where: `header ${nameOf(side)}`,
    exchange: answer.x,
  }));
}

const hour = 60 * 60 * second;
const eastmost = 14 * hour;
const westmost = 12 * hour;

/**
 * Every record lies in the range that was used, read as UTC or as the local time of its machine. No page tells the zone of a
 * machine, so that any zone of the world is accepted.
 */
export function expectInRange(check: Check, answer: Answer, given: Range): void {
  const anchor = given.start ?? given.end ?? 0.5;
  const used = (side: Side) => readDerived(answer.header(nameOf(side)) ?? '', anchor) ?? given[side];
  const [start, end] = [used('start'), used('end')];
  rowsOf(answer).forEach((row, i) => {
    const at = typeof row['recordedAtUtc'] === 'string' ? readDate(row['recordedAtUtc'])?.ms : undefined;
    if (at === undefined) return; // its form is judged elsewhere
    const holds =
      (start === undefined || at >= start - eastmost - second) && (end === undefined || at <= end + westmost + second);
    check.that(holds, () => ({
      message: `${answer.asked}: the record at /${i} was made at ${wallClock(at)} UTC, outside the range used`,
      expected: `between ${start === undefined ? 'any time' : wallClock(start)} and ${end === undefined ? 'any time' : wallClock(end)}, in UTC or local time`,
      actual: `${wallClock(at)} UTC`,
      where: `/${i}/recordedAtUtc`,
      exchange: answer.x,
    }));
  });
}

/** What the vendor's clock said when it answered, milliseconds; ours where the answer has no readable date. */
export function vendorClock(answer: Answer): number {
  const clock = readDate(answer.header('date') ?? '')?.ms;
  return clock ?? Date.parse(answer.at);
}

/** The made side of a date without time follows from the documented time of day, to the second or as the whole day that it names. */
export function expectDerived(
  check: Check,
  answer: Answer,
  side: 'start' | 'end',
  anchors: readonly number[],
  sign: 1 | -1,
  maximum: Span,
): void {
  const came = readDerived(answer.header(`search-range-${side}-date`) ?? '', anchors[0] ?? 0);
  if (came === null) return; // VN-DATE-03 and VN-DATE-04 judge that it is there
  const promised = anchors.map((anchor) => plus(anchor, maximum, sign));
  const endOfDay = (ms: number) => Math.floor(ms / day) * day + day - second;
  const startOfDay = (ms: number) => Math.floor(ms / day) * day;
  const fitting = promised.some(
    (p) => near(came, p, second - 1) || near(came, sign === 1 ? endOfDay(p) : startOfDay(p), second - 1),
  );
  check.that(fitting, () => ({
    message: `${answer.asked}: a ${side === 'end' ? 'start' : 'end'} date without a time counts from ${side === 'end' ? '00:00:00' : '23:59:59'}; the range used has its ${side} at ${wallClock(came)}`,
    expected: promised.map(wallClock).join(' or '),
    actual: wallClock(came),
    where: `header search-range-${side}-date`,
    exchange: answer.x,
  }));
}
