/** The schema that contracts refer to agrees with the judges: it lets right documents pass and sees what a schema can see. */
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../../schemas/standards/json-api/document.schema.json' with { type: 'json' };
import { validDocument } from './arbitrary.ts';

const validate = new Ajv2020({ strict: true, strictRequired: false, ownProperties: true }).compile(schema);

const visible = new Set([
  'document-object',
  'document-data-or-errors',
  'document-included-needs-data',
  'primary-data-shape',
  'included-array',
  'resource-type-and-id',
  'resource-attributes-object',
  'resource-relationships-object',
  'relationship-object',
  'linkage-shape',
  'identifier-type-and-id',
  'links-object',
  'meta-object',
  'jsonapi-object',
  'jsonapi-version',
  'errors-array',
  'error-strings',
  'error-status-code',
]);

interface Twin {
  readonly rule: string;
  readonly name: string;
  readonly valid: unknown;
  readonly invalid: unknown;
}

const folder = new URL('fixtures/', import.meta.url);
const twins = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Twin[],
);

describe('document.schema.json', () => {
  it.each(twins.map(({ rule, name, valid }) => [rule, name, valid] as const))(
    'lets the right twin pass, %s: %s',
    (_rule, _name, valid) => {
      expect(validate(valid)).toBe(true);
    },
  );

  it.each(
    twins.filter(({ rule }) => visible.has(rule)).map(({ rule, name, invalid }) => [rule, name, invalid] as const),
  )('sees %s: %s', (_rule, _name, invalid) => expect(validate(invalid)).toBe(false));

  it('lets generated right documents pass', () => {
    fc.assert(
      fc.property(validDocument, (document) => {
        expect(validate(JSON.parse(JSON.stringify(document)))).toBe(true);
      }),
    );
  });
});
