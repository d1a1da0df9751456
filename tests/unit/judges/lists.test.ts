import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectDistinct,
  expectEach,
  expectSameIds,
  expectSubset,
  idOf,
  idsOf,
  rowsOf,
} from '../../../src/judges/lists.ts';
import { Broken, Check, Undecided } from '../../../src/verdict/check.ts';
import { answer } from './answers.ts';

const rows = (ids: readonly unknown[]) => ids.map((id) => ({ id }));

describe('rows', () => {
  test('are the objects of a list', () => {
    expect(rowsOf(answer({ body: [{ id: 1 }, {}] }))).toEqual([{ id: 1 }, {}]);
    expect(rowsOf(answer({ body: [] }))).toEqual([]);
  });

  test.each([
    ['an object', {}, '', 'a list'],
    ['a text', '"list"', '', 'a list'],
    ['null', 'null', '', 'a list'],
    ['null in a list', [{}, null], '/1', 'an object'],
    ['a list in a list', [[]], '/0', 'an object'],
    ['a number in a list', [{}, {}, 1], '/2', 'an object'],
  ])('%s is no list of objects', (_, body, where, expected) => {
    expect(() => rowsOf(answer({ body }))).toThrow(Broken);
    try {
      rowsOf(answer({ body }));
    } catch (error) {
      expect((error as Broken).finding).toMatchObject({ where, expected, exchange: '1-0001' });
    }
  });

  test('are not looked at where no answer came', () => {
    expect(() => rowsOf(answer({ status: 503 }, { control: 'none' }))).toThrow(Undecided);
  });
});

test.each([
  [1, '1'],
  ['1', '1'],
  [0, '0'],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  [true, undefined],
  [{}, undefined],
])('the id %j is %j', (id, expected) => {
  expect(idOf({ id })).toBe(expected);
});

test('ids of another member, rows without one left out', () => {
  expect(idsOf([{ id: 1 }, { id: null }, { id: 'b' }])).toEqual(['1', 'b']);
  expect(idsOf([{ machineId: 1 }, {}, { machineId: 'a' }], 'machineId')).toEqual(['1', 'a']);
});

describe('distinct', () => {
  const judge = (...pages: unknown[][]) => {
    const check = new Check();
    expectDistinct(
      check,
      pages.map((body, i) => answer({ body, x: `1-000${i + 1}` })),
      'machine',
    );
    return check;
  };

  test('holds on one page and over pages; every id is a check', () => {
    expect(judge(rows([1, 2]), rows([3]))).toMatchObject({ checks: 3, findingsTotal: 0 });
    expect(judge([])).toMatchObject({ checks: 0 });
    expect(judge([{}, {}])).toMatchObject({ checks: 0 });
  });

  test('a second time is a finding that names both places', () => {
    expect(judge(rows([1, 2, '1'])).findings).toMatchObject([
      { actual: '1 at /0 and at /2', where: '/2', exchange: '1-0001' },
    ]);
    expect(judge(rows([1, 1, 1])).findings.map(({ actual }) => actual)).toEqual([
      '1 at /0 and at /1',
      '1 at /0 and at /2',
    ]);
    const over = judge(rows([1]), rows([2, 1]));
    expect(over.findings).toMatchObject([
      {
        where: '/1',
        exchange: '1-0002',
        message: expect.stringContaining('it stood in exchange 1-0001 already') as string,
      },
    ]);
  });

  test('law: as many findings as ids too many', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(20), { maxLength: 12 }), { maxLength: 4 }), (pages) => {
        const check = judge(...pages.map(rows));
        const all = pages.flat();
        return check.checks === all.length && check.findingsTotal === all.length - new Set(all).size;
      }),
    );
  });

  test('ids named as members of objects are ids as any other', () => {
    expect(judge(rows(['__proto__', 'constructor', 'toString']))).toMatchObject({ checks: 3, findingsTotal: 0 });
  });
});

