/** End-to-end tests of the suite itself: `npx playwright test -c playwright.e2e.config.ts`. They judge no vendor. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './test-results/e2e',
  // Each test runs the suite in child processes of its own; on a busy machine that takes its time.
  timeout: 180_000,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']],
  use: { trace: 'off' },
});
