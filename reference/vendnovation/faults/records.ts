/** Faults of selections and transactions. One selection of each machine is wrong, and one transaction in ten. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import { alter, must, should, sinceV2, without } from './entry.ts';

const shape04 = must('VN-SHAPE-04', sinceV2);
const shape05 = must('VN-SHAPE-05', sinceV2);
const shape06 = must('VN-SHAPE-06', sinceV2);
const shape07 = must('VN-SHAPE-07', sinceV2);
const shape13 = must('VN-SHAPE-13', sinceV2);
const shape08 = must('VN-SHAPE-08', sinceV2);
const shape09 = should('VN-SHAPE-09', sinceV2);
const shape12 = must('VN-SHAPE-12', sinceV2);

const selection = (change: (wire: JsonObject) => JsonObject) => alter('selections', 8, change);
const transaction = (change: (wire: JsonObject) => JsonObject) => alter('transactions', 10, change);
const sentSelection = (members: JsonObject) => selection((wire) => ({ ...wire, ...members }));
const sentTransaction = (members: JsonObject) => transaction((wire) => ({ ...wire, ...members }));

/** Every fifth transaction carries the id of the one before. */
const sharedId: ChangeOfBehaviour = (base) => ({
  record: (kind, row, call) => {
    const wire = base.record(kind, row, call);
    const before = row.index % 5 === 4 ? call.world.state.rows.transactions[row.index - 1] : undefined;
    return kind === 'transactions' && before !== undefined
      ? { ...(wire as JsonObject), id: before.wire['id'] ?? '' }
      : wire;
  },
});

export const recordFaults = [
  shape04(
    'selection-id-text',
    'The id of some selections is a text.',
    selection((wire) => ({ ...wire, id: String(wire['id']) })),
  ),
  shape04('selection-price-text', 'The price of some selections is a text.', sentSelection({ price: '0.70' })),
  shape04('selection-count-null', 'The count of some selections is null.', sentSelection({ count: null })),
  shape04('selection-active-number', 'isActive of some selections is 1.', sentSelection({ isActive: 1 })),
  shape04(
    'selection-depth-missing',
    'Some selections have no depth.',
    selection((wire) => without(wire, 'depth')),
  ),
  shape04(
    'selection-product-fraction',
    'The productId of some selections has a fraction.',
    sentSelection({ productId: 7.5 }),
  ),

  shape05(
    'selection-alert-above-restock',
    'alertLevel of some selections is above restockAt.',
    selection((wire) => ({
      ...wire,
      alertLevel: Number(wire['restockAt']) + 1,
    })),
  ),
  shape05(
    'selection-restock-above-depth',
    'restockTo of some selections is above depth.',
    selection((wire) => ({
      ...wire,
      restockTo: Number(wire['depth']) + 1,
    })),
  ),
  shape05('selection-alert-negative', 'alertLevel of some selections is below 0.', sentSelection({ alertLevel: -1 })),

  shape06('selection-price-zero', 'The price of some selections is 0.', sentSelection({ price: 0 })),
  shape06(
    'selection-free-count-negative',
    'freeCount of some selections is below 0.',
    sentSelection({ freeCount: -1 }),
  ),
  shape06('selection-tax-negative', 'The tax of some selections is below 0.', sentSelection({ tax: -0.01 })),
  shape06(
    'selection-commission-negative',
    'The commission of some selections is below 0.',
    sentSelection({ commission: -1 }),
  ),
  shape06('selection-product-zero', 'The productId of some selections is 0.', sentSelection({ productId: 0 })),
  shape06('selection-product-minus-two', 'The productId of some selections is -2.', sentSelection({ productId: -2 })),

  shape13(
    'selection-id-repeated',
    'Selections of one machine share their id.',
    selection((wire) => ({ ...wire, id: 1 })),
  ),
  shape07(
    'selection-number-twice',
    'Two selections of a machine have the same selectionNumber.',
    selection((wire) => ({
      ...wire,
      selectionNumber: String(Number(wire['selectionNumber']) - 1),
    })),
  ),

  shape08('transaction-id-number', 'The id of some transactions is a number.', sentTransaction({ id: 4711 })),
  shape08(
    'transaction-price-text',
    'totalPrice of some transactions is a text.',
    sentTransaction({ totalPrice: '1,50' }),
  ),
  shape08(
    'transaction-machine-text',
    'machineId of some transactions is a text.',
    transaction((wire) => ({
      ...wire,
      machineId: String(wire['machineId']),
    })),
  ),
  shape08(
    'transaction-recorded-number',
    'recordedAtUtc of some transactions is a number.',
    sentTransaction({
      recordedAtUtc: 1_700_000_000_000,
    }),
  ),
  shape08(
    'transaction-items-object',
    'lineItems of some transactions is an object.',
    sentTransaction({
      lineItems: { id: '1', selection: '2', vendOrder: 1 },
    }),
  ),
  shape08(
    'transaction-items-missing',
    'Some transactions have no lineItems.',
    transaction((wire) => without(wire, 'lineItems')),
  ),
  shape08(
    'transaction-vend-order-text',
    'vendOrder of some line items is a text.',
    sentTransaction({
      lineItems: [{ id: '1', selection: '2', vendOrder: 'first' }],
    }),
  ),
  shape08(
    'transaction-payment-text',
    'paymentInformation of some transactions is a text.',
    sentTransaction({
      paymentInformation: 'cash',
    }),
  ),

  shape09(
    'transaction-tax-above-price',
    'The tax of some transactions is larger than their price.',
    transaction((wire) => ({
      ...wire,
      totalTax: Number(wire['totalPrice']) + 1,
    })),
  ),

  shape12('transaction-id-twice', 'Some transactions have the id of the one before.', sharedId),
];
