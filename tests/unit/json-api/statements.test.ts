/** The classification of both standards: complete, consistent with the rules, and shown by fresh documents. */
import { describe, expect, it } from 'vitest';
import { staleStandardDocs, standardDocs, statementsOf } from '../../../scripts/standard-docs.ts';
import { between, statementTables } from '../../../src/judges/json-api/statement-tables.ts';
import { parseStatements } from '../../../src/judges/json-api/statements.ts';

for (const doc of standardDocs) {
  describe(doc.statements, () => {
    const statements = statementsOf(doc).flatMap((section) => section.statements);
    const rules = new Map(doc.rules.map((rule) => [rule.id, rule]));

    it('names only rules that exist, and every rule', () => {
      const named = new Set(statements.flatMap((statement) => statement.rules));
      expect([...named].filter((id) => !rules.has(id))).toEqual([]);
      expect([...rules.keys()].filter((id) => !named.has(id))).toEqual([]);
    });

    it('has rules with ids of their own', () => expect(rules.size).toBe(doc.rules.length));

    it('calls nothing tested that cannot fail, and nothing observed that can', () => {
      for (const statement of statements) {
        const levels = statement.rules.flatMap((id) => rules.get(id)?.levels ?? []);
        const canFail = levels.some((level) => level === 'must' || level === 'should');
        if (statement.class === 'tested') expect([statement.id, canFail]).toEqual([statement.id, true]);
        if (statement.class === 'observed') expect([statement.id, canFail]).toEqual([statement.id, false]);
      }
    });
  });
}

it('the documents are up to date (npm run generate)', () => expect(staleStandardDocs()).toEqual([]));

describe('parseStatements', () => {
  const entry = (more: string) =>
    `sections:\n  - id: a\n    title: A\n    statements:\n      - { id: x, level: must, text: T, ${more} }\n`;

  it('reads a right file', () => {
    expect(parseStatements(entry('class: tested, rules: [r]'), 'f')[0]?.statements).toMatchObject([
      { id: 'x', class: 'tested', rules: ['r'], listed: true, basis: 'standard', why: null },
    ]);
  });

  it.each([
    ['class: tested', 'names no rule'],
    ['class: client-side, rules: [r]', 'names rules'],
    ['class: not-testable', 'needs a why'],
    ['class: tested, rules: [r], why: no', 'needs a why'],
    ['class: good', 'has the class "good"'],
  ])('names what is wrong: %s', (more, problem) => expect(() => parseStatements(entry(more), 'f')).toThrow(problem));

  it('names all problems at once, with the file', () => {
    const twice = `${entry('class: client-side')}      - { id: x, level: never, class: client-side }\n`;
    expect(() => parseStatements(twice, 'f.yaml')).toThrow(
      /f\.yaml: statement x stands there twice.*\n.*level "never".*\n.*needs a text/,
    );
    expect(() => parseStatements('a: 1', 'f.yaml')).toThrow('f.yaml: there is no list named sections');
  });
});

describe('tables', () => {
  it('count classes and escape bars', () => {
    const sections = parseStatements(
      'sections: [{ id: a, title: A, statements: [{ id: x, level: may, class: not-testable, text: "a | b", why: W }] }]',
      'f',
    );
    const text = statementTables(sections, ['1.0']);
    expect(text).toContain('| **All** | 0 | 0 | 1 | 0 | 1 |');
    expect(text).toContain('| `x` | may | not-testable | a \\| b | W |');
  });

  it('go between their marks', () => {
    expect(between('a <!-- t:begin -->old<!-- t:end --> b', 't', 'new')).toBe(
      'a <!-- t:begin -->\n\nnew\n\n<!-- t:end --> b',
    );
    expect(() => between('a', 't', 'new')).toThrow('marks');
  });
});
