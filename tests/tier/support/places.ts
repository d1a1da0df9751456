/** Places on the globe, and whether latitude and longitude were mistaken for each other. */
import type { Answer } from '../../../src/judges/answer.ts';
import { distance } from '../../../src/judges/mds/geo.ts';
import type { Check } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';

/** Degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** Distance in metres. */
export const metres = (a: Place, b: Place): number =>
  distance({ latitude: a.lat, longitude: a.lng }, { latitude: b.lat, longitude: b.lng });

/** No zone is that wide. */
const far = 200_000;

/** Finds a place that is far from the centre of its zone, and would be near were its coordinates exchanged. */
export function expectRightWayRound(check: Check, answer: Answer, place: Place, centre: Place, at: string): void {
  const swapped = { lat: place.lng, lng: place.lat };
  expectThat(
    check,
    answer,
    metres(place, centre) <= far || Math.abs(swapped.lat) > 90 || metres(swapped, centre) > far,
    'latitude and longitude are exchanged',
    `a place near ${centre.lat}, ${centre.lng}`,
    `${place.lat}, ${place.lng}`,
    at,
  );
}
