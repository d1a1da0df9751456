/** `detection`: every fault is caught by its requirement, every lawful variation passes; prints the sums. */
import type { Arguments } from '../arguments.ts';
import { consoleText, sectionsOf } from '../trust-report.ts';
import { measured } from './trust.ts';

/** @returns 0 when all hold, 1 otherwise */
export async function run(given: Arguments): Promise<number> {
  const { code, figures } = await measured(
    given.rest.length === 0 ? ['faults.test', 'lawful.test'] : ['tests/detection', ...given.rest],
  );
  process.stdout.write(consoleText(sectionsOf(figures, null)));
  return code;
}
