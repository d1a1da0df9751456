/** Faults of the index page, the documentation pages and the documents. */
import { documents } from '../changes.ts';
import { html, type Json } from '../world.ts';
import { must, should } from './entry.ts';

const doc01 = must('TP-DOC-01');
const doc02 = must('TP-DOC-02');
const linked = must('TP-DOC-02', { versions: ['v1', 'v2'] });
const doc03 = must('TP-DOC-03');
const doc04 = should('TP-DOC-04');
const doc06 = must('TP-DOC-06');
const doc07 = should('TP-DOC-07');
const doc08 = should('TP-DOC-08');
const doc09 = should('TP-DOC-09');
const doc11 = should('TP-DOC-11', { versions: ['v1', 'v2'] });

const services = ['paths', '/services', 'get'];
const ok = [...services, 'responses', '200'];

export const documentFaults = [
  doc01('index-without-links', 'The index page names the services, but links nothing.', () => ({
    index: () => html('<body><h1>Services</h1><ul><li>Usage</li><li>Accounts</li></ul></body>'),
  })),
  doc01('index-links-elsewhere', 'The index page links a portal only.', () => ({
    index: () => html('<body><a href="https://portal.example/login">Portal</a></body>'),
  })),

  linked('page-link-dead', 'The documentation page of usage is not there.', (base) => ({
    swaggerPage: (subject) =>
      subject.service === 'usage'
        ? { status: 404, text: 'Not Found', contentType: 'text/plain' }
        : base.swaggerPage(subject),
  })),
  doc02('document-missing', 'The document that the page of accounts names is not there.', (base) => ({
    publish: (document, call) =>
      call.service === 'accounts'
        ? { status: 404, json: { message: 'No message available' } }
        : base.publish(document, call),
  })),
  doc02('document-is-html', 'The document of usage is a login page.', (base) => ({
    publish: (document, call) =>
      call.service === 'usage' ? html('<body><form action="/login"></form></body>') : base.publish(document, call),
  })),
  doc02('document-cut-off', 'The document of usage ends in the middle.', (base) => ({
    publish: (document, call) =>
      call.service === 'usage'
        ? { status: 200, contentType: 'application/json', text: JSON.stringify(document).slice(0, 900) }
        : base.publish(document, call),
  })),
  linked('page-leads-nowhere', 'The documentation page of usage is a plain greeting.', (base) => ({
    swaggerPage: (subject) =>
      subject.service === 'usage' ? html('<body><h1>Welcome</h1></body>') : base.swaggerPage(subject),
  })),
  doc02(
    'document-of-unknown-version',
    'The document of usage says that it is OpenAPI 9.',
    documents('usage', ['openapi'], () => '9.0.0'),
  ),

  doc03(
    'document-without-info',
    'The document of usage has no title and no version.',
    documents('usage', ['info'], () => undefined),
  ),
  doc03(
    'document-parameter-undeclared',
    'A path parameter of accounts is not declared.',
    documents('accounts', ['paths', '/accounts/{accountId}', 'get', 'parameters'], () => undefined),
  ),
  doc03(
    'document-schema-type-unknown',
    'A property of usage has a type that does not exist.',
    documents('usage', ['components', 'schemas', 'UsageReport', 'properties', 'currency', 'type'], () => 'text'),
  ),
  doc03(
    'document-reference-dangling',
    'A reference of accounts leads to nothing.',
    documents('accounts', ['definitions', 'Contact'], () => undefined),
  ),

  doc03(
    'security-scheme-unknown',
    'A read of accounts asks for a security scheme that nothing describes.',
    documents('accounts', ['paths', '/accounts', 'get', 'security'], () => [{ nobody: [] }]),
  ),
  doc03(
    'parameter-list-of-nothing',
    'A parameter of accounts is a list, and nothing says of what.',
    documents('accounts', ['paths', '/accounts', 'get', 'parameters', '1'], () => ({
      name: 'size',
      in: 'query',
      type: 'array',
    })),
  ),
  doc03(
    'link-to-unknown-operation',
    'A link of usage names an operation that the document does not describe.',
    documents('usage', [...ok, 'links'], () => ({ next: { operationId: 'nobody' } })),
  ),
  doc03(
    'tags-twice',
    'The document of accounts lists a tag twice.',
    documents('accounts', ['tags'], () => [{ name: 'accounts' }, { name: 'accounts' }]),
  ),

  doc04(
    'example-of-wrong-type',
    'The example of a parameter of usage does not keep its schema.',
    documents('usage', ['components', 'schemas', 'Problem', 'properties', 'status', 'example'], () => 'four hundred'),
  ),
  doc04(
    'example-response-wrong',
    'The example of an answer of usage does not keep its schema.',
    documents('usage', [...ok, 'content', 'application/json', 'example'], () => [{ id: 1 }]),
  ),

  doc06(
    'server-without-label',
    'The document of usage describes addresses without a label.',
    documents('usage', ['servers'], (_, { world }) => [{ url: `${world.prefix}/usage` }]),
  ),
  doc06(
    'base-path-without-label',
    'The document of accounts describes addresses without a label.',
    documents('accounts', ['basePath'], (_, { world }) => `${world.prefix}/accounts`),
  ),

  doc07(
    'scheme-in-query',
    'The document of usage wants the token in the query.',
    documents('usage', ['components', 'securitySchemes', 'bearer'], () => ({
      type: 'apiKey',
      in: 'query',
      name: 'access_token',
    })),
  ),
  doc07(
    'scheme-basic',
    'The document of accounts wants user name and password.',
    documents('accounts', ['securityDefinitions', 'token'], () => ({ type: 'basic' })),
  ),

  doc07('token-not-declared', 'The document of accounts says nothing of tokens, and its reads want one.', (base) => ({
    document: (document, subject) => {
      const before = base.document(document, subject);
      if (subject.service !== 'accounts') return before;
      const { security: _security, securityDefinitions: _schemes, ...open } = before;
      return open;
    },
  })),

  doc08(
    'success-without-body',
    'A read of usage does not describe its body.',
    documents('usage', ok, () => ({ description: 'The services.' })),
  ),
  doc08(
    'success-without-schema',
    'A read of accounts does not describe its body.',
    documents('accounts', ['paths', '/accounts', 'get', 'responses', '200', 'schema'], () => undefined),
  ),

  doc09(
    'xml-only',
    'A read of accounts is offered as XML only.',
    documents('accounts', ['paths', '/accounts/{accountId}/contacts', 'get', 'produces'], () => ['application/xml']),
  ),
  doc09(
    'xml-only-usage',
    'A read of usage is offered as XML only.',
    documents('usage', [...ok, 'content'], (content) => ({
      'application/xml': (content as { [name: string]: Json })['application/json'] ?? {},
    })),
  ),

  doc11(
    'server-of-other-label',
    'The document of usage describes addresses of latest.',
    documents('usage', ['servers'], (_, { world }) => [{ url: `${world.prefix}/api/latest/usage` }]),
  ),
  doc11(
    'base-path-of-other-label',
    'The document of accounts describes addresses of the other integer version.',
    documents(
      'accounts',
      ['basePath'],
      (_, { world, label }) => `${world.prefix}/api/${label === 'v1' ? 'v2' : 'v1'}/accounts`,
    ),
  ),
];
