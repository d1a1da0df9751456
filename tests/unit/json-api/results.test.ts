/** Results of rules on their way into verdicts, and what a document is judged by. */
import { describe, expect, it } from 'vitest';
import { carriesJsonApi, exchangeOf } from '../../../src/judges/json-api/exchange.ts';
import { judgeAnswer } from '../../../src/judges/json-api/judge-answer.ts';
import { claimedVersion, judgeDocument } from '../../../src/judges/json-api/judge-document.ts';
import {
  type Rule,
  type RuleResult,
  applyRules,
  broken,
  intoCheck,
  mergeResults,
  observeMay,
} from '../../../src/judges/json-api/rule.ts';
import { Check, Undecided } from '../../../src/verdict/check.ts';
import { type Level, findingLimit } from '../../../src/verdict/types.ts';
import { answer } from '../judges/answers.ts';

const finding = (message: string) => ({ message, expected: 'e', actual: 'a' });
const result = (rule: string, level: Level, checks: number, ...messages: string[]): RuleResult => ({
  rule,
  level,
  statement: 's',
  checks,
  findings: messages.map(finding),
  findingsTotal: messages.length,
});

describe('rules', () => {
  const rule = (id: string, level: Level): Rule<number> => ({
    id,
    level,
    statement: `${id}.`,
    judge: (n, check) => void check.that(n > 0, () => finding(`${id}: ${n}`)),
  });
  const table = [rule('first', 'must'), rule('second', 'should')];

  it('give a result each, in their order', () => {
    expect(applyRules(table, 0)).toEqual([
      { ...result('first', 'must', 1, 'first: 0'), statement: 'first.' },
      { ...result('second', 'should', 1, 'second: 0'), statement: 'second.' },
    ]);
    expect(applyRules(table, 1).map(({ checks, findings }) => [checks, findings])).toEqual([
      [1, []],
      [1, []],
    ]);
  });

  it('are left out or take another level where that is said, and name the exchange', () => {
    const [only, ...none] = applyRules(table, 0, { levels: { first: 'off', second: 'may' }, exchange: '1-0001' });
    expect(only).toMatchObject({ rule: 'second', level: 'may', findings: [{ exchange: '1-0001' }] });
    expect(none).toEqual([]);
  });
});

describe('results', () => {
  it('go into a check by their level', () => {
    const check = new Check();
    const results = [result('a', 'must', 3, 'x'), result('b', 'should', 5, 'y'), result('c', 'must', 7)];
    intoCheck(check, results);
    expect(check).toMatchObject({ checks: 10, findingsTotal: 1, findings: [finding('x')] });
    intoCheck(check, results, ['should']);
    expect(check).toMatchObject({ checks: 15, findingsTotal: 2, findings: [finding('x'), finding('y')] });
  });

  it('count findings that were not kept', () => {
    const check = new Check();
    intoCheck(check, [{ ...result('a', 'must', 100, 'x', 'y'), findingsTotal: 50 }]);
    expect(check).toMatchObject({ findingsTotal: 50, findings: [finding('x'), finding('y')] });
  });

  it('of level may are observed, and no others', () => {
    const check = new Check();
    const may = result('a', 'may', 1, 'x');
    observeMay(check, [{ ...may, findings: [{ ...finding('x'), exchange: '1-0001' }] }, result('b', 'must', 1, 'y')]);
    expect(check).toMatchObject({ checks: 0, findingsTotal: 0 });
    expect(check.observations).toEqual([{ label: 'a', value: 'x', exchange: '1-0001' }]);
  });

  it('of several runs are added', () => {
    const runs = [
      [result('a', 'must', 1, 'x'), result('b', 'may', 2)],
      [result('a', 'must', 3, 'y', 'z'), result('c', 'must', 4)],
    ];
    expect(mergeResults(runs)).toEqual([
      result('a', 'must', 4, 'x', 'y', 'z'),
      result('b', 'may', 2),
      result('c', 'must', 4),
    ]);
  });

  it('with findings are chosen by level', () => {
    const all = [result('a', 'must', 1, 'x'), result('b', 'must', 1), result('c', 'may', 1, 'z')];
    expect(broken(all).map(({ rule }) => rule)).toEqual(['a', 'c']);
    expect(broken(all, ['must']).map(({ rule }) => rule)).toEqual(['a']);
  });
});

