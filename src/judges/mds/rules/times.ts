/** Times: milliseconds, and inside the window that was asked for. */
import type { FeedRule } from '../table.ts';
import { instant, memberHolds } from '../table.ts';
import { at, findingAt, isObject, member } from '../../json-api/value.ts';
import type { JsonObject, Node, Place } from '../../json-api/value.ts';
import { integer } from '../feed.ts';
import type { Feed } from '../feed.ts';

/** 3 March 1973; in seconds it would be the year 5138. No shared vehicle sent anything before, or will send it after. */
export const earliest = 100_000_000_000;
const latest = 100_000_000_000_000;
const day = 86_400_000;

export const timeRules: readonly FeedRule[] = [
  {
    id: 'times-in-milliseconds',
    level: 'must',
    statement: 'Times count milliseconds since the epoch, not seconds or microseconds.',
    judge: (feed, check) => {
      for (const { value, place } of timesOf(feed)) {
        const right = value >= earliest && value < latest;
        const unit =
          value >= latest
            ? 'microseconds or nanoseconds'
            : value >= earliest / 1000
              ? 'seconds'
              : 'no time of our days';
        const message = () => `The time ${value} looks like ${unit}.`;
        check.that(right, () => findingAt(place, message(), 'milliseconds since the epoch', value));
      }
    },
  },
  {
    id: 'times-in-the-past',
    level: 'should',
    statement: 'No time lies in the future.',
    judge: (feed, check) => {
      const { now } = feed.options;
      if (now === undefined) return;
      for (const { value, place } of timesOf(feed)) {
        if (value >= latest) continue; // another unit: another finding
        check.that(value <= now + day, () =>
          findingAt(place, `The time ${instant(value)} lies in the future.`, `until ${instant(now)}`, value),
        );
      }
    },
  },
  {
    id: 'times-in-window',
    level: 'must',
    statement: 'A record lies in the requested window: from its start on, and before its end.',
    judge: ({ records, kind, asked }, check) => {
      if (asked === null || (asked.window.from === null && asked.window.to === null)) return;
      const { from, to } = asked.window;
      const name = kind === 'trips' ? 'end_time' : 'event_time';
      const expected = `[${from ?? ''}, ${to ?? ''})`;
      for (const record of records) {
        const time = integer(record.value, name);
        if (time === null) continue;
        const right = (from === null || time >= from) && (to === null || time < to);
        memberHolds(
          check,
          record,
          name,
          right,
          () => `The ${name} ${instant(time)} lies outside of the requested window.`,
          expected,
        );
      }
    },
  },
  {
    id: 'vehicle-filter',
    level: 'must',
    statement: 'Trips that were asked for one vehicle are trips of that vehicle.',
    judge: ({ records, asked }, check) => {
      for (const [name, wanted] of [
        ['device_id', asked?.deviceId],
        ['vehicle_id', asked?.vehicleId],
      ] as const) {
        if (wanted == null) continue;
        for (const record of records) {
          const came = member(record.value, name);
          const right = came === wanted || (name === 'device_id' && lower(came) === lower(wanted));
          memberHolds(
            check,
            record,
            name,
            right,
            () => `The trip is of another ${name} than the one asked for.`,
            wanted,
          );
        }
      }
    },
  },
  {
    id: 'published-after-the-event',
    level: 'should',
    statement: 'A record is not published before it happened.',
    judge: ({ records, kind, tolerances }, check) => {
      const name = kind === 'trips' ? 'end_time' : 'event_time';
      for (const record of records) {
        const [time, published] = [integer(record.value, name), integer(record.value, 'publication_time')];
        if (time === null || published === null) continue;
        const right = published >= time - tolerances.seconds * 1000;
        memberHolds(
          check,
          record,
          'publication_time',
          right,
          () => `The record was published before its ${name}.`,
          `from ${instant(time)} on`,
        );
      }
    },
  },
];

/** UUIDs are equal in either letter case (RFC 4122). */
function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** Every time of every record, with its place. */
function* timesOf({ records, kind }: Feed): Generator<Node<number>> {
  const names = kind === 'trips' ? ['start_time', 'end_time', 'publication_time'] : ['event_time', 'publication_time'];
  for (const { value, place } of records) {
    for (const name of names) yield* timeAt(value, name, place);
    if (kind === 'status_changes') yield* featureTime(member(value, 'event_location'), at(place, 'event_location'));
    const route = member(value, 'route');
    const features = isObject(route) ? member(route, 'features') : undefined;
    if (kind !== 'trips' || !Array.isArray(features)) continue;
    for (const [index, feature] of features.entries())
      yield* featureTime(feature, at(place, 'route', 'features', index));
  }
}

function* timeAt(object: JsonObject, name: string, place: Place): Generator<Node<number>> {
  const value = member(object, name);
  if (typeof value === 'number') yield { value, place: at(place, name) };
}

function* featureTime(feature: unknown, place: Place): Generator<Node<number>> {
  const properties = isObject(feature) ? member(feature, 'properties') : undefined;
  if (isObject(properties)) yield* timeAt(properties, 'timestamp', at(place, 'properties'));
}
