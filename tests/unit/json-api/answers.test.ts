/** Rules over exchanges: media types, negotiation, statuses, errors. Each with a right and a wrong answer. */
import { describe, expect, it } from 'vitest';
import type { Request, Response } from '../../../src/judges/json-api/exchange.ts';
import { exchangeTable, judgeAnswer } from '../../../src/judges/json-api/judge-answer.ts';
import type { AnswerOptions } from '../../../src/judges/json-api/judge-answer.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { situationTable } from '../../../src/judges/json-api/situations.ts';

const type = 'application/vnd.api+json';
const article = { type: 'articles', id: '1' };
const url = 'https://api.example/articles';

interface Came {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly document?: unknown;
  readonly text?: string;
}

function response({ status = 200, headers = { 'content-type': type }, document, text }: Came): Response {
  return {
    status,
    headers: (name) => [headers[name] ?? []].flat(),
    text: text ?? (document === undefined ? '' : JSON.stringify(document)),
    document,
  };
}

interface Twin {
  readonly rule: string;
  readonly name: string;
  readonly right: Came;
  readonly wrong: Came;
  readonly request?: Partial<Request>;
  /** The request of the wrong answer, where it differs. */
  readonly wrongRequest?: Partial<Request>;
  readonly options?: Partial<AnswerOptions>;
  readonly where: string;
}

const doc = (data: unknown) => ({ document: { data } });
const typed = (value: string | readonly string[]): Came => ({ ...doc([]), headers: { 'content-type': value } });
const uri = 'https://ext.example/a';
const failed = (status: number, ...errors: readonly object[]): Came => ({ status, document: { errors } });
const created = (links: object, headers: object): Came => ({
  status: 201,
  document: { data: { ...article, links } },
  headers: { 'content-type': type, ...headers },
});
const v11 = { version: '1.1' } as const;

