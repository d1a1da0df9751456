/** Lawful differences of HTTP and JSON: bytes, framing, header spellings. */
import type { HeaderList } from '../../http.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Answer } from '../world.ts';
import { type VariationEntry, anyWire, finishing, objects, text, variation, wired } from './entry.ts';

const add = (answer: Answer, headers: HeaderList): Answer => ({
  ...answer,
  headers: [...(answer.headers ?? []), ...headers],
});
const renamed = (answer: Answer, rename: (name: string) => string): Answer => ({
  ...answer,
  headers: (answer.headers ?? []).map(([name, value]) => [rename(name), value]),
});
const decimals =
  'taxPercentage|commissionPercentage|creditProcessingFee|price|invoicePrice|tax|commission|totalPrice|totalTax';
const pagingNames = ['page', 'size', 'total-pages'];

export const wireVariations: readonly VariationEntry[] = [
  ...anyWire,
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
    'compressed-deflate',
    'Answers are compressed with deflate where the client takes it.',
    wired({
      compress: ['deflate'],
    }),
  ),
  variation('slow', 'Every answer takes 50 milliseconds.', wired({ delay: 50 })),
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
