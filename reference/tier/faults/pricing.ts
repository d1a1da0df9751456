/** Faults of prices. */
import { without } from '../model.ts';
import { attributes, inV1, inV2, must, resources, sent, should } from './entry.ts';
import type { Json, JsonObject } from '../model.ts';

const price = (number: string) => must(`TI-PRICE-${number}`, inV1);
const priceV2 = (number: string) => must(`TI-PRICE-${number}`, inV2);

const priceList = (change: (held: JsonObject) => JsonObject) =>
  attributes('zone-pricing', (held) => ({
    ...held,
    pricing: (held['pricing'] as readonly Json[]).map((item) => change(item as JsonObject)),
  }));

export const pricingFaults = [
  price('01')(
    'price-number',
    'The price of a minute is a number.',
    attributes('pricing', (held) => ({
      ...held,
      rentalRunningPricePerMinute: Number(held['rentalRunningPricePerMinute']),
    })),
  ),
  price('01')(
    'price-comma',
    'Prices have a comma.',
    attributes('pricing', (held) => ({
      ...held,
      rentalStartPrice: String(held['rentalStartPrice']).replace('.', ','),
    })),
  ),
  price('01')(
    'price-snake-case',
    'Prices have their names of before April 2019.',
    attributes('pricing', ({ rentalStartPrice, ...held }) => ({
      ...held,
      rental_start_price: rentalStartPrice ?? null,
    })),
  ),
  price('01')(
    'price-id-zone',
    'The id of a price is that of its zone.',
    resources('pricing', (wire) => ({ ...wire, id: 'BERLIN' })),
  ),
  price('01')('price-currency-sign', 'The currency is a sign.', sent('pricing', { currency: '€' })),
  price('02')('price-of-another-zone', 'The price of another zone comes.', sent('pricing', { zoneId: 'HAMBURG' })),
  price('02')(
    'price-zone-in-small-letters',
    'The zone of a price is written in small letters.',
    attributes('pricing', (held) => ({ ...held, zoneId: String(held['zoneId']).toLowerCase() })),
  ),

  priceV2('03')(
    'vehicle-price-number',
    'The price of a vehicle is a number.',
    attributes('vehicle-pricing', (held) => ({ ...held, rentalStartPrice: Number(held['rentalStartPrice']) })),
  ),
  priceV2('03')(
    'vehicle-price-without-pause',
    'The price of a vehicle has no pause.',
    attributes('vehicle-pricing', (held) => without(held, 'rentalPausedPricePerMinute')),
  ),
  priceV2('03')(
    'vehicle-price-three-decimals',
    'The price of a minute has three decimals.',
    sent('vehicle-pricing', { rentalRunningPricePerMinute: '0.195' }),
  ),
  priceV2('04')(
    'zone-prices-object',
    'The prices of a zone are no list.',
    attributes('zone-pricing', (held) => ({ ...held, pricing: {} })),
  ),
  priceV2('04')(
    'zone-prices-without-id',
    'Prices of kinds of vehicles have no id.',
    priceList((item) => without(item, 'id')),
  ),
  priceV2('04')(
    'zone-prices-numbers',
    'Prices of kinds of vehicles are numbers.',
    priceList((item) => ({ ...item, rentalStartPrice: 1 })),
  ),
  priceV2('05')(
    'zone-prices-of-another',
    'The prices of another zone come.',
    sent('zone-pricing', { zoneId: 'HAMBURG' }),
  ),
  priceV2('05')(
    'zone-prices-without-zone',
    'The zone of prices is its name.',
    sent('zone-pricing', { zoneId: 'Berlin' }),
  ),
  should('TI-PRICE-06', inV2)(
    'vehicle-price-differs',
    'A vehicle costs more than its kind.',
    sent('vehicle-pricing', { rentalRunningPricePerMinute: '0.35' }),
  ),
  should('TI-PRICE-08', inV2)(
    'zone-prices-new-kind',
    'Prices name the kind ekickscooter.',
    priceList((item) => ({
      ...item,
      vehicleType: item['vehicleType'] === 'emoped' ? 'ekickscooter' : (item['vehicleType'] ?? null),
    })),
  ),

  must('TI-JSON-04', inV2)(
    'vehicle-price-list',
    'The price of a vehicle comes in a list of links.',
    resources('vehicle-pricing', (wire) => ({ ...wire, links: [] })),
  ),
  must('TI-JSON-04', inV2)(
    'vehicle-price-meta-text',
    'The price of a vehicle has a text as meta.',
    resources('vehicle-pricing', (wire) => ({ ...wire, meta: 'beta' })),
  ),
  should('TI-JSON-10', inV2)(
    'zone-prices-as-documented',
    'The prices of a zone have no id, as in the example.',
    resources('zone-pricing', (wire) => without(wire, 'id')),
  ),
];
