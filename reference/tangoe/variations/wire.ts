/** Lawful differences of HTTP and JSON: bytes, framing, header spellings. */
import type { Answer } from '../world.ts';
import { finishing, objects, text, variation } from './entry.ts';

const wired = (wire: NonNullable<Answer['wire']>) =>
  finishing((answer) => ({ ...answer, wire: { ...answer.wire, ...wire } }));
const hasBody = ({ json, text: body }: Answer) => json !== undefined || body !== undefined;

export const wireVariations = [
  variation(
    'new-members',
    'Every object has members that no page names.',
    objects((object) => ({ ...object, addedLater: null, tagsAddedLater: ['a', 1, true, { deep: {} }] })),
  ),
  variation(
    'members-reversed',
    'The members of every object come in reverse order.',
    objects((object) => Object.fromEntries(Object.entries(object).reverse())),
  ),
  variation(
    'header-names-upper-case',
    'Response header names are written in capitals.',
    finishing((answer) => ({
      ...answer,
      headers: (answer.headers ?? []).map(([name, value]) => [name.toUpperCase(), value] as const),
    })),
  ),
  variation(
    'compressed-gzip',
    'Answers are compressed with gzip where the client takes it.',
    wired({ compress: ['gzip'] }),
  ),
  variation(
    'compressed-br',
    'Answers are compressed with Brotli where the client takes it.',
    wired({ compress: ['br', 'gzip'] }),
  ),
  variation(
    'chunked',
    'Answers come in chunks, without a Content-Length.',
    finishing((answer) => (hasBody(answer) ? { ...answer, wire: { ...answer.wire, framing: 'chunked' } } : answer)),
  ),
  variation(
    'content-type-spelt-otherwise',
    'The Content-Type has capitals and a quoted charset.',
    finishing((answer) => ({ contentType: 'Application/JSON;charset="UTF-8"', ...answer })),
  ),
  variation(
    'content-type-absent',
    'Answers have no Content-Type.',
    finishing((answer) => ({ ...answer, contentType: null })),
  ),
  variation(
    'more-headers',
    'Answers have the headers that gateways add.',
    finishing((answer) => ({
      ...answer,
      headers: [
        ...(answer.headers ?? []),
        ['X-Anypoint-Worker', '0'],
        ['Via', '1.1 gateway.example'],
        ['Set-Cookie', 'a=1; Path=/'],
        ['Strict-Transport-Security', 'max-age=31536000'],
      ],
    })),
  ),
  variation(
    'connection-closed',
    'The connection ends after each answer.',
    finishing((answer) => ({ ...answer, headers: [...(answer.headers ?? []), ['Connection', 'close']] })),
  ),
  variation(
    'byte-order-mark',
    'JSON begins with a byte order mark.',
    text((json) => `\uFEFF${json}`),
  ),
  variation(
    'pretty-printed',
    'JSON is indented, with line breaks of Windows.',
    text((json) => `${JSON.stringify(JSON.parse(json), null, 4).replace(/\n/g, '\r\n')}\r\n`),
  ),
  variation(
    'unicode-escapes',
    'Marks and other letters in JSON texts are written as escapes.',
    text((json) =>
      json.replace(/[<>&'+/]|[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  ),
  variation(
    'other-reason-phrase',
    'The reason phrase of the status line is another one.',
    finishing((answer) => ({ ...answer, reason: 'As You Like It' })),
  ),
];
