/** Answers to writes: what was created, updated or deleted, and the document that tells it. */
import { shorten } from '../../../verdict/check.ts';
import type { VersionedRule } from '../table.ts';
import type { Exchanged } from '../exchange.ts';
import { identityOf } from '../outline.ts';
import { sameTarget } from '../uri.ts';
import { brief, has, isObject, member } from '../value.ts';
import { statusFinding } from './exchanges.ts';

export const writeRules: readonly VersionedRule<Exchanged>[] = [
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
      const same = sameTarget(location, self, request.url);
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

/** Whether a write concerned a relationship: the caller says so, or its body or its URL does. */
function ofRelationship({ request, expects }: Exchanged): boolean {
  if (expects?.endsWith('linkage') || /\/relationships\//.test(request.url)) return true;
  if (!isObject(request.document) || !has(request.document, 'data')) return false;
  const data = dataOf(request.document);
  return request.method === 'DELETE' || data === null || Array.isArray(data);
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
