/** Faults of orders that are confirmed, not submitted. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import { ok } from '../world.ts';
import { failure, must, should, without } from './entry.ts';

const ord06 = must('TG-ORD-06');
const ord07 = must('TG-ORD-07');
const ord08 = must('TG-ORD-08');
const ord09 = should('TG-ORD-09');
const ord10 = must('TG-ORD-10');
const ord11 = must('TG-ORD-11');

function confirmation(change: (body: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({ confirmation: (call, asked) => change(base.confirmation(call, asked) as JsonObject) });
}

/** Alters the envelope of a confirmation. */
function envelope(change: (body: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      return call.method === 'POST' && call.route === '/orders' && base.confirmAsked(call) && done.status === 200
        ? { ...done, json: change(done.json as JsonObject) }
        : done;
    },
  });
}

export const confirmationFaults = [
  ord06(
    'confirm-status-ok',
    'A confirmation says OK in place of SUCCESS.',
    envelope((body) => ({ ...body, status: 'OK' })),
  ),
  ord06(
    'confirm-as-order',
    'A confirmation comes as order.',
    envelope((body) => ({ order: body['orderConfirmation'] ?? {}, status: 'SUCCESS' })),
  ),
  ord06(
    'confirm-without-envelope',
    'A confirmation comes without its envelope.',
    envelope((body) => body['orderConfirmation'] as JsonObject),
  ),
  ord06('confirm-201', 'A confirmation is answered with 201.', (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      return call.method === 'POST' && call.route === '/orders' && done.status === 200
        ? { ...done, status: 201 }
        : done;
    },
  })),

  ord07(
    'confirm-other-number',
    'A confirmation has an order number of its own.',
    confirmation((body) => ({ ...body, externalOrderNumber: 'C-1' })),
  ),
  ord07(
    'confirm-other-type',
    'A confirmation has another transaction type.',
    confirmation((body) => ({ ...body, transactionType: 'UPGRADE' })),
  ),
  ord07(
    'confirm-other-service',
    'A confirmation describes another service.',
    confirmation((body) => ({ ...body, service: { ...(body['service'] as JsonObject), id: '38389999' } })),
  ),
  ord07(
    'confirm-loses-feature',
    'A confirmation loses a feature.',
    confirmation((body) => ({ ...body, shoppingCart: { ...(body['shoppingCart'] as JsonObject), features: [] } })),
  ),
  ord07(
    'confirm-other-contact',
    'A confirmation has another contact number.',
    confirmation((body) => ({
      ...body,
      properties: (body['properties'] as readonly JsonObject[]).map((group) => ({
        ...group,
        fields: (group['fields'] as readonly JsonObject[]).map((field) =>
          field['id'] === 'CONTACT_NUMBER' ? { ...field, text: '0000000000' } : field,
        ),
      })),
    })),
  ),
  ord07(
    'confirm-feature-removed',
    'A confirmation removes the feature that was to be added.',
    confirmation((body) => {
      const cart = body['shoppingCart'] as JsonObject | undefined;
      return cart === undefined
        ? body
        : {
            ...body,
            shoppingCart: {
              ...cart,
              features: (cart['features'] as readonly JsonObject[]).map((f) => ({ ...f, action: 'REMOVE' })),
            },
          };
    }),
  ),

  ord08(
    'confirm-without-holder',
    'A confirmation has no account holder.',
    confirmation((body) => without(body, 'accountHolder')),
  ),
  ord08(
    'confirm-without-properties',
    'A confirmation has no properties.',
    confirmation((body) => without(body, 'properties')),
  ),
  ord08(
    'confirm-without-requester',
    'A confirmation does not say who requested it.',
    confirmation((body) => without(body, 'requestedBy')),
  ),

  ord09('cost-summary-zero', 'The cost summary is zero.', () => ({
    costSummary: () => [{ amount: 0, currencyCode: 'USD', recurrence: 'MONTHLY' }],
  })),
  ord09('cost-summary-first-price', 'The cost summary is the first price.', (base) => ({
    costSummary: (prices) => base.costSummary(prices.slice(0, 1)),
  })),
  ord09('cost-summary-wrong-recurrence', 'The cost summary counts monthly prices as one-time ones.', (base) => ({
    costSummary: (prices) =>
      base
        .costSummary(prices)
        .map((price) => ({ ...price, recurrence: price['recurrence'] === 'MONTHLY' ? 'ONETIME' : 'MONTHLY' })),
  })),
  ord09('cost-summary-rounded', 'The cost summary is rounded to whole amounts.', (base) => ({
    costSummary: (prices) =>
      base.costSummary(prices).map((price) => ({ ...price, amount: Math.ceil(Number(price['amount'])) })),
  })),

  ord10('confirm-submits', 'An order with confirm is submitted.', (base) => ({
    confirmed: (state, order) => base.storeOrder(state, order),
  })),
  ord10('confirm-stores-for-employee', 'An order with confirm is stored as one that waits.', () => ({
    confirmed: (state, order) => {
      state.orders = [{ ...order, status: 'AWAITING_APPROVAL' }, ...state.orders];
    },
  })),

  ord11('unknown-service-confirmed', 'An order for a service that does not exist is confirmed.', (base) => ({
    orderRefusal: (call, problem) =>
      problem === 'service' ? ok({ orderConfirmation: {}, status: 'SUCCESS' }) : base.orderRefusal(call, problem),
  })),
  ord11('unknown-service-500', 'An order for a service that does not exist makes the server fail.', (base) => ({
    orderRefusal: (call, problem) => (problem === 'service' ? failure : base.orderRefusal(call, problem)),
  })),
];
