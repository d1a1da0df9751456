/** Small documents and answers for the tests of this room. */
import { answerOf, type Answer, type RawAnswer } from '../../../src/judges/answer.ts';
import { type ApiDocument, readDocument } from '../../../src/openapi/document.ts';
import { operationsOf, type ApiOperation } from '../../../src/openapi/operations.ts';

export const url = 'http://127.0.0.1:4000/api/v1/shop/v3/api-docs';

/** A document that must be readable. */
export function documentFrom(root: object, at = url): ApiDocument {
  const read = readDocument(JSON.stringify(root), at);
  if ('problem' in read) throw new Error(read.problem);
  return read.document;
}

/** OpenAPI with one GET whose answer has the schema. */
export function withSchema(schema: unknown, more: { version?: string; components?: object } = {}): ApiDocument {
  return documentFrom({
    openapi: more.version ?? '3.0.3',
    info: { title: 'T', version: '1' },
    paths: { '/x': { get: { responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } } } },
    components: more.components ?? {},
  });
}

/** Swagger 2.0 with one GET whose answer has the schema. */
export function swagger(schema: unknown, definitions: object = {}): ApiDocument {
  return documentFrom({
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    produces: ['application/json'],
    paths: { '/x': { get: { responses: { 200: { description: 'x', schema } } } } },
    definitions,
  });
}

export function operation(document: ApiDocument, key = 'GET /x'): ApiOperation {
  const found = operationsOf(document).find((each) => each.key === key);
  if (found === undefined) throw new Error(`${key} is not described`);
  return found;
}

/** An answer as a probe gets it. */
export function answer(
  body: unknown,
  {
    status = 200,
    type = 'application/json',
    headers = [],
    at = 'http://127.0.0.1:4000/x',
  }: { status?: number; type?: string | null; headers?: [string, string][]; at?: string } = {},
): Answer {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return answerOf(
    {
      x: '1-0001',
      round: 1,
      key: 'k',
      nth: 0,
      at: '2026-01-01T00:00:00.000Z',
      attempts: 1,
      request: { operation: 'follow', method: 'GET', url: at, headers: [], body: null },
      outcome: {
        response: {
          status,
          headers: [...(type === null ? [] : [['content-type', type] as const]), ...headers],
          body: text,
          bytes: text.length,
          ms: 1,
        },
      },
      secrets: [],
    },
    () => ({ alive: true, control: 'none' }),
  );
}

export const raw = (...parts: Parameters<typeof answer>): RawAnswer => answer(...parts).raw;
