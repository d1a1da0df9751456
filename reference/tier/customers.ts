/** Customers: creation, reading, update, deletion; and their free rides. */
import { randomUUID } from 'node:crypto';
import { byToken } from './access.ts';
import type { Behaviour } from './behaviour.ts';
import type { JsonObject } from './model.ts';
import { isObject } from './model.ts';
import type { Customer } from './people.ts';
import { errors, ok, resource, type Answer, type Call } from './world.ts';

/** Good enough for a server; the judges have their own, stricter one. */
const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** The body of a creation or update, as it came. */
export type Sent = JsonObject;

const names = ['firstName', 'lastName', 'email', 'externalCustomerId'] as const;
export const pageOfFreeRides = 10;

const textOf = (sent: Sent, name: string): string | null => (typeof sent[name] === 'string' ? sent[name] : null);

export const documentedCustomers: Pick<
  Behaviour,
  'problems' | 'created' | 'merged' | 'anonymised' | 'findCustomer' | 'mayMeet' | 'freePage' | 'freeDocument'
> = {
  problems: (call, sent) => [
    ...(sent['email'] !== undefined && sent['email'] !== null && !isEmail(textOf(sent, 'email') ?? '')
      ? [{ code: 'ValidationError', title: 'Enter a valid email address.' }]
      : []),
    ...(call.method === 'POST' && (textOf(sent, 'externalCustomerId') ?? '') === ''
      ? [{ code: 'ValidationError', title: 'Missing required field externalCustomerId.' }]
      : []),
    ...((textOf(sent, 'externalCustomerId') ?? '').length > 255
      ? [{ code: 'ValidationError', title: 'externalCustomerId is too long.' }]
      : []),
  ],
  created: (_call, sent, id) => ({
    id,
    firstName: textOf(sent, 'firstName'),
    lastName: textOf(sent, 'lastName'),
    email: textOf(sent, 'email'),
    externalCustomerId: textOf(sent, 'externalCustomerId') ?? '',
    ours: true,
    deleted: false,
  }),
  merged: (_call, customer, sent) => ({
    ...customer,
    ...Object.fromEntries(names.flatMap((name) => (textOf(sent, name) === null ? [] : [[name, textOf(sent, name)]]))),
  }),
  anonymised: () => null,
  findCustomer: (call, id) =>
    call.world.state.customers.find(
      (customer) => customer.id === id && customer.ours && call.world.behaviour.mayMeet(call, id),
    ),
  mayMeet: (call, id) => !byToken(call) || id === call.world.people.tokenOwner,
  freePage: ({ world }, number) =>
    world.people.freeRides.slice((number - 1) * pageOfFreeRides, number * pageOfFreeRides),
  freeDocument: (call, rides, number) => {
    const count = call.world.people.freeRides.length;
    const pages = Math.max(1, Math.ceil(count / pageOfFreeRides));
    const link = (to: number) =>
      to < 1 || to > pages ? null : `${call.base}/customer/free-ride?page%5Bnumber%5D=${to}`;
    return {
      data: rides,
      meta: { pagination: { page: number, pages, count } },
      links: { first: link(1), last: link(pages), next: link(number + 1), prev: link(number - 1) },
    };
  },
};

function documentOf(call: Call, { id, firstName, lastName, email, externalCustomerId }: Customer): JsonObject {
  const wire = resource('customer', id, { firstName, lastName, email, externalCustomerId });
  return { data: call.world.behaviour.resource('customer', wire, call, 0) };
}

function bodyOf(call: Call): Sent | Answer {
  try {
    const sent = JSON.parse(call.body) as unknown;
    if (isObject(sent as never)) return sent as Sent;
  } catch {
    // said below
  }
  return errors(call, 400, { code: 'ValidationError', title: 'The body is no JSON object.' });
}

const isAnswer = (value: Sent | Answer): value is Answer => typeof (value as Answer).status === 'number';

function store({ world }: Call, customer: Customer): void {
  const others = world.state.customers.filter(({ id }) => id !== customer.id);
  world.state.customers = [...others, customer];
}

export function createCustomer(call: Call): Answer {
  const { behaviour } = call.world;
  const sent = bodyOf(call);
  if (isAnswer(sent)) return sent;
  const problems = behaviour.problems(call, sent);
  if (problems.length > 0) return errors(call, 400, ...problems);
  const customer = behaviour.created(call, sent, randomUUID());
  store(call, customer);
  return {
    status: 201,
    json: documentOf(call, customer),
    headers: [['Location', `${call.base}/customer/${customer.id}`]],
  };
}

export function getCustomer(call: Call): Answer {
  const customer = found(call);
  return 'status' in customer ? customer : ok(documentOf(call, customer));
}

export function updateCustomer(call: Call): Answer {
  const { behaviour } = call.world;
  const customer = found(call);
  if ('status' in customer) return customer;
  const sent = bodyOf(call);
  if (isAnswer(sent)) return sent;
  const problems = behaviour.problems(call, sent);
  if (problems.length > 0) return errors(call, 400, ...problems);
  const changed = behaviour.merged(call, customer, sent);
  store(call, changed);
  return ok(documentOf(call, changed));
}

export function deleteCustomer(call: Call): Answer {
  const customer = found(call);
  if ('status' in customer) return customer;
  const { state, behaviour } = call.world;
  const left = behaviour.anonymised(call, customer);
  state.customers = state.customers.filter(({ id }) => id !== customer.id);
  if (left !== null) store(call, left);
  return { status: 204 };
}

function found(call: Call): Customer | Answer {
  const { behaviour } = call.world;
  const customer = behaviour.findCustomer(call, call.values['customerId'] ?? '');
  return customer ?? behaviour.missing(call, 'customer', { code: 'CustomerNotFound', title: 'Customer not found' });
}

export function listFreeRides(call: Call): Answer {
  const { behaviour } = call.world;
  const number = Math.max(1, Number(call.query.get('page[number]') ?? '1') || 1);
  const rides = behaviour.freePage(call, number).map(({ id, unlock, minutes, used }, index) => {
    const wire = resource('freeride', id, { freeUnlock: unlock, freeMinutes: minutes, usedFor: used });
    return behaviour.resource('freeride', wire, call, index);
  });
  return ok(behaviour.freeDocument(call, rides, number));
}
