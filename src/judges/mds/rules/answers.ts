/** Media type, version negotiation and status of an answer. */
import type { Check } from '../../../verdict/check.ts';
import { shorten } from '../../../verdict/check.ts';
import type { Rule } from '../../json-api/rule.ts';
import type { Request, Response } from '../../json-api/exchange.ts';
import { parameterOf, parseMediaType } from '../../json-api/media-type.ts';
import { isObject, member } from '../../json-api/value.ts';
import { demands406, namesNoVersion, providerMediaType, versionOf } from '../media-type.ts';

export interface FeedExchange {
  readonly request: Request;
  readonly response: Response;
  /** Versions that the server is known to support, as `0.3`; null when it is not known. */
  readonly supportedVersions: readonly string[] | null;
}

export type FeedExchangeRule = Rule<FeedExchange>;

const header = 'header content-type';

export const answerRules: readonly FeedExchangeRule[] = [
  {
    id: 'status-registered',
    level: 'must',
    statement: 'The status of an answer is one of the IANA registry.',
    judge: ({ response: { status } }, check) => {
      const finding = {
        message: `The status ${status} is not registered.`,
        expected: 'a registered status',
        actual: `status ${status}`,
        where: 'status',
      };
      check.that(isRegistered(status), () => finding);
    },
  },
  {
    id: 'media-type',
    level: 'must',
    statement: `A body is sent with the media type \`${providerMediaType}\`.`,
    judge: ({ response }, check) => {
      if (!bringsBody(response)) return;
      const values = response.headers('content-type');
      const type = parseMediaType(values[0] ?? '');
      const came = 'problem' in type ? `The Content-Type ${type.problem}.` : `The media type is ${type.essence}.`;
      const message =
        values.length === 0
          ? 'The answer has no Content-Type.'
          : values.length > 1
            ? 'The answer has more than one Content-Type.'
            : came;
      const right = values.length === 1 && !('problem' in type) && type.essence === providerMediaType;
      judgeHeader(check, right, shorten(message), providerMediaType, values);
    },
  },
  {
    id: 'media-type-version',
    level: 'must',
    statement: 'The media type of an answer names the version 0.3.',
    judge: ({ response }, check) => {
      if (!bringsBody(response) || !isProviderType(response)) return;
      const values = response.headers('content-type');
      const version = versionOf(values[0] ?? '');
      const message =
        version === null
          ? 'The media type names no version.'
          : `The media type names the version ${shorten(version, 40)}.`;
      judgeHeader(check, version === '0.3', message, 'version=0.3', values);
    },
  },
  {
    id: 'media-type-charset',
    level: 'must',
    statement: 'A body is encoded as UTF-8: no other charset is named.',
    judge: ({ response }, check) => {
      const values = response.headers('content-type');
      const type = parseMediaType(values[0] ?? '');
      if (!bringsBody(response) || 'problem' in type) return;
      const charset = parameterOf(type, 'charset');
      const message = `The media type names the charset ${shorten(charset ?? '', 40)}.`;
      judgeHeader(check, charset === undefined || /^utf-?8$/i.test(charset), message, 'utf-8, or no charset', values);
    },
  },
  {
    id: 'body-is-json',
    level: 'must',
    statement: 'A body is JSON.',
    judge: ({ request, response }, check) => {
      if (request.method !== 'GET' || response.status !== 200) return;
      const finding = () => ({
        message: 'The body cannot be read as JSON.',
        expected: 'a JSON object',
        actual: shorten(response.text, 80) || 'an empty body',
        where: 'body',
      });
      check.that(response.document !== undefined, finding);
    },
  },
  {
    id: 'version-agrees',
    level: 'must',
    statement: 'The version in the media type and the version in the body agree.',
    judge: ({ response }, check) => {
      const named = versionOf(response.headers('content-type')[0] ?? '');
      const version = isObject(response.document) ? member(response.document, 'version') : undefined;
      if (named === null || typeof version !== 'string' || !bringsBody(response)) return;
      const right = version === named || version.startsWith(`${named}.`);
      const message = `The media type names the version ${shorten(named, 40)}, the body ${shorten(version, 40)}.`;
      check.that(right, () => ({
        message,
        expected: `${shorten(named, 40)}.x`,
        actual: shorten(version, 80),
        where: '/version',
      }));
    },
  },
  {
    id: 'negotiation-406',
    level: 'must',
    statement: 'A request for a version that is unsupported or invalid is answered with 406.',
    judge: ({ request, response: { status }, supportedVersions }, check) => {
      const accept = request.headers?.['accept'];
      if (accept === undefined || demands406(accept, supportedVersions) !== true) return;
      const message = `The request accepts only ${shorten(accept, 120)}, and was not refused.`;
      check.that(status === 406, () => ({
        message,
        expected: 'status 406',
        actual: `status ${status}`,
        where: 'status',
      }));
    },
  },
  {
    id: 'refusal-lists-versions',
    level: 'should',
    statement: 'The body of a 406 lists the supported versions.',
    judge: ({ response: { status, text } }, check) => {
      if (status !== 406) return;
      const finding = () => ({
        message: 'The answer 406 does not say which versions are supported.',
        expected: 'a list of versions',
        actual: shorten(text, 120) || 'an empty body',
        where: 'body',
      });
      check.that(/\d+\.\d+/.test(text), finding);
    },
  },
  {
    id: 'negotiation-default',
    level: 'must',
    statement: 'A request that names no version is answered as version 0.2.',
    judge: ({ request, response }, check) => {
      // whether a header was sent is only known where the caller told the headers
      if (request.headers === undefined || response.status !== 200 || !namesNoVersion(request.headers['accept']))
        return;
      if (request.method !== 'GET') return;
      const version = isObject(response.document) ? member(response.document, 'version') : undefined;
      const named = versionOf(response.headers('content-type')[0] ?? '');
      const came = typeof version === 'string' ? version : (named ?? 'no version');
      const right = /^0\.2(?:\.|$)/.test(came) || (came === 'no version' && named === null);
      const message = 'The request named no version, and was not answered as version 0.2.';
      check.that(right, () => ({ message, expected: 'version 0.2', actual: shorten(came, 80), where: '/version' }));
    },
  },
  {
    id: 'negotiation-options',
    level: 'must',
    statement: 'The answer to OPTIONS names the most preferred supported version in its Content-Type.',
    judge: ({ request, response }, check) => {
      if (request.method !== 'OPTIONS' || response.status < 200 || response.status > 299) return;
      const values = response.headers('content-type');
      const message = 'The answer to OPTIONS names no version of the provider API.';
      judgeHeader(check, versionOf(values[0] ?? '') !== null, message, `${providerMediaType};version=0.3`, values);
    },
  },
];

/** A successful answer to a read: the rules for bodies apply. */
function bringsBody({ status, text }: Response): boolean {
  return status === 200 && text !== '';
}

function isProviderType(response: Response): boolean {
  const type = parseMediaType(response.headers('content-type')[0] ?? '');
  return !('problem' in type) && type.essence === providerMediaType;
}

function judgeHeader(check: Check, right: boolean, message: string, expected: string, values: readonly string[]): void {
  check.that(right, () => ({ message, expected, actual: shorten(values.join(' | ')) || 'no header', where: header }));
}

/** Status codes of the IANA registry, as of 2024. */
function isRegistered(status: number): boolean {
  const within = (from: number, to: number) => status >= from && status <= to;
  return (
    within(100, 104) ||
    within(200, 208) ||
    status === 226 ||
    within(300, 308) ||
    within(400, 418) ||
    within(421, 426) ||
    [428, 429, 431, 451].includes(status) ||
    within(500, 508) ||
    within(510, 511)
  );
}
