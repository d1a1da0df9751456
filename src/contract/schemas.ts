/** Compiles the schemas of a contract, each when it is first asked for. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Format, Options, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { formats } from '../judges/formats.ts';
import { explain } from './messages.ts';
import type { SchemaProblem } from './types.ts';

/** Never asked for over a network; it only gives the files an address to resolve their references against. */
const base = 'https://schemas.invalid/';

export interface SchemaStore {
  /**
   * Problems of `value`, at most 1000; empty when it keeps the schema.
   * @throws Error for an unknown id or a schema that does not compile
   */
  validate(id: string, value: unknown): readonly SchemaProblem[];
  /** Compiles a schema without a value. @throws Error as `validate` */
  compile(id: string): void;
}

/** An Ajv for dialect 2020-12 in strict mode, with the formats of `judges/formats.ts`. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    ownProperties: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    ...options,
  });
  // Formats that no verdict hangs on come from the library, all others are ours.
  addFormats.default(ajv, ['duration', 'hostname', 'json-pointer', 'regex']);
  for (const [name, { of, test }] of Object.entries(formats))
    ajv.addFormat(name, { type: of, validate: test } as Format);
  return ajv;
}

/**
 * Makes the schemas of a contract known without compiling them.
 *
 * An id is the address of the schema: the file's path below `schemas/vendors/` (a standard: below `schemas/`), and for
 * a part of a file `#` and its JSON pointer. `vendnovation/v2.1/machine.schema.json`,
 * `vendnovation/v2.1/common.schema.json#/$defs/serverLocalTime`,
 * `vendnovation/v2.1/openapi.yaml#/components/schemas/x`. Ids that the loader made, as `vendnovation/v2/listMachines.headers`,
 * stand in `Operation`.
 *
 * @param documents files and made schemas, by id; files have no `$id`
 */
export function createSchemas(documents: ReadonlyMap<string, unknown>): SchemaStore {
  const ajv = createAjv();
  // An OpenAPI file is registered as a whole, so that references into it and inside it resolve; these are its root keys.
  ajv.addVocabulary(['openapi', 'info', 'paths', 'components']);
  for (const [id, schema] of documents) {
    if (typeof schema !== 'object' || schema === null) continue;
    try {
      ajv.addSchema({ ...schema, $id: uriOf(id) }, undefined, undefined, false);
    } catch {
      // Clashing ids or anchors inside the file: `checkReferences` reports them; the rest of the contract stays usable for lint.
    }
  }
  const compiled = new Map<string, ValidateFunction>();

  const compile = (id: string): ValidateFunction => {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    let validate: ValidateFunction | undefined;
    try {
      validate = ajv.getSchema(uriOf(id));
    } catch (error) {
      throw new Error(
        `The schema ${id} cannot be compiled: ${(error as Error).message}. Correct the file; npm run check shows the line.`,
      );
    }
    if (validate === undefined) {
      throw new Error(`There is no schema ${id}. The contract has: ${[...documents.keys()].join(', ')}.`);
    }
    compiled.set(id, validate);
    return validate;
  };

  return {
    compile: (id) => void compile(id),
    validate(id, value) {
      const validate = compile(id);
      return validate(value) ? [] : explain(validate.errors ?? []);
    },
  };
}

/** Absolute address of an id. */
export function uriOf(id: string): string {
  const [file = '', pointer] = id.split('#', 2);
  const path = file.startsWith('standards/') ? file : `vendors/${file}`;
  return base + path + (pointer === undefined ? '' : `#${pointer.split('/').map(encodeURIComponent).join('/')}`);
}
