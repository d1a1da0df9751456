/** Laws of the cost of a rental. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { centsOf, euros, moneyIn } from './money.ts';
import { type Placed, attributesOf, isRow } from './resources.ts';

interface Cost {
  readonly at: string;
  readonly total: number;
  /** Unlock, ride and pause. */
  readonly named: number;
  /** Those and every other amount beside the total: the vendor may add some. */
  readonly all: number;
}

/** The cost of a rental in cents; null where it has none, or none that can be read. */
function costOf(rental: Placed): Cost | null {
  const { cost } = attributesOf(rental);
  if (!isRow(cost)) return null;
  const total = centsOf(cost['total']);
  const named = ['unlock', 'ride', 'pause'].map((name) => centsOf(cost[name]));
  if (total === undefined || named.includes(undefined)) return null;
  const parts = Object.entries(cost).flatMap(([name, money]) => (name === 'total' ? [] : [centsOf(money) ?? 0]));
  const sum = (values: readonly (number | undefined)[]) => values.reduce<number>((s, value) => s + (value ?? 0), 0);
  return { at: `${rental.at}/attributes/cost`, total, named: sum(named), all: sum(parts.filter((value) => value > 0)) };
}

export function expectSum(check: Check, answer: Answer, rental: Placed): void {
  const cost = costOf(rental);
  if (cost === null) return;
  const { at, total, named } = cost;
  expectThat(
    check,
    answer,
    total === named,
    `the total is ${euros(total)}, unlock, ride and pause make ${euros(named)}`,
    euros(named),
    euros(total),
    `${at}/total`,
  );
}

export function expectNoMoreThanParts(check: Check, answer: Answer, rental: Placed): void {
  const cost = costOf(rental);
  if (cost === null) return;
  const { at, total, all } = cost;
  expectThat(
    check,
    answer,
    total <= all,
    `the total is ${euros(total)}, its parts make ${euros(all)}`,
    `at most ${euros(all)}`,
    euros(total),
    `${at}/total`,
  );
}

/** All money below a resource has one currency. */
export function expectOneCurrency(check: Check, answer: Answer, { row, at }: Placed): void {
  const all = moneyIn(row, at);
  const [first] = all;
  for (const { row: money, at: place } of all)
    expectThat(
      check,
      answer,
      money['currency'] === first?.row['currency'],
      `two currencies: ${show(first?.row['currency'], 20)} and ${show(money['currency'], 20)}`,
      String(first?.row['currency']),
      money['currency'],
      `${place}/currency`,
    );
}
