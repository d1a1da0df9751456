import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  LedgerError,
  countOutcomes,
  exitCode,
  ledgerText,
  problemsOf,
  readLedger,
  writeLedger,
} from '../../../src/verdict/ledger.ts';
import type { Ledger, Level, Outcome, Verdict } from '../../../src/verdict/types.ts';

let ids = 0;
function verdict(outcome: Outcome, level: Level = 'must', change: Partial<Verdict> = {}): Verdict {
  ids += 1;
  const broken = ['fail', 'warn', 'known', 'unstable'].includes(outcome);
  const findings = broken ? [{ message: 'm', expected: 'e', actual: 'a' }] : [];
  return {
    target: 'toy-v1',
    requirement: `T-${ids}`,
    level,
    outcome,
    reason: 'r',
    checks: 1,
    findings,
    findingsTotal: findings.length,
    observations: [],
    exchanges: [],
    probe: 'p',
    ...(outcome === 'known' ? { waiver: { owner: 'o', reason: 'r', ticket: 't', expires: '2026-12-31' } } : {}),
    ...change,
  };
}

const ledger = (verdicts: readonly Verdict[], change: Partial<Ledger> = {}): Ledger => ({
  format: 1,
  run: 'r',
  startedAt: '2026-01-01T00:00:00Z',
  targets: [],
  verdicts,
  inScope: verdicts.length,
  interrupted: false,
  ...change,
});

describe('the exit code', () => {
  test.each([
    [0, ['pass']],
    [0, ['pass', 'not-testable', 'observed']],
    [0, ['known']],
    [0, ['warn:should']],
    [0, ['pass', 'inconclusive:may', 'unstable:may', 'observed:may']],
    [1, ['fail']],
    [1, ['pass', 'fail', 'inconclusive', 'unstable']],
    [1, ['fail', 'error']],
    [2, ['pass', 'inconclusive']],
    [2, ['pass', 'inconclusive:should']],
    [2, ['pass', 'unstable']],
    [2, ['known', 'inconclusive']],
    [2, []],
    [2, ['not-testable']],
    [2, ['observed', 'not-testable']],
    [2, ['inconclusive:may']],
    [2, ['pass:may']],
    [3, ['error']],
    [3, ['pass', 'error', 'inconclusive']],
    [3, ['pass', 'error:may']],
  ] as [number, string[]][])('is %i for %j', (code, all) => {
    const verdicts = all.map((one) => {
      const [outcome, level = 'must'] = one.split(':');
      return verdict(outcome as Outcome, level as Level);
    });
    expect(exitCode(ledger(verdicts))).toBe(code);
  });

  test('of an interrupted run is 2 at best, and 1 when something is broken', () => {
    expect(exitCode(ledger([verdict('pass')], { interrupted: true }))).toBe(2);
    expect(exitCode(ledger([verdict('fail')], { interrupted: true }))).toBe(1);
    expect(exitCode(ledger([verdict('error')], { interrupted: true }))).toBe(3);
  });

  test('of a ledger that does not add up is 3, whatever else it says', () => {
    expect(exitCode(ledger([verdict('fail')], { inScope: 2 }))).toBe(3);
    expect(exitCode(ledger([verdict('pass', 'must', { checks: 0 })]))).toBe(3);
  });
});

describe('a ledger adds up', () => {
  const { waiver, ...known } = verdict('known');

  test('when every requirement has one sound verdict', () => {
    const all: Outcome[] = [
      'pass',
      'fail',
      'warn',
      'known',
      'unstable',
      'inconclusive',
      'observed',
      'not-testable',
      'error',
    ];
    expect(problemsOf(ledger(all.map((o) => verdict(o))))).toEqual([]);
    expect(
      problemsOf(
        ledger([
          verdict('pass', 'must', { requirement: 'T-X' }),
          verdict('pass', 'must', { requirement: 'T-X', target: 'toy-v2' }),
        ]),
      ),
    ).toEqual([]);
  });

  test('when what did not pass looked at nothing', () => {
    const others: Outcome[] = ['inconclusive', 'not-testable', 'error'];
    expect(problemsOf(ledger(others.map((o) => verdict(o, 'must', { checks: 0 }))))).toEqual([]);
  });

  test.each([
    [
      'a verdict is missing',
      ledger([verdict('pass')], { inScope: 2 }),
      '2 requirements are in scope, but there are 1 verdicts',
    ],
    ['there is one too many', ledger([verdict('pass')], { inScope: 0 }), '0 requirements are in scope'],
    [
      'a requirement has two',
      ledger([verdict('pass', 'must', { requirement: 'T-X' }), verdict('fail', 'must', { requirement: 'T-X' })]),
      'two verdicts for toy-v1 T-X',
    ],
    ['an outcome is unknown', ledger([verdict('skipped' as Outcome)]), "the unknown outcome 'skipped'"],
    ['a pass looked at nothing', ledger([verdict('pass', 'must', { checks: 0 })]), 'passed without a check'],
    [
      'a pass looked at no number of things',
      ledger([verdict('pass', 'must', { checks: Number.NaN })]),
      'passed without a check',
    ],
    [
      'a pass has a waiver',
      ledger([{ ...verdict('pass'), waiver } as Verdict]),
      'is pass, and its waiver does not fit',
    ],
    ['an accepted deviation has no waiver', ledger([known]), 'is known, and its waiver does not fit'],
    ['a pass has findings', ledger([verdict('pass', 'must', { findingsTotal: 1 })]), 'passed with findings'],
    ...(['fail', 'warn', 'known', 'unstable'] as const).map(
      (o) =>
        [
          `${o} has no finding`,
          ledger([verdict(o, 'must', { findingsTotal: 0 })]),
          `is ${o} without a finding`,
        ] as const,
    ),
  ] as [string, Ledger, string][])('not when %s', (_, bad, problem) => {
    expect(problemsOf(bad).join('; ')).toContain(problem);
  });
});

