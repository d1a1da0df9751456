/** Paging by request headers. */
import type { Behaviour } from './behaviour.ts';
import { errorAnswer } from './errors.ts';
import { isAnswer, type Answer, type Call } from './world.ts';

export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  /** As it was asked, before clamping; null where no header came. */
  readonly askedSize: number | null;
}

export const documentedPaging: Pick<
  Behaviour,
  | 'defaultSize'
  | 'clampSize'
  | 'pagingHeader'
  | 'oddPaging'
  | 'refuseSize'
  | 'cut'
  | 'totalPages'
  | 'pagingHeaders'
  | 'pastEnd'
> = {
  defaultSize: 50,
  clampSize: (size) => Math.min(size, 2000),
  pagingHeader: (call, name) => call.header(name),
  oddPaging: (call, name, problem) => {
    if (problem === 'no number') return errorAnswer(call, 'DESERIALIZATION_ERROR', `The header ${name} is no number.`);
    return name === 'page' ? 1 : call.world.behaviour.defaultSize;
  },
  refuseSize: () => null,
  cut: (rows, { page, size }) => rows.slice((page - 1) * size, page * size),
  totalPages: (total, { size }) => Math.ceil(total / size),
  pagingHeaders: (total, paging, { call }) => [
    ['page', String(paging.page)],
    ['size', String(paging.size)],
    ['total-pages', String(call.world.behaviour.totalPages(total, paging))],
  ],
  pastEnd: () => null,
};

/** Page and size of a request; an answer ends the request. */
export function readPaging(call: Call): Paging | Answer {
  const { behaviour } = call.world;
  const page = readNumber(call, 'page', 1);
  if (typeof page === 'object') return page;
  const size = readNumber(call, 'size', behaviour.defaultSize);
  if (typeof size === 'object') return size;
  const asked = behaviour.pagingHeader(call, 'size') === undefined ? null : size;
  const refusal = behaviour.refuseSize(call, size);
  return refusal !== null && isAnswer(refusal)
    ? refusal
    : { page, size: behaviour.clampSize(size, call), askedSize: asked };
}

function readNumber(call: Call, name: 'page' | 'size', standard: number): number | Answer {
  const { behaviour } = call.world;
  const text = behaviour.pagingHeader(call, name)?.trim();
  if (text === undefined || text === '') return standard;
  if (!/^[+-]?\d{1,9}$/.test(text)) return behaviour.oddPaging(call, name, 'no number');
  return Number(text) < 1 ? behaviour.oddPaging(call, name, 'below 1') : Number(text);
}
