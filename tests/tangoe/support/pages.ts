/** Lists as this vendor sends them. No page prints the name of the member that holds the items, so that it is looked for. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Row, idOf } from '../../../src/judges/lists.ts';
import { oncePerAnswer } from '../../../src/judges/once.ts';
import { Broken, show } from '../../../src/verdict/check.ts';
import { on } from './findings.ts';

export interface Items {
  readonly items: readonly Row[];
  /** JSON pointer of the list. */
  readonly at: string;
  /** The object that holds the list, where it is one. */
  readonly holder: Row;
}

export interface Page extends Items {
  readonly meta: Row;
  /** JSON pointer of `_meta`. */
  readonly metaAt: string;
}

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is readonly Row[] => Array.isArray(value) && value.every(isObject);

export { isObject };

/** The list among the members that bears the name of the resource, or `items`; else the longest whose objects have ids. */
function listIn(holder: Row, at: string, resource: string): Items | null {
  const lists = Object.entries(holder).flatMap(([name, value]) =>
    name !== '_meta' && isRows(value) ? [{ name, items: value, at: `${at}/${name}`, holder }] : [],
  );
  const named = lists.find(({ name }) => name.toLowerCase() === resource || name === 'items');
  const withIds = lists.filter(({ items }) => items.every((row) => rowId(row) !== undefined));
  return named ?? withIds.sort((a, b) => b.items.length - a.items.length)[0] ?? null;
}

/** Last element of the path that was asked, as `employees`. */
const resourceOf = (answer: Answer): string => (/\/([^/?#]+)(?:[?#].*)?$/.exec(answer.url)?.[1] ?? '').toLowerCase();

/** The items of a list: the body itself, a member of it, or a member of a member. @throws Broken when there is none; as `answer.data` */
export const itemsOf = oncePerAnswer((answer: Answer): Items => {
  const { data } = answer;
  if (isRows(data)) return { items: data, at: '', holder: {} };
  if (isObject(data)) {
    const inner = Object.entries(data).filter(
      (entry): entry is [string, Row] => entry[0] !== '_meta' && isObject(entry[1]),
    );
    const resource = resourceOf(answer);
    const found =
      listIn(data, '', resource) ??
      inner.map(([name, value]) => listIn(value, `/${name}`, resource)).find((list) => list !== null);
    if (found !== null && found !== undefined) return found;
    // Of an empty page the list may be left out.
    const left = Object.values(data).every((value) => !Array.isArray(value) || value.length === 0);
    if (left && isObject(data['_meta']) && data['_meta']['totalCount'] === 0)
      return { items: [], at: '', holder: data };
  }
  throw new Broken(
    on(answer, `a list of items is promised, came ${show(data, 80)}`, 'a list of objects', show(data, 160)),
  );
});

/** The `_meta` of a page, beside its items or outside, or null. @throws as `itemsOf` */
export const metaOf = oncePerAnswer((answer: Answer): { readonly meta: Row; readonly metaAt: string } | null => {
  const { holder, at } = itemsOf(answer);
  const { data } = answer as { readonly data: unknown };
  const inside = holder['_meta'];
  const outside = isObject(data) ? data['_meta'] : undefined;
  if (isObject(inside)) return { meta: inside, metaAt: `${at.replace(/\/[^/]*$/, '')}/_meta` };
  return isObject(outside) ? { meta: outside, metaAt: '/_meta' } : null;
});

/** The items and the `_meta` beside them. @throws Broken when one is missing */
export const pageOf = oncePerAnswer((answer: Answer): Page => {
  const found = itemsOf(answer);
  const meta = metaOf(answer);
  if (meta !== null) return { ...found, ...meta };
  throw new Broken(
    on(
      answer,
      'a page has no _meta',
      '_meta with the position of the page',
      show(found.holder['_meta'], 120),
      '/_meta',
    ),
  );
});

/** Orders have their id in `orderId`; everything else in `id`. */
export const rowId = (row: Row): string | undefined => idOf(row, 'orderId') ?? idOf(row);

export const rowIds = (rows: readonly Row[]): string[] => rows.flatMap((row) => rowId(row) ?? []);

/** A whole number of `_meta`, or null. */
export function countIn(meta: Row, member: string): number | null {
  const value = meta[member];
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** The body as an object. @throws Broken when it is none; as `answer.data` */
export function bodyOf(answer: Answer): Row {
  const { data } = answer as { readonly data: unknown };
  if (isObject(data)) return data;
  throw new Broken(on(answer, `an object is promised, came ${show(data, 80)}`, 'an object', show(data, 160)));
}

/** A single item: the body, or the only object in it that has an id. @throws as `answer.data` */
export function itemOf(answer: Answer): Row {
  const data = bodyOf(answer);
  if (rowId(data) !== undefined) return data;
  const inner = Object.entries(data).filter(
    (entry): entry is [string, Row] => entry[0] !== '_meta' && isObject(entry[1]) && rowId(entry[1]) !== undefined,
  );
  const [only] = inner;
  if (only === undefined || inner.length > 1) return data;
  // The `_meta` of the item may stand beside it.
  const beside = isObject(data['_meta']) && !('_meta' in only[1]) ? { _meta: data['_meta'] } : {};
  return { ...beside, ...only[1] };
}
