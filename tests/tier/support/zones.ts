/** Zones of v1: root zones, zones below one of them, zones at a place, and the check of places. */
import type { Answer } from '../../../src/judges/answer.ts';
import { probe } from '../suite.ts';
import { plain, rootIds } from './questions.ts';
import type { Place } from './places.ts';
import { type Placed, type Row, attributesOf, isRow, listAt, memberOf } from './resources.ts';

/** Nothing is rented here. */
export const ocean: Place = { lat: 0, lng: -30 };

export interface OfKind {
  readonly type: string;
  readonly answer: Answer;
}

/** Zones of several kinds, each asked for by its kind. */
export const zonesByKind = probe(
  'zones by kind',
  { cost: 4, needs: [plain] },
  async ({ api, get }): Promise<OfKind[]> => {
    const root = { type: 'root', answer: await get(plain) };
    const types = ['business', 'parking', 'constrained', 'warehouse'] as const;
    return [
      root,
      ...(await Promise.all(types.map(async (type) => ({ type, answer: await api.listZones({ query: { type } }) })))),
    ];
  },
);

interface Subzones {
  readonly rootId: string;
  readonly lists: readonly OfKind[];
}

/** Zones of every kind below one root zone. */
export const subzones = probe(
  'zones below a root zone',
  { cost: 4, needs: [plain], control: plain },
  async ({ api, get, settings, undecided }): Promise<Subzones> => {
    const ids = rootIds(await get(plain), 'v1');
    const own = settings['zoneId'] ?? '';
    const rootId = ids.includes(own) ? own : (ids[0] ?? undecided('the list of root zones is empty'));
    const types = ['business', 'parking', 'constrained', 'warehouse'] as const;
    const lists = await Promise.all(
      types.map(async (type) => ({ type, answer: await api.listSubzones({ path: { rootId }, query: { type } }) })),
    );
    return { rootId, lists };
  },
);

export const hasPlace = ({ lat, lng }: Row): boolean => typeof lat === 'number' && typeof lng === 'number';

/** The root zone whose centre further questions are asked at. */
export const centred = probe(
  'a root zone with a centre',
  { cost: 0, needs: [plain] },
  async ({ get, settings, undecided }) => {
    const roots = listAt(await get(plain), 'data').filter((zone) => hasPlace(attributesOf(zone)));
    const own =
      roots.find(({ row }) => row['id'] === settings['zoneId']) ?? roots[0] ?? undecided('no root zone has a centre');
    const { lat, lng } = attributesOf(own);
    return { id: String(own.row['id']), place: { lat: Number(lat), lng: Number(lng) } };
  },
);

export const zonesAtPlace = probe(
  'zones at a place',
  { cost: 1, needs: [centred], control: plain },
  async ({ api, get }) => {
    const root = await get(centred);
    return { root, answer: await api.listZones({ query: { ...root.place } }) };
  },
);

/** The plain twin of what the check of a place is asked with. */
export const checkedCentre = probe('check of a centre', { cost: 1, needs: [centred] }, async ({ api, get }) =>
  api.validateConstraint({ query: { ...(await get(centred)).place } }),
);

export const checkedPlaces = probe(
  'check of places',
  { cost: 2, needs: [centred], control: plain },
  async ({ api, get }) => {
    const { place } = await get(centred);
    return {
      city: await api.validateConstraint({ query: { ...place } }),
      ocean: await api.validateConstraint({ query: { ...ocean } }),
    };
  },
);

/** What is where nothing is. */
export const zonesAtOcean = probe(
  'zones in the ocean',
  { cost: 1, needs: [plain], control: plain },
  async ({ api, get, undecided }) => {
    if (listAt(await get(plain), 'data').length === 0) undecided('the list of root zones is empty');
    return api.listZones({ query: { ...ocean } });
  },
);

/** The check of a place in the middle of a business zone of the root zone whose vehicles are looked at. */
export const checkedBusiness = probe(
  'check of a place in a business zone',
  { cost: 1, needs: [subzones], control: checkedCentre },
  async ({ api, get, notTestable: stop }) => {
    const business = (await get(subzones)).lists.filter(({ type }) => type === 'business');
    const places = business.flatMap(({ answer }) =>
      listAt(answer, 'data').flatMap((zone) => {
        const polygon = polygonOf(zone);
        const middle = polygon === null ? null : middleOf(polygon);
        return polygon !== null && middle !== null && holds(polygon, middle) ? [middle] : [];
      }),
    );
    const place = places[0] ?? stop('no business zone holds its own middle');
    return { place, answer: await api.validateConstraint({ query: { ...place } }) };
  },
);

const middleOf = (polygon: readonly Place[]): Place => {
  const corners = polygon.slice(0, -1);
  const mean = (of: (corner: Place) => number) =>
    Number((corners.reduce((sum, corner) => sum + of(corner), 0) / Math.max(1, corners.length)).toFixed(6));
  return { lat: mean(({ lat }) => lat), lng: mean(({ lng }) => lng) };
};

/** The verdict on a place, wherever the answer has it: the page nests it one level too deep. */
export function verdictOn(answer: Answer): Placed {
  const data = memberOf(answer.data, 'data');
  const flat = memberOf(data, 'attributes');
  const nested = memberOf(flat, 'attributes');
  if (isRow(nested)) return { row: nested, at: '/data/attributes/attributes' };
  if (isRow(flat)) return { row: flat, at: '/data/attributes' };
  return { row: isRow(data) ? data : {}, at: '/data' };
}

/** Corners of a polygon; null where a zone has none that can be read. */
export function polygonOf(zone: Placed): Place[] | null {
  const { polygon } = attributesOf(zone);
  if (!Array.isArray(polygon) || polygon.length === 0) return null;
  const corners = polygon.flatMap((corner: unknown) =>
    isRow(corner) && hasPlace(corner) ? [{ lat: Number(corner['lat']), lng: Number(corner['lng']) }] : [],
  );
  return corners.length === polygon.length ? corners : null;
}

/** Whether a polygon holds a place (even-odd rule, on a plane). */
export function holds(polygon: readonly Place[], { lat, lng }: Place): boolean {
  let inside = false;
  for (const [i, a] of polygon.entries()) {
    const b = polygon[(i + polygon.length - 1) % polygon.length] ?? a;
    if (a.lat > lat === b.lat > lat) continue;
    if (lng < ((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng) inside = !inside;
  }
  return inside;
}
