/** Amounts as whole hundredths, so that nothing is lost to fractions. */
import { type Row, isRow, memberOf } from './resources.ts';

/** `-1.25` as -125; undefined for anything that is no plain decimal with at most two digits behind the point. */
export function cents(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const m = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (m === null) return undefined;
  const value = Number(m[2]) * 100 + Number((m[3] ?? '').padEnd(2, '0'));
  return m[1] === '-' ? -value : value;
}

/** The amount of money in cents; undefined where it cannot be read. */
export const centsOf = (money: unknown): number | undefined => cents(memberOf(money, 'amount'));

export const euros = (value: number): string =>
  `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;

/** Every object below a value that has amount and currency, with its JSON pointer. */
export function moneyIn(value: unknown, at: string): { readonly at: string; readonly row: Row }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => moneyIn(item, `${at}/${i}`));
  if (!isRow(value)) return [];
  const below = Object.entries(value).flatMap(([name, item]) => moneyIn(item, `${at}/${name}`));
  return typeof value['currency'] === 'string' && Object.hasOwn(value, 'amount')
    ? [{ at, row: value }, ...below]
    : below;
}
