/**
 * Generated from the contract of vendnovation, version v2.1. Do not edit: run `npm run generate`.
 */
import type { ApiOf } from '../api.ts';

export type Ids = number[] | null;
/**
 * The types of the two members are not documented.
 */
export type FirmwareVersion = {
  current: unknown;
  pendingUpdate: unknown;
  [k: string]: unknown;
} | null;
/**
 * One moment on the clock of the server and on that of the machine; 0001-01-01T00:00:00 stands for never.
 */
export type ServerLocalTime = {
  server?: string | null;
  local?: string | null;
  [k: string]: unknown;
} | null;

export interface VendNovationOperations {
  login: {
    body: Login;
    data: Token;
  };
  testKey: {
    data: string;
  };
  listMachines: {
    headers?: {
      page?: number;
      size?: number;
    };
    body?: StandardRequest;
    data: Machine[];
  };
  updateMachines: {
    body: MachinesUpdate;
    data: Machine[];
  };
  provisionMachine: {
    body: MachineProvision;
    data: undefined;
  };
  listAccounts: {
    headers?: {
      page?: number;
      size?: number;
    };
    body?: StandardRequest;
    data: Account[];
  };
  listTransactions: {
    headers?: {
      page?: number;
      size?: number;
    };
    body?: StandardRequest;
    data: Transaction[];
  };
  listSelections: {
    headers?: {
      page?: number;
      size?: number;
    };
    body?: StandardRequest;
    data: Selection[];
  };
  updateSelections: {
    body: SelectionsUpdate;
    data: Selection[];
  };
  applySelectionDelta: {
    body: SelectionDeltas;
    data: Selection[];
  };
  applyTemplates: {
    body: TemplateApplication;
    data: undefined;
  };
}
export interface Login {
  username: string;
  password: string;
}
/**
 * Answer to a login. Its dates have a form of their own and no zone.
 */
export interface Token {
  accessToken: string;
  userName: string;
  issued: string;
  expires: string;
  [k: string]: unknown;
}
/**
 * The standard body of a read. All three keys are optional; body has no meaning for a read, and the vendor prints it as an object and as an array.
 */
export interface StandardRequest {
  requestFilter?: RequestFilter;
  routeFilter?: RouteFilter;
  body?:
    | unknown[]
    | {
        [k: string]: unknown;
      };
}
/**
 * Filters are combined with AND. An unknown one is ignored without an error, so that a misspelt one would go unnoticed: this object is closed.
 */
export interface RequestFilter {
  /**
   * The time of day may be left out.
   */
  startDate?: string;
  /**
   * The time of day may be left out.
   */
  endDate?: string;
  includeDeleted?: boolean;
  organizationIds?: Ids;
  accountIds?: Ids;
  siteIds?: Ids;
  selectionIds?: Ids;
  productIds?: Ids;
  /**
   * Ids, as text, or PROSEs of machines.
   */
  machineIdentifiers?: string[] | null;
}
/**
 * Filters of single routes; most route pages are not stored, so that it is open.
 */
export interface RouteFilter {
  roleIdentifiers?: string[] | null;
  rightIds?: Ids;
  roleRightIds?: Ids;
  templateIds?: Ids;
  [k: string]: unknown;
}
/**
 * The required members are those of the model's table; the others are known from an example only. typeId and machineMasterId may be 0: the example shows it, though the table wants more. bluetoothId and externalAccountsTerminalId are null in the example: their type is unknown.
 */
export interface Machine {
  id: number;
  assetId: number;
  organizationId: number;
  siteId: number;
  typeId: number;
  machineMasterId: number;
  controllerFirmware: FirmwareVersion;
  pcFirmware: FirmwareVersion;
  forceUpdate: boolean;
  prose: string | null;
  name: string | null;
  modelNumber: string | null;
  taxPercentage: number;
  commissionPercentage: number;
  hasPlanogramChange: boolean;
  callInCode: string | null;
  enableAccountSales: boolean;
  enableCashSales: boolean;
  enableCreditSales: boolean;
  /**
   * An enum, so that it is never null; its values are not documented.
   */
  mode: string;
  isVisible: boolean;
  creditProcessingFee?: number | null;
  bluetoothId?: unknown;
  externalAccountsTerminalId?: unknown;
  createdAt?: string | null;
  provisionedAt?: string | null;
  canRollbackFirmware?: boolean | null;
  ignoreDoorState?: boolean | null;
  enableSlotCountTracking?: boolean | null;
  useInternetPricing?: boolean | null;
  hardwareSettingsChanged?: boolean | null;
  /**
   * So spelt by the vendor.
   */
  usePlangramPrice?: boolean | null;
  useMachineTaxRate?: boolean | null;
  useMachineCommissionRate?: boolean | null;
  lastHeartBeat?: ServerLocalTime;
  lastCashSale?: ServerLocalTime;
  lastCreditSale?: ServerLocalTime;
  lastAccountSale?: ServerLocalTime;
  latestRestockToPicklist?: ServerLocalTime;
  offerSmsReceipts?: number | null;
  [k: string]: unknown;
}
export interface MachinesUpdate {
  requestFilter?: RequestFilter;
  routeFilter?: RouteFilter;
  body: MachineChange[];
}
/**
 * A machine in an update: its id and the members that change. Read-only members may come along, as in the vendor's example.
 */
