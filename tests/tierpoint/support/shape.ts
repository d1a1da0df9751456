/** Members and types of a JSON value, without its values. */

interface Seen {
  readonly types: Set<string>;
  /** How often the value came, and how often it was an object. */
  times: number;
  objects: number;
}

/** What was seen by path, as `/items/[]/price`. Objects and lists name themselves; nothing stands below an empty list or null. */
export type Shape = ReadonlyMap<string, Readonly<Seen>>;

export function shapeOf(json: unknown): Shape {
  const shape = new Map<string, Seen>();
  const walk = (value: unknown, path: string): void => {
    const seen = shape.get(path) ?? { types: new Set<string>(), times: 0, objects: 0 };
    const type = typeOf(value);
    seen.types.add(type);
    seen.times += 1;
    if (type === 'object') seen.objects += 1;
    shape.set(path, seen);
    if (Array.isArray(value)) for (const item of (value as unknown[]).slice(0, 200)) walk(item, `${path}/[]`);
    else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) walk(part, `${path}/${name.replaceAll('/', '~1')}`);
  };
  walk(json, '');
  return shape;
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/**
 * Members that every object of one side has and none of the other, and members that share no type. Null and empty
 * lists say nothing; a member that comes in some objects only may come or not with the data.
 * @param isMap whether the names of an object's members are data
 */
export function shapeDifferences(own: Shape, other: Shape, isMap: (path: string) => boolean = () => false): string[] {
  const differences: string[] = [];
  const missing = (from: Shape, to: Shape, words: string) => {
    for (const [path, { times }] of from) {
      if (path === '' || to.has(path) || path.endsWith('/[]')) continue;
      const parent = parentOf(path);
      const isConstant = times === from.get(parent)?.objects;
      if (isConstant && to.get(parent)?.types.has('object') === true && !isMap(parent))
        differences.push(`${path} ${words}`);
    }
  };
  missing(own, other, 'comes only here');
  missing(other, own, 'is missing here');
  for (const [path, { types }] of own) {
    const [a, b] = [types, other.get(path)?.types ?? new Set<string>()].map((set) =>
      [...set].filter((type) => type !== 'null'),
    );
    if (a === undefined || b === undefined || a.length === 0 || b.length === 0 || isMap(parentOf(path))) continue;
    if (!a.some((type) => b.includes(type)))
      differences.push(`${path === '' ? 'the body' : path} is ${a.join(' or ')} here, ${b.join(' or ')} there`);
  }
  return differences;
}
