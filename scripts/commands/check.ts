/** `check`: everything that can be told without running the suite. */
import type { Arguments } from '../arguments.ts';
import { checks, runChecks } from '../checks.ts';

/** @returns 0 when all hold, else 1 */
export async function run(_given: Arguments): Promise<number> {
  const failed = await runChecks((line) => process.stdout.write(`${line}\n`));
  process.stdout.write(
    failed.length === 0
      ? `\nAll ${checks.length} checks hold.\n`
      : `\n${failed.length} of ${checks.length} checks failed: ${failed.join(', ')}.\n`,
  );
  return failed.length === 0 ? 0 : 1;
}
