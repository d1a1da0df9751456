/**
 * Every step of the server that a fault or a lawful variation may change. The documented steps stand in the files
 * named after their section; a change replaces some of them and leaves all others alone.
 */
import { documentedAccess, type Problem } from './access.ts';
import { documentedCustomers, type Sent } from './customers.ts';
import type { FleetOptions, StatusChange, Trip, Vehicle } from './fleet.ts';
import { documentedMds, type Asked, type FeedName, type Paged } from './mds.ts';
import type { Json, JsonObject, Place } from './model.ts';
import type { Customer, FreeRide, Invoice, Rental } from './people.ts';
import { documentedRentals } from './rentals.ts';
import { documentedVehicles, type Range } from './vehicles.ts';
import { documentedZones, type AnyZone, type Constraint } from './zone-routes.ts';
import type { RootZone, SubZone } from './zones.ts';
import { errors, type Answer, type Call, type ErrorEntry, type Kind } from './world.ts';

export interface DataOptions extends FleetOptions {
  readonly freeRides: number;
}

export interface Behaviour {
  readonly data: DataOptions;

  /** Ends a request before anything else is looked at. */
  intercept(call: Call): Answer | null;
  routeOpen(call: Call): boolean;
  unknownRoute(call: Call): Answer;

  keySent(call: Call): string | undefined;
  keyKnown(call: Call, key: string): boolean;
  /** Answer to a missing or wrong key; null lets the request through. */
  keyRefusal(call: Call, problem: Problem): Answer | null;
  tokenSent(call: Call): string | undefined;
  tokenKnown(call: Call, token: string): boolean;
  tokenRefusal(call: Call, problem: Problem): Answer | null;
  /** Answer to a key without permission for the endpoint; null lets it through. */
  endpointRefusal(call: Call): Answer | null;
  /** Answer to a zone that is not there or not for this key; null lets it through. */
  zoneRefusal(call: Call, zone: RootZone | undefined): Answer | null;

  error(call: Call, status: number, entry: ErrorEntry): JsonObject;
  errorDocument(call: Call, list: readonly JsonObject[]): Json;
  /** Answer to an id that nothing has. */
  missing(call: Call, kind: Kind, entry: ErrorEntry): Answer;
  /** A representation that is not JSON is asked for; null serves JSON. */
  notAcceptable(call: Call): Answer | null;

  /** Attributes of a customer who is created or changed that cannot be stored. */
  problems(call: Call, sent: Sent): readonly ErrorEntry[];
  created(call: Call, sent: Sent, id: string): Customer;
  merged(call: Call, customer: Customer, sent: Sent): Customer;
  /** What is left of a deleted customer; null forgets him altogether. */
  anonymised(call: Call, customer: Customer): Customer | null;
  findCustomer(call: Call, id: string): Customer | undefined;
  /** Whether a customer is for the eyes of whoever asks. */
  mayMeet(call: Call, id: string): boolean;
  /** The rental of a customer that is under way. */
  findCurrent(call: Call, id: string): Rental | undefined;
  mayRead(call: Call, invoice: Invoice): boolean;
  /** Minutes of ride and pause that are charged. */
  minutes(rental: Rental, now: number): { readonly ride: number; readonly pause: number };
  freePage(call: Call, number: number): readonly FreeRide[];
  freeDocument(call: Call, rides: readonly JsonObject[], number: number): JsonObject;

  listed(call: Call, vehicle: Vehicle): boolean;
  inZone(call: Call, vehicle: Vehicle, zone: string): boolean;
  inRange(call: Call, vehicle: Vehicle, range: Range): boolean;
  withCode(call: Call, code: number): readonly Vehicle[];

  ofType(call: Call, zone: AnyZone, type: string): boolean;
  below(call: Call, zone: SubZone, root: string): boolean;
  zoneHolds(call: Call, zone: SubZone, place: Place): boolean;
  constraint(call: Call, place: Place): Constraint;
  rootsNear(call: Call, place: Place): readonly RootZone[];

  inWindow(call: Call, feed: FeedName, at: number, asked: Asked): boolean;
  ofVehicle(call: Call, trip: Trip, asked: Asked): boolean;
  order<T extends Trip | StatusChange>(call: Call, rows: readonly T[]): readonly T[];
  readonly pageSize: { readonly usual: number; readonly most: number };
  cut<T extends Trip | StatusChange>(call: Call, rows: readonly T[], paged: Paged): readonly T[];
  links(call: Call, rows: readonly (Trip | StatusChange)[], paged: Paged): JsonObject | null;
  envelope(call: Call, feed: FeedName, records: readonly JsonObject[], links: JsonObject | null): Json;
  mediaType(call: Call): string | null;

  /** What is sent of a resource. `index` counts within its list. */
  resource(kind: Kind, wire: JsonObject, call: Call, index: number): JsonObject;
  /** Last look at the body of a successful read. */
  document(call: Call, json: Json): Json;
  /** Last look at the answer. */
  finish(call: Call, answer: Answer): Answer;
  /** JSON text of a body. */
  render(json: Json): string;
}

/** A part of the behaviour that is replaced; `base` is what ruled before. */
export type ChangeOfBehaviour = (base: Behaviour) => Partial<Behaviour>;

/** The behaviour that the documentation describes, and the standards where both can be kept. */
export const documented: Behaviour = {
  data: { vehiclesPerZone: 30, days: 3, freeRides: 23 },
  intercept: () => null,
  routeOpen: () => true,
  unknownRoute: (call) => errors(call, 404, { code: 'NotFound', title: 'There is no such endpoint' }),
  ...documentedAccess,
  ...documentedCustomers,
  ...documentedRentals,
  ...documentedVehicles,
  ...documentedZones,
  ...documentedMds,
  error: (_call, status, { code, title, pointer }) => ({
    ...(pointer === undefined ? {} : { source: { pointer } }),
    status: String(status),
    title,
    code,
  }),
  errorDocument: (_call, list) => ({ errors: list }),
  missing: (call, _kind, entry) => errors(call, 404, entry),
  notAcceptable: (call) => {
    const accept = call.header('accept') ?? '*/*';
    if (call.version === 'mds' || /json|\*\/\*|application\/\*/i.test(accept)) return null;
    return errors(call, 406, { code: 'NotAcceptable', title: 'Only JSON is served' });
  },
  resource: (_kind, wire) => wire,
  document: (_call, json) => json,
  finish: (_call, answer) => answer,
  render: (json) => JSON.stringify(json),
};

/** The documented behaviour with changes, one after the other. */
export function behaviourWith(changes: readonly ChangeOfBehaviour[]): Behaviour {
  return changes.reduce<Behaviour>((base, change) => ({ ...base, ...change(base) }), documented);
}
