import { describe, expect, it } from 'vitest';
import { paintFor, pathsText, planText, summaryText } from '../../../reporters/console.ts';
import { ProgressLine } from '../../../reporters/progress.ts';
import { referenceNotice } from '../../../reporters/words.ts';
import type { Plan } from '../../../src/suite/types.ts';
import { hostile, run, target, verdict, unseen } from './fixtures.ts';

const plain = paintFor({}, {});

describe('paintFor', () => {
  it('colours a terminal alone', () => {
    expect(paintFor({ isTTY: true }, {}).red('x')).toBe('\u001b[31mx\u001b[39m');
    expect(paintFor({ isTTY: false }, {}).red('x')).toBe('x');
  });
  it('obeys NO_COLOR and FORCE_COLOR', () => {
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
    expect(paintFor({}, { FORCE_COLOR: '1' }).red('x')).not.toBe('x');
    expect(paintFor({ isTTY: true }, { FORCE_COLOR: '0' }).red('x')).toBe('x');
  });
});

describe('summaryText', () => {
  it('shows what was promised and what came', () => {
    const text = summaryText(run([verdict('fail')]), 1, plain);
    expect(text).toContain('fail VN-PAGE-03 A requested size above 2000');
    expect(text).toContain('promised  header size 2000\n');
    expect(text).toContain('came      header size 2001  [header size, 1-0001]\n');
    expect(text).toContain('1 fail; 1 requirements, 9 requests');
    expect(text).toContain('Result: nonconforming (exit code 1)');
  });
  it('counts what it does not show', () => {
    const verdicts = Array.from({ length: 25 }, (_, i) => verdict('fail', { requirement: `VN-X-${i + 10}` }));
    expect(summaryText(run(verdicts), 1, plain)).toContain('and 5 more: VN-X-30 VN-X-31 VN-X-32 VN-X-33 VN-X-34');
  });
  it('gives a reason once for all that share it', () => {
    const verdicts = ['A', 'B'].map((id) =>
      verdict('inconclusive', { requirement: `VN-${id}-01`, reason: 'no answer' }),
    );
    const text = summaryText(run(verdicts), 2, plain);
    expect(text).toContain('undecided 2: no answer\n       VN-A-01 VN-B-01\n');
  });
  it('says that nobody but the embedded server answered', () => {
    expect(summaryText(run([verdict('pass')], [], [target({ kind: 'reference' })]), 0, plain)).toContain(
      referenceNotice,
    );
    expect(summaryText(run([verdict('pass')]), 0, plain)).not.toContain(referenceNotice);
  });
  it('lets no vendor text move the cursor or start a line', () => {
    const finding = { message: hostile, expected: hostile, actual: hostile, where: hostile };
    const text = summaryText(
      run([
        verdict('fail', { reason: hostile, findings: [finding] }),
        verdict('inconclusive', { requirement: 'VN-X-01', reason: hostile }),
      ]),
      1,
      plain,
    );
    expect(text).not.toMatch(unseen);
    expect(text).not.toMatch(/^\s*::/m);
  });
});

describe('planText', () => {
  const plan = (kind: 'live' | 'reference'): Plan => ({
    target: { ...target({ kind }), credentials: [], settings: {}, allowWrites: false },
    requirements: [],
    probes: [],
    requests: 80,
    confirming: 60,
    quota: { perDay: 5000, left: 4000 },
    seconds: 5,
  });
  it('says what will be sent and what is left of the quota', () => {
    expect(planText([plan('live')], plain)).toContain(
      'at most 80 requests, and at most 60 more to confirm findings; 4000 of 5000 requests are left today',
    );
  });
  it('names an embedded server as such', () => {
    expect(planText([plan('reference')], plain)).toContain(referenceNotice);
    expect(planText([plan('reference')], plain)).not.toContain('left today');
  });
});

describe('pathsText', () => {
  it('shows paths relative to the folder that the reader is in', () => {
    expect(pathsText({ JUnit: '/a/b/junit.xml', Summary: '/c/summary.md' }, '/a')).toBe(
      '  JUnit    b/junit.xml\n  Summary  /c/summary.md\n',
    );
  });
});

describe('ProgressLine', () => {
  const show = (isTTY: boolean) => {
    const written: string[] = [];
    const line = new ProgressLine({ isTTY, write: (text) => written.push(text) });
    for (let sent = 0; sent <= 8; sent += 1) line.show({ target: 't', sent, planned: 8, phase: 'observing' });
    line.show({ target: 't', sent: 8, planned: 8, phase: 'done' });
    line.end();
    return written;
  };
  it('moves on a terminal and ends its line', () => {
    const written = show(true);
    expect(written[0]).toMatch(/^\r/);
    expect(written.at(-1)).toBe('\n');
  });
  it('writes few lines into a log', () => {
    expect(show(false)).toHaveLength(3);
    expect(show(false).join('')).not.toContain('\r');
  });
});
