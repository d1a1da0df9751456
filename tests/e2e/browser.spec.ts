/** The report, as a person opens it: in a real Chromium, from disk. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { howToGet, launchChromium, mayBeSkipped } from './support/browser.ts';
import { expect, test } from './support/run.ts';
import type { Sandbox } from './support/run.ts';
import { startVendor } from './support/vendor.ts';

test.skip(mayBeSkipped, howToGet);

/** A page that was opened, and what it did that no report may do. */
interface Opened {
  readonly page: Page;
  /** Requests that left the page, dialogs that it opened, errors that it wrote. */
  readonly complaints: readonly string[];
}

/** Opens the report of a run from disk and looks at it. */
async function withReport(sandbox: Sandbox, look: (opened: Opened) => Promise<void>): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`);
    });
    page.on('websocket', (socket) => complaints.push(`websocket: ${socket.url()}`));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
    });
    await page.goto(pathToFileURL(path.join(sandbox.folder, 'reports', 'allure', 'index.html')).href);
    await look({ page, complaints });
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}

test('the report shows the broken promise with its evidence, and asks nobody', async ({ sandbox }) => {
  const env = { CONFORMANCE_FAULT: 'oversized-header-as-requested' };
  expect((await sandbox.playwright(['-g', '@pagination'], { env, allure: true })).code).toBe(1);
  await withReport(sandbox, async ({ page }) => {
    await expect(page.getByText('Embedded reference server: nothing was learnt').first()).toBeVisible();
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
    const documentation = page.getByRole('link', { name: 'Pagination (documentation)' });
    await expect(documentation).toHaveAttribute('href', /^https:\/\/docs\./);
    // The exchange that shows it.
    await page
      .getByText(/answered 200/)
      .last()
      .click();
    await expect(page.getByText('RESPONSE').first()).toBeVisible();
  });
});

test('markup of a hostile vendor stays text', async ({ sandbox }) => {
  const markup =
    '<img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script>![x](https://evil.example/y)';
  const login = { accessToken: '0a1b2c3d-0000-4000-8000-0123456789ab', userName: 'u', issued: '', expires: '' };
  const vendor = await startVendor(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'application/json', size: markup, page: markup });
    response.end(JSON.stringify(url.includes('authenticate') ? login : [{ id: markup, [markup]: markup }]));
  });
  const { code } = await sandbox.playwright(['-g', 'VN-PAGE-0[123]'], { env: vendor.env, allure: true });
  await vendor.close();
  expect(code).toBe(1);
  expect(sandbox.ledger().verdicts.find(({ requirement }) => requirement === 'VN-PAGE-02')?.reason).toContain(
    'onerror',
  );
  await withReport(sandbox, async ({ page }) => {
    await page
      .getByText(/^VN-PAGE-02 /)
      .first()
      .click();
    await expect(page.frameLocator('iframe').first().getByText('onerror').first()).toBeVisible();
    await expect(page.getByText('onerror').first()).toBeVisible();
    await page
      .getByText(/evidence\.md/)
      .first()
      .click();
    await page
      .getByText(/answered 200/)
      .last()
      .click();
    await expect(page.getByText('RESPONSE').first()).toBeVisible();
  });
});
