/** Catalogues and regions: what the actor may order, and where it can be sent. No page lists which parameters they want. */
import type { Answer } from '../../../src/judges/answer.ts';
import { shorten, undecided } from '../../../src/verdict/check.ts';
import type { ProbeContext } from '../../../src/suite/types.ts';
import { type TangoeApi, probe } from '../suite.ts';
import { isAnswered } from './findings.ts';
import { countIn, itemsOf, metaOf, rowId } from './pages.ts';
import { cast, inContext } from './people.ts';
import { ownersOf, walks } from './walks.ts';

export type Shelf = 'devices' | 'plans' | 'accessories' | 'regions';
export const shelves: readonly Shelf[] = ['devices', 'plans', 'accessories', 'regions'];

export const countries = probe('regions', { cost: 1 }, ({ api }) => api.listRegions());

/** A service of the actor, whose catalogue is asked for; of somebody else where he has none. */
export const serviceOfActor = probe(
  'a service of the actor',
  { cost: 1, needs: [cast, walks.services] },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    const { rows } = await get(walks.services);
    const named = rows.filter((row) => ownersOf('services', row).includes(actor.id));
    const silent = named.length === 0 && rows.every((row) => ownersOf('services', row).length === 0);
    // Where services do not name their owners, the filter tells.
    const filtered = silent ? await api.listServices({ query: { limit: 100, offset: 0, employee: actor.id } }) : null;
    const own = filtered !== null && isAnswered(filtered) ? itemsOf(filtered).items : named;
    const row = own.find((r) => r['status'] === 'ACTIVE') ?? own[0];
    const chosen = row ?? rows[0];
    return { row: chosen, id: chosen === undefined ? undefined : rowId(chosen), owned: row !== undefined };
  },
);

/** `name=value` pairs of the setting catalogQuery. */
const extra = (settings: Readonly<Record<string, string>>) =>
  Object.fromEntries(new URLSearchParams(settings['catalogQuery'] ?? ''));

/** Which catalogues page is not written; where one does, its first hundred items come at once. */
const paging = { limit: 100, offset: 0 };

/**
 * Asks one catalogue; `service` is left out for regions. Asks again without limit and offset where they are refused;
 * with `like` once, in the form of that answer.
 */
export async function askShelf(
  { api, settings }: Pick<ProbeContext<TangoeApi>, 'api' | 'settings'>,
  shelf: Shelf,
  service: string | undefined,
  context: { readonly headers?: Readonly<Record<string, string>> } = {},
  like?: Answer,
): Promise<Answer> {
  const list = {
    devices: api.listCatalogDevices,
    plans: api.listCatalogPlans,
    accessories: api.listCatalogAccessories,
    regions: api.listRegions,
  }[shelf];
  const query = shelf === 'regions' || service === undefined ? {} : { service };
  const more = shelf === 'regions' ? {} : extra(settings);
  const ask = (position: Readonly<Record<string, number>>) =>
    list({ query, ...context }, { anyway: { query: { ...more, ...position } } });
  if (like !== undefined) return ask(/[?&]limit=/.test(like.url) ? paging : {});
  const answer = await ask(paging);
  return answer.raw.status === 400 ? ask({}) : answer;
}

/** All items of a catalogue came: `totalCount` says so, or there is none and the list is shorter than the page that was asked for. */
export function isWhole(answer: Answer): boolean {
  const { items } = itemsOf(answer);
  const total = countIn(metaOf(answer)?.meta ?? {}, 'totalCount');
  return total === null ? items.length !== paging.limit : items.length >= total;
}

/** @throws Undecided for a catalogue that wants parameters which no page lists */
export function served(answer: Answer): Answer {
  const { status } = answer.raw;
  if (status === 400 || status === 422)
    undecided(
      `${answer.asked} wants parameters that no page lists (${shorten(answer.raw.text, 100)}); set TANGOE_CATALOG_QUERY`,
    );
  return answer;
}

export interface Shelved {
  readonly shelf: Shelf;
  readonly plain: Answer;
  /** In the context of the actor. */
  readonly inContext: Answer;
}

/** Whether catalogues page is the same for all of them: the first one that is asked shows it. */
export const plainShelves = probe('catalogues of the user', { cost: 5, needs: [serviceOfActor] }, async (context) => {
  const { id } = await context.get(serviceOfActor);
  const first = await askShelf(context, 'devices', id);
  const rest = shelves.filter((shelf) => shelf !== 'devices');
  const asked = rest.map(async (shelf) => ({ shelf, answer: await askShelf(context, shelf, id, {}, first) }));
  const devices: { shelf: Shelf; answer: Answer } = { shelf: 'devices', answer: first };
  return [devices, ...(await Promise.all(asked))];
});

export const actorShelves = probe(
  'catalogues of the actor',
  { cost: 4, needs: [cast, serviceOfActor, plainShelves] },
  async (context) => {
    const { actor } = await context.get(cast);
    const { id } = await context.get(serviceOfActor);
    const plain = await context.get(plainShelves);
    return Promise.all(
      plain.map(async ({ shelf, answer }) => ({
        shelf,
        answer: await askShelf(context, shelf, id, inContext(actor.id), answer),
      })),
    );
  },
);

/** Catalogues with and without the context of the actor, side by side. */
export const bothShelves = probe(
  'catalogues of the user and of the actor',
  { cost: 0, needs: [plainShelves, actorShelves] },
  async ({ get }): Promise<Shelved[]> => {
    const [plain, other] = [await get(plainShelves), await get(actorShelves)];
    return shelves.flatMap((shelf) => {
      const [a, b] = [plain, other].map((list) => list.find((entry) => entry.shelf === shelf)?.answer);
      return a === undefined || b === undefined ? [] : [{ shelf, plain: a, inContext: b }];
    });
  },
);

/** Looks at each; what one of them cannot decide does not keep the others from it. Undecided when none was looked at. */
export function eachShelf(all: readonly Shelved[], look: (one: Shelved) => void): void {
  const reasons: string[] = [];
  let looked = 0;
  for (const one of all) {
    try {
      served(one.plain);
      served(one.inContext);
      look(one);
      looked += 1;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Undecided') throw error;
      reasons.push(error.message);
    }
  }
  if (looked === 0) undecided(reasons[0] ?? 'no catalogue was answered');
}
