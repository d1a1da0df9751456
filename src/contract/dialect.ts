/** The part of JSON Schema 2020-12 that every tool of the project understands alike. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { explain } from './messages.ts';
import { parsePointer } from './pointer.ts';

const maps = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
const lists = new Set(['allOf', 'anyOf', 'oneOf']);
const singles = new Set(['items', 'additionalProperties', 'contains', 'propertyNames', 'not', 'if', 'then', 'else']);

/**
 * Keywords in use. Left out on purpose: `prefixItems` (generated types become never[]), `$id` and anchors (files are
 * named by their path), `$dynamicRef`, `unevaluated*` (understood by Ajv alone).
 */
const keywords = new Set([
  ...maps,
  ...lists,
  ...singles,
  ...[
    '$schema',
    '$ref',
    '$comment',
    'title',
    'description',
    'default',
    'examples',
    'deprecated',
    'readOnly',
    'writeOnly',
  ],
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['required', 'minProperties', 'maxProperties', 'dependentRequired'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'],
]);

export interface DialectProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** A schema and, in the order of the text, all schemas inside it, with their paths. A schema that contains itself is met once. */
export function* schemasIn(
  schema: unknown,
  path: readonly string[] = [],
  seen: Set<object> = new Set(),
): Generator<{ path: readonly string[]; schema: Readonly<Record<string, unknown>> }> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || seen.has(schema)) return;
  seen.add(schema);
  yield { path, schema: schema as Record<string, unknown> };
  for (const [keyword, value] of Object.entries(schema) as [string, unknown][]) {
    const here = [...path, keyword];
    if (singles.has(keyword)) yield* schemasIn(value, here, seen);
    else if ((maps.has(keyword) || lists.has(keyword)) && typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) yield* schemasIn(part, [...here, key], seen);
    }
  }
}

let metaSchema: Ajv2020 | undefined;

/** What in a schema is not of the dialect: unknown or left-out keywords, values that 2020-12 does not allow. */
export function checkDialect(schema: unknown): DialectProblem[] {
  const problems: DialectProblem[] = [];
  for (const { path, schema: part } of schemasIn(schema)) {
    for (const keyword of Object.keys(part)) {
      if (keywords.has(keyword)) continue;
      problems.push({
        path: [...path, keyword],
        message: `${keyword} is not in the dialect of this project; see src/contract/dialect.ts`,
      });
    }
  }
  metaSchema ??= new Ajv2020({ strict: false, allErrors: true, verbose: true });
  if (metaSchema.validateSchema(schema as object) === true) return problems;
  for (const { pointer, message } of explain(metaSchema.errors ?? [])) {
    problems.push({ path: parsePointer(pointer), message: `${pointer === '' ? 'the schema' : pointer} ${message}` });
  }
  return problems;
}
