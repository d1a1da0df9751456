import type { TestResult } from 'allure-js-commons';
import { describe, expect, it } from 'vitest';
import { describeResult } from '../../../reporters/allure/labels.ts';
import { strip } from '../../../reporters/allure/strip.ts';
import type { Outcome } from '../../../src/verdict/types.ts';
import { evidence, requirement, verdict } from './fixtures.ts';

const analytics = `<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
    <script>
        window.dataLayer = window.dataLayer || [];
        function gtag(){dataLayer.push(arguments);}
        gtag('js', new Date());
    </script>`;
const page = (inside: string) =>
  `<!DOCTYPE html><html><head><meta charset="utf-8">${inside}</head><body><script>run("https://a.example")</script></body></html>`;

describe('strip', () => {
  it('takes the analytics out and forbids requests', () => {
    const stripped = strip(page(analytics));
    expect(stripped).not.toMatch(/googletagmanager|dataLayer|gtag/);
    expect(stripped).toMatch(/<head>\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'/);
    expect(stripped).toContain('run("https://a.example")');
  });
  it('takes nothing else out', () => {
    expect(strip(page('<script>keep()</script>'))).toContain('<script>keep()</script>');
  });
  it.each([
    '<script src="https://cdn.example/x.js"></script>',
    "<script src='//cdn.example/x.js'></script>",
    '<link rel="stylesheet" href="https://cdn.example/x.css">',
    '<img src=https://cdn.example/x.png>',
    '<script>gtag("js")</script>',
  ])('refuses a page that would still ask somebody: %s', (inside) => {
    expect(() => strip(page(inside))).toThrow(/would still load or run/);
  });
  it('lets data in the page be', () => {
    expect(() =>
      strip(
        page(
          '<link rel="stylesheet" href="data:text/css;base64,AA=="><script src="data:text/javascript;base64,AA=="></script>',
        ),
      ),
    ).not.toThrow();
  });
  it('refuses a page without a head: the policy would have no place', () => {
    expect(() => strip('<p>')).toThrow(/no <head>/);
  });
});

describe('describeResult', () => {
  function described(outcome: Outcome | undefined, kind: 'live' | 'reference' = 'live'): TestResult {
    const result = {
      status: 'failed',
      labels: [{ name: 'host', value: 'my-laptop' }],
      steps: [
        { name: 'source: x', attachments: [] },
        { name: 'evidence', attachments: [{}] },
        { name: 'error-context', attachments: [{}] },
      ],
      statusDetails: { message: 'm', trace: 't' },
      parameters: [{ name: 'Project', value: 'vendnovation-v2' }],
    } as unknown as TestResult;
    const known = outcome === undefined ? undefined : evidence(verdict(outcome));
    describeResult(result, {
      target: 'vendnovation-v2',
      kind,
      title: 'VendNovation Vendor API',
      requirement,
      evidence: known,
    });
    return result;
  }
  const label = (result: TestResult, name: string) =>
    result.labels.filter((each) => each.name === name).map(({ value }) => value);

  it('labels by the words of the suite', () => {
    const result = described('fail');
    expect(label(result, 'epic')).toEqual(['VendNovation Vendor API']);
    expect(label(result, 'feature')).toEqual(['Pagination']);
    expect(label(result, 'severity')).toEqual(['critical']);
    expect(label(result, 'verdict')).toEqual(['fail']);
    expect(label(result, 'host')).toEqual([]);
    expect(result.links[0]?.url).toBe('https://docs.example.com/concepts');
    expect(result.description).toContain('**Promised:**');
  });
  it('keeps history by target and requirement', () => {
    expect(described('fail').testCaseId).toBe('vendnovation-v2:VN-PAGE-03');
    expect(described('pass').parameters).toEqual(described('fail').parameters);
  });
  it.each(['inconclusive', 'unstable', 'error'] as const)('shows %s as broken, not as failed', (outcome) => {
    expect(described(outcome).status).toBe('broken');
  });
  it('leaves failed what is broken by the vendor', () => {
    expect(described('fail').status).toBe('failed');
  });
  it.each(['known', 'warn', 'observed'] as const)('tags %s', (outcome) => {
    expect(label(described(outcome), 'tag')).toContain(outcome);
  });
  it('keeps the steps with evidence and drops the rest', () => {
    expect(described('fail').steps.map(({ name }) => name)).toEqual(['evidence']);
    expect(described('fail').statusDetails.trace).toBeUndefined();
  });
  it('marks what an embedded server answered', () => {
    expect(label(described('pass', 'reference'), 'tag')).toContain('embedded-reference');
    expect(described(undefined, 'reference').description).toContain('nothing was learnt');
    expect(label(described('pass'), 'tag')).not.toContain('embedded-reference');
  });
});
