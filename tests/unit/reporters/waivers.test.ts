import { describe, expect, it } from 'vitest';
import { paintFor, summaryText } from '../../../reporters/console.ts';
import { evidenceMarkdown, summaryMarkdown as topOfEvidence } from '../../../reporters/evidence.ts';
import { junitXml } from '../../../reporters/junit.ts';
import { summaryMarkdown } from '../../../reporters/markdown.ts';
import type { WaiverNote } from '../../../src/verdict/types.ts';
import { evidence, run, verdict } from './fixtures.ts';

const known = verdict('known');
const note: WaiverNote = {
  kind: 'expiring',
  requirement: 'VN-PAGE-03',
  target: 'vendnovation-v2',
  text: 'the waiver of VN-PAGE-03 at vendnovation-v2 (<b>Jane</b>, VEND-17) ends tomorrow',
};
const noted = { ...run([known]), ledger: { ...run([known]).ledger, waiverNotes: [note] } };

const reports = {
  console: (of = run([known])) => summaryText(of, 0, paintFor({})),
  JUnit: (of = run([known])) => junitXml(of),
  summary: (of = run([known])) => summaryMarkdown(of, 0),
  evidence: () => evidenceMarkdown(evidence(known)),
  'top of the evidence': () => topOfEvidence(evidence(known)),
};

describe('a known deviation', () => {
  it.each(Object.entries(reports))('is shown with owner, ticket and last day in the %s', (name, text) => {
    expect(text()).toContain('2027-01-31');
    expect(text()).toContain('VEND-17');
    expect(text()).toMatch(/accepted by Jane/);
    if (name !== 'console') expect(text()).not.toContain('<b>');
  });

  it.each(['console', 'summary'] as const)('soon unwaived is announced in the %s', (name) => {
    expect(reports[name](noted)).toContain('ends tomorrow');
    expect(reports[name]()).not.toContain('ends tomorrow');
  });
});
