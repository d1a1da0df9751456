/** Root zones of v2. */
import { isSameJson } from './support/equal.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { readDate } from '../../src/judges/dates.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { type ListSeen, otherLists } from './support/every.ts';
import { expectThat } from './support/findings.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, notTestable } from '../../src/verdict/check.ts';
import { expectRightWayRound, metres } from './support/places.ts';
import { nobodysId, plain, rootsOf } from './support/questions.ts';
import {
  type Placed,
  expectDistinct,
  expectShape,
  isRow,
  listAt,
  memberOf,
  objectAt,
  textIn,
  within,
} from './support/resources.ts';
import { centreOf, nearOcean, nearRootZones, rootZone } from './support/root-zones.ts';
import { probe, requirement } from './suite.ts';

requirement('TI-ROOT-01', plain, (answer, check, context) => {
  expectCollection(check, { answer, rows: listAt(answer, 'features') }, context);
  for (const list of otherLists([answer], 'listRootZones', context, 'features'))
    if (isRow(list.answer.raw.json)) expectCollection(check, list, context);
});

function expectCollection(check: Check, { answer, rows: zones }: ListSeen, context: JudgeContext): void {
  const type = memberOf(answer.data, 'type');
  expectThat(
    check,
    answer,
    type === 'FeatureCollection',
    'the root zones are no collection of features',
    'FeatureCollection',
    type,
    '/type',
  );
  expectShape(check, answer, zones, 'v2/root-zone', context);
  for (const zone of zones) {
    const centre = centreOf(zone);
    if (centre === null) continue;
    const onGlobe = Math.abs(centre.lat) <= 90 && Math.abs(centre.lng) <= 180;
    expectThat(
      check,
      answer,
      onGlobe,
      'a centre lies nowhere on the globe',
      '[longitude, latitude]',
      [centre.lng, centre.lat],
      `${zone.at}/geometry/coordinates`,
    );
  }
}

/** Members that stay as they are from one request to the next. */
const steady = ['id', 'type', 'geometry'];
/** Times are equal in every notation. */
const instantOr = (value: unknown): unknown => (typeof value === 'string' ? (readDate(value)?.ms ?? value) : value);
const steadyProperties = ['name', 'country', 'timezone', 'legacyId', 'createdAt'];

requirement('TI-ROOT-02', rootZone, ({ listed, answer }, check, context) => {
  const one = objectAt(answer);
  expectShape(check, answer, [one], 'v2/root-zone', context);
  for (const name of steady)
    expectThat(
      check,
      answer,
      isSameJson(one.row[name], listed.row[name]),
      `${name} differs from the list`,
      JSON.stringify(listed.row[name]) ?? 'nothing',
      one.row[name],
      `/${name}`,
    );
  for (const name of steadyProperties) {
    const [came, inList] = [one.row, listed.row].map((row) => instantOr(within(row, 'properties', name)));
    if (name === 'legacyId' && (came === undefined || inList === undefined)) continue; // deprecated
    expectThat(
      check,
      answer,
      came === inList,
      `${name} differs from the list`,
      String(inList),
      came,
      `/properties/${name}`,
    );
  }
});

const unknownRootZone = probe('a root zone that does not exist', { cost: 1, control: rootZone }, ({ api, unique }) =>
  api.getRootZone({ path: { id: nobodysId(unique) } }),
);

requirement('TI-ROOT-03', unknownRootZone, (answer, check) => {
  expectRefused(check, answer, { because: 'nothing has this id', statuses: [404] });
});

requirement('TI-ROOT-04', nearRootZones, (questions, check) => {
  const idsIn = (answer: Answer) => listAt(answer, 'features').map(({ row }) => row['id']);
  // A root zone without a business area is near nothing: one of two that are found is enough.
  const found = questions.some(({ id, answer }) => idsIn(answer).includes(id));
  for (const { id, answer } of questions)
    expectThat(
      check,
      answer,
      found,
      `the centre of the root zone ${id} was asked for, and it did not come`,
      id,
      idsIn(answer),
      '/features',
    );
});

requirement('TI-ROOT-06', nearOcean, (answer, check) => {
  if (answer.status === 404 && answer.control === 'held') return check.held(); // nothing, in other words
  const ids = listAt(answer, 'features').map(({ row }) => row['id']);
  expectThat(
    check,
    answer,
    ids.length === 0,
    'there are root zones within 100 km of the middle of the ocean',
    'no features',
    ids,
    '/features',
  );
});

const nearAndAll = probe(
  'root zones near centres, and all',
  { cost: 0, needs: [plain, nearRootZones] },
  async ({ get }) => ({
    all: listAt(await get(plain), 'features').map(({ row }) => row['id']),
    near: await get(nearRootZones),
  }),
);

requirement('TI-ROOT-05', nearAndAll, ({ all, near }, check) => {
  for (const { answer } of near)
    for (const { row, at } of listAt(answer, 'features'))
      expectThat(
        check,
        answer,
        all.includes(row['id']),
        'a root zone near a place is not in the list of all',
        'a zone of the list',
        row['id'],
        `${at}/id`,
      );
});

