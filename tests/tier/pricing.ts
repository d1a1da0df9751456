/** Prices of zones and vehicles. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { notTestable } from '../../src/verdict/check.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { priceOfVehicle, priceOfZone, pricesOfZone } from './support/prices.ts';
import { vehicles } from './support/questions.ts';
import {
  type Row,
  attributesOf,
  expectDistinct,
  expectKnown,
  expectShape,
  isRow,
  objectAt,
  textIn,
  within,
} from './support/resources.ts';
import { probe, requirement } from './suite.ts';

/** The operation is deprecated: that it is gone is judged by TI-VER-04 alone. */
function served(answer: Answer): Answer {
  if (answer.status === 404 || answer.status === 410)
    notTestable(`${answer.asked} is gone (${answer.status}); it is deprecated`);
  return answer;
}

requirement('TI-PRICE-01', priceOfZone, ({ answer }, check, context) =>
  expectShape(check, served(answer), [objectAt(answer, 'data')], 'v1/pricing', context),
);

const otherPrices = probe(
  'price of an unknown zone',
  { cost: 2, needs: [vehicles], control: priceOfZone },
  async ({ api, get, unique }) => {
    const { zoneId } = await get(vehicles);
    const unknown = unique('CONFORMANCE');
    return {
      zoneId,
      unknown: { zoneId: unknown, answer: await api.getZonePricing({ query: { zoneId: unknown } }) },
      lower: await api.getZonePricing({ query: { zoneId: zoneId.toLowerCase() } }),
    };
  },
);

const pricesOfZones = probe(
  'price of a zone, and of an unknown one',
  { cost: 0, needs: [priceOfZone, otherPrices] },
  async ({ get }) => {
    const others = await attempt(get(otherPrices));
    return { known: await get(priceOfZone), unknown: 'value' in others ? others.value.unknown : null };
  },
);

/** A price came, and not a refusal. */
const isPriced = ({ raw }: Answer): boolean => raw.status >= 200 && raw.status < 300 && isRow(within(raw.json, 'data'));

const letterCase = probe(
  'price of a zone, and of it in small letters',
  { cost: 0, needs: [priceOfZone, otherPrices] },
  async ({ get }) => ({ known: (await get(priceOfZone)).answer, ...(await get(otherPrices)) }),
);

requirement('TI-PRICE-02', pricesOfZones, ({ known, unknown }, check) => {
  served(known.answer);
  // A zone that is not there may be refused, and has no price of another one.
  for (const { zoneId, answer } of unknown !== null && isPriced(unknown.answer) ? [known, unknown] : [known]) {
    const placed = objectAt(answer, 'data');
    const came = attributesOf(placed)['zoneId'];
    const where = `${placed.at}/attributes/zoneId`;
    expectThat(check, answer, came === zoneId, 'the price of another zone came', zoneId, came, where);
  }
});

requirement('TI-PRICE-10', letterCase, ({ known, zoneId, lower }, check) => {
  if (!isPriced(known)) notTestable('the price of the zone itself is not served; it is deprecated');
  if (zoneId === zoneId.toLowerCase()) notTestable(`${zoneId} has no capital letters`);
  if (lower.status >= 500 || lower.status === 429) lower.header('date'); // undecided
  const what = 'a price came, though no zone is written in this letter case';
  expectThat(check, lower, !isPriced(lower), what, 'a refusal', within(lower.raw.json, 'data'), '/data');
});

requirement('TI-PRICE-03', priceOfVehicle, ({ answer }, check, context) =>
  expectShape(check, answer, [objectAt(answer, 'data')], 'v2/vehicle-pricing', context),
);
requirement('TI-PRICE-04', pricesOfZone, ({ answer }, check, context) =>
  expectShape(check, answer, [objectAt(answer, 'data')], 'v2/zone-pricing', context),
);

requirement('TI-PRICE-05', pricesOfZone, ({ zoneId, answer }, check) => {
  const placed = objectAt(answer, 'data');
  const came = attributesOf(placed)['zoneId'];
  expectThat(
    check,
    answer,
    came === zoneId,
    'the prices of another zone came',
    zoneId,
    came,
    `${placed.at}/attributes/zoneId`,
  );
});

const bothPrices = probe(
  'price of a vehicle and prices of its zone',
  { cost: 0, needs: [priceOfVehicle, pricesOfZone] },
  async ({ get }) => ({
    vehicle: await get(priceOfVehicle),
    zone: await get(pricesOfZone),
  }),
);

const pricesIn = (answer: Answer): Row[] => {
  const { pricing } = attributesOf(objectAt(answer, 'data'));
  return Array.isArray(pricing) ? pricing.filter(isRow) : [];
};

const names = ['rentalStartPrice', 'rentalRunningPricePerMinute', 'rentalPausedPricePerMinute'];

requirement('TI-PRICE-06', bothPrices, ({ vehicle, zone }, check) => {
  const kind = pricesIn(zone.answer).find(({ vehicleType }) => vehicleType === vehicle.vehicleType);
  if (kind === undefined) notTestable('the prices of the zone name no price for the kind of the vehicle');
  const placed = objectAt(vehicle.answer, 'data');
  for (const name of names) {
    const came = attributesOf(placed)[name];
    expectThat(
      check,
      vehicle.answer,
      came === kind[name],
      `${name} of the vehicle is not that of its zone`,
      String(kind[name]),
      came,
      `${placed.at}/attributes/${name}`,
    );
  }
});

const noPrices = 'the zone has no prices';

requirement('TI-PRICE-08', pricesOfZone, ({ answer }, check, context) => {
  if (pricesIn(answer).length === 0) notTestable(noPrices);
  pricesIn(answer).forEach(({ vehicleType }, i) =>
    expectKnown(check, answer, 'vehicleType', vehicleType, `/data/attributes/pricing/${i}/vehicleType`, context),
  );
});

requirement('TI-PRICE-09', pricesOfZone, ({ answer }, check) => {
  const rows = pricesIn(answer).map((row, i) => ({ row, at: `/data/attributes/pricing/${i}` }));
  if (rows.length === 0) notTestable(noPrices);
  expectDistinct(check, answer, rows, 'price', ({ row }) => textIn(row, 'id'));
});

requirement('TI-PRICE-07', otherPrices, ({ unknown, lower }, check) => {
  observeAnswer(check, 'unknown zone', unknown.answer);
  observeAnswer(check, 'zone in lower case', lower);
});
