/** A vendor that attacks: every third read is answered in a way that could hurt a careless reader. */
import { gzipSync } from 'node:zlib';
import type { NamedDisguise } from './disguises.ts';
import { type Disguise, type Passing, type Reply, jsonReply, writeAtOnce } from './proxy.ts';

/** Bodies that this suite is told to bear, in bytes; what is larger must be refused. */
export const mostBytes = 2 * 1024 * 1024;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The same read is hostile each time, also when it is repeated or confirmed. */
function everyThird(hostile: Disguise): Disguise {
  const chosen = new Map<string, boolean>();
  const isChosen = ({ method, path }: Passing) => {
    if (method !== 'GET') return false;
    const known = chosen.get(path) ?? chosen.size % 3 === 2;
    chosen.set(path, known);
    return known;
  };
  return {
    instead: (request) => (isChosen(request) ? (hostile.instead?.(request) ?? null) : null),
    change: (reply, request) => (isChosen(request) ? (hostile.change?.(reply, request) ?? reply) : reply),
    write: (reply, response, request) =>
      (isChosen(request) ? (hostile.write ?? writeAtOnce) : writeAtOnce)(reply, response, request),
  };
}

const named = (id: string, text: string, hostile: Disguise): NamedDisguise => ({
  id,
  text,
  make: () => everyThird(hostile),
});
const answers = (id: string, text: string, reply: Reply) => named(id, text, { instead: () => reply });

