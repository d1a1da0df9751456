/**
 * Changes between two schemas, by containment. The direction decides who is hurt: answers must stay within what the old
 * schema allows, requests that the old schema allows must stay accepted.
 */
import { type Alternative, type JsonType, type Node, nameOf } from './alternative.ts';
import { alternativesOf, defaultOf, isOneWay } from './alternatives.ts';
import type { ChangeKind } from './kinds.ts';
import { harms } from './kinds.ts';
import { type Add, compareFormats, compareLimits, compareRules, compareValues } from './schema-values.ts';

export type Direction = 'request' | 'response';

export interface SchemaChange {
  readonly kind: ChangeKind;
  /** JSON pointer with `[]` for the items of a list and `*` for members that are not named. */
  readonly where: string;
  readonly message: string;
  readonly before?: string;
  readonly after?: string;
  /** Tells apart changes of one kind at one place. */
  readonly detail?: string;
}

/** Deeper members are not looked at. */
const mostDepth = 30;

interface Walk {
  readonly direction: Direction;
  /** Pairs that are being compared: schemas may contain themselves. */
  readonly open: ReadonlySet<string>;
  readonly depth: number;
}

/** Changes from one schema to another, harmless ones included. */
export function compareSchemas(before: Node, after: Node, direction: Direction): SchemaChange[] {
  return compareNodes(before, after, '', { direction, open: new Set(), depth: 0 });
}

/** Whether a client that keeps the old schema can be harmed. */
export const isHarmful = ({ kind }: SchemaChange): boolean => harms[kind] === 'possible';

function compareNodes(before: Node, after: Node, where: string, walk: Walk): SchemaChange[] {
  const pair = `${nameOf(before)} -> ${nameOf(after)}`;
  if (walk.open.has(pair) || walk.depth > mostDepth) return [];
  const deeper = { ...walk, open: new Set([...walk.open, pair]), depth: walk.depth + 1 };
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  const types = (list: readonly Alternative[]) => new Set(list.map(({ type }) => type));
  const changes = compareTypes(types(old), types(now), where, walk.direction);
  for (const type of types(now)) {
    const [from, to] = [old, now].map((list) => list.filter((one) => one.type === type)) as [
      Alternative[],
      Alternative[],
    ];
    if (from.length > 0) changes.push(...compareAlternatives(from, to, where, deeper));
  }
  if (walk.direction === 'request') changes.push(...compareDefaults(before, after, where));
  return unique(changes);
}

/** A default that is documented for the first time changes nothing; another one does, for all who left the value out. */
function compareDefaults(before: Node, after: Node, where: string): SchemaChange[] {
  const [from, to] = [defaultOf(before), defaultOf(after)];
  if (from === to || to === undefined) return [];
  if (from === undefined)
    return [{ kind: 'request-default-added', where, message: `The default ${to} is documented now.`, after: to }];
  return [
    {
      kind: 'request-default-changed',
      where,
      message: `The default was ${from} and is ${to}.`,
      before: from,
      after: to,
    },
  ];
}

const words: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  array: 'list',
  object: 'object',
};

function compareTypes(
  old: ReadonlySet<JsonType>,
  now: ReadonlySet<JsonType>,
  where: string,
  direction: Direction,
): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const add = (kind: ChangeKind, message: string) =>
    changes.push({ kind, where, message, before: listed(old), after: listed(now) });
  const gone = [...old].filter((type) => type !== 'null' && !now.has(type));
  const came = [...now].filter((type) => type !== 'null' && !old.has(type));
  if (gone.length > 0 && came.length > 0)
    add(`${direction}-type-changed`, `The type was ${listed(old)} and is ${listed(now)}.`);
  else if (came.length > 0) add(`${direction}-type-widened`, `It may be ${listed(new Set(came))} as well.`);
  else if (gone.length > 0) add(`${direction}-type-narrowed`, `It is never ${listed(new Set(gone))} any more.`);
  if (now.has('null') && !old.has('null')) add(`${direction}-nullable-added`, 'It may be null now.');
  if (old.has('null') && !now.has('null')) add(`${direction}-nullable-removed`, 'It may not be null any more.');
  return changes;
}

const listed = (types: ReadonlySet<JsonType>) =>
  types.size === 6 ? 'anything' : types.size === 0 ? 'nothing' : [...types].map((type) => words[type]).join(' or ');

/**
 * Alternatives of one type. Where there are several, each on the side that must be contained is held against the one on the other
 * side that it resembles most.
 */
