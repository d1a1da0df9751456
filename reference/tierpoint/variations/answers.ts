/** Lawful ways to answer reads. */
import { answers, body, each, finishing, objects } from '../changes.ts';
import { html, problem, type Answer, type JsonObject } from '../world.ts';
import { variation } from './entry.ts';

const wired = (wire: NonNullable<Answer['wire']>) =>
  finishing((answer) => ({ ...answer, wire: { ...answer.wire, ...wire } }));

export const answerVariations = [
  variation(
    'new-members',
    'Every object has members that no document names.',
    objects((object) => ({ ...object, addedLater: null, links: [{ rel: 'self' }] })),
  ),
  variation(
    'members-reversed',
    'The members of every object come in reverse order.',
    objects((object) => Object.fromEntries(Object.entries(object).reverse())),
  ),
  variation(
    'nulls-where-allowed',
    'Nullable members are null.',
    body('getMetallicUsage', (json) => ({
      ...(json as JsonObject),
      currency: null,
      usageOverview: each((json as { usageOverview: JsonObject[] }).usageOverview, (line) => ({
        ...line,
        sku: null,
        currency: null,
      })),
    })),
  ),
  variation(
    'optional-members-absent',
    'Optional members are left out.',
    body('listAccounts', (json) => ({
      ...(json as JsonObject),
      items: each((json as { items: JsonObject[] }).items, ({ accountId = null, name = null }) => ({
        accountId,
        name,
      })),
    })),
  ),
  variation('no-services', 'The list of services is empty.', () => ({ data: { services: 0, accounts: 5 } })),
  variation('no-accounts', 'The list of accounts is empty.', () => ({ data: { services: 7, accounts: 0 } })),
  variation('many-records', 'There are hundreds of services.', () => ({ data: { services: 400, accounts: 90 } })),
  variation(
    'dates-with-offset',
    'Dates have an offset and seven digits of a second.',
    body('listServices', (json) =>
      each(json, (row) => ({ ...row, since: String(row['since']).replace(/\.\d+Z$/, '.1234567+00:00') })),
    ),
  ),
  variation(
    'content-type-with-charset',
    'The Content-Type has capitals and a charset.',
    finishing((answer) =>
      answer.contentType === undefined ? { ...answer, contentType: 'Application/JSON; Charset=UTF-8' } : answer,
    ),
  ),
  variation(
    'content-type-absent',
    'Answers have no Content-Type.',
    finishing((answer, call) =>
      call.service === 'usage' && answer.contentType === undefined ? { ...answer, contentType: null } : answer,
    ),
  ),
  variation(
    'header-names-upper-case',
    'Response header names are written in capitals.',
    finishing((answer) => ({
      ...answer,
      headers: (answer.headers ?? []).map(([name, value]) => [name.toUpperCase(), value]),
    })),
  ),
  variation(
    'more-headers',
    'Answers have the headers that gateways add.',
    finishing((answer) => ({
      ...answer,
      headers: [
        ...(answer.headers ?? []),
        ['Via', '1.1 gateway'],
        ['X-Cache', 'Miss'],
        ['Set-Cookie', 'a=1; Path=/'],
        ['Strict-Transport-Security', 'max-age=31536000'],
      ],
    })),
  ),
  variation('compressed', 'Answers are compressed where the client takes it.', wired({ compress: ['br', 'gzip'] })),
  variation(
    'chunked',
    'Answers come in chunks.',
    finishing((answer) =>
      answer.json === undefined && answer.text === undefined
        ? answer
        : { ...answer, wire: { ...answer.wire, framing: 'chunked' } },
    ),
  ),
  variation('slow', 'Every answer takes 20 milliseconds.', wired({ delay: 20 })),
  variation('pretty-printed', 'JSON is indented, with line breaks of Windows.', (base) => ({
    render: (json) => `${JSON.stringify(JSON.parse(base.render(json)), null, 4).replace(/\n/g, '\r\n')}\r\n`,
  })),
  variation('byte-order-mark', 'JSON begins with a byte order mark.', (base) => ({
    render: (json) => `\uFEFF${base.render(json)}`,
  })),
  variation(
    'example-id-unknown',
    'The report of the documented example does not exist for this user.',
    answers('getMetallicUsage', () => problem(404, 'Not Found')),
  ),
  variation('unknown-label-start-page', 'An unknown label is answered with the start page of the site.', () => ({
    unknownLabel: () => html('<body>Welcome</body>'),
  })),
  variation('unknown-label-403', 'An unknown label is refused with 403, as gateways do.', () => ({
    unknownLabel: () => problem(403, 'Forbidden'),
  })),
];
