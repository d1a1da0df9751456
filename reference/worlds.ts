/**
 * Request universes by path prefix: `/~fault+~variation+!outage@instance/v2.1/machines`.
 * Each prefix is a universe with its own changeable state, so that many faulty worlds live in one process.
 */
import type { WorldChoice } from './types.ts';

/** Ids that a prefix may name. */
export interface KnownIds {
  readonly faults: readonly string[];
  readonly variations: readonly string[];
  readonly outages: readonly string[];
}

export interface SplitPath {
  /** First path element with its `~`, or '' for the plain world. */
  readonly prefix: string;
  /** Path below the prefix, with a leading slash. */
  readonly rest: string;
}

/** Thrown for a prefix that names what does not exist; the message says what exists. */
export class UnknownWorld extends Error {
  override readonly name = 'UnknownWorld';
}

/** Cuts the prefix off a path, if there is one. Percent-encoding of `+`, `~`, `@` and `!` is undone. */
export function splitPath(path: string): SplitPath {
  const match = /^\/((?:~|%7e)[^/]*)(\/.*)?$/is.exec(path);
  if (match === null) return { prefix: '', rest: path };
  const prefix = (match[1] ?? '').replace(/%(7e|2b|40|21)/gi, (code) => decodeURIComponent(code));
  return { prefix, rest: match[2] ?? '/' };
}

/** Reads a prefix. @throws UnknownWorld for an id that does not exist or an empty item */
export function readPrefix(prefix: string, known: KnownIds): Required<WorldChoice> {
  const [list = '', instance = ''] = prefix.slice(1).split(/@(.*)/s);
  const choice = { faults: [] as string[], variations: [] as string[], outage: '', instance };
  for (const item of list === '' ? [] : list.split('+')) {
    if (item.startsWith('~')) choice.variations.push(item.slice(1));
    else if (item.startsWith('!')) choice.outage = item.slice(1);
    else choice.faults.push(item);
  }
  assertKnown(choice, known);
  return choice;
}

/** Writes the prefix of a world with a leading slash, or '' for the plain world. @throws UnknownWorld */
export function writePrefix(world: WorldChoice, known: KnownIds): string {
  assertKnown(world, known);
  const items = [...(world.faults ?? []), ...(world.variations ?? []).map((id) => `~${id}`)];
  if (world.outage !== undefined && world.outage !== '') items.push(`!${world.outage}`);
  const instance = world.instance === undefined || world.instance === '' ? '' : `@${world.instance}`;
  return items.length === 0 && instance === '' ? '' : `/~${items.join('+')}${instance}`;
}

function assertKnown(world: WorldChoice, known: KnownIds): void {
  const assertIds = (kind: string, ids: readonly string[], existing: readonly string[]) => {
    for (const id of ids)
      if (!existing.includes(id))
        throw new UnknownWorld(
          `The reference server has no ${kind} '${id}'. ${existing.length} exist; nearest: ${nearest(id, existing)}.`,
        );
  };
  assertIds('fault', world.faults ?? [], known.faults);
  assertIds('variation', world.variations ?? [], known.variations);
  assertIds('outage', world.outage ? [world.outage] : [], known.outages);
  if (!/^[\w.-]*$/.test(world.instance ?? ''))
    throw new UnknownWorld('The instance of a world is letters, digits, dots, hyphens and underscores.');
}

/** Up to eight ids that share most words with `id`. */
function nearest(id: string, existing: readonly string[]): string {
  const words = new Set(id.toLowerCase().split(/[^a-z0-9]+/));
  const shared = (other: string) => other.split('-').filter((word) => words.has(word)).length;
  const sorted = [...existing].sort((a, b) => shared(b) - shared(a) || a.localeCompare(b, 'en'));
  return sorted.slice(0, 8).join(', ') || 'none';
}
