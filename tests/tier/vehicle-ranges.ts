/** Vehicles by their code, and within a range. */
import type { Answer } from '../../src/judges/answer.ts';
import { othersThan, plainAnswersOf } from '../../src/judges/answers.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { expectThat } from './support/findings.ts';
import { type Placed, attributesOf, dataOf, expectShape, isRow, listAt, within } from './support/resources.ts';
import { type Place, metres } from './support/places.ts';
import { byCode, range, rangeOfZone } from './support/vehicles-seen.ts';
import { expectZone } from './support/zone-of-vehicles.ts';
import { requirement } from './suite.ts';

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
  for (const other of othersThan([answer], plainAnswersOf('getVehicleByCode', context)))
    expectVehicles(check, other, context);
});

/** The vehicle of another code, or none: who is rented need not be listed. */
function expectVehicles(check: Check, answer: Answer, context: JudgeContext): void {
  const code = new URL(answer.url).pathname.split('/').at(-1) ?? '';
  const data = within(answer.raw.json, 'data');
  const all: readonly unknown[] = Array.isArray(data) ? data : [data];
  all.forEach((row, i) => {
    const at = Array.isArray(data) ? `/data/${i}` : '/data';
    if (!expectThat(check, answer, isRow(row), 'it brought no vehicle', 'an object', row, at) || !isRow(row)) return;
    const came = attributesOf({ row, at })['code'];
    expectThat(check, answer, came === Number(code), 'another vehicle came', code, came, `${at}/attributes/code`);
    expectShape(check, answer, [{ row, at }], 'v1/vehicle', context);
  });
}

/** @throws NotTestable where v2 wants a zone beside the range: its page says so in one place, and not in another */
function served(answer: Answer, version: string): Answer {
  if (version === 'v2' && [400, 404, 422].includes(answer.raw.status))
    notTestable('v2 serves no range without a zone; its page wants the zone in one place');
  return answer;
}

requirement('TI-VEH-06', range, ({ centre, radius, answer }, check, { version }) => {
  for (const { at, place } of placesOf(served(answer, version))) {
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

requirement('TI-VEH-07', range, ({ inner, answer }, check, { version }) => {
  const came = new Set(listAt(served(answer, version), 'data').map(({ row }) => row['id']));
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

requirement('TI-VEH-08', rangeOfZone, ({ zoneId, answer }, check, { version }) => {
  expectZone(check, served(answer, version), zoneId);
  check.held(); // nothing of the other zone lies there
});