test('outcomes are counted, those that did not come with 0', () => {
  expect(countOutcomes([verdict('pass'), verdict('pass'), verdict('fail')])).toEqual({
    pass: 2,
    fail: 1,
    warn: 0,
    known: 0,
    unstable: 0,
    inconclusive: 0,
    observed: 0,
    'not-testable': 0,
    error: 0,
  });
});

describe('on disk', () => {
  const place = () => join(mkdtempSync(join(tmpdir(), 'conformance-')), 'runs', 'ledger.json');

  test('what is written is read, and equal ledgers are equal bytes', () => {
    const path = place();
    const made = ledger([verdict('pass'), verdict('fail')]);
    writeLedger(path, made);
    expect(readLedger(path)).toEqual(made);
    expect(readFileSync(path, 'utf8')).toBe(ledgerText(structuredClone(made)));
    writeLedger(path, ledger([]));
    expect(readLedger(path).verdicts).toEqual([]);
    expect(readdirSync(dirname(path))).toEqual(['ledger.json']);
  });

  const complete = ledger([verdict('pass')]);

  test.each<[string, string | undefined, string]>([
    ['no file', undefined, 'no readable ledger'],
    ['nothing', '', 'no readable ledger'],
    ['no JSON', '{"format":1', 'no readable ledger'],
    ['null', 'null', 'no ledger of vendor-conformance'],
    ['a list', '[]', 'no ledger of vendor-conformance'],
    ['another format', JSON.stringify({ ...complete, format: 2 }), 'no ledger of vendor-conformance'],
    ['no verdicts', JSON.stringify({ ...complete, verdicts: {} }), 'no ledger of vendor-conformance'],
    ['no targets', JSON.stringify({ ...complete, targets: undefined }), 'no ledger of vendor-conformance'],
    ['a verdict that is null', JSON.stringify({ ...complete, verdicts: [null] }), '/verdicts/0 is no verdict'],
    [
      'a verdict without findings',
      JSON.stringify({ ...complete, verdicts: [{ ...complete.verdicts[0], findings: null }] }),
      '/verdicts/0 is no verdict',
    ],
    [
      'a verdict with checks in text',
      JSON.stringify({ ...complete, verdicts: [{ ...complete.verdicts[0], checks: '1' }] }),
      '/verdicts/0 is no verdict',
    ],
    ...['target', 'requirement', 'level', 'outcome', 'reason', 'probe'].map((member): [string, string, string] => [
      `a verdict without ${member}`,
      JSON.stringify({ ...complete, verdicts: [{ ...complete.verdicts[0], [member]: 1 }] }),
      '/verdicts/0 is no verdict',
    ]),
    ['a number for a verdict', JSON.stringify({ ...complete, verdicts: [1] }), '/verdicts/0 is no verdict'],
    ['a number', '1', 'no ledger of vendor-conformance'],
    ['a verdict too few', JSON.stringify({ ...complete, inScope: 2 }), 'does not add up: 2 requirements'],
    ['no scope', JSON.stringify({ ...complete, inScope: undefined }), 'does not add up'],
  ])('%s is refused with the path', (_, text, why) => {
    const path = place();
    if (text !== undefined) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    expect(() => readLedger(path)).toThrow(LedgerError);
    expect(() => readLedger(path)).toThrow(new RegExp(`^${path}: .*${why}`));
  });

  test('a place that cannot be written is named', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'file');
    writeFileSync(file, '');
    expect(() => writeLedger(join(file, 'ledger.json'), complete)).toThrow(LedgerError);
    expect(() => writeLedger(join(file, 'ledger.json'), complete)).toThrow(
      /file.ledger\.json: the ledger cannot be written/,
    );
  });
});
