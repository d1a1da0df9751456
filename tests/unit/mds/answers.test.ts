/** Rules over answers of an MDS provider: media type, negotiation, status. Each with a right and a wrong answer. */
import { describe, expect, it } from 'vitest';
import { broken } from '../../../src/judges/json-api/rule.ts';
import type { Request, Response } from '../../../src/judges/json-api/exchange.ts';
import { answerTable, judgeFeedAnswer } from '../../../src/judges/mds/judge-answer.ts';
import type { FeedAnswerOptions } from '../../../src/judges/mds/judge-answer.ts';
import { demands406, versionOf } from '../../../src/judges/mds/media-type.ts';
import { end, start, trip, trips } from './samples.ts';

const type = 'application/vnd.mds.provider+json;version=0.3';

interface Came {
  readonly status?: number;
  readonly type?: string | readonly string[];
  readonly document?: unknown;
  readonly text?: string;
}

function response(came: Came): Response {
  const { status = 200, document, text } = came;
  const types = 'type' in came ? came.type : type;
  return {
    status,
    headers: (name) => (name === 'content-type' ? [types ?? []].flat() : []),
    text: text ?? (document === undefined ? '' : JSON.stringify(document)),
    document,
  };
}

interface Twin {
  readonly rule: string;
  readonly name: string;
  readonly right: Came;
  readonly wrong: Came;
  readonly request?: Partial<Request>;
  readonly options?: FeedAnswerOptions;
  readonly where: string;
}

const body = { document: trips() };
const typed = (value: string | readonly string[]): Came => ({ ...body, type: value });
const accept = (value: string): Partial<Request> => ({ headers: { accept: value } });

const twins: readonly Twin[] = [
  {
    rule: 'status-registered',
    name: 'a status of nobody',
    right: { status: 451 },
    wrong: { status: 299 },
    where: 'status',
  },
  {
    rule: 'media-type',
    name: 'plain JSON',
    right: typed('Application/vnd.MDS.provider+json ; Version="0.3"'),
    wrong: typed('application/json'),
    where: 'header content-type',
  },
  { rule: 'media-type', name: 'two headers', right: body, wrong: typed([type, type]), where: 'header content-type' },
  {
    rule: 'media-type',
    name: 'a version without value',
    right: body,
    wrong: typed('application/vnd.mds.provider+json;version'),
    where: 'header content-type',
  },
  {
    rule: 'media-type-version',
    name: 'no version',
    right: body,
    wrong: typed('application/vnd.mds.provider+json'),
    where: 'header content-type',
  },
  {
    rule: 'media-type-version',
    name: 'three numbers',
    right: body,
    wrong: typed('application/vnd.mds.provider+json;version=0.3.0'),
    where: 'header content-type',
  },
  {
    rule: 'media-type-charset',
    name: 'Latin-1',
    right: typed(`${type}; charset=UTF-8`),
    wrong: typed(`${type}; charset=iso-8859-1`),
    where: 'header content-type',
  },
  { rule: 'body-is-json', name: 'no JSON', right: body, wrong: { text: '<html>' }, where: 'body' },
  {
    rule: 'version-agrees',
    name: 'another version in the body',
    right: body,
    wrong: { document: trips([], { version: '0.4.0' }) },
    where: '/version',
  },
  {
    rule: 'negotiation-406',
    name: 'a version that never was',
    right: { status: 406, text: '0.2, 0.3' },
    wrong: body,
    request: accept('application/vnd.mds.provider+json;version=9.9'),
    where: 'status',
  },
  {
    rule: 'negotiation-406',
    name: 'a version that the server does not support',
    right: { status: 406, text: '0.3' },
    wrong: body,
    request: accept('application/vnd.mds.provider+json;version=0.4'),
    options: { supportedVersions: ['0.3'] },
    where: 'status',
  },
  {
    rule: 'refusal-lists-versions',
    name: 'a 406 without a list',
    right: { status: 406, text: '["0.3"]' },
    wrong: { status: 406, text: 'no' },
    where: 'body',
  },
  {
    rule: 'negotiation-default',
    name: 'no version asked, 0.3 given',
    right: { type: 'application/json', status: 404 },
    wrong: body,
    request: { headers: {} },
    where: '/version',
  },
  {
    rule: 'negotiation-options',
    name: 'OPTIONS without a version',
    right: { text: '', type },
    wrong: { text: '', type: 'text/plain' },
    request: { method: 'OPTIONS' },
    where: 'header content-type',
  },
];

describe('answers', () => {
  for (const { rule, name, right, wrong, request, options, where } of twins) {
    it(`${rule}: ${name}`, () => {
      const asked = { method: 'GET', url: 'https://h.example/mds/turku/trips', ...request };
      const judge = (came: Came) =>
        judgeFeedAnswer({ request: asked, response: response(came) }, 'trips', options).find(
          (one) => one.rule === rule,
        );
      expect(judge(right)).toMatchObject({ findingsTotal: 0 });
      expect(judge(wrong)?.findings.map((finding) => finding.where)).toEqual([where]);
    });
  }

  it('has twins for every rule', () => {
    const tested = new Set(twins.map(({ rule }) => rule));
    expect(answerTable.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });

  it('finds nothing in a right answer, and judges the filters of the request', () => {
    const request = {
      method: 'GET',
      url: `https://h.example/mds/turku/trips?min_end_time=${start}&max_end_time=${end}`,
      headers: { accept: type },
    };
    const judge = (record: unknown) =>
      broken(
        judgeFeedAnswer({ request, response: response({ document: trips([record]) }) }, 'trips', {
          exchange: '1-0003',
        }),
      );
    expect(judge(trip({ end_time: end - 1 }))).toEqual([]);
    expect(judge(trip())).toMatchObject([{ rule: 'times-in-window', findings: [{ exchange: '1-0003' }] }]);
  });

  it('judges no body of an error', () => {
    const results = judgeFeedAnswer(
      {
        request: { method: 'GET', url: 'https://h.example/trips' },
        response: response({ status: 404, type: 'text/html', text: 'no' }),
      },
      'trips',
    );
    expect(broken(results)).toEqual([]);
  });
});

describe('demands406', () => {
  const of = (...versions: readonly string[]) =>
    versions.map((version) => `application/vnd.mds.provider+json;version=${version}`).join(', ');
  it.each([
    [of('0.3'), null, false],
    [of('9.9', '0.3'), null, false],
    [of('abc'), null, true],
    [of('0.2'), null, null],
    [of('0.2', '9.9'), null, null],
    [of('0.2'), ['0.3'], true],
    [`${of('9.9')}, */*;q=0.1`, null, false],
    [`${of('9.9')}, */*;q=0`, null, true],
    ['application/vnd.mds.provider+json', ['0.3'], false],
    ['nonsense', null, null],
  ] as const)('%s of %j: %s', (sent, supported, demanded) => expect(demands406(sent, supported)).toBe(demanded));
});

it('reads the version of a media type', () => {
  expect(versionOf(type)).toBe('0.3');
  expect(versionOf('application/json;version=0.3')).toBe(null);
  expect(versionOf('nonsense')).toBe(null);
});
