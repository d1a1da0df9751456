/** Allure results made from a ledger and its recordings, for runs that no Playwright here has shown: merged and earlier ones. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Stage, Status, StatusDetails, StepResult, TestResult } from 'allure-js-commons';
import { testStatus } from '../../src/playwright/reply.ts';
import { attachmentsOf } from '../attachments.ts';
import { failureText } from '../evidence.ts';
import { type Evidence, type Run, evidenceOf } from '../run.ts';
import { shortened, visible } from '../text.ts';
import { describeResult } from './labels.ts';

// Values of Allure's enums; importing them would load the whole package.
const finished = 'finished' as Stage;

/**
 * Writes one result per verdict, as `allure-playwright` writes it. The same run gives the same files, byte for byte.
 * @param folder is replaced
 */
export function writeAllureResults(run: Run, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const verdict of run.ledger.verdicts) {
    const evidence = evidenceOf(run, verdict);
    const result = resultOf(evidence, run, (name, body) => writeFileSync(path.join(folder, name), body));
    writeFileSync(path.join(folder, `${result.uuid}-result.json`), JSON.stringify(result));
  }
}

type Write = (name: string, body: string) => void;

function resultOf(evidence: Evidence, run: Run, write: Write): TestResult {
  const { verdict, requirement, target } = evidence;
  const { vendor, title } = run.contract(target.name);
  const name = `${requirement.id} ${requirement.text}`;
  const times = verdict.exchanges.map((id) => Date.parse(evidence.exchanges.get(id)?.at ?? run.ledger.startedAt));
  const [start, stop] = [Math.min(...times), Math.max(...times)].map((time) =>
    Number.isFinite(time) ? time : Date.parse(run.ledger.startedAt),
  ) as [number, number];
  const file = `${vendor}.spec.ts`;
  const result: TestResult = {
    uuid: uuidOf(target.name, requirement.id),
    name,
    fullName: `${vendor}/${file} › ${name}`,
    titlePath: ['vendor-conformance', vendor, file],
    status: testStatus(verdict.outcome, verdict.level) as Status,
    statusDetails: detailsOf(evidence),
    stage: finished,
    steps: attachmentsOf(evidence).map(({ name: title, contentType, body }, index) => {
      const source = `${uuidOf(target.name, requirement.id, String(index))}-attachment`;
      write(source, body);
      return stepOf({ name: title, source, type: contentType }, start);
    }),
    attachments: [],
    parameters: [],
    labels: [],
    links: [],
    start,
    stop,
  };
  describeResult(result, { target: target.name, kind: target.kind, title, requirement, evidence });
  return result;
}

function detailsOf(evidence: Evidence): StatusDetails {
  const { outcome, level, reason } = evidence.verdict;
  const status = testStatus(outcome, level);
  if (status === 'failed') return { message: `${outcome}: ${failureText(evidence)}` };
  return status === 'skipped' ? { message: shortened(visible(reason), 600) } : {};
}

function stepOf(attachment: StepResult['attachments'][number], at: number): StepResult {
  const { name } = attachment;
  return {
    name,
    stage: finished,
    statusDetails: {},
    steps: [],
    attachments: [attachment],
    parameters: [],
    start: at,
    stop: at,
  };
}

/** Names a file; a digest of what it holds, so that a second writing replaces the first. */
function uuidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
