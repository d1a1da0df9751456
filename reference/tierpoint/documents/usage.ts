/** The document of the usage service: OpenAPI 3.0 in its first generation, 3.1 since the second. */
import type { Subject } from '../behaviour.ts';
import type { JsonObject } from '../world.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: JsonObject) => ({ 'application/json': { schema } });
const refused = { $ref: '#/components/responses/Refused' };
const missing = { $ref: '#/components/responses/Missing' };
const secured = { tags: ['usage'] };

export function usageDocument({ generation, label, world }: Subject): JsonObject {
  const first = generation === 1;
  const nullable = (type: string): JsonObject => (first ? { type, nullable: true } : { type: [type, 'null'] });
  const categories = ['metallic', 'colo', 'privateCloud', 'storage', 'O365', 'Azure'];
  return {
    openapi: first ? '3.0.3' : '3.1.0',
    info: {
      title: 'Usage',
      version: `${generation}.0`,
      description: 'Usage and cost of services.',
      contact: { name: 'TierPoint' },
    },
    servers: [{ url: `${world.prefix}/api/${label}/usage` }],
    security: [{ bearer: [] }],
    tags: [{ name: 'usage' }],
    paths: {
      '/org/{crmId}/metallic/usageReport': {
        parameters: [{ name: 'crmId', in: 'path', required: true, schema: { type: 'string' }, example: 'self' }],
        get: {
          ...secured,
          operationId: 'getMetallicUsage',
          summary: 'Usage of one month.',
          description: 'Usage of one month.',
          parameters: [
            {
              name: 'month',
              in: 'query',
              required: true,
              schema: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
              example: '2026-01',
            },
            { name: 'skuType', in: 'query', schema: { type: 'string', enum: ['Consumption', 'MRR'] } },
          ],
          responses: {
            200: { description: 'The report.', content: json(ref('UsageReport')) },
            401: refused,
            404: missing,
          },
        },
      },
      '/services': {
        get: {
          ...secured,
          operationId: 'listServices',
          summary: 'All services.',
          description: 'All services.',
          responses: {
            200: {
              description: 'The services.',
              headers: {
                'X-Request-Id': { description: 'Id of the request.', required: true, schema: { type: 'string' } },
              },
              content: json({ type: 'array', items: ref('Service') }),
            },
            401: refused,
          },
        },
      },
      '/services/{serviceId}': {
        get: {
          ...secured,
          operationId: 'getService',
          summary: 'One service.',
          description: 'One service.',
          parameters: [
            {
              name: 'serviceId',
              in: 'path',
              required: true,
              schema: { type: 'string', format: 'uuid' },
              example: '6d2a4f0e-1111-4222-8333-444455556666',
            },
          ],
          responses: {
            200: { description: 'The service.', content: json(ref('Service')) },
            401: refused,
            404: missing,
          },
        },
      },
      '/services/{serviceId}/history': {
        get: {
          ...secured,
          operationId: 'getServiceHistory',
          summary: 'Cost per month.',
          description: 'Cost per month.',
          parameters: [
            { name: 'serviceId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            { name: 'until', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
          ],
          responses: {
            200: { description: 'One entry per month.', content: json({ type: 'array', items: ref('MonthlyCost') }) },
            401: refused,
            404: missing,
          },
        },
      },
      '/exports': {
        post: {
          ...secured,
          operationId: 'startExport',
          summary: 'Starts an export; its end is notified.',
          description: 'Starts an export; its end is notified.',
          requestBody: { content: json({ type: 'object', properties: { month: { type: 'string' } } }) },
          responses: { 202: { description: 'Started.', content: json(ref('Operation')) }, 401: refused },
        },
      },
      '/exports/{operationId}': {
        get: {
          ...secured,
          operationId: 'getExport',
          summary: 'State of an export.',
          description: 'State of an export.',
          parameters: [{ name: 'operationId', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: { description: 'The export.', content: json(ref('Operation')) },
            401: refused,
            404: missing,
          },
        },
      },
      '/status': {
        get: {
          ...secured,
          security: [],
          operationId: 'getStatus',
          summary: 'Whether the service is up.',
          description: 'Whether the service is up.',
          responses: {
            200: {
              description: 'It is.',
              content: json({
                type: 'object',
                required: ['status'],
                properties: { status: { type: 'string', enum: ['UP', 'DEGRADED'] } },
              }),
            },
          },
        },
      },
      ...(generation === 3 ? { '/forecast': forecast } : {}),
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        Refused: {
          description: 'No valid token.',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
        Missing: {
          description: 'There is no such thing.',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
      },
      schemas: {
        UsageReport: {
          type: 'object',
          required: ['usageOverview'],
          properties: { currency: nullable('string'), usageOverview: { type: 'array', items: ref('UsageLine') } },
        },
        UsageLine: {
          type: 'object',
          required: ['name', 'totalCost'],
          properties: {
            name: { type: 'string' },
            sku: nullable('string'),
            description: nullable('string'),
            currency: nullable('string'),
            totalCost: { type: first ? 'string' : 'number' },
          },
        },
        Service: {
          type: 'object',
          required: ['id', 'name', 'category', 'since', first ? 'active' : 'state'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            name: { type: 'string', minLength: 1 },
            category: { type: 'string', enum: categories },
            since: { type: 'string', format: 'date-time' },
            parent: { ...nullable('string'), format: 'uuid' },
            ...(first
              ? { active: { type: 'boolean' } }
              : {
                  state: { type: 'string', enum: ['ACTIVE', 'SUSPENDED'] },
                  tags: { type: 'array', items: { type: 'string' } },
                }),
          },
        },
        MonthlyCost: {
          type: 'object',
          required: ['month', 'cost'],
          properties: { month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' }, cost: { type: 'number', minimum: 0 } },
        },
        Operation: {
          type: 'object',
          required: ['operationId', 'state'],
          properties: { operationId: { type: 'string' }, state: { type: 'string', enum: ['PENDING', 'COMPLETED'] } },
        },
        Problem: {
          type: 'object',
          required: ['title', 'status'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer', format: 'int32' },
            detail: { type: 'string' },
          },
        },
        ...(generation === 3
          ? {
              Forecast: {
                type: 'object',
                required: ['months'],
                properties: { months: { type: 'array', items: ref('MonthlyCost') } },
              },
            }
          : {}),
      },
    },
  };
}

const forecast = {
  get: {
    ...secured,
    operationId: 'getForecast',
    summary: 'Expected cost.',
    description: 'Expected cost.',
    responses: { 200: { description: 'The forecast.', content: json(ref('Forecast')) }, 401: refused },
  },
};
