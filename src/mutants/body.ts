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
  /** The schema refuses it; so it counts where there is no schema. */
  refused(): boolean;
  /** The changed body as text; made when it is needed. */
  make(): string;
}

/** Kinds that a schema decides: what it allows breaks no promise about the shape of an answer. */
const structural: readonly Kind[] = ['removed', 'null', 'other-type', 'fraction', 'other-date-form'];

/**
 * Bodies of one exchange that have one change each, at one item of each list.
 * @param schema of the body; where it has one, changes of its shape that the schema allows are left out
 */
export function bodyChanges(body: Json, salt: string, contract: Contract, schema: string | undefined): BodyChange[] {
  // Masked values are known by their traits alone; those have changes of their own.
  const places = placesIn(body).filter(({ value }) => typeof value !== 'string' || !value.startsWith('«'));
  return chosen(places, salt).flatMap(({ path, value }) => {
    const where = patternOf(path);
    const refuses = schema === undefined ? null : refusal(contract, schema, body, path);
    const to = (kind: Kind, next: Json | undefined): BodyChange => ({
      kind,
      refused: () => refuses === null || refuses(next),
      where,
      change: `${pointerOf(path)}: ${brief(value)} becomes ${brief(next)}`,
      make: () => JSON.stringify(withValue(body, path, next)),
    });
    const changes = changesOf(value, typeof path.at(-1) === 'string');
    if (refuses === null) return changes.map((change) => to(change.kind, change.to));
    const plain = changes.filter(({ kind, to: next }) => !structural.includes(kind) || refuses(next));
    const provoked = provocationsOf(value).flatMap(({ kind, tries, keywords }) => {
      const refused = tries.find((next) => refuses(next, keywords));
      return refused === undefined ? [] : [{ kind, to: refused }];
    });
    return [...plain, ...provoked].map((change) => to(change.kind, change.to));
  });
}

/** Tells whether the schema finds more to say of the body with another value at `path`, by one of the keywords if there are any. */
function refusal(contract: Contract, schema: string, body: Json, path: Path) {
  const small = around(body, path);
  const pointer = pointerOf(small.path);
  const before = contract.validate(schema, small.root).length;
  return (next: Json | undefined, keywords?: readonly string[]): boolean => {
    const problems = contract.validate(schema, withValue(small.root, small.path, next));
    if (keywords === undefined) return problems.length > before;
    return problems.some((problem) => problem.pointer === pointer && keywords.includes(problem.keyword));
  };
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

function brief(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
