/** Validates values against schemas of a published document, with all the tolerance that other people's documents need. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Format, ValidateFunction } from 'ajv';
import { explain } from '../contract/messages.ts';
import type { SchemaProblem } from '../contract/types.ts';
import { formats } from '../judges/formats.ts';
import type { ApiDocument } from './document.ts';
import type { JsonObject } from './json.ts';
import { UnreadableReference } from './references.ts';
import { schemaAt } from './schema.ts';

export type Validation = { readonly problems: readonly SchemaProblem[] } | { readonly unreadable: string };

/** Formats of OpenAPI whose meaning is clear; unknown ones say nothing. */
const judged = ['date-time', 'date', 'uri', 'uuid', 'email', 'ipv4', 'ipv6', 'int32', 'int64'] as const;

const validators = new WeakMap<ApiDocument, Map<string, ValidateFunction | string>>();

/** Judges a value by the schema at a pointer; says so where the schema cannot be used. Never throws. */
export function validate(document: ApiDocument, pointer: string, value: unknown): Validation {
  const known = validators.get(document) ?? new Map<string, ValidateFunction | string>();
  validators.set(document, known);
  const validator = known.get(pointer) ?? compile(document, pointer);
  known.set(pointer, validator);
  if (typeof validator === 'string') return { unreadable: validator };
  return { problems: validator(value) ? [] : explain(validator.errors ?? []) };
}

function compile(document: ApiDocument, pointer: string): ValidateFunction | string {
  try {
    const schema = schemaAt(document, pointer);
    try {
      return compileWith(ajvOf(true), schema);
    } catch {
      return compileWith(ajvOf(false), schema); // patterns that are valid without the flag u
    }
  } catch (error) {
    if (error instanceof UnreadableReference) return error.message;
    return `its schema cannot be used: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown error'}`;
  }
}

/** Ajv keeps every schema that it has compiled; a compiled one is not needed again. */
function compileWith(ajv: Ajv2020, schema: JsonObject): ValidateFunction {
  try {
    return ajv.compile(schema);
  } finally {
    ajv.removeSchema(schema);
  }
}

const shared = new Map<boolean, Ajv2020>();

/** Only what decides a value is left in a converted schema, so nothing but the formats has to be known. */
function ajvOf(unicodeRegExp: boolean): Ajv2020 {
  const known = shared.get(unicodeRegExp);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    ownProperties: true,
    validateSchema: true,
    meta: true,
    logger: false,
    unicodeRegExp,
    multipleOfPrecision: 9,
  });
  for (const name of judged) {
    const { of, test } = formats[name];
    ajv.addFormat(name, { type: of, validate: test } as Format);
  }
  shared.set(unicodeRegExp, ajv);
  return ajv;
}
