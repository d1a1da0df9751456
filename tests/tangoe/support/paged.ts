/** The four lists page by page. Employees carry another member in the query, as the printed links have it. */
import { attempt } from '../../../src/suite/attempt.ts';
import type { Probe } from '../../../src/suite/types.ts';
import { type TangoeApi, probe } from '../suite.ts';
import { lastOffset } from './back-end.ts';
import type { At } from './position.ts';
import { type Kind, type Walk, ask, kinds, walks } from './walks.ts';

/** Pages that are asked for by their offsets; a longer list shows its first ones and its last. */
const mostOf: Readonly<Record<Kind, number>> = { employees: 4, devices: 3, services: 3, orders: 3 };

export interface Pages {
  readonly kind: Kind;
  readonly all: Walk;
  readonly limit: number;
  /** Items of the whole list. */
  readonly total: number;
  readonly pages: readonly At[];
  /** Every page of the list is among them. */
  readonly whole: boolean;
}

/** A limit that makes three to `most` pages, the last of them not full where that can be had: it can then be told from the others. */
export function limitFor(total: number, most = mostOf.employees): number {
  const least = Math.max(1, Math.ceil(total / most));
  const fitting = [least, least + 1, least + 2].filter((limit) => total % limit !== 0 && Math.ceil(total / limit) >= 3);
  return Math.min(100, fitting[0] ?? least);
}

function pagedOf(kind: Kind): Probe<Pages, TangoeApi> {
  const most = mostOf[kind];
  return probe(
    `${kind}, page by page`,
    { cost: most, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get, undecided }): Promise<Pages> => {
      const all = await get(walks[kind]);
      const total = all.complete
        ? all.ids.length
        : (all.total ?? undecided('the list is long, and its first page names no totalCount'));
      if (total < 3) return undecided(`there are ${total} ${kind}: too few for three pages`);
      // A server may serve smaller pages than it is asked for; the walk has seen how small.
      const limit = Math.min(limitFor(total, most), all.largest);
      const last = lastOffset(total, limit);
      const offsets = Array.from({ length: last / limit + 1 }, (_, i) => i * limit);
      const chosen = offsets.length <= most ? offsets : [...offsets.slice(0, most - 1), last];
      const more = kind === 'employees' ? { sortAscending: true } : {};
      const asked = chosen.map(async (offset): Promise<At> => {
        const answer = await ask(api, kind, { query: { limit, offset, ...more } });
        return { answer, limit, offset, total };
      });
      return { kind, all, limit, total, whole: chosen.length === offsets.length, pages: await Promise.all(asked) };
    },
  );
}

/** The employees page by page: the list that the documents page in their examples. */
export const paged: Probe<Pages, TangoeApi> = pagedOf('employees');

export const pagedLists: Readonly<Record<Kind, Probe<Pages, TangoeApi>>> = {
  employees: paged,
  devices: pagedOf('devices'),
  services: pagedOf('services'),
  orders: pagedOf('orders'),
};

const asked = kinds.map((kind) => pagedLists[kind]);

/** Every list that is long enough for pages. */
export const everyPaged = probe('lists, page by page', { cost: 0, needs: asked }, async ({ get, undecided }) => {
  const lists = await Promise.all(asked.map((p) => attempt(get(p))));
  const seen = lists.flatMap((list) => ('value' in list ? [list.value] : []));
  const [reason] = lists.flatMap((list) => ('reason' in list ? [list.reason] : []));
  return seen.length === 0 ? undecided(reason ?? 'no list has three pages') : seen;
});

/** The same, for judges that look at every page of the round: of short lists there are other pages to look at. */
export const somePaged = probe(
  'lists, where they are long enough page by page',
  { cost: 0, needs: [...asked, ...kinds.map((kind) => walks[kind])] },
  async ({ get }) => {
    const lists = await Promise.all(asked.map((p) => attempt(get(p))));
    const [reason = 'no list was answered'] = lists.flatMap((list) => ('reason' in list ? [list.reason] : []));
    return { lists: lists.flatMap((list) => ('value' in list ? [list.value] : [])), reason };
  },
);