const twins: readonly Twin[] = [
  {
    rule: 'media-type',
    name: 'plain JSON',
    right: doc([]),
    wrong: typed('application/json'),
    where: 'header content-type',
  },
  {
    rule: 'media-type',
    name: 'letter case does not matter',
    right: typed('Application/VND.api+json'),
    wrong: { ...doc([]), headers: {} },
    where: 'header content-type',
  },
  {
    rule: 'media-type',
    name: 'two headers',
    right: typed(type),
    wrong: typed([type, type]),
    where: 'header content-type',
  },
  {
    rule: 'media-type',
    name: 'an error page of a proxy is no JSON:API, a JSON:API error is',
    right: { status: 502, text: '<html>', headers: { 'content-type': 'text/html' } },
    wrong: { ...failed(404, { status: '404' }), headers: { 'content-type': 'text/html' } },
    where: 'header content-type',
  },
  {
    rule: 'media-type-parameters',
    name: 'a charset',
    right: doc([]),
    wrong: typed(`${type}; charset=utf-8`),
    where: 'header content-type',
  },
  {
    rule: 'media-type-parameters',
    name: '1.1 allows a profile',
    right: typed(`${type};profile="${uri}"`),
    wrong: typed(`${type};version=1`),
    options: v11,
    where: 'header content-type',
  },
  {
    rule: 'media-type-uris',
    name: 'names in place of URIs',
    right: typed(`${type}; ext="${uri} ${uri}b"`),
    wrong: typed(`${type}; ext="atomic"`),
    options: v11,
    where: 'header content-type',
  },
  {
    rule: 'media-type-uris',
    name: 'two blanks',
    right: typed(`${type}; profile="${uri}"`),
    wrong: typed(`${type}; profile="${uri}  ${uri}"`),
    options: v11,
    where: 'header content-type',
  },
  { rule: 'media-type-json', name: 'no JSON', right: doc([]), wrong: { text: '{"data":' }, where: 'body' },
  {
    rule: 'negotiation-415',
    name: 'a parameter in 1.0',
    right: failed(415, { status: '415' }),
    wrong: doc([]),
    request: { headers: { 'content-type': `${type}; charset=utf-8` } },
    where: 'status',
  },
  {
    rule: 'negotiation-415',
    name: 'an unsupported extension in 1.1',
    right: failed(415, { status: '415' }),
    wrong: doc([]),
    request: { headers: { 'content-type': `${type}; ext="${uri}"` } },
    options: { ...v11, supportedExtensions: [] },
    where: 'status',
  },
  {
    rule: 'negotiation-406',
    name: 'only with parameters',
    right: failed(406, { status: '406' }),
    wrong: doc([]),
    request: { headers: { accept: `text/html, ${type};version=1;q=0.5` } },
    where: 'status',
  },
  {
    rule: 'negotiation-406',
    name: 'all extensions unsupported',
    right: failed(406, { status: '406' }),
    wrong: doc([]),
    request: { headers: { accept: `${type};ext="${uri}", ${type};foo=1` } },
    options: { ...v11, supportedExtensions: [] },
    where: 'status',
  },
  {
    rule: 'self-link-type',
    name: 'a self link that does not tell the profile',
    right: {
      headers: { 'content-type': `${type}; profile="${uri}"`, vary: 'Accept' },
      document: { data: [], links: { self: { href: '/articles', type: `${type};profile="${uri}"` } } },
    },
    wrong: {
      headers: { 'content-type': `${type}; profile="${uri}"`, vary: 'Accept' },
      document: { data: [], links: { self: { href: '/articles', type } } },
    },
    options: v11,
    where: '/links/self',
  },
  {
    rule: 'vary-accept',
    name: 'no Vary',
    right: { ...doc([]), headers: { 'content-type': `${type};profile="${uri}"`, vary: 'Origin, Accept' } },
    wrong: typed(`${type};profile="${uri}"`),
    options: v11,
    where: 'header vary',
  },
  { rule: 'fetch-status', name: '203 for a GET', right: doc([]), wrong: { status: 203, ...doc([]) }, where: 'status' },
  {
    rule: 'fetch-collection',
    name: 'a single object for a collection',
    right: doc([]),
    wrong: doc(article),
    options: { expects: 'collection' },
    where: '/data',
  },
  {
    rule: 'fetch-resource',
    name: 'a list for a single resource',
    right: doc(null),
    wrong: doc([article]),
    options: { expects: 'resource' },
    where: '/data',
  },
  {
    rule: 'fetch-linkage',
    name: 'fields in to-one linkage',
    right: doc(article),
    wrong: doc({ ...article, attributes: {} }),
    options: { expects: 'to-one-linkage' },
    where: '/data',
  },
  {
    rule: 'fetch-linkage',
    name: 'an object as to-many linkage',
    right: doc([article]),
    wrong: doc(article),
    options: { expects: 'to-many-linkage' },
    where: '/data',
  },
  {
    rule: 'created-document',
    name: '201 without the resource',
    right: { status: 201, ...doc(article) },
    wrong: { status: 201, document: { meta: {} } },
    request: { method: 'POST' },
    where: '/data',
  },
  {
    rule: 'created-location',
    name: '201 without Location',
    right: created({}, { location: '/articles/1' }),
    wrong: created({}, {}),
    request: { method: 'POST' },
    where: 'header location',
  },
  {
    rule: 'created-self',
    name: 'needless percent-encoding is no difference',
    right: created({ self: `${url}/%7e1%2f` }, { location: `${url}/~1%2F` }),
    wrong: created({ self: `${url}/~1/` }, { location: `${url}/~1%2F` }),
    request: { method: 'POST' },
    where: '/data/links/self',
  },
  {
    rule: 'created-self',
    name: 'self elsewhere',
    right: created({ self: '/articles/1' }, { location: 'https://api.example/articles/1' }),
    wrong: created({ self: '/articles/2' }, { location: '/articles/1' }),
    request: { method: 'POST' },
    where: '/data/links/self',
  },
  {
    rule: 'no-content-empty',
    name: '204 with a body',
    right: { status: 204, headers: {} },
    wrong: { status: 204, text: 'ok', headers: {} },
    request: { method: 'DELETE' },
    where: 'body',
  },
  {
    rule: 'deleted-without-data',
    name: 'data for a DELETE',
    right: { document: { meta: {} } },
    wrong: doc(article),
    request: { method: 'DELETE' },
    where: '/data',
  },
  {
    rule: 'deleted-without-data',
    name: 'data for a DELETE, and for one of members of a relationship',
    right: doc([article]),
    wrong: { document: { data: null } },
    request: { method: 'DELETE', url: 'https://api.example/articles/1/relationships/tags' },
    wrongRequest: { method: 'DELETE' },
    where: '/data',
  },
  {
    rule: 'deleted-document',
    name: 'nothing for a DELETE',
    right: { status: 204, headers: {} },
    wrong: { headers: {} },
    request: { method: 'DELETE' },
    where: 'status',
  },
  {
    rule: 'updated-resource',
    name: 'another resource for a PATCH',
    right: doc({ ...article, attributes: { title: 'B' } }),
    wrong: doc({ ...article, id: '2' }),
    request: { method: 'PATCH', document: { data: { ...article, attributes: { title: 'B' } } } },
    where: '/data',
  },
  {
    rule: 'updated-document',
    name: 'a list is right for the members of a relationship alone',
    right: doc([article]),
    wrong: doc([article]),
    request: { method: 'PATCH', document: { data: [article] } },
    wrongRequest: { method: 'PATCH', document: { data: article } },
    where: '/data',
  },
  {
    rule: 'updated-document',
    name: 'a list for a PATCH',
    right: doc(article),
    wrong: doc([article]),
    request: { method: 'PATCH' },
    where: '/data',
  },
  {
    rule: 'errors-need-error-status',
    name: 'errors with 200',
    right: failed(400, { code: 'X' }),
    wrong: failed(200, { code: 'X' }),
    where: 'status',
  },
  {
    rule: 'error-status-agrees',
    name: 'another status in the error',
    right: failed(404, { status: '404' }),
    wrong: failed(400, { status: '404' }),
    where: '/errors/0/status',
  },
  {
    rule: 'error-status-agrees',
    name: 'several errors of one class',
    right: failed(400, { status: '422' }, { status: '409' }),
    wrong: failed(400, { status: '500' }, { status: '503' }),
    where: '/errors',
  },
  {
    rule: 'error-pointer-target',
    name: 'a pointer into a request without body',
    right: failed(400, { source: { parameter: 'a' } }),
    wrong: failed(404, { source: { pointer: '/data' } }),
    where: '/errors/0/source/pointer',
  },
  {
    rule: 'error-pointer-target',
    name: 'a pointer to nothing',
    right: failed(400, { source: { pointer: '/data/a~1b/0' } }),
    wrong: failed(400, { source: { pointer: '/data/a~1b/1' } }),
    request: { method: 'POST', document: { data: { 'a/b': ['x'] } } },
    where: '/errors/0/source/pointer',
  },
  ...situationTable.map(({ situation, statuses }): Twin => ({
    rule: `status-${situation}`,
    name: 'the demanded status',
    right: statuses[0] === 201 ? created({}, {}) : { status: statuses[0], headers: {} },
    wrong: { status: 500, headers: {} },
    options: { situation },
    request: { method: 'POST' },
    where: 'status',
  })),
];