export interface MachineChange {
  id: number;
  assetId?: number;
  siteId?: number;
  typeId?: number;
  forceUpdate?: boolean;
  name?: string | null;
  modelNumber?: string | null;
  taxPercentage?: number;
  commissionPercentage?: number;
  hasPlanogramChange?: boolean;
  enableAccountSales?: boolean;
  enableCashSales?: boolean;
  enableCreditSales?: boolean;
  /**
   * An enum, so that it is never null; its values are not documented.
   */
  mode?: string;
  isVisible?: boolean;
  [k: string]: unknown;
}
export interface MachineProvision {
  requestFilter: ProvisionFilter;
}
export interface ProvisionFilter {
  /**
   * @minItems 1
   * @maxItems 1
   */
  organizationIds: number[];
  /**
   * @minItems 1
   * @maxItems 1
   */
  machineIdentifiers: string[];
}
/**
 * No stored page shows the members of an account.
 */
export interface Account {
  [k: string]: unknown;
}
/**
 * The table of PaymentInformation and the tail of that of LineItem are not stored: their members are open.
 */
export interface Transaction {
  id: string | null;
  recordedAtUtc: string;
  siteId: number;
  siteExternalId: string | null;
  siteName: string | null;
  machineId: number;
  machineExternalId: string | null;
  machineName: string | null;
  machineModel: string | null;
  /**
   * Includes the tax.
   */
  totalPrice: number;
  totalTax: number;
  lineItems: LineItem[] | null;
  paymentInformation: {
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
export interface LineItem {
  id: string | null;
  selection: string | null;
  vendOrder: number;
  [k: string]: unknown;
}
/**
 * Where the examples contradict the table both are accepted: a selectionNumber that is a number, alertLevel and restockAt null, an invoicePrice of 0. The order of the levels is a law of its own.
 */
export interface Selection {
  id: number;
  machineId: number;
  productId: number | null;
  price: number;
  invoicePrice: number;
  restockTo: number;
  depth: number;
  count: number;
  isActive: boolean;
  alertLevel: number | null;
  restockAt: number | null;
  freeCount: number;
  tax: number | null;
  commission: number;
  selectionNumber: string | number | null;
  friendlyNumber: string | null;
  [k: string]: unknown;
}
export interface SelectionsUpdate {
  requestFilter?: RequestFilter;
  routeFilter?: RouteFilter;
  body: SelectionChange[];
}
/**
 * A selection in an update: its id and the members that change. Read-only members may come along, as in the vendor's example.
 */
export interface SelectionChange {
  id: number;
  productId?: number | null;
  price?: number;
  invoicePrice?: number;
  restockTo?: number;
  depth?: number;
  count?: number;
  isActive?: boolean;
  alertLevel?: number | null;
  restockAt?: number | null;
  freeCount?: number;
  tax?: number | null;
  commission?: number;
  selectionNumber?: string | number | null;
  [k: string]: unknown;
}
export interface SelectionDeltas {
  requestFilter?: RequestFilter;
  routeFilter?: RouteFilter;
  body: SelectionDelta[];
}
/**
 * What is added to the count of a selection; a negative delta takes away.
 */
export interface SelectionDelta {
  selectionId: number;
  delta: number;
}
export interface TemplateApplication {
  requestFilter: TemplateMachines;
  routeFilter: TemplateChoice;
}
export interface TemplateMachines {
  /**
   * @minItems 1
   */
  machineIdentifiers: string[];
}
export interface TemplateChoice {
  /**
   * @minItems 1
   * @maxItems 1
   */
  templateIds: number[];
}

/** The operations of VendNovation Vendor API as functions; for `defineSuite`. */
export type VendNovationApi = ApiOf<VendNovationOperations>;
