/** `POST /orders`: confirmation and submission, and what becomes of an order. */
import type { Behaviour } from './behaviour.ts';
import { actorOf } from './context.ts';
import { refuse } from './errors.ts';
import type { CartFeature, CatalogItem, Employee, Json, JsonObject, Order, Service } from './model.ts';
import { propertyGroups } from './properties.ts';
import { employeeItem, vendorRef } from './render.ts';
import { isAnswer, iso, ok, type Answer, type Call } from './world.ts';

/** An order request that was read and found good. */
export interface Asked {
  readonly request: JsonObject;
  readonly type: string;
  readonly actor: Employee;
  readonly service: Service;
  readonly features: readonly CartFeature[];
  readonly external: string;
}

export const documentedOrders: Pick<
  Behaviour,
  | 'confirmAsked'
  | 'orderHolder'
  | 'confirmation'
  | 'confirmed'
  | 'costSummary'
  | 'orderRefusal'
  | 'submitted'
  | 'storeOrder'
  | 'decision'
  | 'moveTo'
  | 'moved'
> = {
  confirmAsked: (call) => call.query.get('confirm')?.toLowerCase() === 'true',
  orderHolder: (_call, { actor }) => actor,
  confirmed: () => undefined,
  confirmation: (call, asked) => {
    const { behaviour, data } = call.world;
    const { request, service, actor, external, type, features } = asked;
    const person = behaviour.orderHolder(call, asked);
    const cart =
      features.length === 0
        ? {}
        : { shoppingCart: { accessories: [], features: features.map((f) => featureWire(call, f)), quantity: 0 } };
    return {
      accountHolder: employeeItem(call, person),
      requestedBy: employeeItem(call, actor === person ? person : data.account),
      externalOrderNumber: external,
      properties: labelled(call, request),
      region: { id: person.regionId, name: data.regions.find(({ id }) => id === person.regionId)?.name ?? '' },
      service: {
        _meta: { href: behaviour.url(call, `/assets/services/${service.id}`, {}) },
        contractDates: { start: iso(service.start), end: iso(service.end) },
        id: service.id,
        serviceNumber: service.number,
        status: service.status,
      },
      ...(features.length === 0 ? {} : { costSummary: behaviour.costSummary(pricesOf(call, features)) }),
      ...cart,
      transactionType: type,
    };
  },
  costSummary: (prices) =>
    (['ONETIME', 'MONTHLY'] as const).map((recurrence) => ({
      amount:
        Math.round(prices.filter((p) => p.recurrence === recurrence).reduce((sum, p) => sum + p.amount, 0) * 100) / 100,
      currencyCode: 'USD',
      recurrence,
    })),
  orderRefusal: (call, problem) =>
    refuse(call, problem === 'service' ? 404 : 400, `order-${problem}`, 'The order cannot be processed as it is.'),
  submitted: (call, order, asked) => ({
    _meta: { href: call.world.behaviour.url(call, `/orders/${order.id}`, {}) },
    accountHolder: employeeItem(call, call.world.behaviour.orderHolder(call, asked)),
    dateSubmitted: iso(order.submitted),
    externalOrderNumber: order.external,
    orderId: order.id,
    orderSegments: { items: segments(call, order) },
    properties: order.properties,
    requestedBy: employeeItem(call, asked.actor),
    serviceNumber: asked.service.number,
    status: 'ORDER_SUBMITTED',
    transactionType: order.type,
  }),
  storeOrder: (state, order) => {
    state.orders = [...state.orders, order];
  },
  decision: (_call, order, action) => {
    if (order.status !== 'AWAITING_APPROVAL') return 'APPROVAL_NOT_NEEDED';
    return action === 'APPROVE' ? 'APPROVAL_QUEUED' : 'REJECTION_QUEUED';
  },
  moveTo: (service, owner) => ({ ...service, ownerId: owner.id }),
  moved: (_call, detail) => detail,
};

export function featureWire(call: Call, { id, action }: CartFeature): JsonObject {
  const item = call.world.data.catalog.find((entry) => entry.kind === 'features' && entry.id === id);
  return {
    action,
    description: item?.name ?? '',
    id,
    price: { amount: item?.amount ?? 0, currencyCode: 'USD', recurrence: item?.recurrence ?? 'MONTHLY' },
  };
}

function pricesOf({ world }: Call, features: readonly CartFeature[]): CatalogItem[] {
  return features.flatMap(
    ({ id }) => world.data.catalog.find((item) => item.kind === 'features' && item.id === id) ?? [],
  );
}

