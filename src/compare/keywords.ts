/** What the keywords of one schema object say by themselves, without references and combinations. */
import { type Alternative, type JsonType, anything, jsonTypes, nodeOf, plain, textFor } from './alternative.ts';
import { type Documents, type Place, below, isObject, listOf, objectOf, textOf } from './documents.ts';

/** What the keywords of one schema object say by themselves. */
export function ownAlternatives(
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
