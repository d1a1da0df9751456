/** One thing that breaks each statement of JSON:API that is classified as tested or observed. By the statement's id. */
import type { Expectation } from '../../../src/judges/json-api/exchange.ts';
import type { JsonApiVersion } from '../../../src/judges/json-api/outline.ts';
import type { Page } from '../../../src/judges/json-api/pages.ts';
import type { Situation } from '../../../src/judges/json-api/situations.ts';

export interface Defect {
  /** Both where it is left out. */
  readonly versions?: readonly JsonApiVersion[];
  readonly document?: unknown;
  /** Path and query of the request. */
  readonly asked?: string;
  readonly status?: number;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly sent?: unknown;
  readonly expects?: Expectation;
  readonly situation?: Situation;
  readonly pages?: readonly Page[];
}

const type = 'application/vnd.api+json';
const ext = 'https://ext.example/a';
const v10 = { versions: ['1.0'] } as const;

const article = { type: 'articles', id: '1' };
const of = (more: object) => ({ document: { data: { ...article, ...more } } });
const links = (value: object) => ({ document: { data: [], links: value } });
const attribute = (name: string) => of({ attributes: { [name]: 1 } });
const author = (value: object) => of({ relationships: { author: value } });
const error = (value: object) => ({ status: 400, document: { errors: [value] } });
const situation = (name: Situation, status: number): Defect => ({ situation: name, status });
const sorted = (sort: string, ...rows: readonly object[]) => ({
  asked: `/articles?sort=${sort}`,
  document: { data: rows.map((attributes, index) => ({ ...article, id: String(index), attributes })) },
});
const byHeader = (value: string, more: object = {}) => ({
  headers: { 'content-type': value },
  document: { data: [] },
  ...more,
});
const created = (more: object, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  status: 201,
  headers: { 'content-type': type, ...headers },
  ...more,
});

const url = (page: number) => `https://api.example/articles?page%5Bnumber%5D=${page}`;
const pages = (...listed: readonly { readonly items: readonly string[]; readonly next: number | null }[]) => ({
  pages: listed.map(({ items, next }, index) => ({
    url: url(index + 1),
    links: { next: next === null ? null : url(next) },
    items,
    exchange: undefined,
  })),
});

