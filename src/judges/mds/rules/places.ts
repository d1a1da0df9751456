/** Coordinates: longitude first, on the globe, around the place that is expected. */
import type { FeedRule } from '../table.ts';
import { at, findingAt, isObject, member } from '../../json-api/value.ts';
import type { Node, Place } from '../../json-api/value.ts';
import type { Feed } from '../feed.ts';
import { commonCentre, isNear, isOnGlobe, positionOf, swapped, usualRadius } from '../geo.ts';
import type { Position } from '../geo.ts';

export const placeRules: readonly FeedRule[] = [
  {
    id: 'coordinates-on-the-globe',
    level: 'must',
    statement: 'Longitudes lie from -180 to 180 degrees, latitudes from -90 to 90.',
    judge: (feed, check) => {
      for (const { value, place } of positionsOf(feed)) {
        const hint = isOnGlobe(swapped(value)) ? '; latitude and longitude may be swapped' : '';
        const message = `The coordinates lie nowhere on the globe${hint}.`;
        check.that(isOnGlobe(value), () =>
          findingAt(place, message, '[longitude, latitude] in degrees', [value.longitude, value.latitude]),
        );
      }
    },
  },
  {
    id: 'coordinates-longitude-first',
    level: 'must',
    statement:
      'Coordinates have the longitude first, as GeoJSON demands; seen where the expected place is known, or most places show it.',
    judge: (feed, check) => {
      const given = feed.options.centre;
      const centre = given ?? commonCentre([...positionsOf(feed)].map(({ value }) => value));
      if (centre === null) return;
      for (const { value, place } of positionsOf(feed)) {
        const right = isNear(value, centre) || !isNear(swapped(value), centre);
        const where = given === undefined ? 'the other places of the answer' : 'the expected place';
        const message = `The coordinates only fit ${where} with latitude and longitude swapped.`;
        check.that(right, () =>
          findingAt(place, message, `around ${shown(centre)}`, [value.longitude, value.latitude]),
        );
      }
    },
  },
  {
    id: 'coordinates-near-the-centre',
    level: 'may',
    statement: 'Coordinates lie around the expected place, swapped or not.',
    judge: (feed, check) => {
      const { centre } = feed.options;
      if (centre === undefined) return;
      for (const { value, place } of positionsOf(feed)) {
        const message = `The coordinates are more than ${centre.radius ?? usualRadius} km away from the expected place.`;
        check.that(isNear(value, centre) || isNear(swapped(value), centre), () =>
          findingAt(place, message, `around ${shown(centre)}`, [value.longitude, value.latitude]),
        );
      }
    },
  },
  {
    id: 'coordinates-not-null-island',
    level: 'should',
    statement: 'Coordinates are measured: not 0, 0.',
    judge: (feed, check) => {
      for (const { value, place } of positionsOf(feed)) {
        const zero = value.longitude === 0 && value.latitude === 0;
        check.that(!zero, () =>
          findingAt(place, 'The coordinates are 0, 0.', 'a measured place', [value.longitude, value.latitude]),
        );
      }
    },
  },
];

/** Every position of every record, with the place of its coordinates. */
function* positionsOf({ records, kind }: Feed): Generator<Node<Position>> {
  for (const { value, place } of records) {
    if (kind === 'status_changes') {
      yield* positionAt(member(value, 'event_location'), at(place, 'event_location'));
      continue;
    }
    const route = member(value, 'route');
    const features = isObject(route) ? member(route, 'features') : undefined;
    if (!Array.isArray(features)) continue;
    for (const [index, feature] of features.entries())
      yield* positionAt(feature, at(place, 'route', 'features', index));
  }
}

function* positionAt(feature: unknown, place: Place): Generator<Node<Position>> {
  const position = positionOf(feature);
  if (position !== null) yield { value: position, place: at(place, 'geometry', 'coordinates') };
}

function shown({ longitude, latitude }: Position): string {
  return `[${longitude}, ${latitude}]`;
}
