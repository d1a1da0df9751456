/** What a request asked for, read from the query of its URL. */

export interface AskedQuery {
  /** Requested field names by resource type, from `fields[TYPE]`. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** Requested relationship paths, from `include`; null when it was not sent, empty when it was sent empty. */
  readonly include: readonly (readonly string[])[] | null;
  /** Requested sort fields, from `sort`. */
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
}

/** Reads the query of an absolute or relative URL; null when it cannot be read. */
export function askedQuery(url: string): AskedQuery | null {
  if (!URL.canParse(url, 'http://unknown.invalid')) return null;
  const parameters = new URL(url, 'http://unknown.invalid').searchParams;
  const fields = new Map<string, ReadonlySet<string>>();
  for (const [name, value] of parameters) {
    const type = /^fields\[(.*)\]$/s.exec(name)?.[1];
    if (type !== undefined) fields.set(type, new Set([...(fields.get(type) ?? []), ...list(value)]));
  }
  const include = parameters.get('include');
  return {
    fields,
    include: include === null ? null : list(include).map((path) => path.split('.')),
    sort: list(parameters.get('sort') ?? '').map((field) => ({
      field: field.replace(/^-/, ''),
      descending: field.startsWith('-'),
    })),
  };
}

function list(value: string): readonly string[] {
  return value.split(',').filter((part) => part !== '');
}
