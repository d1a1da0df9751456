import { describe, expect, it } from 'vitest';
import { junitXml } from '../../../reporters/junit.ts';
import { referenceNotice } from '../../../reporters/words.ts';
import type { Outcome } from '../../../src/verdict/types.ts';
import { answered, hostile, run, target, verdict, unseen } from './fixtures.ts';

const one = (outcome: Outcome) => junitXml(run([verdict(outcome)]));

describe('junitXml', () => {
  it.each([
    ['pass', 0, 0, 0],
    ['warn', 0, 0, 0],
    ['known', 0, 0, 0],
    ['observed', 0, 0, 1],
    ['fail', 1, 0, 0],
    ['inconclusive', 0, 1, 0],
    ['unstable', 0, 1, 0],
    ['error', 0, 1, 0],
    ['not-testable', 0, 0, 1],
  ] as const)('counts %s as %i failures, %i errors, %i skipped', (outcome, failures, errors, skipped) => {
    const xml = one(outcome);
    expect(xml).toContain(`tests="1" failures="${failures}" errors="${errors}" skipped="${skipped}"`);
    expect(xml.includes('<failure ')).toBe(failures === 1);
    expect(xml.includes('<error ')).toBe(errors === 1);
    expect(xml.includes('<skipped ')).toBe(skipped === 1);
  });
  it('skips what is undecided where nothing is promised', () => {
    expect(junitXml(run([verdict('inconclusive', { level: 'may' })]))).toContain('errors="0" skipped="1"');
  });
  it('says what was promised, what came, and how to repeat it', () => {
    const xml = one('fail');
    expect(xml).toContain('promised: header size 2000');
    expect(xml).toContain('came:     header size 2001');
    expect(xml).toContain('curl -sS');
    expect(xml).not.toContain('«secret');
  });
  it('names the target, the section and the requirement', () => {
    expect(one('pass')).toMatch(/<testcase classname="vendnovation-v2\.Pagination" name="VN-PAGE-03 A requested size/);
  });
  it('says that nobody but the embedded server answered', () => {
    const xml = junitXml(run([verdict('pass')], [], [target({ kind: 'reference' })]));
    expect(xml.split(referenceNotice)).toHaveLength(3);
    expect(one('pass')).not.toContain(referenceNotice);
  });
  it('holds hostile text without one more element', () => {
    const finding = { message: hostile, expected: hostile, actual: hostile, where: hostile, exchange: '1-0001' };
    const bad = verdict('fail', {
      reason: hostile,
      findings: [finding],
      observations: [{ label: hostile, value: hostile }],
    });
    const xml = junitXml(run([bad], [answered('1-0001', { body: hostile }, { url: `https://x/${hostile}` })]));
    const tags = (text: string) => (text.match(/<[^>]*>/g) ?? []).map((tag) => /^<[/?]?[\w-]+/.exec(tag)?.[0]);
    expect(tags(xml)).toEqual(tags(one('fail')));
    expect(xml).not.toMatch(unseen);
  });
  it('is a whole document without verdicts', () => {
    expect(junitXml(run([]))).toContain('<testsuites name="vendor-conformance" tests="0"');
  });
});
