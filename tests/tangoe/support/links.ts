/** Links of `_meta`: read as text, because a link may hold a handle, and held against the place where the API was asked. */
import { readDate } from '../../../src/judges/dates.ts';
import { isUri } from '../../../src/judges/formats.ts';

export interface Link {
  /** As `https://api.example.com`, or '' for a relative link. */
  readonly origin: string;
  readonly path: string;
  /** In the order of the link. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** The parts of a link, or null where it is no text or empty. */
export function readLink(value: unknown): Link | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const [, origin = '', path = '', query = ''] =
    /^(https?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(value.trim()) ?? [];
  return { origin: origin.toLowerCase(), path, query: [...new URLSearchParams(query)] };
}

/** A complete http(s) URL; blanks in it, which printed examples have, are read as their escapes. */
export const isComplete = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && isUri(value.replaceAll(' ', '%20'));

/** Values of a query member. */
export const valuesOf = ({ query }: Link, name: string): string[] =>
  query.filter(([n]) => n === name).map(([, value]) => value);

/** A query member as a whole number, or null unless it stands there once. */
export function numberIn(link: Link, name: string): number | null {
  const [value, ...more] = valuesOf(link, name);
  return value !== undefined && more.length === 0 && /^\d{1,12}$/.test(value) ? Number(value) : null;
}

/** A time in any spelling is one; a plus sign in a query is read as a blank. */
function plainValue(name: string, value: string): string {
  const time = /^dateTime/i.test(name) ? readDate(value.replace(/ (?=\d\d:?\d\d$)/, '+')) : null;
  return time === null ? value : String(time.ms);
}

/** Query members beside those that position a page, sorted, each once; times as milliseconds. */
export function membersBeside(query: Link['query']): string[] {
  const kept = query
    .filter(([name]) => name !== 'limit' && name !== 'offset')
    .map(([name, value]) => `${name}=${plainValue(name, value)}`);
  return [...new Set(kept)].sort();
}

/** The same as one text. */
export const rest = (query: Link['query']): string => membersBeside(query).join('&');

/** Base URL of the API, from the URL that asked for a resource; `route` is the path of that resource. */
export function baseOf(url: string, route: string): string {
  const path = url.replace(/[?#].*$/, '');
  return path.endsWith(route) ? path.slice(0, -route.length) : path;
}

/**
 * What to follow for a link: the link itself where it leads to the API's own origin, else the same resource below the
 * base URL. Printed examples have misspelt hosts; credentials never leave the origin.
 */
export function reachable(link: string, base: string): string {
  const { origin = '' } = /^(?<origin>https?:\/\/[^/]+)/i.exec(base)?.groups ?? {};
  const read = readLink(link);
  if (read === null || read.origin === '' || read.origin === origin.toLowerCase()) return link.trim();
  const below = link.trim().replace(/^https?:\/\/[^/?#]*/i, '');
  const version = /^.*\/v\d+\/(.*)$/.exec(below);
  return version?.[1] ?? below.replace(/^\/+/, '');
}

/** Whether a link leads below the base URL. */
export function isBelow(link: Link, base: string): boolean {
  const read = readLink(base);
  return (
    read !== null &&
    (link.origin === '' || link.origin === read.origin) &&
    (link.path === read.path || link.path.startsWith(`${read.path}/`))
  );
}
