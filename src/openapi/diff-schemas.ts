/** Changes between two schemas. The direction matters: a new value in an answer surprises clients, one in a request does not. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { show } from '../verdict/check.ts';
import { type JsonObject, isObject, listOf, objectOf, textOf, textsOf } from './json.ts';
import type { ChangeKind } from './policy.ts';
import { UnreadableReference, follow } from './references.ts';

export interface SchemaPlace {
  readonly document: ApiDocument;
  readonly pointer: string;
}

export interface SchemaChange {
  readonly kind: ChangeKind;
  /** Members that lead there, as `/items/[]/price`. */
  readonly where: string;
  readonly text: string;
}

export type Direction = 'request' | 'response';

/** Never throws: parts that cannot be read on either side are left out. */
export function diffSchemas(before: SchemaPlace, after: SchemaPlace, whose: Direction): SchemaChange[] {
  const walk: Walk = { whose, changes: [], seen: new Set() };
  compare(before, after, '', walk);
  return walk.changes;
}

interface Walk {
  readonly whose: Direction;
  readonly changes: SchemaChange[];
  /** Pairs of places that were compared: schemas may contain themselves. */
  readonly seen: Set<string>;
}

interface Side extends SchemaPlace {
  readonly schema: JsonObject;
}

function sideAt(place: SchemaPlace): Side | null {
  try {
    const { value, pointer } = follow(place.document, place.pointer);
    return isObject(value) ? merged({ document: place.document, pointer, schema: value }) : null;
  } catch (error) {
    if (error instanceof UnreadableReference) return null;
    throw error;
  }
}

/** An `allOf` of one part, with or without members beside it, is written by generators for a reference with a description. */
function merged(side: Side): Side {
  const parts = listOf(side.schema['allOf']);
  if (parts.length !== 1 || side.schema['properties'] !== undefined) return side;
  const inner = sideAt({ document: side.document, pointer: `${side.pointer}/allOf/0` });
  if (inner === null) return side;
  const nullable = side.schema['nullable'] ?? inner.schema['nullable'];
  return nullable === undefined ? inner : { ...inner, schema: { ...inner.schema, nullable } };
}

