/**
 * Generated from the contract of tangoe, version v1-premium. Do not edit: run `npm run generate`.
 */
import type { ApiOf } from '../api.ts';

export type Meta = {
  href?: string;
  hrefDevices?: string;
  hrefServices?: string;
  hrefChildren?: string;
  hrefParent?: string;
  hrefHistory?: string;
  hrefShipments?: string;
  [k: string]: unknown;
} | null;
/**
 * A thing that another one names: a department, vendor, manufacturer or region.
 */
export type Named = {
  _meta?: Meta;
  id?: string;
  name?: string | null;
  logoUrl?: string | null;
  [k: string]: unknown;
} | null;
export type SerialNumber = {
  /**
   * A value of a list that may grow.
   */
  type?: string | null;
  value?: string | null;
  [k: string]: unknown;
} | null;
export type DeviceService = {
  id?: string;
  serviceNumber?: string | null;
  [k: string]: unknown;
} | null;
/**
 * An employee whom an item names.
 */
export type Owner = {
  id?: string;
  companyEmployeeId?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  [k: string]: unknown;
} | null;
export type ContractDates = {
  start?: string | null;
  end?: string | null;
  activated?: string | null;
  lastDeviceUpgrade?: string | null;
  [k: string]: unknown;
} | null;
export type ServicePlan = {
  name?: string | null;
  [k: string]: unknown;
} | null;
export type ServiceVendor = {
  billing?: Named;
  current?: Named;
  [k: string]: unknown;
} | null;
export type ServiceDevice = {
  id?: string;
  simId?: string | null;
  /**
   * A value of a list that may grow.
   */
  accessMethod?: string | null;
  serialNumber?: SerialNumber;
  orderActions?: unknown[] | null;
  [k: string]: unknown;
} | null;
export type Currency = {
  code?: string | null;
  name?: string | null;
  symbol?: string | null;
  [k: string]: unknown;
} | null;
export type Price = {
  amount: number;
  currencyCode: string;
  recurrence: string;
  [k: string]: unknown;
} | null;
export type ConfirmedCart = {
  quantity?: number | null;
  accessories?: unknown[] | null;
  features?: unknown[] | null;
  [k: string]: unknown;
} | null;
export type OrderSegments =
  | {
      items?: unknown[] | null;
      [k: string]: unknown;
    }
  | unknown[]
  | null;

