/** Options of `allure-playwright` for `playwright.config.ts`. */
import type { TestResult } from 'allure-js-commons';
import { shared } from '../../src/playwright/shared.ts';
import { describeResult } from './labels.ts';

/** @param resultsDir folder for Allure results */
export function allureOptions(resultsDir: string): object {
  return { resultsDir, detail: false, suiteTitle: false, listeners: [{ beforeTestResultWrite }] };
}

/** Fills a result from what the observer told its test. Without an observer, as in `merge-reports`, it stays as it is. */
function beforeTestResultWrite(result: TestResult): void {
  const { observer } = shared();
  const target = result.parameters.find(({ name }) => name === 'Project')?.value;
  const id = result.name?.split(' ', 1)[0];
  if (observer === undefined || target === undefined || id === undefined) return;
  const subject = observer.subject(target, id);
  if (subject !== undefined) describeResult(result, subject);
}
