/** `mutants`: judges generated mutants of a conforming run, and lists those that nobody notices. */
import type { Arguments } from '../arguments.ts';
import { consoleText, sectionsOf } from '../trust-report.ts';
import { measured } from './trust.ts';

/** @returns 0 when all that break a promise are noticed, 1 otherwise */
export async function run(given: Arguments): Promise<number> {
  const vendors = given.list('vendor') ?? [''];
  const { code, figures } = await measured(vendors.map((vendor) => `${vendor}.mutants`));
  process.stdout.write(consoleText(sectionsOf(figures, null)));
  return code;
}
