/**
 * A schema as a list of alternatives, each of one JSON type: what containment is decided on. `$ref`, `allOf`, `anyOf`,
 * `oneOf`, `type`, `nullable`, `enum` and `const` are worked in, so that the same promise has the same form however it is written.
 */
import { type Alternative, type Node, jsonTypes, nodeOf, plain, textFor } from './alternative.ts';
import { both, conjunction, distinct, joinedObjects, joinedValues } from './combinations.ts';
import { type Documents, type Place, below, follow, isObject, listOf, objectOf, step, textOf } from './documents.ts';
import { ownAlternatives } from './keywords.ts';

/** More alternatives than this are not told apart: the schema is compared as one rule. */
const mostAlternatives = 64;
/** Schemas may contain themselves; beyond this depth of combinations nothing is looked at. */
const mostDepth = 40;

/** By the schema as it is written: it is looked at once for each member that was seen, and means the same each time. */
const known = new WeakMap<object, readonly Alternative[]>();

/** All alternatives of a node; empty where no value can keep it. */
export function alternativesOf(node: Node): readonly Alternative[] {
  const [part, ...others] = node.parts;
  if (part === undefined || others.length > 0 || !isObject(part.value)) return worked(node);
  const before = known.get(part.value);
  if (before !== undefined) return before;
  const found = worked(node);
  known.set(part.value, found);
  return found;
}

function worked(node: Node): readonly Alternative[] {
  let found: readonly Alternative[] = jsonTypes.map((type) => plain(node.documents, type));
  for (const part of node.parts) found = both(found, ofPlace(node.documents, part, 0));
  return joinedObjects(joinedValues(found));
}

function ofPlace(documents: Documents, place: Place, depth: number): readonly Alternative[] {
  const all = jsonTypes.map((type) => plain(documents, type));
  const { value } = place;
  if (value === false) return [];
  if (!isObject(value) || depth > mostDepth) return all;
  let found: readonly Alternative[] = ownAlternatives(documents, place, value);
  const reference = textOf(value['$ref']);
  if (reference !== undefined) {
    const target = step(documents, place, reference);
    if (target !== null) found = both(found, ofPlace(documents, target, depth + 1));
  }
  for (const index of listOf(value['allOf']).keys())
    found = both(found, ofPlace(documents, below(place, 'allOf', String(index)), depth + 1));
  for (const keyword of ['anyOf', 'oneOf']) {
    const options = listOf(value[keyword]);
    if (options.length === 0) continue;
    const either = options.flatMap((_, index) => ofPlace(documents, below(place, keyword, String(index)), depth + 1));
    found =
      either.length * found.length > mostAlternatives * 6
        ? withRule(found, `${keyword} ${textFor(options)}`)
        : both(found, distinct(either));
  }
  // What no keyword here or in a combination has named is refused, or kept by a schema of its own.
  const rest = value['unevaluatedProperties'];
  if (rest !== undefined && rest !== true && value['additionalProperties'] === undefined) {
    const others = rest === false ? null : nodeOf(documents, below(place, 'unevaluatedProperties'));
    found = found.map((one) => (one.type === 'object' ? { ...one, others: conjunction(one.others, others) } : one));
  }
  if ((value['nullable'] === true || value['x-nullable'] === true) && !found.some(({ type }) => type === 'null'))
    found = [...found, plain(documents, 'null')];
  return found;
}

const withRule = (list: readonly Alternative[], rule: string) =>
  list.map((one) => ({ ...one, rules: new Set([...one.rules, rule]) }));

/** Whether a member is sent by one side alone: `readOnly` by the server, `writeOnly` by the client. */
export const isOneWay = ({ documents, parts }: Node, keyword: 'readOnly' | 'writeOnly'): boolean =>
  parts.some((part) => [part, follow(documents, part)].some((place) => objectOf(place?.value)[keyword] === true));

/** JSON text of the default that the schema gives, behind its references; undefined where it gives none. */
export function defaultOf({ documents, parts }: Node): string | undefined {
  for (const part of parts) {
    const found = [part, follow(documents, part)].find((place) => place !== null && 'default' in objectOf(place.value));
    if (found != null) return textFor(objectOf(found.value)['default']);
  }
  return undefined;
}
