/** Prices of a confirmed cart and the summary that a confirmation makes of them. Amounts by recurrence and currency. */
import type { Row } from '../../../src/judges/lists.ts';
import { isObject } from './pages.ts';

type Amounts = Map<string, number>;

/** @param price one, or a list of them */
function add(amounts: Amounts, price: unknown): void {
  if (Array.isArray(price)) for (const one of price) add(amounts, one);
  if (!isObject(price) || typeof price['amount'] !== 'number') return;
  const key = `${String(price['recurrence'])} ${String(price['currencyCode'])}`;
  amounts.set(key, (amounts.get(key) ?? 0) + price['amount']);
}

const list = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** `promised` from the cart, `said` from the summary; both without entries of zero. */
export function sums(confirmation: unknown): { promised: Amounts; said: Amounts } {
  const promised: Amounts = new Map();
  const said: Amounts = new Map();
  if (!isObject(confirmation)) return { promised, said };
  const cart = isObject(confirmation['shoppingCart']) ? confirmation['shoppingCart'] : {};
  for (const name of ['device', 'plan']) if (isObject(cart[name])) add(promised, cart[name]['price']);
  const optional = isObject(cart['plan']) ? list(cart['plan']['optionalFeatures']) : [];
  for (const item of [...list(cart['accessories']), ...optional]) add(promised, item['price']);
  // What is taken away costs nothing any more.
  for (const feature of list(cart['features'])) if (feature['action'] !== 'REMOVE') add(promised, feature['price']);
  for (const price of list(confirmation['costSummary'])) add(said, price);
  for (const amounts of [promised, said]) for (const [key, amount] of amounts) if (amount === 0) amounts.delete(key);
  return { promised, said };
}
