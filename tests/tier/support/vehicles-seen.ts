/** Vehicles by their code, and within a range. */
import type { Answer } from '../../../src/judges/answer.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { probe } from '../suite.ts';
import { type OfZone, type Sighted, plain, rootIds, sighted, vehicles } from './questions.ts';
import { type Place, metres } from './places.ts';

/** A vehicle may be gone a moment later: a second one is tried. */
export const byCode = probe(
  'a vehicle by its code',
  { cost: 2, needs: [vehicles], control: vehicles },
  async ({ api, get, undecided: stop }) => {
    const known = sighted((await get(vehicles)).answer).filter(({ code }) => Number.isInteger(code));
    let found: { vehicle: Sighted; answer: Answer } | null = null;
    for (const vehicle of known.slice(0, 2)) {
      found = { vehicle, answer: await api.getVehicleByCode({ path: { code: vehicle.code } }) };
      if (found.answer.raw.status !== 404) break;
    }
    return found ?? stop('no vehicle with a code is listed');
  },
);

export interface Ranged {
  readonly centre: Place;
  readonly radius: number;
  /** Ids of vehicles of the list that lie in the inner half of the range. */
  readonly inner: readonly string[];
  readonly answer: Answer;
}

/** Around a vehicle, so far that about half of the others are within. */
export const range = probe(
  'vehicles within a range',
  { cost: 1, needs: [vehicles], control: vehicles },
  async ({ api, get, undecided: stop }): Promise<Ranged> => {
    const known = sighted((await get(vehicles)).answer);
    const centre = known[0] ?? stop('no vehicle with a place is listed');
    const far = known.map((vehicle) => metres(centre, vehicle)).sort((a, b) => a - b);
    const radius = Math.round(Math.min(20_000, Math.max(200, far[Math.floor(far.length / 2)] ?? 200)));
    const inner = known.filter((vehicle) => metres(centre, vehicle) <= radius / 2).map(({ id }) => id);
    return {
      centre,
      radius,
      inner,
      answer: await api.listVehicles({ query: { lat: centre.lat, lng: centre.lng, radius } }),
    };
  },
);

export const rangeOfZone = probe(
  'vehicles within a range, of another zone',
  { cost: 1, needs: [vehicles, plain], control: vehicles },
  async ({ api, get, version, undecided: stop }): Promise<OfZone> => {
    const { zoneId, answer } = await get(vehicles);
    const centre = sighted(answer)[0] ?? stop('no vehicle with a place is listed');
    const other = rootIds(await get(plain), version).find((id) => id !== zoneId) ?? zoneId;
    return {
      zoneId: other,
      answer: await api.listVehicles({ query: { lat: centre.lat, lng: centre.lng, radius: 1000, zoneId: other } }),
    };
  },
);

/** Every list of vehicles that no zone without permission was asked for. */
export const vehiclesSeen = probe(
  'lists of vehicles',
  { cost: 0, needs: [vehicles, range] },
  async ({ get }): Promise<Answer[]> => {
    const around = await attempt(get(range));
    const more = 'value' in around && around.value.answer.raw.status === 200 ? [around.value.answer] : [];
    return [(await get(vehicles)).answer, ...more];
  },
);
