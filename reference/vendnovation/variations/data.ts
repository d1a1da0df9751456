/** Lawful differences of the account and of its records. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { isObject } from '../filters.ts';
import { never, type JsonObject, type Kind } from '../model.ts';
import { account, variation } from './entry.ts';

/** Alters what is sent of all records of some kinds. */
function records(kinds: readonly Kind[], change: (wire: JsonObject, kind: Kind) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    record: (kind, row, call) => {
      const sent = base.record(kind, row, call);
      return kinds.includes(kind) ? change(sent as JsonObject, kind) : sent;
    },
  });
}

const replace = (wire: JsonObject, names: readonly string[], value: null | string): JsonObject => ({
  ...wire,
  ...Object.fromEntries(names.filter((name) => name in wire).map((name) => [name, value])),
});

/** Members whose C# type is a reference type, and which no filter or law of the suite can do without. */
const references: Partial<Record<Kind, readonly string[]>> = {
  machines: [
    'controllerFirmware',
    'pcFirmware',
    'prose',
    'name',
    'modelNumber',
    'callInCode',
    'bluetoothId',
    'externalAccountsTerminalId',
    'lastHeartBeat',
    'lastCashSale',
    'lastCreditSale',
    'lastAccountSale',
    'latestRestockToPicklist',
  ],
  selections: ['productId', 'tax', 'friendlyNumber'],
  transactions: [
    'siteExternalId',
    'siteName',
    'machineExternalId',
    'machineName',
    'machineModel',
    'lineItems',
    'paymentInformation',
  ],
};
const onlyInExample = [
  'creditProcessingFee bluetoothId externalAccountsTerminalId createdAt provisionedAt canRollbackFirmware',
  'ignoreDoorState enableSlotCountTracking useInternetPricing hardwareSettingsChanged usePlangramPrice',
  'useMachineTaxRate useMachineCommissionRate lastHeartBeat lastCashSale lastCreditSale lastAccountSale',
  'latestRestockToPicklist offerSmsReceipts',
]
  .join(' ')
  .split(' ');
const moments = ['lastHeartBeat', 'lastCashSale', 'lastCreditSale', 'lastAccountSale', 'latestRestockToPicklist'];

/** Rewrites the dates of records, but not local ones, whose zone is that of the machine. */
function dates(rewrite: (date: string) => string): ChangeOfBehaviour {
  const inside = (wire: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(wire).map(([name, value]) => {
        if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && name !== 'local')
          return [name, rewrite(value)];
        return [name, isObject(value) ? inside(value) : value];
      }),
    );
  return records(['machines', 'transactions', 'adjustments'], inside);
}

const secondsOf = (date: string) => date.slice(0, 19);

export const dataVariations = [
  variation('few-machines', 'There are 7 machines: a single page.', account({ machines: 7 })),
  variation('one-machine', 'There is one machine.', account({ machines: 1 })),
  variation(
    'many-machines',
    'There are 2,100 machines: more than one page of the largest size.',
    account({ machines: 2100 }),
  ),
  variation('empty-account', 'There are no machines, accounts and transactions.', account({ machines: 0 })),
  variation('no-transactions', 'Nothing was ever sold.', account({ transactions: 0 })),
  variation('one-transaction', 'A single thing was sold.', account({ transactions: 1 })),
  variation('few-transactions', 'There are 12 transactions in three months.', account({ transactions: 12 })),
  variation('one-organization', 'The user sees one organisation.', account({ organizations: 1 })),
  variation('large-ids', 'All ids are near the largest that fits 32 bits.', account({ idOffset: 2_147_000_000 })),
  variation(
    'odd-names',
    'Names have quotes, markup, emoji, and marks of right-to-left text.',
    account({ oddNames: true }),
  ),
  variation('machines-newest-first', 'Lists are ordered by descending id.', (base) => ({
    order: (kind, rows) => [...base.order(kind, rows)].reverse(),
  })),
  variation('machines-shuffled', 'Lists have an order that nothing explains, always the same.', (base) => ({
    order: (kind, rows) =>
      [...base.order(kind, rows)].sort(
        (a, b) => ((a.index * 7919) % 1009) - ((b.index * 7919) % 1009) || a.index - b.index,
      ),
  })),
  variation(
    'nulls',
    'Members that can be null are null.',
    records(['machines', 'selections', 'transactions'], (wire, kind) => replace(wire, references[kind] ?? [], null)),
  ),
  variation(
    'example-members-absent',
    'Machines have the members of the model, not those of the example.',
    records(['machines'], (wire) =>
      Object.fromEntries(Object.entries(wire).filter(([name]) => !onlyInExample.includes(name))),
    ),
  ),
  variation(
    'machines-as-in-example',
    'Machines have the values by which the example breaks its model.',
    records(['machines'], (wire) => ({
      ...wire,
      typeId: 0,
      machineMasterId: 0,
      controllerFirmware: null,
      pcFirmware: null,
      prose: null,
      modelNumber: '',
    })),
  ),
  variation(
    'selections-as-in-examples',
    'Selections have the values by which the examples break their model.',
    records(['selections'], (wire) => ({
      ...wire,
      selectionNumber: Number(wire['selectionNumber']),
      alertLevel: null,
      restockAt: null,
      invoicePrice: 0,
      isActive: false,
    })),
  ),
  variation(
    'sentinel-dates',
    'Whatever may never have happened never did: 0001-01-01T00:00:00.',
    records(['machines'], (wire) => ({
      ...replace(wire, ['provisionedAt'], never),
      ...Object.fromEntries(moments.map((name) => [name, { server: never, local: never }])),
    })),
  ),
  variation(
    'dates-with-z',
    'UTC dates of records end with Z.',
    dates((date) => `${date}Z`),
  ),
  variation(
    'dates-with-offset',
    'UTC dates of records end with +00:00.',
    dates((date) => `${date}+00:00`),
  ),
  variation(
    'dates-with-seven-digits',
    'Dates of records have seven fraction digits.',
    dates((date) => `${secondsOf(date)}.1234567`),
  ),
  variation('dates-without-fraction', 'Dates of records have no fraction.', dates(secondsOf)),
  variation(
    'fractions-shortened',
    'Fractions of dates have no trailing zeros, as C# writes them.',
    dates((date) => date.replace(/0+$/, '').replace(/\.$/, '').padEnd(19, '0')),
  ),
  variation('machine-deleted-meanwhile', 'A machine is deleted after the 40th request.', (base) => ({
    rows: (listing) => {
      const rows = base.rows(listing);
      const { call, kind, asked } = listing;
      if (call.world.state.requests <= 40 || kind !== 'machines' || asked.includeDeleted) return rows;
      const living = base.rows({ ...listing, asked: { ...asked, filters: [] } });
      return rows.filter((row) => row !== living[60]);
    },
  })),
];
