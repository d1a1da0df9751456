/** Vehicles of a zone. */
import type { SchemaProblem } from '../../src/contract/types.ts';
import { readDate } from '../../src/judges/dates.ts';
import { notTestable, undecided } from '../../src/verdict/check.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type ListSeen, otherLists } from './support/every.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { vehicles } from './support/questions.ts';
import {
  type Placed,
  attributesOf,
  countAt,
  expectDistinct,
  expectKnown,
  expectShape,
  isBound,
  listAt,
  textIn,
  within,
} from './support/resources.ts';
import { placedVehicles } from './support/zone-of-vehicles.ts';
import { expectRightWayRound } from './support/places.ts';
import { expectZone } from './support/zone-of-vehicles.ts';
import { probe, requirement } from './suite.ts';

/** The list of a zone, and every other list of vehicles: within ranges, of zones that nobody knows. */
const allLists = (own: Answer, context: JudgeContext): ListSeen[] => [
  { answer: own, rows: listAt(own, 'data') },
  ...otherLists([own], 'listVehicles', context),
];

for (const [id, keep] of [
  ['TI-VEH-01', (problem: SchemaProblem) => !isBound(problem)],
  ['TI-VEH-03', isBound],
] as const)
  requirement(id, vehicles, ({ answer }, check, context) => {
    for (const list of allLists(answer, context))
      expectShape(check, list.answer, list.rows, 'v1/vehicle', context, keep);
  });

const otherZones = probe(
  'vehicles of an unknown zone',
  { cost: 2, needs: [vehicles], control: vehicles },
  async ({ api, get, unique }) => {
    const { zoneId, answer } = await get(vehicles);
    const unknown = unique('CONFORMANCE');
    return {
      zoneId,
      known: countAt(answer, 'data'),
      unknown: { zoneId: unknown, answer: await api.listVehicles({ query: { zoneId: unknown } }) },
      lower: await api.listVehicles({ query: { zoneId: zoneId.toLowerCase() } }),
    };
  },
);

const vehiclesOfZones = probe(
  'vehicles of a zone, and of an unknown one',
  { cost: 0, needs: [vehicles, otherZones] },
  async ({ get }) => {
    const others = await attempt(get(otherZones));
    return { known: await get(vehicles), unknown: 'value' in others ? others.value.unknown : null };
  },
);

requirement('TI-VEH-02', vehiclesOfZones, ({ known, unknown }, check) => {
  expectZone(check, known.answer, known.zoneId);
  // A zone that is not there may be refused, and has no vehicles.
  const came = unknown?.answer.raw;
  if (unknown && came && came.status >= 200 && came.status < 300 && Array.isArray(within(came.json, 'data')))
    expectZone(check, unknown.answer, unknown.zoneId);
});

requirement('TI-VEH-04', vehicles, (seen, check, context) => {
  for (const { answer, rows } of allLists(seen.answer, context)) {
    expectDistinct(check, answer, rows, 'vehicle', ({ row }) => textIn(row, 'id'));
    expectDistinct(check, answer, rows, 'code', (placed) => {
      const { code } = attributesOf(placed);
      return typeof code === 'number' ? String(code) : undefined;
    });
  }
});

const day = 86_400_000;

requirement('TI-VEH-09', vehicles, (seen, check, context) => {
  for (const { answer, rows } of allLists(seen.answer, context))
    for (const placed of rows)
      for (const name of ['lastLocationUpdate', 'lastStateChange']) {
        const text = attributesOf(placed)[name];
        const at = typeof text === 'string' ? readDate(text)?.ms : undefined;
        if (at !== undefined)
          expectThat(
            check,
            answer,
            at <= context.now + day,
            `${name} lies in the future`,
            'a time in the past',
            text,
            `${placed.at}/attributes/${name}`,
          );
      }
});

const typeOf = (placed: Placed): unknown => attributesOf(placed)['vehicleType'];

requirement('TI-VEH-10', vehicles, (seen, check, context) => {
  for (const { answer, rows } of allLists(seen.answer, context))
    for (const placed of rows.filter((one) => typeof typeOf(one) === 'string'))
      expectThat(
        check,
        answer,
        typeOf(placed) !== 'emoped',
        'an eMoped came, which only v2 lists',
        'no eMoped',
        typeOf(placed),
        `${placed.at}/attributes/vehicleType`,
      );
  if (check.checks === 0) notTestable('the vehicles of v1 do not say of which type they are');
});

requirement('TI-VEH-11', vehicles, (seen, check, context) => {
  const lists = allLists(seen.answer, context);
  if (!lists[0]?.rows.some((placed) => typeof typeOf(placed) === 'string'))
    notTestable('the vehicles do not say of which type they are');
  for (const { answer, rows } of lists)
    for (const placed of rows) {
      const at = `${placed.at}/attributes/vehicleType`;
      const what = 'a vehicle does not say of which type it is, others do';
      if (expectThat(check, answer, typeof typeOf(placed) === 'string', what, 'a text', typeOf(placed), at))
        expectKnown(check, answer, 'vehicleType', typeOf(placed), at, context);
    }
});

requirement('TI-VEH-15', placedVehicles, ({ answer, centre }, check) => {
  for (const placed of listAt(answer, 'data')) {
    const { lat, lng } = attributesOf(placed);
    if (typeof lat === 'number' && typeof lng === 'number')
      expectRightWayRound(check, answer, { lat, lng }, centre, `${placed.at}/attributes`);
  }
});

requirement('TI-VEH-12', vehicles, ({ answer }, check) => {
  for (const name of ['state', 'vehicleType', 'iotVendor']) {
    const seen = [
      ...new Set(listAt(answer, 'data').map((placed) => String(attributesOf(placed)[name] ?? 'none'))),
    ].sort();
    check.observe(name, seen.join(', ') || 'no vehicles', answer.x);
  }
});

requirement('TI-VEH-16', otherZones, ({ zoneId, known, lower }, check) => {
  if (known === 0) undecided('the zone itself has no vehicles; set TIER_ZONE_ID to a zone with vehicles');
  if (zoneId === zoneId.toLowerCase()) notTestable(`${zoneId} has no capital letters`);
  if (lower.control !== 'held') undecided('the plain twin was not answered, so that an empty list shows nothing');
  if (lower.status >= 500 || lower.status === 429) lower.header('date'); // undecided
  const count = lower.status < 300 ? countAt(lower, 'data') : 0;
  const what = `${count} vehicles came, though no zone is written in this letter case`;
  expectThat(check, lower, count === 0, what, 'a refusal, or no vehicles', `${count} vehicles`, '/data');
});

requirement('TI-VEH-13', otherZones, ({ unknown, lower }, check) => {
  observeAnswer(check, 'unknown zone', unknown.answer);
  observeAnswer(check, 'zone in lower case', lower);
});

const noZone = probe('vehicles without a zone', { cost: 1 }, ({ api }) => api.listVehicles({}));

requirement('TI-VEH-14', noZone, (answer, check) => observeAnswer(check, 'no zone', answer));
