/** Unit and detection tests. End-to-end tests of the suite run in Playwright, with `tests/e2e/playwright.config.ts`. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/detection/**/*.test.ts', 'tests/integration/**/*.test.ts'],
    pool: 'threads',
    // One module graph for all files: four times as fast. Tests must not lean on module state.
    isolate: false,
    // By default one processor is left idle.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
