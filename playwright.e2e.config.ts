/** End-to-end tests of the suite itself: `npx playwright test -c playwright.e2e.config.ts`. They judge no vendor. */
import { defineConfig } from '@playwright/test';

/** At the pace of a live target it takes a minute; begun last, it would keep a single worker busy. */
const longest = '**/secrets-tangoe.spec.ts';

export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './test-results/e2e',
  // Each test runs the suite in child processes of its own; on a busy machine that takes its time.
  timeout: 180_000,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']],
  use: { trace: 'off' },
  // In this order.
  projects: [
    { name: 'longest', testMatch: longest },
    { name: 'end to end', testIgnore: longest },
  ],
});
