/** Discriminators: a member of a value names the schema that the value keeps. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf, textOf } from './json.ts';
import { valueAt } from './references.ts';

export interface Choice {
  readonly member: string;
  readonly value: string;
  /** As `#/definitions/Cat`. */
  readonly reference: string;
}

/** Member that chooses, of the schema at a pointer; null where it has no discriminator. */
export function discriminatorAt(document: ApiDocument, pointer: string): string | null {
  const { discriminator } = objectOf(valueAt(document, pointer));
  return textOf(discriminator) ?? textOf(objectOf(discriminator)['propertyName']) ?? null;
}

/** Forms that are listed, else the schemas that inherit from this one, by the values that choose them. */
export function choicesAt(document: ApiDocument, pointer: string): Choice[] {
  const member = discriminatorAt(document, pointer);
  if (member === null) return [];
  const schema = objectOf(valueAt(document, pointer));
  const listed = [...listOf(schema['oneOf']), ...listOf(schema['anyOf'])].flatMap(
    (form) => textOf(objectOf(form)['$ref']) ?? [],
  );
  const references = listed.length > 0 ? listed : childrenOf(document, pointer);
  const mapping = Object.entries(objectOf(objectOf(schema['discriminator'])['mapping'])).flatMap(([value, target]) =>
    typeof target === 'string' ? [{ member, value, reference: absolute(document, target) }] : [],
  );
  // Names of schemas choose them where the mapping does not (OpenAPI 3.0, Discriminator Object).
  const byName = references
    .filter((reference) => !mapping.some((choice) => choice.reference === reference))
    .map((reference) => ({ member, value: nameIn(document, reference), reference }));
  // One that is mapped elsewhere keeps that meaning.
  const named = byName.filter(({ value }) => !mapping.some((choice) => choice.value === value));
  return [...mapping, ...named].filter(
    ({ reference }) => reference.startsWith('#/') && isObject(valueAt(document, reference.slice(1))),
  );
}

const schemasPointer = ({ dialect }: ApiDocument) =>
  dialect === 'Swagger 2.0' ? '/definitions' : '/components/schemas';

/** Values of a mapping are references or names of schemas. */
const absolute = (document: ApiDocument, target: string) =>
  /[#/]/.test(target) ? target : `#${schemasPointer(document)}/${escapePointer(target)}`;

function nameIn(document: ApiDocument, reference: string): string {
  const schema: JsonObject = objectOf(valueAt(document, reference.replace(/^#/, '')));
  const told = textOf(schema['x-discriminator-value']) ?? textOf(schema['x-ms-discriminator-value']);
  return told ?? (reference.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** References of the schemas that extend the one at a pointer with allOf, and of those that extend these. */
function childrenOf(document: ApiDocument, pointer: string): string[] {
  const found: string[] = [];
  const waiting = [`#${pointer}`];
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift())
    for (const [name, schema] of Object.entries(objectOf(valueAt(document, schemasPointer(document))))) {
      const reference = `#${schemasPointer(document)}/${escapePointer(name)}`;
      const extendsIt = listOf(objectOf(schema)['allOf']).some((part) => objectOf(part)['$ref'] === parent);
      if (!extendsIt || found.includes(reference) || reference === `#${pointer}`) continue;
      found.push(reference);
      waiting.push(reference);
    }
  return found;
}
