/** The Chromium of this machine; Playwright's own is not downloaded. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const executablePath = candidates.find((file) => file !== undefined && existsSync(file));

export const howToGet =
  'there is no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH';

/** Tests that need a browser are skipped where there is none; not in CI, where that would hide them. */
export const mayBeSkipped = executablePath === undefined && process.env['CI'] !== 'true';

/** @throws Error that says how to get one */
export async function launchChromium(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(howToGet);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args: ['--headless', '--no-first-run', ...args] });
}
