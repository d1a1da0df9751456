/** Which objects of a body are maps: their members' names are data, and no document describes them. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf } from './json.ts';
import { UnreadableReference, follow } from './references.ts';

/** Deeper schemas refer to themselves. */
const mostParts = 200;

/**
 * Whether the object at a path of a body is a map by its schema.
 * @param pointer of the schema of the body
 * @param path names of members, `[]` for items
 */
export function isMapAt(document: ApiDocument, pointer: string, path: readonly string[]): boolean {
  let schemas = partsOf(document, [pointer]);
  for (const name of path)
    schemas = partsOf(
      document,
      schemas.flatMap((at) => below(document, at, name)),
    );
  const nodes = schemas.map((at) => nodeAt(document, at));
  const describes = nodes.some((node) => isObject(node['properties']));
  return (
    !describes &&
    nodes.some((node) => node['additionalProperties'] !== undefined || isObject(node['patternProperties']))
  );
}

function nodeAt(document: ApiDocument, pointer: string): JsonObject {
  try {
    return objectOf(follow(document, pointer).value);
  } catch (error) {
    if (error instanceof UnreadableReference) return {};
    throw error;
  }
}

/** Schemas that hold for the same value: those at the pointers, and all that they combine. */
function partsOf(document: ApiDocument, pointers: readonly string[]): string[] {
  const found: string[] = [];
  const waiting = [...pointers];
  for (let at = waiting.shift(); at !== undefined && found.length < mostParts; at = waiting.shift()) {
    let target: string;
    try {
      target = follow(document, at).pointer;
    } catch (error) {
      if (error instanceof UnreadableReference) continue;
      throw error;
    }
    if (found.includes(target)) continue;
    found.push(target);
    const node = nodeAt(document, target);
    for (const keyword of ['allOf', 'oneOf', 'anyOf'])
      waiting.push(...listOf(node[keyword]).map((_, i) => `${target}/${keyword}/${i}`));
  }
  return found;
}

function below(document: ApiDocument, pointer: string, name: string): string[] {
  const node = nodeAt(document, pointer);
  if (name === '[]') return isObject(node['items']) ? [`${pointer}/items`] : [];
  if (isObject(objectOf(node['properties'])[name])) return [`${pointer}/properties/${escapePointer(name)}`];
  return isObject(node['additionalProperties']) ? [`${pointer}/additionalProperties`] : [];
}
