/** The page for the vendor, as its support opens it: from disk, on a phone and at a desk, by day and by night, on paper. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { howToGet, launchChromium, mayBeSkipped } from './support/browser.ts';
import { expect, test } from './support/run.ts';

test.skip(mayBeSkipped, howToGet);
test.setTimeout(300_000);

test('the page reads well everywhere, without a script and without asking anybody', async ({ sandbox }) => {
  const env = { CONFORMANCE_FAULT: 'oversized-header-as-requested' };
  expect((await sandbox.playwright(['-g', 'VN-PAGE-0[34]'], { env })).code).toBe(1);
  const url = pathToFileURL(path.join(sandbox.folder, 'reports', 'vendnovation.html')).href;
  const browser = await launchChromium();
  try {
    for (const width of [390, 1280])
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        page.on('console', (message) => asked.push(message.text()));
        await page.goto(url);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        expect(overflow, `${width} ${colorScheme}`).toBeLessThanOrEqual(0);
        expect(await page.evaluate<number>('document.scripts.length')).toBe(0);
        const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        expect(Number(/\d+/.exec(ground)?.[0]) > 128).toBe(colorScheme === 'light');
        expect(asked).toEqual([url]);
        await expect(page.getByRole('main')).toBeVisible();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('VendNovation Vendor API');
        await expect(page.getByRole('article', { name: /A requested size above 2000/ })).toBeVisible();
        await expect(page.getByText('curl -sS -i').first()).toBeVisible();
        await expect(page.getByRole('link', { name: 'secrets of the account' }).first()).toBeVisible();
        await context.close();
      }
    const page = await browser.newPage();
    await page.goto(url);
    // On paper everything that was folded can be read.
    await page.emulateMedia({ media: 'print' });
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  } finally {
    await browser.close();
  }
});
