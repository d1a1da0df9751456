/** The standard request body and its filters. */
import type { Behaviour } from './behaviour.ts';
import { errorAnswer } from './errors.ts';
import { listFilters, routeFilters, textFilters, type FilterName, type Json, type Kind } from './model.ts';
import type { Answer, Asked, Call, Filter } from './world.ts';

/** Filters that a route honours; all others are ignored without an error. */
export const honoured: Readonly<Record<Kind, readonly FilterName[]>> = {
  organizations: ['organizationIds'],
  accounts: ['organizationIds', 'accountIds'],
  sites: ['organizationIds', 'accountIds', 'siteIds'],
  machines: ['organizationIds', 'accountIds', 'siteIds', 'machineIdentifiers'],
  selections: [...listFilters],
  templates: ['organizationIds', 'templateIds'],
  transactions: [
    'organizationIds',
    'accountIds',
    'siteIds',
    'productIds',
    'machineIdentifiers',
    'transactionIdentifiers',
  ],
  adjustments: [...listFilters],
};

export const nothingAsked: Asked = {
  filters: [],
  includeDeleted: false,
  startDate: null,
  endDate: null,
  unknown: [],
  nulls: [],
  body: null,
};

export const documentedFilters: Pick<
  Behaviour,
  | 'badBody'
  | 'wrongType'
  | 'unknownFilters'
  | 'nullFilters'
  | 'filterRefusal'
  | 'emptyBody'
  | 'matches'
  | 'combine'
  | 'rows'
  | 'order'
> = {
  badBody: (call) => errorAnswer(call, 'DESERIALIZATION_ERROR', 'The body of the request could not be deserialized.'),
  wrongType: (call, member) => errorAnswer(call, 'DESERIALIZATION_ERROR', `${member} has the wrong type.`),
  unknownFilters: () => null,
  nullFilters: () => null,
  filterRefusal: () => null,
  emptyBody: () => null,
  matches: (_listing, row, { name, values }) =>
    (row.keys[name as FilterName] ?? []).some((value) => values.includes(value)),
  combine: (held) => held.every(Boolean),
  rows: (listing) => {
    const { call, kind, asked } = listing;
    const { behaviour, state, data } = call.world;
    const filters = asked.filters.filter(({ name }) => honoured[kind].includes(name as FilterName));
    return state.rows[kind].filter(
      (row) =>
        data.visible.has(row.organizationId) &&
        (asked.includeDeleted || !row.deleted) &&
        (filters.length === 0 || behaviour.combine(filters.map((filter) => behaviour.matches(listing, row, filter)))),
    );
  },
  order: (_kind, rows) => rows,
};

/** Reads the standard request body; an answer ends the request. */
export function readBody(call: Call): Asked | Answer {
  const { behaviour } = call.world;
  if (call.body.trim() === '') return nothingAsked;
  let sent: unknown;
  try {
    sent = JSON.parse(call.body);
  } catch {
    return behaviour.badBody(call);
  }
  if (!isObject(sent)) return behaviour.badBody(call);
  const all: Record<string, Json> = {};
  for (const part of ['requestFilter', 'routeFilter']) {
    const members = sent[part] ?? {};
    if (!isObject(members)) return behaviour.badBody(call);
    Object.assign(all, members);
  }
  return readFilters(call, all, sent['body'] ?? null, sent);
}

function readFilters(
  call: Call,
  all: Record<string, Json>,
  body: Json,
  sent: Readonly<Record<string, Json>>,
): Asked | Answer {
  const { behaviour } = call.world;
  const filters: Filter[] = [];
  const good: Record<string, Json> = {};
  const unknown: string[] = [];
  const nulls: string[] = [];
  for (const [name, value] of Object.entries(all)) {
    const type = filterTypes.get(name);
    if (type === undefined) unknown.push(name);
    else if (value === null) nulls.push(name);
    else if (!type(value)) {
      const refusal = behaviour.wrongType(call, name);
      if (refusal !== null) return refusal;
    } else if (!Array.isArray(value)) good[name] = value;
    else if (value.length > 0) filters.push({ name, values: value as (string | number)[] });
  }
  const empty = ['requestFilter', 'routeFilter', 'body'].every((key) => isEmpty(sent[key]));
  const refusal =
    (unknown.length > 0 ? behaviour.unknownFilters(call, unknown) : null) ??
    (nulls.length > 0 ? behaviour.nullFilters(call, nulls) : null) ??
    (empty ? behaviour.emptyBody(call) : null);
  if (refusal !== null) return refusal;
  const text = (name: string) => (typeof good[name] === 'string' ? good[name] : null);
  return {
    filters,
    includeDeleted: good['includeDeleted'] === true,
    startDate: text('startDate'),
    endDate: text('endDate'),
    unknown,
    nulls,
    body,
  };
}

const isText = (value: unknown) => typeof value === 'string';
/** A C# `int`: 32 bits. */
export const isInt = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
const listOf = (type: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(type);

const filterTypes: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...[...listFilters, ...routeFilters].map(
    (name) => [name, listOf(textFilters.includes(name) ? isText : isInt)] as const,
  ),
  ['startDate', isText],
  ['endDate', isText],
  ['includeDeleted', (value: unknown) => typeof value === 'boolean'],
]);

export function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