export interface TangoeOperations {
  validateToken: {
    query: {
      access_token: string;
    };
    data: Validation;
  };
  requestToken: {
    query?: {
      grant_type?: 'password' | 'refresh_token';
      client_id?: string;
      client_secret?: string;
      scope?: string;
      username?: string;
      password?: string;
      refresh_token?: string;
    };
    data: Token;
  };
  ping: {
    query?: {
      echoText?: string;
    };
    data: {
      [k: string]: unknown;
    };
  };
  getMe: {
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: {
      isApprover?: boolean;
      canMoveService?: boolean;
      [k: string]: unknown;
    };
  };
  getDiagnostics: {
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: {
      [k: string]: unknown;
    };
  };
  listEmployees: {
    query?: {
      limit?: number;
      offset?: number;
      sortAscending?: boolean;
      employee?: string;
      companyEmployeeId?: string;
      dateTimeUpdatedOnOrAfter?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: Page;
  };
  getEmployee: {
    path: {
      id: string;
    };
    data: Employee;
  };
  listDevices: {
    query?: {
      limit?: number;
      offset?: number;
      sortAscending?: boolean;
      employee?: string;
      companyEmployeeId?: string;
      dateTimeUpdated?: string;
      includeServiceDetails?: boolean;
      includeUpgradeEligibleDate?: boolean;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: Page;
  };
  getDevice: {
    path: {
      id: string;
    };
    data: Device;
  };
  listServices: {
    query?: {
      limit?: number;
      offset?: number;
      sortAscending?: boolean;
      employee?: string;
      companyEmployeeId?: string;
      dateTimeUpdated?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: Page;
  };
  getService: {
    path: {
      id: string;
    };
    data: Service;
  };
  moveService: {
    path: {
      id: string;
    };
    body: Move;
    data: Service;
  };
  listCatalogDevices: {
    query?: {
      transactionType?: string;
      service?: string;
      vendor?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  getCatalogDevice: {
    path: {
      id: string;
    };
    query?: {
      transactionType?: string;
      service?: string;
      vendor?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: CatalogItem;
  };
  listCatalogPlans: {
    query?: {
      transactionType?: string;
      service?: string;
      vendor?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  getCatalogPlan: {
    path: {
      id: string;
    };
    query?: {
      transactionType?: string;
      service?: string;
      vendor?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: CatalogItem;
  };
  listCatalogAccessories: {
    query?: {
      transactionType?: string;
      service?: string;
      vendor?: string;
      compatibleWithDeviceAssetId?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  listCatalogFeatures: {
    query?: {
      transactionType?: string;
      service?: string;
      vendor?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  listRegions: {
    query?: {
      parentRegion?: string;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: {
      regions?: Region[];
      [k: string]: unknown;
    };
  };
  getRegion: {
    path: {
      id: string;
    };
    data: Region;
  };
  listVendors: {
    query?: {
      type?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  getVendor: {
    path: {
      id: string;
    };
    data: Vendor;
  };
  listOrders: {
    query?: {
      limit?: number;
      offset?: number;
      sortAscending?: boolean;
      employee?: string;
      companyEmployeeId?: string;
      dateTimeUpdated?: string;
      eligibleToApproveEmployeeId?: string;
      eligibleToApproveCompanyEmployeeId?: string;
      includeOrderProperties?: boolean;
      includeApprovers?: boolean;
      includeOrderSegments?: boolean;
      includeOrderShipments?: boolean;
      includeOrderHistory?: boolean;
      includeShipToAddress?: boolean;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    data: Page;
  };
  createOrder: {
    query?: {
      confirm?: boolean;
    };
    headers?: {
      'X-TNGO-CONTEXT-EMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-COMPANYEMPLOYEEID'?: string;
      'X-TNGO-CONTEXT-HIERARCHYID'?: string;
      'X-TNGO-CONTEXT-ACTIVITYID'?: string;
      'X-TNGO-CONTEXT-CORRELATIONID'?: string;
    };
    body: OrderRequest;
    data: ConfirmedOrder | SubmittedOrder | Envelope;
  };
  listOrderProperties: {
    query?: {
      transactionType?: string;
      vendor?: string;
      service?: string;
      orderExcludesDevice?: boolean;
      orderExcludesPlan?: boolean;
    };
    data: OrderProperties;
  };
  getOrder: {
    path: {
      id: string;
    };
    data: Order;
  };
  getOrderHistory: {
    path: {
      id: string;
    };
    query?: {
      orderSegment?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  getOrderShipments: {
    path: {
      id: string;
    };
    query?: {
      orderSegment?: string;
    };
    data:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  };
  decideOrder: {
    path: {
      id: string;
    };
    body: Decision;
    data: {
      status: string;
      [k: string]: unknown;
    };
  };
  listAcknowledgements: {
    query?: {
      transactionType?: string;
      vendor?: string;
    };
    data: Acknowledgements;
  };
}
/**
 * One page nests what is known of the user under access_token, an older one writes it flat.
 */
export interface Validation {
  scope?: string | null;
  token_type?: string | null;
  expires_in: number;
  client_id?: string | null;
  access_token?:
    | {
        [k: string]: unknown;
      }
    | string
    | null;
  [k: string]: unknown;
}
/**
 * expires_in is a number of seconds.
 */
export interface Token {
  token_type: string;
  expires_in: number;
  access_token: string;
  refresh_token: string;
  [k: string]: unknown;
}
/**
 * One page of a list. No page prints the name of the member that holds the items.
 */
export interface Page {
  _meta: PageMeta;
  [k: string]: unknown;
}
export interface PageMeta {
  href: string;
  hrefStart?: string;
  hrefPrevious?: string;
  hrefNext?: string;
  hrefEnd?: string;
  limit: number;
  offset: number;
  totalCount: number;
  [k: string]: unknown;
}
export interface Employee {
  _meta?: Meta;
  id: string;
  companyEmployeeId?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  department?: Named;
  /**
   * A value of a list that may grow.
   */
  status?: string | null;
  email?: string | null;
  officePhone?: string | null;
  updated?: string | null;
  [k: string]: unknown;
}
/**
 * A device asset. The model is an object in service assets and a text in order confirmations; the manufacturer likewise.
 */
export interface Device {
  _meta?: Meta;
  id: string;
  manufacturer?:
    | {
        [k: string]: unknown;
      }
    | string
    | null;
  model?:
    | {
        [k: string]: unknown;
      }
    | string
    | null;
  simId?: string | null;
  /**
   * A value of a list that may grow.
   */
  accessMethod?: string | null;
  macAddress?: string | null;
  companyAssetId?: string | null;
  serialNumber?: SerialNumber;
  orderActions?: unknown[] | null;
  service?: DeviceService;
  employee?: Owner;
  updated?: string | null;
  [k: string]: unknown;
}
/**
 * A service asset, as the page on moving one prints it.
 */
export interface Service {
  _meta?: Meta;
  id: string;
  serviceNumber?: string | null;
  /**
   * A value of a list that may grow.
   */
  status?: string | null;
  contractDates?: ContractDates;
  plan?: ServicePlan;
  vendor?: ServiceVendor;
  device?: ServiceDevice;
  employee?: Owner;
  orderActions?: unknown[] | null;
  upgradeEligibilityDate?: string | null;
  updated?: string | null;
  [k: string]: unknown;
}
export interface Move {
  newOwnerEmployeeId?: string;
  newOwnerCompanyEmployeeId?: string;
  moveCharges: 'MOVE_NO_CHARGES' | 'MOVE_CHARGES_FOR_LAST_MONTH_ONLY' | 'MOVE_ALL_CHARGES';
}
/**
 * A device, plan, accessory or feature of the catalogue. No page prints one; order confirmations show some of its members, a manufacturer as text or as object. Prices are judged wherever they stand.
 */
export interface CatalogItem {
  _meta?: Meta;
  id: string;
  name?: string | null;
  description?: string | null;
  imageUrl?: string | null;
  manufacturer?:
    | {
        [k: string]: unknown;
      }
    | string
    | null;
  vendor?:
    | {
        [k: string]: unknown;
      }
    | string
    | null;
  model?:
    | {
        [k: string]: unknown;
      }
    | string
    | null;
  price?: {
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
export interface Region {
  _meta?: Meta;
  id: string;
  name: string;
  abbreviation?: string | null;
  parentId?: string | null;
  type: string;
  countryCode?: string | null;
  currency?: Currency;
  postalCodePattern?: string | null;
  postalCodeRegEx?: string | null;
  addressFormat?: AddressField[] | null;
  [k: string]: unknown;
}
export interface AddressField {
  id: string;
  label: string;
  minLength?: number | null;
  maxLength?: number | null;
  validation: string;
  pattern?: string | null;
  regEx?: string | null;
  options?: AddressOption[] | null;
  [k: string]: unknown;
}
export interface AddressOption {
  label: string;
  value: string;
  [k: string]: unknown;
}
/**
 * Whether accessMethod is one value or several is not documented.
 */
export interface Vendor {
  _meta?: Meta;
  id: string;
  name?: string | null;
  logoUrl?: string | null;
  accessMethod?: string | unknown[] | null;
  [k: string]: unknown;
}
/**
 * Body of an order. Which members are needed depends on the transaction type.
 */
export interface OrderRequest {
  orderRequest: OrderRequestContent;
  [k: string]: unknown;
}
export interface OrderRequestContent {
  transactionType: string;
  externalOrderNumber?: string;
  serviceId?: string;
  regionId?: string;
  postalCode?: string;
  currentVendorId?: string;
  properties?: unknown[];
  shoppingCart?: {
    [k: string]: unknown;
  };
  existingDevice?: {
    [k: string]: unknown;
  };
  newDevice?: {
    [k: string]: unknown;
  };
  acknowledgements?: unknown[];
  shipTo?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * The answer to an order in confirmation mode; the required members stand in all twelve printed examples.
 */
export interface ConfirmedOrder {
  status: string;
  orderConfirmation: OrderConfirmation;
  [k: string]: unknown;
}
export interface OrderConfirmation {
  accountHolder: Employee;
  requestedBy: Employee;
  externalOrderNumber: string;
  transactionType: string;
  postalCode?: string | null;
  region?: Named;
  service?: Service | null;
  device?: {
    [k: string]: unknown;
  } | null;
  costSummary?: Price[] | null;
  shoppingCart?: ConfirmedCart;
  properties: ConfirmedGroup[];
  [k: string]: unknown;
}
export interface ConfirmedGroup {
  groupId: string;
  fields: unknown[];
  [k: string]: unknown;
}
/**
 * The answer to a submitted order; the required members stand in all twelve printed examples.
 */
export interface SubmittedOrder {
  status: string;
  order: Order & {
    dateSubmitted: string;
    status: string;
    transactionType: string;
    properties: unknown[];
    _meta: {
      [k: string]: unknown;
    };
    orderId: {
      [k: string]: unknown;
    };
    accountHolder: {
      [k: string]: unknown;
    };
    requestedBy: {
      [k: string]: unknown;
    };
    externalOrderNumber: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * The id stands in orderId in the answers of the tutorials; lists may call it id. The cases look for either.
 */
export interface Order {
  _meta?: Meta;
  id?: string;
  orderId?: string;
  externalOrderNumber?: string | null;
  /**
   * A value of a list that may grow.
   */
  transactionType?: string | null;
  /**
   * A value of a list that may grow.
   */
  status?: string | null;
  dateSubmitted?: string | null;
  updated?: string | null;
  accountHolder?: Employee | null;
  requestedBy?: Employee | null;
  serviceNumber?: string | null;
  orderSegments?: OrderSegments;
  properties?: unknown[] | null;
  shipTo?: {
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
/**
 * An order that was refused in validation; the name of the list of errors is not documented.
 */
export interface Envelope {
  status: string;
  [k: string]: unknown;
}
export interface OrderProperties {
  properties: {
    _meta?: Meta;
    items: PropertyGroup[];
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface PropertyGroup {
  groupId: string;
  fields: PropertyField[];
  [k: string]: unknown;
}
export interface PropertyField {
  id: string;
  label: string;
  type: string;
  validation: string;
  minLength?: number | null;
  maxLength?: number | null;
  pattern?: string | null;
  regEx?: string | null;
  text?: string | null;
  choices?: Choice[] | null;
  [k: string]: unknown;
}
export interface Choice {
  id: string;
  label: string;
  isOther?: boolean | null;
  [k: string]: unknown;
}
export interface Decision {
  action: 'APPROVE' | 'REJECT';
  reason?: string;
}
export interface Acknowledgements {
  infoblocks: InfoBlock[];
  acknowledgements: Acknowledgement[];
  [k: string]: unknown;
}
export interface InfoBlock {
  header?: string | null;
  paragraphs?: Paragraph[] | null;
  [k: string]: unknown;
}
export interface Paragraph {
  text: string;
  [k: string]: unknown;
}
export interface Acknowledgement {
  id: string;
  label: string;
  type: string;
  validation: string;
  [k: string]: unknown;
}

/** The operations of Tangoe Mobile Procurement API as functions; for `defineSuite`. */
export type TangoeApi = ApiOf<TangoeOperations>;
