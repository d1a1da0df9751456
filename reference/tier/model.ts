/** JSON values and small helpers of the data. */

import type { Json, JsonObject } from '../answer.ts';

export type { Json, JsonObject };

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The object without one of its members. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** An amount of cents as money of the API. */
export function money(cents: number, currency: string): JsonObject {
  return { amount: amount(cents), currency };
}

/** Cents as a text with two decimals. */
export function amount(cents: number): string {
  const absolute = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}

/** ISO 8601 in UTC with the given number of fraction digits. */
export function iso(ms: number, digits: 0 | 3 | 6): string {
  const text = new Date(ms).toISOString();
  return digits === 3 ? text : digits === 0 ? `${text.slice(0, 19)}Z` : `${text.slice(0, 23)}734Z`;
}

export interface Place {
  readonly lat: number;
  readonly lng: number;
}

export const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Metres between two places, on a sphere. */
export function metresBetween(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b] = [radians(one.lat), radians(other.lat)];
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(other.lng - one.lng) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}
