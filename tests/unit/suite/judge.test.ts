import { describe, expect, test } from 'vitest';
import { type Provisional, judgeCase } from '../../../src/suite/judge.ts';
import { unaskedVerdict, verdictOf } from '../../../src/suite/settle.ts';
import type { JudgeContext, ProbeContext } from '../../../src/suite/types.ts';
import { Broken, type Check, notTestable, undecided } from '../../../src/verdict/check.ts';
import { type ToyApi, contractOf, requirement, roundOf, toySuite, vendor } from './toy.ts';

const finding = { message: 'a promise is broken', expected: 'e', actual: 'a' };

async function judged(
  judge: (seen: unknown, check: Check, context: JudgeContext) => void,
  change = {},
  run: (context: ProbeContext<ToyApi>) => unknown = ({ api }) => api.list(),
  body: unknown = [],
) {
  const builder = toySuite();
  const one = builder.probe('one', { cost: 1 }, run);
  builder.requirement('T-1', one, judge);
  const suite = builder.suite();
  const of = suite.cases.get('T-1');
  if (of === undefined) throw new Error('no case');
  const round = roundOf(
    suite,
    vendor(() => ({ body })),
  );
  return judgeCase(of, requirement('T-1', change), round, {
    settings: {},
    contract: contractOf([]),
    version: 'v1',
    now: 0,
  });
}

describe('a judge', () => {
  test('that saw everything hold passes, with what it counted', async () => {
    expect(await judged((_, check) => check.held())).toMatchObject({
      kind: 'pass',
      reason: 'held in 1 check',
      checks: 1,
      exchanges: ['1-0001'],
    });
    expect(await judged((_, check) => [1, 2].forEach(() => check.held()))).toMatchObject({
      kind: 'pass',
      reason: 'held in 2 checks',
    });
  });

  test('that looked at nothing is undecided', async () => {
    expect(await judged(() => {})).toMatchObject({
      kind: 'undecided',
      reason: 'there was nothing to look at',
      checks: 0,
    });
  });

  test('that found something is broken, and says how much', async () => {
    expect(await judged((_, check) => check.that(false, () => finding))).toMatchObject({
      kind: 'broken',
      reason: 'a promise is broken',
      findingsTotal: 1,
    });
    expect(await judged((_, check) => [1, 2, 3].forEach(() => check.that(false, () => finding)))).toMatchObject({
      kind: 'broken',
      reason: 'a promise is broken (and 2 more)',
      findingsTotal: 3,
    });
  });

  test('keeps what it found before it got stuck', async () => {
    const found = (stop: () => never) =>
      judged((_, check) => [() => check.that(false, () => finding), stop].forEach((act) => act()));
    expect((await found(() => undecided('no more data'))).kind).toBe('broken');
    expect((await found(() => notTestable('not here'))).kind).toBe('broken');
    expect(
      (
        await found(() => {
          throw new TypeError('bug');
        })
      ).kind,
    ).toBe('error');
  });

  test('that held and then got stuck is undecided, never a pass', async () => {
    expect(
      await judged((_, check) => [() => check.held(), () => undecided('no more data')].forEach((act) => act())),
    ).toMatchObject({ kind: 'undecided', reason: 'no more data' });
    expect(await judged(() => notTestable('not here'))).toMatchObject({ kind: 'not-testable', reason: 'not here' });
  });

  test('that fails by itself is an error of the suite', async () => {
    expect(
      await judged(() => {
        throw new TypeError('x is undefined');
      }),
    ).toMatchObject({ kind: 'error', reason: 'the judge of T-1 failed: TypeError: x is undefined' });
  });

  test('that touches a broken answer of its probe finds it broken, of another probe undecided', async () => {
    const touch = (exchange?: string) =>
      judged(() => {
        throw new Broken({ ...finding, ...(exchange === undefined ? {} : { exchange }) });
      });
    expect(await touch('1-0001')).toMatchObject({ kind: 'broken', checks: 1 });
    expect(await touch()).toMatchObject({ kind: 'broken' });
    expect(await touch('1-0007')).toMatchObject({
      kind: 'undecided',
      reason: 'what it builds on is broken: a promise is broken',
    });
  });

  test('is not asked where its probe has no value', async () => {
    const never = () => expect.fail('judged');
    expect(await judged(never, {}, ({ undecided: stop }) => stop('no data'))).toMatchObject({
      kind: 'undecided',
      reason: 'no data',
    });
    expect(
      await judged(never, {}, () => {
        throw new Broken(finding);
      }),
    ).toMatchObject({ kind: 'broken', findings: [finding] });
    expect(
      await judged(never, {}, () => {
        throw new TypeError('bug');
      }),
    ).toMatchObject({ kind: 'error' });
  });

  test('of an observed requirement observes', async () => {
    const observed = { class: 'observed', level: 'may' } as const;
    expect(await judged((_, check) => check.observe('form', 'ISO 8601'), observed)).toMatchObject({
      kind: 'observed',
      reason: 'form: ISO 8601',
      checks: 0,
    });
    expect(await judged((_, check) => check.held(), observed)).toMatchObject({
      kind: 'undecided',
      reason: 'there was nothing to observe',
    });
  });

  test('sees every answer of the round', async () => {
    expect(
      await judged((_, check, { answers }) =>
        check.that(answers.length === 1 && answers[0]?.raw.status === 200, () => finding),
      ),
    ).toMatchObject({ kind: 'pass' });
  });
});

