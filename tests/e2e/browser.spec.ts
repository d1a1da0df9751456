/** The report, as a person opens it: in a real Chromium, from disk. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { expect, test } from './support/run.ts';

const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const browserPath = candidates.find((file) => file !== undefined && existsSync(file));

test('the report shows the broken promise with its evidence, and asks nobody', async ({ sandbox }) => {
  if (browserPath === undefined && process.env['CI'] !== 'true')
    test.skip(true, 'there is no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH');
  if (browserPath === undefined)
    throw new Error('There is no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.');
  const { code } = await sandbox.playwright(['-g', '@pagination'], {
    env: { CONFORMANCE_FAULT: 'oversized-header-as-requested' },
  });
  expect(code).toBe(1);

  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
  try {
    const page = await browser.newPage();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) foreign.push(request.url());
    });
    page.on('websocket', (socket) => foreign.push(socket.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    await page.goto(pathToFileURL(path.join(sandbox.folder, 'reports', 'allure', 'index.html')).href);
    await expect(
      page.getByText('Embedded reference server: nothing was learnt about the live vendor.').first(),
    ).toBeVisible();
    await expect(page.getByText('nonconforming (exit code 1)')).toBeVisible();
    // One click from the page that opens to the broken promise.
    await page
      .getByText(/^VN-PAGE-03 /)
      .first()
      .click();
    await expect(page.getByText('Category: Broken promise')).toBeVisible();
    // Allure shows the description in a frame of its own.
    const description = page.frameLocator('iframe').first();
    await expect(description.getByText('Promised: A requested size above 2000')).toBeVisible();
    await expect(description.getByText('Came: Broken promise.')).toBeVisible();
    await expect(description.locator('pre', { hasText: 'curl -sS -i' })).toContainText('$VENDNOVATION_API_KEY');
    await expect(page.getByRole('link', { name: 'Pagination (documentation)' })).toHaveAttribute(
      'href',
      /^https:\/\/docs\./,
    );
    // The exchange that shows it.
    await page
      .getByText(/answered 200/)
      .last()
      .click();
    await expect(
      page
        .getByText('Response', { exact: true })
        .or(page.getByText('RESPONSE', { exact: true }))
        .first(),
    ).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
