/** Vehicles of a zone. */
import type { SchemaProblem } from '../../src/contract/types.ts';
import { readDate } from '../../src/judges/dates.ts';
import { notTestable } from '../../src/verdict/check.ts';
import { otherLists } from './support/every.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { vehicles } from './support/questions.ts';
import {
  attributesOf,
  expectDistinct,
  expectKnown,
  expectShape,
  isBound,
  listAt,
  textIn,
} from './support/resources.ts';
import { placedVehicles } from './support/zone-of-vehicles.ts';
import { expectRightWayRound } from './support/places.ts';
import { expectZone } from './support/zone-of-vehicles.ts';
import { probe, requirement } from './suite.ts';

for (const [id, keep] of [
  ['TI-VEH-01', (problem: SchemaProblem) => !isBound(problem)],
  ['TI-VEH-03', isBound],
] as const)
  requirement(id, vehicles, ({ answer }, check, context) => {
    const own = { answer, rows: listAt(answer, 'data') };
    for (const list of [own, ...otherLists([answer], 'listVehicles', context)])
      expectShape(check, list.answer, list.rows, 'v1/vehicle', context, keep);
  });

requirement('TI-VEH-02', vehicles, ({ zoneId, answer }, check) => expectZone(check, answer, zoneId));

requirement('TI-VEH-04', vehicles, ({ answer }, check) => {
  const rows = listAt(answer, 'data');
  expectDistinct(check, answer, rows, 'vehicle', ({ row }) => textIn(row, 'id'));
  expectDistinct(check, answer, rows, 'code', (placed) => {
    const { code } = attributesOf(placed);
    return typeof code === 'number' ? String(code) : undefined;
  });
});

const day = 86_400_000;

requirement('TI-VEH-09', vehicles, ({ answer }, check, { now }) => {
  for (const placed of listAt(answer, 'data'))
    for (const name of ['lastLocationUpdate', 'lastStateChange']) {
      const text = attributesOf(placed)[name];
      const at = typeof text === 'string' ? readDate(text)?.ms : undefined;
      if (at !== undefined)
        expectThat(
          check,
          answer,
          at <= now + day,
          `${name} lies in the future`,
          'a time in the past',
          text,
          `${placed.at}/attributes/${name}`,
        );
    }
});

requirement('TI-VEH-10', vehicles, ({ answer }, check) => {
  const rows = listAt(answer, 'data').filter((placed) => typeof attributesOf(placed)['vehicleType'] === 'string');
  if (rows.length === 0) notTestable('the vehicles of v1 do not say of which type they are');
  for (const placed of rows) {
    const { vehicleType } = attributesOf(placed);
    expectThat(
      check,
      answer,
      vehicleType !== 'emoped',
      'an eMoped came, which only v2 lists',
      'no eMoped',
      vehicleType,
      `${placed.at}/attributes/vehicleType`,
    );
  }
});

requirement('TI-VEH-11', vehicles, ({ answer }, check, context) => {
  const rows = listAt(answer, 'data');
  if (!rows.some((placed) => typeof attributesOf(placed)['vehicleType'] === 'string'))
    notTestable('the vehicles do not say of which type they are');
  for (const placed of rows) {
    const { vehicleType } = attributesOf(placed);
    const at = `${placed.at}/attributes/vehicleType`;
    if (
      expectThat(
        check,
        answer,
        typeof vehicleType === 'string',
        'a vehicle does not say of which type it is, others do',
        'a text',
        vehicleType,
        at,
      )
    )
      expectKnown(check, answer, 'vehicleType', vehicleType, at, context);
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

const otherZones = probe(
  'vehicles of an unknown zone',
  { cost: 2, needs: [vehicles] },
  async ({ api, get, unique }) => ({
    unknown: await api.listVehicles({ query: { zoneId: unique('CONFORMANCE') } }),
    lower: await api.listVehicles({ query: { zoneId: (await get(vehicles)).zoneId.toLowerCase() } }),
  }),
);

requirement('TI-VEH-13', otherZones, ({ unknown, lower }, check) => {
  observeAnswer(check, 'unknown zone', unknown);
  observeAnswer(check, 'zone in lower case', lower);
});

const noZone = probe('vehicles without a zone', { cost: 1 }, ({ api }) => api.listVehicles({}));

requirement('TI-VEH-14', noZone, (answer, check) => observeAnswer(check, 'no zone', answer));
