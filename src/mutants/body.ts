/** Mutants of a JSON body, guided by its schema. */
import type { Contract } from '../contract/types.ts';
import { type Json, type Path, type Place, around, hash, patternOf, placesIn, pointerOf, withValue } from './json.ts';
import type { Kind } from './types.ts';
import { changesOf, provocationsOf } from './values.ts';

/** A body with one change in it. */
export interface BodyChange {
  readonly kind: Kind;
  readonly where: string;
  readonly change: string;
  /** The changed body as text; made when it is needed. */
  make(): string;
}

/** Bodies of one exchange that have one change each, at one item of each list. @param schema of the body, where it has one */
export function bodyChanges(body: Json, salt: string, contract: Contract, schema: string | undefined): BodyChange[] {
  return chosen(placesIn(body), salt).flatMap(({ path, value }) => {
    const where = patternOf(path);
    const to = (kind: Kind, next: Json | undefined): BodyChange => ({
      kind,
      where,
      change: `${pointerOf(path)}: ${brief(value)} becomes ${brief(next)}`,
      make: () => JSON.stringify(withValue(body, path, next)),
    });
    const plain = changesOf(value, typeof path.at(-1) === 'string').map((change) => to(change.kind, change.to));
    if (schema === undefined) return plain;
    const provoked = provocationsOf(value).flatMap(({ kind, tries, keywords }) => {
      const refused = tries.find((next) => refuses(contract, schema, body, path, next, keywords));
      return refused === undefined ? [] : [to(kind, refused)];
    });
    return [...plain, ...provoked];
  });
}

/** One place of each pattern, none of them always the first; where values differ in type, one of each type. */
function chosen(places: readonly Place[], salt: string): Place[] {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${patternOf(place.path)} ${place.value === null ? 'null' : typeof place.value}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups].flatMap(([key, group]) => group[hash(`${salt} ${key}`) % group.length] ?? []);
}

function refuses(
  contract: Contract,
  schema: string,
  body: Json,
  path: Path,
  next: Json,
  keywords: readonly string[],
): boolean {
  const small = around(body, path);
  const pointer = pointerOf(small.path);
  return contract
    .validate(schema, withValue(small.root, small.path, next))
    .some((problem) => problem.pointer === pointer && keywords.includes(problem.keyword));
}

function brief(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
