/**
 * A schema as a list of alternatives, each of one JSON type: what containment is decided on. `$ref`, `allOf`, `anyOf`,
 * `oneOf`, `type`, `nullable`, `enum` and `const` are worked in, so that the same promise has the same form however it is written.
 */
import { hashOf } from './hash.ts';
import { type Documents, type Place, below, follow, isObject, listOf, objectOf, step, textOf } from './documents.ts';

export const jsonTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** Values that keep all parts: a conjunction of schemas. No part means anything. */
export interface Node {
  readonly documents: Documents;
  readonly parts: readonly Place[];
}

export interface Alternative {
  readonly type: JsonType;
  /** JSON texts of the only values, sorted; null for any. */
  readonly values: readonly string[] | null;
  /** Numbers without fraction only. */
  readonly integer: boolean;
  /** Lower and upper bounds by keyword: minimum, maxLength ... */
  readonly limits: Readonly<Record<string, number>>;
  readonly format: string | null;
  readonly properties: ReadonlyMap<string, Node>;
  readonly required: ReadonlySet<string>;
  /** Members that are not named; null where there must be none. */
  readonly others: Node | null;
  readonly items: Node | null;
  /** Everything that cannot be compared piece by piece, as JSON text: pattern, not, if, contains ... */
  readonly rules: ReadonlySet<string>;
}

/** More alternatives than this are not told apart: the schema is compared as one rule. */
const mostAlternatives = 64;
/** Schemas may contain themselves; beyond this depth of combinations nothing is looked at. */
const mostDepth = 40;

export const nodeOf = (documents: Documents, place: Place): Node => ({ documents, parts: [place] });

const anything = (documents: Documents): Node => ({ documents, parts: [] });

/** The same text for nodes that are written by the same parts: ends the walk through schemas that contain themselves. */
export const nameOf = ({ parts }: Node): string =>
  parts
    .map(({ file, pointer }) => `${file}#${pointer}`)
    .sort()
    .join('&');

const plain = (documents: Documents, type: JsonType): Alternative => ({
  type,
  values: null,
  integer: false,
  limits: {},
  format: null,
  properties: new Map(),
  required: new Set(),
  others: anything(documents),
  items: anything(documents),
  rules: new Set(),
});

/** By the schema as it is written: it is looked at once for each member that was seen, and means the same each time. */
const known = new WeakMap<object, readonly Alternative[]>();

/** All alternatives of a node; empty where no value can keep it. */
export function alternativesOf(node: Node): readonly Alternative[] {
  const [part, ...others] = node.parts;
  if (part === undefined || others.length > 0 || !isObject(part.value)) return worked(node);
  const before = known.get(part.value);
  if (before !== undefined) return before;
  const found = worked(node);
  known.set(part.value, found);
  return found;
}

function worked(node: Node): readonly Alternative[] {
  let found: readonly Alternative[] = jsonTypes.map((type) => plain(node.documents, type));
  for (const part of node.parts) found = both(found, ofPlace(node.documents, part, 0));
  return joinedObjects(joinedValues(found));
}

function ofPlace(documents: Documents, place: Place, depth: number): readonly Alternative[] {
  const all = jsonTypes.map((type) => plain(documents, type));
  const { value } = place;
  if (value === false) return [];
  if (!isObject(value) || depth > mostDepth) return all;
  let found: readonly Alternative[] = ownAlternatives(documents, place, value);
  const reference = textOf(value['$ref']);
  if (reference !== undefined) {
    const target = step(documents, place, reference);
    if (target !== null) found = both(found, ofPlace(documents, target, depth + 1));
  }
  for (const index of listOf(value['allOf']).keys())
    found = both(found, ofPlace(documents, below(place, 'allOf', String(index)), depth + 1));
  for (const keyword of ['anyOf', 'oneOf']) {
    const options = listOf(value[keyword]);
    if (options.length === 0) continue;
    const either = options.flatMap((_, index) => ofPlace(documents, below(place, keyword, String(index)), depth + 1));
    found =
      either.length * found.length > mostAlternatives * 6
        ? withRule(found, `${keyword} ${textFor(options)}`)
        : both(found, distinct(either));
  }
  // What no keyword here or in a combination has named is refused, or kept by a schema of its own.
  const rest = value['unevaluatedProperties'];
  if (rest !== undefined && rest !== true && value['additionalProperties'] === undefined) {
    const others = rest === false ? null : nodeOf(documents, below(place, 'unevaluatedProperties'));
    found = found.map((one) => (one.type === 'object' ? { ...one, others: conjunction(one.others, others) } : one));
  }
  if ((value['nullable'] === true || value['x-nullable'] === true) && !found.some(({ type }) => type === 'null'))
    found = [...found, plain(documents, 'null')];
  return found;
}

