/** Free rides of the customer whose token is set, along their next links. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Context, probe } from '../suite.ts';
import { type Chain, walk } from './chain.ts';
import { countAt, textIn, within, isRow } from './resources.ts';
import { pagesAllowed } from './windows.ts';

/** For links: the token alone. */
export const asCustomer = { credentials: { apiKey: 'omit' } } as const;

/** @throws NotTestable where no token is set */
export function hasToken({ credential, notTestable }: Context): string {
  try {
    return credential('jwt');
  } catch {
    return notTestable('it needs the token of a customer; set TIER_JWT');
  }
}

export const freeRides = probe('free rides', { cost: 1 }, async (context) => {
  hasToken(context);
  return context.api.listFreeRides();
});

/** Items that have an id are told apart by it, the others by their page. */
export const keysOfPage = (page: Answer): string[] => {
  const data: unknown = within(page.raw.json, 'data');
  return Array.isArray(data)
    ? data.map((item: unknown, i) => (isRow(item) ? (textIn(item, 'id') ?? `${page.url}#${i}`) : `${page.url}#${i}`))
    : [];
};

export const freeRidePages = probe(
  'free rides, page by page',
  { cost: 11, needs: [freeRides] },
  async (context): Promise<Chain> => {
    const first = await context.get(freeRides);
    return walk(first, {
      most: pagesAllowed(context.settings),
      follow: (url) => context.follow(url, asCustomer),
      keysOf: keysOfPage,
    });
  },
);

export const itemsOn = (page: Answer): number => countAt(page, 'data');
