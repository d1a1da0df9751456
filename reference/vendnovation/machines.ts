/** Machines as the model page and its example show them. */
import type { Random } from '../random.ts';
import { dateTime, never, type DataOptions, type Json, type JsonObject, type Row, type Site } from './model.ts';

const models = ['Carousel 500', 'Locker 24', 'Coil 60', ''];

/** One machine on the wire; `today` is the UTC midnight that all its dates lie before, in milliseconds. */
export function machineWire(id: number, site: Site, options: DataOptions, today: number, random: Random): JsonObject {
  const ago = (days: number) => today - random.between(1, days * 86_400) * 1000 - random.between(0, 999);
  const moment = (days: number): JsonObject => {
    const utc = ago(days);
    return { server: dateTime(utc, 3), local: dateTime(utc + site.offset * 60_000, 3) };
  };
  const unused: JsonObject = { server: never, local: never };
  const flag = (share: number) => random.next() < share;
  return {
    id,
    assetId: random.between(1, 9999),
    organizationId: site.organizationId,
    siteId: site.id,
    typeId: random.between(1, 4),
    machineMasterId: random.between(1, 40),
    controllerFirmware: { current: `2.${random.between(0, 9)}.1`, pendingUpdate: flag(0.2) ? '3.0.0' : null },
    pcFirmware: flag(0.3) ? null : { current: '11.4', pendingUpdate: null },
    forceUpdate: flag(0.1),
    prose: `P${site.organizationId % 1000}-${id.toString(36).toUpperCase().padStart(7, '0')}`,
    name: `Machine ${id}, ${site.name}`,
    modelNumber: random.pick(models),
    taxPercentage: random.pick([0, 7, 8.25, 19]),
    commissionPercentage: random.pick([0, 2.5, 10]),
    hasPlanogramChange: flag(0.2),
    callInCode: `C${String(random.between(0, 999_999_999)).padStart(9, '0')}`,
    enableAccountSales: flag(0.5),
    enableCashSales: flag(0.7),
    enableCreditSales: flag(0.8),
    mode: 'unknown',
    isVisible: flag(0.9),
    creditProcessingFee: random.pick([0, 0.05]),
    bluetoothId: null,
    externalAccountsTerminalId: flag(0.2) ? `T${random.between(100, 999)}` : null,
    createdAt: dateTime(ago(1500), 2),
    provisionedAt: flag(0.5) ? never : dateTime(ago(1200), 2),
    canRollbackFirmware: flag(0.3),
    ignoreDoorState: flag(0.1),
    enableSlotCountTracking: flag(0.5),
    useInternetPricing: flag(0.2),
    hardwareSettingsChanged: flag(0.1),
    usePlangramPrice: flag(0.5), // spelt so on the wire
    useMachineTaxRate: flag(0.5),
    useMachineCommissionRate: flag(0.5),
    lastHeartBeat: moment(2),
    lastCashSale: flag(0.3) ? unused : moment(30),
    lastCreditSale: flag(0.3) ? unused : moment(30),
    lastAccountSale: unused,
    latestRestockToPicklist: flag(0.5) ? unused : moment(60),
    offerSmsReceipts: 0,
  };
}

/** The row of a machine; its keys follow its site, so that a moved machine is found at its new place. */
export function machineRow(index: number, wire: JsonObject, site: Site, deleted: boolean): Row {
  return {
    index,
    keys: {
      organizationIds: [site.organizationId],
      accountIds: [site.accountId],
      siteIds: [site.id],
      machineIdentifiers: identifiersOf(wire),
    },
    organizationId: site.organizationId,
    deleted,
    utc: 0,
    local: 0,
    wire,
  };
}

/** A machine is named by its id or its PROSE, both as text. */
export function identifiersOf(wire: JsonObject): string[] {
  const text = (value: Json | undefined) => (typeof value === 'string' ? [value] : []);
  return [String(wire['id']), ...text(wire['prose'])];
}
