/** A schema of a document as JSON Schema 2020-12, with everything that it refers to; for bodies of answers. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument, Dialect } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf, textOf, textsOf } from './json.ts';
import { type Choice, choicesAt, discriminatorAt } from './discriminator.ts';
import { UnreadableReference, pointerOf, valueAt } from './references.ts';

const schemaMaps = ['properties', 'patternProperties', '$defs', 'dependentSchemas'] as const;
const schemaLists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const singleSchemas = [
  ...['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else'],
  ...['unevaluatedItems', 'unevaluatedProperties'],
];
/** Keywords that judge a value by themselves. */
const plain = [
  ...[
    'enum',
    'const',
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'multipleOf',
    'minItems',
    'maxItems',
    'uniqueItems',
  ],
  ...['minProperties', 'maxProperties', 'minContains', 'maxContains', 'dependentRequired'],
];
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
/** They change what references mean; no tool of ours resolves them. */
const notUnderstood = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef'];

/** Generators write `$id` as a name; it changes nothing where references lead to the components all the same. */
const changesReferences = (keyword: string, value: JsonObject): boolean =>
  keyword !== '$id' ||
  [...JSON.stringify(value).matchAll(/"\$ref":"([^"]*)"/g)].some(([, to = '']) => !to.startsWith('#/components/'));

/**
 * The schema at a pointer, with its references as `$defs`.
 * @throws UnreadableReference when a reference cannot be followed
 */
export function schemaAt(document: ApiDocument, pointer: string): JsonObject {
  const names = new Map<string, string>();
  const waiting: { readonly at: string; readonly asParent: boolean; readonly name: string }[] = [];
  const nameOf = (at: string, asParent: boolean) => {
    const key = `${asParent} ${at}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(key, name);
    waiting.push({ at, asParent, name });
    return name;
  };
  const reading: Reading = {
    dialect: document.dialect,
    refer: (reference, asParent = false) => {
      const target = pointerOf(reference);
      return `#/$defs/${nameOf(target, asParent && discriminatorAt(document, target) !== null)}`;
    },
    writeOnly: (value) => isWriteOnly(document, value),
  };
  const start = nameOf(pointer, false);
  const defs: Record<string, unknown> = {};
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { at, asParent, name } = next;
    const value = valueAt(document, at);
    if (value === undefined) throw new UnreadableReference(`'#${at.slice(0, 120)}' leads to nothing`);
    // The forms that a parent lists extend it: to keep them, too, would have no end.
    const own = converted(asParent ? withoutForms(value) : value, reading);
    const choices = asParent ? [] : choicesAt(document, at);
    defs[name] = choices.length === 0 ? own : { allOf: [own, ...choices.map((choice) => chosen(choice, reading))] };
  }
  return { $ref: `#/$defs/${start}`, $defs: defs };
}

function withoutForms(value: unknown): JsonObject {
  const { oneOf: _one, anyOf: _any, ...others } = objectOf(value);
  return others;
}

/** Where a member has this value, the value keeps that schema, too. */
const chosen = ({ member, value, reference }: Choice, { refer }: Reading): JsonObject => ({
  if: { type: 'object', required: [member], properties: { [member]: { const: value } } },
  then: { $ref: refer(reference) },
});

interface Reading {
  readonly dialect: Dialect;
  /** A reference inside the made schema for one of the document; a parent is referred to without its choice of children. */
  readonly refer: (reference: string, asParent?: boolean) => string;
  readonly writeOnly: (property: unknown) => boolean;
}

function isWriteOnly(document: ApiDocument, property: unknown): boolean {
  let value = objectOf(property);
  for (let hops = 0; hops < 20; hops += 1) {
    if (value['writeOnly'] === true) return true;
    const reference = textOf(value['$ref']);
    if (reference === undefined || !reference.startsWith('#/')) return false;
    value = objectOf(valueAt(document, pointerOf(reference)));
  }
  return false;
}

function converted(value: unknown, reading: Reading, asParent = false): JsonObject | boolean {
  if (typeof value === 'boolean') return value;
  if (!isObject(value)) return true;
  const reference = textOf(value['$ref']);
  // Before 3.1 everything beside a reference is ignored (OpenAPI 3.0, Reference Object).
  if (reference !== undefined && reading.dialect !== 'OpenAPI 3.1') return { $ref: reading.refer(reference, asParent) };
  const unknown = notUnderstood.find(
    (keyword) => typeof value[keyword] === 'string' && changesReferences(keyword, value),
  );
  if (unknown !== undefined) throw new UnreadableReference(`the keyword ${unknown} is not understood`);
  const schema: Record<string, unknown> = reference === undefined ? {} : { $ref: reading.refer(reference, asParent) };
  for (const keyword of plain) if (value[keyword] !== undefined) schema[keyword] = value[keyword];
  for (const keyword of singleSchemas)
    if (isObject(value[keyword]) || typeof value[keyword] === 'boolean')
      schema[keyword] = converted(value[keyword], reading);
  for (const keyword of schemaLists) {
    const list = listOf(value[keyword]);
    if (list.length > 0) schema[keyword] = list.map((item) => converted(item, reading, keyword === 'allOf'));
  }
  for (const keyword of schemaMaps)
    if (isObject(value[keyword]))
      schema[keyword] = Object.fromEntries(
        Object.entries(value[keyword]).map(([name, item]) => [name, converted(item, reading)]),
      );
  const properties = objectOf(value['properties']);
  // What is only written does not come in an answer, required or not (OpenAPI 3.0, Schema Object).
  const required = textsOf(value['required']).filter((name) => !reading.writeOnly(properties[name]));
  if (required.length > 0) schema['required'] = [...new Set(required)];
  addLimits(schema, value);
  addType(schema, value);
  return isNullable(value) ? nullable(schema) : schema;
}

/** Up to 3.0 an exclusive limit is a flag beside the limit; since 3.1 it is the limit. */
function addLimits(schema: Record<string, unknown>, value: JsonObject): void {
  for (const [limit, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof value[exclusive] === 'number') schema[exclusive] = value[exclusive];
    if (typeof value[limit] === 'number') schema[value[exclusive] === true ? exclusive : limit] = value[limit];
  }
}

function addType(schema: Record<string, unknown>, { type }: JsonObject): void {
  const named = (Array.isArray(type) ? textsOf(type) : [textOf(type) ?? '']).filter((name) => types.includes(name));
  if (named.length === 1) schema['type'] = named[0];
  else if (named.length > 1) schema['type'] = [...new Set(named)];
}

/** `nullable` is no keyword of 3.1, but what is meant by it is clear. */
const isNullable = (value: JsonObject) => value['nullable'] === true || value['x-nullable'] === true;

function nullable(schema: Record<string, unknown>): JsonObject {
  const combined = ['enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', '$ref', 'if'].some(
    (keyword) => keyword in schema,
  );
  if (!combined && typeof schema['type'] === 'string') return { ...schema, type: [schema['type'], 'null'] };
  return { anyOf: [{ type: 'null' }, schema] };
}

/** The type that a schema names, behind its references; undefined where it names none or several. */
export function typeAt(document: ApiDocument, pointer: string): string | undefined {
  let value = objectOf(valueAt(document, pointer));
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = textOf(value['$ref']);
    if (reference === undefined || !reference.startsWith('#/')) break;
    value = objectOf(valueAt(document, pointerOf(reference)));
  }
  return textOf(value['type']) ?? (isObject(value['properties']) ? 'object' : undefined);
}

/** Pointer of a member of an object's properties. */
export const propertyPointer = (pointer: string, name: string): string =>
  `${pointer}/properties/${escapePointer(name)}`;
