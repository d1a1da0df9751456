/** What happens to orders and services after they were made: history, shipments, decisions, moves. */
import { ownerOf } from './lists.ts';
import type { Json, JsonObject } from './model.ts';
import { refuse } from './errors.ts';
import { isAnswer, iso, ok, type Answer, type Call } from './world.ts';

function orderOf(call: Call) {
  const { behaviour, state } = call.world;
  const found = state.orders.find(({ id }) => id === call.route.split('/')[2]);
  if (found === undefined) return behaviour.notFound(call);
  return behaviour.visible(call, 'orders', found, ownerOf(call, 'orders', found))
    ? { order: found }
    : behaviour.forbidden(call);
}

/** `GET /orders/{id}/history` and `/orders/{id}/shipments`. */
export function orderTail(call: Call, what: 'history' | 'shipments'): Answer {
  const found = orderOf(call);
  if (isAnswer(found)) return found;
  const { behaviour } = call.world;
  return behaviour.tail(
    call,
    what,
    ok(
      what === 'history'
        ? { history: [{ date: iso(found.order.submitted), status: 'ORDER_SUBMITTED' }] }
        : { shipments: [] },
    ),
  );
}

/** The body as an object; an empty one where it is none. */
function bodyOf(call: Call): JsonObject {
  try {
    const body = JSON.parse(call.body) as Json;
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject;
  } catch {
    // what is missing is said by whoever looks for it
  }
  return {};
}

/** `POST /orders/{id}/approval`. */
export function decide(call: Call): Answer {
  const found = orderOf(call);
  if (isAnswer(found)) return found;
  const body = bodyOf(call);
  if (typeof body['action'] !== 'string') return refuse(call, 400, 'action-missing', 'An action must be passed in.');
  const { behaviour, state } = call.world;
  const status = behaviour.decision(call, found.order, body['action']);
  const next = body['action'] === 'APPROVE' ? 'ORDER_SUBMITTED' : 'REJECTED';
  state.orders = state.orders.map((order) => (order.id === found.order.id ? { ...order, status: next } : order));
  return ok({ status });
}

/** `POST /assets/services/{id}/move`. */
export function move(call: Call): Answer {
  const { behaviour, data, state } = call.world;
  const service = state.services.find(({ id }) => id === call.route.split('/')[3]);
  if (service === undefined) return behaviour.notFound(call);
  if (!behaviour.visible(call, 'services', service, ownerOf(call, 'services', service)))
    return behaviour.forbidden(call);
  const body = bodyOf(call);
  const owner = data.employees.find(
    ({ id, companyEmployeeId, rank }) =>
      rank < 3 && (id === body['newOwnerEmployeeId'] || companyEmployeeId === body['newOwnerCompanyEmployeeId']),
  );
  if (owner === undefined) return refuse(call, 400, 'owner-unknown', 'The new owner is not known.');
  const after = behaviour.moveTo(service, owner);
  state.services = state.services.map((row) => (row.id === service.id ? after : row));
  return ok(
    behaviour.moved(call, behaviour.detailWire(call, 'services', { ...service, ownerId: owner.id }) as JsonObject),
  );
}
