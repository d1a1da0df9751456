import { expect, test } from 'vitest';
import { coverageOf } from '../../../scripts/coverage.ts';
import type { Fault } from '../../../reference/types.ts';
import type { Contract, Requirement } from '../../../src/contract/types.ts';
import type { Case, Suite } from '../../../src/suite/types.ts';
import type { Ledger, Outcome } from '../../../src/verdict/types.ts';

const requirement = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
  vendor: 'acme',
  section: 'Pagination',
  file: 'pagination',
  level: 'must',
  basis: 'vendor',
  class: 'tested',
  text: 'It holds.',
  source: { document: 'concepts', heading: 'Paging' },
  sourceUrl: 'https://docs.acme.test/concepts',
  writes: false,
  smoke: false,
  ...more,
});

const contract = (...requirements: Requirement[]) =>
  ({
    vendor: 'acme',
    documents: { concepts: { title: 'Concepts', url: 'https://docs.acme.test/concepts' } },
    requirements: new Map(requirements.map((each) => [each.id, each])),
  }) as unknown as Contract;

const suite = (...ids: string[]): Suite => ({
  vendor: 'acme',
  cases: new Map(ids.map((id) => [id, { requirement: id, probe: { name: `asks ${id}` } } as unknown as Case])),
  probes: new Map(),
  session: null,
});

const fault = (id: string, of: string, level: Fault['level'] = 'must'): Fault => ({
  id,
  requirement: of,
  level,
  text: '',
});

const ledger = (run: string, outcome: Outcome, id = 'A-1', vendor = 'acme') =>
  ({
    run,
    targets: [{ name: `${vendor}-v1`, vendor, kind: 'reference' }],
    verdicts: [{ target: `${vendor}-v1`, requirement: id, outcome }],
  }) as unknown as Ledger;

test('a tested requirement with case and fault is covered', () => {
  const { rows, problems } = coverageOf(contract(requirement('A-1')), suite('A-1'), [fault('wrong', 'A-1')]);
  expect(problems).toEqual([]);
  expect(rows).toMatchObject([
    { requirement: 'A-1', probe: 'asks A-1', faults: ['wrong'], source: 'Concepts, Paging', verdicts: [] },
  ]);
});

test('the newest verdict of each target is shown, older runs fill the gaps', () => {
  const ledgers = [
    ledger('3', 'fail'),
    ledger('2', 'pass'),
    ledger('1', 'pass', 'A-2'),
    ledger('0', 'pass', 'X', 'other'),
  ];
  const both = contract(requirement('A-1'), requirement('A-2'));
  const { rows, problems } = coverageOf(both, suite('A-1', 'A-2'), [fault('f', 'A-1'), fault('g', 'A-2')], ledgers);
  expect(rows.map(({ verdicts }) => verdicts.map(({ outcome, run }) => `${run} ${outcome}`))).toEqual([
    ['3 fail'],
    ['1 pass'],
  ]);
  expect(problems).toEqual([]);
});

test.each<[string, string, Contract, Suite | null, Fault[], Ledger[]]>([
  ['a tested one without case', 'no case judges it', contract(requirement('A-1')), suite(), [fault('f', 'A-1')], []],
  ['a tested one without fault', 'no fault proves', contract(requirement('A-1')), suite('A-1'), [], []],
  [
    'an observed one without case',
    'no case judges it',
    contract(requirement('A-1', { class: 'observed', level: 'may' })),
    suite(),
    [],
    [],
  ],
  [
    'a not-testable one without reason',
    'does not say why',
    contract(requirement('A-1', { class: 'not-testable' })),
    suite(),
    [],
    [],
  ],
  [
    'a not-testable one with a case',
    'but a case judges it',
    contract(requirement('A-1', { class: 'not-testable', why: 'hidden' })),
    suite('A-1'),
    [],
    [],
  ],
  [
    'an unknown class',
    'not classified',
    contract(requirement('A-1', { class: 'guessed' as never })),
    suite('A-1'),
    [],
    [],
  ],
  ['a stranger among the cases', 'B-2 is judged by a case', contract(), suite('B-2'), [], []],
  ['a stranger among the verdicts', 'B-2 has a verdict', contract(), suite(), [], [ledger('1', 'pass', 'B-2')]],
  ['a stranger among the faults', 'B-2 is the requirement of a fault', contract(), suite(), [fault('f', 'B-2')], []],
  [
    'a fault with another level',
    'the registry says must',
    contract(requirement('A-1')),
    suite('A-1'),
    [fault('f', 'A-1', 'should')],
    [],
  ],
  [
    'two faults of one name',
    'two faults are named f',
    contract(requirement('A-1')),
    suite('A-1'),
    [fault('f', 'A-1'), fault('f', 'A-1')],
    [],
  ],
  ['a vendor without cases', 'has no cases', contract(), null, [], []],
])('%s is a gap', (_, sentence, of, cases, faults, ledgers) => {
  const { problems } = coverageOf(of, cases, faults, ledgers);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(sentence);
});
