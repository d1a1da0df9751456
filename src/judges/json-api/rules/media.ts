/** Media types of requests and answers. */
import type { Check } from '../../../verdict/check.ts';
import type { VersionedRule } from '../table.ts';
import { carriesJsonApi, jsonApiMediaType } from '../exchange.ts';
import type { Exchanged } from '../exchange.ts';
import { parseMediaType } from '../media-type.ts';
import type { MediaType } from '../media-type.ts';
import { demands406, demands415, forbiddenParameters, uriParameterProblem, urisOf } from '../negotiation.ts';
import { brief, isObject, member, nameList } from '../value.ts';
import { shorten } from '../../../verdict/check.ts';

const header = 'header content-type';

export const mediaRules: readonly VersionedRule<Exchanged>[] = [
  {
    id: 'media-type',
    level: 'must',
    statement: `A document is sent with the media type \`${jsonApiMediaType}\`.`,
    judge: ({ response }, check) => {
      if (!isJudged(response)) return;
      const values = response.headers('content-type');
      const finding = (message: string) => () => ({
        message,
        expected: jsonApiMediaType,
        actual: shorten(values.join(' | ') || 'no header'),
        where: header,
      });
      if (!check.that(values.length > 0, finding('The answer has no Content-Type.'))) return;
      check.that(values.length === 1, finding('The answer has more than one Content-Type.'));
      const type = parseMediaType(values[0] ?? '');
      const message = 'problem' in type ? `The Content-Type ${type.problem}.` : `The media type is ${type.essence}.`;
      check.that(!('problem' in type) && type.essence === jsonApiMediaType, finding(shorten(message)));
    },
  },
  {
    id: 'media-type-parameters',
    level: 'must',
    statement: 'The media type of an answer has no parameters; in 1.1 none but `ext` and `profile`.',
    judge: ({ response, version }, check) => {
      forJsonApiType(response, (type, text) => {
        const forbidden = forbiddenParameters(type, version);
        check.that(forbidden.length === 0, () => ({
          message: `The media type has the parameter ${nameList(forbidden)}.`,
          expected: version === '1.0' ? 'no parameters' : 'no parameters but ext and profile',
          actual: text,
          where: header,
        }));
      });
    },
  },
  {
    id: 'media-type-uris',
    level: { '1.1': 'must' },
    statement: 'The values of `ext` and `profile` are lists of URIs with one space between them.',
    judge: ({ response }, check) => {
      forJsonApiType(response, (type, text) => {
        if (!type.parameters.some(({ name }) => name === 'ext' || name === 'profile')) return;
        const problem = uriParameterProblem(type);
        const message = `The media type ${problem ?? ''}.`;
        check.that(problem === null, () => ({ message, expected: 'a list of URIs', actual: text, where: header }));
      });
    },
  },
  {
    id: 'media-type-json',
    level: 'must',
    statement: 'A body that is sent as JSON:API is JSON.',
    judge: ({ response }, check) => {
      forJsonApiType(response, () => {
        check.that(response.document !== undefined, () => ({
          message: 'The body is sent as JSON:API, but cannot be read as JSON.',
          expected: 'a JSON document',
          actual: shorten(response.text, 80),
          where: 'body',
        }));
      });
    },
  },
  {
    id: 'negotiation-415',
    level: 'must',
    statement:
      'A request whose `Content-Type` is the JSON:API media type with forbidden parameters is answered with 415.',
    judge: (exchanged, check) => {
      const { version, supportedExtensions, request, response } = exchanged;
      const sent = request.headers?.['content-type'];
      if (sent === undefined || demands415(sent, version, supportedExtensions) !== true) return;
      const either = refusesAccept(exchanged) ? [415, 406] : [415];
      judgeRefusal(check, response.status, either, 'Content-Type', sent);
    },
  },
  {
    id: 'negotiation-406',
    level: 'must',
    statement: 'A request that accepts the JSON:API media type only with forbidden parameters is answered with 406.',
    judge: (exchanged, check) => {
      if (!refusesAccept(exchanged)) return;
      const { version, supportedExtensions, request, response } = exchanged;
      const sent = request.headers?.['content-type'];
      const both = sent !== undefined && demands415(sent, version, supportedExtensions) === true;
      judgeRefusal(check, response.status, both ? [406, 415] : [406], 'Accept', request.headers?.['accept'] ?? '');
    },
  },
  {
    id: 'vary-accept',
    level: { '1.1': 'should' },
    statement: 'A server that supports `ext` or `profile` names Accept in the `Vary` header.',
    judge: ({ response }, check) => {
      forJsonApiType(response, (type) => {
        if (!type.parameters.some(({ name }) => name === 'ext' || name === 'profile')) return;
        const vary = response
          .headers('vary')
          .join(',')
          .toLowerCase()
          .split(',')
          .map((name) => name.trim());
        check.that(vary.includes('accept') || vary.includes('*'), () => ({
          message: 'The answer uses ext or profile, but its Vary header does not name Accept.',
          expected: 'Accept',
          actual: shorten(vary.join(', ') || 'no header'),
          where: 'header vary',
        }));
      });
    },
  },
  {
    id: 'self-link-type',
    level: { '1.1': 'should' },
    statement:
      'Where `ext` or `profile` is applied, the top-level `self` is a link object whose `type` has the same parameters.',
    judge: ({ response }, check) => {
      const links = isObject(response.document) ? member(response.document, 'links') : undefined;
      const self = isObject(links) ? member(links, 'self') : undefined;
      if (self === undefined || self === null) return;
      forJsonApiType(response, (applied, text) => {
        const uris = [...urisOf(applied, 'ext'), ...urisOf(applied, 'profile')];
        if (uris.length === 0) return;
        const named = isObject(self) ? member(self, 'type') : undefined;
        const type = typeof named === 'string' ? parseMediaType(named) : { problem: 'is no string' };
        const told = 'problem' in type ? [] : [...urisOf(type, 'ext'), ...urisOf(type, 'profile')];
        check.that(
          uris.every((uri) => told.includes(uri)),
          () => ({
            message: 'The top-level self link does not name the extensions and profiles that the answer uses.',
            expected: `a link object with the type ${text}`,
            actual: brief(self),
            where: '/links/self',
          }),
        );
      });
    },
  },
];

/** A 2xx answer with a body must be JSON:API; an error page of something in between need not be. */
function isJudged(response: Exchanged['response']): boolean {
  if (response.text === '') return false;
  return response.status < 300 || carriesJsonApi(response);
}

function forJsonApiType(response: Exchanged['response'], judge: (type: MediaType, text: string) => void): void {
  if (!isJudged(response)) return;
  for (const value of response.headers('content-type')) {
    const type = parseMediaType(value);
    if (!('problem' in type) && type.essence === jsonApiMediaType) judge(type, shorten(value));
  }
}

function refusesAccept({ request, version, supportedExtensions }: Exchanged): boolean {
  const accept = request.headers?.['accept'];
  return accept !== undefined && demands406(accept, version, supportedExtensions) === true;
}

function judgeRefusal(check: Check, status: number, expected: readonly number[], name: string, sent: string): void {
  check.that(expected.includes(status), () => ({
    message: `The request was sent with ${name}: ${shorten(sent, 120)}, and was not refused as it must be.`,
    expected: `status ${expected.join(' or ')}`,
    actual: `status ${status}`,
    where: 'status',
  }));
}
