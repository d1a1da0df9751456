/** Lists of machines, walked page by page: all of them, and a filtered part. */
import type { Answer } from '../../../src/judges/answer.ts';
import { countOf } from '../../../src/judges/headers.ts';
import { type Row, idOf, idsOf, rowsOf } from '../../../src/judges/lists.ts';
import { probe } from '../suite.ts';
import { type Fleet, firstPage, fleet, groupsBy } from './machines.ts';
import { keepsNoOrder } from './paging.ts';

const pagesOfWalk = 4;

const isAnswered = ({ raw }: Answer) => raw.status >= 200 && raw.status < 300;

export interface Walk {
  readonly all: Fleet;
  readonly size: number;
  readonly pages: readonly Answer[];
  /** Number of the last page by our own count; 0 where the list is too long to be walked to its end. */
  readonly last: number;
  /** The page behind our last one, asked where total-pages says that there is one. */
  readonly extra: readonly Answer[];
  /** The whole list once more, asked where the pages differ from it: records may come and go meanwhile. */
  readonly again: readonly string[] | null;
  /** The list comes in another order each time. */
  readonly restless: boolean;
}

export const walk = probe(
  'machines, page by page',
  { cost: pagesOfWalk + 3, needs: [fleet], control: firstPage },
  async ({ api, get, undecided }): Promise<Walk> => {
    const all = await get(fleet);
    const count = all.ids.length;
    if (count === 0) undecided('the account has no machine');
    const size = Math.min(2000, Math.ceil(count / pagesOfWalk));
    const last = all.complete ? Math.ceil(count / size) : 0;
    const numbers = Array.from({ length: last === 0 ? pagesOfWalk : Math.min(last, pagesOfWalk) }, (_, i) => i + 1);
    const pages = await Promise.all(numbers.map((page) => api.listMachines({ headers: { size, page } })));
    const more = last !== 0 && pages[0]?.raw.status === 200 && (countOf(pages[0], 'total-pages') ?? 0) > last;
    const extra = more ? [await api.listMachines({ headers: { size, page: last + 1 } })] : [];
    const came = [...pages, ...extra].flatMap((page) => (isAnswered(page) ? idsOf(rowsOf(page)) : []));
    const differs = last !== 0 && (came.length !== count || all.ids.some((id) => !came.includes(id)));
    const again = differs ? await api.listMachines({ headers: { size: 2000 } }, { fresh: true }) : null;
    const known = again !== null && isAnswered(again) ? idsOf(rowsOf(again)) : null;
    const restless = await keepsNoOrder([...pages, ...extra], last === 0 ? null : (known ?? all.ids), (i) =>
      api.listMachines({ headers: { size, page: i + 1 } }, { fresh: true }),
    );
    return { all, size, pages, last, extra, again: known, restless };
  },
);

/** Some, but not all machines, and the filter that leaves them. */
interface Group {
  readonly filter: string;
  readonly values: readonly (string | number)[];
  readonly promise: string;
  readonly holds: (row: Row) => boolean;
  readonly ids: readonly string[];
}

function placeOf({ rows, ids }: Fleet, member: string, filter: string): Group | null {
  const group = groupsBy(rows, member).find((g) => g.ids.length > 1 && g.ids.length < ids.length);
  if (group === undefined) return null;
  const { value } = group;
  const holds = (row: Row) => row[member] === value;
  return { filter, values: [value], promise: `${member} is ${value}`, holds, ids: group.ids };
}

/** Where all machines are at one site of one organisation. */
function halfOf({ rows, ids }: Fleet): Group | null {
  if (ids.length < 3) return null;
  const values = ids.slice(0, Math.min(Math.ceil(ids.length / 2), 60));
  const holds = (row: Row) => values.some((value) => idOf(row) === value || row['prose'] === value);
  const promise = 'id or PROSE is one of those that were asked for';
  return { filter: 'machineIdentifiers', values, promise, holds, ids: idsOf(rows.filter(holds)) };
}

export const filteredWalk = probe(
  'machines of one group, page by page',
  { cost: 4, needs: [fleet], control: fleet },
  async ({ api, get, undecided, version }) => {
    if (version === 'v1') undecided('no page says that v1 filters');
    const all = await get(fleet);
    if (!all.complete) undecided('the account has more machines than VENDNOVATION_MAX_PAGES pages hold');
    const group =
      placeOf(all, 'organizationId', 'organizationIds') ??
      placeOf(all, 'siteId', 'siteIds') ??
      halfOf(all) ??
      undecided('the account has fewer than three machines, so that no filter leaves two pages of some of them');
    const size = Math.ceil(group.ids.length / 3);
    const body = { requestFilter: { [group.filter]: group.values } };
    const ask = (page: number, fresh = false) => api.listMachines({ headers: { size, page }, body }, { fresh });
    const numbers = Array.from({ length: Math.ceil(group.ids.length / size) }, (_, i) => i + 1);
    const pages = await Promise.all(numbers.map((page) => ask(page)));
    return { group, size, pages, restless: await keepsNoOrder(pages, group.ids, (i) => ask(i + 1, true)) };
  },
);
