import { expect, test } from 'vitest';
import { runsChart } from '../../../reporters/vendor-report/chart.ts';
import { vendorHtml } from '../../../reporters/vendor-report/html.ts';
import { vendorMarkdown } from '../../../reporters/vendor-report/markdown.ts';
import { vendorReport } from '../../../reporters/vendor-report/model.ts';
import { styles } from '../../../reporters/vendor-report/styles.ts';
import type { Ledger, Outcome } from '../../../src/verdict/types.ts';
import { answered, hostile, run, target, unseen, verdict } from './fixtures.ts';

const answer = answered('1-0001', {
  headers: [
    ['size', '2001'],
    ['x-amzn-requestid', 'req-4711'],
  ],
});
const broken = run([verdict('fail'), verdict('pass', { requirement: 'VN-PAGE-04' })], [answer]);

/** A ledger of an earlier night, in which VN-PAGE-03 went as told. */
const night = (day: number, outcome: Outcome): Ledger => ({
  ...run([verdict(outcome)]).ledger,
  run: `202611${String(day).padStart(2, '0')}T020000Z-aaaa`,
  startedAt: `2026-11-${String(day).padStart(2, '0')}T02:00:00Z`,
});
const nights = [night(19, 'pass'), night(20, 'fail'), night(21, 'inconclusive'), night(22, 'fail')];

const both = (made: ReturnType<typeof run>, history: readonly Ledger[] = []) => {
  const report = vendorReport(made, 'vendnovation', history);
  return { page: vendorHtml(report), text: vendorMarkdown(report) };
};

test('page and Markdown say what was promised, what came, since when, how often, and how to see it', () => {
  const { page, text } = both(broken, nights);
  for (const said of [page, text]) {
    expect(said).toContain('A requested size above 2000 is served as 2000');
    expect(said).toContain('https://docs.example.com/concepts');
    expect(said).toContain('header size 2001');
    expect(said).toMatch(/[Bb]roken since 2026-11-20 02:00 UTC; broken in 3 of 4 runs; last kept 2026-11-19 02:00 UTC/);
    expect(said).toContain('curl -sS -i');
    expect(said).toContain('$VENDNOVATION_API_KEY');
    expect(said).toContain('req-4711');
    expect(said).toContain('2026-11-23 09:00:00.000 UTC');
  }
});

test('a promise that was never asked before is not said to be broken for the first time ever', () => {
  expect(both(broken).page).toContain('Seen in this run for the first time that is recorded');
});

test('nothing of ours is in it: no ids of exchanges, probes, secrets or files', () => {
  const { page, text } = both(broken, nights);
  for (const said of [page, text]) {
    expect(said).not.toMatch(/1-0001|machines, size 2001|«|\.jsonl|\bprobe\b|\bwaive/i);
    expect(said).not.toContain('vendnovation-v2');
  }
});

test('the page needs no script and asks nobody', () => {
  const { page } = both(broken, nights);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<(?:script|link|img|iframe|object|embed|form)\b|\bon\w+=|@import|url\(|javascript:/i);
});

test('words of a hostile vendor stay words', () => {
  const finding = { message: hostile, expected: hostile, actual: hostile, where: `/${hostile}`, exchange: '1-0001' };
  const body = JSON.stringify([{ id: hostile }]);
  const made = run(
    [verdict('fail', { reason: hostile, findings: [finding, finding], findingsTotal: 2 })],
    [answered('1-0001', { body, headers: [['x-request-id', hostile]] })],
  );
  const { page, text } = both(made);
  expect(page).not.toMatch(/<(?:script|img)\b/i);
  expect(page).not.toMatch(unseen);
  expect(text).not.toMatch(unseen);
});

test('a reader with a screen reader finds the way: language, landmarks, headings without gaps, heads of tables', () => {
  const finding = verdict('fail').findings[0];
  const findings = finding === undefined ? [] : [finding, finding];
  const made = run([verdict('fail', { findings, findingsTotal: 2 })], [answer]);
  const { page } = both(made, nights);
  expect(page).toMatch(/<html lang="en">/);
  for (const landmark of ['header', 'main', 'footer']) expect(page.split(`<${landmark}>`).length).toBe(2);
  const levels = [...page.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
  expect(levels.filter((level) => level === 1).length).toBe(1);
  levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
  expect(page).toMatch(/<table class="findings"><caption>/);
  expect(page.match(/<th /g)?.length).toBe(page.match(/<th scope="col">/g)?.length);
  expect(page.match(/<svg /g)?.length).toBe(page.match(/<svg [^>]*role="img" aria-label="/g)?.length);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, to] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(to);
});

test('text has a contrast of at least 4.5 to 1 in light, dark and print', () => {
  const themes = [...styles.matchAll(/--ground:[^}]*/g)].map((match) => coloursOf(match[0]));
  expect(themes.length).toBe(3);
  for (const theme of themes)
    for (const ground of ['ground', 'card', 'code', 'broken-ground', 'undecided-ground'])
      for (const ink of ['ink', 'soft'])
        expect(contrast(theme[ink], theme[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  for (const theme of themes)
    for (const [ink, ground] of [
      ['broken', 'card'],
      ['undecided', 'card'],
      ['kept', 'card'],
      ['accent', 'card'],
      ['accent', 'ground'],
      ['kept', 'ground'],
    ] as const)
      expect(contrast(theme[ink], theme[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

const coloursOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );

/** Contrast of two colours (WCAG 2.2, relative luminance). */
function contrast(a: string | undefined, b: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(a ?? '#000'), luminance(b ?? '#000')].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('a night off line does not hide a break in the chart', () => {
  const count = (broken: number, undecided: number) => ({ run: '', startedAt: '', broken, undecided, kept: 0 });
  const svg = runsChart([count(0, 90), count(1, 0), count(2, 0)]);
  const heights = [...svg.matchAll(/class="broken"[^>]*height="([\d.]+)"/g)].map((match) => Number(match[1]));
  expect(heights.length).toBe(2);
  expect(Math.min(...heights)).toBeGreaterThan(15);
});

test('runs at another address, or by another kind of server, are no history of this one', () => {
  const elsewhere = nights.map((ledger) => ({ ...ledger, targets: [target({ baseUrl: 'https://other.example/v2' })] }));
  expect(vendorReport(broken, 'vendnovation', elsewhere).history.length).toBe(1);
  expect(vendorReport(broken, 'vendnovation', nights).history.length).toBe(5);
});

test('without a deviation the page says so', () => {
  const { page, text } = both(run([verdict('pass')]));
  for (const said of [page, text]) expect(said).toContain('No promise that was examined is broken.');
});
