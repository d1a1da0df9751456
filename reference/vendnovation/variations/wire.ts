/** Lawful differences of HTTP and JSON: bytes, framing, header spellings. */
import type { HeaderList } from '../../http.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Answer } from '../world.ts';
import { finishing, objects, text, variation } from './entry.ts';

const add = (answer: Answer, headers: HeaderList): Answer => ({
  ...answer,
  headers: [...(answer.headers ?? []), ...headers],
});
const renamed = (answer: Answer, rename: (name: string) => string): Answer => ({
  ...answer,
  headers: (answer.headers ?? []).map(([name, value]) => [rename(name), value]),
});
const wired = (wire: NonNullable<Answer['wire']>) =>
  finishing((answer) => ({ ...answer, wire: { ...answer.wire, ...wire } }));
const hasBody = ({ json, text: body }: Answer) => json !== undefined || body !== undefined;
const decimals =
  'taxPercentage|commissionPercentage|creditProcessingFee|price|invoicePrice|tax|commission|totalPrice|totalTax';
const pagingNames = ['page', 'size', 'total-pages'];

export const wireVariations = [
  variation(
    'new-members',
    'Every object has members that no page names.',
    objects((object) => ({
      ...object,
      addedLater: null,
      links: { self: '/somewhere', tags: ['a', 1, true] },
    })),
  ),
  variation(
    'members-reversed',
    'The members of every object come in reverse order.',
    objects((object) => Object.fromEntries(Object.entries(object).reverse())),
  ),
  variation(
    'header-names-upper-case',
    'Response header names are written in capitals.',
    finishing((answer) => renamed(answer, (name) => name.toUpperCase())),
  ),
  variation(
    'header-names-title-case',
    'Response header names begin with capitals.',
    finishing((answer) => renamed(answer, (name) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()))),
  ),
  variation(
    'header-values-with-blanks',
    'Response header values have blanks around them.',
    finishing((answer) => ({
      ...answer,
      headers: (answer.headers ?? []).map(([name, value]) => [name, `  ${value}\t `]),
    })),
  ),
  variation(
    'paging-headers-twice',
    'The paging headers come twice, with the same values.',
    finishing((answer) =>
      add(
        answer,
        (answer.headers ?? []).filter(([name]) => pagingNames.includes(name)),
      ),
    ),
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
    'compressed-deflate',
    'Answers are compressed with deflate where the client takes it.',
    wired({
      compress: ['deflate'],
    }),
  ),
  variation(
    'chunked',
    'Answers come in chunks, without a Content-Length.',
    finishing((answer) => (hasBody(answer) ? { ...answer, wire: { ...answer.wire, framing: 'chunked' } } : answer)),
  ),
  variation('slow', 'Every answer takes 50 milliseconds.', wired({ delay: 50 })),
  variation(
    'connection-closed',
    'The connection ends after each answer.',
    finishing((answer) => add(answer, [['Connection', 'close']])),
  ),
  variation(
    'content-type-without-charset',
    'The Content-Type has no charset.',
    finishing((answer) => ({
      contentType: 'application/json',
      ...answer,
    })),
  ),
  variation(
    'content-type-spelt-otherwise',
    'The Content-Type has capitals and a quoted charset.',
    finishing((answer) => ({
      contentType: 'Application/JSON;charset="UTF-8"',
      ...answer,
    })),
  ),
  variation(
    'content-type-absent',
    'Answers have no Content-Type.',
    finishing((answer) => ({ ...answer, contentType: null })),
  ),
  variation(
    'more-headers',
    'Answers have the headers that gateways add.',
    finishing((answer) =>
      add(answer, [
        ['x-amzn-RequestId', '6f0d8a1e-4d7e-4b0f-9f0e-0a2f3c1d5b6a'],
        ['x-amz-apigw-id', 'AbCdEfGhIjKlMnO='],
        ['X-Amzn-Trace-Id', 'Root=1-6563a1b2-0123456789abcdef01234567;Sampled=0'],
        ['Via', '1.1 cloudfront.example (CloudFront)'],
        ['X-Cache', 'Miss from cloudfront'],
        ['Access-Control-Allow-Origin', '*'],
        ['Strict-Transport-Security', 'max-age=31536000'],
        ['Set-Cookie', 'a=1; Path=/'],
        ['Set-Cookie', 'b=2; Path=/'],
      ]),
    ),
  ),
  variation(
    'many-headers',
    'Answers have sixty more headers.',
    finishing((answer) =>
      add(
        answer,
        Array.from({ length: 60 }, (_, n) => [`x-extra-${n}`, 'v'.repeat(40)] as const),
      ),
    ),
  ),
  variation(
    'other-reason-phrase',
    'The reason phrase of the status line is another one.',
    finishing((answer) => ({
      ...answer,
      reason: 'As You Like It',
    })),
  ),
  variation(
    'byte-order-mark',
    'JSON begins with a byte order mark.',
    text((json) => `\uFEFF${json}`),
  ),
  variation('pretty-printed', 'JSON is indented, with line breaks of Windows, and a line break follows.', (base) => ({
    render: (json) => `${JSON.stringify(JSON.parse(base.render(json)), null, 4).replace(/\n/g, '\r\n')}\r\n`,
  })),
  variation(
    'unicode-escapes',
    'All letters in JSON texts are written as escapes where possible.',
    text((json) => json.replace(/[<>&'+]|[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  ),
  variation(
    'whole-decimals-with-fraction',
    'Decimals that are whole are written as 7.0.',
    text((json) => json.replace(new RegExp(`("(?:${decimals})":-?\\d+)(?=[,}])`, 'g'), '$1.0')),
  ),
  variation(
    'decimals-with-many-digits',
    'Decimals are written with trailing zeros.',
    text((json) => json.replace(new RegExp(`("(?:${decimals})":-?\\d+\\.\\d+)(?=[,}])`, 'g'), '$10000')),
  ),
  variation(
    'absent-where-null',
    'Members that are null are left out, but not those of the models.',
    objects((object) => leaveOut(object, ['bluetoothId', 'externalAccountsTerminalId'])),
  ),
];

/** The object without those of the named members that are null. */
function leaveOut(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]: [string, Json]) => value !== null || !names.includes(name)),
  );
}
