/** Mistakes that a client can make, and the status that belongs to each. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { notTestable, shorten, show, undecided } from '../../src/verdict/check.ts';
import { acknowledgements } from './properties.ts';
import { ofCatalog, places } from './single.ts';
import { askShelf, plainShelves } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { wanted } from './support/orders.ts';
import { isObject, itemsOf, rowIds } from './support/pages.ts';
import { unusedId } from './support/people.ts';
import { askOne, firstEmployees, kinds, walks } from './support/walks.ts';
import { vendors } from './support/vendors.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

export const unknownItems = kinds.map((kind) =>
  probe(
    `a ${kind.slice(0, -1)} that does not exist`,
    { cost: 1, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get }) => askOne(api, kind, unusedId((await get(walks[kind])).ids)),
  ),
);

/** Things of the catalogue, a region and a vendor, each as its existing twin is read; and what belongs to an order. */
const unknownThings = probe(
  'things that do not exist',
  { cost: 6, needs: [ofCatalog, places, walks.orders] },
  async ({ get, follow }) => {
    const asked = await Promise.all([attempt(get(ofCatalog)), attempt(get(places))]);
    const there = asked.flatMap((a) => ('value' in a ? a.value : [])).filter(({ answer }) => isAnswered(answer));
    const { ids } = await get(walks.orders);
    // What belongs to an order is as unknown as the order.
    const tails = ids.length === 0 ? [] : ['history', 'shipments'].map((what) => `orders/${unusedId(ids)}/${what}`);
    const urls = there.map(({ id, answer }) => answer.url.replace(/[^/]+$/, encodeURIComponent(unusedId([id]))));
    return Promise.all([...urls, ...tails].map((url) => follow(url)));
  },
);

