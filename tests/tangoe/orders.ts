/** Orders: read, confirmed without being submitted, and, where writes are allowed, submitted, decided on and moved. */
import { readDate } from '../../src/judges/dates.ts';
import { expectSubset } from '../../src/judges/lists.ts';
import type { Row } from '../../src/judges/lists.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { expectEcho } from './support/echo.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { baseOf, reachable } from './support/links.ts';
import { accepted, confirmed, draft } from './support/orders.ts';
import { isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { cast, inContext, unusedId } from './support/people.ts';
import { serviceOfActor } from './support/catalogs.ts';
import { expectItems, isNoTime, isTime } from './support/shapes.ts';
import { sums } from './support/sums.ts';
import { askOne, ownersOf, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-ORD-01', walks.orders, ({ answers }, check, { contract }) => {
  for (const answer of answers) expectItems(check, answer, contract, 'order.schema.json', isNoTime);
});

requirement('TG-ORD-02', walks.orders, ({ answers }, check, { contract }) => {
  for (const answer of answers) expectItems(check, answer, contract, 'order.schema.json', isTime);
});

requirement('TG-ORD-03', walks.orders, ({ rows }, check) => {
  const both = rows.flatMap(({ dateSubmitted, updated }) => {
    const [submitted, changed] = [dateSubmitted, updated].map((text) =>
      typeof text === 'string' ? readDate(text)?.ms : undefined,
    );
    return submitted === undefined || changed === undefined ? [] : [changed - submitted];
  });
  if (both.length > 0)
    check.observe(
      'orders updated before they were submitted',
      `${both.filter((ms) => ms < 0).length} of ${both.length}`,
    );
});

const includes = [
  'includeOrderProperties',
  'includeApprovers',
  'includeOrderSegments',
  'includeOrderShipments',
  'includeOrderHistory',
  'includeShipToAddress',
] as const;
const blocks = ['propertyGroup', 'pendingApprovalLevel', 'approver', 'segment', 'shipment', 'history', 'shipTo'];

const detailed = probe(
  'orders with all blocks',
  { cost: 1, needs: [walks.orders], control: walks.orders },
  async ({ api, get }) => ({
    all: await get(walks.orders),
    answer: await api.listOrders({
      query: { limit: 100, offset: 0, ...Object.fromEntries(includes.map((name) => [name, true])) },
    }),
  }),
);

requirement('TG-ORD-04', detailed, ({ all, answer }, check) => {
  const { items, at } = itemsOf(answer);
  const [first] = all.answers;
  const plain = first === undefined ? [] : itemsOf(first).items;
  if (plain.length === 0) undecided('there is no order');
  expectSubset(check, answer, rowIds(plain), rowIds(items), 'orders are missing when their blocks are asked for');
  items.forEach((row, i) => {
    const before = plain.find((p) => rowId(p) === rowId(row));
    const lost = Object.keys(before ?? {}).filter((name) => !(name in row));
    expectThat(
      check,
      answer,
      lost.length === 0,
      `an order loses ${lost.join(', ')} when blocks are asked for`,
      'all members of the plain list',
      Object.keys(row).join(', '),
      `${at}/${i}`,
    );
  });
  const here = (row: Row) =>
    blocks.filter((name) => row[name] !== undefined || (isObject(row['order']) && row['order'][name] !== undefined));
  const came = new Set(items.flatMap(here));
  check.observe('blocks that came', [...came].join(', ') || 'none', answer.x);
  const added = [...came].filter((name) => !plain.some((row) => name in row));
  expectThat(
    check,
    answer,
    came.size > 0 && (added.length > 0 || came.size === blocks.length),
    'no order has any block that was asked for',
    blocks.join(', '),
    show(Object.keys(items[0] ?? {}), 160),
  );
});

/** Links of the segments of an order: from its detail, where they stand. */
const tails = probe(
  'history and shipments of an order',
  { cost: 4, needs: [walks.orders] },
  async ({ api, get, follow, undecided: stop }) => {
    const { ids } = await get(walks.orders);
    if (ids.length === 0) return stop('there is no order');
    for (const id of [ids.at(-1) ?? '', ids[0] ?? '']) {
      const answer = await askOne(api, 'orders', id);
      if (!isAnswered(answer)) continue;
      const base = baseOf(answer.url, `/orders/${encodeURIComponent(id)}`);
      const links = segmentLinks(itemOf(answer));
      if (links.length > 0)
        return Promise.all(
          links.slice(0, 2).map(async ({ name, link }) => ({ name, answer: await follow(reachable(link, base)) })),
        );
    }
    return stop('no order that was looked at has a segment with links');
  },
);