interface Members {
  /** Pointers of each property's schemas: every part may say more of it. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  readonly required: ReadonlySet<string>;
}

const mostParts = 200;

/** Properties of a schema, those of all its `allOf` parts included: how they are put together is no change. */
function membersOf(side: Side): Members {
  const properties = new Map<string, string[]>();
  const required = new Set<string>();
  const waiting: Side[] = [side];
  const seen = new Set<string>();
  for (let part = waiting.shift(); part !== undefined && seen.size < mostParts; part = waiting.shift()) {
    if (seen.has(part.pointer)) continue;
    seen.add(part.pointer);
    const { document, pointer, schema } = part;
    for (const name of Object.keys(objectOf(schema['properties'])))
      properties.set(name, [...(properties.get(name) ?? []), `${pointer}/properties/${escapePointer(name)}`]);
    for (const name of textsOf(schema['required'])) required.add(name);
    waiting.push(
      ...listOf(schema['allOf']).flatMap((_, i) => sideAt({ document, pointer: `${pointer}/allOf/${i}` }) ?? []),
    );
  }
  return { properties, required };
}

const below = (side: Side, rest: string): SchemaPlace => ({
  document: side.document,
  pointer: `${side.pointer}${rest}`,
});

function compare(before: SchemaPlace, after: SchemaPlace, where: string, walk: Walk): void {
  const [old, now] = [sideAt(before), sideAt(after)];
  if (old === null || now === null || where.length > 400) return;
  const pair = `${old.pointer} ${now.pointer}`;
  if (walk.seen.has(pair)) return;
  walk.seen.add(pair);
  const add = (kind: ChangeKind, text: string) => walk.changes.push({ kind, where, text });
  const sameType = compareTypes(old.schema, now.schema, walk.whose, add);
  if (!sameType) return;
  compareEnums(old.schema, now.schema, walk.whose, add);
  compareLimits(old.schema, now.schema, walk.whose, add);
  for (const [keyword, kind] of [
    ['format', 'format-changed'],
    ['default', 'default-changed'],
  ] as const) {
    const [from, to] = [old.schema[keyword], now.schema[keyword]];
    if (JSON.stringify(from) !== JSON.stringify(to)) add(kind, `${keyword} was ${show(from, 40)}, is ${show(to, 40)}`);
  }
  compareProperties(old, now, where, walk);
  if (old.schema['items'] !== undefined && now.schema['items'] !== undefined)
    compare(below(old, '/items'), below(now, '/items'), `${where}/[]`, walk);
  if (isObject(old.schema['additionalProperties']) && isObject(now.schema['additionalProperties']))
    compare(below(old, '/additionalProperties'), below(now, '/additionalProperties'), `${where}/*`, walk);
  compareCombinations(old, now, where, walk);
}

type Add = (kind: ChangeKind, text: string) => void;

interface Types {
  readonly names: readonly string[];
  readonly nullable: boolean;
}

function typesOf(schema: JsonObject): Types {
  const { type } = schema;
  const named = Array.isArray(type)
    ? textsOf(type)
    : typeof type === 'string'
      ? [type]
      : isObject(schema['properties'])
        ? ['object']
        : [];
  const nullable = schema['nullable'] === true || schema['x-nullable'] === true || named.includes('null');
  return { names: named.filter((name) => name !== 'null').sort(), nullable };
}

/** Returns whether the rest is worth a look. */
function compareTypes(old: JsonObject, now: JsonObject, whose: Direction, add: Add): boolean {
  const [from, to] = [typesOf(old), typesOf(now)];
  const changed = from.names.length > 0 && to.names.length > 0 && from.names.join() !== to.names.join();
  if (changed) add(`${whose}-type-changed`, `the type was ${from.names.join(' or ')}, is ${to.names.join(' or ')}`);
  if (!from.nullable && to.nullable) add(`${whose}-nullable-added`, 'it may be null now');
  if (from.nullable && !to.nullable) add(`${whose}-nullable-removed`, 'it may no longer be null');
  return !changed;
}

/** The only values; undefined where there are no such. A constant is a list of one. */
const valuesOf = (schema: JsonObject): unknown[] | undefined =>
  Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : 'const' in schema ? [schema['const']] : undefined;

function compareEnums(old: JsonObject, now: JsonObject, whose: Direction, add: Add): void {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  if (before === undefined || after === undefined) {
    if (before !== undefined) add(`${whose}-enum-value-added`, 'any value is allowed now');
    if (after !== undefined) add(`${whose}-enum-value-removed`, 'only few values are allowed now');
    return;
  }
  const texts = (list: readonly unknown[]) => list.filter((value) => value !== null).map((value) => show(value, 60));
  const [from, to] = [texts(before), texts(after)];
  for (const value of to.filter((v) => !from.includes(v)))
    add(`${whose}-enum-value-added`, `the value ${value} is new`);
  for (const value of from.filter((v) => !to.includes(v)))
    add(`${whose}-enum-value-removed`, `the value ${value} is gone`);
}

const upper = ['maximum', 'maxLength', 'maxItems', 'maxProperties'];
const lower = ['minimum', 'minLength', 'minItems', 'minProperties'];

function compareLimits(old: JsonObject, now: JsonObject, whose: Direction, add: Add): void {
  for (const keyword of [...upper, ...lower]) {
    const none = upper.includes(keyword) ? Infinity : -Infinity;
    const read = (schema: JsonObject) => (typeof schema[keyword] === 'number' ? schema[keyword] : none);
    const [from, to] = [read(old), read(now)];
    if (from === to) continue;
    const tighter = upper.includes(keyword) ? to < from : to > from;
    add(
      `${whose}-limit-${tighter ? 'tightened' : 'loosened'}`,
      `${keyword} was ${Number.isFinite(from) ? from : 'not set'}, is ${Number.isFinite(to) ? to : 'not set'}`,
    );
  }
  for (const [what, isStrict] of [
    ['repeated items are', (schema: JsonObject) => schema['uniqueItems'] === true],
    ['members that are not named are', (schema: JsonObject) => schema['additionalProperties'] === false],
  ] as const)
    if (isStrict(old) !== isStrict(now))
      add(
        `${whose}-limit-${isStrict(now) ? 'tightened' : 'loosened'}`,
        `${what} ${isStrict(now) ? 'no longer' : 'now'} allowed`,
      );
  const steps = [old['multipleOf'], now['multipleOf']].map((step) =>
    typeof step === 'number' ? String(step) : 'not set',
  );
  if (steps[0] !== steps[1])
    add(
      `${whose}-limit-${steps[1] === 'not set' ? 'loosened' : 'tightened'}`,
      `multipleOf was ${steps[0]}, is ${steps[1]}`,
    );
  const [from, to] = [textOf(old['pattern']), textOf(now['pattern'])];
  if (from !== to)
    add(
      `${whose}-limit-${to === undefined ? 'loosened' : 'tightened'}`,
      `pattern was ${show(from, 60)}, is ${show(to, 60)}`,
    );
}

function compareProperties(old: Side, now: Side, where: string, walk: Walk): void {
  const [from, to] = [membersOf(old), membersOf(now)];
  const { whose } = walk;
  for (const [name, pointers] of from.properties) {
    const twins = to.properties.get(name);
    const at = `${where}/${name}`;
    const add = (kind: ChangeKind, text: string) => walk.changes.push({ kind, where: at, text });
    if (twins === undefined) {
      add(`${whose}-property-removed`, 'it is gone');
      continue;
    }
    if (!from.required.has(name) && to.required.has(name)) add(`${whose}-property-now-required`, 'it became required');
    if (from.required.has(name) && !to.required.has(name)) add(`${whose}-property-now-optional`, 'it became optional');
    const same = pointers.length === twins.length ? pointers.length : 1;
    for (let i = 0; i < same; i += 1)
      compare(
        { document: old.document, pointer: pointers[i] ?? '' },
        { document: now.document, pointer: twins[i] ?? '' },
        at,
        walk,
      );
  }
  for (const name of to.properties.keys()) {
    if (from.properties.has(name)) continue;
    const required = whose === 'request' && to.required.has(name);
    walk.changes.push({
      kind: required ? 'request-property-added-required' : `${whose}-property-added`,
      where: `${where}/${name}`,
      text: required ? 'it is new and required' : 'it is new',
    });
  }
}

function compareCombinations(old: Side, now: Side, where: string, walk: Walk): void {
  for (const keyword of ['anyOf', 'oneOf']) {
    const [from, to] = [listOf(old.schema[keyword]).length, listOf(now.schema[keyword]).length];
    if (from !== to)
      walk.changes.push({ kind: 'combination-changed', where, text: `${keyword} had ${from} parts, has ${to}` });
    else
      for (let i = 0; i < from; i += 1)
        compare(below(old, `/${keyword}/${i}`), below(now, `/${keyword}/${i}`), where, walk);
  }
}
