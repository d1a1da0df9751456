/** What changes something: submitting an order, deciding on it, moving a service. Runs only where the target allows writes. */
import { expectSchema } from '../../src/judges/schema.ts';
import { undecided } from '../../src/verdict/check.ts';
import { serviceOfActor } from './support/catalogs.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { accepted, confirmed, draft } from './support/orders.ts';
import { bodyOf, isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { cast, inContext } from './support/people.ts';
import { askOne, ownersOf } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

/** Submits what was confirmed. An order cannot be taken back; where it waits for approval it is rejected below. */
const submitted = probe(
  'an order, submitted',
  { cost: 2, needs: [cast, draft, confirmed], writes: true },
  async ({ api, get, unique }) => {
    await get(confirmed);
    const { actor } = await get(cast);
    const made = await get(draft);
    const external = unique('conformance-submitted');
    const orderRequest = { ...made.request, externalOrderNumber: external };
    const answer = accepted(await api.createOrder({ body: { orderRequest }, ...inContext(actor.id) }), made);
    const order = isObject(answer.raw.json) ? answer.raw.json['order'] : undefined;
    const id = isObject(order) ? rowId(order) : undefined;
    return { type: made.type, external, answer, id, read: id === undefined ? null : await askOne(api, 'orders', id) };
  },
);

requirement('TG-ORD-12', submitted, ({ answer, id, read }, check, { contract }) => {
  const body = bodyOf(answer);
  expectSchema(check, answer, contract, 'tangoe/v1/submitted-order.schema.json', body, '');
  expectValue(check, answer, '/status', body['status'], body['status'] === 'SUCCESS', 'SUCCESS');
  if (read === null || id === undefined) return;
  const came = rowId(itemOf(read));
  expectThat(check, read, came === id, 'the order that was just submitted cannot be read', id, came, '/orderId');
});

requirement('TG-ORD-13', submitted, ({ answer, type, external }, check) => {
  const order = bodyOf(answer)['order'];
  if (!isObject(order)) return undecided('there is no order to look at');
  for (const [member, sent] of Object.entries({ transactionType: type, externalOrderNumber: external }))
    expectValue(check, answer, `/order/${member}`, order[member], order[member] === sent, `${sent}, as sent`);
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

requirement('TG-ORD-15', moved, ({ id, other, answer, read, list }, check) => {
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