requirement('TI-ROOT-07', nearRootZones, (questions, check) => {
  for (const { place, answer } of questions) {
    const away = listAt(answer, 'features').flatMap((zone) => {
      const centre = centreOf(zone);
      return centre === null ? [] : [Math.round(metres(place, centre))];
    });
    const sorted = away.every((far, i) => i === 0 || far >= (away[i - 1] ?? 0) - 1000);
    expectThat(
      check,
      answer,
      sorted,
      'the root zones do not come nearest first',
      'rising distances',
      away.map((far) => `${Math.round(far / 1000)} km`).join(', '),
      '/features',
    );
  }
});

/** All root zones, and those near places. */
const allLists = (own: Answer, context: JudgeContext): ListSeen[] => [
  { answer: own, rows: listAt(own, 'features') },
  ...otherLists([own], 'listRootZones', context, 'features'),
];

requirement('TI-ROOT-08', plain, (seen, check, context) => {
  for (const { answer, rows } of allLists(seen, context))
    expectDistinct(check, answer, rows, 'root zone', ({ row }) => textIn(row, 'id'));
});

/** Metres: the documented distance of a business area, and how far such an area may lie from the centre of its zone. */
const reach = 100_000 + 200_000;

requirement('TI-ROOT-13', nearRootZones, (questions, check) => {
  for (const { place, answer } of questions) {
    for (const zone of listAt(answer, 'features')) {
      const centre = centreOf(zone);
      if (centre === null) continue;
      const away = metres(place, centre);
      const far = `${Math.round(away / 1000)} km`;
      const what = `a root zone came whose centre is ${far} away`;
      expectThat(check, answer, away <= reach, what, 'a business area within 100 km', far, zone.at);
    }
  }
  if (check.checks === 0) notTestable('no root zone with a centre came for a place');
});

const timezoneName = /^(?:[A-Z]{3,4}(?:\d[A-Z]{3})?|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;

/** A name that the platform knows; offsets as +02:00, which it knows, too, are none. */
function isTimezone(name: string): boolean {
  if (!timezoneName.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

requirement('TI-ROOT-09', plain, (answer, check, context) => {
  for (const list of allLists(answer, context))
    for (const { row, at } of list.rows) {
      const zone = within(row, 'properties', 'timezone');
      expectThat(
        check,
        list.answer,
        typeof zone === 'string' && isTimezone(zone),
        'a timezone is no IANA name',
        'as Europe/Berlin',
        zone,
        `${at}/properties/timezone`,
      );
    }
});

/** Where root zones lie by v1, at the same origin, under their old ids. */
const placedByV1 = probe(
  'root zones of v2, and of v1',
  { cost: 1, needs: [plain] },
  async ({ follow, get, notTestable: stop }) => {
    const answer = await get(plain);
    const old = rootsOf(await follow('../v1/zone?type=root', { credentials: { jwt: 'omit' } }));
    if (old.length === 0) stop('v1 is not there, or lists no root zones for this key');
    return { answer, old };
  },
);

requirement('TI-ROOT-12', placedByV1, ({ answer, old }, check) => {
  for (const zone of listAt(answer, 'features')) {
    const known = old.find(({ zoneId }) => zoneId === within(zone.row, 'properties', 'legacyId'))?.centre;
    const place = centreOf(zone);
    if (place !== null && known !== undefined && known !== null) {
      const centre = { lat: known.latitude, lng: known.longitude };
      expectRightWayRound(check, answer, place, centre, `${zone.at}/geometry/coordinates`);
    }
  }
  if (check.checks === 0) notTestable('no root zone has the id of one of v1');
});

requirement('TI-ROOT-10', plain, (seen, check, context) => {
  for (const { answer, rows } of allLists(seen, context))
    for (const { row, at } of rows) {
      const country = within(row, 'properties', 'country');
      if (typeof country === 'string')
        expectThat(
          check,
          answer,
          country !== '' && !/\p{Ll}/u.test(country),
          'a country is not in capitals',
          'as GERMANY',
          country,
          `${at}/properties/country`,
        );
    }
});

requirement('TI-ROOT-11', plain, (seen, check, context) => {
  for (const { answer, rows } of allLists(seen, context))
    for (const zone of rows) expectUpdatedLater(check, answer, zone);
});

function expectUpdatedLater(check: Check, answer: Answer, { row, at }: Placed): void {
  const [created, updated] = ['createdAt', 'updatedAt'].map((name) => {
    const text = within(row, 'properties', name);
    return typeof text === 'string' ? readDate(text)?.ms : undefined;
  });
  if (created !== undefined && updated !== undefined)
    expectThat(
      check,
      answer,
      updated >= created,
      'a root zone was updated before it was created',
      'createdAt ≤ updatedAt',
      row['properties'],
      `${at}/properties/updatedAt`,
    );
}
