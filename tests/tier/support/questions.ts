/** What is asked again and again: the plain question of a version, zones, vehicles, and settings that only the user knows. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { CallOptions } from '../../../src/suite/types.ts';
import { notTestable, undecided } from '../../../src/verdict/check.ts';
import { type Context, probe } from '../suite.ts';
import { mdsAccept } from './feeds.ts';
import { attributesOf, countAt, listAt, textIn, within } from './resources.ts';

type Settings = Readonly<Record<string, string>>;

/** The value of a setting. @throws NotTestable, with the variable to set, where it has none */
export function needed(settings: Settings, name: string, what: string): string {
  const value = settings[name] ?? '';
  const variable = `TIER_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  return value === '' ? notTestable(`${what} is not known; set ${variable}`) : value;
}

export const itemsOf = (list: string): string[] => list.split(',').map((item) => item.trim()).filter((item) => item !== '');

/** A question that is answered wherever the key is good: root zones, or the trips of the last hour. */
export async function askPlainly({ api, version, settings, now }: Context, options: CallOptions = {}): Promise<Answer> {
  if (version === 'v1') return api.listZones({ query: { type: 'root' } }, options);
  if (version === 'v2') return api.listRootZones({}, options);
  const query = { min_end_time: now - 3_600_000, max_end_time: now };
  return api.listTrips({ path: { zoneId: zoneOfFeeds(settings) }, query, headers: mdsAccept }, options);
}

/** @throws Undecided where no zone is set: the feeds do not tell which there are */
export function zoneOfFeeds(settings: Settings): string {
  const zone = settings['zoneId'] ?? '';
  return zone === '' ? undecided('no zone is known, and the feeds do not tell which there are; set TIER_ZONE_ID') : zone;
}

export const plain = probe('the plain question', { cost: 1 }, (context) => askPlainly(context));

/** Ids of root zones as v1 writes them, in the order of the list. */
export function rootIds(answer: Answer, version: string): string[] {
  const rows = version === 'v1' ? listAt(answer, 'data') : listAt(answer, 'features');
  return rows.flatMap(({ row }) => (version === 'v1' ? textIn(row, 'id') : within(row, 'properties', 'legacyId')) ?? []) as string[];
}

export interface OfZone {
  readonly zoneId: string;
  readonly answer: Answer;
}

/** The vehicles of the first zone that has some. */
export const vehicles = probe('vehicles of a zone', { cost: 3, needs: [plain], control: plain }, async ({ api, get, settings, version }): Promise<OfZone> => {
  const own = settings['zoneId'] ?? '';
  const zones = own === '' ? rootIds(await get(plain), version).slice(0, 3) : [own];
  let found: OfZone | null = null;
  for (const zoneId of zones) {
    found = { zoneId, answer: await api.listVehicles({ query: { zoneId } }) };
    if (found.answer.raw.status === 200 && countAt(found.answer, 'data') > 0) break;
  }
  return found ?? undecided('the list of root zones is empty; set TIER_ZONE_ID');
});

export interface Sighted {
  readonly id: string;
  readonly code: number;
  readonly lat: number;
  readonly lng: number;
}

/** Vehicles with all that further questions need. */
export function sighted(answer: Answer): Sighted[] {
  return listAt(answer, 'data').flatMap((placed) => {
    const { code, lat, lng } = attributesOf(placed);
    const id = textIn(placed.row, 'id');
    return id !== undefined && typeof code === 'number' && typeof lat === 'number' && typeof lng === 'number' ? [{ id, code, lat, lng }] : [];
  });
}

/** Nobody has this id: a UUID made from the run. */
export const nobodysId = (unique: (label: string) => string): string => `00000000-0000-4000-8000-00000000${unique('').slice(1)}`;
