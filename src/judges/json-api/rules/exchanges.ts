/** Statuses, headers and bodies that belong together. */
import type { Check } from '../../../verdict/check.ts';
import { shorten } from '../../../verdict/check.ts';
import type { Finding } from '../../../verdict/types.ts';
import type { VersionedRule } from '../table.ts';
import type { Exchanged } from '../exchange.ts';
import { identityOf } from '../outline.ts';
import { situationTable } from '../situations.ts';
import { resolved } from '../uri.ts';
import { brief, has, isObject, member } from '../value.ts';
import type { JsonObject } from '../value.ts';

const statusFinding = (message: string, expected: string, status: number) => (): Finding => ({
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
  {
    id: 'created-document',
    level: 'must',
    statement:
      'A 201 brings a document with the created resource as primary data; in 1.1 the resource may be left out.',
    judge: ({ response: { status, document }, version }, check) => {
      if (status !== 201) return;
      const data = isObject(document) ? member(document, 'data') : undefined;
      const right = isObject(data) || (version === '1.1' && isObject(document) && !has(document, 'data'));
      check.that(right, () => ({
        message: 'The answer 201 does not bring the created resource.',
        expected: 'a resource object as data',
        actual: brief(document),
        where: '/data',
      }));
    },
  },
  {
    id: 'created-location',
    level: 'should',
    statement: 'A 201 names the new resource in the `Location` header.',
    judge: ({ response: { status, headers } }, check) => {
      if (status !== 201) return;
      const finding = {
        message: 'The answer 201 has no Location header.',
        expected: 'a URL',
        actual: 'no header',
        where: 'header location',
      };
      check.that(headers('location').length > 0, () => finding);
    },
  },
  {
    id: 'created-self',
    level: 'must',
    statement: 'The link `self` of a created resource matches the `Location` header.',
    judge: ({ request, response: { status, headers, document } }, check) => {
      const location = headers('location')[0];
      const self = selfOf(document);
      if (status !== 201 || location === undefined || self === null) return;
      const same = resolved(location, request.url)?.href === resolved(self, request.url)?.href;
      check.that(same, () => ({
        message: 'The self link of the created resource differs from the Location header.',
        expected: shorten(location),
        actual: shorten(self),
        where: '/data/links/self',
      }));
    },
  },
  {
    id: 'no-content-empty',
    level: 'must',
    statement: 'A 204 has no document.',
    judge: ({ response: { status, text } }, check) => {
      if (status !== 204) return;
      const finding = () => ({
        message: 'The answer 204 has a body.',
        expected: 'no body',
        actual: shorten(text, 80),
        where: 'body',
      });
      check.that(text === '', finding);
    },
  },
  {
    id: 'deleted-without-data',
    level: 'must',
    statement: 'A 200 to a DELETE of a resource brings a document without primary data.',
    judge: (exchanged, check) => {
      const { request, response } = exchanged;
      const { status, document } = response;
      if (request.method !== 'DELETE' || status !== 200 || !isObject(document) || ofRelationship(exchanged)) return;
      const finding = () => ({
        message: 'The answer to a DELETE has data.',
        expected: 'only meta',
        actual: brief(document),
        where: '/data',
      });
      check.that(!has(document, 'data'), finding);
    },
  },
  {
    id: 'deleted-document',
    level: 'must',
    statement: 'A DELETE that is answered without a document is answered with 204, not with 200.',
    judge: ({ request, response: { status, text } }, check) => {
      if (request.method !== 'DELETE' || status !== 200) return;
      const message = 'A DELETE was answered with 200 and no document.';
      check.that(text.trim() !== '', statusFinding(message, 'a document, or status 204', status));
    },
  },
  {
    id: 'updated-resource',
    level: 'must',
    statement: 'The resource in a 200 to a PATCH is the one that the request names.',
    judge: (exchanged, check) => {
      const { request, response } = exchanged;
      const { status, document } = response;
      if (request.method !== 'PATCH' || status !== 200 || ofRelationship(exchanged)) return;
      const [sent, came] = [identityOf(dataOf(request.document)), identityOf(dataOf(document))];
      if (sent === null || came === null) return;
      check.that(sent === came, () => ({
        message: 'The answer to a PATCH brings another resource than the request names.',
        expected: 'the type and id of the request',
        actual: brief(dataOf(document)),
        where: '/data',
      }));
    },
  },
  {
    id: 'updated-document',
    level: 'must',
    statement: 'A 200 to a PATCH brings the updated resource, or a document without primary data.',
    judge: (exchanged, check) => {
      const { request, response } = exchanged;
      const { status, document } = response;
      if (request.method !== 'PATCH' || status !== 200 || ofRelationship(exchanged)) return;
      const right = isObject(document) && (isObject(member(document, 'data')) || !has(document, 'data'));
      const finding = () => ({
        message: 'The answer to a PATCH brings no updated resource.',
        expected: 'a resource object as data, or no data',
        actual: isObject(document) ? brief(member(document, 'data')) : brief(document),
        where: '/data',
      });
      check.that(right, finding);
    },
  },
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

/** Whether a write concerned a relationship: the caller says so, or its body or its URL does. */
function ofRelationship({ request, expects }: Exchanged): boolean {
  if (expects?.endsWith('linkage') || /\/relationships\//.test(request.url)) return true;
  if (!isObject(request.document) || !has(request.document, 'data')) return false;
  const data = dataOf(request.document);
  return request.method === 'DELETE' || data === null || Array.isArray(data);
}

function isObjectOrNull(data: unknown): boolean {
  return data === null || isObject(data);
}

function hasFields(object: JsonObject): boolean {
  return has(object, 'attributes') || has(object, 'relationships');
}

function dataOf(document: unknown): unknown {
  return isObject(document) ? member(document, 'data') : undefined;
}

/** Target of `data.links.self`, as text. */
function selfOf(document: unknown): string | null {
  const data = dataOf(document);
  const links = isObject(data) ? member(data, 'links') : undefined;
  const self = isObject(links) ? member(links, 'self') : undefined;
  const target = isObject(self) ? member(self, 'href') : self;
  return typeof target === 'string' ? target : null;
}
