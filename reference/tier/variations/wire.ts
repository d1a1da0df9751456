/** Lawful differences of HTTP and JSON: bytes, framing, header spellings. */
import type { HeaderList } from '../../http.ts';
import { finishing } from '../faults/entry.ts';
import { plainJson } from '../world.ts';
import { objects, text, variation, wired } from './entry.ts';

const more: HeaderList = [
  ['X-Request-Id', '6f0d8a1e-4d7e-4b0f-9f0e-0a2f3c1d5b6a'],
  ['Via', '1.1 gateway.example'],
  ['Access-Control-Allow-Origin', '*'],
  ['Set-Cookie', 'a=1; Path=/'],
  ['Set-Cookie', 'b=2; Path=/'],
];

export const wireVariations = [
  variation(
    'members-reversed',
    'The members of every object come in reverse order.',
    objects((object) => Object.fromEntries(Object.entries(object).reverse())),
  ),
  variation(
    'compressed-gzip',
    'Answers are compressed with gzip where the client takes it.',
    wired({ compress: ['gzip'] }),
  ),
  variation(
    'compressed-br',
    'Answers are compressed with Brotli where the client takes it.',
    wired({ compress: ['br'] }),
  ),
  variation(
    'chunked',
    'Answers come in chunks, without a Content-Length.',
    finishing((answer) => (answer.json === undefined ? answer : { ...answer, wire: { framing: 'chunked' } })),
  ),
  variation(
    'more-headers',
    'Answers have the headers that gateways add.',
    finishing((answer) => ({ ...answer, headers: [...(answer.headers ?? []), ...more] })),
  ),
  variation(
    'connection-closed',
    'The connection ends after each answer.',
    finishing((answer) => ({ ...answer, headers: [...(answer.headers ?? []), ['Connection', 'close']] })),
  ),
  variation(
    'other-reason-phrase',
    'The reason phrase of the status line is another one.',
    finishing((answer) => ({ ...answer, reason: 'As You Like It' })),
  ),
  variation(
    'byte-order-mark',
    'JSON begins with a byte order mark.',
    text((json) => `\uFEFF${json}`),
  ),
  variation('pretty-printed', 'JSON is indented, and a line break follows.', (base) => ({
    render: (json) => `${JSON.stringify(JSON.parse(base.render(json)), null, 2)}\r\n`,
  })),
  variation(
    'unicode-escapes',
    'Whatever is no ASCII is escaped in JSON.',
    text((json) => json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  ),
  variation(
    'vehicles-plain-json',
    'The media type of vehicles has no charset.',
    finishing((answer) => (answer.contentType === plainJson ? { ...answer, contentType: 'application/json' } : answer)),
  ),
  variation(
    'media-type-in-capitals',
    'Media types are written in capitals.',
    finishing((answer) =>
      typeof answer.contentType === 'string'
        ? { ...answer, contentType: answer.contentType.replace('application', 'Application') }
        : answer,
    ),
  ),
];
