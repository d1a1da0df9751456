/** Faults that show people and things to somebody who must not see them. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Kind } from '../model.ts';
import { ok, type Call } from '../world.ts';
import { must } from './entry.ts';

const iso01 = must('TG-ISO-01');
const iso02 = must('TG-ISO-02');
const iso03 = must('TG-ISO-03');
const iso04 = must('TG-ISO-04');
const iso05 = must('TG-ISO-05');
const iso06 = must('TG-ISO-06');

const isList = (call: Call) => /^\/(?:employees|orders|assets\/\w+)$/.test(call.route);
const isSingle = (call: Call) => /^\/(?:employees|orders|assets\/\w+)\/[^/]+$/.test(call.route);
const filtered = (call: Call) => call.query.get('employee') !== null;
const plain = (call: Call) => isList(call) && !filtered(call);

/** Records of strangers are visible where the condition holds. */
function shown(kinds: readonly Kind[], where: (call: Call) => boolean): ChangeOfBehaviour {
  return (base) => ({
    visible: (call, kind, row, owner) => base.visible(call, kind, row, owner) || (kinds.includes(kind) && where(call)),
  });
}

const inContext = (call: Call) => call.header('X-TNGO-CONTEXT-EMPLOYEEID') !== undefined;

export const isolationFaults = [
  iso01('strangers-among-employees', 'The list of employees holds strangers.', shown(['employees'], plain)),
  iso01('strangers-among-devices', 'The list of devices holds those of strangers.', shown(['devices'], plain)),
  iso01('stranger-at-the-end', 'The last place of the orders is taken by an order of a stranger.', (base) => ({
    served: (call, kind, rows, actor) => {
      const served = base.served(call, kind, rows, actor);
      const foreign = call.world.state.orders.find(({ ownerId }) => ownerId === call.world.data.stranger.id);
      return kind === 'orders' && plain(call) && foreign !== undefined ? [...served, foreign] : served;
    },
  })),

  iso02('stranger-by-id', 'A stranger can be read by id.', shown(['employees'], isSingle)),
  iso02('stranger-by-id-shortened', 'A stranger read by id is answered with 200 and a part of the record.', (base) => ({
    forbidden: (call) =>
      call.route.startsWith('/employees/') ? ok({ id: call.route.slice(11), firstName: 'S.' }) : base.forbidden(call),
  })),

  iso03(
    'stranger-filter-devices',
    'A filter by a stranger returns his devices.',
    shown(['devices'], (call) => isList(call) && filtered(call)),
  ),
  iso03(
    'stranger-filter-employees',
    'A filter by a stranger returns him.',
    shown(['employees'], (call) => isList(call) && filtered(call)),
  ),
  iso03('stranger-filter-ignored', 'A filter by a stranger is ignored.', (base) => ({
    filterIds: (call, kind) => {
      const ids = base.filterIds(call, kind);
      return base.findPerson(call, ids, 'filter')?.rank === 3 ? { employee: null, company: null } : ids;
    },
  })),

  iso04('anybody-may-be-actor', 'Anybody may be the actor.', () => ({ mayActFor: () => true })),
  iso04('stranger-may-be-actor-of-me', '/me accepts a stranger as actor.', (base) => ({
    mayActFor: (call, person) => call.route === '/me' || base.mayActFor(call, person),
  })),

  iso05('foreign-devices-by-id', 'The devices of strangers can be read by id.', shown(['devices'], isSingle)),
  iso05('foreign-services-by-id', 'The services of strangers can be read by id.', shown(['services'], isSingle)),
  iso05('foreign-orders-by-id', 'The orders of strangers can be read by id.', shown(['orders'], isSingle)),

  iso06('stranger-context-catalogue', 'In the context of a stranger the catalogue is his.', (base) => ({
    mayActFor: (call, person) => call.route.startsWith('/catalog') || base.mayActFor(call, person),
  })),
  iso06('stranger-context-devices', 'In the context of a stranger his devices are shown.', (base) => ({
    mayActFor: (call, person) => call.route === '/assets/devices' || base.mayActFor(call, person),
    visible: (call, kind, row, owner) =>
      base.visible(call, kind, row, owner) ||
      (kind === 'devices' && inContext(call) && owner?.id === call.header('X-TNGO-CONTEXT-EMPLOYEEID')),
  })),
  iso06('stranger-context-employees', 'In the context of a stranger he is shown among the employees.', (base) => ({
    mayActFor: (call, person) => call.route === '/employees' || base.mayActFor(call, person),
    visible: (call, kind, row, owner) =>
      base.visible(call, kind, row, owner) ||
      (kind === 'employees' && row.id === call.header('X-TNGO-CONTEXT-EMPLOYEEID')),
  })),
];
