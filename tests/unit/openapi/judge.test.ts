import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../src/openapi/judge.ts';
import { documentFrom, operation, raw } from './samples.ts';

const list = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, at: { type: 'string', format: 'date-time' } },
    additionalProperties: false,
  },
};

const document = (responses: object) => documentFrom({ openapi: '3.0.3', paths: { '/x': { get: { responses } } } });
const plain = document({
  200: {
    description: 'x',
    headers: { ETag: { required: true, schema: { type: 'string' } } },
    content: { 'application/json': { schema: list } },
  },
  '4XX': { description: 'x' },
});

const judged = (of: ReturnType<typeof document>, ...answer: Parameters<typeof raw>) =>
  judgeAnswer(of, operation(of), raw(...answer)).problems.map(({ aspect, where }) => `${aspect} ${where}`);
const etag = { headers: [['etag', '"1"'] as [string, string]] };

describe('judgeAnswer', () => {
  it('an answer that keeps the document has no problem', () => {
    expect(judged(plain, [{ id: 1, at: '2026-01-01T00:00:00Z' }], etag)).toEqual([]);
    expect(judged(plain, [], { ...etag, type: 'Application/JSON; charset=utf-8' })).toEqual([]);
    expect(judged(plain, [], { ...etag, type: null })).toEqual([]);
    expect(judged(plain, undefined, { status: 404 })).toEqual([]);
  });

  it.each([
    ['an undocumented status', [], { ...etag, status: 206 }, ['status status']],
    ['an undocumented media type', [], { ...etag, type: 'text/html' }, ['media-type header content-type']],
    ['a missing header', [], {}, ['header header ETag']],
    ['a wrong member', [{ id: 'a' }], etag, ['schema /0/id']],
    ['a wrong format', [{ id: 1, at: 'now' }], etag, ['format /0/at']],
    ['a member too many', [{ id: 1, more: 1 }], etag, ['closed /0/more']],
    ['an empty body', undefined, etag, ['schema body']],
    ['a body that is no JSON', '[{"id": 1', etag, ['schema body']],
  ])('%s', (_, body, options, problems) => expect(judged(plain, body, options)).toEqual(problems));

  it('exact statuses go before ranges, and default comes last', () => {
    const of = document({
      200: { description: 'x' },
      '2XX': { description: 'x', content: { 'application/json': { schema: { type: 'string' } } } },
      default: { description: 'x', content: { 'application/json': { schema: { type: 'object' } } } },
    });
    expect(judged(of, { any: 1 })).toEqual([]);
    expect(judged(of, 'x', { status: 201, type: 'text/plain' })).toEqual(['media-type header content-type']);
    expect(judged(of, [], { status: 500 })).toEqual(['schema ']);
  });

  it('a range of media types takes all of them, and still wants the schema', () => {
    const of = document({ 200: { description: 'x', content: { '*/*': { schema: list } } } });
    expect(judged(of, [{ id: 1 }])).toEqual([]);
    expect(judged(of, [{}])).toEqual(['schema /0/id']);
    expect(judged(of, '<html></html>', { type: 'text/html' })).toEqual(['schema body']);
    expect(judged(of, '<a/>', { type: 'application/xml' })).toEqual([]);
  });

  it('texts and files are not taken for JSON', () => {
    const text = document({ 200: { description: 'x', content: { 'text/plain': { schema: { type: 'string' } } } } });
    expect(judged(text, '42', { type: 'text/plain' })).toEqual([]);
    const file = document({
      200: { description: 'x', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } },
    });
    expect(judged(file, '%PDF', { type: 'application/pdf' })).toEqual([]);
  });

  it('a body that nobody documents is noted, not judged', () => {
    const of = document({ 200: { description: 'x' } });
    const result = judgeAnswer(of, operation(of), raw({ a: 1 }));
    expect([result.problems, result.notes.length]).toEqual([[], 1]);
  });
});
