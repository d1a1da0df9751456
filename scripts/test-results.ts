/** Results of Vitest and Playwright, read from their JSON reports and added up. */

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that did not run, with the reason where one was given. */
  readonly notRun: readonly string[];
}

export const none: Totals = { passed: 0, failed: 0, skipped: 0, notRun: [] };

export function add(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    notRun: [...a.notRun, ...b.notRun],
  };
}

/**
 * A suite that ended badly without naming a failed test counts as one failed test; so does one without a report.
 * @param report parsed JSON report, or null when there is none
 * @param code exit code of the suite
 */
export function totalsOf(kind: 'vitest' | 'playwright', report: unknown, code: number): Totals {
  const totals =
    report === null
      ? none
      : kind === 'vitest'
        ? vitestTotals(report as VitestReport)
        : playwrightTotals(report as PlaywrightReport);
  const ran = totals.passed + totals.failed + totals.skipped > 0;
  return totals.failed === 0 && (code !== 0 || !ran) ? { ...totals, failed: 1 } : totals;
}

/** The part of Vitest's JSON report (that of Jest) that is read. */
interface VitestReport {
  readonly testResults?: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function vitestTotals({ testResults = [] }: VitestReport): Totals {
  let totals = none;
  for (const { status, assertionResults } of testResults) {
    const count = (...wanted: string[]) => assertionResults.filter((test) => wanted.includes(test.status)).length;
    const failed = count('failed');
    totals = add(totals, {
      passed: count('passed'),
      // A file that cannot be loaded has failed without a test.
      failed: failed === 0 && status === 'failed' ? 1 : failed,
      skipped: assertionResults.length - count('passed', 'failed'),
      notRun: assertionResults
        .filter((test) => test.status !== 'passed' && test.status !== 'failed')
        .map((test) => test.fullName),
    });
  }
  return totals;
}

/** The part of Playwright's JSON report that is read. */
interface PlaywrightReport {
  readonly suites?: readonly PlaywrightSuite[];
  readonly stats?: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations?: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

function playwrightTotals({ suites = [], stats }: PlaywrightReport): Totals {
  if (stats === undefined) return none;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    notRun: suites.flatMap(skippedIn),
  };
}

function skippedIn({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations = [] }) => {
        const reason = annotations.find(({ type }) => type === 'skip')?.description;
        return reason === undefined ? title : `${title}: ${reason}`;
      }),
  );
  return [...own, ...suites.flatMap(skippedIn)];
}
