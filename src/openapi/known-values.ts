/** Values for parameters, and where they come from. */
import type { ApiDocument } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf } from './json.ts';
import type { ApiOperation, ApiParameter } from './operations.ts';
import { UnreadableReference, follow } from './references.ts';

/**
 * - `configured`  the user gave it
 * - `documented`  the document allows few values, and this is one of them, or its default
 * - `discovered`  an answer of the same run holds it
 * - `example`     the document shows it; whether it exists is not known
 * - `made`        made up from type and name
 */
export type ValueSource = 'configured' | 'documented' | 'discovered' | 'example' | 'made';

export interface KnownValue {
  readonly value: string;
  readonly source: ValueSource;
}

/** A refusal of such a value shows nothing: it may simply not exist. */
export const isSure = ({ source }: KnownValue): boolean => source !== 'example' && source !== 'made';

export interface ValueContext {
  /** By parameter name, or by operation id, dot and name. */
  readonly configured: ReadonlyMap<string, string>;
  readonly discovered: (operation: ApiOperation, parameter: ApiParameter) => string | undefined;
  /** Milliseconds since the epoch, for made dates. */
  readonly now: number;
}

/** The best known value of a parameter, or null. */
export function valueFor(
  document: ApiDocument,
  operation: ApiOperation,
  parameter: ApiParameter,
  context: ValueContext,
): KnownValue | null {
  const configured =
    context.configured.get(`${operation.id}.${parameter.name}`) ?? context.configured.get(parameter.name);
  if (configured !== undefined) return { value: configured, source: 'configured' };
  const schema = schemaOf(document, parameter);
  const documented = documentedValue(schema);
  if (documented !== undefined) return { value: documented, source: 'documented' };
  const discovered = context.discovered(operation, parameter);
  if (discovered !== undefined) return { value: discovered, source: 'discovered' };
  const example = exampleOf(document, parameter, schema);
  if (example !== undefined) return { value: example, source: 'example' };
  const made = madeValue(parameter, schema, context.now);
  return made === undefined ? null : { value: made, source: 'made' };
}

function schemaOf(document: ApiDocument, { schema }: ApiParameter): JsonObject {
  if (schema === null) return {};
  try {
    return objectOf(follow(document, schema).value);
  } catch (error) {
    if (error instanceof UnreadableReference) return {};
    throw error;
  }
}

const scalar = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value === ''
      ? undefined
      : value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** Lists are written with commas, which is how a path takes them; a query takes a list of one. */
const oneOf = (value: unknown): string | undefined => scalar(Array.isArray(value) ? (value as unknown[])[0] : value);

function documentedValue(schema: JsonObject): string | undefined {
  const item = objectOf(schema['items']);
  for (const from of [
    schema['const'],
    schema['default'],
    listOf(schema['enum'])[0],
    item['default'],
    listOf(item['enum'])[0],
  ]) {
    const value = oneOf(from);
    if (value !== undefined) return value;
  }
  return undefined;
}

function exampleOf(document: ApiDocument, { node }: ApiParameter, schema: JsonObject): string | undefined {
  const named = Object.values(objectOf(node['examples'])).map((entry) =>
    isObject(entry) && 'value' in entry ? entry['value'] : undefined,
  );
  const candidates = [
    node['example'],
    ...named,
    node['x-example'],
    schema['example'],
    ...listOf(schema['examples']),
    objectOf(schema['items'])['example'],
  ];
  for (const candidate of candidates) {
    const value = oneOf(candidate);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Dates of today, and small counts: harmless values that mean the same everywhere. */
function madeValue(
  { name, in: place }: ApiParameter,
  { type, format, pattern, minimum }: JsonObject,
  now: number,
): string | undefined {
  if (place === 'path') return undefined;
  const today = new Date(now).toISOString();
  if (format === 'date') return today.slice(0, 10);
  if (format === 'date-time') return `${today.slice(0, 19)}Z`;
  if (typeof pattern === 'string' && /^(?:year-?)?month$/i.test(name) && new RegExp('^\\^?\\\\d').test(pattern))
    return today.slice(0, 7);
  if (type === 'integer' && /^(?:page|pageNumber|pageSize|size|limit|count|per_?page|top)$/i.test(name))
    return String(typeof minimum === 'number' ? Math.max(1, minimum) : 1);
  if (type === 'integer' && /^(?:offset|skip|start)$/i.test(name)) return '0';
  return undefined;
}
