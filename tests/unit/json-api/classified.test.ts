/** What the classification of JSON:API calls tested is caught. */
import { judgeAnswer } from '../../../src/judges/json-api/judge-answer.ts';
import { judgePages } from '../../../src/judges/json-api/pages.ts';
import type { RuleResult } from '../../../src/judges/json-api/rule.ts';
import { describeClassification } from './classification.ts';
import { defects } from './defects.ts';
import type { Defect } from './defects.ts';

function judge(defect: Defect, version: string): readonly RuleResult[] {
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
      version: version === '1.1' ? '1.1' : '1.0',
      supportedExtensions: [],
      ...(expects === undefined ? {} : { expects }),
      ...(situation === undefined ? {} : { situation }),
    },
  );
}

describeClassification<Defect>({
  doc: 'docs/json-api.md',
  defects,
  versionsOf: ({ versions }, defect) =>
    (versions.length === 0 ? ['1.0', '1.1'] : versions).filter(
      (one) => defect.versions?.some((version) => version === one) ?? true,
    ),
  judge,
});
