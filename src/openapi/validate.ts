/** Validates values against schemas of a published document, with all the tolerance that other people's documents need. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Format, ValidateFunction } from 'ajv';
import { explain } from '../contract/messages.ts';
import type { SchemaProblem } from '../contract/types.ts';
import { formats } from '../judges/formats.ts';
import type { ApiDocument } from './document.ts';
import type { JsonObject } from './json.ts';
import { recent } from './recent.ts';
import { UnreadableReference } from './references.ts';
import { schemaAt } from './schema.ts';

export type Validation = { readonly problems: readonly SchemaProblem[] } | { readonly unreadable: string };

/** Formats of OpenAPI whose meaning is clear; unknown ones say nothing. */
const judgedFormats = ['date-time', 'date', 'uri', 'uuid', 'email', 'ipv4', 'ipv6', 'int32', 'int64'] as const;

const validators = new WeakMap<ApiDocument, Map<string, ValidateFunction | string>>();

/** Judges a value by the schema at a pointer; says so where the schema cannot be used. Never throws. */
export function validate(document: ApiDocument, pointer: string, value: unknown): Validation {
  const validator = validatorFor(document, pointer, true);
  if (typeof validator === 'string') return { unreadable: validator };
  try {
    return judged(document, pointer, value, validator);
  } catch (error) {
    if (error instanceof RangeError) return { unreadable: 'its schema refers to itself without end' };
    throw error;
  }
}

function judged(document: ApiDocument, pointer: string, value: unknown, validator: ValidateFunction): Validation {
  if (validator(value)) return { problems: [] };
  const errors = validator.errors ?? [];
  const problems = once(explain(errors));
  const isChoice = problems.some(({ keyword }) => choices.includes(keyword));
  const plain = isChoice ? validatorFor(document, pointer, false) : '';
  if (typeof plain === 'string' || !plain(value)) return { problems };
  // A form fits but for the format of a member: that is what is wrong, not the choice.
  const formats = errors.filter(({ keyword }) => keyword === 'format');
  return { problems: once(explain(formats)) };
}

/** A form may be reached twice: as one of a list, and as the one that a member names. */
const once = (problems: readonly SchemaProblem[]) => [
  ...new Map(problems.map((problem) => [`${problem.pointer} ${problem.message}`, problem])).values(),
];

const choices = ['oneOf', 'anyOf', 'not', 'contains', 'if'];

/** The compiled schema, or why there is none. */
function validatorFor(document: ApiDocument, pointer: string, withFormats: boolean): ValidateFunction | string {
  const known = validators.get(document) ?? new Map<string, ValidateFunction | string>();
  validators.set(document, known);
  const key = withFormats ? pointer : `${pointer} without formats`;
  const validator = known.get(key) ?? compile(document, pointer, withFormats);
  known.set(key, validator);
  return validator;
}

function compile(document: ApiDocument, pointer: string, withFormats: boolean): ValidateFunction | string {
  try {
    const schema = schemaAt(document, pointer);
    // Labels and runs publish the same schemas again and again.
    return compiled(`${withFormats} ${JSON.stringify(schema)}`, () => {
      try {
        return compileWith(ajvOf(true, withFormats), schema);
      } catch {
        return compileWith(ajvOf(false, withFormats), schema); // patterns that are valid without the flag u
      }
    });
  } catch (error) {
    if (error instanceof UnreadableReference) return error.message;
    return `its schema cannot be used: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown error'}`;
  }
}

const compiled = recent<ValidateFunction>(500);

/** Ajv keeps every schema that it has compiled; a compiled one is not needed again. */
function compileWith(ajv: Ajv2020, schema: JsonObject): ValidateFunction {
  try {
    return ajv.compile(schema);
  } finally {
    ajv.removeSchema(schema);
  }
}

const shared = new Map<string, Ajv2020>();

/** Only what decides a value is left in a converted schema, so nothing but the formats has to be known. */
function ajvOf(unicodeRegExp: boolean, withFormats: boolean): Ajv2020 {
  const key = `${unicodeRegExp} ${withFormats}`;
  const known = shared.get(key);
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
    validateFormats: withFormats,
    multipleOfPrecision: 9,
  });
  for (const name of judgedFormats) {
    const { of, test } = formats[name];
    ajv.addFormat(name, { type: of, validate: test } as Format);
  }
  shared.set(key, ajv);
  return ajv;
}
