/** Statuses, headers and bodies that belong together. */
import type { Check } from '../../../verdict/check.ts';
import type { Finding } from '../../../verdict/types.ts';
import type { VersionedRule } from '../table.ts';
import type { Exchanged } from '../exchange.ts';
import { situationTable } from '../situations.ts';
import { brief, has, isObject, member } from '../value.ts';
import type { JsonObject } from '../value.ts';

export const statusFinding = (message: string, expected: string, status: number) => (): Finding => ({
  message,
  expected,
  actual: `status ${status}`,
  where: 'status',
});

/** One rule per provoked situation: the status that the standard demands for it. */
const situationRules: readonly VersionedRule<Exchanged>[] = situationTable.map((row) => ({
  id: `status-${row.situation}`,
  level: row.level,
  statement: row.statement,
  judge: ({ situation, response: { status } }: Exchanged, check: Check) => {
    if (situation !== row.situation) return;
    const right = (row.statuses as readonly number[]).includes(status);
    check.that(right, statusFinding(row.statement, `status ${row.statuses.join(' or ')}`, status));
  },
}));

export const exchangeRules: readonly VersionedRule<Exchanged>[] = [
  {
    id: 'fetch-status',
    level: 'must',
    statement: 'A successful GET is answered with 200.',
    judge: ({ request, response: { status } }, check) => {
      if (request.method !== 'GET' || status < 200 || status > 299) return;
      check.that(status === 200, statusFinding('A successful GET was not answered with 200.', 'status 200', status));
    },
  },
  {
    id: 'fetch-collection',
    level: 'must',
    statement: 'A fetched collection comes as an array.',
    judge: (exchanged, check) =>
      judgeData(exchanged, 'collection', check, 'an array of resource objects', Array.isArray),
  },
  {
    id: 'fetch-resource',
    level: 'must',
    statement: 'A fetched single resource comes as a resource object or null.',
    judge: (exchanged, check) => judgeData(exchanged, 'resource', check, 'a resource object or null', isObjectOrNull),
  },
  {
    id: 'fetch-linkage',
    level: 'must',
    statement: 'A fetched relationship comes as linkage: identifiers without fields, null or an array.',
    judge: (exchanged, check) => {
      const one = (data: unknown) => data === null || (isObject(data) && !hasFields(data));
      judgeData(exchanged, 'to-one-linkage', check, 'an identifier or null', one);
      const many = (data: unknown) => Array.isArray(data) && data.every((item) => isObject(item) && !hasFields(item));
      judgeData(exchanged, 'to-many-linkage', check, 'an array of identifiers', many);
    },
  },
  ...situationRules,
];

function judgeData(
  { request, response: { status, document }, expects }: Exchanged,
  kind: Exchanged['expects'],
  check: Check,
  expected: string,
  right: (data: unknown) => boolean,
): void {
  if (request.method !== 'GET' || status !== 200 || expects !== kind || !isObject(document)) return;
  const data = member(document, 'data');
  const actual = brief(Array.isArray(data) ? (data.find((item) => !isObject(item) || hasFields(item)) ?? data) : data);
  check.that(right(data), () => ({
    message: `The primary data is not ${expected}.`,
    expected,
    actual,
    where: '/data',
  }));
}

function isObjectOrNull(data: unknown): boolean {
  return data === null || isObject(data);
}

function hasFields(object: JsonObject): boolean {
  return has(object, 'attributes') || has(object, 'relationships');
}
