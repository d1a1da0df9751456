import { describe, expect, test } from 'vitest';
import { exitCode } from '../../../src/verdict/ledger.ts';
import type { Outcome, TargetSummary, Verdict } from '../../../src/verdict/types.ts';
import { outcomes } from '../../../src/verdict/types.ts';
import { type Waiver, covers, notesOn, waived, waiverNotes } from '../../../src/verdict/waivers.ts';

const started = '2026-11-23T23:59:59Z';

const waiver = (change: Partial<Waiver> = {}): Waiver => ({
  requirement: 'T-1',
  target: 'toy-v1',
  owner: 'Jane',
  reason: 'The next release mends it.',
  ticket: 'TOY-17',
  expires: '2027-06-30',
  ...change,
});

function verdict(outcome: Outcome, change: Partial<Verdict> = {}): Verdict {
  const findings = ['fail', 'warn', 'known', 'unstable'].includes(outcome)
    ? [{ message: 'm', expected: 'e', actual: 'a' }]
    : [];
  return {
    target: 'toy-v1',
    requirement: 'T-1',
    level: 'must',
    outcome,
    reason: 'r',
    checks: 1,
    findings,
    findingsTotal: findings.length,
    observations: [],
    exchanges: [],
    probe: 'p',
    ...change,
  };
}

const target = (version: string, kind: TargetSummary['kind'] = 'live'): TargetSummary => ({
  name: `toy-${version}`,
  vendor: 'toy',
  version,
  baseUrl: 'https://api.example.com',
  kind,
  requestsPlanned: 1,
  requestsSent: 1,
  recording: '',
});

const v1 = { name: 'toy-v1', vendor: 'toy', version: 'v1' };

describe('a waiver', () => {
  test.each([
    ['toy-v1', true],
    ['toy-v2', false],
    ['toy@v1', true],
    ['toy@v*', true],
    ['toy@*', true],
    ['toy@v2*', false],
    ['toy@', false],
    ['toys@*', false],
    ['toy', false],
    ['toy@v.', false],
  ])('of %s covers toy at v1: %s', (pattern, expected) => {
    expect(covers(pattern, 'toy', 'v1')).toBe(expected);
  });

  test.each(outcomes)('turns fail and warn into known, and leaves %s alone otherwise', (outcome) => {
    const [result] = waived([verdict(outcome)], v1, [waiver()], started);
    if (outcome === 'fail' || outcome === 'warn') {
      const accepted = { owner: 'Jane', reason: 'The next release mends it.', ticket: 'TOY-17', expires: '2027-06-30' };
      expect(result).toEqual({ ...verdict(outcome), outcome: 'known', waiver: accepted });
    } else expect(result).toEqual(verdict(outcome));
  });

  test.each([
    ['another requirement', { requirement: 'T-2' }],
    ['another version', { target: 'toy-v2' }],
    ['another vendor', { target: 'other@*' }],
    ['a day that is over', { expires: '2026-11-22' }],
  ])('of %s waives nothing', (_, change) => {
    expect(waived([verdict('fail')], v1, [waiver(change)], started)).toEqual([verdict('fail')]);
  });

  test('holds through its last day', () => {
    expect(waived([verdict('fail')], v1, [waiver({ expires: '2026-11-23' })], started)[0]?.outcome).toBe('known');
  });
});

