/** Faults of customers: reads and writes. */
import { errors } from '../world.ts';
import { attributes, documents, finishing, inside, inV1, must, resources, sent, writing } from './entry.ts';
import { without, type JsonObject } from '../model.ts';

const cust = (number: string) => must(`TI-CUST-${number}`, writing);
const cust11 = must('TI-CUST-11', inV1);
const cust12 = must('TI-CUST-12', inV1);
const cust13 = must('TI-CUST-13', inV1);
const another = '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
const creations = 'POST';

/** Alters the attributes of the resource in a document. */
function alterData(document: JsonObject, change: (held: JsonObject) => JsonObject): JsonObject {
  return inside(document, 'data', (data) => inside(data, 'attributes', change));
}

export const customerFaults = [
  cust('01')(
    'created-id-number',
    'The id of a created customer is a number.',
    documents('createCustomer', (doc) => ({ ...doc, data: { ...(doc['data'] as object), id: 4711 } })),
  ),
  cust('01')('created-refused', 'Customers cannot be created.', (base) => ({
    problems: (call, body) =>
      body['firstName'] === 'Conny'
        ? [{ code: 'ValidationError', title: 'Names are not allowed.' }]
        : base.problems(call, body),
  })),
  cust('01')(
    'created-type-user',
    'A created customer has the type user.',
    documents('createCustomer', (doc) => ({ ...doc, data: { ...(doc['data'] as object), type: 'user' } })),
  ),

  cust('02')(
    'created-name-lost',
    'The answer to a creation lacks the last name.',
    documents('createCustomer', (doc) => alterData(doc, (held) => ({ ...held, lastName: null }))),
  ),
  cust('02')(
    'created-mail-upper-case',
    'The answer to a creation has the e-mail in capitals.',
    documents('createCustomer', (doc) =>
      alterData(doc, (held) => ({
        ...held,
        email: typeof held['email'] === 'string' ? held['email'].toUpperCase() : null,
      })),
    ),
  ),

  cust('03')('created-not-stored', 'A created customer cannot be read.', (base) => ({
    findCustomer: (call, id) => {
      const found = base.findCustomer(call, id);
      return call.operation === 'getCustomer' &&
        found?.externalCustomerId.startsWith('conformance-life') === true &&
        found.firstName === 'Conny'
        ? undefined
        : found;
    },
  })),
  cust('03')('names-swapped-in-store', 'First and last name are exchanged when they are stored.', (base) => ({
    created: (call, body, id) => {
      const made = base.created(call, body, id);
      return { ...made, firstName: made.lastName, lastName: made.firstName };
    },
    resource: (kind, wire, call, index) => {
      const sentWire = base.resource(kind, wire, call, index);
      if (kind !== 'customer' || call.method !== creations) return sentWire;
      const held = sentWire['attributes'] as Record<string, string | null>;
      return {
        ...sentWire,
        attributes: { ...held, firstName: held['lastName'] ?? null, lastName: held['firstName'] ?? null },
      };
    },
  })),

  cust('04')('update-not-stored', 'An update is answered, but not stored.', (base) => ({
    merged: (_call, customer) => customer,
    resource: base.resource,
  })),
  cust('04')('update-mail-ignored', 'An update leaves the e-mail as it was.', (base) => ({
    merged: (call, customer, body) => ({ ...base.merged(call, customer, body), email: customer.email }),
  })),
  cust('04')('update-refused', 'Customers cannot be updated.', (base) => ({
    problems: (call, body) =>
      call.method === 'PATCH' && body['email'] !== 'malformed-email'
        ? [{ code: 'ValidationError', title: 'Nothing may be changed.' }]
        : base.problems(call, body),
  })),

  cust('05')('update-clears-last-name', 'An update clears the last name.', (base) => ({
    merged: (call, customer, body) => ({ ...base.merged(call, customer, body), lastName: null }),
  })),
  cust('05')('update-changes-id', 'After an update the customer shows another id.', (base) => ({
    resource: (kind, wire, call, index) => {
      const sentWire = base.resource(kind, wire, call, index);
      const held = sentWire['attributes'] as Record<string, unknown> | undefined;
      return kind === 'customer' && held?.['firstName'] === 'Constance' ? { ...sentWire, id: another } : sentWire;
    },
  })),

  cust('06')('delete-keeps-data', 'A deleted customer can be read as before.', () => ({
    anonymised: (_call, customer) => customer,
  })),
  cust('06')('delete-keeps-mail', 'A deleted customer keeps the e-mail.', () => ({
    anonymised: (_call, customer) => ({ ...customer, firstName: null, lastName: null, deleted: true }),
  })),
  cust('06')('delete-refused', 'Customers cannot be deleted.', (base) => ({
    intercept: (call) =>
      call.operation === 'deleteCustomer'
        ? errors(call, 409, { code: 'Conflict', title: 'Customers stay' })
        : base.intercept(call),
  })),

  cust('07')('names-required', 'A customer cannot be created without names.', (base) => ({
    problems: (call, body) => [
      ...base.problems(call, body),
      ...(call.method === creations && body['firstName'] === undefined
        ? [{ code: 'ValidationError', title: 'Missing required field firstName.' }]
        : []),
    ],
  })),
  cust('07')('bare-customer-fails', 'A customer without an e-mail makes the server fail.', (base) => ({
    intercept: (call) =>
      call.operation === 'createCustomer' && !call.body.includes('"email"')
        ? errors(call, 422, { code: 'Unprocessable', title: 'email is missing' })
        : base.intercept(call),
  })),

  cust('08')('external-id-cut', 'An externalCustomerId is cut to 64 characters.', (base) => ({
    created: (call, body, id) => {
      const made = base.created(call, body, id);
      return { ...made, externalCustomerId: made.externalCustomerId.slice(0, 64) };
    },
  })),
  cust('08')('external-id-ascii-only', 'An externalCustomerId loses what is no ASCII.', (base) => ({
    created: (call, body, id) => {
      const made = base.created(call, body, id);
      return { ...made, externalCustomerId: made.externalCustomerId.replace(/[^ -~]/g, '?') };
    },
  })),
  cust('08')('external-id-254', 'An externalCustomerId of 255 characters is refused.', (base) => ({
    problems: (call, body) => [
      ...base.problems(call, body),
      ...(String(body['externalCustomerId'] ?? '').length > 254
        ? [{ code: 'ValidationError', title: 'externalCustomerId is too long.' }]
        : []),
    ],
  })),

  cust('09')('external-id-finds-rental', 'A current rental is found under an externalCustomerId.', (base) => ({
    findCustomer: (call, id) =>
      base.findCustomer(call, id) ?? call.world.state.customers.find((customer) => customer.externalCustomerId === id),
    findCurrent: (call, id) =>
      base.findCurrent(call, id) ??
      (call.world.state.customers
        .find((customer) => customer.id === id)
        ?.externalCustomerId.startsWith('conformance-life') === true
        ? call.world.people.rentals.find(({ endedAt }) => endedAt === null)
        : undefined),
  })),
  cust('09')('external-id-fails', 'An externalCustomerId in place of an id makes the server fail.', (base) => ({
    intercept: (call) =>
      call.operation === 'getCurrentRental' && (call.values['customerId'] ?? '').startsWith('conformance')
        ? { status: 500, text: 'Internal Server Error' }
        : base.intercept(call),
  })),

  cust11(
    'customer-external-id-number',
    'The externalCustomerId of a customer is a number.',
    sent('customer', { externalCustomerId: 4711 }),
  ),
  cust11(
    'customer-external-id-missing',
    'A customer has no externalCustomerId.',
    attributes('customer', (held) => without(held, 'externalCustomerId')),
  ),
  cust11(
    'customer-mail-list',
    'The e-mail of a customer is a list.',
    attributes('customer', (held) => ({ ...held, email: [held['email'] ?? null] })),
  ),
  cust11(
    'customer-flat',
    'The members of a customer stand beside its id.',
    resources('customer', (wire) => ({ id: wire['id'] ?? '', type: 'customer', ...(wire['attributes'] as object) })),
  ),

  cust12(
    'customer-other-id',
    'Another customer comes than the one asked for.',
    resources('customer', (wire, _index, call) => (call.operation === 'getCustomer' ? { ...wire, id: another } : wire)),
  ),
  cust12('customer-first-of-all', 'Whoever is asked for, the last customer comes.', (base) => ({
    findCustomer: (call, id) => {
      const found = base.findCustomer(call, id);
      return call.operation === 'getCustomer' && found !== undefined ? call.world.people.customers.at(-2) : found;
    },
  })),

  cust13('unknown-customer-empty', 'A customer who does not exist is answered with 200 and null.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'customer' ? { status: 200, json: { data: null } } : base.missing(call, kind, entry),
  })),
  cust13(
    'unknown-customer-500',
    'A customer who does not exist makes the server fail.',
    finishing((answer, call) =>
      call.operation === 'getCustomer' && answer.status === 404
        ? { status: 500, text: 'Internal Server Error' }
        : answer,
    ),
  ),
];
