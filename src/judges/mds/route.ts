/** The route of a trip: its points with their times. */
import type { JsonObject, Node } from '../json-api/value.ts';
import { isObject, member } from '../json-api/value.ts';
import { positionOf } from './geo.ts';
import type { Position } from './geo.ts';

export interface RoutePoint {
  /** Index of the feature. */
  readonly index: number;
  readonly position: Position;
  /** Milliseconds since the epoch, or null. */
  readonly time: number | null;
}

export interface Route {
  /** The earliest point; the first where times are missing. */
  readonly start: RoutePoint;
  /** The latest point; the last where times are missing. */
  readonly end: RoutePoint;
  /** Times in the order of the features; empty unless every feature has one. */
  readonly times: readonly number[];
}

/** The route of a trip record; null when it has no two usable points. */
export function routeOf({ value }: Node<JsonObject>): Route | null {
  const route = member(value, 'route');
  const features = isObject(route) ? member(route, 'features') : undefined;
  if (!Array.isArray(features)) return null;
  const points = features.flatMap((feature: unknown, index): RoutePoint[] => {
    const position = positionOf(feature);
    return position === null ? [] : [{ index, position, time: featureTimeOf(feature) }];
  });
  let [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined || points.length < 2) return null;
  const times = points.flatMap(({ time }) => time ?? []);
  if (times.length < points.length) return { start, end, times: [] };
  for (const point of points) {
    if ((point.time ?? 0) < (start.time ?? 0)) start = point;
    if ((point.time ?? 0) > (end.time ?? 0)) end = point;
  }
  return { start, end, times };
}

/** Time at which a point feature was measured; null where it has none. */
export function featureTimeOf(feature: unknown): number | null {
  const properties = isObject(feature) ? member(feature, 'properties') : undefined;
  const time = isObject(properties) ? member(properties, 'timestamp') : undefined;
  return typeof time === 'number' ? time : null;
}
