/** One way in which a value can keep a schema, of one JSON type; and the schema as a node that it comes from. */
import { type Documents, type Place, isObject } from './documents.ts';

export const jsonTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** Values that keep all parts: a conjunction of schemas. No part means anything. */
export interface Node {
  readonly documents: Documents;
  readonly parts: readonly Place[];
}

export interface Alternative {
  readonly type: JsonType;
  /** JSON texts of the only values, sorted; null for any. */
  readonly values: readonly string[] | null;
  /** Numbers without fraction only. */
  readonly integer: boolean;
  /** Lower and upper bounds by keyword: minimum, maxLength ... */
  readonly limits: Readonly<Record<string, number>>;
  readonly format: string | null;
  readonly properties: ReadonlyMap<string, Node>;
  readonly required: ReadonlySet<string>;
  /** Members that are not named; null where there must be none. */
  readonly others: Node | null;
  readonly items: Node | null;
  /** Everything that cannot be compared piece by piece, as JSON text: pattern, not, if, contains ... */
  readonly rules: ReadonlySet<string>;
}

export const nodeOf = (documents: Documents, place: Place): Node => ({ documents, parts: [place] });

export const anything = (documents: Documents): Node => ({ documents, parts: [] });

/** The same text for nodes that are written by the same parts: ends the walk through schemas that contain themselves. */
export const nameOf = ({ parts }: Node): string =>
  parts
    .map(({ file, pointer }) => `${file}#${pointer}`)
    .sort()
    .join('&');

export const plain = (documents: Documents, type: JsonType): Alternative => ({
  type,
  values: null,
  integer: false,
  limits: {},
  format: null,
  properties: new Map(),
  required: new Set(),
  others: anything(documents),
  items: anything(documents),
  rules: new Set(),
});

/** JSON with sorted members; annotations that promise nothing are left out. */
export function textFor(value: unknown): string {
  return (
    JSON.stringify(value, (key, part: unknown) => {
      if (!isObject(part)) return part;
      return Object.fromEntries(
        Object.entries(part)
          .filter(([name]) => key === 'properties' || !annotations.has(name))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    }) ?? 'null'
  );
}

const annotations = new Set(['title', 'description', 'example', 'examples', '$comment', 'externalDocs', 'xml']);
