import { expect, test } from 'vitest';
import type { Contract, SchemaProblem } from '../../../src/contract/types.ts';
import { at, expectSchema } from '../../../src/judges/schema.ts';
import { Check } from '../../../src/verdict/check.ts';
import { answer } from './answers.ts';

const contractWith = (problems: readonly SchemaProblem[]) => ({ validate: () => problems }) as unknown as Contract;
const wrongType: SchemaProblem = { pointer: '/siteId', message: 'must be integer', keyword: 'type' };
const outOfBounds: SchemaProblem = { pointer: '/tax', message: 'must be >= 0', keyword: 'minimum' };

test('a value that keeps its schema is one check', () => {
  const check = new Check();
  expectSchema(check, answer(), contractWith([]), 'machine', { siteId: 1 }, '/0');
  expect(check).toMatchObject({ checks: 1, findingsTotal: 0 });
});

test('each problem is a finding at its place in the body', () => {
  const check = new Check();
  expectSchema(check, answer(), contractWith([wrongType, outOfBounds]), 'machine', { siteId: 'x' }, '/3');
  expect(check.checks).toBe(1);
  expect(check.findings).toEqual([
    {
      message: 'GET /machines?size=2: /3/siteId must be integer, came "x"',
      expected: 'must be integer',
      actual: '"x"',
      where: '/3/siteId',
      exchange: '1-0001',
    },
    {
      message: 'GET /machines?size=2: /3/tax must be >= 0, came nothing',
      expected: 'must be >= 0',
      actual: 'nothing',
      where: '/3/tax',
      exchange: '1-0001',
    },
  ]);
});

test('a requirement chooses the problems that it is about; the value was looked at all the same', () => {
  const check = new Check();
  expectSchema(
    check,
    answer(),
    contractWith([wrongType, outOfBounds]),
    'machine',
    {},
    '/0',
    (p) => p.keyword === 'minimum',
  );
  expect(check).toMatchObject({ checks: 1, findingsTotal: 1, findings: [{ where: '/0/tax' }] });
});

test('a record is validated once for each schema of a contract, other values each time', () => {
  let validated = 0;
  const counting = () =>
    ({ validate: () => (validated += 1) > 0 && [{ ...wrongType, pointer: '' }] }) as unknown as Contract;
  const judge = (contract: Contract, schema: string, value: unknown) => {
    const check = new Check();
    for (let i = 0; i < 2; i += 1) expectSchema(check, answer(), contract, schema, value, '/0');
    expect(check).toMatchObject({ checks: 2, findingsTotal: 2 });
  };
  const [one, other, row] = [counting(), counting(), { id: 1 }];
  for (const contract of [one, other]) for (const schema of ['machine', 'site']) judge(contract, schema, row);
  expect(validated).toBe(4);
  for (const value of [null, 1, 'text', undefined]) judge(one, 'machine', value);
  expect(validated).toBe(12);
});

test.each([
  ['', { a: 1 }, { a: 1 }],
  ['/a/0/b', { a: [{ b: 2 }] }, 2],
  ['/a~1b/~0', { 'a/b': { '~': 3 } }, 3],
  ['/~01', { '~1': 4 }, 4],
  ['/', { '': 5 }, 5],
  ['/a/b/c', { a: 1 }, undefined],
  ['/toString', {}, undefined],
  ['/length', [], 0],
  ['/2', [1, 2], undefined],
  ['/a', null, undefined],
])('the value at %j', (pointer, value, expected) => {
  expect(at(value, pointer)).toEqual(expected);
});