describe('each', () => {
  const judge = (body: unknown) => {
    const check = new Check();
    expectEach(
      check,
      answer({ body }),
      'siteId is 7',
      (row) => row['siteId'] === 7,
      (row) => row['siteId'],
    );
    return check;
  };

  test('counts every row, and names those that break it', () => {
    expect(judge([{ siteId: 7 }, { siteId: 7 }])).toMatchObject({ checks: 2, findingsTotal: 0 });
    expect(judge([{ siteId: 7 }, { siteId: 8 }, {}])).toMatchObject({
      checks: 3,
      findings: [
        { where: '/1', actual: '8' },
        { where: '/2', actual: 'nothing' },
      ],
    });
  });

  test('looked at nothing in an empty list', () => {
    expect(judge([]).checks).toBe(0);
  });
});

const ids = fc.uniqueArray(fc.nat(30).map(String), { maxLength: 10 });
const judged = (judge: typeof expectSameIds, came: readonly string[], promised: readonly string[]) => {
  const check = new Check();
  judge(check, answer(), came, promised, 'filter');
  return check;
};

describe('the same ids', () => {
  test('hold in any order, and however often', () => {
    expect(judged(expectSameIds, ['2', '1', '2'], ['1', '2'])).toMatchObject({ checks: 1, findingsTotal: 0 });
  });

  test('say what is missing and what is too many', () => {
    expect(judged(expectSameIds, ['1', '9'], ['1', '2']).findings).toMatchObject([
      { actual: '1 missing ["2"], 1 too many ["9"]', expected: '2 records' },
    ]);
    expect(judged(expectSameIds, ['1', '9'], ['1']).findings).toMatchObject([
      { actual: '1 too many ["9"]', where: '' },
    ]);
    expect(judged(expectSameIds, ['1'], ['1', '2']).findings[0]?.actual).toBe('1 missing ["2"]');
    const five = ['1', '2', '3', '4', '5'];
    expect(judged(expectSameIds, [], five).findings[0]?.actual).toBe('5 missing ["1","2","3","4","5"]');
    const many = Array.from({ length: 1000 }, (_, i) => String(i));
    expect(judged(expectSameIds, [], many).findings[0]?.actual).toBe('1000 missing ["0","1","2","3","4"] and 995 more');
  });

  test('two empty lists show nothing', () => {
    expect(judged(expectSameIds, [], [])).toMatchObject({ checks: 0, findingsTotal: 0 });
  });

  test('law: they hold exactly when both are equal as sets', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const equal = [...a].sort().join() === [...b].sort().join();
        const empty = a.length + b.length === 0;
        const check = judged(expectSameIds, a, b);
        return (
          check.findingsTotal === (equal ? 0 : 1) &&
          check.checks === (empty ? 0 : 1) &&
          judged(expectSameIds, a, [...a].reverse()).findingsTotal === 0
        );
      }),
    );
  });
});

describe('a subset', () => {
  test('holds for some and for all, and for nothing where nothing may come', () => {
    expect(judged(expectSubset, ['1'], ['1', '2'])).toMatchObject({ checks: 1, findingsTotal: 0 });
    expect(judged(expectSubset, [], [])).toMatchObject({ checks: 1, findingsTotal: 0 });
    expect(judged(expectSubset, ['1'], [])).toMatchObject({
      checks: 1,
      findings: [{ actual: '1 too many ["1"]', expected: 'no others', where: '' }],
    });
  });

  test('an empty list shows nothing where something may come', () => {
    expect(judged(expectSubset, [], ['1'])).toMatchObject({ checks: 0, findingsTotal: 0 });
  });

  test('law: every id too many breaks it', () => {
    fc.assert(
      fc.property(
        ids,
        ids,
        (a, b) => (judged(expectSubset, a, b).findingsTotal === 0) === a.every((id) => b.includes(id)),
      ),
    );
  });

  test('a hostile id does not get into the finding as it is', () => {
    const [finding] = judged(expectSubset, [`\u001b[2J${'x'.repeat(10_000)}`], ['1']).findings;
    expect(finding?.message).not.toContain('\u001b');
    expect(finding?.message.length).toBeLessThan(700);
  });
});