describe('the notes of a run', () => {
  const kinds = (verdicts: readonly Verdict[], targets: readonly TargetSummary[], change: Partial<Waiver> = {}) =>
    waiverNotes(verdicts, targets, [waiver(change)], started).map(({ kind }) => kind);
  const on = [target('v1')];

  test('say nothing of a waiver that holds for long', () => {
    expect(kinds([verdict('known')], on)).toEqual([]);
    expect(notesOn([verdict('known')], on, [waiver()], started)).toEqual({});
  });

  test('stand in the ledger where there are some', () => {
    const { waiverNotes: noted } = notesOn([verdict('pass')], on, [waiver()], started);
    expect(noted).toMatchObject([{ kind: 'stale', requirement: 'T-1', target: 'toy-v1' }]);
  });

  test.each([
    ['2026-12-08', []],
    ['2026-12-07', ['expiring']],
    ['2026-11-24', ['expiring']],
    ['2026-11-23', ['expiring']],
    ['2026-11-22', ['expired']],
  ])('with the last day %s are %j', (expires, expected) => {
    expect(kinds([verdict('known')], on, { expires })).toEqual(expected);
  });

  test('tell how many days are left, and who is asked', () => {
    const text = (expires: string) => waiverNotes([verdict('known')], on, [waiver({ expires })], started)[0]?.text;
    expect(text('2026-12-01')).toBe('the waiver of T-1 at toy-v1 (Jane, TOY-17) ends in 8 days, after 2026-12-01');
    expect(text('2026-11-24')).toContain('ends tomorrow');
    expect(text('2026-11-23')).toContain('ends today');
    expect(text('2026-11-01')).toContain('held until 2026-11-01; renew it or remove the entry');
  });

  test('call it stale when the promise is kept, also where it is over', () => {
    expect(kinds([verdict('pass')], on)).toEqual(['stale']);
    expect(kinds([verdict('pass')], on, { expires: '2026-01-01' })).toEqual(['stale']);
  });

  test.each(['inconclusive', 'unstable', 'not-testable', 'error'] as const)(
    'do not call it stale when the promise is %s',
    (outcome) => {
      expect(kinds([verdict(outcome)], on)).toEqual([]);
    },
  );

  test('a pattern is stale only when it is needed nowhere', () => {
    const both = [target('v1'), target('v2')];
    const at = (a: Outcome, b: Outcome) => [verdict(a), verdict(b, { target: 'toy-v2' })];
    expect(kinds(at('pass', 'known'), both, { target: 'toy@*' })).toEqual([]);
    expect(kinds(at('pass', 'inconclusive'), both, { target: 'toy@*' })).toEqual([]);
    expect(kinds(at('pass', 'pass'), both, { target: 'toy@*' })).toEqual(['stale']);
  });

  test('say nothing of what the run did not ask', () => {
    expect(kinds([verdict('pass', { requirement: 'T-2' })], on)).toEqual([]);
    expect(kinds([verdict('pass', { target: 'toy-v2' })], [target('v2')], { expires: '2026-01-01' })).toEqual([]);
  });

  test('an embedded server shows nothing about a waiver', () => {
    expect(kinds([verdict('pass')], [target('v1', 'reference')], { expires: '2026-01-01' })).toEqual([]);
  });
});

describe('the exit code', () => {
  const codeOf = (outcome: Outcome, kind?: 'expired' | 'stale' | 'expiring', wide: Partial<Verdict> = {}) => {
    const verdicts = [verdict(outcome, wide), verdict('pass', { requirement: 'T-0' })];
    const waiverNotes = kind === undefined ? [] : [{ kind, requirement: 'T-1', target: 'toy-v1', text: '' }];
    return exitCode({
      format: 1,
      run: '',
      startedAt: started,
      targets: [],
      verdicts,
      inScope: 2,
      interrupted: false,
      waiverNotes,
    });
  };
  const accepted = { waiver: { owner: 'o', reason: 'r', ticket: 't', expires: '2027-01-01' } };

  test.each([
    [0, 'pass', undefined],
    [0, 'pass', 'expiring'],
    [4, 'pass', 'stale'],
    [4, 'pass', 'expired'],
    [1, 'fail', 'expired'],
    [2, 'inconclusive', 'expired'],
    [3, 'error', 'stale'],
  ] as const)('is %i where a requirement is %s and a waiver %s', (code, outcome, kind) => {
    expect(codeOf(outcome, kind)).toBe(code);
  });

  test('is 0 for what is known, and 3 for a known deviation that nobody accepted', () => {
    expect(codeOf('known', undefined, accepted)).toBe(0);
    expect(codeOf('known')).toBe(3);
    expect(codeOf('fail', undefined, accepted)).toBe(3);
  });
});
