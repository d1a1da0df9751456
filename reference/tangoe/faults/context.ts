/** Faults of the context: who the actor is, and what he may order. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { CatalogItem, Employee, JsonObject } from '../model.ts';
import { employeeItem } from '../render.ts';
import type { Call } from '../world.ts';
import { must, without } from './entry.ts';

const ctx01 = must('TG-CTX-01');
const ctx02 = must('TG-CTX-02');
const ctx03 = must('TG-CTX-03');
const ctx04 = must('TG-CTX-04');
const ctx05 = must('TG-CTX-05');
const ctx06 = must('TG-CTX-06');
const ctx07 = must('TG-CTX-07');
const ctx08 = must('TG-CTX-08');
const ctx09 = must('TG-CTX-09');
const ctx10 = must('TG-CTX-10');
const ctx11 = must('TG-CTX-11');
const ctx12 = must('TG-CTX-12');
const ctx14 = must('TG-CTX-14');

/** Alters the answer of /me. */
function me(change: (body: JsonObject, user: Employee, actor: Employee, call: Call) => JsonObject): ChangeOfBehaviour {
  return (base) => ({ me: (call, user, actor) => change(base.me(call, user, actor) as JsonObject, user, actor, call) });
}

/** Somebody else than the account, whom the account may see. */
const manager = (call: Call) => call.world.data.employees.find(({ rank }) => rank === 1) ?? call.world.data.account;
const ranked = (call: Call) =>
  (call.header('X-TNGO-CONTEXT-EMPLOYEEID') || call.header('X-TNGO-CONTEXT-COMPANYEMPLOYEEID')) !== undefined;

/** A catalogue that forgets the context. */
function forgotten(kind: CatalogItem['kind']): ChangeOfBehaviour {
  return (base) => ({
    mayOrder: (call, item, actor) => base.mayOrder(call, item, item.kind === kind ? call.world.data.account : actor),
  });
}

/** A catalogue that shows the actor one thing that the account may not see. */
function leaking(kind: CatalogItem['kind']): ChangeOfBehaviour {
  return (base) => ({
    mayOrder: (call, item, actor) =>
      base.mayOrder(call, item, actor) || (item.kind === kind && item.rank === 3 && actor !== call.world.data.account),
  });
}

