/** Mutants of status, headers and the body as a whole. */
import type { Exchange, HeaderList, RecordedResponse, SecretTraits } from '../verdict/exchange.ts';
import type { Kind } from './types.ts';
import { shifted } from './values.ts';

/** An answer with one change. */
export interface AnswerChange {
  readonly kind: Kind;
  readonly where: string;
  readonly change: string;
  readonly response: RecordedResponse;
  readonly secrets?: readonly SecretTraits[];
}

/** Headers of the transport, about which nobody promises anything to the caller. */
const transportHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'server',
  'transfer-encoding',
  'vary',
]);

/** All changes of one answer apart from those inside its JSON. */
export function answerChanges({ outcome, secrets }: Exchange): AnswerChange[] {
  if (!('response' in outcome)) return [];
  const { response } = outcome;
  return [
    ...statusChanges(response),
    ...response.headers.flatMap(([name], i) =>
      transportHeaders.has(name.toLowerCase()) ? [] : headerChanges(response, i),
    ),
    ...bodyTexts(response),
    ...secretChanges(response, secrets),
  ];
}

function statusChanges(response: RecordedResponse): AnswerChange[] {
  const { status } = response;
  const change = (kind: Kind, to: number): AnswerChange => ({
    kind,
    where: 'status',
    change: `status ${status} becomes ${to}`,
    response: { ...response, status: to },
  });
  const statuses =
    status < 300
      ? [201, 202, 204, 206, 302, 400, 404, 410, 418]
      : [200, 204, 302, 400, 401, 403, 404, 409, 418, 422, 500];
  const unanswered = status < 300 ? [401, 403, 429, 500, 503] : [429, 503];
  return [
    ...statuses.filter((to) => to !== status).map((to) => change('status', to)),
    ...unanswered.map((to) => change('unanswered', to)),
  ];
}

function headerChanges(response: RecordedResponse, at: number): AnswerChange[] {
  const [name = '', value = ''] = response.headers[at] ?? [];
  const where = `header ${name.toLowerCase()}`;
  const change = (kind: Kind, to: string, headers: HeaderList): AnswerChange => ({
    kind,
    where,
    change: `header ${name}: ${value} becomes ${to}`,
    response: { ...response, headers },
  });
  const replaced = (to: string): HeaderList => response.headers.map((pair, i) => (i === at ? [name, to] : pair));
  if (name.toLowerCase() === 'content-type')
    return [
      { ...change('media-type', 'text/html', replaced('text/html')) },
      { ...change('media-type', 'application/octet-stream', replaced('application/octet-stream')) },
      {
        ...change(
          'media-type',
          'nothing',
          response.headers.filter((_, i) => i !== at),
        ),
      },
      { ...change('media-type', 'both', [...response.headers, [name, 'text/html']]) },
    ];
  const number = /^-?\d+$/.test(value) ? Number(value) : null;
  const later = shifted(value, 3_600_000);
  return [
    change(
      'header-dropped',
      'nothing',
      response.headers.filter((_, i) => i !== at),
    ),
    change('header-empty', 'an empty value', replaced('')),
    change('header-other', 'unexpected', replaced('unexpected')),
    change('header-doubled', 'both', [
      ...response.headers,
      [name, number === null ? 'unexpected' : String(number + 1)],
    ]),
    ...(number === null
      ? []
      : [
          change('header-one-more', String(number + 1), replaced(String(number + 1))),
          change('header-one-less', String(number - 1), replaced(String(number - 1))),
        ]),
    ...(later === null ? [] : [change('header-shifted-hour', later, replaced(later))]),
  ];
}

function bodyTexts(response: RecordedResponse): AnswerChange[] {
  const { body } = response;
  const change = (kind: Kind, what: string, text: string): AnswerChange => ({
    kind,
    where: 'body',
    change: `the body becomes ${what}`,
    response: { ...response, body: text },
  });
  if (body === '') return [change('body-other', 'an object', '{"unexpected":true}')];
  const html = '<!DOCTYPE html><html><body>Welcome</body></html>';
  return [
    change('truncated', 'its first half', body.slice(0, Math.floor(body.length / 2))),
    change('truncated', 'all but its last character', body.slice(0, -1)),
    change('body-empty', 'empty', ''),
    change('body-html', 'a page of HTML', html),
    ...['null', '{}', '[]', '"unexpected"', '[null]', '[[]]', '0']
      .filter((text) => text !== body)
      .map((text) => change('body-other', text, text)),
    change('body-wrapped', 'a list with itself', `[${body}]`),
    change('body-wrapped', 'a member of an object', `{"result":${body}}`),
    change('body-trailing', 'itself, and a comma', `${body},`),
    change('body-trailing', 'itself twice', `${body}${body}`),
  ];
}

/** Tokens are masked in recordings; what judges know of them are their traits. */
function secretChanges(response: RecordedResponse, secrets: readonly SecretTraits[]): AnswerChange[] {
  return secrets.flatMap((secret, at) => {
    const change = (kind: Kind, what: string, to: Partial<SecretTraits> | null, value: string): AnswerChange => ({
      kind,
      where: secret.pointer,
      change: `the secret at ${secret.pointer} becomes ${what}`,
      response: { ...response, body: response.body.replace(JSON.stringify(secret.handle), value) },
      secrets: secrets.flatMap((each, i) => (i !== at ? [each] : to === null ? [] : [{ ...each, ...to }])),
    });
    const same = JSON.stringify(secret.handle);
    return [
      change('null', 'null', null, 'null'),
      change('empty-text', 'an empty text', null, '""'),
      change('other-type', 'a number', { type: 'number', uuid: false, length: 6 }, same),
      ...(secret.uuid ? [change('secret-form', 'no UUID', { uuid: false }, same)] : []),
    ];
  });
}
