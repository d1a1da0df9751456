/** Items whose links are followed: enough to see a mistake, few enough to be cheap. */
import type { Row } from '../../../src/judges/lists.ts';
import { baseOf } from './links.ts';
import { isObject, rowId } from './pages.ts';
import { type Walk, ownersOf, routeOf } from './walks.ts';

export interface Sampled {
  /** As `devices/0` or `services/3/vendor/current`. */
  readonly what: string;
  readonly item: Row;
  /** The list item itself, not something that it names. */
  readonly whole: boolean;
  readonly link: string;
  /** Base URL of the API. */
  readonly base: string;
}

/** The link of an item to its details. */
export function hrefOf(item: Row): string | undefined {
  const meta = item['_meta'];
  const href = isObject(meta) ? meta['href'] : undefined;
  return typeof href === 'string' && href.trim() !== '' ? href : undefined;
}

const isLinked = (item: Row) => hrefOf(item) !== undefined && rowId(item) !== undefined;

interface Named {
  readonly item: Row;
  readonly where: string;
}

/** Things with an id and a link that an item names, at most three levels deep. */
function namedIn(item: Row, at: string, depth = 0): Named[] {
  if (depth > 2) return [];
  return Object.entries(item).flatMap(([name, value]) => {
    if (!isObject(value) || name === '_meta') return [];
    const where = `${at}/${name}`;
    return [...(isLinked(value) ? [{ item: value, where }] : []), ...namedIn(value, where, depth + 1)];
  });
}

/**
 * The first item, and the last so that a mistake of the last page shows; of devices and services one thing that they
 * name. An item of somebody whom the list of employees lacks goes before: it may be one that must not be there.
 */
export function sample({ kind, rows: inOrder, answers }: Walk, employees: readonly string[] = []): Sampled[] {
  const odd = inOrder.filter((row) =>
    ownersOf(kind, row).some((id) => employees.length > 0 && !employees.includes(id)),
  );
  const rows = odd.length === 0 ? inOrder : [...odd.slice(0, 1), ...inOrder.filter((row) => row !== odd[0])];
  const linked = rows.map((item, i): Named => ({ item, where: `/${i}` })).filter(({ item }) => isLinked(item));
  const [first, last] = [linked[0], linked.at(-1)];
  if (first === undefined || last === undefined) return [];
  const whole = first === last ? [first] : [first, last];
  // The owner of a device, and the vendor of a service, which stands last in it.
  const named = namedIn(first.item, first.where);
  const part = kind === 'devices' ? named.slice(0, 1) : kind === 'services' ? named.slice(-1) : [];
  const base = baseOf(answers[0]?.url ?? '', routeOf[kind]);
  const describe = (of: boolean) => (one: Named) => ({
    what: `${kind}${one.where}`,
    item: one.item,
    whole: of,
    link: hrefOf(one.item) ?? '',
    base,
  });
  return [...whole.map(describe(true)), ...part.map(describe(false))];
}
