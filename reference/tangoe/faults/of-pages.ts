/** What faults of pages alter: their members, the offsets of their links, and what they hold. */
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import type { Positions } from '../paging.ts';
import type { Row } from '../render.ts';
import type { Call } from '../world.ts';

/** Alters the `_meta` of pages. */
export function meta(change: (meta: JsonObject, call: Call) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    pageMeta: (call, total, paging, window) => change(base.pageMeta(call, total, paging, window) as JsonObject, call),
  });
}

type PositionStep = (
  positions: Positions,
  seen: { total: number; limit: number; start: number; offset: number; call: Call },
) => Positions;

/** Alters the offsets that links lead to. */
export function positions(change: PositionStep): ChangeOfBehaviour {
  return (base) => ({
    positions: (total, paging, window, call) =>
      change(base.positions(total, paging, window, call), {
        total,
        limit: paging.limit,
        start: window.start,
        offset: paging.offset,
        call,
      }),
  });
}

export const lastOf = (total: number, limit: number) => Math.max(0, Math.floor((total - 1) / limit) * limit);
/** Alters the text of position links. */
export function link(change: (url: URL, name: string, call: Call) => URL | string): ChangeOfBehaviour {
  return (base) => ({
    link: (call, limit, offset, name) => {
      const made = change(new URL(base.link(call, limit, offset, name)), name, call);
      return typeof made === 'string' ? made : made.href;
    },
  });
}

/** Changes what a page of the walk by pages holds: requests that carry another member, as the sorted ones do. */
export function cut(
  change: (
    items: readonly Row[],
    seen: { rows: readonly Row[]; start: number; call: Call; limit: number },
  ) => readonly Row[],
): ChangeOfBehaviour {
  return (base: Behaviour) => ({
    cut: (rows, window, call) =>
      change(base.cut(rows, window, call), {
        rows,
        start: window.start,
        call,
        limit: Number(call.query.get('limit') ?? '10'),
      }),
  });
}

export const isWalk = (call: Call) => call.route === '/employees' && call.query.get('sortAscending') !== null;
