/** JUnit XML of a ledger. Playwright's own would file a broken promise as an error. */
import { testStatus } from '../src/playwright/reply.ts';
import type { Verdict } from '../src/verdict/types.ts';
import { curlLine } from './curl.ts';
import { wasSent } from './excerpt.ts';
import { failureText, shownExchanges } from './evidence.ts';
import { evidenceOf } from './run.ts';
import type { Evidence, Run } from './run.ts';
import { shortened, xml } from './text.ts';
import { noticeFor, outcomeTitles, waiverLine } from './words.ts';

type Kind = 'failure' | 'error' | 'skipped' | 'passed';

/** How JUnit readers count a verdict. What was not decided must not look green, so it counts as an error. */
function kindOf({ outcome, level }: Verdict): Kind {
  const status = testStatus(outcome, level);
  if (status === 'failed') return outcome === 'fail' ? 'failure' : 'error';
  return status;
}

/** One `testsuite` per target, one `testcase` per requirement. */
export function junitXml(run: Run): string {
  const { ledger } = run;
  const suites = ledger.targets.map((target) => {
    const cases = ledger.verdicts
      .filter((verdict) => verdict.target === target.name)
      .map((verdict) => evidenceOf(run, verdict));
    const properties: [string, string][] = [
      ['run', ledger.run],
      ['vendor', target.vendor],
      ['version', target.version],
      ['baseUrl', target.baseUrl],
      ['answeredBy', target.kind],
      ...(target.kind === 'reference' ? [['notice', noticeFor([target])] as [string, string]] : []),
    ];
    return [
      `  <testsuite name="${xml(target.name)}" ${counts(cases)} time="0" timestamp="${xml(ledger.startedAt.replace(/Z$/, ''))}">`,
      '    <properties>',
      ...properties.map(([name, value]) => `      <property name="${name}" value="${xml(value)}"/>`),
      '    </properties>',
      ...cases.map(testcase),
      '  </testsuite>',
    ].join('\n');
  });
  const all = ledger.verdicts.map((verdict) => evidenceOf(run, verdict));
  const notice = noticeFor(ledger.targets);
  const name = notice === '' ? 'vendor-conformance' : `vendor-conformance. ${notice}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(name)}" ${counts(all)} time="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(cases: readonly Evidence[]): string {
  const count = (kind: Kind) => cases.filter(({ verdict }) => kindOf(verdict) === kind).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function testcase(evidence: Evidence): string {
  const { verdict, requirement, target } = evidence;
  const name = `${requirement.id} ${requirement.text}`;
  const lines = [
    `    <testcase classname="${xml(`${target.name}.${requirement.section}`)}" name="${xml(name)}" time="0">`,
  ];
  const kind = kindOf(verdict);
  const message = xml(shortened(verdict.reason, 600));
  if (kind === 'skipped') lines.push(`      <skipped message="${message}"/>`);
  else if (kind !== 'passed')
    lines.push(`      <${kind} type="${verdict.outcome}" message="${message}">${xml(details(evidence))}</${kind}>`);
  else if (verdict.outcome !== 'pass')
    lines.push(`      <system-out>${xml(`${outcomeTitles[verdict.outcome]}. ${details(evidence)}`)}</system-out>`);
  lines.push('    </testcase>');
  return lines.join('\n');
}

function details(evidence: Evidence): string {
  const { verdict, requirement } = evidence;
  return [
    failureText(evidence),
    ...(verdict.waiver === undefined ? [] : [`  ${waiverLine(verdict.waiver)}`]),
    ...verdict.observations.map(({ label, value }) => `  ${label}: ${value}`),
    `  document: ${requirement.source.heading}, ${requirement.sourceUrl}`,
    ...shownExchanges(evidence)
      .filter(wasSent)
      .map((exchange) => `  repeat ${exchange.x}: ${curlLine(exchange.request, evidence.variables)}`),
  ].join('\n');
}
