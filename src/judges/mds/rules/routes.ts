/** Routes of trips: their points, held against the times of the trip. */
import type { FeedRule } from '../table.ts';
import { instant, memberHolds } from '../table.ts';
import { at, findingAt } from '../../json-api/value.ts';
import { integer } from '../feed.ts';
import { routeOf } from '../route.ts';
import { tripsOf } from './trips.ts';

/** How wrong the clock of a device may go: milliseconds. */
const clockError = 15 * 60_000;

export const routeRules: readonly FeedRule[] = [
  {
    id: 'route-starts-and-ends-the-trip',
    level: 'should',
    statement:
      'The earliest point of a route is measured at the start of the trip, the latest at its end, within the tolerance.',
    judge: (feed, check) => {
      const tolerance = feed.tolerances.seconds * 1000;
      for (const record of tripsOf(feed)) {
        const route = routeOf(record);
        if (route === null) continue;
        for (const [name, point] of [
          ['start_time', route.start],
          ['end_time', route.end],
        ] as const) {
          const time = integer(record.value, name);
          if (time === null || point.time === null) continue;
          const right = Math.abs(point.time - time) <= tolerance;
          const what = name === 'start_time' ? 'starts' : 'ends';
          const message = `The route ${what} at ${instant(point.time)}, the trip at ${instant(time)}.`;
          const place = at(record.place, 'route', 'features', point.index, 'properties', 'timestamp');
          check.that(right, () => findingAt(place, message, `within ${feed.tolerances.seconds} s`, point.time));
        }
      }
    },
  },
  {
    id: 'route-of-the-trip',
    level: 'must',
    statement: 'A route is that of its trip: not all of it is measured long before its start or after its end.',
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        const route = routeOf(record);
        const [start, end] = [integer(record.value, 'start_time'), integer(record.value, 'end_time')];
        const [first, last] = [route?.start.time ?? null, route?.end.time ?? null];
        if (start === null || end === null || first === null || last === null || end < start) continue;
        const right = last >= start - clockError && first <= end + clockError;
        const message = () => `The route is from ${instant(first)} on, the trip from ${instant(start)} on.`;
        memberHolds(check, record, 'route', right, message, 'points from the time of the trip');
      }
    },
  },
  {
    id: 'route-in-order',
    level: 'should',
    statement: 'The points of a route come in the order of their times.',
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        const times = routeOf(record)?.times ?? [];
        const index = times.findIndex((time, i) => i > 0 && time < (times[i - 1] ?? time));
        if (times.length < 2) continue;
        const place = at(record.place, 'route', 'features', Math.max(0, index), 'properties', 'timestamp');
        check.that(index < 0, () =>
          findingAt(place, 'A point of the route is older than the one before it.', 'rising times', times[index]),
        );
      }
    },
  },
];
