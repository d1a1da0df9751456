/** Zones of v1 and the check of places. */
import type { Answer } from '../../src/judges/answer.ts';
import { notTestable, show, undecided } from '../../src/verdict/check.ts';
import { otherLists } from './support/every.ts';
import { expectThat } from './support/findings.ts';
import { expectRightWayRound } from './support/places.ts';
import { plain } from './support/questions.ts';
import {
  type Placed,
  attributesOf,
  expectDistinct,
  expectKnown,
  expectShape,
  listAt,
  textIn,
} from './support/resources.ts';
import {
  type OfKind,
  checkedBusiness,
  checkedPlaces,
  hasPlace,
  holds,
  polygonOf,
  subzones,
  verdictOn,
  zonesAtOcean,
  zonesAtPlace,
  zonesByKind,
} from './support/zones.ts';
import { probe, requirement } from './suite.ts';

/** Every list of zones that was asked for by a kind. */
const lists = probe(
  'lists of zones',
  { cost: 0, needs: [zonesByKind, subzones] },
  async ({ get }): Promise<OfKind[]> => [...(await get(zonesByKind)), ...(await get(subzones)).lists],
);

const zonesOf = (answer: Answer): Placed[] => listAt(answer, 'data');

requirement('TI-ZONE-01', lists, (all, check, context) => {
  for (const { answer } of all) expectShape(check, answer, zonesOf(answer), 'v1/zone', context);
  const own = all.map(({ answer }) => answer);
  for (const operation of ['listZones', 'listSubzones'])
    for (const { answer, rows } of otherLists(own, operation, context))
      expectShape(check, answer, rows, 'v1/zone', context);
});

requirement('TI-ZONE-02', lists, (all, check) => {
  for (const { type, answer } of all)
    for (const zone of zonesOf(answer)) {
      const came = attributesOf(zone)['zoneType'];
      expectThat(
        check,
        answer,
        came === type,
        `zones of the kind ${type} were asked for`,
        type,
        came,
        `${zone.at}/attributes/zoneType`,
      );
    }
});

requirement('TI-ZONE-03', plain, (answer, check) => {
  for (const zone of zonesOf(answer)) {
    const { lat, lng } = attributesOf(zone);
    expectThat(
      check,
      answer,
      hasPlace(attributesOf(zone)),
      'a root zone has no centre',
      'lat and lng',
      { lat: lat ?? null, lng: lng ?? null },
      `${zone.at}/attributes`,
    );
  }
});

requirement('TI-ZONE-04', subzones, ({ rootId, lists: below }, check) => {
  for (const { answer } of below)
    for (const zone of zonesOf(answer)) {
      const { parentId } = attributesOf(zone);
      expectThat(
        check,
        answer,
        parentId === rootId,
        `a zone below ${rootId} has another parent`,
        rootId,
        parentId,
        `${zone.at}/attributes/parentId`,
      );
    }
});

requirement('TI-ZONE-16', lists, (all, check) => {
  for (const { type, answer } of all)
    for (const zone of type === 'root' ? [] : zonesOf(answer)) {
      const { parentId } = attributesOf(zone);
      expectThat(
        check,
        answer,
        typeof parentId === 'string' && parentId !== '',
        'a zone below a root zone does not name it',
        'parentId: the id of a root zone',
        parentId,
        `${zone.at}/attributes/parentId`,
      );
    }
  if (check.checks === 0) notTestable('there are root zones alone');
});

requirement('TI-ZONE-17', zonesAtOcean, (answer, check) => {
  if ([400, 404, 422].includes(answer.status) && answer.control === 'held') return check.held(); // nothing, in other words
  const ids = zonesOf(answer).map(({ row }) => row['id']);
  const what = 'zones came for a place in the middle of the ocean';
  expectThat(check, answer, ids.length === 0, what, 'no zones', ids, '/data');
});

requirement('TI-ZONE-18', checkedBusiness, ({ place, answer }, check) => {
  const { row, at } = verdictOn(answer);
  const failed: unknown = row['failedConstraints'];
  if (!Array.isArray(failed)) undecided('the check of a place names no list of constraints; TI-ZONE-09 judges that');
  expectThat(
    check,
    answer,
    !failed.includes('outsideBusinessZone'),
    `${place.lat}, ${place.lng} is in a business zone, and is said to be outside of any`,
    'no outsideBusinessZone',
    failed,
    `${at}/failedConstraints`,
  );
});

requirement('TI-ZONE-05', lists, (all, check) => {
  for (const { type, answer } of all)
    for (const zone of zonesOf(answer)) {
      const { polygon } = attributesOf(zone);
      if (type === 'root' && (polygon === undefined || polygon === null)) continue;
      const at = `${zone.at}/attributes/polygon`;
      const corners = polygonOf(zone);
      if (
        !expectThat(
          check,
          answer,
          corners !== null && corners.length >= 4,
          'a zone has no polygon of at least four corners',
          'four corners or more',
          show(polygon, 80),
          at,
        )
      )
        continue;
      const [first, last] = [corners?.[0], corners?.at(-1)];
      expectThat(
        check,
        answer,
        first?.lat === last?.lat && first?.lng === last?.lng,
        'a polygon is not closed',
        'the first corner again at the end',
        `${show(first)} … ${show(last)}`,
        at,
      );
    }
});

requirement('TI-ZONE-06', lists, (all, check) => {
  for (const { answer } of all) expectDistinct(check, answer, zonesOf(answer), 'zone', ({ row }) => textIn(row, 'id'));
});