function segmentLinks(order: Row): { name: string; link: string }[] {
  const found: { name: string; link: string }[] = [];
  const walk = (value: unknown, depth: number) => {
    if (depth > 5) return;
    if (Array.isArray(value)) value.forEach((item) => walk(item, depth + 1));
    if (!isObject(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      if ((name === 'hrefHistory' || name === 'hrefShipments') && typeof inner === 'string' && inner !== '')
        found.push({ name, link: inner });
      else walk(inner, depth + 1);
    }
  };
  walk(order, 0);
  return found.filter(({ name }, i) => found.findIndex((other) => other.name === name) === i);
}

requirement('TG-ORD-05', tails, (all, check) => {
  for (const { name, answer } of all) {
    const { data } = answer as { readonly data: unknown };
    expectThat(
      check,
      answer,
      typeof data === 'object' && data !== null,
      `${name} is answered with ${show(data, 60)}`,
      'an object or a list',
      show(data, 80),
    );
  }
});

const confirmation = (data: unknown) => (isObject(data) ? data['orderConfirmation'] : undefined);

requirement('TG-ORD-06', confirmed, ({ answer }, check) => {
  const data = answer.data;
  expectThat(
    check,
    answer,
    answer.raw.status === 200,
    'a confirmation is answered with 200',
    'status 200',
    `status ${answer.raw.status}`,
    'status',
  );
  expectThat(
    check,
    answer,
    isObject(data) && data['status'] === 'SUCCESS',
    'the envelope does not say SUCCESS',
    'status: SUCCESS',
    show(isObject(data) ? data['status'] : data, 80),
    '/status',
  );
  expectThat(
    check,
    answer,
    isObject(confirmation(data)),
    'there is no orderConfirmation',
    'orderConfirmation: an object',
    show(isObject(data) ? Object.keys(data) : data, 120),
    '/orderConfirmation',
  );
});

requirement('TG-ORD-07', confirmed, ({ answer, draft: made }, check) => {
  const body = confirmation(answer.data);
  if (!isObject(body)) undecided('there is no orderConfirmation to look at');
  expectEcho(check, answer, made, body, '/orderConfirmation');
});

requirement('TG-ORD-08', confirmed, ({ answer }, check, { contract }) => {
  if (!isObject(confirmation(answer.data))) undecided('there is no orderConfirmation to look at');
  expectSchema(check, answer, contract, 'tangoe/v1/confirmation.schema.json', answer.data, '');
});

requirement('TG-ORD-09', confirmed, ({ answer }, check) => {
  const body = confirmation(answer.data);
  const { promised, said } = sums(body);
  if (promised.size === 0 && said.size === 0)
    undecided('the order that was confirmed has no prices; set TANGOE_ORDER_REQUEST to one with a cart');
  for (const key of new Set([...promised.keys(), ...said.keys()])) {
    const [wanted, came] = [promised.get(key) ?? 0, said.get(key) ?? 0];
    expectThat(
      check,
      answer,
      Math.abs(wanted - came) < 0.005,
      `the cost summary says ${came} ${key}, the cart makes ${Math.round(wanted * 100) / 100}`,
      String(Math.round(wanted * 100) / 100),
      String(came),
      '/orderConfirmation/costSummary',
    );
  }
});

/** What was confirmed is looked for among the orders of its employee and at the end of the whole list. */
const afterwards = probe(
  'orders after a confirmation',
  { cost: 2, needs: [confirmed, walks.orders], control: walks.orders },
  async ({ api, get }) => {
    const { actor, draft: made, answer } = await get(confirmed);
    const { total, ids } = await get(walks.orders);
    const own = await api.listOrders({ query: { limit: 100, offset: 0, employee: actor.id } }, { fresh: true });
    const whole = await api.listOrders(
      { query: { limit: 100, offset: Math.floor((total ?? ids.length) / 100) * 100 } },
      { fresh: true },
    );
    return { confirmed: answer, external: made.request['externalOrderNumber'], lists: [own, whole] };
  },
);

requirement('TG-ORD-10', afterwards, ({ confirmed: answer, external, lists }, check) => {
  if (!isAnswered(answer)) undecided('the confirmation was not answered');
  for (const list of lists) {
    const { items, at } = itemsOf(list);
    const index = items.findIndex((row) => row['externalOrderNumber'] === external);
    expectThat(
      check,
      list,
      index < 0,
      `the order ${show(external, 60)} was only confirmed, and stands in the list`,
      'no such order',
      show(rowId(items[index] ?? {}), 60),
      `${at}/${index}`,
    );
  }
});

const unknownService = probe(
  'an order for a service that does not exist, confirmed',
  { cost: 1, needs: [draft, walks.services, cast, confirmed], control: confirmed },
  async ({ api, get, undecided: stop }) => {
    const { request, serviceId } = await get(draft);
    const { actor } = await get(cast);
    if (serviceId === undefined) return stop('the order names no service');
    const orderRequest = { ...request, serviceId: unusedId((await get(walks.services)).ids) };
    return api.createOrder({ query: { confirm: true }, body: { orderRequest }, ...inContext(actor.id) });
  },
);

requirement('TG-ORD-11', unknownService, (answer, check) => {
  if (answer.control !== 'held') undecided('the same order for an existing service was not confirmed either');
  const { status, json } = answer.raw;
  if (status === 429) undecided(`${answer.asked} was answered with 429`);
  const said = isObject(json) ? json['status'] : undefined;
  const refused = (status >= 400 && status < 500) || (status === 200 && said === 'ERROR');
  expectThat(
    check,
    answer,
    refused,
    'an order for a service that does not exist is not refused',
    '4xx, or 200 with status ERROR',
    `status ${status}, ${show(said, 60)}`,
    'status',
  );
});

/** Submits what was confirmed. An order cannot be taken back; where it waits for approval it is rejected below. */
const submitted = probe(
  'an order, submitted',
  { cost: 2, needs: [cast, draft, confirmed], writes: true },
  async ({ api, get, unique }) => {
    const { actor } = await get(cast);
    await get(confirmed);
    const made = await get(draft);
    const external = unique('conformance-submitted');
    const answer = accepted(
      await api.createOrder({
        body: { orderRequest: { ...made.request, externalOrderNumber: external } },
        ...inContext(actor.id),
      }),
      made,
    );
    const order = isAnswered(answer) && isObject(answer.raw.json) ? answer.raw.json['order'] : undefined;
    const id = isObject(order) ? rowId(order) : undefined;
    return {
      actor,
      draft: made,
      external,
      answer,
      id,
      read: id === undefined ? null : await askOne(api, 'orders', id),
    };
  },
);

requirement('TG-ORD-12', submitted, ({ answer, id, read }, check, { contract }) => {
  expectSchema(check, answer, contract, 'tangoe/v1/submitted-order.schema.json', answer.data, '');
  const data = answer.data;
  expectThat(
    check,
    answer,
    isObject(data) && data['status'] === 'SUCCESS',
    'the envelope does not say SUCCESS',
    'status: SUCCESS',
    show(isObject(data) ? data['status'] : data, 80),
    '/status',
  );
  if (read === null) return;
  const came = rowId(itemOf(read));
  expectThat(
    check,
    read,
    came === id,
    `the order ${id ?? ''} that was just submitted cannot be read`,
    String(id),
    show(came, 60),
    '/orderId',
  );
});

requirement('TG-ORD-13', submitted, ({ answer, draft: made, external }, check) => {
  const data = answer.data;
  const order = isObject(data) ? data['order'] : undefined;
  if (!isObject(order)) undecided('there is no order to look at');
  for (const [member, sent] of [
    ['transactionType', made.type],
    ['externalOrderNumber', external],
  ] as const)
    expectThat(
      check,
      answer,
      order[member] === sent,
      `${member} is another than was sent`,
      sent,
      show(order[member], 80),
      `/order/${member}`,
    );
});

const decided = probe(
  'a decision on the submitted order',
  { cost: 1, needs: [submitted], writes: true },
  async ({ api, get, undecided: stop }) => {
    const { id } = await get(submitted);
    return api.decideOrder({
      path: { id: id ?? stop('no order was submitted') },
      body: { action: 'REJECT', reason: 'made by a conformance run' },
    });
  },
);

requirement('TG-ORD-14', decided, (answer, check, { contract }) => {
  const known = (contract.facts['knownValues'] as Readonly<Record<string, readonly string[]>>)['approvalStatus'] ?? [];
  const data = answer.data as unknown;
  const said = isObject(data) ? data['status'] : undefined;
  expectThat(
    check,
    answer,
    typeof said === 'string' && known.includes(said) && said !== 'APPROVAL_QUEUED',
    'a rejection is answered with another status than those that pages name for it',
    known.filter((status) => status !== 'APPROVAL_QUEUED').join(', '),
    show(said, 80),
    '/status',
  );
});

const moved = probe(
  'a service, moved',
  { cost: 3, needs: [cast, serviceOfActor], writes: true },
  async ({ api, get, undo, undecided: stop }) => {
    const { actor, other } = await get(cast);
    const { id, owned } = await get(serviceOfActor);
    if (id === undefined || !owned || other === null)
      return stop('there is no service that could be moved to a second employee');
    undo('owner of a service', {
      operation: 'moveService',
      path: { id },
      body: { newOwnerEmployeeId: actor.id, moveCharges: 'MOVE_NO_CHARGES' },
    });
    const answer = await api.moveService({
      path: { id },
      body: { newOwnerEmployeeId: other.id, moveCharges: 'MOVE_NO_CHARGES' },
    });
    const read = await api.getService({ path: { id } });
    return {
      id,
      other,
      answer,
      read,
      list: await api.listServices({ query: { limit: 100, offset: 0, employee: other.id } }),
    };
  },
);

requirement('TG-ORD-15', moved, ({ id, other, answer, read, list }, check) => {
  const theirs = isAnswered(answer) ? rowIds(itemsOf(list).items) : [];
  if (isAnswered(answer))
    expectThat(
      check,
      list,
      theirs.includes(id),
      `the service ${id} was moved to employee ${other.id}, whose services lack it`,
      id,
      show(theirs, 120),
    );
  for (const seen of [answer, read]) {
    const service = itemOf(seen);
    expectThat(
      check,
      seen,
      rowId(service) === id,
      `another service than ${id} came`,
      id,
      show(rowId(service), 60),
      '/id',
    );
    const owners = ownersOf('services', service);
    if (owners.length > 0)
      expectThat(
        check,
        seen,
        owners.includes(other.id),
        `the service ${id} does not belong to employee ${other.id}, to whom it was moved`,
        other.id,
        show(owners, 60),
        '/employee/id',
      );
  }
});
