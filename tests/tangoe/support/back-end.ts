/** The two readings of offset. Rivermine begins the page there; Premium Mobile serves the fixed page that holds it. */

export type BackEnd = 'rivermine' | 'premium';

/** What the target says, or null where it is to be found out. The reference server's second face is Premium Mobile. */
export function configured(settings: Readonly<Record<string, string>>, version: string): BackEnd | null {
  const chosen = settings['backEnd'];
  if (chosen === 'rivermine' || chosen === 'premium') return chosen;
  return version === 'v1-premium' ? 'premium' : null;
}

/** Index of the first item of the page that an offset leads to. */
export const startOf = (backEnd: BackEnd, offset: number, limit: number): number =>
  backEnd === 'premium' ? Math.floor(offset / limit) * limit : offset;

/** Offset of the last page, where pages begin at multiples of the limit. */
export const lastOffset = (total: number, limit: number): number =>
  total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
