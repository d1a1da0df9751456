/** The document of the accounts service: Swagger 2.0 in all generations. */
import type { Subject } from '../behaviour.ts';
import type { JsonObject } from '../world.ts';

const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
const refused = { description: 'No valid token.' };
const missing = { description: 'There is no such account.', schema: ref('Problem') };
const accountId = { name: 'accountId', in: 'path', required: true, type: 'integer', format: 'int32', 'x-example': 1 };

export function accountsDocument({ generation, label, world }: Subject): JsonObject {
  return {
    swagger: '2.0',
    info: {
      title: 'Accounts',
      version: `${generation}.0`,
      description: 'Accounts of a customer.',
      contact: { name: 'TierPoint' },
    },
    basePath: `${world.prefix}/api/${label}/accounts`,
    produces: ['application/json'],
    securityDefinitions: { token: { type: 'apiKey', name: 'Authorization', in: 'header' } },
    security: [{ token: [] }],
    tags: [{ name: 'accounts' }],
    paths: {
      '/accounts': {
        get: {
          tags: ['accounts'],
          operationId: 'listAccounts',
          summary: 'A page of accounts.',
          description: 'A page of accounts.',
          parameters: [
            { name: 'page', in: 'query', required: true, type: 'integer', format: 'int32', minimum: 1 },
            { name: 'size', in: 'query', required: false, type: 'integer', format: 'int32', maximum: 100 },
          ],
          responses: { 200: { description: 'The page.', schema: ref('AccountPage') }, 401: refused },
        },
      },
      '/accounts/{accountId}': {
        get: {
          tags: ['accounts'],
          operationId: 'getAccount',
          summary: 'One account.',
          description: 'One account.',
          parameters: [accountId],
          responses: { 200: { description: 'The account.', schema: ref('Account') }, 401: refused, 404: missing },
        },
      },
      '/accounts/{accountId}/contacts': {
        get: {
          tags: ['accounts'],
          operationId: 'listContacts',
          summary: 'Contacts of an account.',
          description: 'Contacts of an account.',
          parameters: [accountId],
          responses: {
            200: { description: 'The contacts.', schema: { type: 'array', items: ref('Contact') } },
            401: refused,
            404: missing,
          },
        },
      },
      '/invoices/{number}': {
        get: {
          tags: ['accounts'],
          operationId: 'getInvoice',
          summary: 'One invoice.',
          description: 'One invoice.',
          produces: ['application/pdf'],
          parameters: [{ name: 'number', in: 'path', required: true, type: 'string', 'x-example': 'INV-0001' }],
          responses: { 200: { description: 'The invoice.', schema: { type: 'file' } }, 401: refused, 404: missing },
        },
      },
    },
    definitions: {
      AccountPage: {
        type: 'object',
        required: ['items', 'total'],
        properties: { items: { type: 'array', items: ref('Account') }, total: { type: 'integer', format: 'int64' } },
      },
      Account: {
        type: 'object',
        required: ['accountId', 'name'],
        properties: {
          accountId: { type: 'integer', format: 'int32' },
          name: { type: 'string' },
          currency: { type: 'string', enum: ['USD', 'EUR'] },
          parentId: { type: 'integer', format: 'int32', 'x-nullable': true },
          ...(generation === 1 ? {} : { createdAt: { type: 'string', format: 'date-time' } }),
        },
      },
      Contact: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          email: { type: 'string', format: 'email' },
          primary: { type: 'boolean' },
        },
      },
      Problem: {
        type: 'object',
        required: ['title', 'status'],
        properties: { title: { type: 'string' }, status: { type: 'integer', format: 'int32' } },
      },
    },
  };
}
