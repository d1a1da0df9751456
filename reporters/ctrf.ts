/** The ledger in the Common Test Report Format (ctrf.io), which many dashboards and chat hooks read. */
import type { Outcome } from '../src/verdict/types.ts';
import { failureText } from './evidence.ts';
import { evidenceOf } from './run.ts';
import type { Evidence, Run } from './run.ts';
import { shortened, visible } from './text.ts';
import { noticeFor } from './words.ts';

type Status = 'passed' | 'failed' | 'skipped';

/** What was not decided must not look green, and the format has no word for it: it counts as failed and says why. */
export const ctrfStatuses: Readonly<Record<Outcome, Status>> = {
  pass: 'passed',
  warn: 'passed',
  known: 'passed',
  observed: 'passed',
  fail: 'failed',
  unstable: 'failed',
  inconclusive: 'failed',
  error: 'failed',
  'not-testable': 'skipped',
};

/** One test per requirement and target, named `vendnovation-v2.1 VN-PAGE-03 <text>`. */
export function ctrfJson(run: Run): string {
  const { ledger } = run;
  const tests = ledger.verdicts.map((verdict) => testOf(evidenceOf(run, verdict)));
  const count = (status: Status) => tests.filter((test) => test.status === status).length;
  const start = Date.parse(ledger.startedAt);
  const notice = noticeFor(ledger.targets);
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'vendor-conformance',
    results: {
      tool: { name: 'vendor-conformance' },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: 0,
        skipped: count('skipped'),
        other: 0,
        start,
        stop: start,
      },
      environment: {
        reportName: `Vendor conformance: ${ledger.targets.map(({ name }) => name).join(', ')}`,
        buildName: ledger.run,
      },
      ...(notice === '' ? {} : { extra: { notice } }),
      tests,
    },
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}

function testOf(evidence: Evidence) {
  const { verdict, requirement, target } = evidence;
  const status = ctrfStatuses[verdict.outcome];
  return {
    name: visible(`${target.name} ${requirement.id} ${requirement.text}`),
    status,
    // Requirements share their requests: no time belongs to one of them.
    duration: 0,
    rawStatus: verdict.outcome,
    suite: [target.name, requirement.section],
    tags: [requirement.vendor, requirement.file, requirement.level],
    ...(verdict.outcome === 'pass' ? {} : { message: shortened(visible(verdict.reason), 600) }),
    ...(status === 'failed' ? { trace: failureText(evidence) } : {}),
    extra: { target: target.name, requirement: requirement.id, source: requirement.sourceUrl, answeredBy: target.kind },
  };
}