/** What the keywords of one schema object say by themselves. */
function ownAlternatives(
  documents: Documents,
  place: Place,
  schema: Readonly<Record<string, unknown>>,
): readonly Alternative[] {
  const named = typesNamed(schema['type']);
  const allowed = valuesOf(schema);
  const rules = rulesOf(schema);
  const found: Alternative[] = [];
  for (const type of jsonTypes) {
    if (named !== null && !named.has(type) && !(type === 'number' && named.has('integer'))) continue;
    const values = allowed?.filter((text) => typeOfText(text) === type) ?? null;
    if (values !== null && values.length === 0) continue;
    const base = plain(documents, type);
    const own = { ...base, values: values === null ? null : [...values].sort(), rules: rulesFor(type, rules) };
    if (type === 'number')
      found.push({ ...own, ...numbersOf(schema, named !== null && named.has('integer') && !named.has('number')) });
    else if (type === 'string')
      found.push({
        ...own,
        limits: limitsOf(schema, ['minLength', 'maxLength']),
        format: textOf(schema['format']) ?? null,
      });
    else if (type === 'array')
      found.push({
        ...own,
        limits: limitsOf(schema, ['minItems', 'maxItems']),
        items: schema['items'] === undefined ? base.items : nodeOf(documents, below(place, 'items')),
      });
    else if (type === 'object') found.push({ ...own, ...membersOf(documents, place, schema) });
    else found.push(own);
  }
  return found;
}

function typesNamed(type: unknown): Set<string> | null {
  if (typeof type === 'string') return new Set([type]);
  return Array.isArray(type) ? new Set(type.filter((name) => typeof name === 'string')) : null;
}

function valuesOf(schema: Readonly<Record<string, unknown>>): readonly string[] | null {
  const lists = [
    ...(Array.isArray(schema['enum']) ? [schema['enum'] as unknown[]] : []),
    ...('const' in schema ? [[schema['const']]] : []),
  ].map((list) => list.map((value) => textFor(value)));
  const [first, second] = lists;
  if (first === undefined) return null;
  return second === undefined ? first : first.filter((text) => second.includes(text));
}

function typeOfText(text: string): JsonType {
  const value: unknown = JSON.parse(text);
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}

const int32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const int64 = { minimum: -(2 ** 63), maximum: 2 ** 63 };

