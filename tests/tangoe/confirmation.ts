/** Orders with confirm: described, and not submitted. */
import { expectSchema } from '../../src/judges/schema.ts';
import type { Answer } from '../../src/judges/answer.ts';
import type { Row } from '../../src/judges/lists.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import { expectEcho } from './support/echo.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { confirmed, draft } from './support/orders.ts';
import { bodyOf, isObject, itemsOf, rowId } from './support/pages.ts';
import { cast, inContext, unusedId } from './support/people.ts';
import { sums } from './support/sums.ts';
import { walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-ORD-06', confirmed, ({ answer }, check) => {
  const body = bodyOf(answer);
  expectValue(check, answer, 'status', answer.raw.status, answer.raw.status === 200, '200');
  expectValue(check, answer, '/status', body['status'], body['status'] === 'SUCCESS', 'SUCCESS');
  expectValue(
    check,
    answer,
    '/orderConfirmation',
    body['orderConfirmation'],
    isObject(body['orderConfirmation']),
    'an object',
  );
});

/** @throws Undecided where there is none: TG-ORD-06 says so */
function confirmationIn(answer: Answer): Row {
  const body = bodyOf(answer)['orderConfirmation'];
  return isObject(body) ? body : undecided('there is no orderConfirmation to look at');
}

requirement('TG-ORD-07', confirmed, ({ answer, draft: made }, check) =>
  expectEcho(check, answer, made, confirmationIn(answer), '/orderConfirmation'),
);

requirement('TG-ORD-08', confirmed, ({ answer }, check, { contract }) => {
  confirmationIn(answer);
  expectSchema(check, answer, contract, 'tangoe/v1/confirmation.schema.json', answer.data, '');
});

requirement('TG-ORD-09', confirmed, ({ answer }, check) => {
  const { promised, said } = sums(confirmationIn(answer));
  if (promised.size === 0 && said.size === 0)
    notTestable('the order that was built has no prices; set TANGOE_ORDER_REQUEST to one with a cart');
  for (const key of new Set([...promised.keys(), ...said.keys()])) {
    const [wanted, came] = [Math.round((promised.get(key) ?? 0) * 100) / 100, said.get(key) ?? 0];
    const message = `the cost summary says ${came} ${key}, the cart makes ${wanted}`;
    expectThat(
      check,
      answer,
      Math.abs(wanted - came) < 0.005,
      message,
      String(wanted),
      came,
      '/orderConfirmation/costSummary',
    );
  }
});

/** What was confirmed is looked for among the orders of its employee, and at the end of the whole list. */
const afterwards = probe(
  'orders after a confirmation',
  { cost: 2, needs: [confirmed, walks.orders], control: walks.orders },
  async ({ api, get }) => {
    const { actor, draft: made, answer } = await get(confirmed);
    const { total, ids } = await get(walks.orders);
    const end = Math.floor((total ?? ids.length) / 100) * 100;
    const own = await api.listOrders({ query: { limit: 100, offset: 0, employee: actor.id } }, { fresh: true });
    const whole = await api.listOrders({ query: { limit: 100, offset: end } }, { fresh: true });
    return { answer, external: made.request['externalOrderNumber'], lists: [own, whole] };
  },
);

requirement('TG-ORD-10', afterwards, ({ answer, external, lists }, check) => {
  if (!isAnswered(answer)) undecided('the confirmation was not answered');
  for (const list of lists) {
    const { items, at } = itemsOf(list);
    const index = items.findIndex((row) => row['externalOrderNumber'] === external);
    const message = `the order ${show(external, 60)} was only confirmed, and stands in the list`;
    expectThat(check, list, index < 0, message, 'no such order', rowId(items[index] ?? {}), `${at}/${index}`);
  }
});

const unknownService = probe(
  'an order for a service that does not exist, confirmed',
  { cost: 1, needs: [draft, walks.services, cast, confirmed], control: confirmed },
  async ({ api, get, undecided: stop }) => {
    const { request, serviceId } = await get(draft);
    if (serviceId === undefined) return stop('the order names no service');
    const orderRequest = { ...request, serviceId: unusedId((await get(walks.services)).ids) };
    const { actor } = await get(cast);
    return api.createOrder({ query: { confirm: true }, body: { orderRequest }, ...inContext(actor.id) });
  },
);

const unknownType = probe(
  'an order of a type that does not exist, confirmed',
  { cost: 1, needs: [draft, cast, confirmed], control: confirmed },
  async ({ api, get }) => {
    const orderRequest = { ...(await get(draft)).request, transactionType: 'NO_SUCH_TYPE' };
    const { actor } = await get(cast);
    return api.createOrder({ query: { confirm: true }, body: { orderRequest }, ...inContext(actor.id) });
  },
);

/** Two pages promise two forms: an error object with 4xx, and an envelope with ERROR. */
function expectRejected(check: Check, answer: Answer, what: string): void {
  const { status, json } = answer.raw;
  if (answer.control !== 'held') undecided('the same order without the mistake was not confirmed either');
  if (status === 429 || status === 0) undecided(`${answer.asked} was not answered`);
  const said = isObject(json) ? json['status'] : undefined;
  const refused = (status >= 400 && status < 500) || (status === 200 && said === 'ERROR');
  const message = `an order ${what} is not refused`;
  expectThat(
    check,
    answer,
    refused,
    message,
    '4xx, or 200 with status ERROR',
    `status ${status}, ${show(said, 60)}`,
    'status',
  );
}

requirement('TG-ORD-11', unknownService, (answer, check) =>
  expectRejected(check, answer, 'for a service that does not exist'),
);

requirement('TG-ORD-16', unknownType, (answer, check) =>
  expectRejected(check, answer, 'of a type that does not exist'),
);
