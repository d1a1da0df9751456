/** Places on the globe. Degrees in WGS 84, metres. */
import type { Centre } from './feed.ts';
import { isObject, member } from '../json-api/value.ts';

export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

const meanRadius = 6_371_008.8;
export const usualRadius = 100;

/** Great-circle distance in metres (haversine). */
export function distance(one: Position, other: Position): number {
  const [a, b] = [radians(one.latitude), radians(other.latitude)];
  const dLatitude = b - a;
  const dLongitude = radians(other.longitude - one.longitude);
  const h = Math.sin(dLatitude / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(dLongitude / 2) ** 2;
  return 2 * meanRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The position of a point feature, its coordinates read as GeoJSON does: longitude first. Null when there is none. */
export function positionOf(feature: unknown): Position | null {
  const geometry = isObject(feature) ? member(feature, 'geometry') : undefined;
  const coordinates = isObject(geometry) ? member(geometry, 'coordinates') : undefined;
  if (!Array.isArray(coordinates)) return null;
  const [longitude, latitude] = coordinates as readonly unknown[];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
  return { longitude, latitude };
}

export function isOnGlobe({ longitude, latitude }: Position): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

export function swapped({ longitude, latitude }: Position): Position {
  return { longitude: latitude, latitude: longitude };
}

/** Whether a position lies around a centre. */
export function isNear(position: Position, centre: Centre): boolean {
  return isOnGlobe(position) && distance(position, centre) <= (centre.radius ?? usualRadius) * 1000;
}

/** Where most of three or more positions lie; null where they lie all over the globe. */
export function commonCentre(positions: readonly Position[]): Position | null {
  if (positions.length < 3) return null;
  const centre = {
    longitude: median(positions.map(({ longitude }) => longitude)),
    latitude: median(positions.map(({ latitude }) => latitude)),
  };
  const near = positions.filter((position) => isNear(position, centre)).length;
  return near * 2 > positions.length ? centre : null;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
