/** What every call must carry: each resource is asked once more without its token, its tenant or its client id. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { CallOptions } from '../../src/suite/types.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { pinged } from './mistakes.ts';
import { acknowledgements } from './properties.ts';
import { diagnostics } from './systems.ts';
import { items, ofCatalog, places } from './single.ts';
import { countries, plainShelves } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { tails } from './orders.ts';
import { confirmed, draft, features, wanted } from './support/orders.ts';
import { cast, inContext, me } from './support/people.ts';
import { withToken } from './support/session.ts';
import { refusedToken } from './support/tokens.ts';
import { vendors } from './support/vendors.ts';
import { walks } from './support/walks.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

type Part = 'token' | 'tenant' | 'clientId';

interface Closed {
  readonly part: Part;
  readonly answer: Answer;
}

const lacking: Readonly<Record<Part, CallOptions>> = {
  token: withToken(null),
  tenant: { credentials: { tenant: 'omit' } },
  clientId: { credentials: { clientId: 'omit' } },
};

const words: Readonly<Record<Part, string>> = { token: 'access token', tenant: 'tenant', clientId: 'client id' };

/** Statuses that refuse a call for what it lacks; 401 is not documented, but what gateways answer. */
const statusesOf = (part: Part) => (part === 'token' ? refusedToken : [400, 401, 403]);

const single: AnswerProbes = [me, countries, vendors, features, acknowledgements, pinged, diagnostics];
const lists = (['devices', 'services', 'orders'] as const).map((kind) => walks[kind]);
const several = [items, ofCatalog, places];

/** One answered call of each resource but the employees, whose refusals other cases judge one by one. */
const twins = probe(
  'one call of each resource',
  { cost: 0, needs: [...single, ...lists, ...several, plainShelves, wanted, tails] },
  async ({ get }) => {
    const asked = await Promise.all([
      ...single.map((p) => attempt(get(p).then((answer) => [answer]))),
      ...lists.map((p) => attempt(get(p).then(({ answers }) => answers.slice(0, 1)))),
      ...several.map((p) => attempt(get(p).then((all) => all.map(({ answer }) => answer)))),
      attempt(get(plainShelves).then((all) => all.flatMap((one) => (one.shelf === 'regions' ? [] : [one.answer])))),
      attempt(get(wanted).then(({ answer }) => [answer])),
      attempt(get(tails)),
    ]);
    return asked.flatMap((a) => ('value' in a ? a.value : [])).filter(isAnswered);
  },
);

/** The small resources say nothing of a tenant; what belongs to an order is asked for the token alone, to be cheap. */
const small = /\/(?:ping|diagnostics|history|shipments)(?:\?.*)?$/;
/** Things that are asked for by their ids lie behind the same gateway: they lack tenant and client id in turn. */
const byId = /\/[^/?]*\d[^/?]*(?:\?.*)?$/;

function partsFor(url: string, nth: number): readonly Part[] {
  if (small.test(url)) return ['token'];
  if (byId.test(url)) return ['token', nth % 2 === 0 ? 'tenant' : 'clientId'];
  return ['token', 'tenant', 'clientId'];
}

const mostCalls = 58;

/** Each without its token, its tenant and its client id, one by one. */
const closed = probe(
  'each resource, without what every call must carry',
  { cost: mostCalls, needs: [twins, me, ...lists] },
  async ({ get, follow }): Promise<Closed[]> => {
    const all = await get(twins);
    const calls = all.flatMap(({ url }, nth) => partsFor(url, nth).map((part) => ({ url, part })));
    return Promise.all(
      calls.slice(0, mostCalls).map(async ({ url, part }) => ({ part, answer: await follow(url, lacking[part]) })),
    );
  },
);

/** The same for an order in confirmation mode, which submits nothing. */
const closedOrders = probe(
  'an order, confirmed without what every call must carry',
  { cost: 3, needs: [cast, draft, confirmed] },
  async ({ api, get, undecided: stop }): Promise<Closed[]> => {
    if (!isAnswered((await get(confirmed)).answer)) return stop('the same order was not confirmed with it either');
    const { actor } = await get(cast);
    const { request: orderRequest } = await get(draft);
    const call = { query: { confirm: true }, body: { orderRequest }, ...inContext(actor.id) };
    const parts: readonly Part[] = ['token', 'tenant', 'clientId'];
    return Promise.all(parts.map(async (part) => ({ part, answer: await api.createOrder(call, lacking[part]) })));
  },
);

const everywhere = probe(
  'every resource, without something',
  { cost: 0, needs: [closed, closedOrders] },
  async ({ get }) => {
    const asked = await Promise.all([closed, closedOrders].map((p) => attempt(get(p))));
    return asked.flatMap((a) => ('value' in a ? a.value : []));
  },
);

/** No answer, or none of the API. */
const isOut = ({ raw: { status } }: Answer) => status === 0 || status === 429 || status >= 502;

/** The plain call was answered, so that anything but a refusal is a finding. */
function expectClosed(check: Check, { part, answer }: Closed): void {
  const { status, text } = answer.raw;
  if (isOut(answer)) return;
  const promised = `status ${statusesOf(part).join(' or ')}`;
  const message = `it carries no ${words[part]} and is answered with ${status}`;
  expectThat(
    check,
    answer,
    statusesOf(part).includes(status),
    message,
    promised,
    `status ${status}: ${text}`,
    'status',
  );
}

/** @throws Undecided where the API did not answer one of them */
function expectAllClosed(check: Check, all: readonly Closed[]): void {
  for (const one of all) expectClosed(check, one);
  const out = all.find(({ answer }) => isOut(answer));
  if (out !== undefined)
    undecided(
      `${out.answer.asked} without its ${words[out.part]} was answered with ${out.answer.raw.status || 'nothing'}`,
    );
}

requirement('TG-TOKEN-20', everywhere, (all, check) =>
  expectAllClosed(
    check,
    all.filter(({ part }) => part === 'token'),
  ),
);

requirement('TG-HEAD-07', everywhere, (all, check) =>
  expectAllClosed(
    check,
    all.filter(({ part }) => part !== 'token'),
  ),
);
