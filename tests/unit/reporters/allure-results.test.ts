/** Results made from a ledger must be those that a run of Playwright would have left. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestResult } from 'allure-js-commons';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verdictLabel } from '../../../reporters/allure/labels.ts';
import { writeAllureResults } from '../../../reporters/allure/results.ts';
import type { Run } from '../../../reporters/run.ts';
import { outcomes } from '../../../src/verdict/types.ts';
import { hostile, run, verdict } from './fixtures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'allure-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function results(made: Run): TestResult[] {
  writeAllureResults(made, folder);
  return readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as TestResult);
}

const all = outcomes.map((outcome, i) => verdict(outcome, { requirement: `VN-PAGE-${10 + i}` }));
const labelOf = ({ labels }: TestResult, name: string) => labels.find((label) => label.name === name)?.value;

test('one result per verdict, red if and only if the run cannot end with 0', () => {
  const made = results(run(all));
  expect(made.length).toBe(all.length);
  const status: Record<string, string> = Object.fromEntries(
    made.map((result) => [labelOf(result, verdictLabel) ?? '', String(result.status)]),
  );
  expect(status).toEqual({
    pass: 'passed',
    fail: 'failed',
    warn: 'passed',
    known: 'passed',
    unstable: 'broken',
    inconclusive: 'broken',
    observed: 'skipped',
    'not-testable': 'skipped',
    error: 'broken',
  });
});

test('a result has the line of history, the place in the tree and the evidence of a run of Playwright', () => {
  const [result] = results(run([verdict('fail')]));
  expect(result?.testCaseId).toBe('vendnovation-v2:VN-PAGE-03');
  expect(result?.parameters).toEqual([]);
  expect(labelOf(result as TestResult, 'epic')).toBe('VendNovation Vendor API');
  expect(labelOf(result as TestResult, 'target')).toBe('vendnovation-v2');
  expect(result?.statusDetails.message).toMatch(/^fail: The size header says 2001/);
  const attached = result?.steps.flatMap(({ attachments }) => attachments) ?? [];
  expect(attached.map(({ type }) => type)).toEqual(['text/markdown', 'application/vnd.allure.http+json']);
  for (const { source } of attached) expect(readFileSync(join(folder, source), 'utf8').length).toBeGreaterThan(50);
});

test('the same run gives the same files, and what lay there before is gone', () => {
  results(run(all));
  const first = readdirSync(folder).sort();
  results(run(all));
  expect(readdirSync(folder).sort()).toEqual(first);
  results(run([verdict('pass')]));
  expect(readdirSync(folder).filter((name) => name.endsWith('-result.json')).length).toBe(1);
});

test('a verdict whose exchanges are lost still has a result', () => {
  const [result] = results(run([verdict('fail', { reason: hostile })], []));
  expect(result?.status).toBe('failed');
  expect(Number.isFinite(result?.start)).toBe(true);
});
