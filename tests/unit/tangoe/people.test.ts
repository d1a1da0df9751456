/** Who is named in answers whose members no page prints, and whose items are shown. */
import { describe, expect, it } from 'vitest';
import { Broken, Check, Undecided } from '../../../src/verdict/check.ts';
import { expectActor, expectUserKept } from '../../tangoe/support/actors.ts';
import { expectHidden, expectNothing, expectOwned, peopleOn } from '../../tangoe/support/belonging.ts';
import { everyMember, everyMemberOf, everyPair, namesAnId, typeLists } from '../../tangoe/support/me.ts';
import { actorIn, peopleIn, unusedId, userIn } from '../../tangoe/support/people.ts';
import { answer } from '../judges/answers.ts';

const ada = { id: '1', firstName: 'Ada', companyEmployeeId: 'C1' };
const bob = { id: '2', firstName: 'Bob', companyEmployeeId: 'C2' };
const url = 'http://127.0.0.1:1/v1/me';
const said = (body: unknown, status = 200) => answer({ url, body, status });
const ids = (body: unknown) => peopleIn(body).map(({ id }) => id);

describe('people', () => {
  it.each([
    ['two members', { authenticatedUser: ada, actor: bob }, ['1', '2']],
    ['the body', { ...ada, actor: bob }, ['1', '2']],
    ['an inner object', { me: { user: { name: 'Ada', id: '1' } } }, ['1']],
    ['a list', { people: [ada, bob] }, ['1', '2']],
    ['an employeeId', { caller: { employeeId: '1', email: 'a@example.com' } }, ['1']],
  ])('are found in %s', (_where, body, expected) => expect(ids(body)).toEqual(expected));

  it.each([
    ['a department', { department: { id: '9', name: 'Sales' } }],
    ['a vendor', { vendor: { id: '9', name: 'Carrier', email: 'c@example.com' } }],
    ['what has no name', { actor: { id: '9' } }],
    ['what has no id', { actor: { firstName: 'Ada' } }],
    ['something with a name and no person', { plan: { id: '9', name: 'Gold' } }],
  ])('are not %s', (_what, body) => expect(ids(body)).toEqual([]));

  it('are actor and user where a member says so', () => {
    const people = peopleIn({ loggedInUser: ada, onBehalfOf: bob });
    expect([userIn(people)?.id, actorIn(people)?.id]).toEqual(['1', '2']);
    expect(actorIn(peopleIn({ first: ada }))).toBeUndefined();
  });

  it('nobody has an unused id of the same form', () => {
    expect(unusedId(['1234'])).toBe('9999');
    expect(unusedId(['9999', '1234'])).toBe('8888');
    expect(unusedId(['ab-12'])).toBe('zz-zz');
    expect(unusedId([])).toMatch(/^\d+$/);
  });
});

describe('the actor', () => {
  const findings = (body: unknown, id = '2') => {
    const check = new Check();
    expectActor(check, said(body), (person) => person.id === id, 'employee 2');
    return [check.checks, check.findingsTotal];
  };
  it.each([{ user: ada, actor: bob }, { actor: bob }, [ada, bob], { a: ada, b: bob }])('%j names him', (body) =>
    expect(findings(body)).toEqual([1, 0]),
  );
  it.each([{ user: bob, actor: ada }, { actor: ada }, {}, [ada]])('%j does not', (body) =>
    expect(findings(body)).toEqual([1, 1]),
  );
});

describe('the authenticated user', () => {
  const findings = (plain: unknown, other: unknown) => {
    const check = new Check();
    expectUserKept(check, said(plain), said(other));
    return check.findingsTotal;
  };
  it('is kept in a context', () => {
    expect(findings({ user: ada, actor: ada }, { user: ada, actor: bob })).toBe(0);
    expect(findings({ one: ada }, { one: bob, other: ada })).toBe(0);
  });
  it('is lost', () => {
    expect(findings({ user: ada, actor: ada }, { user: bob, actor: bob })).toBe(1);
    expect(findings({ one: ada }, { one: bob })).toBe(1);
  });
  it('is undecided where nobody is named', () => expect(() => findings({}, { user: ada })).toThrow(Undecided));
});