/** Changes a JSON text, and leaves other bodies as they are. */
const rewrites = (id: string, text: string, change: (json: string) => string) =>
  named(id, text, {
    change: (reply) =>
      /^\s*[[{"]/.test(reply.body.toString('utf8'))
        ? { ...reply, body: Buffer.from(change(reply.body.toString('utf8'))) }
        : reply,
  });

/** Every text that is a value; names of members stay. */
const texts = (to: (inner: string) => string) => (json: string) =>
  json.replace(/"((?:[^"\\]|\\.)*)"(?!\s*:)/g, (_, inner: string) => `"${to(inner)}"`);
const numbers = (to: string) => (json: string) => json.replace(/([:[,]\s*)-?\d+(?:\.\d+)?(?=\s*[,}\]])/g, `$1${to}`);
const members = (more: string) => (json: string) => json.replaceAll(/\{(?=\s*")/g, `{${more},`);

const blanks = Buffer.alloc(4 * mostBytes, ' ');

/** @param elsewhere an origin of somebody else, who must not be asked */
export const hostilities = (elsewhere: string): readonly NamedDisguise[] => [
  answers('bomb', 'A small gzip unpacks to more than is borne.', {
    ...jsonReply(200, ''),
    headers: [
      ['content-type', 'application/json'],
      ['content-encoding', 'gzip'],
    ],
    body: gzipSync(blanks),
  }),
  answers('huge', 'Bodies are larger than is borne.', jsonReply(200, blanks.toString())),
  answers('announced', 'Bodies are announced as large as a disk.', jsonReply(200, '[]', [['content-length', '9e12']])),
  named('endless', 'Bodies never end.', {
    write: async ({ headers }, response) => {
      response.writeHead(200, headers.flat());
      while (!response.destroyed) {
        response.write(blanks.subarray(0, 65_536));
        await pause(1);
      }
    },
  }),
  named('drip', 'Bodies come a byte at a time, and do not end.', {
    write: async ({ headers }, response) => {
      response.writeHead(200, headers.flat());
      while (!response.destroyed) {
        response.write(' ');
        await pause(50);
      }
    },
  }),
  named('hints-for-ever', 'Early hints without end.', {
    write: async (_, response) => {
      while (!response.destroyed) {
        response.writeEarlyHints({ link: '</style.css>; rel=preload' });
        await pause(20);
      }
    },
  }),
  named('reset-in-body', 'The connection is reset in the middle of a body.', {
    write: async ({ status, headers, body }, response) => {
      response.writeHead(status, [...headers.flat(), 'content-length', String(body.length + 10)]);
      response.write(body.subarray(0, Math.floor(body.length / 2)));
      await pause(5);
      response.socket?.resetAndDestroy();
    },
  }),
  named('wrong-length', 'Content-Length is shorter than the body.', {
    write: ({ status, headers, body }, response) => {
      const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      const length = Math.max(0, body.length - 3);
      response.socket?.end(
        Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\n${head}Content-Length: ${length}\r\n\r\n`), body]),
      );
    },
  }),
  named('header-flood', 'Thousands of headers.', {
    change: (reply) => ({
      ...reply,
      headers: [...reply.headers, ...Array.from({ length: 4000 }, (_, i) => [`X-${i}`, 'x'.repeat(40)] as const)],
    }),
  }),
  answers('deep', 'JSON is nested 100,000 levels deep.', jsonReply(200, '[{"a":'.repeat(50_000))),
  answers('not-utf8', 'Bodies are no UTF-8.', {
    ...jsonReply(200, ''),
    body: Buffer.from([0x5b, 0x22, 0xc3, 0x28, 0xff, 0xfe, 0x22, 0x5d]),
  }),
  answers('utf-16', 'Bodies are UTF-16.', {
    status: 200,
    headers: [['content-type', 'application/json; charset=utf-16le']],
    body: Buffer.from('\ufeff[{"id":1}]', 'utf16le'),
  }),
  rewrites('cut-json', 'JSON is cut in the middle.', (json) => json.slice(0, Math.floor(json.length / 2))),
  rewrites('not-a-number', 'Numbers are NaN.', numbers('NaN')),
  rewrites('infinite', 'Numbers are beyond what a computer counts with.', numbers('-1e400')),
  rewrites('many-digits', 'Numbers have thousands of digits.', numbers('9'.repeat(4000))),
  rewrites('twice', 'Objects name members twice.', members('"id":{"id":null},"links":7,"data":"x"')),
  rewrites(
    'prototype',
    'Objects name the members that every object has.',
    members('"__proto__":{"status":200,"length":3},"constructor":{"prototype":null},"toString":1,"hasOwnProperty":[]'),
  ),
  rewrites(
    'markup',
    'Texts are markup, and commands to a terminal.',
    texts(() => String.raw`<script>alert(1)</script>\u001b]0;owned\u0007\u001b[2J\u202e<!--]]>&#x27;`),
  ),
  rewrites(
    'surrogates',
    'Texts hold halves of characters, and nothing at all.',
    texts((inner) => String.raw`\ud800${inner}\udfff\u0000`),
  ),
  rewrites(
    'long-texts',
    'Texts are far too long.',
    texts((inner) => `${inner}${'a.1-:/%?=&'.repeat(2000)}`),
  ),
  rewrites('many-items', 'Lists hold their items a thousand times.', (json) => {
    const parsed = JSON.parse(json) as unknown;
    const more = (value: unknown): unknown =>
      Array.isArray(value) && value.length > 0 && value.length < 20
        ? Array.from({ length: 1000 }, (_, i) => value[i % value.length] as unknown)
        : value;
    return JSON.stringify(
      typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
        ? Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, more(value)]))
        : more(parsed),
    );
  }),
  rewrites('foreign-links', 'Links lead to somebody else.', (json) =>
    json.replaceAll(/https?:\\?\/\\?\/[^/"\\?]+/g, elsewhere),
  ),
  named('foreign-redirect', 'Reads are redirected to somebody else.', {
    instead: ({ path }) => ({ status: 302, headers: [['location', `${elsewhere}${path}`]], body: Buffer.alloc(0) }),
  }),
  named('endless-redirects', 'Redirects lead on and on.', {
    instead: ({ path, nth }) => ({
      status: 307,
      headers: [['location', `${path.replace(/[?&]hop=\d+/, '')}${path.includes('?') ? '&' : '?'}hop=${nth}`]],
      body: Buffer.alloc(0),
    }),
  }),
  answers('status-999', 'A status that HTTP does not know.', jsonReply(999, {})),
  named('two-types', 'Headers contradict each other.', {
    change: (reply) => ({
      ...reply,
      headers: [
        ...reply.headers,
        ['Content-Type', 'text/html'],
        ['Content-Type', 'image/png'],
        ['X-Total-Count', '-1'],
      ],
    }),
  }),
];
