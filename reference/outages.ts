/** Ways in which any HTTP API can break down altogether. They need no knowledge of the vendor. */
import type { Incoming, Reply } from './http.ts';
import type { Outage } from './types.ts';

interface OutageEntry extends Outage {
  /** The path of the call still has its prefix. */
  readonly reply: (call: Incoming) => Reply;
}

const json = (status: number, body: string, more: Partial<Reply> = {}): Reply => ({
  status,
  headers: [['content-type', 'application/json; charset=utf-8']],
  body,
  ...more,
});
const page = (status: number, title: string): Reply => ({
  status,
  headers: [['content-type', 'text/html; charset=utf-8']],
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});
const entry = (id: string, text: string, reply: (call: Incoming) => Reply): OutageEntry => ({ id, text, reply });

const nested = '['.repeat(100_000) + ']'.repeat(100_000);

export const outages: readonly OutageEntry[] = [
  entry('all-500', 'Every request is answered with 500.', () => json(500, '{"message":"Internal server error"}')),
  entry('all-502-html', 'Every request is answered with 502 and an HTML page.', () => page(502, '502 Bad Gateway')),
  entry('all-503', 'Every request is answered with 503.', () => json(503, '{"message":"Service Unavailable"}')),
  entry('all-401', 'Every request is answered with 401.', () => json(401, '{"message":"Unauthorized"}')),
  entry('all-403', 'Every request is answered with 403.', () => json(403, '{"message":"Forbidden"}')),
  entry('all-404', 'Every request is answered with 404.', () => json(404, '{"message":"Not Found"}')),
  entry('all-429', 'Every request is answered with 429.', () => json(429, '{"message":"Too Many Requests"}')),
  entry('html-for-all', 'Every request is answered with 200 and an HTML page.', () => page(200, 'Welcome')),
  entry('empty-answers', 'Every request is answered with 200 and an empty body.', () => json(200, '')),
  entry('empty-lists', 'Every request is answered with 200 and an empty list.', () => json(200, '[]')),
  entry('empty-objects', 'Every request is answered with 200 and an empty object.', () => json(200, '{}')),
  entry('nulls', 'Every request is answered with 200 and null.', () => json(200, 'null')),
  entry('no-json', 'Every request is answered with 200 and a body that is cut off in the middle of its JSON.', () =>
    json(200, '[{"id": 1, "name": "cut o'),
  ),
  entry('deep-json', 'Every request is answered with JSON that is nested 100,000 levels deep.', () =>
    json(200, nested),
  ),
  entry('invalid-utf8', 'Every request is answered with bytes that are no UTF-8.', () => ({
    ...json(200, ''),
    body: Buffer.from([0x5b, 0x22, 0xc3, 0x28, 0xff, 0x22, 0x5d]),
  })),
  entry('broken-gzip', 'Every answer claims gzip and is none.', () =>
    json(200, '[]', { wire: { claimCoding: 'gzip' } }),
  ),
  entry('truncated', 'Every answer is shorter than its Content-Length, and the connection ends.', () =>
    json(200, '[]', { wire: { declaredLength: 400, then: 'reset' } }),
  ),
  entry('cut-chunks', 'Every answer is chunked, and the connection ends before the last chunk.', () =>
    json(200, '[{"id": 1},', { wire: { framing: 'chunked', then: 'reset' } }),
  ),
  entry('hang', 'No request is ever answered.', () => json(200, '', { wire: { silent: true } })),
  entry('hang-in-body', 'Every answer stops in the middle of its body and never goes on.', () =>
    json(200, '[{"id": 1},', { wire: { declaredLength: 400, then: 'hang' } }),
  ),
  entry('redirect-loop', 'Every request is redirected to itself.', (call) => ({
    status: 307,
    headers: [['location', call.path]],
  })),
  entry('redirect-away', 'Every request is redirected to another origin, where nobody answers.', (call) => ({
    status: 307,
    headers: [['location', `http://127.0.0.2:9${call.path}`]],
  })),
];

/** The answer of an outage. @throws Error for an id that does not exist */
export function outageReply(id: string, call: Incoming): Reply {
  const found = outages.find((outage) => outage.id === id);
  if (found === undefined) throw new Error(`There is no outage '${id}'.`);
  return found.reply(call);
}
