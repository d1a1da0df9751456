/** Prices of zones and vehicles. */
import type { Answer } from '../../../src/judges/answer.ts';
import { probe } from '../suite.ts';
import { needed, sighted, vehicles } from './questions.ts';
import { listAt } from './resources.ts';

/** The price of the zone whose vehicles are looked at; v1. */
export const priceOfZone = probe('price of a zone', { cost: 1, needs: [vehicles] }, async ({ api, get }) => {
  const { zoneId } = await get(vehicles);
  return { zoneId, answer: await api.getZonePricing({ query: { zoneId } }) };
});

interface PriceOfVehicle {
  readonly vehicleId: string;
  readonly zoneId: string;
  /** As the list of vehicles tells it. */
  readonly vehicleType: unknown;
  readonly answer: Answer;
}

/** The price of one vehicle; v2. */
export const priceOfVehicle = probe(
  'price of a vehicle',
  { cost: 1, needs: [vehicles] },
  async ({ api, get, undecided }): Promise<PriceOfVehicle> => {
    const { zoneId, answer } = await get(vehicles);
    const { id: vehicleId } =
      sighted(answer)[0] ?? undecided('no vehicle is listed; set TIER_ZONE_ID to a zone with vehicles');
    const row = listAt(answer, 'data').find((placed) => placed.row['id'] === vehicleId)?.row;
    const attributes = row?.['attributes'] as { vehicleType?: unknown } | undefined;
    return {
      vehicleId,
      zoneId,
      vehicleType: attributes?.vehicleType,
      answer: await api.getVehiclePricing({ query: { vehicleId } }),
    };
  },
);

/** The prices of the zone on the other host; v2. */
export const pricesOfZone = probe(
  'prices of a zone',
  { cost: 1, needs: [vehicles] },
  async ({ api, get, settings }) => {
    needed(settings, 'pricingUrl', 'the address of the pricing extension');
    const { zoneId } = await get(vehicles);
    return { zoneId, answer: await api.getPricesOfZone({ path: { zoneId } }) };
  },
);
