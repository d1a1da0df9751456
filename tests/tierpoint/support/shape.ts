/** Members and types of a JSON value, without its values. */

/** Types by path, as `/items/[]/price` -> number. Objects and lists name themselves; nothing stands below an empty list or null. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

export function shapeOf(json: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  const walk = (value: unknown, path: string): void => {
    const types = shape.get(path) ?? new Set<string>();
    shape.set(path, types.add(typeOf(value)));
    if (Array.isArray(value)) for (const item of (value as unknown[]).slice(0, 200)) walk(item, `${path}/[]`);
    else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) walk(part, `${path}/${name}`);
  };
  walk(json, '');
  return shape;
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** Where both have the parent, and only one the member; and where no type is shared. Null and empty lists say nothing. */
export function shapeDifferences(own: Shape, other: Shape): string[] {
  const differences: string[] = [];
  const missing = (from: Shape, to: Shape, words: string) => {
    for (const path of from.keys()) {
      if (path === '' || to.has(path) || path.endsWith('/[]')) continue;
      if (to.get(parentOf(path))?.has('object') === true) differences.push(`${path} ${words}`);
    }
  };
  missing(own, other, 'comes only here');
  missing(other, own, 'is missing here');
  for (const [path, types] of own) {
    const [a, b] = [types, other.get(path) ?? new Set<string>()].map((set) =>
      [...set].filter((type) => type !== 'null'),
    );
    if (a === undefined || b === undefined || a.length === 0 || b.length === 0) continue;
    if (!a.some((type) => b.includes(type)))
      differences.push(`${path === '' ? 'the body' : path} is ${a.join(' or ')} here, ${b.join(' or ')} there`);
  }
  return differences;
}
