/** Checks files of a contract against the schema of their kind under `schemas/meta/`. */
import { readFileSync } from 'node:fs';
import type { AnySchema, ValidateFunction } from 'ajv';
import { explain } from './messages.ts';
import { parsePointer } from './pointer.ts';
import { createAjv } from './schemas.ts';
import type { Source, Sources } from './source.ts';
import type { SchemaProblem } from './types.ts';

export type FileKind = 'contract' | 'requirements' | 'openapi' | 'waivers';

const validators = new Map<FileKind, ValidateFunction>();

function validatorOf(kind: FileKind): ValidateFunction {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  const address = new URL(`../../schemas/meta/${kind}.schema.json`, import.meta.url);
  // Not strictRequired: the conditions ask for members that their parent describes. The other two make compiling quick.
  const validate = createAjv({ strictRequired: false, inlineRefs: false, code: { optimize: false } }).compile(
    JSON.parse(readFileSync(address, 'utf8')) as AnySchema,
  );
  validators.set(kind, validate);
  return validate;
}

/** What is wrong with a file, by its schema; empty when it keeps the shape of its kind. */
export function shapeProblems(value: unknown, kind: FileKind): SchemaProblem[] {
  const validate = validatorOf(kind);
  return validate(value) ? [] : explain(validate.errors ?? []);
}

/** Whether the file keeps the schema of its kind; problems go to `sources`, each on its line. */
export function keepsShape(sources: Sources, source: Source, kind: FileKind): boolean {
  const problems = shapeProblems(source.value, kind);
  for (const { pointer, message } of problems) {
    sources.at(source, parsePointer(pointer), 'file-shape', `${pointer === '' ? 'the file' : pointer} ${message}`);
  }
  return problems.length === 0;
}
