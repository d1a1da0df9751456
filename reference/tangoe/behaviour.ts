/**
 * Every step of the server that a fault or a lawful variation may change. The documented steps stand in the files
 * named after their section; a change replaces some of them and leaves all others alone.
 */
import { documentedCatalog } from './catalog.ts';
import { documentedContext, type HeaderProblem, type Identity, type NamedIds } from './context.ts';
import { documentedErrors, type VendorError } from './errors.ts';
import { documentedLists } from './lists.ts';
import { documentedData } from './model.ts';
import type {
  CatalogItem,
  CatalogKind,
  DataOptions,
  Employee,
  Json,
  JsonObject,
  Kind,
  Order,
  Region,
  Service,
  Vendor,
} from './model.ts';
import { documentedOrders, type Asked } from './ordering.ts';
import { documentedPaging, type Paging, type Positions, type Window } from './paging.ts';
import { documentedProperties, type Field, type Group } from './properties.ts';
import { detailOf, itemOf, type Row } from './render.ts';
import { documentedTokens, type GrantProblem, type TokenProblem } from './tokens.ts';
import type { Answer, Call, HeaderList, Issued, State } from './world.ts';

export interface Behaviour {
  /** What sort of tenant the server has. */
  readonly data: DataOptions;
  /** Milliseconds that the server's clock is ahead. */
  readonly clockOffset: number;
  /** Ends a request before anything else is looked at. */
  intercept(call: Call): Answer | null;
  unknownRoute(call: Call): Answer;
  unknownMethod(call: Call): Answer;

  /** Answer to a bad token request; null issues a token all the same. */
  grantRefusal(call: Call, problem: GrantProblem): Answer | null;
  grantBody(issued: Issued, call: Call): Json;
  grantHeaders(): HeaderList;
  newToken(): string;
  /** Seconds. */
  readonly lifetime: number;
  /** What a refresh issues, from the old pair and a fresh one. */
  rotate(old: Issued, fresh: Issued, state: State): Issued;
  remember(state: State, issued: Issued): void;
  tokenSent(call: Call): string | undefined;
  /** Null for a valid token. */
  tokenFound(call: Call, token: string): TokenProblem | null;
  /** Null lets the request through. */
  tokenRefusal(call: Call, problem: TokenProblem): Answer | null;
  validation(call: Call, token: string): Answer;
  /** HTTP status that refuses a token. */
  readonly tokenStatus: number;

  headerValue(call: Call, name: string): string | undefined;
  headerRefusal(call: Call, identity: Identity, problem: HeaderProblem): Answer | null;
  contextIds(call: Call): NamedIds;
  findPerson(call: Call, ids: NamedIds, use: 'context' | 'filter'): Employee | null;
  mayActFor(call: Call, person: Employee): boolean;
  unknownActor(call: Call): Employee | Answer;
  foreignActor(call: Call): Employee | Answer;
  transactionTypes(call: Call, actor: Employee): readonly string[];
  me(call: Call, user: Employee, actor: Employee): Json;

  errorId(call: Call): string;
  errorBody(error: VendorError, call: Call): Json;
  notFound(call: Call): Answer;
  forbidden(call: Call): Answer;

  visible(call: Call, kind: Kind, row: Row, owner: Employee | undefined): boolean;
  filterIds(call: Call, kind: Kind): NamedIds;
  /** Answer to a filter by nobody; null serves an empty list. */
  unknownFilter(call: Call): Answer | null;
  foreignFilter(call: Call): Answer | null;
  belongs(call: Call, kind: Kind, row: Row, person: Employee): boolean;
  /** Milliseconds since the epoch from which updates are asked for, or null. */
  updatedSince(call: Call, kind: Kind): number | null;
  /** Whether somebody may approve an order. */
  mayApprove(call: Call, order: Order, employee: Employee): boolean;
  /** All records that a list serves, over all pages. */
  served(call: Call, kind: Kind, rows: readonly Row[], actor: Employee): readonly Row[];
  order(kind: Kind, rows: readonly Row[], call: Call): readonly Row[];
  itemWire(call: Call, kind: Kind, row: Row): Json;
  detailWire(call: Call, kind: Kind, row: Row): Json;
  item(call: Call, kind: Kind, wire: JsonObject, row: Row): Json;
  detail(call: Call, kind: Kind, wire: JsonObject, row: Row): Json;
  single(call: Call, kind: Kind, row: Row): Row;
  listBody(kind: Kind, meta: JsonObject, items: readonly Json[]): Json;

