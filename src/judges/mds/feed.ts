/** An MDS 0.3 body as the rules see it: its envelope, its records, and what the caller knows about them. */
import { at, has, isObject, member, rootPlace } from '../json-api/value.ts';
import type { JsonObject, Node } from '../json-api/value.ts';
import type { LevelOverrides } from '../json-api/rule.ts';
import { shapeProblems } from './shape.ts';
import type { ShapeProblem } from './shape.ts';

/** Name of the payload in `data`, which is the last part of the endpoint's path, too. */
export type FeedKind = 'trips' | 'status_changes';

/** Where the vehicles of a feed are to be expected. Degrees and kilometres. */
export interface Centre {
  readonly longitude: number;
  readonly latitude: number;
  /** 100 where it is left out. */
  readonly radius?: number;
}

export interface Tolerances {
  /** Seconds that a duration, or the ends of a route, may be off: clocks and rounding differ. */
  readonly seconds: number;
  /** Metres that a distance or a place may be off, beside the trip's own `accuracy`. */
  readonly metres: number;
}

export const usualTolerances: Tolerances = { seconds: 60, metres: 150 };

export interface FeedOptions {
  /** Id of the exchange that brought the body. */
  readonly exchange?: string;
  /** URL of the request, absolute: its time and vehicle filters are held against the records. */
  readonly requestUrl?: string;
  /** Members that the standard does not name are observed, not findings: the vendor may add members by its policy. */
  readonly openMembers?: boolean;
  /** Levels by rule id that differ from the table; `off` leaves a rule out. */
  readonly levels?: LevelOverrides;
  /** Tells swapped coordinates from right ones. */
  readonly centre?: Centre;
  /** The provider that all records must name. */
  readonly provider?: { readonly id?: string; readonly name?: string };
  readonly tolerances?: Partial<Tolerances>;
  /** Time of the question, milliseconds since the epoch: what lies behind it by more than a day has not happened yet. */
  readonly now?: number;
}

/** Half-open: from `from` on, before `to`. Milliseconds since the epoch; null where the request sets no bound. */
export interface Window {
  readonly from: number | null;
  readonly to: number | null;
}

export interface Asked {
  readonly window: Window;
  readonly deviceId: string | null;
  readonly vehicleId: string | null;
}

export interface Feed {
  readonly kind: FeedKind;
  readonly root: Node;
  readonly top: JsonObject | null;
  /** Records that are objects. */
  readonly records: readonly Node<JsonObject>[];
  /** Problems of shape of a record; found once, told by several rules. */
  readonly problemsOf: (record: Node<JsonObject>) => readonly ShapeProblem[];
  readonly asked: Asked | null;
  readonly options: FeedOptions;
  readonly tolerances: Tolerances;
}

/** Which feed a body is, by the payload that it brings; null when it brings neither or both. */
export function feedKindOf(document: unknown): FeedKind | null {
  const data = isObject(document) ? member(document, 'data') : undefined;
  if (!isObject(data) || has(data, 'trips') === has(data, 'status_changes')) return null;
  return has(data, 'trips') ? 'trips' : 'status_changes';
}

/** Looks over a parsed body of any shape. */
export function feedOf(document: unknown, kind: FeedKind, options: FeedOptions): Feed {
  const top = isObject(document) ? document : null;
  const data = top === null ? undefined : member(top, 'data');
  const payload = isObject(data) ? member(data, kind) : undefined;
  const place = at(rootPlace, 'data', kind);
  const records = Array.isArray(payload)
    ? payload.flatMap((value: unknown, index) => (isObject(value) ? [{ value, place: at(place, index) }] : []))
    : [];
  return {
    kind,
    root: { value: document, place: rootPlace },
    top,
    records,
    problemsOf: remembered((record) => shapeProblems(kind, record.value)),
    asked: options.requestUrl === undefined ? null : askedOf(options.requestUrl, kind),
    options,
    tolerances: { ...usualTolerances, ...options.tolerances },
  };
}

function remembered<Key extends object, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const found = new Map<Key, Value>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const value = find(key);
    found.set(key, value);
    return value;
  };
}

function askedOf(url: string, kind: FeedKind): Asked | null {
  if (!URL.canParse(url)) return null;
  const query = new URL(url).searchParams;
  const bound = (name: string) => {
    const text = query.get(name);
    return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null;
  };
  const [from, to] = kind === 'trips' ? ['min_end_time', 'max_end_time'] : ['start_time', 'end_time'];
  return {
    window: { from: bound(from ?? ''), to: bound(to ?? '') },
    deviceId: kind === 'trips' ? query.get('device_id') || null : null,
    vehicleId: kind === 'trips' ? query.get('vehicle_id') || null : null,
  };
}

/** An own member that is a whole number, or null. */
export function integer(object: JsonObject, name: string): number | null {
  const value = member(object, name);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** An own member that is a text, or null. */
export function text(object: JsonObject, name: string): string | null {
  const value = member(object, name);
  return typeof value === 'string' ? value : null;
}
