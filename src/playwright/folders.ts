/** Where a run through Playwright leaves its files. */
import path from 'node:path';
import { projectRoot, stateFolder } from '../suite/paths.ts';

export interface Folders {
  /** Reports for people and CI: `reports/`, or what `CONFORMANCE_REPORTS` says. */
  readonly reports: string;
  /** Raw Allure results of the last run. */
  readonly results: string;
  /** What is kept between runs. */
  readonly state: string;
}

export function folders(): Folders {
  const chosen = process.env['CONFORMANCE_REPORTS'] ?? '';
  const reports = chosen === '' ? path.join(projectRoot, 'reports') : path.resolve(chosen);
  return { reports, results: path.join(reports, 'allure-results'), state: stateFolder() };
}
