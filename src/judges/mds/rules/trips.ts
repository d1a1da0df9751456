/** Meaning of trips: their parts agree with each other. */
import type { FeedRule } from '../table.ts';
import { instant, memberHolds } from '../table.ts';
import { integer, text } from '../feed.ts';
import type { Feed } from '../feed.ts';
import { distance } from '../geo.ts';
import { routeOf } from '../route.ts';

/** Faster than any shared vehicle: kilometres per hour. */
const topSpeed = 150;

export const tripRules: readonly FeedRule[] = [
  {
    id: 'trip-ids-unique',
    level: 'must',
    statement: 'Every trip has an id of its own.',
    judge: (feed, check) => {
      const seen = new Set<string>();
      for (const record of tripsOf(feed)) {
        const id = text(record.value, 'trip_id');
        if (id === null) continue;
        memberHolds(
          check,
          record,
          'trip_id',
          !seen.has(id),
          () => 'The trip id was already used in this answer.',
          'a unique id',
        );
        seen.add(id);
      }
    },
  },
  {
    id: 'trip-ends-after-start',
    level: 'must',
    statement: 'A trip does not end before it started.',
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        const [start, end] = [integer(record.value, 'start_time'), integer(record.value, 'end_time')];
        if (start === null || end === null) continue;
        memberHolds(
          check,
          record,
          'end_time',
          end >= start,
          () => `The trip ends before its start at ${instant(start)}.`,
          'start_time or later',
        );
      }
    },
  },
  {
    id: 'trip-duration',
    level: 'should',
    statement: '`trip_duration` is the time from start to end in seconds, within the tolerance.',
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        const [start, end] = [integer(record.value, 'start_time'), integer(record.value, 'end_time')];
        const duration = integer(record.value, 'trip_duration');
        if (start === null || end === null || duration === null || end < start) continue;
        const seconds = (end - start) / 1000;
        const right = Math.abs(duration - seconds) <= feed.tolerances.seconds;
        const unit = unitOf(duration, seconds);
        const message = () =>
          `The trip lasted ${Math.round(seconds)} s by its times, but trip_duration is ${duration}${unit}.`;
        memberHolds(
          check,
          record,
          'trip_duration',
          right,
          message,
          `${Math.round(seconds)} s, give or take ${feed.tolerances.seconds}`,
        );
      }
    },
  },
  {
    id: 'trip-distance',
    level: 'should',
    statement: '`trip_distance` is in metres, and not shorter than the straight line from start to end.',
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        const metres = integer(record.value, 'trip_distance');
        const route = routeOf(record);
        if (metres === null || route === null) continue;
        const line = distance(route.start.position, route.end.position);
        const slack = feed.tolerances.metres + 2 * Math.max(0, integer(record.value, 'accuracy') ?? 0);
        const message = () =>
          `The trip covers ${Math.round(line)} m in a straight line, but trip_distance is ${metres}.`;
        const right = metres >= 0 && metres + slack >= line;
        memberHolds(
          check,
          record,
          'trip_distance',
          right,
          message,
          `at least ${Math.max(0, Math.round(line - slack))} m`,
        );
      }
    },
  },
  {
    id: 'trip-speed',
    level: 'may',
    statement: `No trip is faster than ${topSpeed} km/h on average.`,
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        const [start, end] = [integer(record.value, 'start_time'), integer(record.value, 'end_time')];
        const metres = integer(record.value, 'trip_distance');
        if (start === null || end === null || metres === null || end <= start) continue;
        const speed = (metres / (end - start)) * 3600;
        memberHolds(
          check,
          record,
          'trip_distance',
          speed <= topSpeed,
          () => `The trip went at ${Math.round(speed)} km/h.`,
          `at most ${topSpeed} km/h`,
        );
      }
    },
  },
  {
    id: 'trips-do-not-overlap',
    level: 'should',
    statement: 'A vehicle is on one trip at a time.',
    judge: (feed, check) => {
      const byDevice = new Map<string, { start: number; end: number; record: ReturnType<typeof tripsOf>[number] }[]>();
      for (const record of tripsOf(feed)) {
        const [start, end] = [integer(record.value, 'start_time'), integer(record.value, 'end_time')];
        const device = text(record.value, 'device_id');
        if (start === null || end === null || device === null || end < start) continue;
        const trips = byDevice.get(device);
        if (trips === undefined) byDevice.set(device, [{ start, end, record }]);
        else trips.push({ start, end, record });
      }
      for (const trips of byDevice.values()) {
        trips.sort((a, b) => a.start - b.start);
        let latest = -Infinity;
        for (const { start, end, record } of trips) {
          const right = start >= latest - feed.tolerances.seconds * 1000;
          const until = latest;
          memberHolds(
            check,
            record,
            'start_time',
            right,
            () => `The vehicle was on another trip until ${instant(until)}.`,
            'one trip at a time',
          );
          latest = Math.max(latest, end);
        }
      }
    },
  },
  {
    id: 'trip-amounts',
    level: 'should',
    statement: 'Durations, distances, accuracies and costs are not negative.',
    judge: (feed, check) => {
      for (const record of tripsOf(feed)) {
        for (const name of ['trip_duration', 'trip_distance', 'accuracy', 'standard_cost', 'actual_cost']) {
          const amount = integer(record.value, name);
          if (amount !== null)
            memberHolds(check, record, name, amount >= 0, () => `The ${name} is negative.`, 'at least 0');
        }
      }
    },
  },
];

/** The records of a trips feed; none of another feed. */
export function tripsOf({ kind, records }: Feed): Feed['records'] {
  return kind === 'trips' ? records : [];
}

/** A hint for a duration in another unit. */
function unitOf(duration: number, seconds: number): string {
  if (seconds >= 90 && Math.abs(duration - seconds / 60) <= 1.5) return ', which looks like minutes';
  return Math.abs(duration / 1000 - seconds) <= 60 && duration > 1000 ? ', which looks like milliseconds' : '';
}
