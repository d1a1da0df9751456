/** Faults of customers that an independent examination found. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { isObject, without, type Json, type JsonObject } from '../model.ts';
import { finishing, inside, inV1, must, should, writing } from './entry.ts';

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
/** Alters the errors of refused creations. */
const errorsOfCreations = (change: (error: JsonObject, index: number) => JsonObject): ChangeOfBehaviour =>
  finishing((answer, call) =>
    call.operation === 'createCustomer' && answer.status === 400 && isObject(answer.json)
      ? {
          ...answer,
          json: {
            ...answer.json,
            errors: listOf(answer.json['errors']).map((one, i) => (isObject(one) ? change(one, i) : one)),
          },
        }
      : answer,
  );

const write = (id: string) => must(id, writing);

export const examinedCustomers = [
  write('TI-CUST-04')('update-external-id-ignored', 'An update leaves externalCustomerId as it was.', (base) => ({
    merged: (call, customer, body) => ({
      ...base.merged(call, customer, body),
      externalCustomerId: customer.externalCustomerId,
    }),
  })),
  write('TI-CUST-09')('customer-by-external-id', 'Customers are found by their externalCustomerId.', (base) => ({
    findCustomer: (call, id) =>
      base.findCustomer(call, id) ?? call.world.state.customers.find((one) => one.externalCustomerId === id),
  })),
  ...(['rental-by-external-id', 'rental-by-external-id-in-any-case'] as const).map((id, i) =>
    must('TI-CUST-14', inV1)(
      id,
      `Current rentals are found by externalCustomerId${i === 0 ? '' : ', in any letter case'}.`,
      (base) => ({
        findCustomer: (call, asked) =>
          base.findCustomer(call, asked) ??
          (call.operation === 'getCurrentRental'
            ? call.world.state.customers.find(({ externalCustomerId: own }) =>
                i === 0 ? own === asked : own.toLowerCase() === asked.toLowerCase(),
              )
            : undefined),
      }),
    ),
  ),
  should('TI-CUST-15', writing)('update-clears-the-rest', 'An update clears what it does not send.', (base) => ({
    merged: (call, customer, body) => ({
      ...base.merged(call, customer, body),
      ...('email' in body ? {} : { email: null }),
      ...('lastName' in body ? {} : { lastName: null }),
    }),
  })),
  write('TI-CUST-16')('deletion-by-external-id', 'All customers with one externalCustomerId are deleted.', (base) => ({
    anonymised: (call, customer) => {
      const { state } = call.world;
      state.customers = state.customers.filter((one) => one.externalCustomerId !== customer.externalCustomerId);
      return base.anonymised(call, customer);
    },
  })),
  write('TI-CUST-16')('deletion-of-all', 'The deletion of a customer deletes all.', (base) => ({
    anonymised: (call, customer) => {
      call.world.state.customers = [];
      return base.anonymised(call, customer);
    },
  })),
  ...(['one-id-for-all', 'one-id-for-the-nameless'] as const).map((id, i) =>
    write('TI-CUST-17')(id, `New customers${i === 0 ? '' : ' without names'} have one and the same id.`, (base) => ({
      created: (call, body, made) =>
        base.created(call, body, i === 0 || !('firstName' in body) ? '6f2c1d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' : made),
    })),
  ),
  write('TI-VALID-05')(
    'validation-status-number',
    'The status of validation errors is a number.',
    errorsOfCreations((error) => ({ ...error, status: 400 })),
  ),
  write('TI-VALID-05')(
    'second-error-without-title',
    'The second of two validation errors has no title.',
    errorsOfCreations((error, index) => (index === 1 ? without(error, 'title') : error)),
  ),
  write('TI-VALID-05')(
    'second-error-422',
    'The second of two validation errors says 422.',
    errorsOfCreations((error, index) => (index === 1 ? { ...error, status: '422' } : error)),
  ),
  must('TI-FREE-08', inV1)('prev-leads-to-first', 'The link prev always leads to the first page.', (base) => ({
    freeDocument: (call, rides, number) =>
      inside(base.freeDocument(call, rides, number), 'links', (links) =>
        number > 1 ? { ...links, prev: links['first'] ?? null } : links,
      ),
  })),
  must('TI-FREE-08', inV1)('prev-leads-to-itself', 'The link prev leads to the page itself.', (base) => ({
    freeDocument: (call, rides, number) =>
      inside(base.freeDocument(call, rides, number), 'links', (links) =>
        number > 1 ? { ...links, prev: `${call.base}/customer/free-ride?page%5Bnumber%5D=${number}` } : links,
      ),
  })),
];
