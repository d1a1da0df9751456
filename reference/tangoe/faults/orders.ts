/** Faults of orders: in lists, submitted, decided on and moved. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import { orderBlocks } from '../render.ts';
import { ok, type Call } from '../world.ts';
import { items, must, records, without, writing } from './entry.ts';

const ord01 = must('TG-ORD-01');
const ord02 = must('TG-ORD-02');
const ord04 = must('TG-ORD-04');
const ord05 = must('TG-ORD-05');
const ord12 = must('TG-ORD-12', writing);
const ord13 = must('TG-ORD-13', writing);
const ord14 = must('TG-ORD-14', writing);
const ord15 = must('TG-ORD-15', writing);

function submitted(change: (order: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({ submitted: (call, order, asked) => change(base.submitted(call, order, asked) as JsonObject) });
}

const asksForBlocks = (call: Call) =>
  call.route === '/orders' && Object.keys(orderBlocks).some((name) => call.query.get(name) === 'true');
const plainBlocks = ['propertyGroup', 'pendingApprovalLevel', 'approver', 'segment', 'shipment', 'history', 'shipTo'];

export const orderFaults = [
  ord01(
    'order-id-number',
    'Orders have numbers as ids.',
    items('orders', (wire) => ({ ...wire, orderId: Number(wire['orderId']) })),
  ),
  ord01(
    'order-without-id',
    'Orders of a list have no id.',
    items('orders', (wire) => without(wire, 'orderId')),
  ),
  ord01(
    'order-holder-text',
    'The account holder of an order is a text.',
    items('orders', (wire) => ({ ...wire, accountHolder: 'Ada Arnold' })),
  ),

  ord02(
    'order-dates-epoch',
    'Orders say in seconds, as a text, when they were submitted.',
    items('orders', (wire) => ({ ...wire, dateSubmitted: String(Date.parse(String(wire['dateSubmitted'])) / 1000) })),
  ),
  ord02(
    'order-dates-without-zone',
    'Orders say without a zone when they were updated.',
    items('orders', (wire) => ({ ...wire, updated: String(wire['updated']).replace('Z', '') })),
  ),
  ord02(
    'order-dates-day-alone',
    'Orders say the day alone on which they were submitted.',
    records('orders', (wire) => ({ ...wire, dateSubmitted: String(wire['dateSubmitted']).slice(0, 10) })),
  ),

  ord04(
    'order-blocks-ignored',
    'The include parameters are ignored.',
    items('orders', (wire) => Object.fromEntries(Object.entries(wire).filter(([name]) => !plainBlocks.includes(name)))),
  ),
  ord04(
    'order-blocks-instead',
    'With include parameters orders lose their status.',
    items('orders', (wire, _row, call) => (asksForBlocks(call) ? without(wire, 'status') : wire)),
  ),
  ord04('order-blocks-fewer-orders', 'With include parameters only orders that wait for approval come.', (base) => ({
    served: (call, kind, rows, actor) =>
      asksForBlocks(call)
        ? rows.filter((row) => 'status' in row && row.status === 'AWAITING_APPROVAL')
        : base.served(call, kind, rows, actor),
  })),

  ord05('order-history-missing', 'The history of an order is not found.', (base) => ({
    tail: (call, what, answer) => (what === 'history' ? base.notFound(call) : base.tail(call, what, answer)),
  })),
  ord05('order-shipments-missing', 'The shipments of an order are not found.', (base) => ({
    tail: (call, what, answer) => (what === 'shipments' ? base.notFound(call) : base.tail(call, what, answer)),
  })),
  ord05('order-history-text', 'The history of an order is a text.', (base) => ({
    tail: (call, what, answer) => (what === 'history' ? ok('nothing yet') : base.tail(call, what, answer)),
  })),
  ord05('order-links-dead', 'The links of segments lead to nothing.', (base) => ({
    url: (call, path, query) => base.url(call, path.replace(/^(\/orders\/[^/]+)\/history$/, '$1/log'), query),
  })),

  ord12(
    'submitted-without-id',
    'A submitted order has no id.',
    submitted((order) => without(order, 'orderId')),
  ),
  ord12('submitted-forgotten', 'A submitted order cannot be read.', () => ({ storeOrder: () => undefined })),
  ord12(
    'submitted-date-null',
    'A submitted order does not say when.',
    submitted((order) => ({ ...order, dateSubmitted: null })),
  ),

  ord13(
    'submitted-other-type',
    'A submitted order has another transaction type.',
    submitted((order) => ({ ...order, transactionType: 'PORT_NUMBER' })),
  ),
  ord13(
    'submitted-without-number',
    'A submitted order has lost its external number.',
    submitted((order) => ({ ...order, externalOrderNumber: '' })),
  ),

  ord14('rejection-approves', 'A rejection is answered as an approval.', () => ({ decision: () => 'APPROVAL_QUEUED' })),
  ord14('rejection-done', 'A rejection is answered with DONE.', () => ({ decision: () => 'DONE' })),
  ord14('rejection-empty', 'A rejection is answered with an empty status.', () => ({ decision: () => '' })),

  ord15('move-not-stored', 'A moved service stays where it was.', () => ({ moveTo: (service) => service })),
  ord15('move-answers-old-owner', 'A moved service is answered with its old owner.', (base) => ({
    moved: (call, detail) => {
      const old = base.detailWire(
        call,
        'services',
        call.world.data.services.find(({ id }) => id === detail['id']) ?? (call.world.data.services[0] as never),
      );
      return old;
    },
  })),
  ord15('move-answers-nothing', 'A moved service is answered with an empty object.', () => ({ moved: () => ({}) })),
];
