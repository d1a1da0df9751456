/** What is asked again and again: the plain question of a version, zones, vehicles, and settings that only the user knows. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Centre } from '../../../src/judges/mds/feed.ts';
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

export const itemsOf = (list: string): string[] =>
  list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A question that is answered wherever the key is good: root zones, or the trips of the last hour. */
export async function askPlainly({ api, get, version, now }: Context, options: CallOptions = {}): Promise<Answer> {
  if (version === 'v1') return api.listZones({ query: { type: 'root' } }, options);
  if (version === 'v2') return api.listRootZones({}, options);
  const { zoneId } = await get(feedZone);
  const query = { min_end_time: now - 3_600_000, max_end_time: now };
  return api.listTrips({ path: { zoneId }, query, headers: mdsAccept }, options);
}

/** Where the answer to the plain question has its list. */
export const plainList = (version: string): string[] =>
  version === 'v1' ? ['data'] : version === 'v2' ? ['features'] : ['data', 'trips'];

export interface FeedZone {
  readonly zoneId: string;
  /** Where it lies, as far as that is known. */
  readonly centre: Centre | null;
}

/** The zone whose feeds are asked. The feeds do not tell which there are: what is not set is looked for in v1, at the same origin. */
export const feedZone = probe(
  'the zone of the feeds',
  { cost: 1 },
  async ({ follow, settings, version }): Promise<FeedZone> => {
    const own = settings['zoneId'] ?? '';
    const centre = centreIn(settings);
    if (version !== 'mds-0.3' || (own !== '' && centre !== null)) return { zoneId: own, centre };
    const roots = rootsOf(await follow('../v1/zone?type=root', { credentials: { jwt: 'omit' } }));
    const found = own === '' ? roots[0] : roots.find(({ zoneId }) => zoneId === own);
    if (found === undefined && own === '')
      return undecided('no zone is known, and neither the feeds nor v1 tell which there are; set TIER_ZONE_ID');
    return { zoneId: found?.zoneId ?? own, centre: centre ?? found?.centre ?? null };
  },
);

/** Root zones of v1, whatever came. */
export function rootsOf(answer: Answer): FeedZone[] {
  const data: unknown = within(answer.raw.json, 'data');
  return (answer.raw.status === 200 && Array.isArray(data) ? data : []).flatMap((zone: unknown): FeedZone[] => {
    const [id, latitude, longitude] = [
      within(zone, 'id'),
      within(zone, 'attributes', 'lat'),
      within(zone, 'attributes', 'lng'),
    ];
    if (typeof id !== 'string' || id === '') return [];
    return [
      {
        zoneId: id,
        centre: typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null,
      },
    ];
  });
}

/** Centre of the zone, where the target names it. */
export function centreIn(settings: Settings): Centre | null {
  const [latitude, longitude] = itemsOf(settings['zoneCentre'] ?? '').map(Number);
  return latitude === undefined || longitude === undefined || Number.isNaN(latitude) || Number.isNaN(longitude)
    ? null
    : { latitude, longitude };
}

export const plain = probe('the plain question', { cost: 1, needs: [feedZone] }, (context) => askPlainly(context));

/** Ids of root zones as v1 writes them, in the order of the list. */
export function rootIds(answer: Answer, version: string): string[] {
  const rows = version === 'v1' ? listAt(answer, 'data') : listAt(answer, 'features');
  return rows.flatMap(
    ({ row }) => (version === 'v1' ? textIn(row, 'id') : within(row, 'properties', 'legacyId')) ?? [],
  ) as string[];
}

export interface OfZone {
  readonly zoneId: string;
  readonly answer: Answer;
}

/** The vehicles of the first zone that has some. */
export const vehicles = probe(
  'vehicles of a zone',
  { cost: 3, needs: [plain], control: plain },
  async ({ api, get, settings, version }): Promise<OfZone> => {
    const own = settings['zoneId'] ?? '';
    const zones = own === '' ? rootIds(await get(plain), version).slice(0, 3) : [own];
    let found: OfZone | null = null;
    for (const zoneId of zones) {
      found = { zoneId, answer: await api.listVehicles({ query: { zoneId } }) };
      if (found.answer.raw.status === 200 && countAt(found.answer, 'data') > 0) break;
    }
    return found ?? undecided('the list of root zones is empty; set TIER_ZONE_ID');
  },
);

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
    return id !== undefined && typeof code === 'number' && typeof lat === 'number' && typeof lng === 'number'
      ? [{ id, code, lat, lng }]
      : [];
  });
}

/** Nobody has this id: a UUID made from the run. */
export const nobodysId = (unique: (label: string) => string): string =>
  `00000000-0000-4000-8000-00000000${unique('').slice(1)}`;
