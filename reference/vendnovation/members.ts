/** Types and bounds of the members that an update may send, by the model pages. Other members are ignored. */
import { isInt, isObject } from './filters.ts';
import type { JsonObject } from './model.ts';

export interface MemberRule {
  /** Whether the C# type can hold the value. */
  readonly type: (value: unknown) => boolean;
  /** Whether the value keeps the bounds of the model. */
  readonly bound?: (value: never) => boolean;
}

const nullable = (type: (value: unknown) => boolean) => (value: unknown) => value === null || type(value);
const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';
const bool: MemberRule = { type: (value) => typeof value === 'boolean' };
const int: MemberRule = { type: isInt };
const notNegative: MemberRule = { type: isNumber, bound: (value: number) => value >= 0 };
const positive: MemberRule = { type: isNumber, bound: (value: number) => value > 0 };
const positiveInt: MemberRule = { type: isInt, bound: (value: number) => value > 0 };
const text = (limit: number): MemberRule => ({
  type: nullable(isText),
  bound: (value: string | null) => value === null || value.length <= limit,
});

const machineFlags =
  'forceUpdate hasPlanogramChange enableAccountSales enableCashSales enableCreditSales isVisible canRollbackFirmware ' +
  'ignoreDoorState enableSlotCountTracking useInternetPricing hardwareSettingsChanged usePlangramPrice ' +
  'useMachineTaxRate useMachineCommissionRate';

export const writableMembers: Readonly<Record<'machines' | 'selections', Readonly<Record<string, MemberRule>>>> = {
  machines: {
    assetId: int,
    siteId: positiveInt,
    typeId: positiveInt,
    controllerFirmware: { type: nullable(isObject) },
    pcFirmware: { type: nullable(isObject) },
    name: text(120),
    modelNumber: text(50),
    taxPercentage: notNegative,
    commissionPercentage: notNegative,
    mode: text(1000),
    creditProcessingFee: { type: isNumber },
    bluetoothId: text(1000),
    externalAccountsTerminalId: text(1000),
    offerSmsReceipts: int,
    ...Object.fromEntries(machineFlags.split(' ').map((name) => [name, bool])),
  },
  selections: {
    productId: { type: nullable(isInt), bound: (value: number | null) => value === null || value === -1 || value > 0 },
    price: positive,
    invoicePrice: positive,
    restockTo: int,
    depth: int,
    count: int,
    alertLevel: int,
    restockAt: int,
    freeCount: { type: isInt, bound: (value: number) => value >= 0 },
    tax: { type: nullable(isNumber), bound: (value: number | null) => value === null || value >= 0 },
    commission: notNegative,
    selectionNumber: { type: nullable(isText) },
  },
};

/** 0 <= alertLevel <= restockAt <= restockTo <= depth. */
export function levelsInOrder(selection: JsonObject): boolean {
  const levels = ['alertLevel', 'restockAt', 'restockTo', 'depth'].map((name) => Number(selection[name]));
  return levels.every((level, n) => level >= (n === 0 ? 0 : Number(levels[n - 1])));
}
