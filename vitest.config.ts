/** Unit, integration and detection tests. End-to-end tests run in Playwright, with `playwright.e2e.config.ts`. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Long files, longest first; begun last, one would keep a single worker busy at the end. */
const long = [
  /detection\/hostile/,
  /\.faults\.test/,
  /\.lawful\.test/,
  /compare\/versions\.test/,
  /\.mutants/,
  /killed-run/,
  /integration/,
];

const rank = ({ moduleId }: TestSpecification) => {
  const at = long.findIndex((pattern) => pattern.test(moduleId));
  return at < 0 ? long.length : at;
};

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...(await super.sort(files))].sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/detection/**/*.test.ts', 'tests/integration/**/*.test.ts'],
    sequence: { sequencer: LongFirst },
    pool: 'threads',
    // One module graph for all files: four times as fast. Tests must not lean on module state.
    isolate: false,
    // By default one processor is left idle.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