describe('a document', () => {
  it.each([
    ['1.0', '1.0'],
    ['1.1', '1.1'],
    ['1.2', '1.1'],
    ['1.10', '1.1'],
    ['1.25', '1.1'],
    ['1.01', null],
    ['11.1', null],
    ['1.1-beta', null],
    ['2.0', null],
    [1.1, null],
    [null, null],
  ])('that claims version %j is judged by %j', (version, expected) =>
    expect(claimedVersion({ jsonapi: { version } })).toBe(expected),
  );

  it('claims nothing where it names no version', () => {
    for (const document of [null, [], 'text', {}, { jsonapi: null }, { jsonapi: ['1.0'] }, { version: '1.0' }])
      expect(claimedVersion(document)).toBeNull();
  });

  const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;
  const deep = (levels: number, exchange?: string) =>
    judgeDocument(
      { data: [], meta: { a: nested(levels) } },
      { version: '1.1', ...(exchange === undefined ? {} : { exchange }) },
    );

  it('that is nested too deep is not judged, and that is a finding', () => {
    expect(deep(50).length).toBeGreaterThan(1);
    expect(broken(deep(50))).toEqual([]);
    expect(deep(500)).toEqual([
      expect.objectContaining({ rule: 'document-depth', level: 'must', checks: 1, findingsTotal: 1 }),
    ]);
    expect(deep(500, '1-0001')[0]?.findings).toMatchObject([{ where: '', exchange: '1-0001' }]);
    expect(deep(500)[0]?.findings[0]).not.toHaveProperty('exchange');
  });

  it('may have members of its own where that is said: they are observed', () => {
    const document = { data: { type: 'a', id: '1', own: 1 } };
    const judged = (openMembers?: true) =>
      broken(judgeDocument(document, { version: '1.0', ...(openMembers === undefined ? {} : { openMembers }) }));
    expect(judged()).toMatchObject([{ rule: 'resource-known-members', level: 'must' }]);
    expect(judged(true)).toMatchObject([{ rule: 'resource-known-members', level: 'may' }]);
  });

  it.each([
    ['1.1', 'application/vnd.api+json', ['resource-known-members']],
    ['1.1', 'application/vnd.api+json; ext="https://e.example/e"', []],
    ['1.1', 'application/vnd.api+json;ext = "https://e.example/e"', []],
    ['1.1', 'application/vnd.api+json;context="e"', ['resource-known-members']],
    ['1.1', undefined, []],
    ['1.0', 'application/vnd.api+json;ext="https://e.example/e"', ['resource-known-members']],
  ] as const)('of %s that came as %s may hold members of an extension: %j', (version, contentType, rules) => {
    const document = { data: { type: 'a', id: '1', 'ns:own': 1 } };
    const results = judgeDocument(document, { version, ...(contentType === undefined ? {} : { contentType }) });
    expect(broken(results, ['must']).map(({ rule }) => rule)).toEqual(rules);
  });

  it('says itself that it holds members of an extension', () => {
    const judged = (ext: readonly string[]) =>
      broken(
        judgeDocument(
          { jsonapi: { ext }, data: { type: 'a', id: '1', 'ns:own': 1 } },
          { version: '1.1', contentType: 'application/vnd.api+json' },
        ),
        ['must'],
      ).map(({ rule }) => rule);
    expect(judged(['https://e.example/e'])).not.toContain('resource-known-members');
    expect(judged([])).toContain('resource-known-members');
  });
});

describe('a recorded answer', () => {
  it('is seen as request and response', () => {
    const seen = exchangeOf(answer({ status: 404, body: { errors: [] }, headers: { A: 'b' } }), {
      headers: { accept: 'x' },
    });
    expect(seen).toMatchObject({
      request: { method: 'GET', url: 'http://127.0.0.1:1/machines?size=2', headers: { accept: 'x' } },
      response: { status: 404, text: '{"errors":[]}', document: { errors: [] } },
      exchange: '1-0001',
    });
    expect(seen.response.headers('a')).toEqual(['b']);
  });

  it('that did not come decides nothing', () => {
    expect(() => exchangeOf(answer({ failure: { kind: 'timeout', message: 'm' } }))).toThrow(Undecided);
  });

  const response = (type: readonly string[], document: unknown, status = 200) => ({
    status,
    headers: (name: string) => (name === 'content-type' ? type : []),
    text: '',
    document,
  });

  it('carries JSON:API where its header or its body says so', () => {
    const type = 'Application/vnd.API+json';
    expect(carriesJsonApi(response([type], undefined))).toBe(true);
    expect(carriesJsonApi(response(['text/html', type], undefined))).toBe(true);
    expect(carriesJsonApi(response([], { errors: [] }))).toBe(true);
    expect(carriesJsonApi(response([], { jsonapi: {} }))).toBe(true);
    for (const document of [undefined, null, [], {}, { errors: {} }, { data: [] }])
      expect(carriesJsonApi(response(['application/json'], document))).toBe(false);
  });

  it.each([
    [200, [], true],
    [299, [], true],
    [199, [], false],
    [300, [], false],
    [500, [], false],
    [500, ['application/vnd.api+json'], true],
  ])('of status %i with %j brings a document to judge: %s', (status, type, brings) => {
    const request = { method: 'GET', url: 'http://h/a' };
    const results = judgeAnswer({ request, response: response(type, {}, status) }, { version: '1.1' });
    expect(results.some(({ rule, checks }) => rule.startsWith('document-') && checks > 0)).toBe(brings);
  });
});

it('a result keeps a bounded number of findings', () => {
  const flood: Rule<null> = {
    id: 'flood',
    level: 'must',
    statement: 's',
    judge: (_, check) => {
      for (let i = 0; i < 1000; i += 1) check.that(false, () => finding(String(i)));
    },
  };
  const [only] = applyRules([flood], null);
  expect(only).toMatchObject({ checks: 1000, findingsTotal: 1000 });
  expect(only?.findings).toHaveLength(findingLimit);
});
