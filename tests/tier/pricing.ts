/** Prices of zones and vehicles. */
import type { Answer } from '../../src/judges/answer.ts';
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

requirement('TI-PRICE-02', priceOfZone, ({ zoneId, answer }, check) => {
  const placed = objectAt(served(answer), 'data');
  const came = attributesOf(placed)['zoneId'];
  expectThat(
    check,
    answer,
    came === zoneId,
    'the price of another zone came',
    zoneId,
    came,
    `${placed.at}/attributes/zoneId`,
  );
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

const otherPrices = probe('price of an unknown zone', { cost: 2, needs: [vehicles] }, async ({ api, get, unique }) => ({
  unknown: await api.getZonePricing({ query: { zoneId: unique('CONFORMANCE') } }),
  lower: await api.getZonePricing({ query: { zoneId: (await get(vehicles)).zoneId.toLowerCase() } }),
}));

requirement('TI-PRICE-07', otherPrices, ({ unknown, lower }, check) => {
  observeAnswer(check, 'unknown zone', unknown);
  observeAnswer(check, 'zone in lower case', lower);
});