export const contextFaults = [
  ctx01(
    'me-names-nobody',
    '/me names nobody.',
    me((body) => without(without(body, 'actor'), 'authenticatedUser')),
  ),
  ctx01(
    'me-actor-is-a-manager',
    'Without a context a manager is the actor.',
    me((body, user, actor, call) => (user === actor ? { ...body, actor: employeeItem(call, manager(call)) } : body)),
  ),
  ctx01(
    'me-people-without-ids',
    'The people of /me have no ids.',
    me((body) => ({ ...body, actor: { firstName: 'Ada' }, authenticatedUser: { firstName: 'Ada' } })),
  ),

  ctx02('context-ignored', 'The employee id of the context is ignored.', (base) => ({
    contextIds: (call) => ({ ...base.contextIds(call), employee: null }),
  })),
  ctx02(
    'me-ignores-context',
    '/me names the user as actor, whatever the context.',
    me((body, user, _actor, call) => ({ ...body, actor: employeeItem(call, user) })),
  ),
  ctx02('context-of-a-neighbour', 'The context makes the next employee the actor.', (base) => ({
    findPerson: (call, ids, use) => {
      const found = base.findPerson(call, ids, use);
      const { employees } = call.world.data;
      return found === null || use === 'filter'
        ? found
        : (employees.slice(employees.indexOf(found) + 1).find(({ rank }) => rank < 3) ?? found);
    },
  })),

  ctx03('company-context-ignored', 'The company id of the context is ignored.', (base) => ({
    contextIds: (call) => ({ ...base.contextIds(call), company: null }),
  })),
  ctx03(
    'company-context-as-employee-id',
    'The company id of the context is looked for among the employee ids.',
    (base) => ({
      contextIds: (call) => {
        const ids = base.contextIds(call);
        return { employee: ids.employee ?? ids.company, company: null };
      },
      unknownActor: ({ world }) => world.data.account,
    }),
  ),

  ctx04('company-context-wins', 'Of two contexts the company id decides.', (base) => ({
    contextIds: (call) => {
      const ids = base.contextIds(call);
      return ids.company === null ? ids : { employee: null, company: ids.company };
    },
  })),
  ctx04('two-contexts-none', 'Of two contexts neither is used.', (base) => ({
    contextIds: (call) => {
      const ids = base.contextIds(call);
      return ids.company !== null && ids.employee !== null ? { employee: null, company: null } : ids;
    },
  })),

  ctx05(
    'me-user-becomes-actor',
    '/me names the actor as authenticated user.',
    me((body, _user, actor, call) => ({ ...body, authenticatedUser: employeeItem(call, actor) })),
  ),
  ctx05(
    'me-user-missing-in-context',
    'In a context /me does not name the user any more.',
    me((body, user, actor) => (user === actor ? body : without(body, 'authenticatedUser'))),
  ),

  ctx06('unknown-context-first-employee', 'The context of nobody makes the first manager the actor.', () => ({
    unknownActor: (call) => manager(call),
  })),
  ctx06('unknown-context-traveller', 'The context of nobody makes the last actor the actor.', () => ({
    unknownActor: ({ world }) => world.data.traveller,
  })),

  ctx07(
    'me-without-types',
    '/me lists no transaction types.',
    me((body) => without(body, 'transactionTypes')),
  ),
  ctx07(
    'me-types-as-text',
    '/me lists the transaction types as one text.',
    me((body) => ({ ...body, transactionTypes: 'SUSPEND,UPGRADE' })),
  ),
  ctx07(
    'me-types-as-numbers',
    '/me lists the transaction types as numbers.',
    me((body) => ({ ...body, transactionTypes: [1, 2, 3] })),
  ),

  ctx08(
    'me-approver-text',
    'isApprover is a text.',
    me((body) => ({ ...body, isApprover: 'true' })),
  ),
  ctx08(
    'me-can-move-missing',
    'canMoveService is missing.',
    me((body) => without(body, 'canMoveService')),
  ),
  ctx08(
    'me-approver-null',
    'isApprover is null.',
    me((body) => ({ ...body, isApprover: null })),
  ),

  ctx09('devices-ignore-context', 'The device catalogue ignores the context.', forgotten('devices')),
  ctx09('plans-ignore-context', 'The plan catalogue ignores the context.', forgotten('plans')),
  ctx09('accessories-ignore-context', 'The accessory catalogue ignores the context.', forgotten('accessories')),
  ctx09('regions-ignore-context', 'The regions ignore the context.', (base) => ({
    maySeeRegion: (call, region) => base.maySeeRegion(call, region, call.world.data.account),
  })),

  ctx10(
    'devices-leak-in-context',
    'In a context the device catalogue shows devices that the user may not see.',
    leaking('devices'),
  ),
  ctx10(
    'plans-leak-in-context',
    'In a context the plan catalogue shows plans that the user may not see.',
    leaking('plans'),
  ),
  ctx10(
    'accessories-leak-in-context',
    'In a context the accessory catalogue shows what the user may not see.',
    leaking('accessories'),
  ),
  ctx10('region-leak-in-context', 'In a context the regions hold a country that the user does not see.', (base) => ({
    maySeeRegion: (call, region, actor) =>
      actor === call.world.data.account
        ? region.abbreviation !== 'US' && base.maySeeRegion(call, region, actor)
        : base.maySeeRegion(call, region, actor),
  })),

  ctx11('context-shows-foreign-devices', 'In a context the devices of strangers are shown.', (base) => ({
    visible: (call, kind, row, owner) => base.visible(call, kind, row, owner) || (kind === 'devices' && ranked(call)),
  })),
  ctx11('context-shows-foreign-employees', 'In a context strangers are shown among the employees.', (base) => ({
    visible: (call, kind, row, owner) => base.visible(call, kind, row, owner) || (kind === 'employees' && ranked(call)),
  })),
  ctx11('context-shows-a-foreign-order', 'In a context one order of a stranger is shown.', (base) => ({
    visible: (call, kind, row, owner) =>
      base.visible(call, kind, row, owner) ||
      (kind === 'orders' &&
        ranked(call) &&
        row === call.world.state.orders.find(({ ownerId }) => ownerId === owner?.id && owner.rank === 3)),
  })),

  ctx12('order-ignores-context', 'An order is for the user, whatever the context.', (base) => ({
    orderHolder: ({ world }) => world.data.account,
    confirmation: (call, asked) => base.confirmation(call, { ...asked, actor: call.world.data.account }),
  })),
  ctx12('order-for-a-manager', 'An order in a context is for a manager.', (base) => ({
    orderHolder: (call) => manager(call),
    confirmation: (call, asked) => ({
      ...(base.confirmation(call, asked) as JsonObject),
      requestedBy: employeeItem(call, manager(call)),
    }),
  })),

  ctx14('context-sticks', 'A call without a context has the actor of the one before.', (base) => ({
    me: (call, user, actor) => base.me(call, user, ranked(call) ? actor : (call.world.state.lastActor ?? actor)),
  })),
  ctx14('first-context-sticks', 'The first context of a token holds for all later calls.', (base) => {
    let first: Employee | null = null;
    return {
      me: (call, user, actor) => {
        if (ranked(call)) first ??= actor;
        return base.me(call, user, first ?? actor);
      },
    };
  }),
];
