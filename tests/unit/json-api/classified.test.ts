/** What the classification calls tested is caught: every such statement has a defect that one of its own rules finds. */
import { describe, expect, it } from 'vitest';
import { standardDocs, statementsOf } from '../../../scripts/standard-docs.ts';
import { judgeAnswer } from '../../../src/judges/json-api/judge-answer.ts';
import type { JsonApiVersion } from '../../../src/judges/json-api/outline.ts';
import { judgePages } from '../../../src/judges/json-api/pages.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';
import type { RuleResult } from '../../../src/judges/json-api/rule.ts';
import type { Statement } from '../../../src/judges/json-api/statements.ts';
import type { Level } from '../../../src/verdict/types.ts';
import { defects } from './defects.ts';
import type { Defect } from './defects.ts';

function judge(defect: Defect, version: JsonApiVersion): readonly RuleResult[] {
  if (defect.pages !== undefined) return judgePages(defect.pages);
  const { document, sent, expects, situation } = defect;
  const headers = defect.headers ?? { 'content-type': 'application/vnd.api+json' };
  const request = {
    method: defect.method ?? 'GET',
    url: `https://api.example${defect.asked ?? '/articles'}`,
    headers: defect.requestHeaders ?? {},
    ...(sent === undefined ? {} : { document: sent }),
  };
  const response = {
    status: defect.status ?? 200,
    headers: (name: string) => [headers[name] ?? []].flat(),
    text: document === undefined ? '' : JSON.stringify(document),
    document,
  };
  return judgeAnswer(
    { request, response },
    {
      version,
      supportedExtensions: [],
      ...(expects === undefined ? {} : { expects }),
      ...(situation === undefined ? {} : { situation }),
    },
  );
}

/** Levels at which a defect has to be found; a note may say that a part of a must is judged as should. */
function levelsFor({ level, note, class: kind }: Statement): readonly Level[] {
  if (kind === 'observed' || level === 'may') return ['must', 'should', 'may'];
  return level === 'must' && note === null ? ['must'] : ['must', 'should'];
}

const doc = standardDocs.find(({ file }) => file === 'docs/json-api.md');
const statements = (doc === undefined ? [] : statementsOf(doc)).flatMap((section) => section.statements);
const judged = statements.filter(({ class: kind }) => kind === 'tested' || kind === 'observed');

describe('statements that are called tested or observed', () => {
  it('are all in the table of defects, and nothing else is', () => {
    expect(Object.keys(defects).sort()).toEqual(judged.map(({ id }) => id).sort());
  });

  it('find a must as a must in some defect, or the note says how it is judged', () => {
    const musts = judged.filter(({ level, class: kind }) => level === 'must' && kind === 'tested');
    const weaker = musts.filter(({ id, rules, versions }) => {
      const found = [defects[id] ?? []].flat().flatMap((defect) => {
        const version = (defect.versions?.[0] ?? versions[0] ?? '1.0') as JsonApiVersion;
        return broken(judge(defect, version), ['must']).filter(({ rule }) => rules.includes(rule));
      });
      return found.length === 0;
    });
    expect(weaker.filter(({ note }) => !/judged as should/.test(note ?? '')).map(({ id }) => id)).toEqual([]);
  });

  for (const statement of judged) {
    const { id, rules } = statement;
    const versions = (statement.versions.length === 0 ? ['1.0', '1.1'] : statement.versions) as JsonApiVersion[];
    [defects[id] ?? []].flat().forEach((defect, index) => {
      for (const version of versions.filter((one) => defect.versions?.includes(one) ?? true)) {
        it(`${id}, defect ${index + 1} in ${version}`, () => {
          const found = broken(judge(defect, version), levelsFor(statement)).map(({ rule }) => rule);
          expect(rules.filter((rule) => found.includes(rule))).not.toEqual([]);
        });
      }
    });
  }
});
