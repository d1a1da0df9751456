/** What the classification calls tested is caught: every such statement has a defect that one of its own rules finds. */
import { describe, expect, it } from 'vitest';
import { standardDocs, statementsOf } from '../../../scripts/standard-docs.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';
import type { RuleResult } from '../../../src/judges/json-api/rule.ts';
import type { Statement } from '../../../src/judges/json-api/statements.ts';
import { judgeAgreement } from '../../../src/judges/mds/agreement.ts';
import { feedKindOf } from '../../../src/judges/mds/feed.ts';
import { judgeFeedAnswer } from '../../../src/judges/mds/judge-answer.ts';
import { judgeFeedPages } from '../../../src/judges/mds/pages.ts';
import type { Level } from '../../../src/verdict/types.ts';
import { defects } from './defects.ts';
import type { Defect } from './defects.ts';
import { trips } from './samples.ts';

const usual = 'application/vnd.mds.provider+json;version=0.3';

function judge(defect: Defect): readonly RuleResult[] {
  const { document, pages, changes } = defect;
  if (pages !== undefined) return judgeFeedPages(pages, 'trips');
  if (changes !== undefined)
    return judgeAgreement(
      [{ document: trips() }],
      [{ document: { version: '0.3.1', data: { status_changes: changes } } }],
    );
  const kind = defect.kind ?? feedKindOf(document) ?? 'trips';
  const { contentType = usual, accept = usual } = defect;
  const request = {
    method: defect.method ?? 'GET',
    url: `https://h.example/${kind}?${defect.asked ?? ''}`,
    headers: accept === null ? {} : { accept },
  };
  const response = {
    status: defect.status ?? 200,
    headers: (name: string) => (name === 'content-type' && contentType !== null ? [contentType] : []),
    text: defect.text ?? JSON.stringify(document),
    document,
  };
  return judgeFeedAnswer({ request, response }, kind, { ...defect.options, supportedVersions: ['0.3'] });
}

/** Levels at which a defect has to be found; a note may say that a part of a must is judged as should. */
function levelsFor({ level, note, class: kind }: Statement): readonly Level[] {
  if (kind === 'observed' || level === 'may') return ['must', 'should', 'may'];
  return level === 'must' && note === null ? ['must'] : ['must', 'should'];
}

const doc = standardDocs.find(({ file }) => file === 'docs/mds-0.3.md');
const statements = (doc === undefined ? [] : statementsOf(doc)).flatMap((section) => section.statements);
const judged = statements.filter(({ class: kind }) => kind === 'tested' || kind === 'observed');

describe('statements that are called tested or observed', () => {
  it('are all in the table of defects, and nothing else is', () => {
    expect(Object.keys(defects).sort()).toEqual(judged.map(({ id }) => id).sort());
  });

  it('find a must as a must in some defect, or the note says how it is judged', () => {
    const musts = judged.filter(({ level, class: kind }) => level === 'must' && kind === 'tested');
    const weaker = musts.filter(
      ({ id, rules }) =>
        ![defects[id] ?? []]
          .flat()
          .some((defect) => broken(judge(defect), ['must']).some(({ rule }) => rules.includes(rule))),
    );
    expect(weaker.filter(({ note }) => !/judged as should/.test(note ?? '')).map(({ id }) => id)).toEqual([]);
  });

  for (const statement of judged) {
    [defects[statement.id] ?? []].flat().forEach((defect, index) => {
      it(`${statement.id}, defect ${index + 1}`, () => {
        const found = broken(judge(defect), levelsFor(statement)).map(({ rule }) => rule);
        expect(statement.rules.filter((rule) => found.includes(rule))).not.toEqual([]);
      });
    });
  }
});
