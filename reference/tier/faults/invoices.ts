/** Faults of invoices. */
import { isObject, without } from '../model.ts';
import type { Json, JsonObject } from '../model.ts';
import { attributes, inside, inV1, must, resources, should } from './entry.ts';

const inv = (number: string) => must(`TI-INV-${number}`, inV1);
const invShould = (number: string) => should(`TI-INV-${number}`, inV1);

const positions = (change: (position: JsonObject, index: number) => JsonObject) =>
  attributes('invoice', (held) => ({
    ...held,
    positions: (held['positions'] as readonly Json[]).map((one, i) => (isObject(one) ? change(one, i) : one)),
  }));
const amountOf = (held: JsonObject, name: string, change: (amount: number) => number) =>
  inside(held, name, (money) => ({ ...money, amount: change(Number(money['amount'])).toFixed(2) }));
const taxes = (position: JsonObject, change: (tax: JsonObject) => JsonObject): JsonObject => ({
  ...position,
  taxes: (position['taxes'] as readonly Json[]).map((tax) => (isObject(tax) ? change(tax) : tax)),
});

export const invoiceFaults = [
  inv('01')(
    'invoice-number-number',
    'The number of an invoice is a number.',
    attributes('invoice', (held) => ({ ...held, invoiceNumber: 43 })),
  ),
  inv('01')(
    'invoice-snake-case',
    'The number of an invoice has its name of 2019.',
    attributes('invoice', ({ invoiceNumber, ...held }) => ({ ...held, invoice_number: invoiceNumber ?? null })),
  ),
  inv('01')(
    'invoice-vat-percentage',
    'Positions have a percentage in place of taxes.',
    positions((position) => ({ ...without(position, 'taxes'), vat_percentage: 19 })),
  ),
  inv('01')(
    'invoice-quantity-text',
    'Quantities are texts.',
    positions((position) => ({ ...position, quantity: String(position['quantity']) })),
  ),
  inv('01')(
    'invoice-amount-number',
    'Amounts of positions are numbers.',
    positions((position) => inside(position, 'net', (money) => ({ ...money, amount: Number(money['amount']) }))),
  ),
  invShould('02')(
    'invoice-other-id',
    'Another invoice comes than the one asked for.',
    resources('invoice', (wire) => ({ ...wire, id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e' })),
  ),
  inv('03')(
    'invoice-gross-per-unit',
    'gross of a position is that of one unit.',
    positions((position) => ({
      ...position,
      gross: position['grossPerUnit'] ?? null,
      net: position['grossPerUnit'] ?? null,
      taxes: [],
    })),
  ),
  inv('03')(
    'invoice-gross-one-cent',
    'gross of the second position is one cent too much.',
    positions((position, i) =>
      i === 1
        ? amountOf(
            amountOf(position, 'gross', (a) => a + 0.01),
            'net',
            (a) => a + 0.01,
          )
        : position,
    ),
  ),
  inv('04')(
    'invoice-gross-net-swapped',
    'gross and net of positions are exchanged, as in 2019.',
    positions((position) => ({
      ...position,
      gross: position['net'] ?? null,
      net: position['gross'] ?? null,
      grossPerUnit: position['quantity'] === 1 ? (position['net'] ?? null) : (position['grossPerUnit'] ?? null),
    })),
  ),
  inv('04')(
    'invoice-tax-one-cent',
    'The tax of the first position is one cent too little.',
    positions((position, i) =>
      i === 0 ? taxes(position, (tax) => ({ ...tax, amount: (Number(tax['amount']) - 0.01).toFixed(2) })) : position,
    ),
  ),
  invShould('05')(
    'invoice-rate-percent',
    'The rate of a tax is a percentage.',
    positions((position) => taxes(position, (tax) => ({ ...tax, rate: '19' }))),
  ),
  inv('06')(
    'invoice-two-currencies',
    'The unlock of an invoice is in another currency.',
    positions((position, i) =>
      i === 0 ? inside(position, 'gross', (money) => ({ ...money, currency: 'CHF' })) : position,
    ),
  ),
  inv('06')(
    'invoice-tax-currency',
    'Taxes of an invoice are in another currency.',
    positions((position) => taxes(position, (tax) => ({ ...tax, currency: 'USD' }))),
  ),
  invShould('07')(
    'invoice-total-too-high',
    'The total of an invoice is one euro too much.',
    attributes('invoice', (held) => inside(held, 'total', (total) => amountOf(total, 'gross', (a) => a + 1))),
  ),
  invShould('08')(
    'invoice-new-type',
    'A position has the type PARKING_FINE.',
    positions((position, i) => (i === 1 ? { ...position, type: 'PARKING_FINE' } : position)),
  ),
  inv('09')('unknown-invoice-empty', 'An invoice that does not exist is answered with 200 and null.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'invoice' ? { status: 200, json: { data: null } } : base.missing(call, kind, entry),
  })),
  inv('09')('unknown-invoice-400', 'An invoice that does not exist is answered with 400.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'invoice' ? { ...base.missing(call, kind, entry), status: 400 } : base.missing(call, kind, entry),
  })),
];
