/** Paging by limit and offset, in the two ways of the back ends. */
import type { Behaviour } from './behaviour.ts';
import { refuse } from './errors.ts';
import type { JsonObject } from './model.ts';
import { type Answer, type Call } from './world.ts';

export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

/** The part of all records that a page holds. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Offsets of the pages that links lead to; null where there is no such page or it is the current one. */
export interface Positions {
  readonly hrefStart: number | null;
  readonly hrefPrevious: number | null;
  readonly hrefNext: number | null;
  readonly hrefEnd: number | null;
}

export const documentedPaging: Pick<
  Behaviour,
  | 'defaultLimit'
  | 'badNumber'
  | 'clampLimit'
  | 'window'
  | 'cut'
  | 'totalCount'
  | 'positions'
  | 'link'
  | 'url'
  | 'pageMeta'
  | 'shownOffset'
> = {
  defaultLimit: 10,
  badNumber: (call, name) => refuse(call, 400, `${name}-malformed`, `${name} must be a whole number.`),
  clampLimit: (limit) => Math.min(limit, 500),
  window: (total, { limit, offset }, { backEnd }) => {
    const start = backEnd === 'premium' ? Math.floor(offset / limit) * limit : offset;
    return { start, end: Math.min(start + limit, total) };
  },
  cut: (rows, { start, end }) => rows.slice(start, Math.max(start, end)),
  totalCount: (total) => total,
  positions: (total, { limit }, { start }) => {
    const last = Math.max(0, Math.floor((total - 1) / limit) * limit);
    const hasNext = start + limit < total;
    return {
      hrefStart: start > 0 ? 0 : null,
      hrefPrevious: start > 0 ? Math.max(0, start - limit) : null,
      hrefNext: hasNext ? start + limit : null,
      hrefEnd: hasNext ? last : null,
    };
  },
  link: (call, limit, offset) => {
    const { behaviour } = call.world;
    const kept = [...call.query].filter(([name]) => name !== 'limit' && name !== 'offset');
    return behaviour.url(
      call,
      call.route,
      Object.fromEntries([...kept, ['offset', String(offset)], ['limit', String(limit)]]),
    );
  },
  url: (call, path, query) => {
    const text = new URLSearchParams(query).toString();
    return `${call.base}${path}${text === '' ? '' : `?${text}`}`;
  },
  shownOffset: ({ offset }) => offset,
  pageMeta: (call, total, paging, window) => {
    const { behaviour } = call.world;
    const links = Object.entries(behaviour.positions(total, paging, window, call)).flatMap(([name, offset]) =>
      offset === null ? [] : [[name, behaviour.link(call, paging.limit, offset as number, name)] as const],
    );
    return {
      href: behaviour.url(call, call.route, Object.fromEntries(call.query)),
      ...(Object.fromEntries(links) as JsonObject),
      limit: paging.limit,
      offset: behaviour.shownOffset(paging, window),
      totalCount: behaviour.totalCount(total, call, window),
    };
  },
};

/** Limit and offset of a request; an answer ends it. */
export function readPaging(call: Call): Paging | Answer {
  const { behaviour } = call.world;
  const values: Record<string, number> = {};
  for (const [name, standard, least] of [
    ['limit', behaviour.defaultLimit, 1],
    ['offset', 0, 0],
  ] as const) {
    const text = call.query.get(name);
    if (text === null || text === '') values[name] = standard;
    else if (/^\d{1,9}$/.test(text) && Number(text) >= least) values[name] = Number(text);
    else {
      const refusal = behaviour.badNumber(call, name);
      if (refusal !== null) return refusal;
      values[name] = standard;
    }
  }
  return { limit: behaviour.clampLimit(values['limit'] ?? 10), offset: values['offset'] ?? 0 };
}
