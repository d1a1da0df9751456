import { expect, test } from 'vitest';
import { type ComparedRun, compareRuns, runComparisonCode } from '../../../src/compare/runs.ts';
import type { Seen } from '../../../src/compare/seen.ts';
import type { Ledger, Outcome } from '../../../src/verdict/types.ts';

type Outcomes = Readonly<Record<string, Outcome>>;

/** A run of a day in November, with outcomes by requirement. */
function ran(
  day: number,
  outcomes: Outcomes,
  {
    kind = 'live',
    baseUrl = 'https://api.example.com/v2',
    seen = {},
  }: { kind?: 'live' | 'reference'; baseUrl?: string; seen?: Seen } = {},
): ComparedRun {
  const startedAt = `2026-11-${String(day).padStart(2, '0')}T02:00:00Z`;
  const verdicts = Object.entries(outcomes).map(([requirement, outcome]) => ({
    target: 'acme-v2',
    requirement,
    level: 'must' as const,
    outcome,
    reason: `${requirement} is ${outcome}`,
    checks: 1,
    findings: [],
    findingsTotal: 0,
    observations: [],
    exchanges: [],
    probe: 'p',
  }));
  const target = {
    name: 'acme-v2',
    vendor: 'acme',
    version: 'v2',
    baseUrl,
    kind,
    requestsPlanned: 1,
    requestsSent: 1,
    recording: 'r.jsonl',
  };
  const ledger: Ledger = {
    format: 1,
    run: `202611${String(day).padStart(2, '0')}T020000Z-aaaa`,
    startedAt,
    targets: [target],
    verdicts,
    inScope: verdicts.length,
    interrupted: false,
  };
  return { ledger, seen: new Map([['acme-v2', seen]]) };
}

const kinds = (comparison: ReturnType<typeof compareRuns>) =>
  Object.fromEntries(comparison.changes.map(({ requirement, kind }) => [requirement, kind]));

test('each requirement stands where it belongs', () => {
  const before = ran(1, {
    A: 'pass',
    B: 'fail',
    C: 'fail',
    D: 'pass',
    E: 'inconclusive',
    F: 'pass',
    G: 'pass',
    H: 'inconclusive',
    I: 'not-testable',
  });
  const after = ran(2, {
    A: 'fail',
    B: 'pass',
    C: 'fail',
    D: 'inconclusive',
    E: 'pass',
    F: 'unstable',
    G: 'pass',
    H: 'inconclusive',
    I: 'not-testable',
  });
  const comparison = compareRuns(before, after, [before]);
  expect(kinds(comparison)).toEqual({
    A: 'newly-broken',
    B: 'fixed',
    C: 'still-broken',
    D: 'newly-undecided',
    E: 'decided-again',
    F: 'unstable',
  });
  expect(runComparisonCode(comparison)).toBe(1);
});

test('undecided is told by its own code, and what is better by none', () => {
  expect(runComparisonCode(compareRuns(ran(1, { A: 'pass' }), ran(2, { A: 'error' }), []))).toBe(2);
  expect(runComparisonCode(compareRuns(ran(1, { A: 'fail' }), ran(2, { A: 'pass' }), []))).toBe(0);
  expect(runComparisonCode(compareRuns(ran(1, { A: 'fail' }), ran(2, { A: 'fail' }), []))).toBe(0);
});

test('since when and how often: undecided nights neither break a series nor begin one', () => {
  const course: Outcome[] = ['pass', 'fail', 'pass', 'fail', 'inconclusive', 'fail'];
  const runs = course.map((outcome, i) => ran(i + 1, { A: outcome }));
  const last = runs.at(-1) ?? ran(9, {});
  const [change] = compareRuns(runs[0] ?? last, last, runs.slice(0, -1)).changes;
  expect(change?.course).toEqual({
    brokenSince: '2026-11-04T02:00:00Z',
    brokenIn: 3,
    decidedIn: 5,
    lastKept: '2026-11-03T02:00:00Z',
  });
});

test('one relapse is a regression; taking turns again and again is unstable, and no less broken', () => {
  const runsOf = (outcomes: readonly Outcome[]) => outcomes.map((outcome, i) => ran(i + 1, { A: outcome }));
  const compared = (outcomes: readonly Outcome[]) => {
    const runs = runsOf(outcomes);
    return compareRuns(runs[0] ?? ran(1, {}), runs.at(-1) ?? ran(1, {}), runs.slice(0, -1));
  };
  expect(kinds(compared(['pass', 'pass', 'fail', 'pass', 'pass', 'fail']))).toEqual({ A: 'newly-broken' });
  const turns = compared(['pass', 'fail', 'pass', 'fail', 'pass', 'fail']);
  expect(kinds(turns)).toEqual({ A: 'unstable' });
  expect(runComparisonCode(turns)).toBe(1);
});

test('runs that another server answered are not compared', () => {
  const reference = compareRuns(ran(1, { A: 'pass' }, { kind: 'reference' }), ran(2, { A: 'fail' }), []);
  expect(reference.changes).toEqual([]);
  expect(reference.notes.join()).toMatch(/a reference server answered then, a live vendor now/);
  const moved = compareRuns(
    ran(1, { A: 'pass' }, { baseUrl: 'https://staging.example.com' }),
    ran(2, { A: 'fail' }),
    [],
  );
  expect(moved.targets).toEqual([]);
});

const answers = (ms: readonly number[]): Seen => ({
  'list 200': { answers: ms.length, members: {}, headers: {}, media: {}, codes: {}, ms },
});
const spread = (from: number, to: number) => Array.from({ length: 20 }, (_, i) => from + ((to - from) * i) / 19);

test('slower is a matter of distributions, not of single values', () => {
  const slower = (before: readonly number[], after: readonly number[]) =>
    compareRuns(ran(1, {}, { seen: answers(before) }), ran(2, {}, { seen: answers(after) }), []).slower;
  expect(slower(spread(80, 120), spread(200, 300))).toMatchObject([
    { target: 'acme-v2', answers: 'list 200', before: 100, after: 250 },
  ]);
  // One slow answer among many, a difference that nobody feels, too few answers, and answers that are faster.
  expect(slower(spread(80, 120), [...spread(80, 120).slice(1), 9000])).toEqual([]);
  expect(slower(spread(8, 12), spread(20, 30))).toEqual([]);
  expect(slower([100, 110, 120], [400, 410, 420])).toEqual([]);
  expect(slower(spread(200, 300), spread(80, 120))).toEqual([]);
});