requirement('TI-ZONE-07', lists, (all, check, context) => {
  for (const { answer } of all)
    for (const zone of zonesOf(answer)) {
      const { zoneType, parkingMode } = attributesOf(zone);
      expectKnown(check, answer, 'zoneType', zoneType, `${zone.at}/attributes/zoneType`, context);
      expectKnown(check, answer, 'parkingMode', parkingMode, `${zone.at}/attributes/parkingMode`, context);
    }
});

requirement('TI-ZONE-19', checkedPlaces, ({ ocean: answer }, check, context) => {
  if (answer.status === 404 && answer.control === 'held') return check.held();
  const { row, at } = verdictOn(answer);
  const failed: unknown = row['failedConstraints'];
  if (!Array.isArray(failed)) undecided('the check of a place names no list of constraints; TI-ZONE-09 judges that');
  const what = 'the middle of the ocean fails no constraint of business zones';
  expectThat(check, answer, failed.includes('outsideBusinessZone'), what, 'outsideBusinessZone', failed, at);
  for (const [i, name] of failed.entries())
    expectKnown(check, answer, 'failedConstraint', name, `${at}/failedConstraints/${i}`, context);
});

requirement('TI-ZONE-08', zonesAtPlace, ({ root, answer }, check) => {
  const zones = zonesOf(answer);
  const known = zones.some((zone) => zone.row['id'] === root.id || attributesOf(zone)['parentId'] === root.id);
  expectThat(
    check,
    answer,
    known,
    `the centre of ${root.id} was asked for, and none of its zones came`,
    `zones of ${root.id}`,
    zones.map(({ row }) => row['id']),
    '/data',
  );
  for (const zone of zones) {
    const corners = polygonOf(zone);
    if (corners !== null)
      expectThat(
        check,
        answer,
        holds(corners, root.place),
        'a zone came that does not hold the place',
        'a polygon around the place',
        zone.row['id'],
        zone.at,
      );
  }
});

/** Whether anything is known of a place in the ocean is not said: that it is not found is an answer, too. */
const answered = ({ city, ocean }: { readonly city: Answer; readonly ocean: Answer }): Answer[] =>
  ocean.raw.status === 404 ? [city] : [city, ocean];

requirement('TI-ZONE-09', checkedPlaces, (places, check, context) => {
  for (const answer of answered(places)) expectShape(check, answer, [verdictOn(answer)], 'v1/constraint', context);
});

requirement('TI-ZONE-10', checkedPlaces, (places, check) => {
  for (const answer of answered(places)) {
    const { row, at } = verdictOn(answer);
    const { acceptableLocation, failedConstraints } = row;
    if (typeof acceptableLocation !== 'boolean' || !Array.isArray(failedConstraints)) continue;
    expectThat(
      check,
      answer,
      acceptableLocation === (failedConstraints.length === 0),
      'what the place is, and what fails there, do not agree',
      'acceptable without failed constraints',
      row,
      at,
    );
  }
});

requirement('TI-ZONE-11', checkedPlaces, ({ ocean }, check) => {
  if (ocean.status === 404 && ocean.control === 'held') return check.held();
  const { row, at } = verdictOn(ocean);
  if (typeof row['acceptableLocation'] !== 'boolean')
    undecided('the check of a place does not say whether it is acceptable');
  expectThat(
    check,
    ocean,
    row['acceptableLocation'] === false,
    'a ride may end in the middle of the ocean',
    'acceptableLocation: false',
    row,
    at,
  );
});

requirement('TI-ZONE-12', plain, (answer, check) => {
  const zones = zonesOf(answer);
  const having = (name: string) => zones.filter((zone) => (attributesOf(zone)[name] ?? null) !== null).length;
  check.observe(
    'root zones',
    `${zones.length}, with a polygon ${having('polygon')}, with a parent ${having('parentId')}`,
    answer.x,
  );
});

const belowCentre = probe(
  'zones below a root zone, and its centre',
  { cost: 0, needs: [plain, subzones] },
  async ({ get, notTestable: stop }) => {
    const { rootId, lists: below } = await get(subzones);
    const root = zonesOf(await get(plain)).find(({ row }) => row['id'] === rootId);
    const { lat, lng } = root === undefined ? {} : attributesOf(root);
    if (typeof lat !== 'number' || typeof lng !== 'number') return stop(`${rootId} has no centre`);
    return { centre: { lat, lng }, below };
  },
);

requirement('TI-ZONE-13', belowCentre, ({ centre, below }, check) => {
  for (const { answer } of below)
    for (const zone of zonesOf(answer)) {
      for (const [i, corner] of (polygonOf(zone) ?? []).entries())
        expectRightWayRound(check, answer, corner, centre, `${zone.at}/attributes/polygon/${i}`);
    }
  if (check.checks === 0) notTestable('no zone with a polygon lies below the root zone');
});

requirement('TI-ZONE-14', lists, (all, check) => {
  for (const { answer } of all)
    for (const zone of zonesOf(answer)) {
      const { zoneType, parkingMode } = attributesOf(zone);
      if (zoneType === 'business')
        expectThat(
          check,
          answer,
          typeof parkingMode === 'string',
          'a business zone does not say how to park in it',
          'parkingMode',
          parkingMode,
          `${zone.at}/attributes/parkingMode`,
        );
    }
  if (check.checks === 0) notTestable('there is no business zone');
});

requirement('TI-ZONE-15', plain, (answer, check) => {
  for (const zone of zonesOf(answer)) {
    const { parentId } = attributesOf(zone);
    expectThat(
      check,
      answer,
      (parentId ?? null) === null || parentId === zone.row['id'],
      'a root zone lies below another zone',
      'no parentId, or its own id',
      parentId,
      `${zone.at}/attributes/parentId`,
    );
  }
});
