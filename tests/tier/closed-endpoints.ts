/** Every endpoint wants the key, and the right one. */
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { CallOptions, Probe } from '../../src/suite/types.ts';
import { undecided } from '../../src/verdict/check.ts';
import { asFeed } from './support/feeds.ts';
import { priceOfVehicle, priceOfZone, pricesOfZone } from './support/prices.ts';
import { currentRental, customer, invoice, rental } from './support/people.ts';
import { needed, vehicles } from './support/questions.ts';
import { rootZone } from './support/root-zones.ts';
import { statusChanges, trips } from './support/windows.ts';
import { byCode } from './support/vehicles-seen.ts';
import { centred, checkedCentre, subzones } from './support/zones.ts';
import { type AnswerProbe, type Context, probe, requirement } from './suite.ts';

interface Endpoint {
  readonly name: string;
  /** The plain twin. */
  readonly control: Probe<unknown, TIERApi>;
  /** What it is asked with, where that is not the twin. */
  readonly with?: Probe<unknown, TIERApi>;
  readonly ask: (context: Context, options: CallOptions) => Promise<Answer>;
}

const endpointsOfV1: readonly Endpoint[] = [
  {
    name: 'vehicles',
    control: vehicles,
    ask: async ({ api, get }, options) =>
      api.listVehicles({ query: { zoneId: (await get(vehicles)).zoneId } }, options),
  },
  {
    name: 'a vehicle by its code',
    control: byCode,
    ask: async ({ api, get }, options) =>
      api.getVehicleByCode({ path: { code: (await get(byCode)).vehicle.code } }, options),
  },
  {
    name: 'subzones',
    control: subzones,
    ask: async ({ api, get }, options) =>
      api.listSubzones({ path: { rootId: (await get(subzones)).rootId }, query: { type: 'business' } }, options),
  },
  {
    name: 'the check of a place',
    control: checkedCentre,
    with: centred,
    ask: async ({ api, get }, options) => api.validateConstraint({ query: { ...(await get(centred)).place } }, options),
  },
  {
    name: 'price of a zone',
    control: priceOfZone,
    ask: async ({ api, get }, options) =>
      api.getZonePricing({ query: { zoneId: (await get(priceOfZone)).zoneId } }, options),
  },
  {
    name: 'a customer',
    control: customer,
    ask: ({ api, settings }, options) =>
      api.getCustomer({ path: { customerId: needed(settings, 'customerId', 'a customer of the partner') } }, options),
  },
  {
    name: 'current rental',
    control: currentRental,
    ask: ({ api, settings }, options) =>
      api.getCurrentRental(
        { path: { customerId: needed(settings, 'rentingCustomerId', 'a customer who is riding') } },
        options,
      ),
  },
  {
    name: 'rental',
    control: rental,
    ask: ({ api, settings }, options) =>
      api.getRental({ path: { rentalId: needed(settings, 'rentalId', 'a rental') } }, options),
  },
  {
    name: 'invoice',
    control: invoice,
    ask: ({ api, settings }, options) =>
      api.getInvoice({ path: { invoiceId: needed(settings, 'invoiceId', 'an invoice') } }, options),
  },
];

const endpointsOfV2: readonly Endpoint[] = [
  {
    name: 'vehicles of v2',
    control: vehicles,
    ask: async ({ api, get }, options) =>
      api.listVehicles({ query: { zoneId: (await get(vehicles)).zoneId } }, options),
  },
  {
    name: 'root zone',
    control: rootZone,
    ask: async ({ api, get }, options) => api.getRootZone({ path: { id: (await get(rootZone)).id } }, options),
  },
  {
    name: 'price of a vehicle',
    control: priceOfVehicle,
    ask: async ({ api, get }, options) =>
      api.getVehiclePricing({ query: { vehicleId: (await get(priceOfVehicle)).vehicleId } }, options),
  },
  {
    name: 'prices of a zone',
    control: pricesOfZone,
    ask: async ({ api, get }, options) =>
      api.getPricesOfZone({ path: { zoneId: (await get(pricesOfZone)).zoneId } }, options),
  },
];

const asMds = (options: CallOptions): CallOptions => ({ ...asFeed, ...options });

const endpointsOfMds: readonly Endpoint[] = [
  {
    name: 'trips',
    control: trips,
    ask: async ({ follow, get }, options) => follow((await get(trips)).first.url, asMds(options)),
  },
  {
    name: 'status changes',
    control: statusChanges,
    ask: async ({ follow, get }, options) => follow((await get(statusChanges)).first.url, asMds(options)),
  },
];

const keyless: CallOptions = { credentials: { apiKey: 'omit', jwt: 'omit' } };

/** One character of the key is another one. */
const altered = (context: Context): CallOptions => ({
  credentials: { apiKey: { value: context.credential('apiKey').replace('»', '|altered»') }, jwt: 'omit' },
});

/** Endpoints asked with other credentials, as far as their plain twin was answered: what is not there cannot be refused. */
function askedWith(what: string, endpoints: readonly Endpoint[], options: (context: Context) => CallOptions) {
  const probes: readonly AnswerProbe[] = endpoints.map(({ name, control, with: known = control, ask }) =>
    probe(`${name}, ${what}`, { cost: 1, needs: [known], control }, (context) => ask(context, options(context))),
  );
  return probe(`${what}: ${endpoints[0]?.name ?? ''} and others`, { cost: 0, needs: probes }, async ({ get }) => {
    const answers = await Promise.all(probes.map((one) => attempt(get(one))));
    const held = answers.flatMap((found) => ('value' in found && found.value.control === 'held' ? [found.value] : []));
    const [first] = answers;
    return held.length > 0
      ? held
      : undecided(
          first !== undefined && 'reason' in first ? first.reason : 'none of the endpoints was answered with the key',
        );
  });
}

for (const [noKey, wrongKey, endpoints] of [
  ['TI-KEY-05', 'TI-KEY-13', endpointsOfV1],
  ['TI-KEY-11', 'TI-KEY-14', endpointsOfV2],
  ['TI-KEY-12', 'TI-KEY-16', endpointsOfMds],
] as const) {
  requirement(
    noKey,
    askedWith('no key', endpoints, () => keyless),
    (answers, check) => {
      for (const answer of answers)
        expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: [400, 401, 403] });
    },
  );
  requirement(wrongKey, askedWith('altered key', endpoints, altered), (answers, check) => {
    for (const answer of answers)
      expectRefused(check, answer, { because: 'one character of its key was changed', statuses: [401, 403] });
  });
}
