/** What else /me says. No page prints where its members stand, so that they are looked for. */
import { isObject } from './pages.ts';

export interface Found {
  readonly value: unknown;
  readonly pointer: string;
}

const deepest = 6;

function* membersIn(body: unknown, pointer = '', depth = 0): Generator<Found & { readonly name: string }> {
  if (depth > deepest) return;
  if (Array.isArray(body)) for (const [i, item] of body.entries()) yield* membersIn(item, `${pointer}/${i}`, depth + 1);
  if (!isObject(body)) return;
  for (const [name, value] of Object.entries(body)) {
    yield { name, value, pointer: `${pointer}/${name}` };
    yield* membersIn(value, `${pointer}/${name}`, depth + 1);
  }
}

/** Every member of one of the names, the outermost first where there are several on one path. */
export const everyMemberOf = (body: unknown, names: ReadonlySet<string>): Found[] =>
  [...membersIn(body)].filter((member) => names.has(member.name));

export const everyMember = (body: unknown, name: string): Found[] => everyMemberOf(body, new Set([name]));

/** Values of pairs of a name and a value, as custom attributes are written. */
export const everyPair = (body: unknown, name: string): Found[] =>
  [...membersIn({ body })].flatMap(({ value, pointer }) =>
    (Array.isArray(value) ? value : []).flatMap((pair: unknown, i) =>
      isObject(pair) && pair['name'] === name
        ? [{ value: pair['value'], pointer: `${pointer.slice(5)}/${i}/value` }]
        : [],
    ),
  );

/** Some member is called an id and has a value: somebody is named in a way that is not understood here. */
export const namesAnId = (body: unknown): boolean =>
  [...membersIn(body)].some(
    ({ name, value }) => /id$/i.test(name) && (typeof value === 'string' || typeof value === 'number') && value !== '',
  );

export interface TypeList {
  readonly entries: number;
  /** A documented transaction type is among them. */
  readonly holds: boolean;
}

/** Lists that hold documented transaction types, and whatever list is named after transactions or orders. */
export function typeLists(body: unknown, known: readonly string[]): TypeList[] {
  return [...membersIn(body)].flatMap(({ name, value }) => {
    if (!Array.isArray(value)) return [];
    const texts = value.flatMap((entry: unknown) => (isObject(entry) ? Object.values(entry) : [entry]));
    const holds = texts.some((text) => typeof text === 'string' && known.includes(text));
    return holds || /transaction|order/i.test(name) ? [{ entries: value.length, holds }] : [];
  });
}
