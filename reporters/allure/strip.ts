/** Allure 3 puts analytics into its pages and has no switch for it. A report about a vendor stays with its reader. */

const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' data: blob:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'media-src data: blob:',
  'font-src data:',
  'connect-src data: blob:',
  'frame-src data: blob:',
  "form-action 'none'",
].join('; ');

const analytics =
  /<script\b[^>]*\bsrc\s*=\s*["'][^"']*googletagmanager[^"']*["'][^>]*>\s*<\/script>\s*<script\b[^>]*>(?:(?!<\/script>)[\s\S])*?\bdataLayer\b(?:(?!<\/script>)[\s\S])*?<\/script>/gi;

/**
 * Takes the analytics out of a report page and forbids it every request of its own.
 * @throws Error if a script of a foreign origin is left
 */
export function strip(page: string): string {
  const stripped = page.replace(analytics, '');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  if (!/<head[^>]*>/i.test(stripped))
    throw new Error('The Allure report has no <head>: its format changed, look at reporters/allure/strip.ts.');
  const guarded = stripped.replace(/<head[^>]*>/i, (head) => `${head}\n    ${meta}`);
  const left = foreign(guarded);
  if (left !== undefined)
    throw new Error(
      `The Allure report would still load or run ${left}: its format changed, look at reporters/allure/strip.ts.`,
    );
  return guarded;
}

/** The first thing in the markup that would ask a foreign origin. Data of the report is inside inline scripts, as base64. */
function foreign(page: string): string | undefined {
  const loading =
    /<(?:script|link|img|iframe|object|embed|source|video|audio)\b[^>]*?\b(?:src|href|data)\s*=\s*["']?\s*((?:https?:)?\/\/[^"'\s>]+)/i.exec(
      page,
    );
  if (loading?.[1] !== undefined) return loading[1].slice(0, 200);
  return /googletagmanager|\bgtag\s*\(/i.exec(page)?.[0];
}