/** The parts of an order that vendors fulfil. */
export function segments(call: Call, order: Order): JsonObject[] {
  const { behaviour, state } = call.world;
  const id = `${order.id}1`;
  const link = (what: string) => behaviour.url(call, `/orders/${order.id}/${what}`, { orderSegment: id });
  const vendorId = state.services.find((service) => service.id === order.serviceId)?.vendorId ?? '98';
  return [
    {
      _meta: { hrefHistory: link('history'), hrefShipments: link('shipments') },
      accessories: [],
      features: order.features.map((feature) => featureWire(call, feature)),
      orderSegmentId: id,
      status: order.status,
      vendor: vendorRef(call, vendorId),
    },
  ];
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sent properties with the labels of their fields. */
function labelled(call: Call, request: JsonObject): Json {
  const known = propertyGroups(call).flatMap(({ fields }) => fields);
  const groups = Array.isArray(request['properties']) ? (request['properties'] as readonly Json[]) : [];
  return groups.filter(isObject).map((group) => ({
    ...group,
    fields: (Array.isArray(group['fields']) ? (group['fields'] as readonly Json[]) : [])
      .filter(isObject)
      .map((field) => ({
        ...field,
        label: known.find(({ id }) => id === field['id'])?.label ?? '',
      })),
  }));
}

function read(call: Call): Asked | Answer {
  const { behaviour, state, data } = call.world;
  const actor = actorOf(call);
  if (isAnswer(actor)) return actor;
  let body: Json;
  try {
    body = JSON.parse(call.body) as Json;
  } catch {
    return refuse(call, 400, 'malformed', 'The body is no JSON.');
  }
  const request = isObject(body) ? body['orderRequest'] : undefined;
  if (!isObject(request)) return behaviour.orderRefusal(call, 'request');
  const { transactionType: type, serviceId } = request;
  if (typeof type !== 'string' || !behaviour.transactionTypes(call, actor).includes(type))
    return behaviour.orderRefusal(call, 'type');
  const service = state.services.find(
    ({ id, ownerId }) => id === serviceId && (data.employees.find((e) => e.id === ownerId)?.rank ?? 3) < 3,
  );
  if (service === undefined) return behaviour.orderRefusal(call, 'service');
  const cart =
    isObject(request['shoppingCart']) && Array.isArray(request['shoppingCart']['features'])
      ? (request['shoppingCart']['features'] as readonly Json[])
      : [];
  const features = cart
    .filter(isObject)
    .map(({ id = '', action = '' }) => ({ id: String(id), action: String(action) }));
  if (features.some(({ id }) => !data.catalog.some((item) => item.kind === 'features' && item.id === id)))
    return behaviour.orderRefusal(call, 'feature');
  if (!hasRequired(call, request)) return behaviour.orderRefusal(call, 'properties');
  return { request, type, actor, service, features, external: String(request['externalOrderNumber'] ?? '') };
}

function hasRequired(call: Call, request: JsonObject): boolean {
  const groups = Array.isArray(request['properties']) ? (request['properties'] as readonly Json[]) : [];
  const sent = groups
    .filter(isObject)
    .flatMap((group) => (Array.isArray(group['fields']) ? (group['fields'] as readonly Json[]) : []).filter(isObject));
  return propertyGroups(call)
    .flatMap(({ fields }) => fields)
    .filter(({ validation }) => validation === 'REQUIRED')
    .every(({ id, regEx }) =>
      sent.some(
        (field) =>
          field['id'] === id && (regEx === undefined || new RegExp(`^(?:${regEx})$`).test(String(field['text'] ?? ''))),
      ),
    );
}

/** `POST /orders`. */
export function order(call: Call): Answer {
  const { behaviour, state, now } = call.world;
  const asked = read(call);
  if (isAnswer(asked)) return asked;
  const make = (): Order => ({
    id: String(9_000_000 + state.orders.length * 7),
    ownerId: behaviour.orderHolder(call, asked).id,
    requesterId: asked.actor.id,
    external: asked.external,
    type: asked.type,
    status: 'AWAITING_APPROVAL',
    serviceId: asked.service.id,
    submitted: Math.floor(now() / 1000) * 1000,
    updated: Math.floor(now() / 1000) * 1000,
    features: asked.features,
    properties: labelled(call, asked.request),
  });
  if (behaviour.confirmAsked(call)) {
    behaviour.confirmed(state, make());
    return ok({ orderConfirmation: behaviour.confirmation(call, asked), status: 'SUCCESS' });
  }
  const made = make();
  behaviour.storeOrder(state, made);
  return ok({ order: behaviour.submitted(call, made, asked), status: 'SUCCESS' });
}
