/** Holds a classification of statements against reality: what it calls tested has a defect that its own rules find. */
import { describe, expect, it } from 'vitest';
import { standardDocs, statementsOf } from '../../../scripts/standard-docs.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';
import type { RuleResult } from '../../../src/judges/json-api/rule.ts';
import type { Statement } from '../../../src/judges/json-api/statements.ts';
import type { Level } from '../../../src/verdict/types.ts';

export interface Reality<Defect> {
  /** The document that shows the statements, as `docs/json-api.md`. */
  readonly doc: string;
  /** Defects by the id of the statement that they break. */
  readonly defects: Readonly<Record<string, Defect | readonly Defect[]>>;
  /** Versions of the standard in which a defect breaks a statement. */
  readonly versionsOf: (statement: Statement, defect: Defect) => readonly string[];
  readonly judge: (defect: Defect, version: string) => readonly RuleResult[];
}

/** Levels at which a defect has to be found; a note may say that a part of a must is judged as should. */
function levelsFor({ level, note, class: kind }: Statement): readonly Level[] {
  if (kind === 'observed' || level === 'may') return ['must', 'should', 'may'];
  return level === 'must' && note === null ? ['must'] : ['must', 'should'];
}

/** Registers the tests of one standard. */
export function describeClassification<Defect>({ doc, defects, versionsOf, judge }: Reality<Defect>): void {
  const standard = standardDocs.find(({ file }) => file === doc);
  const statements = (standard === undefined ? [] : statementsOf(standard)).flatMap((section) => section.statements);
  const judged = statements.filter(({ class: kind }) => kind === 'tested' || kind === 'observed');
  const defectsOf = ({ id }: Statement) => [defects[id] ?? []].flat() as readonly Defect[];
  const finds = (statement: Statement, defect: Defect, version: string, levels: readonly Level[]) =>
    broken(judge(defect, version), levels).some(({ rule }) => statement.rules.includes(rule));

  describe('statements that are called tested or observed', () => {
    it('are all in the table of defects, and nothing else is', () => {
      expect(judged.length).toBeGreaterThan(0);
      expect(Object.keys(defects).sort()).toEqual(judged.map(({ id }) => id).sort());
    });

    it('find a must as a must in some defect, or the note says how it is judged', () => {
      const weaker = judged.filter(
        (statement) =>
          statement.level === 'must' &&
          statement.class === 'tested' &&
          !defectsOf(statement).some((defect) =>
            versionsOf(statement, defect).some((version) => finds(statement, defect, version, ['must'])),
          ),
      );
      expect(weaker.filter(({ note }) => !/judged as should/.test(note ?? '')).map(({ id }) => id)).toEqual([]);
    });

    for (const statement of judged) {
      defectsOf(statement).forEach((defect, index) => {
        for (const version of versionsOf(statement, defect)) {
          it(`${statement.id}, defect ${index + 1} in ${version}`, () => {
            expect(finds(statement, defect, version, levelsFor(statement))).toBe(true);
          });
        }
      });
    }
  });
}
