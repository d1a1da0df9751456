/** What a request asked for, read from the query of its URL. */

export interface AskedQuery {
  /** Requested field names by resource type, from `fields[TYPE]`. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** Requested relationship paths, from `include`; null when it was not sent, empty when it was sent empty. */
  readonly include: readonly (readonly string[])[] | null;
  /** Last part of the path: a relationship URL ends with the name of the relationship. */
  readonly lastPart: string;
  /** Requested sort fields, from `sort`. */
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
}

/** Reads the query of an absolute or relative URL; null when it cannot be read. */
export function askedQuery(url: string): AskedQuery | null {
  if (!URL.canParse(url, 'http://unknown.invalid')) return null;
  const { searchParams: parameters, pathname } = new URL(url, 'http://unknown.invalid');
  const fields = new Map<string, ReadonlySet<string>>();
  for (const [name, value] of parameters) {
    const type = /^fields\[(.*)\]$/s.exec(name)?.[1];
    if (type !== undefined) fields.set(type, new Set([...(fields.get(type) ?? []), ...list(value)]));
  }
  const [include, sort] = [parameters.getAll('include'), parameters.getAll('sort')];
  return {
    fields,
    include: include.length === 0 ? null : list(include.join(',')).map((path) => path.split('.')),
    lastPart: pathname.split('/').at(-1) ?? '',
    // which of several counts is for the server to say
    sort: list(sort.length === 1 ? (sort[0] ?? '') : '').map((field) => ({
      field: field.replace(/^-/, ''),
      descending: field.startsWith('-'),
    })),
  };
}

function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
