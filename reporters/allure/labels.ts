/** Gives Allure results the words of the suite: epic vendor, feature section, story requirement, severity from level. */
import type { Label, Status, TestResult } from 'allure-js-commons';
import type { Requirement } from '../../src/contract/types.ts';
import type { Level, Outcome } from '../../src/verdict/types.ts';
import { summaryMarkdown } from '../evidence.ts';
import type { Evidence } from '../run.ts';
import { referenceNotice } from '../words.ts';

/** What is known of the test that a result belongs to. */
export interface Subject {
  readonly target: string;
  readonly kind: 'live' | 'reference';
  /** Title of the vendor, as `VendNovation Vendor API`. */
  readonly title: string;
  readonly requirement: Requirement;
  /** Absent where nothing was asked. */
  readonly evidence: Evidence | undefined;
}

/** Label that carries the outcome; the categories of the report look at it. */
export const verdictLabel = 'verdict';

const severities: Readonly<Record<Level, string>> = { must: 'critical', should: 'normal', may: 'minor' };

// Values of Allure's enum; importing it would load the whole package in every worker.
const skipped = 'skipped' as Status;
const failed = 'failed' as Status;
const broken = 'broken' as Status;

/** Changes a result in place, as Allure's listeners do. */
export function describeResult(result: TestResult, subject: Subject): void {
  const { requirement, evidence, target } = subject;
  const outcome = evidence?.verdict.outcome ?? (result.status === skipped ? 'not-testable' : undefined);
  // Allure derives the line of history from this and the parameters; titles may change, ids never do. The parameter
  // that Playwright's projects get says nothing that the label does not.
  result.testCaseId = `${target}:${requirement.id}`;
  result.parameters = [];
  result.labels = labelsOf(subject, outcome);
  result.links = [{ type: 'link', name: `${requirement.source.heading} (documentation)`, url: requirement.sourceUrl }];
  // Steps that only repeat our annotations, and Playwright's copy of the error, say nothing new.
  result.steps = result.steps.filter((step) => step.attachments.length > 0 && step.name !== 'error-context');
  if (evidence !== undefined) result.description = summaryMarkdown(evidence);
  else if (subject.kind === 'reference') result.description = `**${referenceNotice}**`;
  // Allure shows what is undecided in a colour of its own, with a counter of its own.
  if (result.status === failed && outcome !== 'fail') result.status = broken;
  delete result.statusDetails.trace;
}

function labelsOf({ title, requirement, target, kind }: Subject, outcome: Outcome | undefined): Label[] {
  const tags = [
    requirement.level,
    ...(requirement.smoke ? ['smoke'] : []),
    ...(kind === 'reference' ? ['embedded-reference'] : []),
  ];
  if (outcome === 'known' || outcome === 'warn' || outcome === 'observed') tags.push(outcome);
  return [
    { name: 'epic', value: title },
    { name: 'feature', value: requirement.section },
    { name: 'story', value: `${requirement.id} ${requirement.text}` },
    { name: 'severity', value: severities[requirement.level] },
    { name: 'target', value: target },
    ...(outcome === undefined ? [] : [{ name: verdictLabel, value: outcome }]),
    ...tags.map((value) => ({ name: 'tag', value })),
  ];
}
