/** Records of the reference server. Wire objects are what the API sends; keys are what filters look at. */

import type { Json, JsonObject } from '../answer.ts';

export type { Json, JsonObject };

export type Kind =
  'organizations' | 'accounts' | 'sites' | 'machines' | 'selections' | 'templates' | 'transactions' | 'adjustments';

/** Filters that hold a list of values: those of the request filter, then those of route filters. */
export const listFilters = [
  'organizationIds',
  'accountIds',
  'siteIds',
  'selectionIds',
  'productIds',
  'machineIdentifiers',
] as const;
export const routeFilters = ['transactionIdentifiers', 'templateIds'] as const;
export type FilterName = (typeof listFilters)[number] | (typeof routeFilters)[number];

/** Filters whose values are text; all others hold whole numbers. */
export const textFilters: readonly FilterName[] = ['machineIdentifiers', 'transactionIdentifiers'];

export interface Row {
  /** Place in the list of its kind, from 0; the same however the list is filtered. */
  readonly index: number;
  /** Values by filter name; a kind honours the filters that its rows have. */
  readonly keys: Readonly<Partial<Record<FilterName, readonly (string | number)[]>>>;
  readonly organizationId: number;
  readonly deleted: boolean;
  /** When it was recorded: milliseconds since the epoch, and the same as the clock at the machine showed it. */
  readonly utc: number;
  readonly local: number;
  readonly wire: JsonObject;
}

export interface Site {
  readonly id: number;
  readonly organizationId: number;
  readonly accountId: number;
  readonly name: string;
  readonly externalId: string;
  readonly timeZone: string;
  /** Minutes ahead of UTC. */
  readonly offset: number;
}

export interface Data {
  readonly rows: Readonly<Record<Kind, readonly Row[]>>;
  readonly sites: ReadonlyMap<number, Site>;
  /** Organisations that the user may see. */
  readonly visible: ReadonlySet<number>;
  readonly foreignOrganizationId: number;
}

/** What sort of account the server has. */
export interface DataOptions {
  /** Living machines that the user sees. */
  readonly machines: number;
  readonly transactions: number;
  readonly organizations: number;
  /** Added to every id. */
  readonly idOffset: number;
  /** Names with marks that break careless software. */
  readonly oddNames: boolean;
}

export const documentedData: DataOptions = {
  machines: 130,
  transactions: 4000,
  organizations: 3,
  idOffset: 0,
  oddNames: false,
};

/** "Never", as C# writes it. */
export const never = '0001-01-01T00:00:00';

/** Wire form of a DateTime: ISO 8601 without zone, with `digits` fraction digits. */
export function dateTime(wall: number, digits = 0): string {
  const iso = new Date(wall).toISOString();
  return digits === 0 ? iso.slice(0, 19) : iso.slice(0, 20 + digits).replace('Z', '');
}
