/** What the classification of MDS 0.3 calls tested is caught. */
import type { RuleResult } from '../../../src/judges/json-api/rule.ts';
import { judgeAgreement } from '../../../src/judges/mds/agreement.ts';
import { feedKindOf } from '../../../src/judges/mds/feed.ts';
import { judgeFeedAnswer } from '../../../src/judges/mds/judge-answer.ts';
import { judgeFeedPages } from '../../../src/judges/mds/pages.ts';
import { describeClassification } from '../json-api/classification.ts';
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

describeClassification<Defect>({ doc: 'docs/mds-0.3.md', defects, versionsOf: () => ['0.3'], judge });
