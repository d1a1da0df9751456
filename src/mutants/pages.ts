/** Mutants over two pages of one list: what stands on one comes again on the next. */
import type { Exchange } from '../verdict/exchange.ts';
import { type Json, isRecord } from './json.ts';

const pageHeader = /^(page|offset|cursor)$/i;
const pageParameter = /page|offset|cursor|skip|after/i;

/** Requests for pages of one list differ in their page alone. */
function listOf({ request: { method, url, headers, body } }: Exchange): string {
  const { pathname, searchParams, origin } = new URL(url.replaceAll(/[«»|]/g, '_'));
  const query = [...searchParams].filter(([name]) => !pageParameter.test(name)).sort();
  const kept = headers.filter(([name]) => !pageHeader.test(name)).sort();
  return JSON.stringify([method, origin, pathname, query, kept, body]);
}

export interface PageChange {
  readonly exchange: Exchange;
  readonly where: string;
  readonly change: string;
  make(): string;
}

/** The first item of each further page of a list is replaced by the last of the page before it. */
export function pageChanges(
  exchanges: readonly Exchange[],
  parse: (exchange: Exchange) => Json | undefined,
): PageChange[] {
  const lists = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    if (!('response' in exchange.outcome) || exchange.outcome.response.status >= 300) continue;
    const key = listOf(exchange);
    lists.set(key, [...(lists.get(key) ?? []), exchange]);
  }
  return [...lists.values()].flatMap((pages) =>
    pages.slice(1).flatMap((exchange, i): PageChange[] => {
      const before = itemsOf(parse(pages[i] as Exchange));
      const body = parse(exchange);
      const items = itemsOf(body);
      const repeated = before?.items.at(-1);
      if (items === null || body === undefined || repeated === undefined || items.items.length === 0) return [];
      const changed = [repeated, ...items.items.slice(1)];
      return [
        {
          exchange,
          where: items.member === null ? '' : `/${items.member}`,
          change: `its first item becomes the last one of ${pages[i]?.x ?? ''}`,
          make: () =>
            JSON.stringify(
              items.member === null ? changed : { ...(body as Record<string, Json>), [items.member]: changed },
            ),
        },
      ];
    }),
  );
}

/** The list of a body: itself, or its one member that is a list of records. */
function itemsOf(body: Json | undefined): { member: string | null; items: Json[] } | null {
  if (Array.isArray(body)) return { member: null, items: body };
  if (!isRecord(body)) return null;
  const lists = Object.entries(body).filter(
    (entry): entry is [string, Json[]] => Array.isArray(entry[1]) && entry[1].every(isRecord),
  );
  const [first] = lists.sort((a, b) => b[1].length - a[1].length);
  return first === undefined ? null : { member: first[0], items: first[1] };
}