/** Limits of numbers; widths of integers are limits, too. An exclusive limit of integers is the next one. */
function numbersOf(
  schema: Readonly<Record<string, unknown>>,
  isInteger: boolean,
): Pick<Alternative, 'limits' | 'format' | 'integer'> {
  const format = textOf(schema['format']) ?? null;
  const own = limitsOf(schema, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);
  // Up to OpenAPI 3.0 an exclusive limit is a flag beside the limit.
  for (const [limit, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const)
    if (schema[exclusive] === true && own[limit] !== undefined) {
      own[exclusive] = own[limit];
      delete own[limit];
    }
  // Multiples of a whole number are whole numbers, and all whole numbers are multiples of 1.
  const integer = isInteger || Number.isInteger(own['multipleOf']);
  if (own['multipleOf'] === 1) delete own['multipleOf'];
  if (integer) {
    if (Number.isInteger(own['exclusiveMinimum']))
      own['minimum'] = Math.max(own['minimum'] ?? -Infinity, (own['exclusiveMinimum'] ?? 0) + 1);
    if (Number.isInteger(own['exclusiveMaximum']))
      own['maximum'] = Math.min(own['maximum'] ?? Infinity, (own['exclusiveMaximum'] ?? 0) - 1);
    delete own['exclusiveMinimum'];
    delete own['exclusiveMaximum'];
  }
  const width = format === 'int32' ? int32 : format === 'int64' ? int64 : null;
  if (width === null)
    return { limits: own, format: format === 'float' || format === 'double' ? null : format, integer };
  return {
    integer,
    limits: {
      ...own,
      minimum: Math.max(own['minimum'] ?? -Infinity, width.minimum),
      maximum: Math.min(own['maximum'] ?? Infinity, width.maximum),
    },
    format: null,
  };
}

function limitsOf(schema: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, number> {
  // A lower limit of nothing, as minLength 0, is none.
  return Object.fromEntries(
    names.flatMap((name) =>
      typeof schema[name] === 'number' && !(schema[name] === 0 && /^min(?:Length|Items)$/.test(name))
        ? [[name, schema[name]]]
        : [],
    ),
  );
}

function membersOf(
  documents: Documents,
  place: Place,
  schema: Readonly<Record<string, unknown>>,
): Pick<Alternative, 'properties' | 'required' | 'others' | 'limits'> {
  const properties = Object.keys(objectOf(schema['properties'])).map(
    (name) => [name, nodeOf(documents, below(place, 'properties', name))] as const,
  );
  const others = schema['additionalProperties'];
  return {
    properties: new Map(properties),
    required: new Set(listOf(schema['required']).filter((name) => typeof name === 'string')),
    others:
      others === false
        ? null
        : isObject(others)
          ? nodeOf(documents, below(place, 'additionalProperties'))
          : anything(documents),
    limits: limitsOf(schema, ['minProperties', 'maxProperties']),
  };
}

/** Keywords that are compared as they stand, with the type that they are about; `''` for all types. */
const ruleKeywords: Readonly<Record<string, JsonType | ''>> = {
  pattern: 'string',
  contentEncoding: 'string',
  contentMediaType: 'string',
  uniqueItems: 'array',
  contains: 'array',
  unevaluatedItems: 'array',
  prefixItems: 'array',
  patternProperties: 'object',
  propertyNames: 'object',
  dependentRequired: 'object',
  dependentSchemas: 'object',
  not: '',
  if: '',
};

function rulesOf(schema: Readonly<Record<string, unknown>>): readonly { type: JsonType | ''; text: string }[] {
  return Object.entries(ruleKeywords).flatMap(([keyword, type]) => {
    const value = schema[keyword];
    if (value === undefined || value === false) return [];
    const whole = keyword === 'if' ? { if: value, then: schema['then'], else: schema['else'] } : value;
    return [
      { type, text: `${keyword} ${typeof whole === 'string' ? JSON.stringify(plainPattern(whole)) : textFor(whole)}` },
    ];
  });
}

/** A regular expression in its usual spelling: two ways to write the same are no change. */
const plainPattern = (pattern: string) =>
  pattern
    .replace(/\{0,\}/g, '*')
    .replace(/\{1,\}/g, '+')
    .replace(/\{0,1\}/g, '?')
    .replace(/\{(\d+),\1\}/g, '{$1}')
    .replace(/\[0-9\]|\[\\d\]/g, '\\d')
    .replace(/\[(?:A-Za-z|a-zA-Z)0-9_\]/g, '\\w');

const rulesFor = (type: JsonType, rules: ReturnType<typeof rulesOf>) =>
  new Set(rules.filter((rule) => rule.type === '' || rule.type === type).map((rule) => rule.text));

const withRule = (list: readonly Alternative[], rule: string) =>
  list.map((one) => ({ ...one, rules: new Set([...one.rules, rule]) }));

/** Alternatives that keep both lists. */
function both(left: readonly Alternative[], right: readonly Alternative[]): readonly Alternative[] {
  return distinct(left.flatMap((a) => right.flatMap((b) => (a.type === b.type ? intersection(a, b) : []))));
}

function intersection(a: Alternative, b: Alternative): Alternative[] {
  const values =
    a.values === null ? b.values : b.values === null ? a.values : a.values.filter((text) => b.values?.includes(text));
  if (values !== null && values.length === 0) return [];
  const limits = { ...a.limits };
  for (const [name, limit] of Object.entries(b.limits)) {
    const own = limits[name];
    limits[name] =
      own === undefined ? limit : /^(?:max|exclusiveMax)/.test(name) ? Math.min(own, limit) : Math.max(own, limit);
  }
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  const properties = new Map(
    [...names].map(
      (name) => [name, conjunction(a.properties.get(name) ?? a.others, b.properties.get(name) ?? b.others)] as const,
    ),
  );
  // A member that one side forbids can never come.
  const possible = new Map([...properties].flatMap(([name, node]) => (node === null ? [] : [[name, node] as const])));
  const required = new Set([...a.required, ...b.required]);
  return [
    {
      type: a.type,
      values,
      integer: a.integer || b.integer,
      limits,
      format: a.format ?? b.format,
      properties: possible,
      required,
      others: conjunction(a.others, b.others),
      items: conjunction(a.items, b.items),
      rules: new Set([
        ...a.rules,
        ...b.rules,
        ...(a.format !== null && b.format !== null && a.format !== b.format ? [`format ${b.format}`] : []),
      ]),
    },
  ];
}

function conjunction(a: Node | null, b: Node | null): Node | null {
  if (a === null || b === null) return null;
  if (a.parts.length === 0) return b;
  if (b.parts.length === 0) return a;
  const known = new Set(a.parts.map(({ file, pointer }) => `${file}#${pointer}`));
  return {
    documents: a.documents,
    parts: [...a.parts, ...b.parts.filter(({ file, pointer }) => !known.has(`${file}#${pointer}`))],
  };
}

/** An alternative as text, equal for equal ones. Nested schemas count by where they are written. */
function signature(one: Alternative, without?: string): string {
  const members = [...one.properties]
    .filter(([name]) => name !== without)
    .map(([name, node]) => `${name}:${contentOf(node)}`)
    .sort();
  const others = one.others === null ? 'closed' : contentOf(one.others);
  const items = one.items === null ? '' : contentOf(one.items);
  return JSON.stringify([
    one.type,
    one.values,
    one.integer,
    Object.entries(one.limits).sort(),
    one.format,
    members,
    [...one.required].sort(),
    others,
    items,
    [...one.rules].sort(),
  ]);
}

/** What a node says, whatever the place where it is written. */
const contentOf = (node: Node): string =>
  node.parts
    .map((part) => textFor((follow(node.documents, part) ?? part).value))
    .sort()
    .join('&');

function distinct(list: readonly Alternative[]): readonly Alternative[] {
  if (list.length < 2) return list;
  return [...new Map(list.map((one) => [signature(one), one])).values()];
}

/** Alternatives that differ in their listed values alone are one with all of these values. */
function joinedValues(list: readonly Alternative[]): readonly Alternative[] {
  const joined = new Map<string, Alternative>();
  for (const one of list) {
    const key = signature({ ...one, values: one.values === null ? null : [] });
    const other = joined.get(key);
    joined.set(
      key,
      other?.values == null || one.values === null
        ? one
        : { ...one, values: [...new Set([...other.values, ...one.values])].sort() },
    );
  }
  return [...joined.values()];
}

/**
 * Objects that differ in one member alone become one object whose member has alternatives: `oneOf` of two objects and one
 * object with a `oneOf` inside promise the same.
 */
function joinedObjects(list: readonly Alternative[]): readonly Alternative[] {
  const kept: Alternative[] = [];
  for (const one of list) {
    const twin =
      one.type !== 'object'
        ? -1
        : kept.findIndex((other) => other.type === 'object' && onlyDifference(one, other) !== null);
    const other = kept[twin];
    const name = other === undefined ? null : onlyDifference(one, other);
    if (other === undefined || name === null) kept.push(one);
    else
      kept[twin] = {
        ...other,
        properties: new Map([...other.properties, [name, union(other.properties.get(name), one.properties.get(name))]]),
      };
  }
  return kept;
}

function onlyDifference(a: Alternative, b: Alternative): string | null {
  if (a.properties.size !== b.properties.size) return null;
  const different = [...a.properties].filter(([name, node]) => {
    const other = b.properties.get(name);
    return other === undefined || contentOf(node) !== contentOf(other);
  });
  const [first] = different;
  if (different.length !== 1 || first === undefined || !b.properties.has(first[0])) return null;
  return signature(a, first[0]) === signature(b, first[0]) ? first[0] : null;
}

function union(a: Node | undefined, b: Node | undefined): Node {
  const options = [a, b].flatMap((node) => (node === undefined ? [] : [node]));
  const documents = new Map(options.flatMap((node) => [...node.documents]));
  // The made schema is a document of its own, so that references in it are relative to where they were written.
  const parts = options.map((node) => ({
    allOf: node.parts.map(({ file, pointer }) => ({ $ref: `/${file}#${encodeURI(pointer)}` })),
  }));
  const file = `union-${hashOf(options.map(nameOf))}`;
  documents.set(file, { anyOf: parts });
  for (const { documents: from } of options) for (const [name, value] of from) documents.set(name, value);
  return { documents, parts: [{ value: { anyOf: parts }, file, pointer: '' }] };
}

/** Whether a member is sent by one side alone: `readOnly` by the server, `writeOnly` by the client. */
export const isOneWay = ({ documents, parts }: Node, keyword: 'readOnly' | 'writeOnly'): boolean =>
  parts.some((part) => [part, follow(documents, part)].some((place) => objectOf(place?.value)[keyword] === true));

/** JSON text of the default that the schema gives, behind its references; undefined where it gives none. */
export function defaultOf({ documents, parts }: Node): string | undefined {
  for (const part of parts) {
    const found = [part, follow(documents, part)].find((place) => place !== null && 'default' in objectOf(place.value));
    if (found != null) return textFor(objectOf(found.value)['default']);
  }
  return undefined;
}

/** JSON with sorted members; annotations that promise nothing are left out. */
export function textFor(value: unknown): string {
  return (
    JSON.stringify(value, (key, part: unknown) => {
      if (!isObject(part)) return part;
      return Object.fromEntries(
        Object.entries(part)
          .filter(([name]) => key === 'properties' || !annotations.has(name))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    }) ?? 'null'
  );
}

const annotations = new Set(['title', 'description', 'example', 'examples', '$comment', 'externalDocs', 'xml']);
