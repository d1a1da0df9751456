/** Vehicles by their code, and within a range. */
import type { Answer } from '../../src/judges/answer.ts';
import { readDate } from '../../src/judges/dates.ts';
import { distance } from '../../src/judges/mds/geo.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { type Sighted, plain, rootIds, sighted, vehicles } from './support/questions.ts';
import {
  type Placed,
  attributesOf,
  dataOf,
  expectDistinct,
  expectKnown,
  expectShape,
  isBound,
  listAt,
  textIn,
} from './support/resources.ts';
import type { Place } from './support/zones.ts';
import { expectZone } from './support/zone-of-vehicles.ts';
import { probe, requirement } from './suite.ts';

const metres = (a: Place, b: Place) =>
  distance({ latitude: a.lat, longitude: a.lng }, { latitude: b.lat, longitude: b.lng });

/** A vehicle may be gone a moment later: a second one is tried. */
const byCode = probe(
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

requirement('TI-VEH-05', byCode, ({ vehicle, answer }, check, context) => {
  const rows = dataOf(answer);
  const found = rows.filter((placed) => attributesOf(placed)['code'] === vehicle.code);
  const came = rows.map((placed) => attributesOf(placed)['code']);
  expectThat(
    check,
    answer,
    found.length === rows.length && rows.length > 0,
    `the vehicle with the code ${vehicle.code} was asked for`,
    `code ${vehicle.code}`,
    came,
    '/data',
  );
  expectThat(
    check,
    answer,
    found.some(({ row }) => row['id'] === vehicle.id),
    'the code stands for another vehicle than in the list',
    vehicle.id,
    found[0]?.row['id'],
    '/data',
  );
  expectShape(check, answer, rows, 'v1/vehicle', context);
});

interface Ranged {
  readonly centre: Place;
  readonly radius: number;
  /** Ids of vehicles of the list that lie in the inner half of the range. */
  readonly inner: readonly string[];
  readonly answer: Answer;
}

/** Around a vehicle, so far that about half of the others are within. */
const range = probe(
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

requirement('TI-VEH-06', range, ({ centre, radius, answer }, check) => {
  for (const { at, place } of placesOf(answer)) {
    const away = Math.round(metres(centre, place));
    expectThat(
      check,
      answer,
      away <= radius * 1.02 + 50,
      `a vehicle is ${away} m away, the radius was ${radius} m`,
      `at most ${radius} m`,
      `${away} m`,
      at,
    );
  }
});

function placesOf(answer: Answer): { at: string; place: Place }[] {
  return listAt(answer, 'data').flatMap((placed: Placed) => {
    const { lat, lng } = attributesOf(placed);
    return typeof lat === 'number' && typeof lng === 'number' ? [{ at: placed.at, place: { lat, lng } }] : [];
  });
}

requirement('TI-VEH-07', range, ({ inner, answer }, check) => {
  const came = new Set(listAt(answer, 'data').map(({ row }) => row['id']));
  const found = inner.filter((id) => came.has(id)).length;
  if (inner.length === 0) undecided('no vehicle lies well inside the range');
  expectThat(
    check,
    answer,
    found * 2 >= inner.length,
    `of ${inner.length} vehicles well inside the range ${found} came`,
    `at least half of ${inner.length}`,
    `${found} of them`,
    '/data',
  );
});

const rangeOfZone = probe(
  'vehicles within a range, of another zone',
  { cost: 1, needs: [vehicles, plain], control: vehicles },
  async ({ api, get, undecided: stop }) => {
    const { zoneId, answer } = await get(vehicles);
    const centre = sighted(answer)[0] ?? stop('no vehicle with a place is listed');
    const other = rootIds(await get(plain), 'v1').find((id) => id !== zoneId) ?? zoneId;
    return {
      zoneId: other,
      answer: await api.listVehicles({ query: { lat: centre.lat, lng: centre.lng, radius: 1000, zoneId: other } }),
    };
  },
);

requirement('TI-VEH-08', rangeOfZone, ({ zoneId, answer }, check) => {
  expectZone(check, answer, zoneId);
  check.held(); // nothing of the other zone lies there
});
