/** What changes something: submitting an order, deciding on it, moving a service. Runs only where the target allows writes. */
import type { Answer } from '../../src/judges/answer.ts';
import { readDate } from '../../src/judges/dates.ts';
import type { Row } from '../../src/judges/lists.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { type Check, show, undecided } from '../../src/verdict/check.ts';
import { configured } from './support/back-end.ts';
import { serviceOfActor } from './support/catalogs.ts';
import { expectProperties } from './support/echo.ts';
import { baseOf, reachable } from './support/links.ts';
import { hrefOf } from './support/sample.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { accepted, confirmed, draft } from './support/orders.ts';
import { bodyOf, isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { cast, inContext } from './support/people.ts';
import { expectMeta } from './support/plain-pages.ts';
import { askOne, ownersOf } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

/** Success is 200, for writes too. */
const expectOk = (check: Check, answer: Answer) =>
  expectValue(check, answer, 'status', answer.raw.status, answer.raw.status === 200, '200');

const rowsIn = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Submits what was confirmed. An order cannot be taken back; where it waits for approval it is rejected below. */
const submitted = probe(
  'an order, submitted',
  { cost: 3, needs: [cast, draft, confirmed], writes: true },
  async ({ api, get, follow, unique }) => {
    await get(confirmed);
    const { actor } = await get(cast);
    const made = await get(draft);
    const external = unique('conformance-submitted');
    const orderRequest = { ...made.request, externalOrderNumber: external };
    const answer = accepted(await api.createOrder({ body: { orderRequest }, ...inContext(actor.id) }), made);
    const order = isObject(answer.raw.json) ? answer.raw.json['order'] : undefined;
    const id = isObject(order) ? rowId(order) : undefined;
    const link = isObject(order) ? hrefOf(order) : undefined;
    const base = baseOf(answer.url, '/orders');
    return {
      made: { ...made, request: orderRequest },
      answer,
      order: isObject(order) ? order : null,
      id,
      read: id === undefined ? null : await askOne(api, 'orders', id),
      linked: link === undefined ? null : await follow(reachable(link, base)),
    };
  },
);

requirement('TG-ORD-12', submitted, ({ answer, id, read, linked }, check, { contract }) => {
  const body = bodyOf(answer);
  expectSchema(check, answer, contract, 'tangoe/v1/submitted-order.schema.json', body, '');
  expectValue(check, answer, '/status', body['status'], body['status'] === 'SUCCESS', 'SUCCESS');
  expectOk(check, answer);
  if (read === null || id === undefined) return;
  for (const seen of [read, ...(linked === null ? [] : [linked])]) {
    const came = isAnswered(seen) ? rowId(itemOf(seen)) : `status ${seen.raw.status}`;
    expectThat(check, seen, came === id, 'the order that was just submitted cannot be read', id, came, '/orderId');
  }
});

requirement('TG-ORD-13', submitted, ({ answer, made, order, id, read }, check) => {
  if (order === null) return undecided('there is no order to look at');
  const request: Row = made.request;
  const { transactionType, externalOrderNumber, properties } = request;
  for (const [member, sent] of Object.entries({ transactionType, externalOrderNumber }))
    expectValue(check, answer, `/order/${member}`, order[member], order[member] === sent, `${show(sent, 80)}, as sent`);
  const kept = read !== null && isAnswered(read) && rowId(itemOf(read)) === id ? itemOf(read) : {};
  for (const [member, sent] of Object.entries({ transactionType, externalOrderNumber }))
    if (read !== null && member in kept)
      expectValue(check, read, `/${member}`, kept[member], kept[member] === sent, `${show(sent, 80)}, as sent`);
  // A request of the user's own may hold properties that its vendor rewrites, as printed examples do.
  if (!made.given) expectProperties(check, answer, rowsIn(properties), rowsIn(order['properties']), '/order');
});

/** Clocks of two machines, and zones that were mistaken, differ by less. */
const day = 86_400_000;

requirement('TG-ORD-17', submitted, ({ answer, order }, check, { now }) => {
  const said = order?.['dateSubmitted'];
  const time = typeof said === 'string' ? readDate(said)?.ms : undefined;
  if (time === undefined) return undecided('the order does not say when it was submitted');
  const holds = Math.abs(time - now) < day;
  expectValue(check, answer, '/order/dateSubmitted', said, holds, 'the time of this run, within a day');
});

const decided = probe(
  'a decision on the submitted order',
  { cost: 1, needs: [submitted], writes: true },
  async ({ api, get, undecided: stop }) => {
    const id = (await get(submitted)).id ?? stop('no order was submitted');
    return api.decideOrder({ path: { id }, body: { action: 'REJECT', reason: 'made by a conformance run' } });
  },
);

requirement('TG-ORD-14', decided, (answer, check, { contract }) => {
  expectOk(check, answer);
  const { approvalStatus = [] } = contract.facts['knownValues'] as Readonly<Record<string, readonly string[]>>;
  const promised = approvalStatus.filter((status) => status !== 'APPROVAL_QUEUED'); // what was asked for is a rejection
  const { status } = bodyOf(answer);
  expectValue(
    check,
    answer,
    '/status',
    status,
    typeof status === 'string' && promised.includes(status),
    promised.join(', '),
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
    const to = (owner: string) => ({ newOwnerEmployeeId: owner, moveCharges: 'MOVE_NO_CHARGES' as const });
    undo('owner of a service', { operation: 'moveService', path: { id }, body: to(actor.id) });
    const answer = await api.moveService({ path: { id }, body: to(other.id) });
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

requirement('TG-ORD-15', moved, ({ id, other, answer, read, list }, check, { settings, version }) => {
  if (isAnswered(answer)) expectOk(check, answer);
  for (const seen of [answer, read]) {
    const service = itemOf(seen);
    expectValue(check, seen, '/id', rowId(service), rowId(service) === id, `${id}, the service that was moved`);
    const owners = ownersOf('services', service);
    if (owners.length === 0) continue; // services need not name their owners; the filter knows them
    expectThat(
      check,
      seen,
      owners.includes(other.id),
      `the service does not belong to employee ${other.id}, to whom it was moved`,
      other.id,
      owners,
      '/employee/id',
    );
  }
  if (!isAnswered(list)) return;
  // Requirements on pages are judged before anything is written; this page comes after.
  const page = { kind: 'services', answer: list, limit: 100, offset: 0, largest: 0 } as const;
  expectMeta(check, page, configured(settings, version));
  const theirs = rowIds(itemsOf(list).items);
  expectThat(
    check,
    list,
    theirs.includes(id),
    `the service ${id} was moved to employee ${other.id}, whose services lack it`,
    id,
    theirs,
  );
});
