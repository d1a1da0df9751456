/** An order that is confirmed and, where writes are allowed, submitted: built from what the tenant itself asks for. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { shorten, undecided } from '../../../src/verdict/check.ts';
import { probe } from '../suite.ts';
import { serviceOfActor } from './catalogs.ts';
import { filledGroups } from './fields.ts';
import { isAnswered } from './findings.ts';
import { isObject, itemsOf, rowId } from './pages.ts';
import { cast, inContext, me } from './people.ts';

/** Transaction types that need no more than a service, the likeliest first. */
const simple = ['UPDATE_FEATURES', 'SUSPEND', 'DEACTIVATE', 'UNSUSPEND'];

export interface Draft {
  readonly type: string;
  readonly serviceId: string | undefined;
  /** Content of `orderRequest`. */
  readonly request: Row & { readonly transactionType: string };
  /** The draft comes from the setting, so that its refusal is worth a finding. */
  readonly given: boolean;
}

/** The properties that a service's vendor asks for, as one of the simple types wants them. */
export const wanted = probe(
  'order properties for a service',
  { cost: 1, needs: [me, serviceOfActor] },
  async ({ api, get, undecided: stop }) => {
    const { id } = await get(serviceOfActor);
    const service = id ?? stop('there is no service to order for');
    const allowed = JSON.stringify((await get(me)).raw.json ?? '');
    const type = simple.find((t) => allowed.includes(`"${t}"`)) ?? 'SUSPEND';
    return { type, service, answer: await api.listOrderProperties({ query: { transactionType: type, service } }) };
  },
);

export const features = probe(
  'features that can be added',
  { cost: 1, needs: [cast, serviceOfActor] },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    const { id } = await get(serviceOfActor);
    return api.listCatalogFeatures({ query: id === undefined ? {} : { service: id }, ...inContext(actor.id) });
  },
);

/** Two features of the catalogue, so that a sum is more than a price. */
function chosen(answer: Answer): { id: string; action: string }[] {
  if (!isAnswered(answer)) return [];
  const ids = itemsOf(answer).items.flatMap((row) => rowId(row) ?? []);
  return ids.slice(-2).map((id) => ({ id, action: 'ADD' }));
}

export const draft = probe(
  'an order',
  { cost: 0, needs: [wanted, features] },
  async ({ get, settings, unique, now }): Promise<Draft> => {
    const own = settings['orderRequest'] ?? '';
    if (own !== '') return givenDraft(own, unique('conformance'));
    const { type, service, answer } = await get(wanted);
    const offered = type === 'UPDATE_FEATURES' ? await attempt(get(features)) : null;
    const added = offered !== null && 'value' in offered ? chosen(offered.value) : [];
    const transactionType = type === 'UPDATE_FEATURES' && added.length === 0 ? 'SUSPEND' : type;
    const request = {
      externalOrderNumber: unique('conformance'),
      transactionType,
      serviceId: service,
      properties: filledGroups(answer.data, now),
      ...(added.length === 0 ? {} : { shoppingCart: { features: added } }),
    };
    return { type: transactionType, serviceId: service, request, given: false };
  },
);

function givenDraft(text: string, external: string): Draft {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undecided('TANGOE_ORDER_REQUEST is no JSON; write the content of orderRequest in one line');
  }
  const inner = isObject(value) && isObject(value['orderRequest']) ? value['orderRequest'] : value;
  if (!isObject(inner) || typeof inner['transactionType'] !== 'string')
    return undecided('TANGOE_ORDER_REQUEST is no object with a transactionType');
  const { serviceId, transactionType } = inner;
  const request = { ...inner, transactionType, externalOrderNumber: external };
  return {
    type: transactionType,
    serviceId: typeof serviceId === 'string' ? serviceId : undefined,
    request,
    given: true,
  };
}

/** @throws Undecided when an order that the suite made up itself is refused: no page says all that a tenant may want */
export function accepted(answer: Answer, { given, type }: Draft): Answer {
  const { status, json, text } = answer.raw;
  const refused = status === 400 || status === 404 || status === 422 || (isObject(json) && json['status'] === 'ERROR');
  if (refused && !given)
    undecided(
      `the order of type ${type}, built from the tenant's own properties, was refused (${status}: ${shorten(text, 120)}); set TANGOE_ORDER_REQUEST`,
    );
  return answer;
}

export const confirmed = probe(
  'an order, confirmed',
  { cost: 1, needs: [cast, serviceOfActor, draft] },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    const { owned } = await get(serviceOfActor);
    const made = await get(draft);
    const answer = await api.createOrder({
      query: { confirm: true },
      body: { orderRequest: made.request },
      ...inContext(actor.id),
    });
    return { actor, owned, draft: made, answer: accepted(answer, made) };
  },
);
