/** The dates of a token: US style, without a zone. */
import { readDate } from '../../../src/judges/dates.ts';

export const hour = 3_600_000;

/** Milliseconds of a token date as if it were UTC, or null. */
export function readUsDateTime(value: unknown): number | null {
  return typeof value === 'string' ? (readDate(value)?.ms ?? null) : null;
}

/** The n-th Sunday of a month, or the last for n = 0; midnight UTC. */
function sunday(year: number, month: number, n: number): number {
  const date = new Date(n === 0 ? Date.UTC(year, month + 1, 0) : Date.UTC(year, month, 1 + (n - 1) * 7));
  const shift = n === 0 ? -date.getUTCDay() : (7 - date.getUTCDay()) % 7;
  return date.getTime() + shift * 24 * hour;
}

/** Clocks in the United States or in Europe change between the two moments, give or take a day for their zone. */
export function clocksChange(from: number, to: number): boolean {
  const year = new Date(from).getUTCFullYear();
  const changes = [year, year + 1].flatMap((y) => [
    sunday(y, 2, 2),
    sunday(y, 10, 1),
    sunday(y, 2, 0),
    sunday(y, 9, 0),
  ]);
  return changes.some((at) => at >= from - 24 * hour && at <= to + 24 * hour);
}