describe('owners', () => {
  const list = (items: readonly object[], status = 200) =>
    answer({ url: 'http://127.0.0.1:1/v1/assets/devices?employee=1', body: { devices: items }, status });
  const owned = (items: readonly object[]) => {
    const check = new Check();
    expectOwned(check, list(items), 'devices', '1', '');
    return [check.checks, check.findings.map(({ where }) => where)];
  };

  it('are all the one who was asked for', () =>
    expect(owned([{ id: 'a', employee: { id: '1' } }, { id: 'b' }, { id: 'c', employee: null }])).toEqual([1, []]));
  it('one is another', () =>
    expect(
      owned([
        { id: 'a', employee: { id: '1' } },
        { id: 'b', employee: { id: '2' } },
      ]),
    ).toEqual([2, ['/devices/1']]));

  it('are gathered from the whole page', () =>
    expect(peopleOn('devices', list([{ id: 'a', employee: { id: '1' }, history: [{ user: bob }] }]))).toEqual([
      '1',
      '2',
    ]));

  const outcome = (judge: typeof expectNothing, status: number, items: readonly object[] = []) => {
    const check = new Check();
    judge(check, list(items, status), 'x');
    return [check.checks, check.findingsTotal];
  };
  it.each([200, 400, 403, 404])('nothing came with %i', (status) =>
    expect(outcome(expectNothing, status)).toEqual([1, 0]),
  );
  it('something came', () => expect(outcome(expectNothing, 200, [{ id: 'a' }])).toEqual([1, 1]));
  it.each([401, 429])('%i tells nothing', (status) => expect(() => outcome(expectNothing, status)).toThrow(Undecided));
  it('a failure that only the filter meets is a mistake', () =>
    expect(() => outcome(expectNothing, 500)).toThrow(Broken));
  it.each([403, 404])('%i hides an item', (status) => expect(outcome(expectHidden, status)).toEqual([1, 0]));
  it.each([200, 204])('%i shows it', (status) => expect(outcome(expectHidden, status)).toEqual([1, 1]));
  it('a failure hides nothing', () => expect(() => outcome(expectHidden, 500)).toThrow(Undecided));
});

describe('what else /me says', () => {
  const body = {
    me: { isApprover: true, custom: [{ name: 'costCentre', value: 'D7' }, { name: 'other' }] },
    transactionTypes: ['UPGRADE'],
  };
  it('is found at any place', () => {
    expect(everyMember(body, 'isApprover')).toMatchObject([{ value: true, pointer: '/me/isApprover' }]);
    expect(everyMember(body, 'canMoveService')).toEqual([]);
    expect(everyPair(body, 'costCentre')).toEqual([{ value: 'D7', pointer: '/me/custom/0/value' }]);
    expect(everyPair([{ name: 'a', value: 1 }], 'a')).toEqual([{ value: 1, pointer: '/0/value' }]);
  });
  it('is found under several names', () =>
    expect(everyMemberOf({ id: 1, a: [{ orderId: 2, ids: 3 }] }, new Set(['id', 'orderId']))).toEqual([
      expect.objectContaining({ value: 1, pointer: '/id' }),
      expect.objectContaining({ value: 2, pointer: '/a/0/orderId' }),
    ]));
  it('may name somebody in a way that is not understood', () => {
    expect([{ actorId: 7 }, { a: [{ userID: 'x' }] }].map(namesAnId)).toEqual([true, true]);
    expect([{ paid: true }, { id: '' }, { id: null }, {}].map(namesAnId)).toEqual([false, false, false, false]);
  });
  it('lists transaction types as texts or objects', () => {
    const known = ['UPGRADE', 'SUSPEND'];
    expect(typeLists(body, known)).toEqual([{ entries: 1, holds: true }]);
    expect(typeLists({ allowed: [{ id: 'SUSPEND', label: 'Suspend' }] }, known)).toEqual([{ entries: 1, holds: true }]);
    expect(typeLists({ orderTypes: [] }, known)).toEqual([{ entries: 0, holds: false }]);
    expect(typeLists({ groups: ['admins'] }, known)).toEqual([]);
  });
});
