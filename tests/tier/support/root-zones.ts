/** Root zones of v2: GeoJSON features. */
import type { Answer } from '../../../src/judges/answer.ts';
import { probe } from '../suite.ts';
import { plain } from './questions.ts';
import { type Placed, listAt, textIn, within } from './resources.ts';
import type { Place } from './places.ts';
import { ocean } from './zones.ts';

/** The place of a feature, its coordinates read longitude first; null where it has none. */
export function centreOf({ row }: Placed): Place | null {
  const coordinates: unknown = within(row, 'geometry', 'coordinates');
  if (!Array.isArray(coordinates)) return null;
  const [lng, lat] = coordinates as unknown[];
  return typeof lng === 'number' && typeof lat === 'number' ? { lat, lng } : null;
}

const idOf = ({ row }: Placed): string | undefined => textIn(row, 'id');

/** A root zone of the list, read under its id. */
export const rootZone = probe('a root zone', { cost: 1, needs: [plain] }, async ({ api, get, undecided }) => {
  const zones = listAt(await get(plain), 'features');
  const listed = zones.find((zone) => idOf(zone) !== undefined) ?? undecided('the list of root zones is empty');
  const id = String(listed.row['id']);
  return { id, listed, answer: await api.getRootZone({ path: { id } }) };
});

export interface Near {
  readonly id: string;
  readonly place: Place;
  readonly answer: Answer;
}

/** What is near the centres of the first two root zones. */
export const nearRootZones = probe(
  'root zones near centres',
  { cost: 2, needs: [plain], control: plain },
  async ({ api, get, undecided }): Promise<Near[]> => {
    const centred = listAt(await get(plain), 'features').flatMap((zone) => {
      const [id, place] = [idOf(zone), centreOf(zone)];
      return id === undefined || place === null ? [] : [{ id, place }];
    });
    if (centred.length === 0) undecided('no root zone with a centre is listed');
    return Promise.all(
      centred
        .slice(0, 2)
        .map(async ({ id, place }) => ({ id, place, answer: await api.listRootZones({ query: { ...place } }) })),
    );
  },
);

export const nearOcean = probe('root zones near the middle of the ocean', { cost: 1, control: plain }, ({ api }) =>
  api.listRootZones({ query: { ...ocean } }),
);