function compareAlternatives(
  old: readonly Alternative[],
  now: readonly Alternative[],
  where: string,
  walk: Walk,
): SchemaChange[] {
  const [only] = old;
  const [onlyNow] = now;
  if (old.length === 1 && now.length === 1 && only !== undefined && onlyNow !== undefined)
    return compareOne(only, onlyNow, where, walk);
  const mustFit = walk.direction === 'response' ? now : old;
  const others = walk.direction === 'response' ? old : now;
  return mustFit.flatMap((one) => {
    let best: { changes: readonly SchemaChange[]; harmful: number } | null = null;
    for (const other of others) {
      const changes =
        walk.direction === 'response' ? compareOne(other, one, where, walk) : compareOne(one, other, where, walk);
      const harmful = changes.filter(isHarmful).length;
      // One that differs in little but its constant is another variant, not a changed one; the least number of changes tells.
      if (best === null || harmful < best.harmful || (harmful === best.harmful && changes.length < best.changes.length))
        best = { changes, harmful };
    }
    return best === null ? [] : best.changes;
  });
}

function compareOne(old: Alternative, now: Alternative, where: string, walk: Walk): SchemaChange[] {
  const { direction } = walk;
  const add: Add = (kind, message, more = {}) => ({ kind, where, message, ...more });
  const changes = [...compareValues(old, now, direction, add)];
  // Where values are listed on both sides, they say it all.
  if (old.values !== null && now.values !== null && old.type !== 'object' && old.type !== 'array') return changes;
  if (old.integer !== now.integer)
    changes.push(
      now.integer
        ? add(`${direction}-type-narrowed`, 'It is always a whole number now.', { before: 'number', after: 'integer' })
        : add(`${direction}-type-widened`, 'It may have a fraction now.', { before: 'integer', after: 'number' }),
    );
  changes.push(
    ...compareLimits(old, now, direction, add),
    ...compareFormats(old, now, direction, add),
    ...compareRules(old, now, direction, add),
  );
  if (old.type === 'array' && old.items !== null && now.items !== null)
    changes.push(...compareNodes(old.items, now.items, `${where}/[]`, walk));
  if (old.type === 'object') changes.push(...compareMembers(old, now, where, walk));
  return changes;
}

/** Without the members that go the other way: clients never send what is `readOnly`, servers never what is `writeOnly`. */
function oneWay(one: Alternative, direction: Direction): Alternative {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  const gone = new Set([...one.properties].filter(([, node]) => isOneWay(node, keyword)).map(([name]) => name));
  if (gone.size === 0) return one;
  const properties = new Map([...one.properties].filter(([name]) => !gone.has(name)));
  return { ...one, properties, required: new Set([...one.required].filter((name) => !gone.has(name))) };
}

function compareMembers(before: Alternative, after: Alternative, where: string, walk: Walk): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const [old, now] = [oneWay(before, walk.direction), oneWay(after, walk.direction)];
  const { direction } = walk;
  for (const name of [
    ...new Set([...old.properties.keys(), ...now.properties.keys(), ...old.required, ...now.required]),
  ]) {
    const at = `${where}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const [from, to] = [old.properties.get(name), now.properties.get(name)];
    const [must, mustNow] = [old.required.has(name), now.required.has(name)];
    const add = (kind: ChangeKind, message: string) => changes.push({ kind, where: at, message });
    if (from === undefined && to !== undefined) {
      // What members without a name had to be holds for this one, too.
      if (old.others !== null && old.others.parts.length > 0) changes.push(...compareNodes(old.others, to, at, walk));
      if (direction === 'request')
        add(
          mustNow ? 'request-property-added-required' : 'request-property-added',
          mustNow ? 'It is new and required.' : 'It is new and optional.',
        );
      else add(old.others === null ? 'response-property-added-to-closed' : 'response-property-added', 'It is new.');
    } else if (from !== undefined && to === undefined) {
      if (now.others !== null && now.others.parts.length > 0) changes.push(...compareNodes(from, now.others, at, walk));
      else add(`${direction}-property-removed`, must ? 'It was required and is gone.' : 'It is gone.');
    } else {
      if (must && !mustNow)
        add(
          `${direction}-property-now-optional`,
          direction === 'response' ? 'It may be left out now.' : 'It may be left out now.',
        );
      if (!must && mustNow) add(`${direction}-property-now-required`, 'It is required now.');
      if (from !== undefined && to !== undefined) changes.push(...compareNodes(from, to, at, walk));
    }
  }
  changes.push(...compareOthers(old, now, where, walk));
  return changes;
}

function compareOthers(old: Alternative, now: Alternative, where: string, walk: Walk): SchemaChange[] {
  if (old.others === null && now.others === null) return [];
  if (old.others === null)
    return [{ kind: `${walk.direction}-object-opened`, where, message: 'Members that are not named may come now.' }];
  if (now.others === null)
    return [
      { kind: `${walk.direction}-object-closed`, where, message: 'Members that are not named are forbidden now.' },
    ];
  return compareNodes(old.others, now.others, `${where}/*`, walk);
}

function unique(changes: readonly SchemaChange[]): SchemaChange[] {
  return [
    ...new Map(changes.map((change) => [JSON.stringify([change.kind, change.where, change.detail]), change])).values(),
  ];
}
