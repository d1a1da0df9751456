/** Servers that say nothing true of the vendor, and yet answer. What each of them looks like from outside is lawful HTTP. */
import type { Disguise, Reply } from './proxy.ts';
import { jsonReply } from './proxy.ts';

export interface NamedEmptiness {
  readonly id: string;
  readonly text: string;
  readonly make: () => Disguise;
  /** Requirements that just such an answer keeps, so that they may pass. */
  readonly keeps?: readonly string[];
}

const always = (id: string, text: string, reply: Reply): NamedEmptiness => ({
  id,
  text,
  make: () => ({ instead: () => reply }),
});
const text = (status: number, type: string, body: string): Reply => ({
  status,
  headers: [['content-type', type]],
  body: Buffer.from(body),
});

/** Valid answers of other vendors to a question of theirs. */
const ofOthers = {
  vendnovation: [{ id: 1, name: 'Lobby', siteId: '17', status: 'ONLINE', createdDate: '2026-01-01T10:00:00' }],
  tier: {
    data: [
      {
        type: 'vehicle',
        id: '00000000-0000-4000-8000-000000000001',
        attributes: { state: 'ACTIVE', lat: 52.5, lng: 13.4 },
      },
    ],
    links: { first: '', last: '', next: null, prev: null },
    meta: { pagination: { page: 1, pages: 1, count: 1 } },
  },
  tangoe: { status: 'SUCCESS', totalCount: 1, items: [{ id: 'E1', firstName: 'Ada' }], links: [] },
  tierpoint: { openapi: '3.1.0', info: { title: 'Usage', version: '2.0' }, paths: {} },
} as const;

export const emptinesses: readonly NamedEmptiness[] = [
  ...Object.entries(ofOthers).map(([vendor, body]) =>
    always(
      `answers-of-${vendor}`,
      `Every request is answered as ${vendor} would answer one of its own.`,
      jsonReply(200, body),
    ),
  ),
  always('no-content', 'Every request is answered with 204.', { status: 204, headers: [], body: Buffer.alloc(0) }),
  always('not-modified', 'Every request is answered with 304.', { status: 304, headers: [], body: Buffer.alloc(0) }),
  always('true', 'Every request is answered with true.', jsonReply(200, 'true')),
  {
    ...always('text', 'Every request is answered with a JSON text.', jsonReply(200, '"OK"')),
    keeps: ['VN-KEY-03'], // promises a plain string, whatever it says
  },
  always('empty-records', 'Every request is answered with a list of empty objects.', jsonReply(200, [{}, {}, {}])),
  always('list-of-nulls', 'Every request is answered with a list of nulls.', jsonReply(200, [null, null])),
  always(
    'html-as-json',
    'Every request is answered with a page of HTML that claims to be JSON.',
    text(200, 'application/json', '<!DOCTYPE html><html></html>'),
  ),
  always('xml', 'Every request is answered with XML.', text(200, 'application/xml', '<?xml version="1.0"?><list/>')),
  {
    ...always('plain-ok', 'Every request is answered with the word OK.', text(200, 'text/plain', 'OK')),
    keeps: ['VN-KEY-03'],
  },
  always(
    'error-in-200',
    'Every request is answered with 200 and an error in the body.',
    jsonReply(200, { errors: [{ status: '500', code: 'InternalError', title: 'failed' }], status: 'ERROR' }),
  ),
  always('teapot', 'Every request is answered with 418.', jsonReply(418, {})),
  {
    id: 'answers-in-turn',
    text: 'Requests are answered with 200 and 500 in turn.',
    make: () => ({ instead: ({ nth }) => (nth % 2 === 0 ? jsonReply(500, {}) : jsonReply(200, [])) }),
  },
  {
    id: 'echo',
    text: 'Every request is answered with its own address.',
    make: () => ({ instead: ({ method, path }) => jsonReply(200, { method, path, id: path }) }),
  },
];

/** Vendors that fail on the way: what was seen before may pass, but the run is not green. */
export const endings: readonly NamedEmptiness[] = [
  {
    id: 'dies-early',
    text: 'After five requests nothing is answered but 503.',
    make: () => ({ instead: ({ nth }) => (nth > 5 ? jsonReply(503, {}) : null) }),
  },
  {
    id: 'locks-out',
    text: 'After eight requests every key is refused with 403.',
    make: () => ({ instead: ({ nth }) => (nth > 8 ? jsonReply(403, {}) : null) }),
  },
  {
    id: 'limits-for-good',
    text: 'After six requests everything is answered with 429.',
    make: () => ({ instead: ({ nth }) => (nth > 6 ? jsonReply(429, {}) : null) }),
  },
  {
    id: 'forgets',
    text: 'After ten requests every list is empty.',
    make: () => ({ instead: ({ nth }) => (nth > 10 ? jsonReply(200, []) : null) }),
  },
];