  readonly defaultLimit: number;
  /** Answer to a limit or offset that is no number or too small; null takes the default. */
  badNumber(call: Call, name: string): Answer | null;
  clampLimit(limit: number): number;
  window(total: number, paging: Paging, call: Call): Window;
  cut(rows: readonly Row[], window: Window, call: Call): readonly Row[];
  totalCount(total: number, call: Call, window: Window): number;
  positions(total: number, paging: Paging, window: Window, call: Call): Positions;
  /** A position link; `name` says which. */
  link(call: Call, limit: number, offset: number, name: string): string;
  /** Any link of _meta. */
  url(call: Call, path: string, query: Readonly<Record<string, string>>): string;
  shownOffset(paging: Paging, window: Window): number;
  pageMeta(call: Call, total: number, paging: Paging, window: Window): Json;

  mayOrder(call: Call, item: CatalogItem, actor: Employee): boolean;
  maySeeRegion(call: Call, region: Region, actor: Employee): boolean;
  catalogItem(call: Call, kind: CatalogKind, wire: JsonObject, item: CatalogItem): Json;
  catalogBody(kind: CatalogKind, items: readonly Json[]): Json;
  /** Answer to a catalogue without region, service or vendor; null serves it. */
  catalogNeeds(call: Call): Answer | null;
  region(call: Call, wire: JsonObject, region: Region): Json;
  regionDetail(call: Call, wire: JsonObject, region: Region): Json;
  regionBody(regions: readonly Json[]): Json;
  childOf(region: Region, parent: string | null): boolean;
  vendor(call: Call, wire: JsonObject): Json;
  vendorRows(rows: readonly Vendor[], type: string | null): readonly Vendor[];
  ping(call: Call): Json;
  diagnostics(call: Call, actor: Employee): Json;

  fields(call: Call, vendorId: string): readonly Field[];
  propertiesBody(call: Call, groups: readonly Group[]): Json;
  acknowledgements(call: Call): Json;
  missingParameter(call: Call, name: string): Answer | null;

  confirmAsked(call: Call): boolean;
  orderHolder(call: Call, asked: Asked): Employee;
  confirmation(call: Call, asked: Asked): Json;
  /** What a confirmation leaves behind: nothing. */
  confirmed(state: State, order: Order): void;
  costSummary(prices: readonly CatalogItem[]): readonly JsonObject[];
  orderRefusal(call: Call, problem: string): Answer;
  submitted(call: Call, order: Order, asked: Asked): Json;
  storeOrder(state: State, order: Order): void;
  /** Status that answers a decision. */
  decision(call: Call, order: Order, action: string): string;
  moveTo(service: Service, owner: Employee): Service;
  moved(call: Call, detail: JsonObject): Json;
  tail(call: Call, what: 'history' | 'shipments', answer: Answer): Answer;

  /** Last look at the answer. */
  finish(call: Call, answer: Answer): Answer;
  /** JSON text of a body. */
  render(json: Json): string;
}

/** A part of the behaviour that is replaced; `base` is what ruled before. */
export type ChangeOfBehaviour = (base: Behaviour) => Partial<Behaviour>;

/** The behaviour that the documentation describes. */
export const documented = (): Behaviour => ({
  data: documentedData,
  clockOffset: 0,
  intercept: () => null,
  ...documentedTokens,
  ...documentedContext,
  ...documentedErrors,
  ...documentedLists,
  ...documentedPaging,
  ...documentedCatalog,
  ...documentedProperties,
  ...documentedOrders,
  itemWire: itemOf,
  detailWire: detailOf,
  tail: (_call, _what, answer) => answer,
  finish: (_call, answer) => answer,
  render: (json) => JSON.stringify(json),
});

/** The documented behaviour with changes, one after the other. */
export function behaviourWith(changes: readonly ChangeOfBehaviour[]): Behaviour {
  return changes.reduce<Behaviour>((base, change) => ({ ...base, ...change(base) }), documented());
}
