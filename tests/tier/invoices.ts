/** Invoices and their arithmetic. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { notTestable } from '../../src/verdict/check.ts';
import { expectOneCurrency } from './support/costs.ts';
import { expectThat } from './support/findings.ts';
import { cents, centsOf, euros } from './support/money.ts';
import { invoice } from './support/people.ts';
import { nobodysId, plain } from './support/questions.ts';
import { type Placed, attributesOf, expectKnown, expectShape, isRow, objectAt } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

function positionsOf(placed: Placed): Placed[] {
  const { positions } = attributesOf(placed);
  return (Array.isArray(positions) ? positions : []).flatMap((row: unknown, i) =>
    isRow(row) ? [{ row, at: `${placed.at}/attributes/positions/${i}` }] : [],
  );
}

requirement('TI-INV-01', invoice, (answer, check, context) =>
  expectShape(check, answer, [objectAt(answer, 'data')], 'v1/invoice', context),
);

requirement('TI-INV-02', invoice, (answer, check, { settings }) => {
  const { row, at } = objectAt(answer, 'data');
  expectThat(
    check,
    answer,
    String(row['id']).toLowerCase() === settings['invoiceId']?.toLowerCase(),
    'another invoice came than the one asked for',
    settings['invoiceId'] ?? '',
    row['id'],
    `${at}/id`,
  );
});

requirement('TI-INV-03', invoice, (answer, check) => {
  for (const { row, at } of positionsOf(objectAt(answer, 'data'))) {
    const [unit, gross, quantity] = [centsOf(row['grossPerUnit']), centsOf(row['gross']), row['quantity']];
    if (unit === undefined || gross === undefined || typeof quantity !== 'number') continue;
    expectThat(
      check,
      answer,
      gross === unit * quantity,
      `${quantity} times ${euros(unit)} is ${euros(unit * quantity)}, gross is ${euros(gross)}`,
      euros(unit * quantity),
      euros(gross),
      `${at}/gross`,
    );
  }
});

interface Tax {
  readonly amount: number;
  readonly rate: number;
}

/** Taxes of a position; null where one of them cannot be read. */
function taxesOf(row: Readonly<Record<string, unknown>>): Tax[] | null {
  const taxes = Array.isArray(row['taxes']) ? row['taxes'] : null;
  const read = (taxes ?? []).flatMap((tax: unknown): Tax[] => {
    const amount = centsOf(tax);
    const rate = isRow(tax) && typeof tax['rate'] === 'string' ? Number(tax['rate']) : NaN;
    return amount === undefined ? [] : [{ amount, rate }];
  });
  return taxes === null || read.length < taxes.length ? null : read;
}

requirement('TI-INV-04', invoice, (answer, check) => {
  for (const { row, at } of positionsOf(objectAt(answer, 'data'))) {
    const [gross, net, taxes] = [centsOf(row['gross']), centsOf(row['net']), taxesOf(row)];
    if (gross === undefined || net === undefined || taxes === null) continue;
    const sum = taxes.reduce((total, tax) => total + tax.amount, net);
    expectThat(
      check,
      answer,
      gross === sum,
      `net and taxes make ${euros(sum)}, gross is ${euros(gross)}`,
      euros(sum),
      euros(gross),
      `${at}/gross`,
    );
  }
});

requirement('TI-INV-05', invoice, (answer, check) => {
  for (const { row, at } of positionsOf(objectAt(answer, 'data'))) {
    const [net, taxes] = [centsOf(row['net']), taxesOf(row)];
    if (net === undefined || taxes === null) continue;
    taxes.forEach(({ amount, rate }, i) => {
      if (!(rate >= 0)) return;
      const expected = Math.round(net * rate);
      expectThat(
        check,
        answer,
        Math.abs(amount - expected) <= 2,
        `${rate} of ${euros(net)} is ${euros(expected)}, the tax is ${euros(amount)}`,
        euros(expected),
        euros(amount),
        `${at}/taxes/${i}/amount`,
      );
    });
  }
  if (check.checks === 0) notTestable('the invoice has no taxes');
});

requirement('TI-INV-06', invoice, (answer, check) => expectOneCurrency(check, answer, objectAt(answer, 'data')));

requirement('TI-INV-07', invoice, (answer, check) => {
  const placed = objectAt(answer, 'data');
  const positions = positionsOf(placed);
  const { total } = attributesOf(placed);
  for (const name of ['gross', 'net']) {
    const amounts = positions.map(({ row }) => centsOf(row[name]));
    const held: unknown = isRow(total) ? total[name] : undefined;
    const came = centsOf(held) ?? cents(held);
    if (came === undefined || amounts.includes(undefined)) continue;
    const sum = amounts.reduce<number>((s, amount) => s + (amount ?? 0), 0);
    // Net amounts may be rounded position by position, or once in the end.
    const slack = name === 'net' ? positions.length : 0;
    expectThat(
      check,
      answer,
      Math.abs(came - sum) <= slack,
      `the positions make ${euros(sum)} ${name}, the total is ${euros(came)}`,
      euros(sum),
      euros(came),
      `${placed.at}/attributes/total/${name}`,
    );
  }
  if (check.checks === 0)
    notTestable('the total has another form than gross and net; the stored page does not show it');
});

requirement('TI-INV-08', invoice, (answer, check, context) => {
  for (const { row, at } of positionsOf(objectAt(answer, 'data')))
    expectKnown(check, answer, 'positionType', row['type'], `${at}/type`, context);
});

const unknownInvoice = probe('an invoice that does not exist', { cost: 1, control: plain }, ({ api, unique }) =>
  api.getInvoice({ path: { invoiceId: nobodysId(unique) } }),
);

requirement('TI-INV-09', unknownInvoice, (answer, check) => {
  if (answer.status === 401 || answer.status === 403)
    notTestable(`the key may not read invoices (status ${answer.status})`);
  expectRefused(check, answer, { because: 'nothing has this id', statuses: [404] });
});
