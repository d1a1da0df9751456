/** Orders as they are read: members, times, blocks that can be asked for, and the links of their segments. */
import { readDate } from '../../src/judges/dates.ts';
import { type Row, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { items } from './single.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { baseOf, reachable } from './support/links.ts';
import { everyMember } from './support/me.ts';
import { isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { expectEvery, expectEveryTime } from './support/plain-items.ts';
import { singlesOf } from './support/plain.ts';
import { isNoTime } from './support/shapes.ts';
import { askOne, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const listed = probe('orders, where they can be read', { cost: 0, needs: [walks.orders] }, ({ get }) =>
  attempt(get(walks.orders)),
);

requirement('TG-ORD-01', listed, (seen, check, context) => {
  expectEvery(check, context, 'orders', 'order.schema.json', isNoTime);
  if (check.checks === 0 && 'reason' in seen) undecided(seen.reason);
});

requirement('TG-ORD-02', walks.orders, (_, check, context) => {
  expectEveryTime(check, context, 'orders', 'order.schema.json');
});

const timeOf = (value: unknown): number | undefined => (typeof value === 'string' ? readDate(value)?.ms : undefined);

requirement('TG-ORD-03', walks.orders, ({ rows }, check) => {
  const both = rows.flatMap(({ dateSubmitted, updated }) => {
    const [submitted, changed] = [timeOf(dateSubmitted), timeOf(updated)];
    return submitted === undefined || changed === undefined ? [] : [changed - submitted];
  });
  const before = both.filter((ms) => ms < 0).length;
  if (both.length > 0) check.observe('orders updated before they were submitted', `${before} of ${both.length}`);
});

const includes = ['Properties', 'Segments', 'Shipments', 'History'].map((name) => `includeOrder${name}`);
const switches = Object.fromEntries(
  [...includes, 'includeApprovers', 'includeShipToAddress'].map((name) => [name, true]),
);
const blocks = ['propertyGroup', 'pendingApprovalLevel', 'approver', 'segment', 'shipment', 'history', 'shipTo'];

const detailed = probe(
  'orders with all blocks',
  { cost: 1, needs: [walks.orders], control: walks.orders },
  async ({ api, get }) => ({
    all: await get(walks.orders),
    answer: await api.listOrders({ query: { limit: 100, offset: 0, ...switches } }),
  }),
);

/** Blocks of an order: beside its other members, or in a member `order` of its own. */
function blocksOf(row: Row): string[] {
  const inner = isObject(row['order']) ? row['order'] : {};
  return blocks.filter((name) => row[name] !== undefined || inner[name] !== undefined);
}

requirement('TG-ORD-04', detailed, ({ all, answer }, check) => {
  const { items, at } = itemsOf(answer);
  const [first] = all.answers;
  const plain = first === undefined ? [] : itemsOf(first).items;
  if (plain.length === 0) undecided('there is no order');
  expectSubset(check, answer, rowIds(plain), rowIds(items), 'orders are missing when their blocks are asked for');
  items.forEach((row, i) => {
    const before = Object.keys(plain.find((p) => rowId(p) === rowId(row)) ?? {});
    const lost = before.filter((name) => !(name in row));
    const message = `an order loses ${lost.join(', ')} when blocks are asked for`;
    expectThat(check, answer, lost.length === 0, message, before.join(', '), Object.keys(row), `${at}/${i}`);
  });
  const came = [...new Set(items.flatMap(blocksOf))];
  check.observe('blocks that came', came.join(', ') || 'none', answer.x);
  // A list that shows all of them anyway leaves nothing to add.
  const added = came.filter((name) => !plain.some((row) => blocksOf(row).includes(name)));
  const holds = added.length > 0 || came.length === blocks.length;
  expectThat(
    check,
    answer,
    holds,
    'no order has a block that was asked for',
    blocks.join(', '),
    Object.keys(items[0] ?? {}),
  );
});

/** Members that each include parameter brings, in the words of the release note and of the tutorials. */
const blockOf: Readonly<Record<string, RegExp>> = {
  includeOrderProperties: /^propert/i,
  includeOrderSegments: /segment/i,
  includeOrderShipments: /^shipment/i,
  includeOrderHistory: /^history/i,
  includeShipToAddress: /^shipTo/i,
};

/** Every order has these. */
const always = ['includeOrderProperties', 'includeOrderSegments', 'includeOrderHistory'];

/** Some member has the name, and holds what is wanted of it. */
const hasMember = (value: unknown, name: RegExp, holds: (inner: unknown) => boolean = () => true): boolean =>
  Array.isArray(value)
    ? value.some((inner) => hasMember(inner, name, holds))
    : isObject(value) &&
      Object.entries(value).some(
        ([member, inner]) => (name.test(member) && holds(inner)) || hasMember(inner, name, holds),
      );

/** Empty collections may be shown or left out. */
const saysSomething = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : isObject(value) && Object.values(value).some(saysSomething);

const shown = probe('orders with all blocks, and one alone', { cost: 0, needs: [detailed, items] }, async ({ get }) => {
  await attempt(get(items));
  return get(detailed);
});

requirement('TG-ORD-18', shown, ({ answer }, check, context) => {
  const orders = itemsOf(answer).items;
  if (orders.length === 0) undecided('there is no order');
  const listed = new Set(rowIds(orders));
  const alone = singlesOf(context, 'orders')
    .filter(({ raw }) => isObject(raw.json))
    .map(itemOf)
    .filter((order) => listed.has(rowId(order) ?? ''));
  for (const [parameter, name] of Object.entries(blockOf)) {
    // Of the others it is known where an order of the list shows them when it is read alone.
    if (!always.includes(parameter) && !alone.some((order) => hasMember(order, name, saysSomething))) continue;
    const holds = orders.some((order) => hasMember(order, name));
    const message = `${parameter} brings nothing to any order`;
    expectThat(check, answer, holds, message, `a member like ${name.source}`, Object.keys(orders[0] ?? {}));
  }
});

const names = ['hrefHistory', 'hrefShipments'];

/** The detail of an order holds its segments; of two orders one may have none. */
export const tails = probe(
  'history and shipments of an order',
  { cost: 3, needs: [walks.orders] },
  async ({ api, get, follow, undecided: stop }) => {
    const { ids } = await get(walks.orders);
    for (const id of [ids.at(-1), ids[0]].flatMap((one) => one ?? [])) {
      const answer = await askOne(api, 'orders', id);
      if (!isAnswered(answer)) continue;
      const order = itemOf(answer);
      const links = names.flatMap((name) => everyMember(order, name).slice(0, 1));
      const base = baseOf(answer.url, `/orders/${encodeURIComponent(id)}`);
      // Where the first order had none, one link of the second is followed.
      const chosen = id === ids.at(-1) ? links : links.slice(0, 1);
      if (chosen.length > 0) return Promise.all(chosen.map(({ value }) => follow(reachable(String(value), base))));
    }
    return stop('no order that was looked at has a segment with links');
  },
);

requirement('TG-ORD-05', tails, (answers, check) => {
  for (const answer of answers) {
    const { data } = answer;
    expectValue(check, answer, '', data, typeof data === 'object' && data !== null, 'an object or a list');
  }
});
