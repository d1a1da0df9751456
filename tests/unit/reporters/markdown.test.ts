import { describe, expect, it } from 'vitest';
import { summaryMarkdown } from '../../../reporters/markdown.ts';
import { referenceNotice } from '../../../reporters/words.ts';
import { hostile, run, target, verdict } from './fixtures.ts';

describe('summaryMarkdown', () => {
  it('lists broken promises with what came and what was expected', () => {
    const text = summaryMarkdown(run([verdict('fail')]), 1);
    expect(text).toContain('# Vendor conformance: nonconforming (exit code 1)');
    expect(text).toContain('## Broken promises (1)');
    expect(text).toContain('[VN-PAGE-03](https://docs.example.com/concepts)');
    expect(text).toContain('`header size 2001` | `header size 2000`');
  });
  it('has no section for what did not happen', () => {
    expect(summaryMarkdown(run([verdict('pass')]), 0)).not.toContain('##');
  });
  it('groups what is undecided by reason', () => {
    const reason = (path: string) => `GET ${path} got no answer (timeout: 30 s)`;
    const verdicts = [
      verdict('inconclusive', { requirement: 'VN-A-01', reason: reason('/machines') }),
      verdict('inconclusive', { requirement: 'VN-A-02', reason: reason('/machines?x=1') }),
      verdict('unstable', { requirement: 'VN-A-03' }),
    ];
    const text = summaryMarkdown(run(verdicts), 2);
    expect(text).toContain('## Undecided (3)');
    expect(text).toContain('(VN-A-01, VN-A-02)');
  });
  it('says that nobody but the embedded server answered, for the right targets', () => {
    const reference = target({ name: 'vendnovation-v2.1', kind: 'reference' });
    expect(summaryMarkdown(run([], [], [reference]), 2)).toContain(referenceNotice);
    const both = summaryMarkdown(run([], [], [target(), reference]), 2);
    expect(both).toContain('embedded reference server');
    expect(both).toContain('live, `https://api.example.com/v2`');
    expect(summaryMarkdown(run([]), 2)).not.toContain(referenceNotice);
  });
  it('keeps tables whole and markup dead', () => {
    const finding = { message: hostile, expected: hostile, actual: hostile };
    const text = summaryMarkdown(run([verdict('fail', { reason: hostile, findings: [finding] })]), 1);
    const table = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    expect(table.filter((line) => line.includes('VN-PAGE')).map(cells)).toEqual([7]);
    // Outside code spans nothing of the vendor's markup is left alive.
    const words = text.replace(/(`+)[^`](?:(?!\1)[\s\S])*\1/g, '');
    expect(words).not.toMatch(/<script|<img|!\[image\]\(/);
  });
});
