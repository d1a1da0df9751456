/** The employees page by page, with another member in the query, as the printed links have it. */
import { probe } from '../suite.ts';
import { lastOffset } from './back-end.ts';
import type { At } from './position.ts';
import { type Walk, walks } from './walks.ts';

/** Pages that are asked for by their offsets; a longer list shows its first ones and its last. */
const most = 5;

export interface Pages {
  readonly all: Walk;
  readonly limit: number;
  /** Items of the whole list. */
  readonly total: number;
  readonly pages: readonly At[];
  /** Every page of the list is among them. */
  readonly whole: boolean;
}

/** A limit that makes three to five pages, the last of them not full where that can be had: it can then be told from the others. */
export function limitFor(total: number): number {
  const least = Math.max(1, Math.ceil(total / most));
  const fitting = [least, least + 1, least + 2].filter((limit) => total % limit !== 0 && Math.ceil(total / limit) >= 3);
  return Math.min(100, fitting[0] ?? least);
}

const needs = [walks.employees];

export const paged = probe(
  'employees, page by page',
  { cost: most, needs, control: walks.employees },
  async ({ api, get, undecided }): Promise<Pages> => {
    const all = await get(walks.employees);
    const total = all.complete
      ? all.ids.length
      : (all.total ?? undecided('the list is long, and its first page names no totalCount'));
    if (total < 3) return undecided(`there are ${total} employees: too few for three pages`);
    const limit = limitFor(total);
    const last = lastOffset(total, limit);
    const offsets = Array.from({ length: last / limit + 1 }, (_, i) => i * limit);
    const chosen = offsets.length <= most ? offsets : [...offsets.slice(0, most - 1), last];
    const asked = chosen.map(async (offset): Promise<At> => {
      const answer = await api.listEmployees({ query: { limit, offset, sortAscending: true } });
      return { answer, limit, offset, total };
    });
    return { all, limit, total, whole: chosen.length === offsets.length, pages: await Promise.all(asked) };
  },
);
