/** Vehicles and the zone that they are in. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, notTestable } from '../../../src/verdict/check.ts';
import { probe } from '../suite.ts';
import { expectThat } from './findings.ts';
import type { Place } from './places.ts';
import { type OfZone, centreIn, plain, vehicles } from './questions.ts';
import { attributesOf, listAt, numberIn, within } from './resources.ts';
import { centreOf } from './root-zones.ts';

/** All vehicles of a list are of one zone. */
export function expectZone(check: Check, answer: Answer, zoneId: string): void {
  for (const placed of listAt(answer, 'data')) {
    const zone = attributesOf(placed)['zoneId'];
    expectThat(
      check,
      answer,
      zone === zoneId,
      `a vehicle of another zone than ${zoneId} came`,
      zoneId,
      zone,
      `${placed.at}/attributes/zoneId`,
    );
  }
}

/** The vehicles of a zone, and where that zone lies. */
export const placedVehicles = probe(
  'vehicles and the centre of their zone',
  { cost: 0, needs: [plain, vehicles] },
  async ({ get, settings, version }): Promise<OfZone & { readonly centre: Place }> => {
    const found = await get(vehicles);
    const set = centreIn(settings);
    const own = set !== null && settings['zoneId'] === found.zoneId;
    const centre = own
      ? { lat: set.latitude, lng: set.longitude }
      : listedCentre(await get(plain), version, found.zoneId);
    return {
      ...found,
      centre: centre ?? notTestable(`nothing tells where ${found.zoneId} lies; set TIER_ZONE_CENTRE`),
    };
  },
);

/** The centre of a zone in the list of root zones. */
function listedCentre(roots: Answer, version: string, zoneId: string): Place | null {
  if (version === 'v2') {
    const zone = listAt(roots, 'features').find(({ row }) => within(row, 'properties', 'legacyId') === zoneId);
    return zone === undefined ? null : centreOf(zone);
  }
  const zone = listAt(roots, 'data').find(({ row }) => row['id'] === zoneId);
  if (zone === undefined) return null;
  const [lat, lng] = [numberIn(attributesOf(zone), 'lat'), numberIn(attributesOf(zone), 'lng')];
  return lat === undefined || lng === undefined ? null : { lat, lng };
}
