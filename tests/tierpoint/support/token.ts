/** What the token service answers: members whose names are settings. */
import type { Answer } from '../../../src/judges/answer.ts';
import { readDate } from '../../../src/judges/dates.ts';
import type { SecretTraits } from '../../../src/verdict/exchange.ts';
import { type Settings, listed } from './settings.ts';

export type Body = Readonly<Record<string, unknown>>;

export interface Member {
  readonly name: string;
  readonly value: unknown;
}

/** The answer as an object, or null. Gated like `answer.data`. */
export function bodyOf(answer: Answer): Body | null {
  const data: unknown = answer.data;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Body) : null;
}

/** The first member with one of the names of a setting; `data.token` looks into `data`. */
export function memberOf(body: Body, settings: Settings, setting: string): Member | null {
  for (const name of listed(settings, setting)) {
    const value = name
      .split('.')
      .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Body)[key] : undefined), body);
    if (value !== undefined && value !== null) return { name, value };
  }
  return null;
}

const wellKnown = [
  'token_type',
  'tokenType',
  'scope',
  'refresh_token',
  'refreshToken',
  'id_token',
  'idToken',
  'issuedAt',
  'issued_at',
  'userName',
  'username',
];

/** Members that no setting names and nobody expects: one of them may be what is looked for, under a name of its own. */
export function unaccounted(body: Body, settings: Settings): string[] {
  const known = new Set([
    ...wellKnown,
    ...['tokenMember', 'lifetimeMember', 'expiryMember'].flatMap((setting) =>
      listed(settings, setting).map((name) => name.split('.')[0] ?? ''),
    ),
  ]);
  return Object.keys(body).filter((name) => !known.has(name));
}

/** The handle of the token, or null. */
export function tokenIn(answer: Answer, settings: Settings): string | null {
  const json: unknown = answer.raw.json;
  if (answer.raw.status < 200 || answer.raw.status > 299 || typeof json !== 'object' || json === null) return null;
  const value = memberOf(json as Body, settings, 'tokenMember')?.value;
  return typeof value === 'string' && value !== '' && traitsOf(answer, value)?.length !== 0 ? value : null;
}

export const traitsOf = (answer: Answer, handle: string | null): SecretTraits | undefined =>
  answer.secrets.find((traits) => traits.handle === handle);

/** A number of seconds, also in quotation marks; null for anything else. */
export function seconds(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : null;
}

export interface Expiry {
  /** Since the epoch. */
  readonly ms: number;
  /** False for a date without zone: any whole quarter of an hour may lie between it and UTC. */
  readonly zoned: boolean;
  readonly form: string;
}

/** Later numbers are milliseconds: as seconds they would lie behind the year 5000. */
const firstMilliseconds = 1e11;

export function expiryOf(value: unknown): Expiry | null {
  const number = seconds(value);
  if (number !== null) {
    const isMs = number >= firstMilliseconds;
    return number < 1e8
      ? null
      : {
          ms: isMs ? number : number * 1000,
          zoned: true,
          form: isMs ? 'milliseconds since 1970' : 'seconds since 1970',
        };
  }
  const date = typeof value === 'string' ? readDate(value) : null;
  return date === null ? null : { ms: date.ms, zoned: date.zoned, form: date.form };
}

const quarter = 15 * 60 * 1000;
const mostOffset = 14 * 60 * 60 * 1000;

/** Whether the expiry is the moment, give or take the tolerance. */
export function isAt({ ms, zoned }: Expiry, moment: number, tolerance: number): boolean {
  const difference = ms - moment;
  if (Math.abs(difference) <= tolerance) return true;
  if (zoned || Math.abs(difference) > mostOffset + tolerance) return false;
  return Math.abs(difference - Math.round(difference / quarter) * quarter) <= tolerance;
}

export interface Claims {
  readonly exp?: unknown;
  readonly iat?: unknown;
  readonly nbf?: unknown;
}

/** Times inside a JWT; null where the token is none. */
export function claimsOf(traits: SecretTraits | undefined): Claims | null {
  const payload = traits?.jwt?.payload;
  return typeof payload === 'object' && payload !== null ? payload : null;
}

/** When the token was issued, by the server's clock and by ours. */
export function issuedAt(answer: Answer): number[] {
  const date = Date.parse(answer.header('date') ?? '');
  return [...(Number.isNaN(date) ? [] : [date]), Date.parse(answer.at)];
}

/** A moment as text. */
export const iso = (ms: number) => (Math.abs(ms) < 8e15 ? `${new Date(ms).toISOString().slice(0, 19)}Z` : String(ms));