export const defects: Readonly<Record<string, Defect | readonly Defect[]>> = {
  'response-content-type': [byHeader('application/json'), byHeader(`${type}; charset=utf-8`)],
  'response-unsupported-media-type': {
    method: 'POST',
    requestHeaders: { 'content-type': `${type}; charset=utf-8` },
    ...of({}),
  },
  'response-not-acceptable': { requestHeaders: { accept: `${type}; a=1` }, document: { data: [] } },
  'ext-and-profile-uris': byHeader(`${type}; profile="here"`),
  'unsupported-extension-content-type': {
    method: 'POST',
    requestHeaders: { 'content-type': `${type}; ext="${ext}"` },
    ...of({}),
  },
  'unsupported-extension-accept': { requestHeaders: { accept: `${type}; ext="${ext}"` }, document: { data: [] } },
  'vary-accept': byHeader(`${type}; profile="${ext}"`),

  'self-names-applied-parameters': byHeader(`${type}; profile="${ext}"`, {
    document: { data: [], links: { self: '/articles' } },
  }),

  'additional-members': [
    { document: { data: null, count: 1 } },
    of({ href: '/articles/1' }),
    author({ data: null, id: '9' }),
    author({ data: { type: 'people', id: '9', attributes: {} } }),
    links({ help: '/help' }),
    links({ self: { href: '/a', text: 'A' } }),
    { document: { data: null, jsonapi: { name: 'x' } } },
    error({ message: 'x' }),
  ],
  'json-object': { document: [] },
  'required-top-level': { document: { links: {} } },
  'data-errors': { document: { data: null, errors: [] } },
  'optional-top-level': [{ document: { data: null, rels: {} } }, { document: { data: null, included: {} } }],
  'data-included': { document: { meta: {}, included: [] } },
  'top-level-links.object': { document: { data: null, links: ['/a'] } },
  'top-level-links.members': links({ previous: '/a' }),
  'primary-data': [{ document: { data: 'x' } }, { document: { data: [null] } }],
  'logical-collection': { expects: 'collection', ...of({}) },
  'resource-required-top-level': { document: { data: { type: 'articles' } } },
  'resource-optional-top-level': of({ title: 'x' }),
  'resource-id-type': { document: { data: { id: '1' } } },
  'resource-id-type-types': { document: { data: { type: 'articles', id: 1 } } },
  'lid-string': [of({ lid: 1 }), author({ data: { type: 'people', lid: 1 } })],
  'resource-unique': {
    document: { data: [1, 2].map((title) => ({ ...article, attributes: { title } })) },
  },
  'resource-type-constraints': { document: { data: { type: 'my.articles', id: '1' } } },
  'resource-fields': [attribute('type'), of({ attributes: { a: 1 }, relationships: { a: { data: null } } })],
  'resource-attributes-key': of({ attributes: [] }),
  'resource-attributes-reserve-members.links': { ...v10, ...of({ attributes: { a: [{ links: {} }] } }) },
  'resource-attributes-reserve-members.keys': of({
    attributes: { author_id: '9' },
    relationships: { author: { data: { type: 'people', id: '9' } } },
  }),
  'resource-relationships-key': of({ relationships: [] }),
  'resource-relationships-object': [author({}), of({ relationships: { author: null } })],
  'resource-relationships-pagination': author({ data: null, links: { next: '/a' } }),
  'resource-related-resource-link': [author({ links: { related: 'http://' } }), author({ links: { related: 5 } })],
  'resource-linkage': author({ data: '9' }),
  'resource-links': of({ links: { related: '/a' } }),
  'resource-identifier-required-members': [author({ data: { type: 'people' } }), author({ data: { id: '9' } })],
  'resource-identifier-optional-member': author({ data: { type: 'people', id: '9', links: {} } }),
  'compound-documents-top-level-included': { document: { data: article, included: { type: 'people', id: '9' } } },
  'compound-documents-full-linkage': {
    document: { data: { ...article, attributes: {} }, included: [{ type: 'people', id: '9' }] },
  },
  'compound-documents-duplicates': {
    document: {
      data: { ...article, relationships: { author: { data: { type: 'people', id: '9' } } } },
      included: [
        { type: 'people', id: '9' },
        { type: 'people', id: '9' },
      ],
    },
  },
  'repeated-resources': { document: { data: [article, article] } },
  'meta-objects': [{ document: { meta: [] } }, author({ meta: 'x' }), links({ self: { href: '/a', meta: 1 } })],
  'top-level-links-members': [links({ self: 5 }), links({ self: 'a b' }), links({ self: { href: '/a', x: 1 } })],
  'link-object-href': links({ self: { meta: {} } }),
  'link-object-values': [
    links({ self: { href: '/a', hreflang: 'en_US' } }),
    links({ self: { href: '/a', rel: 5 } }),
    links({ self: { href: '/a', describedby: [] } }),
  ],
  'link-brackets-encoded': links({ next: '/a?page[number]=2' }),
  'json-api-type': { document: { data: null, jsonapi: '1.0' } },
  'json-api-version': { document: { data: null, jsonapi: { version: 1 } } },
  'json-api-meta': [
    { document: { data: null, jsonapi: { meta: [] } } },
    { document: { data: null, jsonapi: { name: 'x' } } },
  ],
  'json-api-ext-profile': { document: { data: null, jsonapi: { ext: ['here'] } } },
  'member-name-character': attribute(''),
  'member-name-allowed-characters-only': [attribute('a\u0007b'), of({ attributes: { a: { 'b.c': 1 } } })],
  'member-name-globally-allowed': [attribute('-a'), attribute('a_'), attribute(' a')],
  'member-name-url-safe': attribute('a b'),
  'member-name-reserved-characters': [...'+,.[]!"#$%&\'()*/;<=>?@\\^`{|}~\u007f\u0000'].map((character) =>
    attribute(`a${character}b`),
  ),
  'member-name-at-members-no-process': { document: { '@context': 'x' } },
  'extension-member-names': [
    { ...byHeader(`${type}; ext="${ext}"`), ...of({ 'ver-sion:id': '1' }) },
    { ...byHeader(`${type}; ext="${ext}"`), document: { data: null, 'version:-id': '1' } },
  ],

  'fetch-response-code': { status: 201, document: { data: [] } },
  'fetch-primary-data-collection': { expects: 'collection', document: { data: null } },
  'fetch-primary-data-single': { expects: 'resource', document: { data: [] } },
  'fetch-responses-404': situation('missing-resource', 200),
  'fetch-relationships-response-200': {
    asked: '/articles/1/relationships/tags',
    status: 206,
    expects: 'to-many-linkage',
    document: { data: [] },
  },
  'fetch-relationships-response-200-primary-data': [
    { expects: 'to-one-linkage', document: { data: { ...article, attributes: {} } } },
    { expects: 'to-many-linkage', document: { data: article } },
  ],
  'fetch-relationships-response-200-self-related': {
    expects: 'to-one-linkage',
    document: { data: null, links: { relationship: '/a' } },
  },
  'fetch-relationships-response-404': situation('missing-relationship', 200),
  'fetch-relationships-response-exists-empty': situation('empty-relationship', 404),
  'inclusion-unsupported': situation('unsupported-include', 200),
  'inclusion-unrequested': {
    asked: '/articles/1?include=tags',
    document: {
      data: { ...article, relationships: { author: { data: { type: 'people', id: '9' } } } },
      included: [{ type: 'people', id: '9' }],
    },
  },
  'inclusion-included-present': { asked: '/articles/1?include=author', document: { data: article } },
  'inclusion-bad-request': situation('unknown-include-path', 200),
  'sparse-fieldsets-additional-fields': {
    asked: '/articles/1?fields%5Barticles%5D=title',
    ...of({ attributes: { title: 'x', body: 'y' } }),
  },
  'sorting-multiple-fields-order': sorted('a,b', { a: 1, b: 2 }, { a: 1, b: 1 }),
  'sorting-order': [sorted('a', { a: 2 }, { a: 1 }), sorted('-a', { a: 1 }, { a: 2 })],
  'sorting-not-supported': situation('unsupported-sort', 200),
  'sorting-specified-order': sorted('a', { a: '2026-01-02' }, { a: '2026-01-01' }),
  'pagination-links-object': of({ relationships: { author: { data: null, links: { self: '/a', next: '/b' } } } }),
  'pagination-keys': [links({ previous: '/a' }), pages({ items: ['a'], next: 1 })],
  'pagination-unavailable-link': [
    links({ next: '' }),
    { pages: [{ url: url(1), links: { last: url(1), next: url(2) }, items: ['a'], exchange: undefined }] },
  ],
  'pagination-order': [
    pages({ items: ['a', 'b'], next: 2 }, { items: ['b', 'c'], next: null }),
    { pages: [{ url: url(2), links: { last: url(2), next: url(3) }, items: ['b'], exchange: undefined }] },
  ],

  'create-client-generated-ids-forbidden': situation('unsupported-client-id', 201),
  'create-responses-201-status': situation('created-without-id', 200),
  'create-responses-201-location': created(of({})),
  'create-responses-201-document': created({ document: { data: [] } }, { location: '/articles/1' }),
  'create-responses-201-self': created(of({ links: { self: '/articles/1' } }), { location: '/articles/2' }),
  'create-responses-202': situation('accepted-for-later', 200),
  'create-responses-204': [situation('created-with-client-id', 200), { method: 'POST', status: 204, ...of({}) }],
  'create-responses-404-related': situation('missing-related-resource', 201),
  'create-responses-409-exists': situation('existing-client-id', 201),
  'create-responses-409-bad-type': situation('wrong-type-created', 201),
  'update-resource-relationship-reject-full-replacement-response': situation('refused-full-replacement', 405),
  'update-resource-202-status': situation('accepted-for-later', 204),
  'update-resource-200-status': situation('updated-with-side-effects', 204),
  'update-resource-relationship-200-response': [
    { method: 'PATCH', document: { data: [] }, sent: { data: article } },
    { method: 'PATCH', document: { data: { ...article, id: '2' } }, sent: { data: article } },
  ],
  'update-resource-200-meta': situation('updated-as-asked', 201),
  'update-resource-200-meta-representation': { method: 'PATCH', document: { meta: {}, data: [article] } },
  'update-resource-204-status': [situation('updated-as-asked', 202), { method: 'PATCH', status: 204, ...of({}) }],
  'update-resource-403-status': situation('unsupported-update', 405),
  'update-resource-404-status': situation('missing-updated-resource', 200),
  'update-resource-404-related': situation('missing-related-resource', 200),
  'update-resource-409-no-match': situation('mismatched-update', 200),
  'respond-patch-to-one-relationship-link': situation('relationship-changed', 405),
  'patch-to-one-response': situation('relationship-changed', 400),
  'respond-patch-post-delete-to-many-relationship-link': situation('unsupported-update', 405),
  'post-to-many-response': situation('relationship-changed', 409),
  'delete-to-many-success': situation('relationship-changed', 404),
  'updating-relationship-202-status': situation('accepted-for-later', 201),
  'updating-relationship-204-status': [
    situation('relationship-changed', 201),
    { method: 'POST', status: 204, document: { data: [] } },
  ],
  'updating-relationship-200-status': situation('updated-with-side-effects', 202),
  'updating-relationship-200-meta': situation('relationship-changed', 203),
  'updating-relationship-403-status': situation('unsupported-update', 404),
  'delete-202-status': situation('accepted-for-later', 200),
  'delete-204-status': [
    { method: 'DELETE', status: 200 },
    { method: 'DELETE', status: 204, ...of({}) },
  ],
  'delete-200-status': [situation('deleted', 205), { method: 'DELETE', status: 200, ...of({}) }],
  'delete-404-status': situation('missing-deleted-resource', 204),

  'query-parameters-bad-request': situation('unknown-query-parameter', 200),
  'error-general': { status: 500, document: { errors: [{ status: '422' }, { status: '400' }] } },
  'error-object-key': [
    { status: 400, document: { errors: { status: '400' } } },
    { status: 400, document: { errors: ['x'] } },
  ],
  'error-object-members': [
    error({ status: 400 }),
    error({ code: 7 }),
    error({ status: 'bad' }),
    error({ source: [] }),
    error({ source: { pointer: 'data' } }),
    error({ links: { help: '/a' } }),
    error({ message: 'x' }),
  ],
  'error-not-empty': error({}),
  'error-status-present': error({ title: 'x' }),
  'error-source-content': error({ source: {} }),
  'error-pointer-target': [
    { method: 'POST', sent: { data: { type: 'a' } }, ...error({ source: { pointer: '/data/attributes' } }) },
    error({ source: { pointer: '/data' } }),
  ],
};
