/** Units of a trip's measures, told from what the trip itself shows: its times and its route. */
import type { FeedRule } from '../table.ts';
import { memberHolds } from '../table.ts';
import type { JsonObject, Node } from '../../json-api/value.ts';
import { integer } from '../feed.ts';
import type { Feed } from '../feed.ts';
import { earliest } from './times.ts';
import { tripsOf } from './trips.ts';
import { distance } from '../geo.ts';
import { routeOf } from '../route.ts';

/** One odd trip proves no unit: a broken sensor does that, too. */
const fewestTrips = 3;

interface Measured {
  readonly record: Node<JsonObject>;
  readonly value: number;
  /** What the value should be, by the times or the route: seconds or metres. */
  readonly real: number;
}

export const tripUnitRules: readonly FeedRule[] = [
  {
    id: 'trip-duration-in-seconds',
    level: 'must',
    statement: '`trip_duration` counts seconds: neither milliseconds, nor minutes in all trips of an answer.',
    judge: (feed, check) => {
      const measured = durationsOf(feed);
      const long = measured.filter(({ real }) => real >= 180);
      const allMinutes = long.length >= fewestTrips && long.every(inMinutes);
      for (const one of measured) {
        const unit = inMilliseconds(one) ? 'milliseconds' : allMinutes && long.includes(one) ? 'minutes' : null;
        const message = () =>
          `The trip lasted ${Math.round(one.real)} s by its times: trip_duration is in ${unit ?? ''}.`;
        memberHolds(check, one.record, 'trip_duration', unit === null, message, 'seconds');
      }
    },
  },
  {
    id: 'trip-distance-in-metres',
    level: 'must',
    statement: '`trip_distance` counts metres: neither kilometres nor parts of a metre in all trips of an answer.',
    judge: (feed, check) => {
      const lines = linesOf(feed).filter(({ real }) => real >= 1000);
      const allKilometres = lines.length >= fewestTrips && lines.every(inKilometres);
      for (const one of lines) {
        const message = () => `The route covers ${Math.round(one.real)} m: trip_distance looks like kilometres.`;
        memberHolds(check, one.record, 'trip_distance', !allKilometres, message, 'metres');
      }
      const speeds = speedsOf(feed);
      const allTooFast = speeds.length >= fewestTrips && speeds.every(({ real }) => real > 300);
      for (const one of speeds) {
        const message = () =>
          `In metres the trip went at ${Math.round(one.real)} km/h: trip_distance looks like centimetres or millimetres.`;
        memberHolds(check, one.record, 'trip_distance', !allTooFast, message, 'metres');
      }
    },
  },
];

const inMilliseconds = ({ value, real }: Measured): boolean =>
  real >= 10 && Math.abs(value / 1000 - real) <= Math.max(1, real * 0.02);

const inMinutes = ({ value, real }: Measured): boolean => Math.abs(value - real / 60) <= 1.5;

const inKilometres = ({ value, real }: Measured): boolean => value < real / 50 && value >= Math.floor(real / 1000);

function durationsOf(feed: Feed): readonly Measured[] {
  return tripsOf(feed).flatMap((record) => {
    const [start, end] = [integer(record.value, 'start_time'), integer(record.value, 'end_time')];
    const value = integer(record.value, 'trip_duration');
    if (start === null || end === null || value === null || end < start || start < earliest) return [];
    return [{ record, value, real: (end - start) / 1000 }];
  });
}

/** Distances with the straight line from start to end of the route, in metres. */
function linesOf(feed: Feed): readonly Measured[] {
  return tripsOf(feed).flatMap((record) => {
    const [value, route] = [integer(record.value, 'trip_distance'), routeOf(record)];
    return value === null || route === null
      ? []
      : [{ record, value, real: distance(route.start.position, route.end.position) }];
  });
}

/** Distances of trips of a minute or more, with the average speed in km/h. */
function speedsOf(feed: Feed): readonly Measured[] {
  return durationsOf(feed).flatMap(({ record, real: seconds }) => {
    const value = integer(record.value, 'trip_distance');
    return value === null || seconds < 60 ? [] : [{ record, value, real: (value / seconds) * 3.6 }];
  });
}