describe('two rounds become one verdict', () => {
  const provisional = (kind: Provisional['kind'], exchanges: string[] = []): Provisional => ({
    kind,
    reason: `${kind} it was`,
    all: false,
    beyond: [],
    checks: 1,
    findings: kind === 'broken' ? [finding] : [],
    findingsTotal: kind === 'broken' ? 1 : 0,
    observations: [],
    exchanges,
  });
  const verdict = (first: Provisional, second: Provisional | null, change = {}, confirms = true) =>
    verdictOf('toy-v1', requirement('T-1', change), 'one', first, second, confirms);

  test.each([
    ['pass', null, 'must', 'pass'],
    ['undecided', null, 'must', 'inconclusive'],
    ['observed', null, 'may', 'observed'],
    ['not-testable', null, 'must', 'not-testable'],
    ['error', null, 'must', 'error'],
    ['broken', 'broken', 'must', 'fail'],
    ['broken', 'broken', 'should', 'warn'],
    ['broken', 'broken', 'may', 'observed'],
    ['broken', 'pass', 'must', 'unstable'],
    ['broken', 'pass', 'should', 'unstable'],
    ['broken', 'observed', 'must', 'unstable'],
    ['broken', 'undecided', 'must', 'inconclusive'],
    ['broken', 'not-testable', 'must', 'inconclusive'],
    ['broken', 'error', 'must', 'error'],
    ['broken', null, 'must', 'inconclusive'],
  ] as const)('%s, then %s, at level %s: %s', (first, second, level, outcome) => {
    expect(verdict(provisional(first), second === null ? null : provisional(second), { level }).outcome).toBe(outcome);
  });

  test('a write is broken without a second asking', () => {
    expect(verdict(provisional('broken'), null, {}, false).outcome).toBe('fail');
  });

  test('where the documents are silent nothing fails, whatever the level', () => {
    for (const level of ['must', 'should', 'may'])
      expect(verdict(provisional('broken'), provisional('broken'), { class: 'observed', level }).outcome).toBe(
        'observed',
      );
  });

  test('the evidence is that of the first round, the exchanges those of both', () => {
    expect(verdict(provisional('broken', ['1-0001', '1-0002']), provisional('broken', ['2-0003']))).toMatchObject({
      findings: [finding],
      exchanges: ['1-0001', '1-0002', '2-0003'],
      checks: 1,
    });
  });

  test('reasons are legible and bounded', () => {
    const { reason } = verdict({ ...provisional('undecided'), reason: `\u001b[2J${'x'.repeat(5000)}` }, null);
    expect(reason.length).toBeLessThanOrEqual(1000);
    expect(reason).not.toContain('\u001b');
  });

  test('what is not asked says why', () => {
    expect(unaskedVerdict('toy-v1', requirement('T-1'), 'not-testable', 'why')).toMatchObject({
      outcome: 'not-testable',
      reason: 'why',
      checks: 0,
      probe: '',
      exchanges: [],
    });
  });
});
