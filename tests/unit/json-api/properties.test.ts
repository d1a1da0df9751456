/** Generated documents: right ones yield nothing; one wrong thing yields its finding; hostile ones do no harm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedVersion, judgeDocument } from '../../../src/judges/json-api/judge-document.ts';
import { broken, intoCheck, observeMay } from '../../../src/judges/json-api/rule.ts';
import { Check } from '../../../src/verdict/check.ts';
import { findingLimit } from '../../../src/verdict/types.ts';
import { resource, validDocument } from './arbitrary.ts';

const versions = ['1.0', '1.1'] as const;
const brokenRules = (document: unknown, version: '1.0' | '1.1' = '1.0') =>
  broken(judgeDocument(document, { version }), ['must']).map(({ rule }) => rule);

describe('generated documents', () => {
  it.each(versions)('finds nothing in right documents of %s', (version) => {
    fc.assert(
      fc.property(validDocument, (document) => {
        expect(brokenRules(document, version)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  type Mutation = readonly [rule: string, change: (one: Record<string, unknown>) => Record<string, unknown>];
  const mutations: readonly Mutation[] = [
    ['resource-type-and-id', ({ id: _, ...rest }) => rest],
    ['resource-type-and-id-strings', (one) => ({ ...one, id: 7 })],
    ['resource-type-name', (one) => ({ ...one, type: 'a.b' })],
    ['resource-known-members', (one) => ({ ...one, extra: 1 })],
    ['resource-attributes-object', (one) => ({ ...one, attributes: [] })],
    ['resource-fields-namespace', (one) => ({ ...one, attributes: { id: 1 } })],
    ['relationship-content', (one) => ({ ...one, relationships: { a: {} } })],
    ['linkage-shape', (one) => ({ ...one, relationships: { a: { data: 0 } } })],
    ['links-object', (one) => ({ ...one, links: null })],
    ['link-shape', (one) => ({ ...one, links: { self: false } })],
    ['link-url', (one) => ({ ...one, links: { self: 'a b' } })],
    ['meta-object', (one) => ({ ...one, meta: [] })],
    ['member-names', (one) => ({ ...one, attributes: { 'a+b': 1 } })],
  ];

  it.each(mutations)('finds one wrong thing in any resource: %s', (rule, change) => {
    fc.assert(
      fc.property(
        fc.array(resource, { maxLength: 3 }),
        resource,
        fc.constantFrom(...versions),
        (others, one, version) => {
          expect(brokenRules({ data: [...others, change(one)] }, version)).toContain(rule);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('survives any JSON value, in both versions, with and without a request', () => {
    const anything = fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<unknown>;
    const shaped = fc.record(
      { data: anything, errors: anything, included: anything, links: anything, meta: anything, jsonapi: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(anything, shaped),
        fc.constantFrom(...versions),
        fc.webUrl({ withQueryParameters: true }),
        (document, version, requestUrl) => {
          for (const result of judgeDocument(document, { version, requestUrl })) {
            expect(result.findings.length).toBe(Math.min(result.findingsTotal, findingLimit));
            for (const { actual, message } of result.findings)
              expect(actual.length + message.length).toBeLessThan(1500);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('hostile documents', () => {
  it('does not walk into a document that is too deep', () => {
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i += 1) deep = { attributes: deep };
    expect(broken(judgeDocument({ data: deep }, { version: '1.0' }))).toMatchObject([{ rule: 'document-depth' }]);
  });

  it('judges a chain of 20,000 included resources without recursion', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => ({
      type: 'a',
      id: String(i),
      relationships: { next: { data: { type: 'a', id: String(i + 1) } } },
    }));
    expect(brokenRules({ data: chain[0], included: chain.slice(1) }, '1.1')).toEqual([]);
    expect(brokenRules({ data: chain[1], included: [chain[0]] }, '1.1')).toEqual(['included-full-linkage']);
  });

  it('treats names of Object.prototype as ordinary names', () => {
    const document: unknown = JSON.parse(
      '{"data":{"type":"constructor","id":"__proto__","attributes":{"constructor":1,"toString":{"hasOwnProperty":2}},"relationships":{"valueOf":{"data":{"type":"x","id":"toString"}}}},"included":[{"type":"x","id":"toString"}]}',
    );
    expect(
      broken(judgeDocument(document, { version: '1.1', requestUrl: '/a?include=valueOf&fields[hasOwnProperty]=x' })),
    ).toEqual([]);
    // inherited members count for nothing
    expect(brokenRules(Object.create({ data: null }))).toContain('document-required-members');
  });

  it('counts all findings and keeps a bounded number of them', () => {
    const data = Array.from({ length: 1000 }, () => ({ type: 'a' }));
    const [result] = broken(judgeDocument({ data }, { version: '1.0' }));
    expect(result).toMatchObject({ rule: 'resource-type-and-id', findingsTotal: 1000, checks: 2000 });
    expect(result?.findings).toHaveLength(findingLimit);
  });
});

describe('results', () => {
  const results = judgeDocument(
    { data: { type: 'a', id: '1', attributes: { 'a b': 1 } }, total: 1, errors: [] },
    { version: '1.0', exchange: '1-0002' },
  );

  it('go into a check by level', () => {
    const [must, should, may] = [new Check(), new Check(), new Check()];
    intoCheck(must, results);
    intoCheck(should, results, ['should']);
    observeMay(may, results);
    expect(must.findings.map(({ where }) => where)).toEqual(['', '']);
    expect(should.findings).toMatchObject([{ where: '/data/attributes', exchange: '1-0002' }]);
    expect(may.observations).toMatchObject([{ label: 'errors-not-empty', exchange: '1-0002' }]);
    expect(must.checks).toBeGreaterThan(must.findingsTotal);
  });

  it('take other levels from the caller', () => {
    const levels = { 'document-known-members': 'should', 'document-data-or-errors': 'off' } as const;
    const judged = judgeDocument({ data: null, total: 1, errors: [{ code: 'X' }] }, { version: '1.0', levels });
    expect(broken(judged).map(({ rule, level }) => [rule, level])).toEqual([['document-known-members', 'should']]);
  });

  it('leave further members to the vendor where its policy allows them', () => {
    const open = judgeDocument({ data: null, total: 1, links: { more: '/a' } }, { version: '1.0', openMembers: true });
    expect(broken(open, ['must', 'should'])).toEqual([]);
    expect(broken(open, ['may']).map(({ rule }) => rule)).toEqual(['document-known-members', 'links-known-names']);
  });

  it('know the version that a document claims', () => {
    const claims = (version: unknown) => claimedVersion({ jsonapi: { version } });
    expect(['1.0', '1.1', '1.2', '1.10', '2.0', '1', 1].map(claims)).toEqual([
      '1.0',
      '1.1',
      '1.1',
      '1.1',
      null,
      null,
      null,
    ]);
    expect(claimedVersion(null)).toBe(null);
  });
});