const unknownItem = probe('items that do not exist', { cost: 0, needs: unknownItems }, async ({ get }) => {
  const asked = await Promise.all(unknownItems.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('TG-ERR-05', unknownItem, (answers, check) => {
  if (answers.length === 0) undecided('no list was answered, so that a refusal shows nothing');
  for (const answer of answers) expectRefused(check, answer, { because: 'nothing has this id', statuses: [404, 403] });
});

requirement('TG-ERR-15', unknownThings, (answers, check) => {
  for (const answer of answers) {
    const { status } = answer.raw;
    if (status === 0 || status === 429 || status > 500) continue;
    const message = `nothing has this id, and it is answered with ${status}`;
    expectThat(check, answer, status === 404 || status === 403, message, 'status 404', `status ${status}`, 'status');
  }
  if (check.checks === 0)
    undecided('no region, vendor or thing of the catalogue was read, so that a refusal shows nothing');
});

export const unknownPath = probe('a path that does not exist', { cost: 1, control: firstEmployees }, ({ follow }) =>
  follow('conformance-probe-no-such-resource'),
);

requirement('TG-ERR-06', unknownPath, (answer, check) => {
  expectRefused(check, answer, { because: 'there is no such path', statuses: [404] });
});

export const pinged = probe('ping, plain', { cost: 1 }, ({ api }) => api.ping());

/** PUT, because no page has it on this path and nothing there could be changed. */
export const unknownMethod = probe('a method that ping does not have', { cost: 1, control: pinged }, ({ api }) =>
  api.ping({}, { anyway: { method: 'PUT', rawBody: '{}' } }),
);

requirement('TG-ERR-07', unknownMethod, (answer, check) => {
  if (answer.control === 'held' && answer.raw.status === 501) return check.held();
  expectRefused(check, answer, { because: 'the path has no such method', statuses: [405, 404, 403, 400] });
});

export const missing = probe('order properties without parameters', { cost: 1, control: wanted }, ({ api }) =>
  api.listOrderProperties(),
);

export const missingVendor = probe(
  'order properties without vendor and service',
  { cost: 1, control: wanted },
  ({ api }) => api.listOrderProperties({ query: { transactionType: 'SUSPEND' } }),
);

const missingType = probe(
  'order properties without a transaction type',
  { cost: 1, needs: [wanted], control: wanted },
  async ({ api, get }) => api.listOrderProperties({ query: { service: (await get(wanted)).service } }),
);

const bareAcknowledgements = [
  probe('acknowledgements without a vendor', { cost: 1, control: acknowledgements }, ({ api }) =>
    api.listAcknowledgements({}, { anyway: { query: { transactionType: 'XFER_SERVICE_IN' } } }),
  ),
  probe(
    'acknowledgements without a transaction type',
    { cost: 1, needs: [vendors], control: acknowledgements },
    async ({ api, get }) => {
      const [vendor = ''] = rowIds(itemsOf(await get(vendors)).items);
      return api.listAcknowledgements({}, { anyway: { query: { vendor } } });
    },
  ),
];

const incomplete: AnswerProbes = [missing, missingVendor, missingType, ...bareAcknowledgements];

const missingParameters = probe(
  'calls without required parameters',
  { cost: 0, needs: incomplete },
  async ({ get }) => {
    const asked = await Promise.all(incomplete.map((p) => attempt(get(p))));
    return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
  },
);

requirement('TG-ERR-08', missingParameters, (answers, check) => {
  if (answers.length === 0) undecided('no call with all parameters was answered');
  for (const answer of answers)
    expectRefused(check, answer, { because: 'a required parameter is missing', statuses: [400] });
});

export const badLimit = probe('employees, a limit in words', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees({}, { anyway: { query: { limit: 'ten', offset: 0 } } }),
);

const badNumbers: AnswerProbes = [
  badLimit,
  probe('devices, an offset in words', { cost: 1, control: walks.devices }, ({ api }) =>
    api.listDevices({}, { anyway: { query: { limit: 10, offset: 'two' } } }),
  ),
  probe('orders, a limit in words', { cost: 1, control: walks.orders }, ({ api }) =>
    api.listOrders({}, { anyway: { query: { limit: 'ten', offset: 0 } } }),
  ),
];

const malformed = probe('positions in words', { cost: 0, needs: badNumbers }, async ({ get }) => {
  const asked = await Promise.all(badNumbers.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('TG-ERR-09', malformed, (answers, check) => {
  if (answers.length === 0) undecided('no list was answered with numbers either');
  for (const answer of answers)
    expectRefused(check, answer, { because: 'limit or offset is no number', statuses: [400] });
});

/** The catalogues without a service, each beside the answer that had one. */
const bareCatalogs = probe('catalogues without a service', { cost: 2, needs: [plainShelves] }, async (context) => {
  const plain = (await context.get(plainShelves)).filter(
    ({ shelf, answer }) => (shelf === 'devices' || shelf === 'accessories') && isAnswered(answer),
  );
  const asked = plain.filter(({ answer }) => /[?&]service=/.test(answer.url));
  return Promise.all(asked.map(async ({ shelf, answer }) => askShelf(context, shelf, undefined, {}, answer)));
});

const regionError = '400-Region_id-Account-Id-error';

requirement('TG-ERR-14', bareCatalogs, (answers, check) => {
  // The same call with a service was answered: what this one lacks is a region or a service.
  for (const answer of answers.filter(({ raw }) => raw.status >= 400 && raw.status !== 429 && raw.status <= 500)) {
    const { status, json } = answer.raw;
    const code = isObject(json) ? json['errorCode'] : undefined;
    const holds = status === 400 && code === regionError;
    const message = 'a call that lacks region and service is answered with something else than its documented error';
    expectThat(check, answer, holds, message, `400 ${regionError}`, `${status} ${show(code, 60)}`, '/errorCode');
  }
  if (check.checks === 0) notTestable('no catalogue of this tenant wants a region or a service');
});

requirement('TG-ERR-11', bareCatalogs, (answers, check) => {
  for (const answer of answers.filter(({ raw }) => raw.status !== 0))
    check.observe(
      'a catalogue without region and service',
      `${answer.raw.status} ${shorten(answer.raw.text, 120)}`,
      answer.x,
    );
});
