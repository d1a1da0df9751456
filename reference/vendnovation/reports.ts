/** Records of the reports: transactions and inventory adjustments. */
import type { Random } from '../random.ts';
import { dateTime, type JsonObject, type Row, type Site } from './model.ts';

const products = ['Gloves', 'Batteries AA', 'Water', 'Cable ties', 'Mask', 'Drill bit'];

/** A sale at a machine; `utc` in milliseconds since the epoch. `totalPrice` includes `totalTax`. */
export function transactionRow(
  index: number,
  utc: number,
  machine: Row,
  sites: ReadonlyMap<number, Site>,
  random: Random,
): Row {
  const site = siteOf(machine, sites);
  const lineItems = Array.from({ length: random.between(1, 3) }, (_, n) => lineItem(n, random));
  const net = lineItems.reduce((sum, { cents }) => sum + cents, 0);
  const tax = Math.round(net * random.pick([0, 0.07, 0.19]));
  const id = random.uuid();
  const card = random.next() < 0.6;
  return {
    index,
    keys: { ...machine.keys, transactionIdentifiers: [id], productIds: lineItems.map(({ productId }) => productId) },
    organizationId: machine.organizationId,
    deleted: false, // sales of a deleted machine stay in the report
    utc,
    local: utc + site.offset * 60_000,
    wire: {
      id,
      recordedAtUtc: dateTime(utc, 3),
      siteId: site.id,
      siteExternalId: site.externalId,
      siteName: site.name,
      machineId: machine.wire['id'] ?? 0,
      machineExternalId: machine.wire['externalAccountsTerminalId'] ?? null,
      machineName: machine.wire['name'] ?? '',
      machineModel: machine.wire['modelNumber'] ?? '',
      totalPrice: (net + tax) / 100,
      totalTax: tax / 100,
      lineItems: lineItems.map(({ wire }) => wire),
      paymentInformation: card ? { type: 'credit', cardBrand: 'VISA', lastFour: '4242' } : { type: 'cash' },
    },
  };
}

function lineItem(order: number, random: Random) {
  const product = random.between(0, products.length - 1);
  const cents = random.between(50, 900);
  const productId = 700 + product;
  const wire: JsonObject = {
    id: random.uuid(),
    selection: String(random.between(1, 8)),
    vendOrder: order + 1,
    productId,
    productName: products[product] ?? '',
    price: cents / 100,
  };
  return { cents, productId, wire };
}

/** A change of a selection's count. */
export function adjustmentRow(
  index: number,
  utc: number,
  selection: Row,
  change: number,
  sites: ReadonlyMap<number, Site>,
): Row {
  const site = siteOf(selection, sites);
  return {
    index,
    keys: selection.keys,
    organizationId: selection.organizationId,
    deleted: false,
    utc,
    local: utc + site.offset * 60_000,
    wire: {
      id: index + 1,
      recordedAtUtc: dateTime(utc, 3),
      siteId: site.id,
      machineId: selection.wire['machineId'] ?? 0,
      selectionId: selection.wire['id'] ?? 0,
      change,
    },
  };
}

function siteOf(row: Row, sites: ReadonlyMap<number, Site>): Site {
  const site = sites.get(Number(row.keys.siteIds?.[0]));
  if (site === undefined) throw new Error(`record ${String(row.wire['id'])} stands at a site that does not exist`);
  return site;
}
