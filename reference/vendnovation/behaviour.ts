/**
 * Every step of the server that a fault or a lawful variation may change. The documented steps stand in the files
 * named after their section; a change replaces some of them and leaves all others alone.
 */
import { documentedAccess, type KeyProblem, type LoginProblem, type TokenProblem } from './access.ts';
import { documentedDates, type DateRange, type GivenDates, type Maximum } from './dates.ts';
import { documentedErrors, type VendorError } from './errors.ts';
import { documentedFilters } from './filters.ts';
import { documentedData, type DataOptions, type Json, type JsonObject, type Kind, type Row } from './model.ts';
import { documentedPaging, type Paging } from './paging.ts';
import { documentedWrites, type BulkPlan, type Change } from './writes.ts';
import {
  gateway,
  type Answer,
  type Call,
  type Filter,
  type HeaderList,
  type Listing,
  type Session,
  type State,
} from './world.ts';

export interface Behaviour {
  /** What sort of account the server has. */
  readonly data: DataOptions;
  /** Milliseconds that the server's clock is ahead. */
  readonly clockOffset: number;

  /** Ends a request before anything else is looked at. */
  intercept(call: Call): Answer | null;
  /** Whether a route of the stage answers to a method. */
  routeOpen(call: Call): boolean;
  unknownRoute(call: Call): Answer;

  /** Answer to a missing or wrong API key; null lets the request through. */
  keyRefusal(call: Call, problem: KeyProblem): Answer | null;
  keyTest(call: Call): Answer;
  loginRefusal(call: Call, problem: LoginProblem): Answer | null;
  loginBody(session: Session, call: Call): Json;
  newToken(): string;
  /** Milliseconds. */
  readonly tokenLifetime: number;
  tokenDate(wall: number): string;
  tokenSent(call: Call): string | undefined;
  tokenKnown(call: Call, token: string): boolean;
  tokenRefusal(call: Call, problem: TokenProblem): Answer | null;
  afterLogin(state: State, session: Session): void;

  errorStatus(code: string): number;
  errorObject(error: VendorError): Json;
  errorList(errors: readonly Json[], call: Call): Json;

  /** A body that is no JSON object of the standard form. */
  badBody(call: Call): Answer;
  /** Answer to a filter of the wrong type; null ignores the filter. */
  wrongType(call: Call, member: string): Answer | null;
  unknownFilters(call: Call, names: readonly string[]): Answer | null;
  nullFilters(call: Call, names: readonly string[]): Answer | null;
  /** Answer to a body with all three keys, each empty; null serves it. */
  emptyBody(call: Call): Answer | null;
  /** Answer to filters that name what is not there or not the caller's; null serves what is left. */
  filterRefusal(listing: Listing): Answer | null;
  matches(listing: Listing, row: Row, filter: Filter): boolean;
  /** Whether a record is served, from what each filter says of it. */
  combine(held: readonly boolean[]): boolean;
  /** All records that a read serves, over all pages. */
  rows(listing: Listing): readonly Row[];
  order(kind: Kind, rows: readonly Row[]): readonly Row[];

  maximum(kind: Kind): Maximum;
  /** Wall clock milliseconds, or null when it is no date. */
  parseDate(text: string, timeOfDay: number): number | null;
  /** Milliseconds after midnight for a date without time. */
  timeOfDay(side: 'start' | 'end', call: Call): number;
  /** null treats the date as left out. */
  unparseableDate(call: Call, side: 'start' | 'end'): Answer | null;
  reversedRange(call: Call, given: { readonly start: number; readonly end: number }): Answer | GivenDates;
  /** End of a range without dates, as wall clock milliseconds. */
  rangeNow(call: Call): number;
  clamp(given: GivenDates, maximum: Maximum, now: number, call: Call): DateRange | Answer;
  rangeHeaders(range: DateRange, call: Call): HeaderList;
  rangeDate(wall: number): string;
  inRange(row: Row, range: DateRange): boolean;

  readonly defaultSize: number;
  clampSize(size: number, call: Call): number;
  /** Value of the request header `page` or `size`. */
  pagingHeader(call: Call, name: 'page' | 'size'): string | undefined;
  /** What a page or size below 1, or one that is no number, is read as. */
  oddPaging(call: Call, name: 'page' | 'size', problem: 'below 1' | 'no number'): number | Answer;
  refuseSize(call: Call, size: number): Answer | null;
  cut(rows: readonly Row[], paging: Paging, listing: Listing): readonly Row[];
  totalPages(total: number, paging: Paging): number;
  pagingHeaders(total: number, paging: Paging, listing: Listing): HeaderList;
  /** Answer to a page behind the last one; null serves an empty list. */
  pastEnd(call: Call): Answer | null;

  /** What is sent of a record. */
  record(kind: Kind, row: Row, call: Call): Json;
  /** The body of a list of records. */
  listBody(kind: Kind, records: readonly Json[]): Json;

  /** Answer to a bulk change with errors; null carries out its good part. */
  bulkRefusal(call: Call, plan: BulkPlan): Answer | null;
  store(call: Call, kind: 'machines' | 'selections', changes: readonly Change[]): void;
  /** Members of a record after a change. */
  merge(wire: JsonObject, members: JsonObject): JsonObject;
  /** Body of the answer to a bulk change, from the records after it. */
  updated(records: readonly Row[], before: readonly Row[]): readonly Row[];
  newCount(count: number, delta: number): number;
  multipleTemplates(call: Call): Answer | null;

  /** Last look at the answer. */
  finish(call: Call, answer: Answer): Answer;
  /** JSON text of a body. */
  render(json: Json): string;
}

/** A part of the behaviour that is replaced; `base` is what ruled before. */
export type ChangeOfBehaviour = (base: Behaviour) => Partial<Behaviour>;

/** The behaviour that the documentation describes. */
export const documented: Behaviour = {
  data: documentedData,
  clockOffset: 0,
  intercept: () => null,
  routeOpen: () => true,
  unknownRoute: () => gateway(403, 'Missing Authentication Token'), // AWS API Gateway's words for an unknown route
  ...documentedAccess,
  ...documentedErrors,
  ...documentedFilters,
  ...documentedDates,
  ...documentedPaging,
  ...documentedWrites,
  record: (_kind, row) => row.wire,
  listBody: (_kind, records) => records,
  finish: (_call, answer) => answer,
  render: (json) => JSON.stringify(json),
};

/** The documented behaviour with changes, one after the other. */
export function behaviourWith(changes: readonly ChangeOfBehaviour[]): Behaviour {
  return changes.reduce<Behaviour>((base, change) => ({ ...base, ...change(base) }), documented);
}
