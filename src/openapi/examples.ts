/** Examples in schemas of OpenAPI 3.1 (`examples`, a list), which the rules of Spectral do not look at. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf } from './json.ts';
import type { SpecificationProblem } from './specification.ts';
import { validate } from './validate.ts';

const mostSchemas = 5000;

/** Examples of the components that do not keep their schema. Never throws. */
export function exampleProblems(document: ApiDocument): SpecificationProblem[] {
  if (document.dialect !== 'OpenAPI 3.1') return [];
  const schemas = objectOf(objectOf(document.root['components'])['schemas']);
  const waiting = Object.entries(schemas).map(([name, node]) => ({
    node: objectOf(node),
    pointer: `/components/schemas/${escapePointer(name)}`,
  }));
  const problems: SpecificationProblem[] = [];
  for (let i = 0; i < waiting.length && i < mostSchemas; i += 1) {
    const { node, pointer } = waiting[i] as { node: JsonObject; pointer: string };
    listOf(node['examples']).forEach((example, nr) => {
      const judged = validate(document, pointer, example);
      const [first] = 'problems' in judged ? judged.problems : [];
      if (first !== undefined)
        problems.push({
          rule: 'schema-examples',
          message: `the example ${first.pointer === '' ? 'itself' : first.pointer} ${first.message}`,
          pointer: `${pointer}/examples/${nr}`,
        });
    });
    for (const [name, part] of Object.entries(objectOf(node['properties'])))
      if (isObject(part)) waiting.push({ node: part, pointer: `${pointer}/properties/${escapePointer(name)}` });
    for (const keyword of ['items', 'additionalProperties'])
      if (isObject(node[keyword])) waiting.push({ node: node[keyword], pointer: `${pointer}/${keyword}` });
    for (const keyword of ['allOf', 'oneOf', 'anyOf'])
      listOf(node[keyword]).forEach((part, nr) => {
        if (isObject(part)) waiting.push({ node: part, pointer: `${pointer}/${keyword}/${nr}` });
      });
  }
  return problems;
}
