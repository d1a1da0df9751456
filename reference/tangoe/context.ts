/** Tenant, client, and the actor on whose behalf a call is made. */
import type { Behaviour } from './behaviour.ts';
import { refuse } from './errors.ts';
import type { Employee } from './model.ts';
import { employeeItem } from './render.ts';
import { isAnswer, type Answer, type Call } from './world.ts';

export type Identity = 'tenant' | 'client';
export type HeaderProblem = 'missing' | 'wrong';

/** Ids that a request names, by header or by query. */
export interface NamedIds {
  readonly employee: string | null;
  readonly company: string | null;
}

const headerOf: Readonly<Record<Identity, string>> = { tenant: 'X-TNGO-TENANT', client: 'client_id' };
const typesOfStaff = [
  'NEW_ACTIVATION',
  'UPGRADE',
  'ORDER_ACCESSORIES',
  'SUSPEND',
  'UNSUSPEND',
  'DEACTIVATE',
  'UPDATE_FEATURES',
];
const typesOfManagers = [
  ...typesOfStaff,
  'SWAP_DEVICES',
  'PORT_NUMBER',
  'XFER_SERVICE_OUT',
  'XFER_SERVICE_IN',
  'XFER_SERVICE_IN_AND_PORT',
];

export const documentedContext: Pick<
  Behaviour,
  | 'headerValue'
  | 'headerRefusal'
  | 'contextIds'
  | 'findPerson'
  | 'mayActFor'
  | 'unknownActor'
  | 'foreignActor'
  | 'me'
  | 'transactionTypes'
> = {
  headerValue: (call, name) => call.header(name),
  headerRefusal: (call, identity, problem) =>
    problem === 'missing'
      ? refuse(call, 400, `${identity}-missing`, `The header ${headerOf[identity]} is required.`)
      : refuse(call, 403, `${identity}-unknown`, `The ${identity} is not known.`),
  contextIds: (call) => {
    const { behaviour } = call.world;
    const given = (name: string) => behaviour.headerValue(call, `X-TNGO-CONTEXT-${name}`)?.trim() || null;
    return { employee: given('EMPLOYEEID'), company: given('COMPANYEMPLOYEEID') };
  },
  findPerson: ({ world }, { employee, company }) => {
    if (employee !== null) return world.data.employees.find(({ id }) => id === employee) ?? null;
    return world.data.employees.find(({ companyEmployeeId }) => companyEmployeeId === company) ?? null;
  },
  mayActFor: (_call, person) => person.rank < 3,
  unknownActor: (call) => refuse(call, 400, 'unknown-context', 'Nobody has the id of the context.'),
  foreignActor: (call) => refuse(call, 403, 'foreign-context', 'You may not act for this person.'),
  transactionTypes: (_call, actor) => (actor.rank === 0 ? typesOfStaff : typesOfManagers),
  me: (call, user, actor) => ({
    authenticatedUser: employeeItem(call, user),
    actor: employeeItem(call, actor),
    transactionTypes: call.world.behaviour.transactionTypes(call, actor),
    isApprover: actor.rank > 0,
    canMoveService: actor.rank > 0,
    customAttributes: [{ name: 'costCentre', value: actor.departmentId }],
  }),
};

/** The answer to a missing or wrong tenant or client; null lets the request through. */
export function checkHeaders(call: Call): Answer | null {
  const { behaviour, credentials } = call.world;
  const promised = { tenant: credentials.tenant, client: credentials.clientId };
  for (const identity of ['tenant', 'client'] as const) {
    const sent = behaviour.headerValue(call, headerOf[identity]);
    if (sent === promised[identity]) continue;
    const refusal = behaviour.headerRefusal(call, identity, sent === undefined || sent === '' ? 'missing' : 'wrong');
    if (refusal !== null) return refusal;
  }
  return null;
}

/** The person on whose behalf the call is made, or the answer that refuses it. */
export function actorOf(call: Call): Employee | Answer {
  const { behaviour, data, state } = call.world;
  const ids = behaviour.contextIds(call);
  if (ids.employee === null && ids.company === null) return data.account;
  const person = behaviour.findPerson(call, ids, 'context');
  if (person === null) return behaviour.unknownActor(call);
  if (!behaviour.mayActFor(call, person)) return behaviour.foreignActor(call);
  state.lastActor = person;
  return person;
}

/** `GET /me`. */
export function me(call: Call): Answer {
  const actor = actorOf(call);
  if (isAnswer(actor)) return actor;
  return { status: 200, json: call.world.behaviour.me(call, call.world.data.account, actor) };
}
