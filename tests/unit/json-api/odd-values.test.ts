/** A document with one odd value in any place is judged without harm, and each finding points into it. */
import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../src/judges/json-api/judge-answer.ts';
import { judgeDocument } from '../../../src/judges/json-api/judge-document.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { at } from '../../../src/judges/schema.ts';
import { withOddValues } from './odd-values.ts';

const identifier = { type: 'people', id: '9', meta: { since: 1 } };
const compound = {
  jsonapi: { version: '1.1', meta: { a: 1 } },
  data: [
    {
      type: 'articles',
      id: '1',
      attributes: { title: 'a', parts: [{ size: 1 }] },
      relationships: {
        author: { links: { self: '/a/1/relationships/author', related: '/a/1/author' }, data: identifier },
        tags: { data: [{ type: 'tags', id: '3' }], meta: {} },
      },
      links: { self: { href: '/a/1', meta: { b: 1 } } },
      meta: { m: 1 },
    },
  ],
  included: [
    { type: 'people', id: '9', attributes: { name: 'n' } },
    { type: 'tags', id: '3' },
  ],
  links: { self: '/a?include=author', first: '/a', next: null },
  meta: { total: 1 },
};
const failed = {
  errors: [
    {
      id: '1',
      status: '422',
      code: 'X',
      title: 't',
      detail: 'd',
      links: { about: 'https://h/e' },
      source: { pointer: '/data/attributes/title', parameter: 'sort' },
      meta: { a: 1 },
    },
  ],
};
const requestUrl = 'https://h/a?include=author,tags&fields[articles]=title,parts,author,tags&sort=-title';

describe('one odd value', () => {
  it.each([
    ['a compound document', compound],
    ['errors', failed],
  ])('in any place of %s', (_, document) => {
    expect(broken(judgeDocument(document, { version: '1.1', requestUrl }), ['must'])).toEqual([]);
    const lost: unknown[] = [];
    for (const changed of withOddValues(document))
      for (const { rule, findings } of judgeDocument(changed, { version: '1.1', requestUrl }))
        for (const { where } of findings) {
          const parent = (where ?? '').split('/').slice(0, -1).join('/');
          if (parent !== '' && at(changed, parent) === undefined) lost.push([rule, where]);
        }
    expect(lost).toEqual([]);
  });

  it.each([
    ['GET', 200, { data: [identifier] }, 'collection'],
    ['GET', 200, { data: identifier }, 'to-one-linkage'],
    ['GET', 200, { data: [identifier] }, 'to-many-linkage'],
    ['GET', 200, { data: compound.data[0] }, 'resource'],
    ['POST', 201, { data: compound.data[0] }, undefined],
    ['PATCH', 422, failed, undefined],
  ] as const)('in the answer of a %s with %i', (method, status, document, expects) => {
    let judged = 0;
    for (const changed of withOddValues(document)) {
      const request = { method, url: requestUrl, headers: { accept: '*/*' }, document: { data: compound.data[0] } };
      const response = {
        status,
        headers: (name: string) => (name === 'content-type' ? ['application/vnd.api+json'] : []),
        text: JSON.stringify(changed),
        document: changed,
      };
      const options = { version: '1.1', ...(expects === undefined ? {} : { expects }) } as const;
      judged += judgeAnswer({ request, response }, options).length;
    }
    expect(judged).toBeGreaterThan(0);
  });
});
