/** How much history is kept. */
import { ConfigurationError } from '../target/problems.ts';
import type { Problem } from '../target/problems.ts';

export interface Limits {
  /** Runs. */
  readonly runs: number;
  /** Bytes of all runs together. */
  readonly bytes: number;
}

export const keepRunsVariable = 'CONFORMANCE_KEEP_RUNS';
export const keepMegabytesVariable = 'CONFORMANCE_KEEP_MEGABYTES';

const defaults: Limits = { runs: 60, bytes: 500_000_000 };

/** @throws ConfigurationError for values that are no whole number of at least 1 */
export function limitsFrom(env: Readonly<Record<string, string | undefined>>): Limits {
  const problems: Problem[] = [];
  const read = (variable: string, unit: number, otherwise: number) => {
    const text = env[variable]?.trim() ?? '';
    if (text === '') return otherwise;
    if (/^[1-9]\d{0,6}$/.test(text)) return Number(text) * unit;
    problems.push({
      variable,
      problem: 'this is no whole number of at least 1',
      expected: `as ${otherwise / unit}, which holds if it is not set`,
    });
    return otherwise;
  };
  const limits = {
    runs: read(keepRunsVariable, 1, defaults.runs),
    bytes: read(keepMegabytesVariable, 1_000_000, defaults.bytes),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return limits;
}