describe('answers', () => {
  for (const { rule, name, right, wrong, request, wrongRequest, options, where } of twins) {
    it(`${rule}: ${name}`, () => {
      const judge = (came: Came, asked: Partial<Request> = {}) =>
        judgeAnswer(
          { request: { method: 'GET', url, ...asked }, response: response(came) },
          { version: '1.0', ...options },
        );
      expect(broken(judge(right, request), ['must'])).toEqual([]);
      const result = judge(wrong, wrongRequest ?? request).find((one) => one.rule === rule);
      expect(result?.findings.map((finding) => finding.where)).toContain(where);
      expect(judge(right, request).find((one) => one.rule === rule)).toMatchObject({ findingsTotal: 0 });
    });
  }

  it('has twins for every rule', () => {
    const tested = new Set(twins.map(({ rule }) => rule));
    expect(exchangeTable.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });

  it('judges the document with what the request asked for, and names the exchange', () => {
    const came = doc({ ...article, attributes: { title: 'x', body: 'y' } });
    const request = { method: 'GET', url: `${url}/1?fields%5Barticles%5D=title` };
    const results = judgeAnswer({ request, response: response(came) }, { version: '1.0', exchange: '1-0007' });
    expect(broken(results)).toMatchObject([
      { rule: 'fields-requested', findings: [{ where: '/data', exchange: '1-0007' }] },
    ]);
  });

  it('judges no document where a proxy answered', () => {
    const came = response({
      status: 503,
      headers: { 'content-type': 'application/json' },
      document: { message: 'down' },
    });
    const results = judgeAnswer({ request: { method: 'GET', url }, response: came }, { version: '1.0' });
    expect(broken(results)).toEqual([]);
    expect(results.some(({ rule }) => rule === 'document-object')).toBe(false);
  });

  it('takes either refusal where both headers are wrong', () => {
    const headers = { accept: `${type};a=1`, 'content-type': `${type};a=1` };
    for (const status of [406, 415]) {
      const results = judgeAnswer(
        { request: { method: 'POST', url, headers }, response: response({ status }) },
        { version: '1.0' },
      );
      expect(broken(results)).toEqual([]);
    }
  });
});
