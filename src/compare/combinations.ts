/** Alternatives put together: what keeps two lists, what is one although it was written as two. */
import { type Alternative, type Node, nameOf, textFor } from './alternative.ts';
import { follow } from './documents.ts';
import { hashOf } from './hash.ts';

/** Alternatives that keep both lists. */
export function both(left: readonly Alternative[], right: readonly Alternative[]): readonly Alternative[] {
  return distinct(left.flatMap((a) => right.flatMap((b) => (a.type === b.type ? intersection(a, b) : []))));
}

function intersection(a: Alternative, b: Alternative): Alternative[] {
  const values =
    a.values === null ? b.values : b.values === null ? a.values : a.values.filter((text) => b.values?.includes(text));
  if (values !== null && values.length === 0) return [];
  const limits = { ...a.limits };
  for (const [name, limit] of Object.entries(b.limits)) {
    const own = limits[name];
    limits[name] =
      own === undefined ? limit : /^(?:max|exclusiveMax)/.test(name) ? Math.min(own, limit) : Math.max(own, limit);
  }
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  const properties = new Map(
    [...names].map(
      (name) => [name, conjunction(a.properties.get(name) ?? a.others, b.properties.get(name) ?? b.others)] as const,
    ),
  );
  // A member that one side forbids can never come.
  const possible = new Map([...properties].flatMap(([name, node]) => (node === null ? [] : [[name, node] as const])));
  const required = new Set([...a.required, ...b.required]);
  return [
    {
      type: a.type,
      values,
      integer: a.integer || b.integer,
      limits,
      format: a.format ?? b.format,
      properties: possible,
      required,
      others: conjunction(a.others, b.others),
      items: conjunction(a.items, b.items),
      rules: new Set([
        ...a.rules,
        ...b.rules,
        ...(a.format !== null && b.format !== null && a.format !== b.format ? [`format ${b.format}`] : []),
      ]),
    },
  ];
}

export function conjunction(a: Node | null, b: Node | null): Node | null {
  if (a === null || b === null) return null;
  if (a.parts.length === 0) return b;
  if (b.parts.length === 0) return a;
  const known = new Set(a.parts.map(({ file, pointer }) => `${file}#${pointer}`));
  return {
    documents: a.documents,
    parts: [...a.parts, ...b.parts.filter(({ file, pointer }) => !known.has(`${file}#${pointer}`))],
  };
}

/** An alternative as text, equal for equal ones. Nested schemas count by where they are written. */
function signature(one: Alternative, without?: string): string {
  const members = [...one.properties]
    .filter(([name]) => name !== without)
    .map(([name, node]) => `${name}:${contentOf(node)}`)
    .sort();
  const others = one.others === null ? 'closed' : contentOf(one.others);
  const items = one.items === null ? '' : contentOf(one.items);
  return JSON.stringify([
    one.type,
    one.values,
    one.integer,
    Object.entries(one.limits).sort(),
    one.format,
    members,
    [...one.required].sort(),
    others,
    items,
    [...one.rules].sort(),
  ]);
}

/** What a node says, whatever the place where it is written. */
const contentOf = (node: Node): string =>
  node.parts
    .map((part) => textFor((follow(node.documents, part) ?? part).value))
    .sort()
    .join('&');

export function distinct(list: readonly Alternative[]): readonly Alternative[] {
  if (list.length < 2) return list;
  return [...new Map(list.map((one) => [signature(one), one])).values()];
}

/** Alternatives that differ in their listed values alone are one with all of these values. */
export function joinedValues(list: readonly Alternative[]): readonly Alternative[] {
  const joined = new Map<string, Alternative>();
  for (const one of list) {
    const key = signature({ ...one, values: one.values === null ? null : [] });
    const other = joined.get(key);
    joined.set(
      key,
      other?.values == null || one.values === null
        ? one
        : { ...one, values: [...new Set([...other.values, ...one.values])].sort() },
    );
  }
  return [...joined.values()];
}

/**
 * Objects that differ in one member alone become one object whose member has alternatives: `oneOf` of two objects and one
 * object with a `oneOf` inside promise the same.
 */
export function joinedObjects(list: readonly Alternative[]): readonly Alternative[] {
  const kept: Alternative[] = [];
  for (const one of list) {
    const twin =
      one.type !== 'object'
        ? -1
        : kept.findIndex((other) => other.type === 'object' && onlyDifference(one, other) !== null);
    const other = kept[twin];
    const name = other === undefined ? null : onlyDifference(one, other);
    if (other === undefined || name === null) kept.push(one);
    else
      kept[twin] = {
        ...other,
        properties: new Map([...other.properties, [name, union(other.properties.get(name), one.properties.get(name))]]),
      };
  }
  return kept;
}

function onlyDifference(a: Alternative, b: Alternative): string | null {
  if (a.properties.size !== b.properties.size) return null;
  const different = [...a.properties].filter(([name, node]) => {
    const other = b.properties.get(name);
    return other === undefined || contentOf(node) !== contentOf(other);
  });
  const [first] = different;
  if (different.length !== 1 || first === undefined || !b.properties.has(first[0])) return null;
  return signature(a, first[0]) === signature(b, first[0]) ? first[0] : null;
}

function union(a: Node | undefined, b: Node | undefined): Node {
  const options = [a, b].flatMap((node) => (node === undefined ? [] : [node]));
  const documents = new Map(options.flatMap((node) => [...node.documents]));
  // The made schema is a document of its own, so that references in it are relative to where they were written.
  const parts = options.map((node) => ({
    allOf: node.parts.map(({ file, pointer }) => ({ $ref: `/${file}#${encodeURI(pointer)}` })),
  }));
  const file = `union-${hashOf(options.map(nameOf))}`;
  documents.set(file, { anyOf: parts });
  for (const { documents: from } of options) for (const [name, value] of from) documents.set(name, value);
  return { documents, parts: [{ value: { anyOf: parts }, file, pointer: '' }] };
}
