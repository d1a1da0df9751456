/** Records of the reference server. What is sent of them stands in `render.ts`, because links depend on the request. */

import type { Json, JsonObject } from '../answer.ts';

export type { Json, JsonObject };

/** Lists that page and know the employee filter. */
export type Kind = 'employees' | 'devices' | 'services' | 'orders';
export type CatalogKind = 'devices' | 'plans' | 'accessories' | 'features';

/** How much somebody may see and order: 0 staff, 1 managers, 2 the service account, 3 people whom it must not see. */
export type Rank = 0 | 1 | 2 | 3;

interface Dated {
  readonly id: string;
  /** Milliseconds since the epoch, whole seconds. */
  readonly updated: number;
}

export interface Employee extends Dated {
  readonly companyEmployeeId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly departmentId: string;
  readonly regionId: string;
  readonly phone: string;
  readonly rank: Rank;
}

export interface Device extends Dated {
  readonly ownerId: string;
  readonly serviceId: string | null;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly accessMethod: string;
}

export interface Service extends Dated {
  readonly ownerId: string;
  readonly deviceId: string | null;
  readonly number: string;
  readonly vendorId: string;
  readonly plan: string;
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly upgradeFrom: number;
}

export interface CartFeature {
  readonly id: string;
  readonly action: string;
}

export interface Order extends Dated {
  readonly ownerId: string;
  readonly requesterId: string;
  readonly external: string;
  readonly type: string;
  readonly status: string;
  readonly serviceId: string;
  readonly submitted: number;
  readonly features: readonly CartFeature[];
  /** As they were sent, with labels. */
  readonly properties: Json;
}

export interface CatalogItem {
  readonly id: string;
  readonly kind: CatalogKind;
  readonly name: string;
  readonly vendorId: string;
  readonly amount: number;
  readonly recurrence: 'ONETIME' | 'MONTHLY';
  /** The least rank that may order it. */
  readonly rank: Rank;
}

export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly carrier: boolean;
  readonly accessMethod: string;
}

export interface Region {
  readonly id: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly parentId: string | null;
}

export interface Data {
  readonly employees: readonly Employee[];
  readonly devices: readonly Device[];
  readonly services: readonly Service[];
  readonly orders: readonly Order[];
  readonly departments: ReadonlyMap<string, string>;
  readonly vendors: readonly Vendor[];
  readonly regions: readonly Region[];
  readonly catalog: readonly CatalogItem[];
  /** The service account that logs in. */
  readonly account: Employee;
  /** Somebody with many devices and few rights. */
  readonly traveller: Employee;
  /** Somebody whom the account must not see. */
  readonly stranger: Employee;
}

/** What sort of tenant the server has. */
export interface DataOptions {
  /** People whom the account sees, itself included. */
  readonly employees: number;
  readonly orders: number;
  /** Added to every id. */
  readonly idOffset: number;
  /** Names with marks that break careless software. */
  readonly oddNames: boolean;
  /** Whether staff may order less than the account. */
  readonly narrow: boolean;
  /** Ids are opaque texts with other characters than digits. */
  readonly opaqueIds: boolean;
}

export const documentedData: DataOptions = {
  employees: 43,
  orders: 31,
  idOffset: 0,
  oddNames: false,
  narrow: true,
  opaqueIds: false,
};
