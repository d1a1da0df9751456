/** Many worlds in one process: each is made when it is first asked, and keeps its own state. */
import { plainText, type Handler, type Incoming, type Reply } from './http.ts';
import { outageReply, outages } from './outages.ts';
import type { WorldChoice } from './types.ts';
import { readPrefix, splitPath, UnknownWorld, type KnownIds } from './worlds.ts';

interface Entry<Change> {
  readonly id: string;
  readonly change: Change;
}

export const knownIds = (faults: readonly { id: string }[], variations: readonly { id: string }[]): KnownIds => ({
  faults: faults.map(({ id }) => id),
  variations: variations.map(({ id }) => id),
  outages: outages.map(({ id }) => id),
});

/** What a world does otherwise, lawful ways first, so that a fault has the last word. */
export function changesIn<Change>(
  choice: WorldChoice,
  variations: readonly Entry<Change>[],
  faults: readonly Entry<Change>[],
): Change[] {
  return [
    ...variations.filter(({ id }) => choice.variations?.includes(id)),
    ...faults.filter(({ id }) => choice.faults?.includes(id)),
  ].map(({ change }) => change);
}

export interface Universes<World> {
  /** The one without a prefix. */
  readonly plain: World;
  /** The world of a prefix as it stands in a path, or '' for the plain one; the id of an outage where it names one. @throws UnknownWorld */
  at(prefix: string): World | string;
  /** Those that were made. */
  all(): Iterable<World>;
  /** Answers each request in its world, or says which worlds there are. @param inside gets the path below the prefix */
  handler(inside: (world: World, call: Incoming, prefix: string, rest: string) => Reply | Promise<Reply>): Handler;
}

export function universes<World extends object>(
  known: KnownIds,
  make: (choice: WorldChoice, prefix: string) => World,
): Universes<World> {
  const plain = make({}, '');
  const worlds = new Map([['', plain]]);
  const at = (prefix: string): World | string => {
    const made = worlds.get(prefix);
    if (made !== undefined) return made;
    const choice = readPrefix(prefix, known);
    if (choice.outage !== '') return choice.outage;
    const world = make(choice, prefix);
    worlds.set(prefix, world);
    return world;
  };
  return {
    plain,
    at,
    all: () => worlds.values(),
    handler: (inside) => async (call) => {
      const { prefix, rest } = splitPath(call.path);
      try {
        const world = at(prefix);
        return typeof world === 'string' ? outageReply(world, call) : await inside(world, call, prefix, rest);
      } catch (error) {
        if (error instanceof UnknownWorld) return plainText(404, `${error.message}\n`);
        throw error;
      }
    },
  };
}

/** @throws Error that names the versions that there are */
export function assertVersion(version: string, versions: readonly string[]): void {
  if (!versions.includes(version))
    throw new Error(`The reference server has no version '${version}'. It has: ${versions.join(', ')}.`);
}
