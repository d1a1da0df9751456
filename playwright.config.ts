/**
 * `npx playwright test` judges the vendor: one project per target, one test per requirement. Loaded again by every
 * worker, so it is cheap and silent, and no secret passes through it. End-to-end tests of the suite itself have
 * `playwright.e2e.config.ts`.
 */
import { defineConfig } from '@playwright/test';
import { allureOptions } from './reporters/allure/listener.ts';
import { folders } from './src/playwright/folders.ts';
import { targetProjects } from './src/playwright/projects.ts';

/** Each target is observed as a whole, so a shard takes whole targets (`merge` puts the shards together). */
const sharded = process.argv.some((word) => word.startsWith('--shard'));

export default defineConfig({
  testDir: './tests',
  // Without a project, as when no contract can be read, Playwright would take whatever it finds.
  testIgnore: ['e2e/**'],
  globalSetup: './src/playwright/observer.ts',
  // A test waits for the engine, which bounds itself; a time-out here would blame the suite for a slow vendor.
  timeout: 0,
  workers: 2,
  fullyParallel: !sharded,
  // Ours stands first: it turns expected failures back before anybody else counts them.
  reporter: [['./reporters/ledger.ts'], ['allure-playwright', allureOptions(folders().results)]],
  use: { trace: 'off' },
  projects: targetProjects(process.env).map(({ name, vendor, grep }) => ({
    name,
    grep,
    testMatch: `${vendor}/*.spec.ts`,
  })),
});
